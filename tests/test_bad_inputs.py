"""Broken, locked, mislabelled and hostile containers, and the XML in them."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest

from perfcheck import check
from tests.bad import CHECKED, DOCX, GOOD_BODY, GOOD_ROWS, HTML, XLSX, outcome
from tests.cli import run
from tests.test_archive import DTDS, LOCKED, packed
from tests.test_xlsx import book, sheet_xml
from tests.word import MAIN, document, p, tbl, tr, word

pytestmark = pytest.mark.usefixtures("no_process_is_left")

GOOD = document(GOOD_BODY)
RELATION = (
    "<Relationships><Relationship Id='r1' Type='{}' Target='{}' TargetMode='{}'/></Relationships>"
)
SECRET = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"


def relating(kind: str, target: str, mode: str) -> bytes:
    parts = [("word/_rels/document.xml.rels", RELATION.format(kind, target, mode))]
    return word(GOOD, *parts)


def locked_part(content: bytes) -> bytes:
    """The first part behind a password, by both of its headers."""
    spoiled = bytearray(content)
    spoiled[6] |= 1
    spoiled[spoiled.index(b"PK\x01\x02") + 8] |= 1
    return bytes(spoiled)


def overlapping() -> bytes:
    """Parts that share their bytes: the directory sends each of them to the first."""
    content = bytearray(packed([(MAIN, GOOD.encode()), ("a.xml", b"<a/>"), ("b.xml", b"<b/>")]))
    at = content.index(b"PK\x01\x02")
    while at >= 0:
        content[at + 42 : at + 46] = bytes(4)
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def large_headers() -> bytes:
    """Sizes in the 64-bit form that archives of any size may use."""
    file = BytesIO()
    with ZipFile(file, "w") as archive, archive.open(MAIN, "w", force_zip64=True) as part:
        part.write(GOOD.encode())
    return file.getvalue()


def foreign_names() -> bytes:
    content = word(GOOD, ("word/media/XXXX.png", "x"))
    return content.replace(b"XXXX", "图片".encode("gbk"))


def link() -> bytes:
    file = BytesIO()
    entry = ZipInfo("word/document.xml")
    entry.external_attr = 0o120777 << 16
    with ZipFile(file, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return file.getvalue()


def nested(depth: int) -> bytes:
    content = b"x"
    for _ in range(depth):
        content = packed([("inner.zip", content)], ZIP_STORED)
    return content


def sibling(name: str) -> bytes:
    return word(GOOD, (name, "x"))


CONTAINERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut.docx": (lambda: DOCX[: len(DOCX) // 2], "PC907"),
    "cut.xlsx": (lambda: XLSX[: len(XLSX) // 2], "PC907"),
    "only the magic.docx": (lambda: b"PK\x03\x04", "PC907"),
    "workbook.docx": (lambda: XLSX, "checked PC910"),
    "workbook.xls": (lambda: XLSX, "checked PC910"),
    "document.xlsx": (lambda: DOCX, "checked PC910"),
    "document.doc": (lambda: DOCX, "checked PC910"),
    "document.pdf": (lambda: DOCX, "checked PC910"),
    "document.txt": (lambda: DOCX, CHECKED),
    "document": (lambda: DOCX, CHECKED),
    "web page.xls": (lambda: HTML, "checked PC910"),
    "web page.html": (lambda: HTML, CHECKED),
    "web page.md": (lambda: HTML, CHECKED),
    "forbidden.pdf": (lambda: b"<html><body>403 Forbidden</body></html>", "PC910 PC905"),
    "text.docx": (lambda: "会议记录".encode(), "PC910 PC905"),
    "text.csv": (lambda: "会议记录".encode(), "PC905"),
    "workbook.xlsm": (lambda: XLSX, CHECKED),
    "presentation.ole": (lambda: b"\xd0\xcf\x11\xe0" + bytes(2000), "PC907"),
    "locked.docx": (lambda: LOCKED, "PC908"),
    "locked.xlsx": (lambda: LOCKED, "PC908"),
    "locked.zip": (lambda: locked_part(packed([("a.docx", DOCX)])), "PC908"),
    "locked part.docx": (lambda: locked_part(packed([(MAIN, GOOD.encode())])), "PC908"),
    "plain.zip": (lambda: packed([("a.docx", DOCX)]), "PC904"),
    "zips in zips.zip": (lambda: nested(5), "PC904"),
    "bomb.docx": (lambda: word(document(p("a" * 12_000_000))), "PC909"),
    "bomb beside.docx": (lambda: word(GOOD, ("word/media/a.png", "\0" * 12_000_000)), CHECKED),
    "overlap.docx": (overlapping, "PC907"),
    "entries.docx": (lambda: packed((f"{n}", b"") for n in range(10_001)), "PC909"),
    "two documents.docx": (lambda: word(GOOD, (MAIN, GOOD)), "PC907"),
    "outside.docx": (lambda: sibling("../../outside.xml"), "PC907"),
    "absolute.docx": (lambda: sibling("/etc/passwd"), "PC907"),
    "drive.docx": (lambda: sibling("C:\\a.xml"), "PC907"),
    "backslash.docx": (lambda: sibling("word\\..\\..\\a.xml"), "PC907"),
    "dots.docx": (lambda: sibling("word/media/a..b..png"), CHECKED),
    "link.docx": (link, "PC907"),
    "gbk names.docx": (foreign_names, CHECKED),
    "zip64.docx": (large_headers, CHECKED),
    "no types.docx": (lambda: packed([(MAIN, GOOD.encode())]), CHECKED),
    "no document.docx": (lambda: packed([("word/styles.xml", b"<a/>")]), "PC907"),
    "no workbook.xlsx": (lambda: packed([("xl/styles.xml", b"<a/>")]), "PC907"),
    "null.docx": (lambda: relating("image", "../NULL", "Internal"), CHECKED),
    "template.docx": (lambda: relating("template", "http://192.0.2.1/a", "External"), CHECKED),
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_containers(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, expected = CONTAINERS[name]
    assert outcome(make(), name, tmp_path, capsys) == expected


@pytest.mark.parametrize("content", [b"", b" \r\n\t "], ids=["nothing", "blanks"])
@pytest.mark.parametrize(
    "suffix",
    [
        "docx",
        "xlsx",
        "xls",
        "pdf",
        "doc",
        "wps",
        "et",
        "html",
        "htm",
        "md",
        "txt",
        "csv",
        "tsv",
        "odt",
        "ods",
        "rtf",
    ],
)
def test_empty_files(
    suffix: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(content, f"empty.{suffix}", tmp_path, capsys) == "PC902"


def test_both_formats_of_a_mismatch_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "export.xls").write_bytes(HTML)
    (finding,) = (one for one in check(tmp_path).findings if one.code == "PC910")
    assert finding.message.zh == "扩展名是 .xls，内容是网页，已按内容读取"


# XML

LONG = "x" * 11_000_000
XML: dict[str, tuple[Callable[[], str | bytes], str]] = {
    **{f"{name} dtd": (partial(str, dtd), "PC907") for name, dtd in DTDS.items()},
    "quadratic": (lambda: f"<!DOCTYPE a [<!ENTITY b '{'b' * 50_000}'>]><a>{'&b;' * 50_000}</a>", "PC907"),
    "deep": (lambda: "<a>" * 5000 + "</a>" * 5000, "PC907"),
    "long text": (lambda: document(p(LONG)), "PC909"),
    "long attribute": (lambda: GOOD.replace("<w:p>", f"<w:p a='{LONG}'>", 1), "PC909"),
    "bad utf-8": (lambda: GOOD.encode().replace("清".encode(), b"\xff"), "PC907"),
    "utf-16": (lambda: f'<?xml version="1.0" encoding="utf-16"?>{GOOD}'.encode("utf-16"), CHECKED),
    "zero": (lambda: GOOD.replace("清", "&#0;"), "PC907"),
    "surrogate": (lambda: GOOD.replace("清", "&#xD800;"), "PC907"),
    "secret": (lambda: SECRET + GOOD.replace("清", "&x;"), "PC907"),
    "many elements": (lambda: document("<w:p/>" * 4_100_000), "PC909"),
}  # fmt: skip


@pytest.mark.parametrize("name", XML)
def test_xml(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, expected = XML[name]
    assert outcome(word(make()), "a.docx", tmp_path, capsys) == expected


@pytest.mark.parametrize("name", DTDS)
def test_xml_of_workbooks(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = book(sheet_xml(GOOD_ROWS), parts={"xl/worksheets/s1.xml": DTDS[name]})
    assert outcome(content, "a.xlsx", tmp_path, capsys) == "PC907"


def test_a_secret_is_in_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word(SECRET + document(p("&x;") + tbl(tr("&x;")))))
    for form in ("text", "json"):
        status, out, _ = run(capsys, "check", path, "-v", "--format", form)
        assert status == 2
        assert "root:" not in out
