"""The parts of a Word file, strict ones in the namespaces of the others."""

from typing import cast

from perfcheck.copies.package import Node, Package, serialised
from perfcheck.documents.archive import Element, parse_xml
from perfcheck.documents.ooxml import STRICT


def read_part(package: Package, name: str) -> Node:
    """The root of a part; a strict file in the usual namespaces."""
    xml = package.read(name)
    for strict, usual in STRICT:
        xml = xml.replace(strict, usual)
    return cast("Node", parse_xml(xml))


def write_part(package: Package, name: str, root: Element) -> None:
    """Put a part back, a strict file in the namespaces it had."""
    xml = serialised(root)
    if package.is_strict:
        for strict, usual in STRICT:
            xml = xml.replace(usual, strict)
    package.write(name, xml)
