"""Any other file: an .xlsx of its tables as they were read, with the findings marked.

One sheet a target table; before them a sheet that says what would stand at the beginning of a copy.
"""

import re
from io import BytesIO
from typing import TYPE_CHECKING

from perfcheck.copies.copier import Copier, Copy
from perfcheck.copies.layout import add_styles, lay_out, write_lines
from perfcheck.copies.notes import PAPER, Note, gravest, grouped, notes_of
from perfcheck.copies.owners import grids_of
from perfcheck.copies.package import Package
from perfcheck.copies.summary import summary_of
from perfcheck.copies.xlsx import Home, box, worksheets, write_boxes
from perfcheck.reports.words import say
from perfcheck.rules import Report
from perfcheck.tables import Submission

if TYPE_CHECKING:
    from openpyxl import Workbook

    from perfcheck.documents import Location

FRONT = ("说明", "Summary")
NO_TITLE = re.compile(r"[\[\]:*?/\\'\x00-\x1f]+")  # what the name of a sheet may not hold
LONGEST = 31


def annotate(content: bytes, name: str, report: Report, lang: str) -> Copy:
    """A workbook with the tables that were read, coloured and with notes where findings are."""
    from openpyxl import Workbook

    submission = next(one for one in report.documents if one.name == name).submission
    assert submission is not None, "a file that was not read has no copy"
    notes = notes_of(report, name, lang)
    book = Workbook()
    del book["Sheet"]
    add_styles(book)
    front = book.create_sheet(FRONT[lang == "en"])
    homes: dict[Location, Home] = {}
    for numbers, grids in grids_of(submission, [note.location for note in notes]):
        title = _title(submission, numbers, len(book.worksheets), lang)
        places = lay_out(book.create_sheet(title), grids)
        homes |= {location: (title, place) for location, place in places.items()}
    placed = grouped((homes[note.location], note) for note in notes if note.location in homes)
    unplaced = [note for note in notes if note.location not in homes]
    write_lines(front, summary_of(report, name, unplaced, lang))
    return Copy(_marked(book, placed), len(notes) - len(unplaced), len(unplaced))


def _title(submission: Submission, numbers: list[int], sheet: int, lang: str) -> str:
    """The name of a sheet: the tables on it, and the project where there is one."""
    if not numbers:
        return f"{sheet}"
    few = numbers if len(numbers) < 3 else [numbers[0], numbers[-1]]
    title = say("table", lang, n="-".join(map(str, few)))
    tables = [table for table in submission.tables if table.number in numbers]
    project = tables[0].project or "" if len(tables) == 1 else ""
    return NO_TITLE.sub(" ", f"{title} {project}")[:LONGEST].strip()


def _marked(book: "Workbook", placed: dict[Home, list[Note]]) -> bytes:
    """The workbook with its cells coloured, and the notes that any workbook gets."""
    from openpyxl.styles import PatternFill

    for (title, place), notes in placed.items():
        book[title].cell(*place).fill = PatternFill("solid", fgColor=PAPER[gravest(notes)])
    file = BytesIO()
    book.save(file)
    package = Package(file.getvalue())
    write_boxes(worksheets(package), {home: box(notes) for home, notes in placed.items()})
    return package.save()


ANY = Copier(lambda _: ".xlsx", annotate)
