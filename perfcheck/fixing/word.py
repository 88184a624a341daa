"""Edits in a cell of a Word file: the runs keep their formatting, and all others their text.

What the walk finds must be what was read: where a reader sees more than plain text (symbols of a
font, equations, fields, text boxes) the cell is left as it is.
"""

from collections.abc import Iterator
from typing import cast

from perfcheck.documents.archive import Element
from perfcheck.documents.ooxml import (
    ALTERNATIVES,
    LEFT_OUT,
    MARKS,
    PARAGRAPH,
    SYMBOL,
    TABLE,
    TEXT_BOX,
    M,
    W,
    members,
)
from perfcheck.fixing.pieces import Node, Piece, rewrite
from perfcheck.fixing.refused import Refused

TEXT = f"{W}t"
NO_TEXT = frozenset({SYMBOL, TEXT_BOX, ALTERNATIVES, f"{W}fldChar", f"{W}fldSimple"})


def replace_in_paragraph_runs(cell: Element, old: str, new: str) -> None:
    """Make the text of a ``w:tc`` (or of a ``w:p``) ``new``; ``old`` is what was read there.

    Raises ``Refused`` where that cannot be done by changing the text of runs alone.
    """
    rewrite(list(_of_cell(cell)), old, new)


def _of_cell(cell: Element) -> Iterator[Piece]:
    """The text of its paragraphs, a line each; tables inside are cells of their own."""
    if cell.tag == PARAGRAPH:
        yield from _pieces(cell)
        return
    inside = members(cell, (PARAGRAPH, TABLE))
    for number, paragraph in enumerate(one for one in inside if one.tag == PARAGRAPH):
        if number:
            yield Piece("\n")
        yield from _pieces(paragraph)


def _pieces(element: Element) -> Iterator[Piece]:
    for child in element:
        tag = child.tag
        if tag == TEXT:
            text = (child.text or "").replace("\r", " ").replace("\n", " ")
            yield Piece(text, cast("Node", child))
        elif tag in MARKS:
            yield Piece(MARKS[tag].replace("\t", " "))
        elif tag in NO_TEXT or tag.startswith(M):
            raise Refused(
                "单元格里有符号、公式、文本框或域",
                "the cell holds symbols, equations, text boxes or fields",
            )
        elif tag not in LEFT_OUT:
            yield from _pieces(child)
