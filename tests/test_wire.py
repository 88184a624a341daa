"""Documents between two processes: what is sent is what arrives."""

from contextlib import suppress
from io import BytesIO

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.documents import (
    Box,
    Cell,
    Document,
    Grid,
    Location,
    Paragraph,
    ReadError,
    Remark,
)
from perfcheck.documents.wire import decode, encode, receive, send

# Every character that Python has: lone surrogates, NUL, pairs of surrogates that are no character.
ANY = st.characters(exclude_categories=())
TEXTS = st.text(ANY, max_size=20) | st.just("\ud83d\ude00\x00\u2028")
NUMBERS = st.integers(0, 2_000_000)
POINTS = st.floats(allow_nan=False) | NUMBERS
BOXES = st.lists(st.builds(Box, NUMBERS, POINTS, POINTS, POINTS, POINTS), max_size=2).map(tuple)
LOCATIONS = st.builds(
    Location,
    **{
        field.name: BOXES
        if field.name == "boxes"
        else st.none() | (TEXTS if field.name in ("sheet", "cell") else NUMBERS)
        for field in fields(Location)
    },
)
CELLS = st.builds(Cell, TEXTS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, LOCATIONS)
GRIDS = st.builds(Grid, st.lists(CELLS, max_size=4).map(tuple), LOCATIONS, st.booleans())
DOCUMENTS = st.builds(
    Document,
    TEXTS,
    st.lists(GRIDS | st.builds(Paragraph, TEXTS, LOCATIONS), max_size=4).map(tuple),
    st.lists(st.builds(Remark, TEXTS, TEXTS, TEXTS, LOCATIONS), max_size=2).map(tuple),
)


@given(DOCUMENTS)
def test_a_document_arrives_as_it_was(document: Document) -> None:
    assert decode(encode(document)) == document


@given(TEXTS, TEXTS, TEXTS)
def test_an_error_arrives_as_it_was(reason: str, message: str, message_en: str) -> None:
    error = ReadError(reason, message, message_en)
    arrived = decode(encode(error))
    assert isinstance(arrived, ReadError)
    assert vars(arrived) == vars(error)


def test_a_cell_costs_few_bytes() -> None:
    cells = tuple(
        Cell("≥95%", row, col, location=Location(table=1, row=row, col=col))
        for row in range(1, 1001)
        for col in range(1, 7)
    )
    assert len(encode(Document("a", (Grid(cells),)))) < 35 * len(cells)


GARBAGE = [
    b"", b"\xff", b"{", b"[]", b"{}", b"null", b"7", b'"error"', b'{"error":["a"]}', b"[" * 100_000,
    b'{"name":"a","blocks":[[7,{}]],"remarks":[]}', b'{"name":"a","blocks":[["a",{"x":1}]],"remarks":[]}',
    b'{"name":"a","blocks":[],"remarks":[["a"]]}',
]  # fmt: skip


@pytest.mark.parametrize("frame", GARBAGE, ids=lambda frame: frame[:40].decode("latin-1"))
def test_nothing_else_is_a_document(frame: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(frame)


@given(st.binary(max_size=200) | st.text('[]{}:,"0aeror', max_size=30).map(str.encode))
def test_any_bytes_are_a_document_or_a_value_error(frame: bytes) -> None:
    with suppress(ValueError):
        assert isinstance(decode(frame), Document | ReadError)


# Frames


class Trickle(BytesIO):
    """A stream that takes and gives three bytes at a time, as a pipe may."""

    def write(self, content: object) -> int:
        assert isinstance(content, memoryview)
        return super().write(content[:3])

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 3, 3))


@given(st.lists(st.binary(max_size=50)))
def test_frames_arrive_one_by_one(frames: list[bytes]) -> None:
    stream = Trickle()
    for frame in frames:
        send(stream, frame)
    stream.seek(0)
    assert [receive(stream) for _ in frames] == frames
    with pytest.raises(EOFError):
        receive(stream)


def test_a_frame_cut_short_is_an_end() -> None:
    stream = BytesIO()
    send(stream, b"abcdef")
    for length in range(len(stream.getvalue())):
        with pytest.raises(EOFError):
            receive(BytesIO(stream.getvalue()[:length]))


def test_a_frame_longer_than_allowed_is_not_read() -> None:
    stream = BytesIO((2**63).to_bytes(8, "big"))
    with pytest.raises(EOFError):
        receive(stream, 100)
