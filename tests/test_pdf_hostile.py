"""PDF files that cannot be read, or not all of them: each is refused, or remarked on, with the reason."""

import base64
import random
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfcheck.api import check
from perfcheck.documents import ReadError, parse_bytes, read_bytes
from perfcheck.documents.paged import drawing
from perfcheck.documents.readers import pdf
from tests.paper import (
    SONG,
    Paper,
    assembled,
    by_hand,
    needs_pdf,
    refused,
    stream,
    survives,
    text_at,
    texts,
)

pytestmark = needs_pdf

TITLE = text_at(50, 260, "绩效目标")
ROOT = "<</Type/Catalog/Pages 2 0 R>>"
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
PACKED = zlib.compress((TITLE * 50).encode())


def pages(kids: str, count: int) -> str:
    return f"<</Type/Pages/Kids[{kids}]/Count {count}>>"


def of_page(page: str, content: bytes = stream(TITLE.encode())) -> bytes:
    return assembled(ROOT, pages("3 0 R", 1), page, content, SONG)


def packed(content: bytes) -> bytes:
    return of_page(PAGE, stream(content, "/Filter/FlateDecode"))


DAMAGED = {
    "cut off": by_hand(TITLE)[:-30],
    "cut off early": by_hand(TITLE)[:200],
    "only the mark": b"%PDF-1.7\n%%EOF",
    "no catalogue": assembled("<<>>"),
    "no pages": assembled(ROOT, pages("", 0)),
    "a page that is missing": assembled(ROOT, pages("3 0 R 9 0 R", 2), PAGE, stream(b""), SONG),
    "a page that is no page": of_page("[1 2 3]"),
    "no box": of_page(PAGE.replace("/MediaBox[0 0 400 300]", "/MediaBox null")),
    "a box of words": of_page(PAGE.replace("[0 0 400 300]", "[(a) 0 (b) 0]")),
    "a box of three": of_page(PAGE.replace("[0 0 400 300]", "[0 0 400]")),
    "content that is missing": of_page(PAGE.replace("4 0 R", "8 0 R")),
    "content that breaks off": packed(PACKED[:-20]),
    "content with a wrong sum": packed(PACKED[:-1] + b"!"),
    "content of garbage": packed(b"garbage"),
    "content of nothing": packed(b""),
    "content in letters that breaks off": of_page(
        PAGE, stream(base64.a85encode(PACKED[:-20]) + b"~>", "/Filter[/ASCII85Decode/FlateDecode]")
    ),
    "unknown packing": of_page(PAGE, stream(b"x", "/Filter/Riddle")),
}  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_damaged_files_are_refused(content: bytes) -> None:
    assert refused(content) == "file-damaged"


def test_packed_content_is_read() -> None:
    assert texts(read_bytes(packed(PACKED), "t.pdf")) == ["绩效目标"]


@pytest.mark.parametrize("before", [b"", b"\n\n", b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 1020])
def test_the_mark_may_stand_behind_something_else(before: bytes) -> None:
    assert texts(read_bytes(before + by_hand(TITLE), "t.txt")) == ["绩效目标"]


def test_a_mark_far_inside_is_none() -> None:
    assert not pdf.READER.recognises(b"x" * 1100 + by_hand(TITLE))


def test_what_stands_behind_the_end_is_passed_over() -> None:
    assert texts(read_bytes(by_hand(TITLE) + b"\r\n\0\0\0", "t.pdf")) == ["绩效目标"]


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(ReadError, match=r"perfcheck\[pdf\]") as caught:
        parse_bytes(by_hand(TITLE), "t.pdf")
    assert caught.value.reason == "format-unsupported"


def locked(user: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    paper = Paper(encrypt=StandardEncryption(user, ownerPassword="owner", canCopy=0))
    paper.canvas.drawString(30, 30, "target")
    return paper.content()


def test_a_password_to_open_is_asked_for() -> None:
    assert refused(locked("open")) == "file-encrypted"


def test_a_password_against_copying_only_is_none() -> None:
    assert texts(read_bytes(locked(""), "t.pdf")) == ["target"]


LIMITS = [(pdf, "MAX_PAGES", 2), (pdf, "MAX_CONTENT", 500), (drawing, "MAX_CHARACTERS", 20), (drawing, "MAX_LINES", 20)]  # fmt: skip


@pytest.mark.parametrize(
    ("module", "limit", "most"), LIMITS, ids=[limit for _, limit, _ in LIMITS]
)
def test_too_much_is_refused(
    module: object, limit: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = Paper(pageCompression=1)
    for _ in range(3):
        paper.table(30, 30, [60, 60, 60], [["产出指标", "数量指标", "≥5"]] * 3)
        paper.page()
    content = paper.content()
    assert len(list(read_bytes(content, "t.pdf").grids)) == 1
    monkeypatch.setattr(module, limit, most)
    with pytest.raises(ReadError) as caught:
        parse_bytes(content, "t.pdf")
    assert caught.value.reason == "file-too-large"


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    assert refused(packed(zlib.compress(b" " * (pdf.MAX_CONTENT * 2)))) == "file-too-large"


def scanned(*written: str) -> Paper:
    """Pages with a picture over all of them, and with what is written on them."""
    from PIL import Image

    paper = Paper()
    for text in written:
        paper.canvas.drawInlineImage(Image.new("L", (8, 8), 200), 0, 0, paper.width, paper.height)
        paper.text(180, 285, text)
        paper.page()
    return paper


@pytest.mark.parametrize(
    "written", [[""], ["", ""], ["- 1 -", "- 2 -"], ["扫描全能王", "扫描全能王"]]
)
def test_a_scan_needs_ocr(written: list[str]) -> None:
    """Also where only the scanner's own mark, or a page number, is text."""
    assert refused(scanned(*written).content()) == "needs-ocr"


def test_blank_pages_hold_nothing_to_read() -> None:
    paper = Paper()
    paper.page()
    assert refused(paper.content()) == "needs-ocr"
    paper = Paper()
    paper.text(30, 30, "绩效目标")
    paper.page()
    paper.page()
    assert paper.read().remarks == ()


def test_a_scanned_page_among_others_is_told() -> None:
    paper = scanned("", "", "- 3 -")
    paper.text(30, 30, "绩效目标")
    paper.page()
    paper.text(30, 30, "封面")
    paper.page()
    document = paper.read()
    (remark,) = document.remarks
    assert remark.reason == "needs-ocr"
    assert remark.location.page == 1
    assert "第1–3页" in remark.message
    findings = check(document).findings
    assert [one.rule for one in findings if one.severity.value == "error"] == [
        "needs-ocr",
        "no-target-table",
    ]


def test_text_beside_a_picture_is_no_scan() -> None:
    paper = scanned("封面：绩效目标")
    assert paper.read().remarks == ()


# A font whose glyphs 1 and 2 are named and whose others are not.
NAMED = """/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <0000> <ffff> endcodespacerange
2 beginbfchar <0001> <6307> <0002> <2f6c> endbfchar endcmap end"""


def named(*glyphs: int) -> bytes:
    font = SONG.replace("UniGB-UCS2-H", "Identity-H").replace("(GB1)", "(Identity)")
    shown = "".join(f"{glyph:04x}" for glyph in glyphs)
    return assembled(
        ROOT,
        pages("3 0 R", 1),
        PAGE,
        stream(f"BT /F1 10 Tf 50 200 Td <{shown}> Tj ET".encode()),
        font.replace("/DescendantFonts", "/ToUnicode 6 0 R/DescendantFonts"),
        stream(NAMED.encode()),
    )


def test_characters_without_a_name_are_told() -> None:
    document = read_bytes(named(1, 2, 7), "t.pdf")
    assert texts(document) == ["指目\ufffd"]
    (remark,) = document.remarks
    assert remark.reason == "needs-ocr"
    assert "编码" in remark.message
    assert refused(named(7, 8, 9)) == "needs-ocr"


def test_text_over_text_is_told() -> None:
    paper = Paper()
    for shift in (0, 3):
        paper.text(
            30 + shift, 30 + shift / 2, "社会效益指标完成率" if shift else "可持续影响指标数量"
        )
    (remark,) = paper.read().remarks
    assert remark.reason == "table-unrestorable"


FIELDS = {
    "<</Subtype/Widget/FT/Tx/V(12)/Rect[0 0 9 9]>>": True,
    "<</Subtype/Widget/Parent<</FT/Tx/V(12)>>/Rect[0 0 9 9]>>": True,
    "<</Subtype/FreeText/Contents(12)/Rect[0 0 9 9]>>": True,
    "<</Subtype/Widget/FT/Tx/V()/Rect[0 0 9 9]>>": False,
    "<</Subtype/Widget/FT/Btn/V/Off/Rect[0 0 9 9]>>": False,
    "<</Subtype/Text/Contents(12)/Rect[0 0 9 9]>>": False,
    "<</Subtype/Link/Rect[0 0 9 9]>>": False,
    "9 0 R": False,
}


@pytest.mark.parametrize(("note", "told"), FIELDS.items())
def test_text_that_was_filled_in_is_told(note: str, told: bool) -> None:
    """The values of a form stand beside the page's content, and viewers show them on it."""
    document = read_bytes(by_hand(TITLE, f"/MediaBox[0 0 400 300]/Annots[{note}]"), "t.pdf")
    assert [one.reason for one in document.remarks] == ["table-unrestorable"] * told


SOUND = by_hand(TITLE + "50 100 200 60 re S 150 100 m 150 160 l S " + text_at(60, 130, "指标"))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    survives(b"%PDF-1.7\n" + content)
    survives(b"%PDF-1.7\n" + content + b"\n%%EOF")
    survives(by_hand(content.decode("latin-1")))


@settings(max_examples=100)
@given(st.data())
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    survives(bytes(content))


TOKENS = [
    "q", "Q", "BT", "ET", "cm", "re", "S", "f", "Tj", "TJ", "Tf", "Tm", "Do", "W", "n", "h", "l", "m", "/F1", "/X",
    "0", "-1", "1e400", "99999999999", "10", "(a)", "<4e00>", "[", "]", "<<", ">>", "BI", "ID", "EI", "%", "(",
]  # fmt: skip


@given(st.lists(st.sampled_from(TOKENS), max_size=30))
def test_any_mixture_of_operators_is_read_or_refused(tokens: list[str]) -> None:
    survives(by_hand(" ".join(tokens) + "\n" + TITLE))


def test_damaged_reference_files_are_read_or_refused(data: Path) -> None:
    random.seed(7)
    for path in sorted((data / "renditions").glob("*b.pdf")):
        content = path.read_bytes()
        for _ in range(2):
            at = random.randrange(len(content))
            survives(content[:at] + random.randbytes(3) + content[at + 3 :])
            survives(content[:at])
