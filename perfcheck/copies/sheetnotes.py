"""The notes of one worksheet: ours are replaced, those of people stay, and so does all else."""

import re
from collections.abc import Mapping
from typing import cast

from attrs import frozen

from perfcheck.copies import vml
from perfcheck.copies.copier import AUTHOR
from perfcheck.copies.geometry import Geometry, box_size, geometry
from perfcheck.copies.package import RELATIONS, STRICT_RELATIONS, Node, Package, detach, serialised
from perfcheck.documents.sheets import Place, column_name
from perfcheck.documents.workbook import parse_reference

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
OURS = f"──{AUTHOR}──"  # between a person's note and what is added below it
ADDED = re.compile(rf"\s*{OURS}")
THREAD = "tc="  # how the author of a note begins that stands for a conversation
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
FONT, FONT_SIZE = "宋体", "9"

# What the schema wants behind <legacyDrawing>; some of it may stand in a choice of two forms.
LATER = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    }
)

Piece = tuple[str, str | None]  # a text and its colour; what has a colour is bold


@frozen
class Box:
    """What a note says, in which colour its box is, and how wide (in pixels)."""

    pieces: tuple[Piece, ...]
    colour: str
    width: int

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)


class SheetNotes:
    """The notes of a sheet, whether it has the parts for them or not yet."""

    def __init__(self, package: Package, sheet: str) -> None:
        self._package, self._sheet = package, sheet
        self._name = package.related(sheet, "comments")
        self._root = package.xml(self._name) if self._name else None
        self._authors = [one.text or "" for one in self._all("authors/{*}author")]
        self._talks = {
            _place(one)
            for one in self._all("commentList/{*}comment")
            if self._by(one).startswith(THREAD)
        }

    def _all(self, path: str) -> list[Node]:
        found = [] if self._root is None else self._root.findall("{*}" + path)
        return cast("list[Node]", found)

    def _by(self, comment: Node) -> str:
        number = comment.get("authorId") or ""
        known = number.isdecimal() and int(number) < len(self._authors)
        return self._authors[int(number)] if known else ""

    def takes(self, place: Place) -> bool:
        """May the cell have a note? Not where people have a conversation."""
        return place not in self._talks

    def write(self, boxes: Mapping[Place, Box]) -> None:
        """Let these be our notes on the sheet, and no others."""
        had = any(
            self._by(one) == AUTHOR or ADDED.search(_text(one))
            for one in self._all("commentList/{*}comment")
        )
        if not boxes and not had:
            return  # the sheet stays byte for byte
        sheet = self._package.xml(self._sheet)
        name = self._drawing_name(sheet)
        drawn = self._package.read(name) if name else vml.EMPTY
        drawing = vml.Drawing(drawn, without=self._take_out())
        theirs = {_place(one): one for one in self._all("commentList/{*}comment")}
        layout = geometry(sheet)
        for place, box in boxes.items():
            if place in theirs:
                _add_below(theirs[place], box)
                _grow(drawing, place, layout, _text(theirs[place]))
            else:
                self._append(place, box, sheet.tag.removesuffix("worksheet"))
                first, size = layout.beside(place), box_size(box.text, box.width)
                drawing.add(place, (first, layout.opposite(first, size)), size, box.colour)
        self._save(sheet, name, drawing)

    def _take_out(self) -> set[Place]:
        """Remove what an earlier run has said; gives the cells whose notes were ours alone."""
        gone = set()
        for holder in self._all("commentList"):
            for one in cast("list[Node]", list(holder)):
                if self._by(one) == AUTHOR:
                    holder.remove(one)
                    gone.add(_place(one))
                else:
                    _cut(one)
        return gone

    def _append(self, place: Place, box: Box, space: str) -> None:
        """A note of ours; ``space`` is the namespace that the sheet's elements have."""
        from lxml import etree

        if self._root is None:
            self._root = cast("Node", etree.Element(f"{space}comments", nsmap={None: space[1:-1]}))
        for name in ("authors", "commentList"):
            if self._root.find(f"{{*}}{name}") is None:
                etree.SubElement(self._root, f"{space}{name}")
        if AUTHOR not in self._authors:
            self._authors.append(AUTHOR)
            etree.SubElement(self._root.find("{*}authors"), f"{space}author").text = AUTHOR
        comment = etree.SubElement(self._root.find("{*}commentList"), f"{space}comment")
        comment.set("ref", f"{column_name(place[1])}{place[0]}")
        comment.set("authorId", str(self._authors.index(AUTHOR)))
        # LibreOffice drops the look of a note's first run: let that be a single character.
        (text, colour), *rest = box.pieces
        pieces = ((text[:1], colour), (text[1:], colour), *rest)
        _write(etree.SubElement(comment, f"{space}text"), pieces)

    def _drawing_name(self, sheet: Node) -> str | None:
        """The part with the boxes: not any old drawing of the sheet, headers may have one too."""
        tag = sheet.find("{*}legacyDrawing")
        ids = (
            {tag.get(f"{{{space}}}id") for space in (RELATIONS, STRICT_RELATIONS)}
            if tag is not None
            else set()
        )
        found = (one.target for one in self._package.relations(self._sheet) if one.id in ids)
        return next(found, None)

    def _save(self, sheet: Node, drawn: str | None, drawing: vml.Drawing) -> None:
        """Put the parts back, with what a sheet needs that had none."""
        assert self._root is not None
        if self._name is None:
            self._name = self._package.free_name("xl/comments{}.xml")
            self._package.declare(self._name, CONTENT_TYPE)
            self._package.relate(self._sheet, "comments", self._name)
        self._package.write(self._name, serialised(self._root))
        if drawn is None:
            drawn = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
            self._package.declare(drawn, vml.CONTENT_TYPE)
            _refer(sheet, self._package.relate(self._sheet, "vmlDrawing", drawn), self._package)
            self._package.write(self._sheet, serialised(sheet))
        self._package.write(drawn, drawing.save())


def _place(comment: Node) -> Place:
    return parse_reference(comment.get("ref") or "")


def _texts(comment: Node) -> list[Node]:
    """The texts of a note, plain or in runs."""
    own = [*comment.findall("{*}text/{*}t"), *comment.findall("{*}text/{*}r/{*}t")]
    return cast("list[Node]", own)


def _text(comment: Node) -> str:
    return "".join(one.text or "" for one in _texts(comment))


def _cut(comment: Node) -> None:
    """Take what was added to a person's note out of it."""
    added = ADDED.search(_text(comment))
    if added is None:
        return
    left = added.start()
    for one in _texts(comment):
        text = one.text or ""
        one.text, left = text[:left], max(0, left - len(text))
        run = one.getparent()
        if not one.text:
            detach(run if run is not None and run.tag.endswith("}r") else one)


def _add_below(comment: Node, box: Box) -> None:
    """Say ours below a person's note."""
    from lxml import etree

    text = comment.find("{*}text")
    if text is None:
        text = etree.SubElement(comment, comment.tag.removesuffix("comment") + "text")
    plain = text.find("{*}t")
    if plain is not None:  # a text in runs has none outside them
        run = etree.SubElement(text, comment.tag.removesuffix("comment") + "r")
        run.append(plain)
    _write(cast("Node", text), ((f"\n{OURS}\n", None), *box.pieces))


def _write(text: Node, pieces: tuple[Piece, ...]) -> None:
    """Add runs of text."""
    from lxml import etree

    space = text.tag.removesuffix("text")
    for content, colour in (piece for piece in pieces if piece[0]):
        run = etree.SubElement(text, f"{space}r")
        look = etree.SubElement(run, f"{space}rPr")
        if colour:
            etree.SubElement(look, f"{space}b")
        etree.SubElement(look, f"{space}sz").set("val", FONT_SIZE)
        if colour:
            etree.SubElement(look, f"{space}color").set("rgb", f"FF{colour}")
        etree.SubElement(look, f"{space}rFont").set("val", FONT)
        written = etree.SubElement(run, f"{space}t")
        written.text = ESCAPE.sub("_x005F_", content)
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _grow(drawing: vml.Drawing, place: Place, layout: Geometry, text: str) -> None:
    """Make a person's box high enough for what now stands in it."""
    corners = drawing.corners(place)
    if corners:
        width, height = layout.size(*corners)
        needed = box_size(text, max(width, 150))
        if needed > (width, height):
            drawing.move(place, (corners[0], layout.opposite(corners[0], needed)))


def _refer(sheet: Node, relation: str, package: Package) -> None:
    """Name the drawing in the sheet, at the place that the schema has for it."""
    from lxml import etree

    space = STRICT_RELATIONS if package.is_strict else RELATIONS
    tag = etree.Element(sheet.tag.removesuffix("worksheet") + "legacyDrawing", nsmap={"r": space})
    tag.set(f"{{{space}}}id", relation)
    later = (
        {one.tag.rpartition("}")[2] for one in (child, *child.findall("{*}Choice/*"))} & LATER
        for child in sheet
    )
    sheet.insert(next((at for at, found in enumerate(later) if found), len(sheet)), tag)
