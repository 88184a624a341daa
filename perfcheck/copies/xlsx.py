"""Excel workbooks: notes at the cells of the findings, without opening the book as an object model
(which would lose shapes, sparklines and the values of formulas).
"""

from collections.abc import Sequence

from perfcheck.copies.copier import Copier, Copy
from perfcheck.copies.notes import INK, PAPER, Note, gravest, grouped, notes_of
from perfcheck.copies.package import RELATIONS, STRICT_RELATIONS, Package
from perfcheck.copies.sheetnotes import Box, Piece, SheetNotes
from perfcheck.copies.summary import summary_of
from perfcheck.documents.archive import ZIP_MAGIC, damaged
from perfcheck.documents.sheets import Place
from perfcheck.documents.workbook import LAST_COL, parse_reference
from perfcheck.rules import Report

HIDDEN = ("hidden", "veryHidden")
NARROW, WIDE = 280, 460  # pixels

Home = tuple[str, Place]  # the name of a sheet, and a cell of it


def suffix(content: bytes) -> str | None:
    """Excel opens a file only under the ending that goes with its declared type."""
    if not content.startswith(ZIP_MAGIC):
        return None
    name, declared = Package(content).main
    kind = "xlt" if "template" in declared.lower() else "xls"
    end = "m" if "macroEnabled" in declared else "x"
    is_book = (
        "spreadsheet" in declared or "excel" in declared or (not declared and name[:3] == "xl/")
    )
    return f".{kind}{end}" if is_book else None


def annotate(content: bytes, name: str, report: Report, lang: str) -> Copy:
    """The workbook with a note at each finding's cell, and the summary in its first cell."""
    package = Package(content)
    sheets = worksheets(package)
    notes = notes_of(report, name, lang)
    homes = [_home(note, sheets) for note in notes]
    unplaced = [note for note, home in zip(notes, homes, strict=True) if home is None]
    places = grouped((home, note) for home, note in zip(homes, notes, strict=True) if home)
    boxes = {home: box(own) for home, own in places.items()}
    front = _front(sheets)
    boxes[front] = box(places.get(front, []), summary_of(report, name, unplaced, lang))
    write_boxes(sheets, boxes)
    return Copy(package.save(), len(notes) - len(unplaced), len(unplaced))


def worksheets(package: Package) -> dict[str, SheetNotes]:
    """The notes of each sheet by its name, in the order of the tabs, what is hidden at the end."""
    main, _ = package.main
    book = package.xml(main)
    targets = {one.id: one for one in package.relations(main) if one.kind == "worksheet"}
    entries = sorted(book.iter("{*}sheet"), key=lambda one: one.get("state") in HIDDEN)
    ids = [
        one.get(f"{{{RELATIONS}}}id") or one.get(f"{{{STRICT_RELATIONS}}}id") for one in entries
    ]
    return {
        entry.get("name") or "": SheetNotes(package, targets[ident].target)
        for entry, ident in zip(entries, ids, strict=True)
        if ident in targets
    }


def write_boxes(sheets: dict[str, SheetNotes], boxes: dict[Home, Box]) -> None:
    """Let these be our notes in the workbook, and no others."""
    by_sheet: dict[str, dict[Place, Box]] = {title: {} for title in sheets}
    for (title, place), one in boxes.items():
        by_sheet[title][place] = one
    for title, own in by_sheet.items():
        sheets[title].write(own)


def box(notes: Sequence[Note], lines: Sequence[str] = ()) -> Box:
    """One note for all that is said at a cell: the lines of the summary first, then findings."""
    pieces: list[Piece] = []
    for number, line in enumerate(lines):
        pieces.append((f"{line}\n", "000000" if number == 0 else None))
    for note in notes:
        pieces += [(note.label, INK[note.severity]), (f"{note.sentence}\n", None)]
    last, colour = pieces.pop()
    return Box(
        (*pieces, (last.removesuffix("\n"), colour)),
        PAPER[gravest(notes)],
        WIDE if lines else NARROW,
    )


def _home(note: Note, sheets: dict[str, SheetNotes]) -> Home | None:
    """The cell of a note, if it has one that takes notes."""
    sheet = sheets.get(note.location.sheet or "")
    if sheet is None or note.location.cell is None:
        return None
    place = parse_reference(note.location.cell)
    return (note.location.sheet or "", place) if sheet.takes(place) else None


def _front(sheets: dict[str, SheetNotes]) -> Home:
    """Where the summary stands: the first cell of the first sheet that takes a note."""
    if not sheets:
        raise damaged("缺少工作表", "a sheet is missing")
    title, sheet = next(iter(sheets.items()))
    return title, next(place for col in range(1, LAST_COL) if sheet.takes(place := (1, col)))


COPIER = Copier(suffix, annotate)
