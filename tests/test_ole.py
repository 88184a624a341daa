"""OLE containers: which streams they hold, however broken they are."""

import struct
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.documents.ole import is_book, is_locked_book, is_locked_word, is_word, streams
from tests.old import SECTOR, container

TEXT = bytes(range(256)) * 20
WORD = container({"WordDocument": TEXT, "1Table": TEXT})


def test_streams_are_given_with_their_beginning() -> None:
    found = streams(container({"Workbook": TEXT, "Short": b"short"}))
    assert found == {"Root Entry": b"", "Workbook": TEXT[:SECTOR], "Short": b""}


@pytest.mark.parametrize(
    ("top", "deeper", "word", "book"),
    [
        (["WordDocument", "1Table"], [], True, False),
        (["Workbook"], [], False, True),
        (["Book"], [], False, True),
        (["WordDocument", "1Table"], ["Workbook"], True, False),
        (["Workbook", "Ctls"], ["WordDocument", "1Table"], False, True),
        (["PowerPoint Document"], ["Workbook"], False, False),
        (["WordDocumentation", "workbooks"], [], False, False),
    ],
)
def test_an_embedded_document_is_not_the_file(
    top: list[str], deeper: list[str], word: bool, book: bool
) -> None:
    content = container(dict.fromkeys(top, TEXT), dict.fromkeys(deeper, TEXT))
    assert (is_word(content), is_book(content)) == (word, book)


def test_a_large_container_lists_its_tables_elsewhere() -> None:
    """From 7 MB on the header has no room for the list."""
    compound = pytest.importorskip("xlwt.CompoundDoc", reason="xlwt is not installed")
    file = BytesIO()
    compound.XlsDoc().save(file, bytes(10_000_000))
    assert is_book(file.getvalue())
    assert not is_book(file.getvalue()[:9_000_000])


def test_a_password_shows() -> None:
    locked = bytearray(TEXT)
    locked[10:12] = struct.pack("<H", 0x0100)
    assert is_locked_word(container({"WordDocument": bytes(locked)}))
    assert not is_locked_word(container({"WordDocument": bytes(TEXT[:10]) + bytes(5000)}))
    begin = struct.pack("<HH16x", 0x0809, 16)
    file_pass = struct.pack("<HH54x", 0x002F, 54)
    assert is_locked_book(container({"Workbook": (begin + file_pass).ljust(4096, b"\0")}))
    assert not is_locked_book(container({"Workbook": begin.ljust(4096, b"\0")}))


def test_cut_off_anywhere_it_holds_nothing() -> None:
    for length in range(0, len(WORD) - SECTOR, 61):
        assert streams(WORD[:length]) == {}


@given(st.binary(max_size=600))
def test_any_bytes_are_looked_at(content: bytes) -> None:
    assert isinstance(streams(WORD[:30] + content), dict)


@given(st.lists(st.tuples(st.integers(0, 3 * SECTOR), st.integers(0, 255)), max_size=8))
def test_any_change_is_looked_at(changes: list[tuple[int, int]]) -> None:
    """Circles, entries that lead nowhere, streams that share sectors: all come to an end."""
    changed = bytearray(WORD)
    for at, value in changes:
        changed[at] = value
    assert isinstance(streams(bytes(changed)), dict)
