"""The comments of a Word file: ours are replaced, those of people stay with all their replies."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import cast

from perfcheck.copies.copier import AUTHOR, INITIALS
from perfcheck.copies.notes import INK, Note
from perfcheck.copies.package import Node, Package
from perfcheck.copies.word import read_part, write_part
from perfcheck.documents.ooxml import W

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
ID = f"{W}id"
PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
# What newer versions of Word say of comments elsewhere. The second tells the ids used in the third.
ABOUT = ("commentsExtended", "commentsIds", "commentsExtensible")
SIZE = "20"  # half points


class Comments:
    """The part with the comments of a file, without ours of an earlier run; their ids are ``gone``."""

    def __init__(self, package: Package, main: str) -> None:
        from lxml import etree

        self._package, self._main = package, main
        self._name = package.related(main, "comments")
        self._root: Node = (
            read_part(package, self._name)
            if self._name
            else etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        )
        self._now = f"{datetime.now():%Y-%m-%dT%H:%M:%SZ}"  # Word means local time, in spite of Z
        self.gone = self._remove_ours()
        self.taken = {one.get(ID) for one in self._root}  # ids that a new comment cannot have
        self._numbers = map(str, count())

    def _remove_ours(self) -> frozenset[str]:
        """Take out every comment of this program; gives their ids."""
        ours = [one for one in self._root if one.get(f"{W}author") == AUTHOR]
        paragraphs = {one.get(PARAGRAPH_ID) for comment in ours for one in comment.iter(f"{W}p")}
        for one in ours:
            self._root.remove(one)
        self._forget({ident for ident in paragraphs if ident})
        return frozenset(one.get(ID) or "" for one in ours)

    def _forget(self, gone: set[str]) -> None:
        """Take comments out of the other parts; a person's reply to one stands by itself then."""
        for part in (self._package.related(self._main, kind) for kind in ABOUT if gone):
            if part is None:
                continue
            root = self._package.xml(part)
            for entry in list(root):
                own = {name.rpartition("}")[2]: name for name in cast("Node", entry).attrib}
                ids = {key: entry.get(name) or "" for key, name in own.items()}
                if ids.get("paraId") in gone or ids.get("durableId") in gone:
                    root.remove(entry)
                    gone |= {one for key, one in ids.items() if key == "durableId"}
                elif ids.get("paraIdParent") in gone:
                    del cast("Node", entry).attrib[own["paraIdParent"]]
            write_part(self._package, part, root)

    def add(self, note: Note) -> str:
        """A comment that says one thing, its label in the colour of its severity; gives the id."""
        first, *rest = note.sentence.split("\n")
        label = _run(note.label, INK[note.severity])
        return self._add(
            [_paragraph(label, _run(first)), *(_paragraph(_run(one)) for one in rest)]
        )

    def add_lines(self, lines: Sequence[str]) -> str:
        """A comment of several lines, the first in bold."""
        first, *rest = lines
        return self._add(
            [_paragraph(_run(first, "000000")), *(_paragraph(_run(one)) for one in rest)]
        )

    def _add(self, paragraphs: list[Node]) -> str:
        ident = next(number for number in self._numbers if number not in self.taken)
        comment = _element("comment", *paragraphs)
        comment.set(ID, ident)
        comment.set(f"{W}author", AUTHOR)
        comment.set(f"{W}initials", INITIALS)
        comment.set(f"{W}date", self._now)
        self._root.append(comment)
        return ident

    def save(self) -> None:
        """Put the comments into the package."""
        if self._name is None:
            self._name = self._package.free_name("word/comments{}.xml")
            self._package.declare(self._name, TYPE)
            self._package.relate(self._main, "comments", self._name)
        write_part(self._package, self._name, self._root)


def _element(name: str, *children: Node, **values: str) -> Node:
    """An element of WordprocessingML with attributes and children."""
    from lxml import etree

    made: Node = etree.Element(f"{W}{name}", nsmap={"w": W[1:-1]})
    for key, value in values.items():
        made.set(f"{W}{key}", value)
    for child in children:
        made.append(child)
    return made


def _paragraph(*runs: Node) -> Node:
    """A paragraph set as it stands: the document's own style may be indented and widely spaced."""
    layout = (
        _element("spacing", before="0", after="0", line="240", lineRule="auto"),
        _element("ind", left="0", firstLine="0", firstLineChars="0"),
        _element("jc", val="left"),
    )
    return _element("p", _element("pPr", *layout), *runs)


def _run(text: str, colour: str | None = None) -> Node:
    """A run of text, bold where it has a colour."""
    look = [_element("b"), _element("color", val=colour)] if colour else []
    size = (_element("sz", val=SIZE), _element("szCs", val=SIZE))
    content = _element("t")
    content.text = text
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return _element("r", _element("rPr", *look, *size), content)
