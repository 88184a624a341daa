"""Office files as packages: some parts are replaced or added, all others stay byte for byte."""

import posixpath
from collections.abc import Iterator, MutableMapping
from io import BytesIO
from itertools import count
from typing import Protocol, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attrs import frozen

from perfcheck.documents.archive import Element, open_archive, parse_xml

TYPES = "[Content_Types].xml"
USUAL = ("word/document.xml", "xl/workbook.xml")  # the main parts that need no pointer to them
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Node(Element, Protocol):
    """The part of an lxml element that is needed to change one."""

    attrib: MutableMapping[str, str]

    def set(self, key: str, value: str, /) -> None: ...
    def append(self, child: Element, /) -> None: ...
    def insert(self, index: int, child: Element, /) -> None: ...
    def remove(self, child: Element, /) -> None: ...
    def getparent(self) -> "Node | None": ...
    def iterancestors(self, *tags: str) -> "Iterator[Node]": ...


@frozen
class Relation:
    """From a part to another: ``kind`` is the last word of its type (``comments``)."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of an opened file. Raises ``ReadError`` where the archive or a part is broken."""

    def __init__(self, content: bytes) -> None:
        self._archive = open_archive(content)
        self._infos = {info.filename: info for info in ZipFile(BytesIO(content)).infolist()}
        self._changed: dict[str, bytes] = {}
        self._declared: Node | None = None  # the content types, once some are added
        self._taken = {name.lower() for name in self._infos}
        roots = self.read("_rels/.rels") if "_rels/.rels" in self else b""
        self.is_strict = STRICT_RELATIONS.encode() in roots

    def __contains__(self, name: str) -> bool:
        return name in self._changed or name in self._infos

    def read(self, name: str) -> bytes:
        """A part as it is now."""
        return self._changed[name] if name in self._changed else self._archive.read(name)

    def write(self, name: str, content: bytes) -> None:
        """Replace a part, or add it."""
        self._changed[name] = content
        self._taken.add(name.lower())

    def xml(self, name: str) -> Node:
        return cast("Node", parse_xml(self.read(name)))

    def free_name(self, pattern: str) -> str:
        """A name that no part has in any case of letters: ``xl/comments{}.xml``, with a number if need be."""
        names = (pattern.format(number or "") for number in count())
        return next(name for name in names if name.lower() not in self._taken)

    def relations(self, part: str) -> list[Relation]:
        """Where a part refers to inside the package."""
        name = _relations_of(part)
        if name not in self:
            return []
        return [
            Relation(
                one.get("Id") or "",
                (one.get("Type") or "").rpartition("/")[2],
                _resolved(part, one.get("Target") or ""),
            )
            for one in self.xml(name).iter("{*}Relationship")
            if one.get("TargetMode") != "External"
        ]

    def related(self, part: str, kind: str) -> str | None:
        """The part that ``part`` refers to as its ``kind``."""
        found = (one.target for one in self.relations(part) if one.kind == kind)
        return next((target for target in found if target in self), None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Make ``part`` refer to ``target``; gives the id of the relation."""
        from lxml import etree

        name = _relations_of(part)
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        root = (
            self.xml(name)
            if name in self
            else etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
        )
        taken = {one.get("Id") for one in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        base = STRICT_RELATIONS if self.is_strict else RELATIONS
        relation = etree.SubElement(root, f"{{{space}}}Relationship")
        relation.set("Id", f"rId{number}")
        relation.set("Type", f"{base}/{kind}")
        relation.set("Target", posixpath.relpath(target, posixpath.dirname(part)))
        self.write(name, serialised(root))
        return f"rId{number}"

    @property
    def main(self) -> tuple[str, str]:
        """The part that the package is about and its declared type; '' where it has none."""
        name = self.related("", "officeDocument") or next(
            (one for one in USUAL if one in self), ""
        )
        return name, self._content_type(name)

    def _content_type(self, part: str) -> str:
        for one in self.xml(TYPES).iter("{*}Override") if TYPES in self else ():
            if (one.get("PartName") or "").lower() == f"/{part}".lower():
                return one.get("ContentType") or ""
        return ""

    def declare(self, part: str, content_type: str) -> None:
        """Declare the type of an added part, by its own name."""
        from lxml import etree

        if self._declared is None:
            self._declared = self.xml(TYPES)
        root = self._declared
        override = etree.SubElement(root, root.tag.removesuffix("Types") + "Override")
        override.set("PartName", f"/{part}")
        override.set("ContentType", content_type)

    def save(self) -> bytes:
        """The file: every part in its old order and packing, what was added at the end."""
        if self._declared is not None:
            self.write(TYPES, serialised(self._declared))
        file = BytesIO()
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for name in dict.fromkeys((*self._infos, *self._changed)):
                archive.writestr(self._info(name), self.read(name))
        return file.getvalue()

    def _info(self, name: str) -> ZipInfo:
        """The entry of a part: the same copy from the same file, whenever it is made."""
        old = self._infos.get(name)
        info = ZipInfo(name, old.date_time if old else (1980, 1, 1, 0, 0, 0))
        info.compress_type = old.compress_type if old else ZIP_DEFLATED
        info.external_attr = old.external_attr if old else 0
        return info


def detach(element: Node) -> None:
    """Take an element out of its parent, with all that it holds."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def serialised(root: Element) -> bytes:
    """An XML part as bytes."""
    from lxml import etree

    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    """The name of a part as another refers to it, from its own folder or from the root."""
    folder = posixpath.dirname(f"/{part}")
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
