"""Office packages: which part is the main one, and what a part points to."""

import posixpath
from collections.abc import Mapping

from attrs import frozen

from perfcheck.documents.archive import Archive, holds, open_archive, parse_xml
from perfcheck.documents.model import ReadError

CONTENT_TYPES = "[Content_Types].xml"


@frozen
class Relation:
    """A pointer to another part: what it is there (``worksheet``, ``styles``) and its name."""

    kind: str
    target: str


@frozen
class Kind:
    """One kind of Office file: the usual name of its main part, and how content types name it."""

    main: str
    types: tuple[str, ...]


WORD = Kind("word/document.xml", ("wordprocessingml", "ms-word"))
EXCEL = Kind("xl/workbook.xml", ("spreadsheetml", "ms-excel.sheet.macro", "ms-excel.template"))


def is_package(content: bytes, kind: Kind) -> bool:
    """Is this a zip with a main part of that kind? Of a broken zip, its bytes are asked instead."""
    try:
        return main_part(open_archive(content), kind) is not None
    except ReadError:
        return holds(content, kind.main)


def main_part(archive: Archive, kind: Kind) -> str | None:
    """The name of the main part: the one that the package points to, else the usual one."""
    found = next((one for one in relations(archive, "").values() if one.kind == "officeDocument"), None)  # fmt: skip
    if found is not None and found.target in archive:
        declared = _content_type(archive, found.target)
        if declared is not None:
            return found.target if any(one in declared for one in kind.types) else None
    return kind.main if kind.main in archive else None


def relations(archive: Archive, part: str) -> Mapping[str, Relation]:
    """What a part points to inside the package, by id; '' stands for the package itself."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in archive:
        return {}
    return {
        one.get("Id") or "": Relation(
            (one.get("Type") or "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, one.get("Target") or "")).lstrip("/"),
        )
        for one in parse_xml(archive.read(rels)).iter("{*}Relationship")
        if one.get("TargetMode") != "External"
    }


def _content_type(archive: Archive, part: str) -> str | None:
    """What the package says a part is, in small letters."""
    if CONTENT_TYPES not in archive:
        return None
    root = parse_xml(archive.read(CONTENT_TYPES))
    for one in root.iter("{*}Override"):
        if (one.get("PartName") or "").lstrip("/").lower() == part.lower():
            return (one.get("ContentType") or "").lower()
    return None
