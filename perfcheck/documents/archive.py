"""Office files as zip archives of XML parts, read without trusting anything that they declare.

Every failure is a ``ReadError``. Nothing is extracted to disk; only the parts asked for are inflated.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Protocol, overload
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from perfcheck.documents.model import ReadError

STEP = 64 * 1024
MAX_ENTRIES = 10_000
MAX_PART = 64 * 1024 * 1024
MAX_TOTAL = 512 * 1024 * 1024
MAX_TAGS = (
    4_000_000  # opening and closing: a tree takes a hundred times the bytes of its smallest tags
)
MAX_RATIO = 200
RATIO_FREE = 10 * 1024 * 1024  # below this, an empty form of spaces and tags may pack ever so well

ZIP_MAGIC = b"PK\x03\x04"
ZIP_ENTRY = b"PK\x01\x02"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
OLE_LOCKED = "EncryptedPackage".encode("utf-16-le")
OUTSIDE = re.compile(r"[/\\]|[a-z]:|(.*[/\\])?\.\.([/\\]|$)")  # of a name in lower case
# In every encoding that an XML parser guesses from the first bytes.
DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))

# What zipfile and its decompressors are known to raise on broken input.
ZIP_ERRORS = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Element(Protocol):
    """The part of an lxml element that readers use (lxml brings no types)."""

    tag: str
    text: str | None
    tail: str | None

    def get(self, key: str, default: str | None = None, /) -> str | None: ...
    def find(self, path: str, /) -> "Element | None": ...
    def findall(self, path: str, /) -> "list[Element]": ...
    def iter(self, *tags: str) -> "Iterator[Element]": ...
    def itertext(self) -> "Iterator[str]": ...
    def clear(self) -> None: ...
    def __iter__(self) -> "Iterator[Element]": ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, at: int, /) -> "Element": ...
    @overload
    def __getitem__(self, at: slice, /) -> "list[Element]": ...
    def __delitem__(self, at: slice, /) -> None: ...


def damaged(what: str, what_en: str) -> ReadError:
    """The error for a file that is broken or built to break its reader."""
    return ReadError("file-damaged", f"文件已损坏（{what}）", f"the file is damaged ({what_en})")


def too_large(what: str, what_en: str) -> ReadError:
    """The error for a file over one of the limits."""
    return ReadError("file-too-large", f"文件过大（{what}）", f"the file is too large ({what_en})")


def encrypted() -> ReadError:
    """The error for a file that asks for a password."""
    return ReadError(
        "file-encrypted",
        "文件已加密，请去掉打开密码后再查",
        "the file is encrypted; remove its password and check again",
    )


class Archive:
    """The parts of an opened archive by name, and how much of them has been inflated so far."""

    def __init__(self, archive: ZipFile, size: int) -> None:
        self._archive = archive
        self._parts = {info.filename.lower(): info for info in archive.infolist()}
        self._size = size
        self._inflated = 0

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._archive.namelist())

    @property
    def is_locked(self) -> bool:
        """Is a part behind a password?"""
        return any(info.flag_bits & 1 for info in self._archive.infolist())

    def __contains__(self, name: str) -> bool:
        """Is there such a part? Parts may be written with other capitals than what points to them."""
        return name.lower() in self._parts

    def read(self, name: str) -> bytes:
        """The content of a part. Raises ``ReadError``."""
        return b"".join(self.steps(name))

    def steps(self, name: str) -> Iterator[bytes]:
        """The content of a part, inflated in small steps. Raises ``ReadError``."""
        info = self._parts.get(name.lower())
        if info is None:
            raise damaged(f"缺少 {name}", f"{name} is missing")
        if info.flag_bits & 1:
            raise encrypted()
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged("压缩方式不明", "unknown compression")
        try:
            yield from self._steps(info)
        except ZIP_ERRORS:
            raise damaged(f"{name} 解压失败", f"{name} cannot be unpacked") from None

    def _steps(self, info: ZipInfo) -> Iterator[bytes]:
        size = 0
        with self._archive.open(info) as part:
            while step := part.read(STEP):
                size += len(step)
                self._inflated += len(step)
                self._check(info.filename, size)
                yield step

    def _check(self, name: str, size: int) -> None:
        """Refuse what grows past the limits. The ratio is to the whole file, which cannot lie."""
        if size > MAX_PART or self._inflated > MAX_TOTAL:
            raise too_large(f"{name} 解压后过大", f"{name} is too large when unpacked")
        if self._inflated > max(RATIO_FREE, MAX_RATIO * self._size):
            raise too_large(f"{name} 压缩比异常", f"{name} unpacks to more than an honest file")


def open_archive(content: bytes) -> Archive:
    """Open a zip. Raises ``ReadError`` where it is broken, locked, overfull or ambiguous."""
    if is_locked(content):
        raise encrypted()
    if content.count(ZIP_ENTRY) > MAX_ENTRIES:  # before zipfile builds an object for each
        raise too_large("压缩包内文件过多", "too many files in the archive")
    try:
        archive = ZipFile(BytesIO(content))
    except ZIP_ERRORS:
        raise damaged("压缩包不完整", "the archive is incomplete") from None
    names = [info.filename.lower() for info in archive.infolist()]
    if len(names) > MAX_ENTRIES:
        raise too_large("压缩包内文件过多", "too many files in the archive")
    if len(set(names)) < len(names):  # two readers would read two different documents
        raise damaged("压缩包内有重名文件", "the archive holds two files of one name")
    if any(map(OUTSIDE.match, names)):
        raise damaged("压缩包内有越界的文件名", "a file name that leads out of the archive")
    if _overlap(archive.infolist()):
        raise damaged("压缩包内的文件互相重叠", "files that overlap in the archive")
    return Archive(archive, len(content))


def _overlap(entries: list[ZipInfo]) -> bool:
    """Do entries share bytes, so that a small archive unpacks to any size?"""
    places = sorted((one.header_offset, one.compress_size) for one in entries)
    return any(start + size > following for (start, size), (following, _) in pairwise(places))


def holds(content: bytes, name: str) -> bool:
    """Is this a zip with a part of that name? Of a broken zip, its bytes are asked instead."""
    if not content.startswith(ZIP_MAGIC):
        return False
    if content.count(ZIP_ENTRY) <= MAX_ENTRIES:
        try:
            return name in ZipFile(BytesIO(content)).namelist()
        except ZIP_ERRORS:
            pass
    return name.encode() in content


def is_locked(content: bytes) -> bool:
    """An Office file behind a password: an old-style container around an encrypted package."""
    return content.startswith(OLE_MAGIC) and OLE_LOCKED in content


# No DTD, no entities, no network; depth and text as libxml2 caps them.
SAFELY = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parse_xml(content: bytes) -> Element:
    """The root of an XML part. Raises ``ReadError``."""
    from lxml import etree

    _refuse(content, content.count(b"<"))
    try:
        root: Element = etree.fromstring(content, etree.XMLParser(**SAFELY))
    except (etree.LxmlError, LookupError, ValueError) as error:
        raise unparsable(error, "XML") from None
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        raise _dtd()
    return root


def unparsable(error: Exception, kind: str) -> ReadError:
    """The error for markup that lxml cannot parse. Raises ``MemoryError`` where it ran out of memory."""
    from lxml import etree

    if isinstance(error, etree.XMLSyntaxError) and error.code == etree.ErrorTypes.ERR_NO_MEMORY:
        raise MemoryError
    return damaged(f"{kind} 无法解析", f"{kind} that cannot be parsed")


def growing(steps: Iterable[bytes], tag: str) -> Iterator[Element]:
    """A child of the root while its part is parsed: after each step, with what has come of it so far.

    Whoever takes its finished children out holds little more than a step of the part at a time.
    The last one may still grow. Raises ``ReadError``.
    """
    from lxml import etree

    parser = etree.XMLPullParser(events=("start",), tag=tag, **SAFELY)
    found: Element | None = None
    tags = 0
    try:
        for step in steps:
            tags += step.count(b"<")
            _refuse(step, tags)
            parser.feed(step)
            for _, element in parser.read_events():
                if etree.ElementTree(element).docinfo.internalDTD is not None:
                    raise _dtd()
                if found is None and element.getparent() == element.getroottree().getroot():
                    found = element
            if found is not None:
                yield found
        parser.close()
    except (etree.LxmlError, LookupError, ValueError) as error:
        raise unparsable(error, "XML") from None
    if found is not None:
        yield found


def _refuse(content: bytes, tags: int) -> None:
    """Refuse what would cost too much to parse, or has a DTD, before it is parsed."""
    if tags > MAX_TAGS:
        raise too_large("XML 元素过多", "too many XML elements")
    if any(mark in content for mark in DOCTYPES):
        raise _dtd()


def _dtd() -> ReadError:
    return damaged("XML 含 DTD", "XML with a DTD")
