"""A target table with its cells marked, and each finding beside the row that it is about."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from attrs import frozen

from perfcheck.documents import Location
from perfcheck.reports.drawn import Drawing, DrawnCell, DrawnRow, draw
from perfcheck.rules import Finding
from perfcheck.tables import TargetTable

Spot = tuple[int, int]  # row, and cell in it (lead cells first); row 0 is the fields above
WHOLE, FIELDS = -1, 0  # where a finding is told that no row has to itself


@frozen
class Note:
    """A finding with the number that marks its cells."""

    number: int
    finding: Finding


@frozen
class MarkedCell:
    """A cell as it is shown. ``label`` names its column, or the field above the indicators; ``row``
    is the number of its row in the table, 0 where it is not the cell of one row."""

    text: str
    label: str = ""
    row: int = 0
    rowspan: int = 1
    colspan: int = 1
    notes: tuple[Note, ...] = ()

    @property
    def severity(self) -> str:
        """The gravest of its marks; empty for a cell without one."""
        found = sorted((note.finding.severity for note in self.notes), key=lambda one: one.rank)
        return found[0].value if found else ""


@frozen
class MarkedRow:
    """The cells that begin in this row, and the findings told under it in ``width`` columns."""

    cells: tuple[MarkedCell, ...]
    notes: tuple[Note, ...]
    width: int


@frozen
class MarkedTable:
    """``about``: told of the table as a whole; ``field_notes``: of the block above the rows."""

    about: tuple[Note, ...]
    fields: tuple[MarkedCell, ...]
    field_notes: tuple[Note, ...]
    header: tuple[str, ...]
    rows: tuple[MarkedRow, ...]


def marked_table(
    table: TargetTable, findings: Sequence[Finding], *, apart: bool = False
) -> MarkedTable:
    """The table with every finding placed: at cells of a row, at the fields above, or about the whole.

    ``apart``: all are told as those about the whole are, and the rows stay together.
    """
    drawing = draw(table)
    marking = _Marking(drawing, findings, apart)
    return MarkedTable(
        about=tuple(marking.told[WHOLE]),
        fields=tuple(marking.cell(FIELDS, i, one) for i, one in enumerate(drawing.fields)),
        field_notes=tuple(marking.told[FIELDS]),
        header=drawing.header,
        rows=tuple(marking.row(at) for at in range(1, len(marking.rows))),
    )


class _Marking:
    """``marks``: the notes at each spot. ``told``: the notes under each row."""

    def __init__(self, drawing: Drawing, findings: Sequence[Finding], apart: bool) -> None:
        self.header, self.width = drawing.header, len(drawing.header)
        self.rows = (DrawnRow((), drawing.fields), *drawing.rows)
        self.first = _runs(self.rows)
        self.by_place, self.by_name = self._index()
        placed = [(finding, self._spots(finding)) for finding in findings]
        placed.sort(key=lambda pair: _home(*pair))
        self.marks: dict[Spot, list[Note]] = defaultdict(list)
        self.told: dict[int, list[Note]] = defaultdict(list)
        for number, (finding, spots) in enumerate(placed, 1):
            note = Note(number, finding)
            self.told[WHOLE if apart else _home(finding, spots)].append(note)
            for spot in dict.fromkeys(spots):
                self.marks[spot].append(note)
        self.height: Counter[Spot] = Counter()
        for at, firsts in enumerate(self.first):
            for index, first in enumerate(firsts):
                self.height[first, index] += 1 + bool(self.told[at])

    def _index(self) -> tuple[dict[Location, Spot], dict[str, Spot]]:
        """Every place and every indicator's name; the first of equal ones counts."""
        by_place: dict[Location, Spot] = {}
        by_name: dict[str, Spot] = {}
        for at, row in enumerate(self.rows):
            by_name.setdefault(row.name, (at, len(row.lead) + row.value))
            for index, cell in enumerate((*row.lead, *row.cells)):
                spot = (self.first[at][index] if index < len(row.lead) else at), index
                for place in cell.places:
                    by_place.setdefault(place, spot)
        by_place.pop(Location(), None)  # no place at all: many cells may have it
        by_name.pop("", None)
        return by_place, by_name

    def _spots(self, finding: Finding) -> list[Spot]:
        found = (
            self.by_place.get(one.location) or self.by_name.get(one.indicator or "")
            for one in finding.occurrences or (finding,)
        )
        return [spot for spot in found if spot]

    def row(self, at: int) -> MarkedRow:
        row = self.rows[at]
        across = self.width if len(row.cells) == 1 and not row.lead else 1
        cells = (
            self.cell(at, index, cell, self.height[at, index] or 1, across)
            for index, cell in enumerate((*row.lead, *row.cells))
            if index >= len(row.lead) or self.first[at][index] == at
        )
        return MarkedRow(tuple(cells), tuple(self.told[at]), self.width - len(row.lead))

    def cell(
        self, at: int, index: int, cell: DrawnCell, rowspan: int = 1, colspan: int = 1
    ) -> MarkedCell:
        label = cell.label if at == FIELDS or colspan > 1 else self.header[index]
        row = self.rows[at].number if index >= len(self.rows[at].lead) else 0
        return MarkedCell(cell.text, label, row, rowspan, colspan, tuple(self.marks[at, index]))


def _runs(rows: Sequence[DrawnRow]) -> list[list[int]]:
    """For each lead cell of each row, the row in which its run begins.

    A level breaks with the level before it. A run is as high as its rows and the findings under them.
    """
    first: list[list[int]] = []
    before: list[str] = []
    for at, row in enumerate(rows):
        texts = [cell.text for cell in row.lead]
        first.append(
            [
                first[-1][index] if texts[: index + 1] == before[: index + 1] else at
                for index in range(len(texts))
            ]
        )
        before = texts
    return first


def _home(finding: Finding, spots: list[Spot]) -> int:
    """The row under which it is told."""
    return WHOLE if finding.occurrences or not spots else spots[0][0]
