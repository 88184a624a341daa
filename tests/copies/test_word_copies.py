"""Comments in copies of Word files: at their own cells, and nothing else touched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.api import check
from perfcheck.copies import annotate, suffix_of
from perfcheck.copies.notes import notes_of
from perfcheck.documents import Location, ReadError, read_bytes
from perfcheck.documents.ooxml import STRICT, W
from perfcheck.rules import Occurrence, Severity
from tests.copies.made import annotated, changed, finding, marked, parts, places, zipped
from tests.copies.word_copies import (
    MAIN,
    RELATIONS,
    WORD_TYPE,
    cell_of,
    comments,
    opened,
    relations,
    starts,
    types,
    unmarked,
    word_file,
    written,
)
from tests.word import BOXES, DOWN, GOES_ON, equation, math, p, run, sdt, tbl, tc, tr

INSERTED = f'<w:ins w:id="7" w:author="甲">{run("插入的")}</w:ins>'
LINK = f'<w:hyperlink w:anchor="a">{run("链接里")}</w:hyperlink>'
PARTS = {MAIN, "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}

# Cells that look alike to their reader and not to the libraries at hand.
CELLS = {
    "达标": tc("达标"),
    "甲乙": tc(p(f"{run('甲')}{run('乙')}")),
    "插入的": tc(f"<w:p>{INSERTED}</w:p>"),
    "链接里": tc(f"<w:p>{LINK}</w:p>"),
    "控件里": tc(f"<w:p>{sdt(run('控件里'))}</w:p>"),
    "整段控件": tc(sdt(p("整段控件"))),
    "整格控件": sdt(tc("整格控件")),
    "两段\n文字": tc(f"{p('两段')}{p('文字')}"),
    "≥95": tc(f"<w:p>{equation(math('≥95'))}</w:p>"),
    "": tc("<w:p/>"),
    "横跨": tc("横跨", "<w:gridSpan w:val='2'/>"),
}


@pytest.mark.parametrize("text", CELLS)
def test_a_comment_stands_around_the_text_of_its_cell(text: str) -> None:
    body = tbl(tr("左", CELLS[text], "右"))
    copy = marked(word_file(body), text)
    ((start, comment),) = starts(copy)
    assert comment == f"【错误 PC601】关于{text}"
    assert written(cell_of(start)) == text.replace("\n", "")
    end = next(cell_of(start).iter(f"{W}commentRangeEnd"))
    assert [one.tag for one in end.itersiblings()] == [f"{W}r"]  # the reference, and the cell ends
    assert unmarked(copy) == unmarked(word_file(body))


def test_a_comment_stands_at_the_visible_cell_of_a_merge() -> None:
    body = tbl(tr(tc("竖并", DOWN), "a"), tr(tc("", GOES_ON), "b"), tr("竖并的下面", "c"))
    copy = marked(word_file(body), "竖并", "b")
    assert [written(cell_of(mark)) for mark, _ in starts(copy)] == ["竖并", "b"]


def test_tables_inside_tables_and_rows_that_are_gone() -> None:
    inner = tbl(tr("里一", "里二"))
    deleted = tr("删去的行", "x", properties="<w:del w:id='1'/>")
    body = (
        tbl(deleted, tr(tc(f"{p('外')}{inner}{p('外下')}"), "旁")) + p("间") + tbl(tr("后", "末"))
    )
    copy = marked(word_file(body), "旁", "里二", "末")
    assert [written(cell_of(mark)) for mark, _ in starts(copy)] == ["里二", "旁", "末"]
    assert [text[-2:].strip("于") for _, text in starts(copy)] == ["里二", "旁", "末"]


def test_no_comment_stands_inside_a_text_box() -> None:
    body = p(BOXES.replace(p("框内"), tbl(tr("框内", "框右"))).replace("\n", ""), "") + p("后")
    copy = marked(word_file(body), "框右")
    ((start, _),) = starts(copy)
    assert not list(start.iterancestors(f"{W}txbxContent"))
    assert "框右" in written(start.getparent())


def test_prose_is_commented_at_its_paragraph() -> None:
    content = word_file(p("第一段") + tbl(tr("a", "b")) + p("第二段"))
    ((start, _),) = starts(annotated(content, finding(Location(paragraph=2))))
    assert written(start.getparent()) == "第二段"


def test_several_findings_at_a_cell_are_a_comment_each() -> None:
    content = word_file(tbl(tr("a", "b")))
    place = places(read_bytes(content, "t"))["b"]
    copy = annotated(content, finding(place, "其一"), finding(place, "其二", Severity.INFO))
    assert [text for _, text in starts(copy)] == ["【错误 PC601】其一", "【提示 PC601】其二"]


def test_the_rows_of_a_finding_that_stands_for_many() -> None:
    content = word_file(tbl(tr("a", "b"), tr("c", "d"), tr("e", "f")))
    at = places(read_bytes(content, "t"))
    rows = [Occurrence(f"行{text}", None, at[text]) for text in "bdf"]
    copy = annotated(content, finding(at["b"], "三行都如此", occurrences=rows))
    assert [(written(cell_of(mark)), "同上，见“行b”" in text) for mark, text in starts(copy)] == [
        ("b", False),
        ("d", True),
        ("f", True),
    ]


def test_the_summary_comes_first_and_holds_what_has_no_place() -> None:
    content = word_file(p("标题") + tbl(tr("a", "b")))
    copy = annotated(
        content, finding(Location(), "合计不符"), finding(Location(table=1, row=9, col=9))
    )
    assert list(starts(copy)) == []
    (text,) = comments(copy).values()
    assert "【错误 PC601】合计不符" in text
    assert "第1个表格第9行第9列 【错误 PC601】" in text
    reference = next(opened(copy).element.body.iter(f"{W}commentReference"))
    assert written(reference.getparent().getparent()) == "标题"
    assert reference.getparent().getprevious().tag == f"{W}pPr"


def test_english() -> None:
    copy = annotated(
        word_file(tbl(tr("a", "b"))), finding(Location(table=1, row=1, col=2)), lang="en"
    )
    assert "[error PC601] wrong: 这里有误" in comments(copy).values()


def test_only_what_says_the_comments_is_changed() -> None:
    content = word_file(p("标题") + tbl(tr("a", "b")), macros=b"\x00\x01", picture=b"\x89PNG")
    assert changed(content, marked(content, "b")) == PARTS


def test_annotating_again_is_annotating_once() -> None:
    content = word_file(p("标题") + tbl(tr("a", "b", "")))
    once = marked(content, "a", "b", "")
    assert parts(marked(once, "a", "b", "")) == parts(once)
    assert unmarked(once) == unmarked(content)


def test_what_is_found_no_longer_is_said_no_longer() -> None:
    content = word_file(p("标题") + tbl(tr("a", "b")))
    copy = annotated(marked(content, "a", "b"))
    assert len(comments(copy)) == 1
    assert parts(copy)[MAIN] == parts(annotated(content))[MAIN]


W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"


def comment(ident: int, author: str, text: str) -> str:
    return (
        f'<w:comment w:id="{ident}" w:author="{author}"><w:p w14:paraId="0000000{ident}">'
        f"{run(text)}</w:p></w:comment>"
    )


def discussed() -> bytes:
    """A file with a comment of a person and one of ours, each with a person's reply."""
    marks = "".join(
        f"<w:commentRangeStart w:id='{n}'/>{run(t)}<w:commentRangeEnd w:id='{n}'/>"
        f"<w:r><w:commentReference w:id='{n}'/></w:r>"
        for n, t in ((1, "甲"), (2, ""), (3, "乙"), (4, ""))
    )
    said = [
        comment(1, "张三", "请核实"),
        comment(2, "李四", "已核实"),
        comment(3, "perfcheck", "旧的"),
        comment(4, "张三", "不同意"),
    ]
    threads = "".join(
        f'<w15:commentEx w15:paraId="0000000{n}" {f"""w15:paraIdParent="0000000{of}" """ if of else ""}'
        'w15:done="0"/>'
        for n, of in ((1, 0), (2, 1), (3, 0), (4, 3))
    )
    ids = "".join(
        f'<c:commentId c:paraId="0000000{n}" c:durableId="1234567{n}"/>' for n in (1, 2, 3, 4)
    )
    spaces = f'xmlns:w="{W[1:-1]}" xmlns:w14="{W14}"'
    return zipped(
        {
            **parts(word_file(tbl(tr(tc(p(marks)), "b")))),
            "[Content_Types].xml": types(
                f"{WORD_TYPE}.document.main+xml",
                comments=f"{WORD_TYPE}.comments+xml",
                commentsExtended=f"{WORD_TYPE}.commentsExtended+xml",
                commentsIds=f"{WORD_TYPE}.commentsIds+xml",
            ),
            "word/_rels/document.xml.rels": relations(
                ("comments", "/word/comments.xml"),
                ("commentsExtended", "commentsExtended.xml"),
                ("commentsIds", "commentsIds.xml"),
            ),
            "word/comments.xml": f"<w:comments {spaces}>{''.join(said)}</w:comments>",
            "word/commentsExtended.xml": f'<w15:commentsEx xmlns:w15="{W15}">{threads}</w15:commentsEx>',
            "word/commentsIds.xml": f'<c:commentsIds xmlns:c="{CID}">{ids}</c:commentsIds>',
        }
    )


def test_what_people_said_stays_with_their_replies() -> None:
    before = discussed()
    copy = marked(before, "b")
    texts = list(comments(copy).values())
    assert texts[:3] == ["请核实", "已核实", "不同意"]
    assert "旧的" not in texts
    assert "【错误 PC601】关于b" in texts
    threads = parts(copy)["word/commentsExtended.xml"].decode()
    assert 'paraId="00000002" w15:paraIdParent="00000001"' in threads
    assert "00000003" not in threads  # not as the parent of the reply to it, either
    assert "00000004" in threads
    assert "12345673" not in parts(copy)["word/commentsIds.xml"].decode()
    assert [text for _, text in starts(copy)] == [
        "请核实",
        "已核实",
        "不同意",
        "【错误 PC601】关于b",
    ]


def test_where_nothing_of_ours_is_the_threads_of_people_are_not_touched() -> None:
    before = discussed()
    person = zipped(
        {
            **parts(before),
            "word/comments.xml": parts(before)["word/comments.xml"].replace(b"perfcheck", b"wang"),
        }
    )
    assert changed(person, marked(person, "b")) == {MAIN, "word/comments.xml"}


def test_marks_of_lost_comments_are_not_taken_for_ours() -> None:
    lost = "<w:commentRangeStart w:id='0'/><w:commentRangeEnd w:id='0'/>"
    copy = marked(word_file(tbl(tr(tc(f"<w:p>{lost}{run('甲')}</w:p>"), "b"))), "b")
    own = [one.get(f"{W}id") for one in opened(copy).element.body.iter(f"{W}commentRangeStart")]
    assert own == ["0", "1"]
    assert set(comments(copy)) == {"1", "2"}


@pytest.mark.parametrize(
    ("declared", "suffix"),
    [
        (f"{WORD_TYPE}.document.main+xml", ".docx"),
        (f"{WORD_TYPE}.template.main+xml", ".dotx"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", ".docm"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", ".dotm"),
    ],
)
def test_a_file_keeps_its_kind(declared: str, suffix: str) -> None:
    content = word_file(tbl(tr("a", "b")), declared)
    copy = marked(content, "b")
    assert suffix_of(content) == suffix_of(copy) == suffix
    assert changed(content, copy) == PARTS


def test_a_strict_file_stays_strict() -> None:
    strict_relations = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    made = parts(word_file(p("标题") + tbl(tr("a", "b"))))
    made["_rels/.rels"] = made["_rels/.rels"].replace(
        RELATIONS.encode(), strict_relations.encode()
    )
    for strict, usual in STRICT:
        made[MAIN] = made[MAIN].replace(usual, strict)
    copy = parts(marked(zipped({**made}), "b"))
    for _, usual in STRICT:
        assert usual not in copy[MAIN] + copy["word/comments.xml"]
    assert strict_relations.encode() in copy["word/_rels/document.xml.rels"]
    assert "关于b".encode() in copy["word/comments.xml"]
    again = parts(marked(zipped({**copy}), "b"))
    assert again == copy


def test_text_that_no_xml_can_hold_does_not_stop_a_copy() -> None:
    content = word_file(tbl(tr("a", "b")))
    copy = annotated(
        content, finding(Location(table=1, row=1, col=2), "甲\x00乙\x0b\ud800\n=丙<&")
    )
    assert "【错误 PC601】甲乙\n=丙<&" in comments(copy).values()


def test_a_package_without_types_cannot_be_annotated() -> None:
    content = zipped({MAIN: parts(word_file(tbl(tr("a", "b"))))[MAIN]})
    with pytest.raises(ReadError, match="Content_Types"):
        marked(content, "b")


def test_every_finding_of_the_reference_documents_is_at_its_cell(data: Path) -> None:
    """By python-docx's own idea of a table: the cell that covers a row and a column; of the prose, the
    paragraph that holds the text."""
    paths = sorted((data / "renditions").glob("*.docx"))
    assert len(paths) == 5
    for path in paths:
        content = path.read_bytes()
        report = check(content, name="t")
        copy = annotate(content, "t", report)
        document = opened(copy.content)
        grids = [[row.cells for row in table.rows] for table in document.tables]
        texts = comments(copy.content)
        prose = {one.location: one.text for one in read_bytes(content, "t").paragraphs}
        found, about_prose = [], []
        for mark in document.element.body.iter(f"{W}commentRangeStart"):
            cell, text = cell_of(mark), texts[mark.get(f"{W}id")]
            if cell is None:
                about_prose.append((written(mark.getparent()).strip(), text))
            else:
                found.append((cell, text))
        expected, expected_prose = [], []
        for note in notes_of(report, "t", "zh"):
            place = note.location
            if place.table is None:
                expected_prose.append((prose[place], note.text))
                continue
            assert place.row
            assert place.col
            expected.append((grids[place.table - 1][place.row - 1][place.col - 1]._tc, note.text))
        assert len(found) == len(expected) == copy.comments - len(expected_prose)
        assert sorted(about_prose) == sorted(expected_prose)
        assert copy.unplaced == 0
        for pair in expected:
            found.remove(pair)
        assert found == []
        assert changed(content, copy.content) == PARTS
        assert unmarked(copy.content) == unmarked(content)
        again = annotate(copy.content, "t", check(copy.content, name="t"))
        assert parts(again.content) == parts(copy.content)


@given(
    st.lists(
        st.lists(st.sampled_from(sorted(CELLS)), min_size=2, max_size=4), min_size=1, max_size=4
    ),
    st.data(),
)
def test_whatever_is_commented_the_text_stays_and_each_cell_has_its_own(
    rows: list[list[str]], data: st.DataObject
) -> None:
    """Any cells in any order: the body without the marks is the body, and twice is once."""
    content = word_file(p("标题") + tbl(*(tr(*(CELLS[one] for one in row)) for row in rows)))
    (grid,) = read_bytes(content, "t").grids
    chosen = data.draw(st.lists(st.sampled_from(grid.cells), unique_by=lambda one: one.location))
    findings = [finding(cell.location, f"格{cell.row}.{cell.col}") for cell in chosen]
    copy = annotated(content, *findings)
    assert unmarked(copy) == unmarked(content)
    expected = sorted((cell.text.replace("\n", ""), f"格{cell.row}.{cell.col}") for cell in chosen)
    found = [
        (written(cell_of(mark)), text.removeprefix("【错误 PC601】"))
        for mark, text in starts(copy)
    ]
    assert sorted(found) == expected
    assert parts(annotated(copy, *findings)) == parts(copy)
