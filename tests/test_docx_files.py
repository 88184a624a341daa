"""Word files in other wrappings, documents embedded in them, and what they hold that nobody sees."""

import pytest

from perfcheck.api import check, extract
from perfcheck.documents import Document, Location, ReadError, read_bytes, suffixes
from perfcheck.documents.readers.docx import READER
from perfcheck.reports import View, all_formats
from tests.word import (
    BOX,
    DOWN,
    GOES_ON,
    SPACES,
    cell_text,
    document,
    p,
    package,
    placed,
    read,
    run,
    tbl,
    tc,
    tr,
    word,
)

# The main part


TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}


@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "content/Main.xml"])
@pytest.mark.parametrize("kind", TYPES)
def test_the_main_part_is_the_one_that_the_package_names(kind: str, main: str) -> None:
    content = package({main: document(p("正文"))}, main, TYPES[kind])
    assert [one.text for one in read_bytes(content, f"t.{kind}").paragraphs] == ["正文"]
    assert f".{kind}" in suffixes()


def test_what_the_package_names_goes_before_the_usual_name() -> None:
    parts = {"word/document.xml": document(p("旧稿")), "word/document2.xml": document(p("正文"))}
    content = package(parts, "word/document2.xml", TYPES["docx"])
    assert [one.text for one in read_bytes(content, "t.docx").paragraphs] == ["正文"]


@pytest.mark.parametrize("rels", ["rubbish", "<Relationships/>", "<!DOCTYPE a><a/>"])
def test_without_pointers_the_usual_name_is_taken(rels: str) -> None:
    content = word(document(p("正文")), ("_rels/.rels", rels))
    found: Document | ReadError
    try:
        found = read_bytes(content, "t.docx")
    except ReadError as error:
        found = error
    if isinstance(found, Document):
        assert [one.text for one in found.paragraphs] == ["正文"]
    assert isinstance(found, Document) == (rels == "<Relationships/>")


def test_a_workbook_with_a_word_part_inside_is_a_workbook() -> None:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts = {"xl/workbook.xml": "<workbook/>", "word/document.xml": document(p("别处"))}
    assert not READER.recognises(package(parts, "xl/workbook.xml", main))


def test_a_strict_file_is_read_across_steps() -> None:
    strict = SPACES | {
        "w": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "m": "http://purl.oclc.org/ooxml/officeDocument/math",
    }
    xml = document(p(run("a")) + p("<m:oMath><m:r><m:t>≥95%</m:t></m:r></m:oMath>"), strict)
    for padding in range(64):
        # The names come at all places around the end of a step.
        before = f"<!--{'x' * (64 * 1024 - 220 + padding * 4)}-->"
        found = read_bytes(word(before + xml), "t").paragraphs
        assert [one.text for one in found] == ["a", "≥95%"]


# Documents embedded in the body


def embedding(body: str, *chunks: tuple[str, str | bytes]) -> bytes:
    """A Word file that points to parts of other formats: each a name and its content."""
    links = "".join(
        f"<Relationship Id='c{number}' Type='{SPACES['r']}/aFChunk' Target='{name}'/>"
        for number, (name, _) in enumerate(chunks, 1)
    )
    rels = f"<Relationships>{links}</Relationships>"
    parts = [(f"word/{name}", content) for name, content in chunks]
    return word(document(body), ("word/_rels/document.xml.rels", rels), *parts)


PAGE = "<html><body><p>绩效目标表</p><table><tr><td>甲</td><td>乙</td></tr></table></body></html>"


def chunk(number: int) -> str:
    return f"<w:altChunk r:id='c{number}'/>"


def test_an_embedded_page_is_read_in_its_place_and_counted_last() -> None:
    body = p("前") + chunk(1) + p("后") + tbl(tr("丙"))
    found = read_bytes(embedding(body, ("a.html", PAGE)), "t.docx")
    assert [getattr(one, "text", "表") for one in found.blocks] == [
        "前",
        "绩效目标表",
        "表",
        "后",
        "表",
    ]
    assert [one.location.paragraph for one in found.paragraphs] == [1, 3, 2]
    assert [one.location.table for one in found.grids] == [2, 1]
    assert [cell.location for cell in next(found.grids).cells] == [
        Location(table=2, row=1, col=1),
        Location(table=2, row=1, col=2),
    ]
    assert not found.remarks


def test_a_file_that_is_nothing_but_an_embedded_page() -> None:
    mail = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
        f"Content-Type: text/html; charset=utf-8\n\n{PAGE}\n--b--\n"
    )
    for name, page in (("a.html", PAGE), ("a.mht", mail)):
        (grid,) = read_bytes(embedding(chunk(1), (name, page)), "t.docx").grids
        assert placed(grid) == [("甲", 1, 1, 1, 1), ("乙", 1, 2, 1, 1)]
        assert grid.location == Location(table=1)


def test_an_embedded_word_file_is_read_down_to_some_depth() -> None:
    content, depth = word(document(p("最内"))), 1
    while found := list(read_bytes(content, "t.docx").paragraphs):
        assert [(one.text, one.location) for one in found] == [("最内", Location(paragraph=1))]
        content, depth = embedding(chunk(1), ("a.docx", content)), depth + 1
    (remark,) = read_bytes(content, "t.docx").remarks
    assert (remark.reason, depth) == ("content-unread", 4)


@pytest.mark.parametrize(
    ("body", "chunks"),
    [
        (chunk(1), [("a.rtf", r"{\rtf1 text}")]),
        (chunk(9), [("a.html", PAGE)]),
        (chunk(1), [("a.html", PAGE.replace("<p>", "<div>" * 9_000))]),
        (tbl(tr(tc(p("甲")), tc("<w:p></w:p>" + chunk(1)))), [("a.rtf", r"{\rtf1 text}")]),
        ("<w:altChunk/>", []),
    ],
)
def test_what_cannot_be_read_is_said(body: str, chunks: list[tuple[str, str | bytes]]) -> None:
    (remark,) = read_bytes(embedding(p("正文") + body, *chunks), "t.docx").remarks
    assert remark.reason == "content-unread"


# What is there and not seen


def remarks(body: str) -> list[tuple[str, str, Location]]:
    return [(one.reason, one.message, one.location) for one in read(body).remarks]


def test_hidden_text_is_read_and_said_once() -> None:
    hidden = p(run("≥9", "<w:vanish/>") + run("5%"))
    many = "".join(tr(tc(p(run(f"隐{n}", "<w:vanish w:val='1'/>")))) for n in range(1, 6))
    assert cell_text(hidden) == "≥95%"
    assert remarks(tbl(tr("a", tc(hidden)))) == [
        ("hidden-content", "有隐藏的文字“≥9”，已一并读取", Location(table=1, row=1, col=2))
    ]
    assert remarks(p("a") + p(run("b", "<w:vanish/>")) + tbl(many)) == [
        ("hidden-content", "有隐藏的文字“b”、“隐1”、“隐2”等 6 处，已一并读取", Location(paragraph=2))
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        run("a", "<w:vanish w:val='0'/>"),
        run("a", "<w:vanish w:val='false'/>"),
        run("a", "<w:webHidden/>"),
        run(" ", "<w:vanish/>") + run("a"),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:instrText>XE</w:instrText></w:r>" + run("a"),
        f"<w:del w:id='1'>{run('b', '<w:vanish/>')}</w:del>{run('a')}",
    ],
)
def test_what_is_not_hidden(content: str) -> None:
    assert cell_text(p(content)) == "a"
    assert remarks(p(content)) == []


def test_text_under_a_merged_cell_is_said_with_its_place() -> None:
    body = tbl(
        tr(tc("甲", DOWN), "b"),
        tr(tc("旧一", GOES_ON), "c"),
        tr(tc("", GOES_ON), "d"),
        tr(tc("旧\n二", GOES_ON), "e"),
    )
    place = Location(table=1, row=1, col=1)
    message = "合并单元格下压着看不见的文字：“旧一”、“旧 二”，没有检查"
    assert remarks(body) == [("covered-text", message, place)]
    across = tbl(tr("a", tc("甲", "<w:hMerge w:val='restart'/>"), tc("旧", "<w:hMerge/>")))
    assert remarks(p("x") + across) == [
        ("covered-text", "合并单元格下压着看不见的文字：“旧”，没有检查", Location(table=1, row=1, col=2))
    ]  # fmt: skip


def test_the_same_text_under_a_merged_cell_is_nothing_to_say() -> None:
    assert remarks(tbl(tr(tc("甲", DOWN), "b"), tr(tc("甲", GOES_ON), "c"))) == []


def test_a_remark_is_a_finding_with_its_place() -> None:
    content = word(document(tbl(tr(tc("甲", DOWN)), tr(tc("旧", GOES_ON)))))
    found = check(content, name="t.docx").findings
    (covered,) = [one for one in found if one.rule == "covered-text"]
    assert covered.location == Location(table=1, row=1, col=1)


# References and notes


@pytest.mark.parametrize(
    "mark",
    [
        "<w:r><w:footnoteReference w:id='1'/></w:r>",
        "<w:r><w:endnoteReference w:id='1'/></w:r>",
        "<w:r><w:commentReference w:id='1'/></w:r>",
        "<w:commentRangeStart w:id='1'/>",
        "<w:r><w:annotationRef/></w:r>",
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        "<w:proofErr w:type='spellStart'/>",
        "<w:bookmarkStart w:id='1' w:name='_x'/>",
    ],
)
def test_marks_without_text_leave_none(mark: str) -> None:
    assert cell_text(p(run("≥9") + mark + run("5%"))) == "≥95%"


def test_notes_and_headers_are_not_read() -> None:
    notes = "<w:footnotes xmlns:w='x'><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnotes>"
    content = word(document(p("正文")), ("word/footnotes.xml", notes), ("word/header1.xml", notes))
    assert [one.text for one in read_bytes(content, "t").paragraphs] == ["正文"]


# Tables that Word set apart


HEADER = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值")
ROW = ("产出指标", "数量指标", "清淤长度", "清淤的沟渠长度", "≥12公里")
PROJECT = tr("项目名称", tc("沟渠清淤", "<w:gridSpan w:val='4'/>"))


@pytest.mark.parametrize(
    "between",
    [
        "",
        p(""),
        p(" "),
        "<w:p><w:pPr><w:spacing w:line='20'/></w:pPr></w:p>",
        p("<w:r><w:br/></w:r>"),
    ],
)
def test_a_project_block_set_apart_is_the_block_of_the_table_below(between: str) -> None:
    body = tbl(PROJECT) + between + tbl(tr(*HEADER), tr(*ROW))
    (table,) = extract(word(document(body)), name="t.docx").tables
    assert table.project == "沟渠清淤"
    assert [row.value for row in table.indicators] == ["≥12公里"]
    assert table.indicators[0].location == Location(table=2, row=2, col=5)


def test_a_text_box_between_tables_keeps_its_place() -> None:
    box = p(f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>")
    found = read(tbl(tr("a")) + box + tbl(tr("b")))
    assert [getattr(one, "text", "表") for one in found.blocks] == ["表", "框内", "两行", "表"]
    assert [one.location for one in found.paragraphs] == [
        Location(paragraph=1),
        Location(paragraph=2),
    ]


def test_a_report_names_the_paragraph() -> None:
    hidden = p("标题") + p(run("隐", "<w:vanish/>")) + tbl(tr(*HEADER), tr(*ROW))
    report = check(word(document(hidden)), name="t.docx")
    text = all_formats()["text"].render(report, View(verbose=True))
    assert "第2段" in text
    assert "paragraph 2" in all_formats()["text"].render(report, View(verbose=True, lang="en"))
