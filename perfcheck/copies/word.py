"""A Word file's parts, and its elements by the places that the reader gave them."""

from collections import deque
from collections.abc import Iterator
from typing import cast

from perfcheck.copies.package import Node, Package, serialised
from perfcheck.documents import Location
from perfcheck.documents.archive import Element, parse_xml
from perfcheck.documents.ooxml import PARAGRAPH, STRICT, TABLE, W, blocks, members, value_of


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


def anchors(body: Element) -> Iterator[tuple[Node, Location]]:
    """Each table cell of a body with its place, and each paragraph outside tables with its own.

    Walks as ``documents.readers.docx`` does: tables inside a table count after it.
    """
    tables = paragraphs = 0
    for block in members(body, (PARAGRAPH, TABLE)):
        if block.tag == PARAGRAPH:
            paragraphs += 1
            yield cast("Node", block), Location(paragraph=paragraphs)
        inside = [block] if block.tag == TABLE else _tables(block)
        queue = deque(inside)
        while queue:
            cells = list(_cells(queue.popleft()))
            tables += bool(cells)
            for cell, row, col in cells:
                yield cell, Location(table=tables, row=row, col=col)
                queue.extend(_tables(cell))


def _tables(container: Element) -> list[Element]:
    """The tables directly in a cell, or in the text boxes of a paragraph."""
    return [block for block in blocks(container) if not isinstance(block, str)]


def _cells(table: Element) -> Iterator[tuple[Node, int, int]]:
    """Each cell of a table with its row and column; one that a merge hides has a place as well."""
    rows = (row for row in members(table, (f"{W}tr",)) if value_of(row, "trPr/del") is None)
    for number, row in enumerate(rows, 1):
        col = 1 + _count(value_of(row, "trPr/gridBefore"))
        for cell in members(row, (f"{W}tc",)):
            properties = cell.find(f"{W}tcPr")
            if value_of(properties, "cellDel") is None:
                yield cast("Node", cell), number, col
                col += max(1, _count(value_of(properties, "gridSpan")))


def _count(value: str | None) -> int:
    digits = (value or "").strip()
    return min(int(digits[:9]), 256) if digits.isascii() and digits.isdecimal() else 0
