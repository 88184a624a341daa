"""The LibreOffice of this machine, on files in every old format."""

import socket
from pathlib import Path

import pytest

from perfcheck.documents import Document, ReadError, as_ooxml, read_bytes, read_path
from perfcheck.documents.convert import old_format_of
from perfcheck.documents.soffice import convert
from tests import word
from tests.old import HEADER, ROW, RTF, biff, encrypted, open_document, xls

TABLE = [[*HEADER], [*ROW]]


def grids(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in grid.rows] for grid in document.grids]


@pytest.fixture(scope="module")
def saved(soffice: str) -> dict[str, bytes]:
    """The same table in every old format."""
    book = xls(biff())
    return {
        ".rtf": RTF,
        ".doc": convert(soffice, RTF, ".rtf", ".doc", "MS Word 97"),
        ".odt": convert(soffice, RTF, ".rtf", ".odt", "writer8"),
        ".xls": book,
        ".ods": convert(soffice, book, ".xls", ".ods", "calc8"),
    }


@pytest.mark.parametrize(
    ("suffix", "target"),
    [
        (".rtf", ".docx"),
        (".doc", ".docx"),
        (".odt", ".docx"),
        (".xls", ".xlsx"),
        (".ods", ".xlsx"),
    ],
)
def test_a_table_in_an_old_format(saved: dict[str, bytes], suffix: str, target: str) -> None:
    made = as_ooxml(saved[suffix])
    assert made is not None
    assert made[1] == target
    assert old_format_of(made[0]) is None
    assert grids(read_bytes(made[0], "a")) == [TABLE]


def test_what_is_not_old_is_not_converted() -> None:
    for content in (b"text", word.word(word.document(word.p("a"))), b"<html><table>"):
        assert as_ooxml(content) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("目标.wps", ".doc"),
        ("目标.docx", ".doc"),
        ("目标.et", ".xls"),
        ("目标.doc", ".rtf"),
        ("目标.doc", ".docx"),
        ("目标.doc", ".html"),
        ("目标.xls", ".html"),
        ("目标.xls", ".tsv"),
        ("目标.xls", ".ods"),
    ],
)
def test_a_name_that_says_something_else(
    saved: dict[str, bytes], tmp_path: Path, name: str, kind: str
) -> None:
    rows = [word.tr(*cells) for cells in TABLE]
    page = "".join(f"<tr><td>{'<td>'.join(cells)}" for cells in TABLE)
    others = {
        ".docx": word.word(word.document(word.tbl(*rows))),
        ".html": f"<html><meta charset=utf-8><table>{page}</table>".encode(),
        ".tsv": "\n".join("\t".join(cells) for cells in TABLE).encode("gb18030"),
    }
    path = tmp_path / name
    path.write_bytes((saved | others)[kind])
    document = read_path(path)
    assert document.name == str(path)
    assert grids(document) == [TABLE]


@pytest.mark.usefixtures("soffice")
def test_a_workbook_with_a_protected_structure_needs_no_password() -> None:
    """Excel encrypts it all the same, with a password that LibreOffice knows too."""
    assert grids(read_bytes(xls(encrypted(biff(), "VelvetSweatshop")), "a.xls")) == [TABLE]
    with pytest.raises(ReadError) as caught:
        read_bytes(xls(encrypted(biff(), "secret")), "a.xls")
    assert caught.value.reason == "file-encrypted"


LINKS = """<office:document-content {spaces} office:version="1.2"><office:body><office:text>
<text:section text:name="a"><text:section-source xlink:href="{secret}"/><text:p>前</text:p></text:section>
<text:section text:name="b"><text:section-source xlink:href="{url}/b.txt"/><text:p>中</text:p></text:section>
<text:p><draw:frame svg:width="1cm" svg:height="1cm" text:anchor-type="as-char"><draw:image
xlink:href="{url}/c.png"/></draw:frame>后</text:p></office:text></office:body></office:document-content>"""
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    f'xmlns:office="{OASIS}:office:1.0" xmlns:text="{OASIS}:text:1.0" xmlns:draw="{OASIS}:drawing:1.0"'
    f' xmlns:svg="{OASIS}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


@pytest.mark.usefixtures("soffice")
def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither from the network nor from another file, whatever the document links to."""
    monkeypatch.setattr("perfcheck.documents.soffice.SECONDS", 30)  # if it waits for the network
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        xml = LINKS.format(spaces=SPACES, secret=secret.as_uri(), url=url)
        content = open_document("text", {"content.xml": xml.encode()})
        document = read_bytes(content, "a.odt")
        with pytest.raises(BlockingIOError):
            server.accept()
    assert [one.text for one in document.paragraphs] == ["前", "中", "后"]
