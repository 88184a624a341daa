"""Broken Word files, and ones built to break a reader: read, or refused with the reason."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.documents import ReadError, read_bytes
from perfcheck.documents.readers.docx import READER
from tests.word import (
    BOXES,
    DOWN,
    GOES_ON,
    GONE,
    MAIN,
    document,
    equation,
    grid,
    math,
    p,
    paragraphs,
    read,
    run,
    survives,
    symbol,
    tbl,
    tc,
    tr,
    word,
)


def spanning(span: str, cells: int = 1) -> str:
    return tbl(tr(*[tc("a", f"<w:gridSpan w:val='{span}'/>")] * cells), tr("b"))


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth


BROKEN = {
    "dtd": word("<!DOCTYPE x [<!ENTITY a 'b'>]>" + document(p("&a;"))),
    "two documents": word(document(p("a")), (MAIN, document(p("b")))),
    "too many columns": word(document(spanning("200000000", 3))),
    "deep tables": word(document(nested(60))),
    "deeper than any parser takes": word(document(nested(5000))),
    "deep wrappers": word(document("<w:sdt>" * 5000 + "</w:sdt>" * 5000)),
    "no xml": word("garbage"),
    "empty xml": word(""),
    "other xml": word("<html><body/></html>"),
    "no body": word(document("").replace("w:body", "w:other")),
    "truncated": word(document(p("a")))[:-30],
    "bomb": word(document(p("a" * 15_000_000))),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_broken_files_are_refused(content: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(content, "t.docx")
    assert caught.value.reason in {"file-damaged", "file-too-large"}


@pytest.mark.parametrize(
    ("span", "width"),
    [("200000000", 256), ("9" * 5000, 256), ("0", 1), ("-3", 1), ("x", 1), ("", 1), ("²", 1), ("２", 1)],
)  # fmt: skip
def test_spans_are_kept_within_reason(span: str, width: int) -> None:
    assert grid(spanning(span)).width == width


def test_deep_wrappers_that_a_parser_takes_are_read() -> None:
    wrapped = "<w:smartTag>" * 240 + run("≥95%") + "</w:smartTag>" * 240
    assert paragraphs(p(wrapped)) == ["≥95%"]
    boxes = "<w:p><w:r><w:txbxContent>" * 80 + p("a") + "</w:txbxContent></w:r></w:p>" * 80
    assert paragraphs(boxes) == ["a"]
    assert len(list(read(nested(40)).grids)) == 40


def test_a_locked_file_says_so() -> None:
    content = b"\xd0\xcf\x11\xe0" + bytes(508) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(ReadError) as caught:
        read_bytes(content, "t.docx")
    assert caught.value.reason == "file-encrypted"


def test_a_long_merged_table_is_read() -> None:
    """Ten thousand cells, a column of them one cell: minutes where a reader looks up each merge again."""
    row = tr(tc("a", GOES_ON), "b", "c", tc("d", "<w:gridSpan w:val='2'/>"))
    content = word(document(tbl(*[row] * 2500)))
    (one,) = read_bytes(content, "t.docx").grids
    assert one.cells[0].rowspan == 2500


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    READER.recognises(content)
    survives(content)
    survives(b"PK\x03\x04" + content)
    survives(word(content))


@given(st.data())
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(word(document(p("标题") + spanning("2"))))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    READER.recognises(bytes(content))
    survives(bytes(content))


PIECES = [
    run("a"), symbol("F0B3"), GONE, DOWN, GOES_ON, BOXES, equation(math("x")), "<w:sdt/>", p("b"), tc("c"),
    tr("d"), tbl(tr("e")), "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:p>", "</w:p>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_mixture_of_elements_is_read_or_refused(pieces: list[str]) -> None:
    survives(word(document("".join(pieces))))
    survives(word(document(tbl(tr(tc("".join(pieces)))))))


def test_damaged_reference_files_are_read_or_refused(data: Path) -> None:
    random.seed(7)
    for path in sorted((data / "renditions").glob("*.docx")):
        content = path.read_bytes()
        for _ in range(5):
            at = random.randrange(len(content))
            survives(content[:at] + random.randbytes(3) + content[at + 3 :])
            survives(content[:at])
