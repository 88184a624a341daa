"""Findings made by hand, and packages taken apart: what the tests of the copies share."""

import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from perfcheck.copies import annotate
from perfcheck.documents import Document, Location, read_bytes
from perfcheck.rules import CheckedDocument, Finding, Message, Occurrence, Report, Severity
from perfcheck.tables import recognise

Parts = dict[str, bytes]


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A package of these parts."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def parts(content: bytes) -> Parts:
    """The parts of a package, without the time at which a comment was written."""
    with ZipFile(BytesIO(content)) as archive:
        read = {name: archive.read(name) for name in archive.namelist()}
    return {name: re.sub(rb' w:date="[^"]*"', b"", one) for name, one in read.items()}


def changed(before: bytes, after: bytes) -> set[str]:
    """The names of the parts that are new or not the same byte for byte."""
    old, new = parts(before), parts(after)
    assert not old.keys() - new.keys(), "a part is lost"
    return {name for name in new if old.get(name) != new[name]}


def finding(
    location: Location,
    message: str = "这里有误",
    severity: Severity = Severity.ERROR,
    occurrences: Iterable[Occurrence] = (),
) -> Finding:
    return Finding(
        code="PC601",
        rule="cost-over-budget",
        severity=severity,
        message=Message(message, f"wrong: {message}"),
        document="t",
        location=location,
        occurrences=tuple(occurrences),
    )


def reported(document: Document, *findings: Finding) -> Report:
    """A report of one document, called ``t``."""
    return Report((CheckedDocument("t", recognise(document)),), findings, (), ("PC101",))


def places(document: Document) -> dict[str, Location]:
    """Where each text stands."""
    cells = (cell for grid in document.grids for cell in grid.cells)
    return {cell.text: cell.location for cell in cells}


def annotated(content: bytes, *findings: Finding, lang: str = "zh") -> bytes:
    """The copy with these findings."""
    return annotate(content, "t", reported(read_bytes(content, "t"), *findings), lang).content


def marked(content: bytes, *texts: str) -> bytes:
    """The copy with a finding at each cell of these texts that quotes it."""
    found = places(read_bytes(content, "t"))
    return annotated(content, *(finding(found[text], f"关于{text}") for text in texts))
