"""A text that is written in pieces, each an element of its own: changed where it differs, kept elsewhere."""

from collections.abc import Sequence
from typing import Protocol

from attrs import define

from perfcheck.documents.archive import Element
from perfcheck.fixing.refused import OTHER_TEXT, Refused
from perfcheck.fixing.spans import Change, changes

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Node(Element, Protocol):
    """The part of an lxml element that is needed to change one."""

    def set(self, key: str, value: str, /) -> None: ...
    def append(self, element: "Node", /) -> None: ...
    def remove(self, element: Element, /) -> None: ...


@define
class Piece:
    """Some characters of a text, and the element whose own text they are; None: a mark, not to be changed."""

    text: str
    element: Node | None = None


def rewrite(pieces: Sequence[Piece], old: str, new: str) -> None:
    """Make the text ``new``, each character by the element that it stands in or next to.

    White space around the text is not looked at. Raises ``Refused`` before anything is changed.
    """
    whole = "".join(piece.text for piece in pieces)
    if whole.strip() != old.strip() or not old.strip():
        raise Refused(*OTHER_TEXT)
    shift = _indent(whole) - _indent(old)
    texts = [piece.text for piece in pieces]
    for change in reversed(changes(old, new)):
        _change(pieces, texts, change, shift)
    for piece, text in zip(pieces, texts, strict=True):
        if piece.element is not None and text != piece.text:
            piece.element.text = text
            if text != text.strip():
                piece.element.set(SPACE, "preserve")


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _change(pieces: Sequence[Piece], texts: list[str], change: Change, shift: int) -> None:
    """Make one change in the texts of the pieces; those to the right of it are done."""
    owners = [(number, at) for number, piece in enumerate(pieces) for at in range(len(piece.text))]
    start, end = change.start + shift, change.end + shift
    if start == end:
        number, at = _beside(pieces, owners, start)
        texts[number] = texts[number][:at] + change.new + texts[number][at:]
        return
    if any(pieces[number].element is None for number, _ in owners[start:end]):
        raise Refused("要改的字分在几行", "the characters to change stand in several lines")
    for number, at in reversed(owners[start:end]):
        texts[number] = texts[number][:at] + texts[number][at + 1 :]
    number, at = owners[start]
    texts[number] = texts[number][:at] + change.new + texts[number][at:]


def _beside(pieces: Sequence[Piece], owners: list[tuple[int, int]], place: int) -> tuple[int, int]:
    """Where new characters go: after the one before them, else before the one after them."""
    near = [(*owners[at], 1) for at in (place - 1,) if at >= 0]
    near += [(*owners[at], 0) for at in (place,) if at < len(owners)]
    for number, at, after in near:
        if pieces[number].element is not None:
            return number, at + after
    raise Refused("要加的字没有可放的地方", "there is no text next to what is to be put in")
