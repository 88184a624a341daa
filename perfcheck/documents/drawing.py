"""Text boxes that float over a sheet: a title or a note is often written in one."""

from collections.abc import Iterator

from perfcheck.documents.archive import Element
from perfcheck.documents.ooxml import members

SPACES = (
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
)
ANCHORS = frozenset(
    f"{{{space}}}{name}"
    for space in SPACES
    for name in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
)
BODIES = frozenset(f"{{{space}}}txBody" for space in SPACES)


def text_boxes(root: Element) -> Iterator[tuple[tuple[int, int], str]]:
    """The lines of text in a drawing, each with the row and column that its box begins in."""
    for anchor in members(root, ANCHORS):
        row, col = (_number(anchor.find(f"{{*}}from/{{*}}{name}")) for name in ("row", "col"))
        for body in members(anchor, BODIES):
            for line in body.findall("{*}p"):
                yield (row, col), "".join(_pieces(line))


def _number(element: Element | None) -> int:
    """A row or column from 1, as a drawing counts them from 0."""
    text = "" if element is None else (element.text or "").strip()
    return int(text) + 1 if text.isascii() and text.isdigit() and len(text) < 8 else 1


def _pieces(line: Element) -> Iterator[str]:
    for one in line:
        name = one.tag.rpartition("}")[2]
        if name == "br":
            yield "\n"
        elif name in ("r", "fld"):
            yield from (text.text or "" for text in one.findall("{*}t"))
