"""Notes in copies of workbooks: at their own cells, and nothing of the workbook lost."""

from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

from perfcheck.api import check
from perfcheck.copies import annotate, suffix_of
from perfcheck.copies.notes import PAPER, notes_of
from perfcheck.documents import Location, read_bytes
from perfcheck.rules import Occurrence, Severity
from tests.copies.excel_copies import (
    BOOK,
    MAIN,
    OFFICE,
    RELATIONS,
    RELS,
    SHEET,
    SHEET_TYPE,
    book,
    boxes,
    notes,
    relations,
    sheet,
)
from tests.copies.made import annotated, changed, finding, marked, parts, places, zipped

ADDED = {SHEET, RELS, "xl/comments.xml", "xl/drawings/vmlDrawing.vml", "[Content_Types].xml"}
OURS = ("perfcheck", "【错误 PC601】关于显著")


def at(cell: str, of: str = "表") -> Location:
    return Location(sheet=of, cell=cell)


def without_drawing(xml: bytes) -> bytes:
    """A sheet in canonical form, without the tag that names its drawing."""
    root = etree.fromstring(xml)
    for tag in root.findall("{*}legacyDrawing"):
        root.remove(tag)
    return bytes(etree.tostring(root, method="c14n"))


def test_a_note_stands_at_its_cell_and_at_no_other() -> None:
    content = book()
    copy = marked(content, "显著", "甲")
    found = notes(copy)
    assert found.pop(("表", "A1"))[1].startswith("perfcheck 检查说明")
    assert found == {("表", "B3"): OURS, ("表", "A2"): ("perfcheck", "【错误 PC601】关于甲")}
    assert set(boxes(copy)) == {(1, 1), (3, 2), (2, 1)}
    assert changed(content, copy) == ADDED
    assert without_drawing(parts(copy)[SHEET]) == without_drawing(parts(content)[SHEET])


@pytest.mark.parametrize("severity", Severity)
def test_the_box_has_the_colour_of_the_gravest_finding(severity: Severity) -> None:
    gravest = finding(at("B3"), severity=severity)
    copy = annotated(book(), finding(at("B3"), severity=Severity.INFO), gravest)
    assert boxes(copy)[3, 2] == f"#{PAPER[severity]}"
    assert notes(copy)["表", "B3"][1].count("PC601") == 2


def test_the_rows_of_a_finding_that_stands_for_many() -> None:
    rows = [Occurrence(name, None, at(cell)) for name, cell in (("甲", "B2"), ("乙", "B3"))]
    found = notes(annotated(book(), finding(at("B2"), "两行都如此", occurrences=rows)))
    assert found["表", "B2"][1] == "【错误 PC601】两行都如此"
    assert found["表", "B3"][1].endswith("：同上，见“甲”")


def test_what_has_no_cell_is_said_in_the_first() -> None:
    copy = annotated(
        book(), finding(Location(), "合计不符"), finding(at("B9", "没有的表"), "表名")
    )
    ((where, (_, text)),) = notes(copy).items()
    assert where == ("表", "A1")
    assert "【错误 PC601】合计不符" in text
    assert "没有的表 B9 【错误 PC601】表名" in text


def test_the_first_cell_may_have_a_finding_too() -> None:
    text = notes(annotated(book(), finding(at("A1"), "表头有误")))["表", "A1"][1]
    assert text.startswith("perfcheck 检查说明\n")
    assert text.endswith("\n【错误 PC601】表头有误")


def test_the_cell_that_shows_of_a_merge() -> None:
    merged = sheet(after='<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>')
    copy = marked(book({"表": merged}), "≥95%")
    assert ("表", "B2") in notes(copy)
    assert "B2:B3" in [str(one) for one in load_workbook(BytesIO(copy))["表"].merged_cells]


def test_sheets_by_their_names_and_the_summary_where_one_looks_first() -> None:
    three = {"藏": sheet(), "一 & 二": sheet(), "三": sheet()}
    content = book(
        {name.replace("&", "&amp;"): one for name, one in three.items()}, states={"藏": "hidden"}
    )
    copy = annotated(content, finding(at("B3", "藏"), "丙"), finding(at("B2", "三"), "丁"))
    found = notes(copy)
    assert set(found) == {("一 & 二", "A1"), ("藏", "B3"), ("三", "B2")}
    untouched = marked(content)
    assert "xl/worksheets/sheet3.xml" not in changed(content, untouched)


@pytest.mark.parametrize(
    "target",
    ["worksheets/sheet{}.xml", "/xl/worksheets/sheet{}.xml", "../xl/worksheets/sheet{}.xml"],
)
def test_parts_are_found_however_they_are_referred_to(target: str) -> None:
    assert notes(marked(book(target=target), "显著"))["表", "B3"] == OURS


# Where the schema wants <legacyDrawing>: behind the first, before the second.
TAILS = {
    "nothing behind": ("<pageMargins/>", ""),
    "a drawing": ('<drawing r:id="rId7"/>', ""),
    "tables": ('<drawing r:id="rId7"/>', '<tableParts count="0"/>'),
    "sparklines": ("", "<extLst><ext uri='{05C60535-1F16-4fd2-B633-F4F36F0B64E0}'/></extLst>"),
    "header pictures": ('<headerFooter/><drawing r:id="rId7"/>', '<legacyDrawingHF r:id="rId8"/>'),
    "controls in a choice": (
        '<drawing r:id="rId7"/>',
        '<mc:AlternateContent><mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent>',
    ),
    "rules with extensions": (
        '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><extLst/></cfRule>'
        "</conditionalFormatting><pageMargins/>",
        "<extLst/>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TAILS)
def test_the_drawing_is_named_at_its_place_in_the_sheet(name: str) -> None:
    before, behind = TAILS[name]
    content = book({"表": sheet(after=before + behind)})
    xml = parts(marked(content, "显著"))[SHEET]
    root = etree.fromstring(xml)
    tags = [etree.QName(one).localname for one in root]
    number = tags.index("legacyDrawing")
    assert len(root) - number - 1 == len(
        etree.fromstring(f"<x xmlns:r='r' xmlns:mc='m'>{behind}</x>")
    )
    assert without_drawing(xml) == without_drawing(parts(content)[SHEET])


def test_a_sheet_whose_elements_have_a_prefix() -> None:
    prefixed = sheet().replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    copy = marked(book({"表": prefixed}), "显著")
    assert b"<x:legacyDrawing " in parts(copy)[SHEET]
    assert notes(copy)["表", "B3"] == OURS


def test_formulas_values_and_everything_else_stay() -> None:
    rows = (("指标", "值"), ("甲", "=SUM(1,2)"), ("乙", "显著"))
    more: dict[str, str | bytes] = {
        "xl/drawings/drawing1.xml": "<shapes/>",
        "xl/vbaProject.bin": b"\x00",
    }
    content = book({"表": sheet(rows=rows)}, more)
    copy = marked(content, "显著")
    assert changed(content, copy) == ADDED
    assert b'<c r="B2"><f>SUM(1,2)</f><v>42</v></c>' in parts(copy)[SHEET]


def test_no_text_becomes_a_formula_or_an_escape() -> None:
    copy = annotated(book(), finding(at("B3"), "=1+1\n+2 _x0041_ <&\x00"))
    assert (
        notes(copy)["表", "B3"][1] == "【错误 PC601】=1+1\n+2 _x005F_x0041_ <&"
    )  # as Excel writes _x0041_
    assert load_workbook(BytesIO(copy))["表"]["B3"].value == "显著"


def test_annotating_again_is_annotating_once() -> None:
    once = marked(book(), "显著", "甲")
    assert parts(marked(once, "显著", "甲")) == parts(once)


def test_what_is_found_no_longer_is_said_no_longer() -> None:
    two = {"一": sheet(), "二": sheet(rows=(("别的", "值"), ("丙", "丁")))}
    copy = annotated(marked(book(two), "显著", "丁"))
    assert set(notes(copy)) == {("一", "A1")}
    assert set(boxes(copy)) == {(1, 1)}


V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
X = 'xmlns:x="urn:schemas-microsoft-com:office:excel"'


def shape(row: int, col: int, ident: int = 1025, kind: str = "Note") -> str:
    return (
        f'<v:shape id="_x0000_s{ident}" type="#_x0000_t202" fillcolor="#ffffe1"><v:textbox><div>a<br>b</div></v:textbox>'
        f'<x:ClientData ObjectType="{kind}"><x:Anchor>2, 15, 1, 2, 4, 15, 3, 4</x:Anchor>'
        f"<x:Row>{row - 1}</x:Row><x:Column>{col - 1}</x:Column></x:ClientData></v:shape>"
    )


def drawing(*shapes: str) -> str:
    return f'<xml {V} {X}><v:shapetype id="_x0000_t202"/>{"".join(shapes)}</xml>'


def comments(*said: tuple[str, str, str], space: str = MAIN) -> str:
    """Notes: cell, author and text of each."""
    authors = list(dict.fromkeys(author for _, author, _ in said))
    listed = "".join(
        f'<comment ref="{ref}" authorId="{authors.index(author)}" shapeId="0"><text>{text}</text></comment>'
        for ref, author, text in said
    )
    names = "".join(f"<author>{author}</author>" for author in authors)
    return f'<comments xmlns="{space}"><authors>{names}</authors><commentList>{listed}</commentList></comments>'


def with_notes(*said: tuple[str, str, str]) -> bytes:
    """A workbook with notes of people, and a button in the same drawing."""
    places = {"A2": (2, 1), "B3": (3, 2), "A1": (1, 1)}
    shapes = [shape(*places[ref], 1026 + n) for n, (ref, _, _) in enumerate(said)]
    return book(
        {"表": sheet(after='<legacyDrawing r:id="anysvml"/>')},
        {
            RELS: relations(
                anysvml="vmlDrawing /xl/drawings/notes.vml", c="comments ../comments1.xml"
            ),
            "xl/comments1.xml": comments(*said),
            "xl/drawings/notes.vml": drawing(shape(9, 9, kind="Button"), *shapes),
        },
    )


PLAIN = ("A2", "张三", "<t>请核实</t>")
RICH = (
    "B3",
    "李四",
    "<r><rPr><b/></rPr><t>李四:</t></r><r><t xml:space='preserve'>\n为什么？</t></r>",
)


def test_notes_of_people_stay_and_ours_join_them() -> None:
    content = with_notes(PLAIN)
    copy = marked(content, "显著")
    found = notes(copy)
    assert found["表", "A2"] == ("张三", "请核实")
    assert found["表", "B3"] == OURS
    assert changed(content, copy) == {"xl/comments1.xml", "xl/drawings/notes.vml"}
    vml = parts(copy)["xl/drawings/notes.vml"].decode()
    assert 'ObjectType="Button"' in vml
    assert vml.count('_x0000_t202"/>') == 1


@pytest.mark.parametrize(("said", "text"), [(PLAIN, "甲"), (RICH, "显著")])
def test_what_we_say_stands_below_what_a_person_said_and_goes_again(
    said: tuple[str, str, str], text: str
) -> None:
    content = with_notes(said)
    theirs = notes(content)["表", said[0]]
    copy = marked(content, text)
    author, now = notes(copy)["表", said[0]]
    assert author == said[1]
    assert now == f"{theirs[1]}\n──perfcheck──\n【错误 PC601】关于{text}"
    assert parts(marked(copy, text)) == parts(copy)
    assert notes(annotated(copy))["表", said[0]] == theirs


def test_a_person_s_box_grows_to_what_stands_in_it() -> None:
    copy = annotated(with_notes(RICH), finding(at("B3"), "很长的一句话，" * 60))
    (anchor,) = etree.fromstring(parts(copy)["xl/drawings/notes.vml"]).xpath(
        "//*[local-name()='ClientData'][*[local-name()='Row']=2]/*[local-name()='Anchor']/text()"
    )
    numbers = [int(one) for one in anchor.split(",")]
    assert numbers[:4] == [2, 15, 1, 2]
    assert numbers[6] > 20


def test_conversations_are_not_touched_and_the_summary_says_it() -> None:
    thread = ("B3", "tc={00000000-0000-0000-0000-000000000001}", "<t>[Threaded comment]</t>")
    opening = ("A1", "tc={00000000-0000-0000-0000-000000000002}", "<t>[Threaded comment]</t>")
    content = with_notes(thread, opening)
    found = notes(annotated(content, finding(at("B3"))))
    assert found["表", "B3"] == (thread[1], "[Threaded comment]")
    assert found["表", "A1"] == (opening[1], "[Threaded comment]")
    assert "表 B3 【错误 PC601】这里有误" in found["表", "B1"][1]


def test_a_drawing_for_the_header_is_not_the_one_for_notes() -> None:
    content = book(
        {"表": sheet(after='<legacyDrawingHF r:id="rId1"/>')},
        {
            RELS: relations(rId1="vmlDrawing ../drawings/vmlDrawing.vml"),
            "xl/drawings/vmlDrawing.vml": drawing(),
        },
    )
    copy = marked(content, "显著")
    assert notes(copy)["表", "B3"] == OURS
    assert "xl/drawings/vmlDrawing.vml" not in changed(content, copy)
    assert "xl/drawings/vmlDrawing1.vml" in parts(copy)


def test_buttons_without_notes_keep_their_drawing() -> None:
    content = book(
        {"表": sheet(after='<legacyDrawing r:id="rId1"/>')},
        {
            RELS: relations(rId1="vmlDrawing ../drawings/buttons.vml"),
            "xl/drawings/buttons.vml": drawing(shape(9, 9, kind="Button")),
        },
    )
    copy = marked(content, "显著")
    assert notes(copy)["表", "B3"] == OURS
    assert SHEET not in changed(content, copy)
    assert b'ObjectType="Button"' in parts(copy)["xl/drawings/buttons.vml"]


@pytest.mark.parametrize(
    ("declared", "suffix"),
    [
        (f"{SHEET_TYPE}.sheet.main+xml", ".xlsx"),
        (f"{SHEET_TYPE}.template.main+xml", ".xltx"),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", ".xlsm"),
        ("application/vnd.ms-excel.template.macroEnabled.main+xml", ".xltm"),
    ],
)
def test_a_file_keeps_its_kind(declared: str, suffix: str) -> None:
    content = book(declared=declared)
    assert suffix_of(content) == suffix_of(marked(content, "显著")) == suffix


def test_a_strict_workbook_stays_strict() -> None:
    strict, strict_relations = (
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    made = {
        name: one.replace(MAIN.encode(), strict.encode()).replace(
            RELATIONS.encode(), strict_relations.encode()
        )
        for name, one in parts(book()).items()
    }
    copy = parts(marked(zipped({**made}), "显著"))
    assert OFFICE.encode() + b"/spreadsheetml" not in b"".join(copy.values())
    assert RELATIONS.encode() not in b"".join(copy.values())
    assert "关于显著".encode() in copy["xl/comments.xml"]
    assert parts(marked(zipped({**copy}), "显著")) == copy


def test_every_finding_of_the_reference_workbooks_is_at_its_cell(data: Path) -> None:
    paths = sorted((data / "renditions").glob("*.xlsx"))
    assert len(paths) == 5
    for path in paths:
        content = path.read_bytes()
        report = check(content, name="t")
        copy = annotate(content, "t", report)
        expected: dict[tuple[str, str], str] = {}
        document = read_bytes(content, "t")
        texts = {cell.location: cell.text for one in document.grids for cell in one.cells}
        texts |= {one.location: one.text for one in document.paragraphs}
        shown = load_workbook(BytesIO(content))
        for note in notes_of(report, "t", "zh"):
            place = (note.location.sheet or "", note.location.cell or "")
            cell = shown[place[0]][place[1]]
            assert cell.number_format != "General" or (
                ("" if cell.value is None else str(cell.value)).strip() == texts[note.location]
            )
            expected[place] = "\n".join(filter(None, (expected.get(place), note.text)))
        found = {place: text for place, (author, text) in notes(copy.content).items()}
        front = (shown.worksheets[0].title, "A1")
        summary = found.pop(front)
        assert summary.startswith("perfcheck 检查说明")
        assert summary.endswith(expected.pop(front, ""))
        assert found == expected
        assert copy.unplaced == 0
        again = annotate(copy.content, "t", check(copy.content, name="t"))
        assert parts(again.content) == parts(copy.content)
        for name in changed(content, copy.content):
            if name.startswith("xl/worksheets/sheet"):
                assert without_drawing(parts(copy.content)[name]) == without_drawing(
                    parts(content)[name]
                )


def test_places_are_those_of_the_reader() -> None:
    assert places(read_bytes(book(), "t"))["显著"].cell == "B3"
    assert BOOK in parts(book())
