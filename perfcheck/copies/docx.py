"""Word files: comments at the cells and paragraphs of the findings, in the XML itself.

Object models of Word files write anew what they only read, refuse macro files, and see no cell
whose text stands in a content control or a tracked insertion. Here the body gets marks around its
texts, and nothing else changes but the comments and what declares them.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import cast

from perfcheck.copies.comments import ID, Comments
from perfcheck.copies.copier import Copier, Copy
from perfcheck.copies.notes import Note, grouped, notes_of
from perfcheck.copies.package import Node, Package, detach
from perfcheck.copies.summary import summary_of
from perfcheck.copies.word import read_part, write_part
from perfcheck.documents import Location
from perfcheck.documents.archive import ZIP_MAGIC, damaged
from perfcheck.documents.ooxml import PARAGRAPH, TABLE, W, members
from perfcheck.documents.wordwalk import anchors
from perfcheck.rules import Report

START, END, REFERENCE = (f"{W}comment{mark}" for mark in ("RangeStart", "RangeEnd", "Reference"))
RUN, OF_RUN, OF_PARAGRAPH = f"{W}r", f"{W}rPr", f"{W}pPr"


def suffix(content: bytes) -> str | None:
    """Word opens a file only under the ending that goes with its declared type."""
    if not content.startswith(ZIP_MAGIC):
        return None
    name, declared = Package(content).main
    kind = "dot" if "template" in declared.lower() else "doc"
    end = "m" if "macroEnabled" in declared else "x"
    return f".{kind}{end}" if "word" in (declared or name) else None


def annotate(content: bytes, name: str, report: Report, lang: str) -> Copy:
    """The file with a comment for each finding, and one with the summary before all others."""
    package = Package(content)
    main, _ = package.main
    root = read_part(package, main)
    comments = Comments(package, main)
    _unmark(root, comments.gone)
    comments.taken.update(one.get(ID) for one in _marks(root))  # of comments that are lost, too
    notes = notes_of(report, name, lang)
    places = _places(root, notes)
    for place, own in grouped((_key(note.location), note) for note in notes).items():
        if place in places:
            _surround(places[place], [comments.add(note) for note in own])
    unplaced = [note for note in notes if _key(note.location) not in places]
    _open_with(root, comments.add_lines(summary_of(report, name, unplaced, lang)))
    comments.save()
    write_part(package, main, root)
    return Copy(package.save(), len(notes) - len(unplaced), len(unplaced))


Key = tuple[int | None, ...]


def _key(location: Location) -> Key:
    """Of a whole row or table, its first cell."""
    if location.table is None:
        return (location.paragraph,)
    return location.table, location.row or 1, location.col or 1


def _places(root: Node, notes: list[Note]) -> dict[Key, list[Node]]:
    """The paragraphs at each place that a note is about."""
    wanted = {_key(note.location) for note in notes}
    body = root.find(f"{W}body")
    if body is None:
        raise damaged("没有正文", "no document body")
    found = ((_key(place), cast("Node", element)) for element, place in anchors(body))
    held = {key: _paragraphs(element) for key, element in found if key in wanted}
    return {key: paragraphs for key, paragraphs in held.items() if paragraphs}


def _paragraphs(element: Node) -> list[Node]:
    """The paragraphs of a cell, or the one itself. No comment can stand inside a text box:
    there it is the paragraph that holds the box.
    """
    outer = list(element.iterancestors(PARAGRAPH))
    if outer:
        return outer[-1:]
    if element.tag == PARAGRAPH:
        return [element]
    inside = members(element, (PARAGRAPH, TABLE))
    return [cast("Node", one) for one in inside if one.tag == PARAGRAPH]


def _surround(paragraphs: list[Node], idents: list[str]) -> None:
    """Mark the whole text of the paragraphs as what the comments are about."""
    first, last = paragraphs[0], paragraphs[-1]
    for ident in idents:
        ahead = takewhile(lambda one: one.tag in (OF_PARAGRAPH, START), first)
        first.insert(len(list(ahead)), _mark(START, ident))
        last.append(_mark(END, ident))
        last.append(_reference(ident))


def _open_with(root: Node, ident: str) -> None:
    """Let a comment stand at the beginning of the document."""
    first = cast("Node | None", next(members(root, (PARAGRAPH,)), None))
    if first is None:
        raise damaged("没有正文", "no document body")
    first.insert(len(first.findall(OF_PARAGRAPH)), _reference(ident))


def _marks(root: Node) -> Iterator[Node]:
    return cast("Iterator[Node]", root.iter(START, END, REFERENCE))


def _mark(tag: str, ident: str) -> Node:
    from lxml import etree

    made: Node = etree.Element(tag)
    made.set(ID, ident)
    return made


def _reference(ident: str) -> Node:
    from lxml import etree

    run: Node = etree.Element(RUN)
    run.append(_mark(REFERENCE, ident))
    return run


def _unmark(root: Node, idents: frozenset[str]) -> None:
    """Take the marks of comments out of the text, and runs that held nothing else."""
    for mark in [one for one in _marks(root) if one.get(ID) in idents]:
        run = mark.getparent()
        detach(mark)
        if run is not None and run.tag == RUN and all(one.tag == OF_RUN for one in run):
            detach(run)


COPIER = Copier(suffix, annotate)
