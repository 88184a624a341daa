"""Good files, spoiled in the ways that files are spoiled: what comes of each is a report."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from perfcheck import check
from tests.bad import DOCX, HTML, XLSX
from tests.cli import CLEAN
from tests.test_archive import packed

COMMAS = CLEAN.replace(" | ", ",").replace("| ", "").replace(" |", "")
GOOD = {
    "a.docx": DOCX,
    "a.xlsx": XLSX,
    "a.html": HTML,
    "a.csv": COMMAS.encode(),
    "a.txt": CLEAN.encode(),
}

Draw = Callable[[st.SearchStrategy[int]], int]


def at(content: bytes, draw: Draw) -> int:
    return draw(st.integers(0, max(len(content) - 1, 0)))


def flipped(content: bytes, draw: Draw) -> bytes:
    """One byte is another."""
    place = at(content, draw)
    return content[:place] + bytes([draw(st.integers(0, 255))]) + content[place + 1 :]


def cut(content: bytes, draw: Draw) -> bytes:
    return content[: at(content, draw)]


def torn(content: bytes, draw: Draw) -> bytes:
    """A piece is missing."""
    start = at(content, draw)
    return content[:start] + content[start + draw(st.integers(1, 200)) :]


def doubled(content: bytes, draw: Draw) -> bytes:
    """A piece is there twice, or very often."""
    start = at(content, draw)
    piece = content[start : start + draw(st.integers(1, 200))]
    return content[:start] + piece * draw(st.sampled_from([2, 3, 1000])) + content[start:]


def renumbered(content: bytes, draw: Draw) -> bytes:
    """A digit is many."""
    digits = [place for place, byte in enumerate(content) if 48 <= byte <= 57]
    if not digits:
        return content
    place = draw(st.sampled_from(digits))
    number = str(draw(st.sampled_from([0, -1, 2**31, 10**11, 10**30]))).encode()
    return content[:place] + number + content[place + 1 :]


SPOILED = [flipped, cut, torn, doubled, renumbered]


def reassembled(content: bytes, draw: Draw) -> bytes:
    """Parts of an archive spoiled inside, left out, or exchanged."""
    with ZipFile(BytesIO(content)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    place = draw(st.integers(0, len(parts) - 1))
    name, part = parts[place]
    match draw(st.integers(0, 4)):
        case 0:
            del parts[place]
        case 1:
            parts[place] = (name, parts[0][1])
        case _:
            spoil = SPOILED[draw(st.integers(0, len(SPOILED) - 1))]
            parts[place] = (name, spoil(part, draw))
    return packed(parts)


@st.composite
def spoiled(draw: Draw) -> tuple[str, bytes]:
    name = list(GOOD)[draw(st.integers(0, len(GOOD) - 1))]
    content = GOOD[name]
    if content.startswith(b"PK") and draw(st.integers(0, 2)):
        return name, reassembled(content, draw)
    for _ in range(draw(st.integers(1, 3))):
        content = SPOILED[draw(st.integers(0, len(SPOILED) - 1))](content, draw)
    return name, content


@given(spoiled())
def test_a_spoiled_file_gives_a_report(file: tuple[str, bytes]) -> None:
    name, content = file
    report = check(content, name=name)
    assert len(report.documents) == 1
    assert bool(report.not_checked) == (report.exit_code() == 2)
    crashes = [one.message.zh for one in report.findings if one.rule == "reader-crashed"]
    assert not crashes, "a reader broke off at what it should refuse"
    assert not report.not_checked or report.findings
