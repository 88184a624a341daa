"""Old Office files, made in the tests: workbooks by xlwt, OLE containers byte by byte, the rest by
LibreOffice."""

import struct
from collections.abc import Sequence
from hashlib import md5
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

HEADER = ("一级指标", "二级指标", "三级指标", "指标值")
ROW = ("产出指标", "数量指标", "清淤长度", "≥12公里")

RTF = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}"
    + "".join(
        rf"\trowd\cellx1500\cellx3000\cellx4500\cellx6000 {cells}\row "
        for cells in (
            "".join(
                "".join(rf"\u{ord(char)}?" for char in cell) + r"\intbl\cell " for cell in cells
            )
            for cells in (HEADER, ROW)
        )
    )
    + r"\pard\par}"
).encode()


def biff(rows: Sequence[Sequence[str]] = (HEADER, ROW)) -> bytes:
    """The records of a workbook with one sheet."""
    xlwt = pytest.importorskip("xlwt", reason="xlwt, which makes .xls files, is not installed")
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for row, cells in enumerate(rows):
        for col, text in enumerate(cells):
            sheet.write(row, col, text)
    records: bytes = book.get_biff_data()
    return records


def xls(records: bytes) -> bytes:
    return container({"Workbook": records.ljust(4096, b"\0")})


def open_document(kind: str, parts: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument file with these parts besides the usual ones, or in their place."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    spaces = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{media}"/>'
        for path, media in (("/", mimetype), ("content.xml", "text/xml"))
    )
    manifest = f"<m:manifest {spaces}>{entries}</m:manifest>".encode()
    usual = {"content.xml": b"<a/>", "META-INF/manifest.xml": manifest}
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype, ZIP_STORED)
        for name, content in (usual | (parts or {})).items():
            archive.writestr(name, content)
    return file.getvalue()


# OLE containers

SECTOR = 512
LAST, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5


def container(top: dict[str, bytes], deeper: dict[str, bytes] | None = None) -> bytes:
    """A container with streams at the top and, in a storage beside them, streams further down.

    Its first sector holds the allocation table, the next ones the directory, then come the streams.
    """
    deeper = deeper or {}
    names = [*top, "Storage", *deeper] if deeper else [*top]
    directory_size = -(-(len(names) + 1) // 4)
    table = [TABLE, *range(2, directory_size + 1), LAST]
    entries = [_entry("Root Entry", ROOT, below=1, start=LAST)]
    content = b""
    for number, name in enumerate(names, 1):
        beside = FREE if number in (len(top) + bool(deeper), len(names)) else number + 1
        if name == "Storage" and deeper:
            entries.append(_entry(name, STORAGE, beside=FREE, below=number + 1))
            continue
        stream = (top if number <= len(top) else deeper)[name]
        entries.append(_entry(name, STREAM, beside=beside, start=len(table), size=len(stream)))
        padded = stream + bytes(-len(stream) % SECTOR)
        content += padded
        table += [*range(len(table) + 1, len(table) + len(padded) // SECTOR), LAST]
    assert len(table) <= SECTOR // 4, "too much for one allocation table"
    header = struct.pack(
        "<8s16xHHHHH10xIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(1, 1, 0, 4096, LAST, 0, LAST, 0),
    )
    header += struct.pack("<109I", 0, *[FREE] * 108)
    table += [FREE] * (SECTOR // 4 - len(table))
    directory = b"".join(entries).ljust(directory_size * SECTOR, b"\0")
    return header + struct.pack("<128I", *table) + directory + content


def _entry(
    name: str, kind: int, beside: int = FREE, below: int = FREE, start: int = 0, size: int = 0
) -> bytes:
    text = name.encode("utf-16-le")
    head = struct.pack("<64sHBBIII", text, len(text) + 2, kind, 1, FREE, beside, below)
    return head + bytes(36) + struct.pack("<IQ", start, size)


# Encryption as Excel does it since 97: RC4 with a key for each block, and some records left open

BLOCK = 1024
BOUND_SHEET = 0x0085
LEFT_OPEN = (0x0809, 0x002F, 0x00E1)


def encrypted(records: bytes, password: str) -> bytes:
    """The records of a workbook behind a password."""
    salt, secret = b"salt of 16 bytes", b"what is verified"
    seed = md5((md5(password.encode("utf-16-le")).digest()[:5] + salt) * 16).digest()[:5]

    def stream(block: int) -> bytes:
        return rc4(md5(seed + struct.pack("<I", block)).digest(), BLOCK)

    proof = bytes(a ^ b for a, b in zip(secret + md5(secret).digest(), stream(0), strict=False))
    file_pass = struct.pack("<HHHHH", 0x002F, 54, 1, 1, 1) + salt + proof
    start = 4 + struct.unpack_from("<H", records, 2)[0]
    plain = records[:start] + file_pass + records[start:]
    key = b"".join(stream(block) for block in range(len(plain) // BLOCK + 1))
    made = bytearray(plain)
    at = 0
    while at + 4 <= len(plain):
        record, length = struct.unpack_from("<HH", plain, at)
        first = at + 4
        if record == BOUND_SHEET:  # where the sheet begins, which is further back now
            (begins,) = struct.unpack_from("<I", plain, first)
            struct.pack_into("<I", made, first, begins + len(file_pass))
            first += 4
        if record not in LEFT_OPEN:
            for place in range(first, at + 4 + length):
                made[place] ^= key[place]
        at += 4 + length
    return bytes(made)


def rc4(key: bytes, count: int) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    made = BytesIO()
    i = j = 0
    for _ in range(count):
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        made.write(bytes([state[(state[i] + state[j]) % 256]]))
    return made.getvalue()
