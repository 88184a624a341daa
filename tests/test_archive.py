"""Office archives: what is read, and what is refused before it costs memory or time."""

import struct
import warnings
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from perfcheck.documents import ReadError
from perfcheck.documents.archive import (
    MAX_ENTRIES,
    MAX_TAGS,
    growing,
    holds,
    is_locked,
    open_archive,
    parse_xml,
)

LOCKED = b"\xd0\xcf\x11\xe0" + bytes(508) + "EncryptedPackage".encode("utf-16-le") + bytes(64)


def packed(parts: Iterable[tuple[str, bytes]], method: int = ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with warnings.catch_warnings(), ZipFile(file, "w", method) as archive:
        warnings.simplefilter("ignore")  # zipfile warns of duplicate names, which some tests want
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


def refused(content: bytes, name: str = "a.xml") -> str:
    """The reason for which opening the archive or reading the part is refused."""
    with pytest.raises(ReadError) as caught:
        open_archive(content).read(name)
    assert caught.value.message
    assert caught.value.message_en
    return caught.value.reason


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_parts_are_read(method: int) -> None:
    big = bytes(range(256)) * 1000  # longer than one step
    archive = open_archive(packed([("a.xml", b"<a/>"), ("b", big)], method))
    assert archive.names == {"a.xml", "b"}
    assert archive.read("a.xml") == b"<a/>"
    assert archive.read("b") == big


def test_a_missing_part_is_damage() -> None:
    assert refused(packed([("b.xml", b"")])) == "file-damaged"


def test_no_archive_is_damage() -> None:
    for content in (b"", b"PK\x03\x04", b"text", b"PK\x05\x06" + bytes(10)):
        assert refused(content) == "file-damaged"


def test_truncated_at_any_byte() -> None:
    whole = packed([("a.xml", b"<a>text</a>" * 20)])
    for length in range(len(whole)):
        assert refused(whole[:length]) == "file-damaged"


def test_any_single_byte_changed_is_read_or_refused() -> None:
    whole = packed([("a.xml", b"<a>text</a>" * 20)])
    for at in range(len(whole)):
        changed = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        with suppress(ReadError):
            open_archive(changed).read("a.xml")


@pytest.mark.parametrize("second", ["a.xml", "A.XML"])
def test_two_parts_of_one_name_are_refused(second: str) -> None:
    assert refused(packed([("a.xml", b"<a/>"), (second, b"<b/>")])) == "file-damaged"


def test_too_many_entries_are_refused() -> None:
    content = packed((f"{number}.xml", b"") for number in range(MAX_ENTRIES + 1))
    assert refused(content) == "file-too-large"
    assert not holds(content, "a.xml")


def test_a_bomb_is_refused() -> None:
    assert refused(packed([("a.xml", bytes(12 * 1024 * 1024))])) == "file-too-large"


def test_small_parts_may_pack_well() -> None:
    spaces = b" " * 5_000_000
    assert open_archive(packed([("a.xml", spaces)])).read("a.xml") == spaces


def test_a_big_part_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perfcheck.documents.archive.MAX_PART", 1000)
    assert refused(packed([("a.xml", bytes(1001))], ZIP_STORED)) == "file-too-large"


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perfcheck.documents.archive.MAX_TOTAL", 1000)
    archive = open_archive(packed([("a", bytes(600)), ("b", bytes(600))]))
    archive.read("a")
    with pytest.raises(ReadError, match="过大"):
        archive.read("b")


def lying(declared: int) -> bytes:
    """A part of 20 MB of zeros that both headers declare to be of another size."""
    real = bytes(20 * 1024 * 1024)
    content = packed([("a.xml", real)])
    return content.replace(struct.pack("<I", len(real)), struct.pack("<I", declared))


@pytest.mark.parametrize("declared", [0, 1000, 0xFFFFFFF0])
def test_a_declared_size_is_not_trusted(declared: int) -> None:
    assert refused(lying(declared)) in {"file-damaged", "file-too-large"}


def test_a_wrong_checksum_is_damage() -> None:
    content = packed([("a.xml", b"<a/>")], ZIP_STORED)
    checksum = struct.pack("<I", zlib.crc32(b"<a/>"))
    assert refused(content.replace(checksum, bytes(4))) == "file-damaged"


def test_unusual_compression_is_refused() -> None:
    assert refused(packed([("a.xml", b"<a/>")], ZIP_BZIP2)) == "file-damaged"


def test_locked_files_say_so() -> None:
    assert is_locked(LOCKED)
    assert refused(LOCKED) == "file-encrypted"
    assert not is_locked(LOCKED[:400])


def test_a_locked_part_says_so() -> None:
    content = bytearray(packed([("a.xml", b"<a/>")]))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    assert refused(bytes(content)) == "file-encrypted"


def test_holds_looks_at_names_and_at_bytes_of_broken_archives() -> None:
    inner = packed([("word/document.xml", b"<a/>")])
    assert holds(inner, "word/document.xml")
    assert holds(inner[:60], "word/document.xml")
    assert not holds(packed([("embedded.docx", inner)], ZIP_STORED), "word/document.xml")
    assert not holds(b"word/document.xml", "word/document.xml")


# XML


def test_xml_is_parsed() -> None:
    root = parse_xml('<?xml version="1.0"?><!-- c --><a><?pi?><b x="1">≥&lt;</b></a>'.encode())
    (child,) = root
    assert (child.tag, child.text, child.get("x")) == ("b", "≥<", "1")


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">'
    for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)
DTDS = {
    "plain": "<!DOCTYPE a><a><b/></a>",
    "laughs": f"<!DOCTYPE a [{LAUGHS}]><a><b>&i;</b></a>",
    "in an attribute": f"<!DOCTYPE a [{LAUGHS}]><a b='&i;'><b/></a>",
    "outside": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><b>&x;</b></a>',
    "parameter": '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://localhost/x"> %x;]><a><b/></a>',
}


def in_steps(content: bytes, size: int) -> None:
    """Parse the part as it comes, in steps of so many bytes."""
    steps = (content[at : at + size] for at in range(0, len(content), size))
    assert list(growing(steps, "b"))


def by_the_byte(content: bytes) -> None:
    in_steps(content, 1)


def at_once(content: bytes) -> None:
    in_steps(content, len(content) or 1)


PARSERS = [parse_xml, at_once, by_the_byte]


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("xml", DTDS.values(), ids=DTDS.keys())
def test_a_dtd_is_refused(xml: str, encoding: str, parse: Callable[[bytes], object]) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    with pytest.raises(ReadError) as caught:
        parse((head + xml).encode(encoding))
    # A parser that has begun may refuse what the DTD leads to before the DTD itself is seen.
    assert "DTD" in caught.value.message or parse is by_the_byte
    assert caught.value.reason == "file-damaged"


NO_XML = {
    "empty": b"",
    "text": b"garbage",
    "bytes": bytes(range(256)),
    "unclosed": b"<a><b></a>",
    "cut off": b"<a><b></b>",
    "more after the end": b"<a><b></b></a><a/>",
    "entity": b"<a><b>&nbsp;</b></a>",
    "encoding": b'<?xml version="1.0" encoding="klingon"?><a><b/></a>',
    "deep": b"<a>" + b"<b>" * 5000 + b"</b>" * 5000 + b"</a>",
    "long text": b"<a><b>" + b"x" * 11_000_000 + b"</b></a>",
}


@pytest.mark.parametrize("parse", [parse_xml, at_once, lambda content: in_steps(content, 65_536)])
@pytest.mark.parametrize("content", NO_XML.values(), ids=NO_XML.keys())
def test_what_cannot_be_parsed_is_damage(content: bytes, parse: Callable[[bytes], object]) -> None:
    with pytest.raises(ReadError) as caught:
        parse(content)
    assert caught.value.reason == "file-damaged"


@pytest.mark.parametrize("parse", [parse_xml, at_once, lambda content: in_steps(content, 65_536)])
def test_too_many_elements_are_refused(parse: Callable[[bytes], object]) -> None:
    with pytest.raises(ReadError) as caught:
        parse(b"<a><b>" + b"<c/>" * (MAX_TAGS + 1) + b"</b></a>")
    assert caught.value.reason == "file-too-large"


def test_only_a_child_of_the_root_grows() -> None:
    xml = b"<a><c><b><d/></b></c><b><e/></b><b><f/></b></a>"
    for size in (1, 7, 100):
        steps = (xml[at : at + size] for at in range(0, len(xml), size))
        *_, found = growing(steps, "b")
        assert [one.tag for one in found] == ["e"]


def test_parts_are_found_whatever_their_capitals() -> None:
    archive = open_archive(packed([("Word/Document.xml", b"<a/>")]))
    assert "word/document.xml" in archive
    assert archive.read("word/document.xml") == b"<a/>"
    assert "word/other.xml" not in archive
