"""The edits that findings carry, brought together: one new text for each cell.

A rule says what of a value is to be written how. Several rules may speak of one cell: what touches
different characters is done together; where two want different things of the same characters, neither is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from attrs import frozen

from perfcheck.documents import Document, Location
from perfcheck.fixing.spans import Change, changed, changes
from perfcheck.rules import Edit, Finding, Message, Report

NOT_THERE = Message("单元格里找不到这几个字", "the cell does not hold this text")
BROKEN = Message("要改的字分在几行或几格", "the characters stand in several lines or cells")
DISPUTED = Message(
    "同一处另有规则要求别的改法", "another rule wants these characters written otherwise"
)


@frozen
class CellEdit:
    """The whole text of a cell as read, and what it is to be. ``findings`` are why."""

    location: Location
    old: str
    new: str
    findings: tuple[Finding, ...] = ()


@frozen
class Unmended:
    """未改: an edit that is not made, and why."""

    location: Location
    old: str
    new: str
    reason: Message
    finding: Finding | None = None


@frozen
class Mending:
    """What is to be changed in a file, in the order of the file, and what is left as it is."""

    edits: tuple[CellEdit, ...] = ()
    left: tuple[Unmended, ...] = ()


@frozen(eq=False)
class Proposal:
    """One edit of one finding, as changes of cells."""

    finding: Finding
    edit: Edit
    parts: tuple[tuple[Location, Change], ...]


def edits_of(report: Report) -> Mending:
    """The certain mendings of a report about one file; of an unreadable file there are none."""
    (checked,) = report.documents
    if checked.submission is None:
        return Mending()
    texts = _texts(checked.submission.document)
    proposals: list[Proposal] = []
    left: list[Unmended] = []
    for finding in report.findings:
        for edit in finding.edits:
            found = _parts(edit, texts)
            if isinstance(found, Message):
                left.append(_left(edit, finding, found))
            else:
                proposals.append(Proposal(finding, edit, found))
    by_cell = _by_cell(proposals)
    kept = [one for one in proposals if not _is_disputed(one, by_cell)]
    left += [_left(one.edit, one.finding, DISPUTED) for one in proposals if one not in kept]
    return Mending(tuple(_edits(_by_cell(kept), texts)), tuple(left))


def _left(edit: Edit, finding: Finding, reason: Message) -> Unmended:
    return Unmended(finding.location, edit.old, edit.new, reason, finding)


def _texts(document: Document) -> dict[Location, str]:
    """Every text of the document by its place."""
    cells = {cell.location: cell.text for grid in document.grids for cell in grid.cells}
    return {one.location: one.text for one in document.paragraphs} | cells


Spot = tuple[Location, int]  # a character of a cell


def _parts(
    edit: Edit, texts: Mapping[Location, str]
) -> tuple[tuple[Location, Change], ...] | Message:
    """The changes of cells that make an edit, at each place where its old text stands."""
    wanted = changes(edit.old, edit.new)
    parts: list[tuple[Location, Change]] = []
    for spots in _places(edit, texts):
        for change in wanted:
            part = _at(change, spots)
            if part is None or "\n" in texts[part[0]][part[1].start : part[1].end]:
                return BROKEN
            parts.append(part)
    return tuple(parts) or NOT_THERE


def _places(edit: Edit, texts: Mapping[Location, str]) -> Iterator[list[Spot]]:
    """The characters of the old text, each time it stands in one of the cells, or in all together."""
    cells = [(location, texts[location]) for location in edit.cells if location in texts]
    plain = [[(location, at) for at in range(len(text))] for location, text in cells]
    joined = [[(location, at) for at in _one_line(text)] for location, text in cells]
    together = [spot for line in joined for spot in line]
    for spots in (*plain, *joined, together):
        text = "".join(texts[location][at] for location, at in spots)
        start = text.find(edit.old)
        if start < 0:
            continue
        while start >= 0:
            yield spots[start : start + len(edit.old)]
            start = text.find(edit.old, start + len(edit.old))
        return


def _one_line(text: str) -> Iterator[int]:
    """Where the characters of a cell stand that are left when its lines are joined."""
    start = 0
    for line in text.splitlines(keepends=True):
        indent = len(line) - len(line.lstrip())
        yield from range(start + indent, start + indent + len(line.strip()))
        start += len(line)


def _at(change: Change, spots: list[Spot]) -> tuple[Location, Change] | None:
    """The change in the cell that holds its characters; None where that is not one cell."""
    if change.start == change.end:
        after = change.start > 0
        location, at = spots[change.start - after]
        return location, Change(at + after, at + after, change.new)
    (first, start), (last, end) = spots[change.start], spots[change.end - 1]
    return (first, Change(start, end + 1, change.new)) if first == last else None


ByCell = dict[Location, list[tuple[Change, Proposal]]]


def _by_cell(proposals: list[Proposal]) -> ByCell:
    found: ByCell = defaultdict(list)
    for one in proposals:
        for location, change in one.parts:
            found[location].append((change, one))
    return found


def _is_disputed(one: Proposal, by_cell: ByCell) -> bool:
    """Does another proposal want other things of the same characters?"""
    return any(
        change.meets(other)
        for location, change in one.parts
        for other, owner in by_cell[location]
        if owner is not one
    )


def _edits(by_cell: ByCell, texts: Mapping[Location, str]) -> Iterator[CellEdit]:
    """The cells to change, in the order of the document."""
    for location, text in texts.items():
        if own := by_cell.get(location):
            new = changed(text, {change for change, _ in own})
            findings = {one.finding.fingerprint: one.finding for _, one in own}
            yield CellEdit(location, text, new, tuple(findings.values()))
