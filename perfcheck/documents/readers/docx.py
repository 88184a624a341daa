"""Word files: the body's paragraphs and tables, every cell at its true place in the table's grid.

The walk is our own: the libraries at hand lose content controls, tracked insertions, symbols or
equations, and with them a "≥" or a whole cell. The main part is walked while it is inflated and
parsed, so that a long file needs little more memory than its longest table.
"""

from collections.abc import Iterator
from itertools import groupby

from attrs import Factory, define, evolve

from perfcheck.documents import remarks
from perfcheck.documents.archive import Archive, growing, is_locked, open_archive
from perfcheck.documents.model import (
    Block,
    Cell,
    Document,
    Grid,
    Location,
    Paragraph,
    ReadError,
    Remark,
)
from perfcheck.documents.ooxml import RELATION, W, usual_namespaces
from perfcheck.documents.package import WORD, is_package, main_part, relations
from perfcheck.documents.reader import Reader
from perfcheck.documents.readers import html
from perfcheck.documents.wordwalk import Embedded, Passage, Table, Unseen, finished, walk

DEEPEST = 3  # documents embedded in each other


def recognises(content: bytes) -> bool:
    """A zip with Word's main part, or a locked Office file: from outside nobody can tell its kind."""
    return is_package(content, WORD) or is_locked(content)


def read(content: bytes, name: str) -> Document:
    """Paragraphs and grids of a Word file. Raises ``ReadError``."""
    return _read(content, name, 1)


def _read(content: bytes, name: str, depth: int) -> Document:
    archive = open_archive(content)
    main = main_part(archive, WORD) or WORD.main
    bodies = growing(usual_namespaces(archive.steps(main)), f"{W}body")
    reading = Reading(archive, main, depth)
    for part in walk(finished(bodies)):
        reading.take(part)
        del part  # its elements are freed faster when nobody holds them
    return Document(name, tuple(reading.blocks()), tuple(reading.remarks()))


@define
class Reading:
    """What has been read of a Word file so far; documents embedded in it are still apart."""

    archive: Archive
    main: str
    depth: int
    found: list[Block | Document] = Factory(list)
    unseen: list[Unseen] = Factory(list)
    unread: list[Remark] = Factory(list)
    passages: int = 0
    tables: int = 0

    def take(self, part: Passage | Table | Embedded) -> None:
        if isinstance(part, Passage):
            self.passages += 1
            self.found.append(Paragraph(part.text, part.location))
            self.unseen += part.unseen
        elif isinstance(part, Table):
            self.tables += 1
            self.found.append(_grid(part))
            self.unseen += part.unseen
        else:
            self._embedded(part.element.get(RELATION) or "")

    def _embedded(self, relation: str) -> None:
        """Read an embedded document as a file of its own, or say that it is not read."""
        target = relations(self.archive, self.main).get(relation)
        try:
            content = self.archive.read(target.target) if target else b""
            if html.recognises(content):
                self.found.append(html.read(content, ""))
                return
            if is_package(content, WORD) and self.depth < DEEPEST:
                self.found.append(_read(content, "", self.depth + 1))
                return
        except ReadError:
            pass
        zh, en = "文档里嵌入了另一份文档（altChunk）", "another document is embedded (altChunk)"
        self.unread.append(remarks.unread(zh, en))

    def blocks(self) -> Iterator[Block]:
        """In the order of the text. What was embedded has no element here: it is counted last."""
        for one in self.found:
            if isinstance(one, Document):
                yield from map(self._counted, one.blocks)
                self.unread += one.remarks
            else:
                yield one

    def _counted(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            self.passages += 1
            return Paragraph(block.text, Location(paragraph=self.passages))
        self.tables += 1
        cells = (
            evolve(cell, location=evolve(cell.location, table=self.tables)) for cell in block.cells
        )
        return Grid(tuple(cells), Location(table=self.tables))

    def remarks(self) -> Iterator[Remark]:
        """Hidden text is said once for the file, text under merged cells once for each table."""
        hidden = [one for one in self.unseen if not one.covered]
        if hidden:
            zh, en = remarks.listed([remarks.quoted(one.text) for one in hidden])
            yield remarks.hidden(f"有隐藏的文字{zh}", f"hidden text {en}", hidden[0].location)
        covered = (one for one in self.unseen if one.covered)
        for _, group in groupby(covered, key=lambda one: one.location.table):
            texts = list(group)
            quotes = [remarks.quoted(one.text) for one in texts]
            yield remarks.covered(quotes, texts[0].location)
        yield from self.unread


def _grid(table: Table) -> Grid:
    cells = tuple(
        Cell(one.text, one.row, one.col, one.rowspan, one.colspan, table.place(one))
        for one in table.anchors
    )
    return Grid(cells, Location(table=table.number))


READER = Reader(
    suffixes=frozenset({".docx", ".docm", ".dotx", ".dotm"}),
    recognises=recognises,
    read=read,
)
