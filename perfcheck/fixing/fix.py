"""A file into its mended copy, which is read again before anybody gets it."""

from collections.abc import Callable

from perfcheck.copies import suffix_of
from perfcheck.documents import Document, Location, read_bytes
from perfcheck.documents.archive import ZIP_MAGIC
from perfcheck.documents.readers.csv import recognises as is_csv
from perfcheck.fixing.csv import apply_csv
from perfcheck.fixing.docx import apply_docx
from perfcheck.fixing.edits import Mending, edits_of
from perfcheck.fixing.refused import Refused
from perfcheck.fixing.xlsx import apply_xlsx
from perfcheck.rules import Report

Apply = Callable[[bytes, Mending], tuple[bytes, Mending]]


def fix(content: bytes, report: Report) -> tuple[bytes, Mending]:
    """A copy of the file with the certain mendings of its report, and what of them was made and left.

    The report must be of these very bytes. Raises ``Refused`` where the file is of a format in
    which nothing can be changed by itself, or the copy does not read as wanted.
    """
    apply = _apply(content)
    if apply is None:
        raise Refused(
            "只能改 .docx、.xlsx、.csv 文件；请先另存为其中一种",
            "only .docx, .xlsx and .csv files are mended; save it as one of them first",
        )
    (checked,) = report.documents
    made, mending = apply(content, edits_of(report))
    if checked.submission is not None and mending.edits:
        _prove(checked.submission.document, read_bytes(made, checked.name), mending)
    return made, mending


def suffix_of_copy(content: bytes) -> str:
    """The ending that the name of the copy must have; only ``fix`` says whether there can be one."""
    return ".csv" if _is_csv(content) else suffix_of(content)


def _is_csv(content: bytes) -> bool:
    return not content.startswith(ZIP_MAGIC) and is_csv(content)


def can_fix(content: bytes) -> bool:
    """Is the file of a format in which something can be changed by itself?"""
    return _apply(content) is not None


def _apply(content: bytes) -> Apply | None:
    if _is_csv(content):
        return apply_csv
    if content.startswith(ZIP_MAGIC):
        if suffix_of(content).startswith((".doc", ".dot")):
            return apply_docx
        if suffix_of(content).startswith((".xls", ".xlt")):
            return apply_xlsx
    return None


def _prove(before: Document, after: Document, mending: Mending) -> None:
    """The copy must read as the original but for the edits, cell by cell."""
    wanted = _texts(before) | {edit.location: edit.new.strip() for edit in mending.edits}
    if _texts(after) != wanted:
        raise Refused(
            "改后的文件读回来与预期不同，没有写副本",
            "the copy does not read as expected; none was written",
        )


def _texts(document: Document) -> dict[Location, str]:
    cells = {one.location: one.text.strip() for grid in document.grids for one in grid.cells}
    return {one.location: one.text.strip() for one in document.paragraphs} | cells
