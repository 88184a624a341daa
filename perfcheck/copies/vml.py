"""The boxes of notes on a worksheet, in the old drawing format that Excel keeps for them."""

import re
from collections.abc import Collection, Iterator
from typing import cast

from perfcheck.copies.geometry import Corner
from perfcheck.copies.package import Node, detach
from perfcheck.documents.archive import Element, parse_xml
from perfcheck.documents.sheets import Place
from perfcheck.documents.workbook import LAST_ROW

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
V = "{urn:schemas-microsoft-com:vml}"
X = "{urn:schemas-microsoft-com:office:excel}"
SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
EMPTY = (
    f'<xml {SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
).encode()
TYPE = (
    f'<v:shapetype {SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
BOX = (
    f'<v:shape {SPACES} id="_x0000_s%(number)d" type="#_x0000_t202" '
    'style="position:absolute;width:%(width).1fpt;height:%(height).1fpt;visibility:hidden" '
    'fillcolor="#%(colour)s" o:insetmode="auto"><v:fill color2="#%(colour)s"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>%(anchor)s</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>%(row)d</x:Row><x:Column>%(column)d</x:Column></x:ClientData></v:shape>"
)
UNCLOSED = re.compile(rb"<br\s*>")  # as Excel writes it
SHAPE_ID = re.compile(r"_x0000_s([0-9]{1,9})")
FIRST_ID = 1025
PIXEL = 0.75  # in points


class Drawing:
    """The boxes of one sheet, beside whatever else is drawn there.

    Those of the notes of the cells ``without`` are taken out.
    """

    def __init__(self, content: bytes, without: Collection[Place] = ()) -> None:
        self._root = cast("Node", parse_xml(UNCLOSED.sub(b"<br/>", content)))
        self._remove(without)
        ids = (SHAPE_ID.fullmatch(one.get("id") or "") for one in self._root.iter(f"{V}shape"))
        types = (one.get("id") for one in self._root.iter(f"{V}shapetype"))
        self._has_type = "_x0000_t202" in types
        self._next = max([FIRST_ID - 1, *(int(match[1]) for match in ids if match)]) + 1

    def add(
        self, place: Place, corners: tuple[Corner, Corner], size: tuple[int, int], colour: str
    ) -> None:
        """A box for the note of a cell, shown while the mouse is over the cell."""
        if not self._has_type:
            self._root.append(parse_xml(TYPE.encode()))
            self._has_type = True
        box = BOX % {
            "number": self._next,
            "width": size[0] * PIXEL,
            "height": size[1] * PIXEL,
            "colour": colour,
            "anchor": _written(corners),
            "row": place[0] - 1,
            "column": place[1] - 1,
        }
        self._root.append(parse_xml(box.encode()))
        self._next += 1

    def _remove(self, places: Collection[Place]) -> None:
        for data in [data for data, place in self._notes() if place in places]:
            shape = data.getparent()
            if shape is not None:
                detach(shape)

    def corners(self, place: Place) -> tuple[Corner, Corner] | None:
        """Where the box of a cell's note is, if the drawing says so."""
        for data, own in self._notes():
            anchor = data.find(f"{X}Anchor") if own == place else None
            if anchor is not None:
                return _corners(anchor.text or "")
        return None

    def move(self, place: Place, corners: tuple[Corner, Corner]) -> None:
        """Give the box of a cell's note another place and size."""
        for data in [data for data, own in self._notes() if own == place]:
            anchor = data.find(f"{X}Anchor")
            if anchor is not None:
                anchor.text = _written(corners)

    def _notes(self) -> Iterator[tuple[Node, Place]]:
        """What is said of each note, with its cell."""
        for data in self._root.iter(f"{X}ClientData"):
            row, column = data.find(f"{X}Row"), data.find(f"{X}Column")
            if data.get("ObjectType") == "Note" and row is not None and column is not None:
                yield cast("Node", data), (_whole(row) + 1, _whole(column) + 1)

    def save(self) -> bytes:
        from lxml import etree

        content: bytes = etree.tostring(self._root, encoding="UTF-8", xml_declaration=False)
        return content


def _whole(element: Element) -> int:
    text = (element.text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1


def _written(corners: tuple[Corner, Corner]) -> str:
    return ", ".join(str(number) for corner in corners for number in corner)


def _corners(anchor: str) -> tuple[Corner, Corner] | None:
    parts = [part.strip() for part in anchor.split(",")]
    if len(parts) != 8 or not all(part.isascii() and part.isdecimal() for part in parts):
        return None
    a, b, c, d, e, f, g, h = (min(int(part[:9]), LAST_ROW) for part in parts)
    return (a, b, c, d), (e, f, g, h)
