"""OLE containers: the old Office formats share them, and are told apart by the streams inside."""

import struct
from collections.abc import Iterator
from itertools import islice

from attrs import define, field

from perfcheck.documents.archive import OLE_MAGIC

SECTOR_SIZES = {9: 512, 12: 4096}  # by the power of two in the header
NO_SECTOR = 0xFFFFFFF0  # from here on a sector number says "last" or "none"
# Name and its length, kind, the entries to its left, right and below, first sector, size.
ENTRY = struct.Struct("<64sHBxIII36xII4x")
STREAM = 2
SHORTEST_STREAM = 4096  # what is shorter shares the sectors of the root
ROOT = "Root Entry"

WORD, BOOKS = "WordDocument", ("Workbook", "Book")
WORD_ENCRYPTED = 0x0100
FILE_PASS = 0x002F  # the record of a workbook after which everything is encrypted


def streams(content: bytes) -> dict[str, bytes]:
    """The streams at the top of a container by name, each with its first bytes, if it has sectors
    of its own.

    Those of embedded documents stand deeper and do not count. What is no container, has a broken
    directory, or was cut off inside a stream, holds none.
    """
    size = SECTOR_SIZES.get(_number(content, 30) & 0xFFFF)
    if not content.startswith(OLE_MAGIC) or not size:
        return {}
    sectors = Sectors(content, size)
    directory = list(map(sectors.content_of, sectors.chain(_number(content, 48))))
    if any(len(piece) < size for piece in directory):
        return {}
    found = {}
    for name, start, length in _top(b"".join(directory)):
        alone = length >= SHORTEST_STREAM or name == ROOT
        count = -(-length // size) if alone else 0
        held = [sectors.content_of(number) for number in islice(sectors.chain(start), count)]
        if len(held) < count or not all(held):
            return {}
        found[name] = held[0] if held else b""
    return found


def is_word(content: bytes) -> bool:
    """A document of Word, or of WPS, whose .wps is the same inside."""
    return WORD in streams(content)


def is_book(content: bytes) -> bool:
    """A workbook of Excel, or of WPS, whose .et is the same inside."""
    return _book(content) is not None


def is_locked_word(content: bytes) -> bool:
    """Does the document ask for a password?"""
    head = streams(content).get(WORD, b"")
    return bool(int.from_bytes(head[10:12], "little") & WORD_ENCRYPTED)


def is_locked_book(content: bytes) -> bool:
    """Is the workbook encrypted: with a password, or with the one that every program knows, as
    Excel does where only the structure is protected?"""
    head = _book(content) or b""
    at = 0
    while at + 4 <= len(head):
        record, length = struct.unpack_from("<HH", head, at)
        if record == FILE_PASS:
            return True
        at += 4 + length
    return False


def _book(content: bytes) -> bytes | None:
    """The beginning of the workbook, if there is one."""
    found = streams(content)
    return next((found[name] for name in BOOKS if name in found), None)


@define
class Sectors:
    """The sectors of a container, each of which may be taken once: it belongs to one stream."""

    content: bytes
    size: int
    _taken: set[int] = field(factory=set, init=False)
    _tables: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Find the sectors with the allocation tables: some in the header, the rest in a list."""
        self._tables = list(_numbers(self.content[76:512]))
        number = _number(self.content, 68)
        while self._take(number):
            *listed, number = _numbers(self.content_of(number)) or (NO_SECTOR,)
            self._tables += listed

    def content_of(self, number: int) -> bytes:
        return self.content[(number + 1) * self.size : (number + 2) * self.size]

    def chain(self, number: int) -> Iterator[int]:
        """The sectors of a stream, as far as the allocation tables lead."""
        while self._take(number):
            yield number
            number = self._after(number)

    def _take(self, number: int) -> bool:
        if number >= NO_SECTOR or number in self._taken:
            return False
        self._taken.add(number)
        return True

    def _after(self, number: int) -> int:
        table, at = divmod(number, self.size // 4)
        if table >= len(self._tables):
            return NO_SECTOR
        start = (self._tables[table] + 1) * self.size + 4 * at
        return _number(self.content, start) if start + 4 <= len(self.content) else NO_SECTOR


def _number(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 4], "little")


def _numbers(data: bytes) -> tuple[int, ...]:
    count = len(data) // 4
    return struct.unpack(f"<{count}I", data[: 4 * count])


def _top(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """Name, first sector and size of the root, which is the first entry, and each stream below it."""
    count = len(directory) // ENTRY.size
    entries = [ENTRY.unpack_from(directory, at * ENTRY.size) for at in range(count)]
    waiting: list[int] = []
    for *_, below, start, size in entries[:1]:
        waiting.append(below)
        yield ROOT, start, size
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number >= count or number in seen:
            continue
        seen.add(number)
        name, length, kind, left, right, _, start, size = entries[number]
        waiting += [left, right]
        if kind == STREAM:
            yield name[: max(length - 2, 0)].decode("utf-16-le", "replace"), start, size
