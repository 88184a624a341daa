"""Edits in a cell of a worksheet: its style stays, and so does every other cell.

A string that cells share must not change for the others, so the cell gets a string of its own.
"""

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import cast

from perfcheck.documents.archive import Element
from perfcheck.documents.numfmt import plain, shown
from perfcheck.fixing.pieces import Node, Piece, rewrite
from perfcheck.fixing.refused import OTHER_TEXT, Refused

PHONETIC = "rPh"  # counts characters of the text as it was


def replace_in_sheet_cell(
    cell: Node, old: str, new: str, *, shared: Element | None = None, code: str = ""
) -> None:
    """Make a ``c`` element show ``new``; ``old`` is what was read there.

    ``shared`` is the item of the shared strings that the cell refers to, ``code`` the format of its
    number. Raises ``Refused`` before anything is changed.
    """
    kind = cell.get("t") or "n"
    if cell.find("{*}f") is not None:
        raise Refused("单元格是公式", "the cell is a formula")
    if kind == "n":
        _number(cell, old, new, code)
        return
    item = shared if kind == "s" else cell.find("{*}is") if kind == "inlineStr" else None
    if item is None:
        raise Refused("单元格里不是文字", "the cell holds no text")
    own = _own(cell, item)
    rewrite(list(_pieces(own)), old, new)
    _hold(cell, own)


def _number(cell: Node, old: str, new: str, code: str) -> None:
    """A sum becomes a share: as a number where the format shows percent, else as the text."""
    value = cell.find("{*}v")
    raw = "" if value is None else value.text or ""
    if value is None or shown(raw, code).strip() != old.strip():
        raise Refused(*OTHER_TEXT)
    if not new.endswith("%"):
        raise Refused(
            "单元格是数字，写法由格式决定", "the cell is a number, written by its format"
        )
    if "%" not in code:
        own = _element(cell, "is")
        text = _element(cell, "t")
        text.text = new
        own.append(text)
        _hold(cell, own)
        return
    share = plain(Decimal(new.removesuffix("%")) / 100)
    if shown(share, code) != new:
        raise Refused(f"单元格的格式显示不出“{new}”", f"the cell's format cannot show {new}")
    value.text = share


def _own(cell: Node, item: Element) -> Node:
    """A string of the cell's own like the one it has."""
    own = _element(cell, "is")
    for child in item:
        if child.tag.rpartition("}")[2] != PHONETIC:
            own.append(cast("Node", deepcopy(child)))
    return own


def _pieces(item: Element) -> Iterator[Piece]:
    """The text of a string item in the order that a reader has it: plain text, then runs."""
    runs = (text for run in item.findall("{*}r") for text in run.findall("{*}t"))
    for text in (*item.findall("{*}t"), *runs):
        yield Piece(text.text or "", cast("Node", text))


def _hold(cell: Node, own: Node) -> None:
    """Let the cell hold this string in the place of what it held."""
    rest = [one for one in cell if one.tag.rpartition("}")[2] not in ("v", "is")]
    for child in list(cell):
        cell.remove(child)
    for child in (own, *rest):
        cell.append(cast("Node", child))
    cell.set("t", "inlineStr")


def _element(cell: Node, name: str) -> Node:
    from lxml import etree

    made: Node = etree.Element(
        cell.tag.rpartition("}")[0] + "}" + name if "}" in cell.tag else name
    )
    return made
