"""PDF files: ruled tables with their spans, joined over pages, and the text around them.

Boxes are in points (1/72 inch) from the upper left corner of what is visible of a page as it is shown: of
its crop box, turned as the page is turned.
"""

import logging
import zlib
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from perfcheck.documents.archive import damaged, encrypted, too_large
from perfcheck.documents.model import Document, ReadError
from perfcheck.documents.paged.doubts import remarks
from perfcheck.documents.paged.drawing import Drawing, read_drawing
from perfcheck.documents.paged.flow import blocks
from perfcheck.documents.paged.pages import read_page
from perfcheck.documents.reader import Reader

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.page import Page

MAGIC, HEAD = b"%PDF", 1024  # the mark may stand behind a few bytes of something else
END, TAIL = b"%%EOF", 1024
MAX_PAGES = 2_000
MAX_CONTENT = 16 * 1024 * 1024  # of a page, unpacked: its characters and lines take far less

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # its remarks are not for users


def recognises(content: bytes) -> bool:
    """The mark of a PDF, near enough to the beginning for viewers to find it."""
    return MAGIC in content[: HEAD + len(MAGIC)]


def read(content: bytes, name: str) -> Document:
    """Paragraphs and grids of a PDF file. Raises ``ReadError``."""
    if find_spec("pdfplumber") is None:
        raise ReadError(
            "format-unsupported",
            "读取 PDF 需要安装 perfcheck[pdf]",
            "reading PDF needs perfcheck[pdf]",
        )
    if END not in content.rstrip(b"\0 \t\r\n")[-TAIL:]:
        raise damaged("文件不完整", "the file is incomplete")
    sources = _sources(content[content.index(MAGIC) :])
    pages = [read_page(source, drawing) for source, drawing in sources]
    return Document(name, blocks(pages), tuple(remarks(pages)))


def _sources(content: bytes) -> Iterator[tuple["Page", Drawing]]:
    """The pages of a file with what is drawn on them, one at a time. Raises ``ReadError``."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        pdf = pdfplumber.open(BytesIO(content))
        _check_count(pdf.doc)
        for source in pdf.pages:
            _check_content(source.page_obj)
            yield source, read_drawing(source)
            source.close()
    except PdfminerException as error:  # what went wrong while parsing
        if isinstance(error.args[0], PDFEncryptionError):
            raise encrypted() from None
        raise damaged("PDF 无法解析", "PDF that cannot be parsed") from None
    except (
        PSException,
        MalformedPDFException,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ):
        # The library takes the attributes of pages and fonts as they come.
        raise damaged("PDF 页面无法解析", "a PDF page that cannot be parsed") from None


def _check_count(document: "PDFDocument") -> None:
    """Not too many pages, and not fewer than the file says: a lost one is passed over in silence."""
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdftypes import resolve1

    found = sum(1 for _ in islice(PDFPage.create_pages(document), MAX_PAGES + 1))
    if found > MAX_PAGES:
        raise too_large(f"超过 {MAX_PAGES} 页", f"more than {MAX_PAGES} pages")
    root = resolve1(document.catalog.get("Pages"))
    stated = resolve1(root.get("Count")) if isinstance(root, dict) else None
    if not found or (isinstance(stated, int) and found < stated):
        raise damaged("缺页", "pages are missing")


def _check_content(page: "PDFPage") -> None:
    """Unpack what draws a page: what is damaged there, the library would pass over in silence."""
    from pdfminer.ascii85 import ascii85decode
    from pdfminer.pdftypes import (
        LITERALS_ASCII85_DECODE,
        LITERALS_FLATE_DECODE,
        PDFStream,
        resolve1,
    )

    size = 0
    for reference in page.contents:
        stream = resolve1(reference)
        if not isinstance(stream, PDFStream):
            raise damaged("缺页面内容", "the content of a page is missing")
        filters = [name for name, _ in stream.get_filters()]
        raw = stream.rawdata  # none where another page has unpacked it already
        if raw and stream.decipher and stream.objid is not None and stream.genno is not None:
            raw = stream.decipher(stream.objid, stream.genno, raw, stream.attrs)
        if raw and filters and filters[0] in LITERALS_ASCII85_DECODE:
            raw = ascii85decode(raw)
            filters = filters[1:]
        if raw is not None and filters and filters[0] in LITERALS_FLATE_DECODE:
            size += _unpacked(raw)
        elif stream.get_data():
            size += len(stream.get_data())
        elif raw:
            raise _torn()
    if size > MAX_CONTENT:
        raise too_large("页面内容过多", "a page with too much content")


def _unpacked(raw: bytes) -> int:
    """How long a deflated stream is. Raises ``ReadError`` where it breaks off or its sum is wrong."""
    inflater = zlib.decompressobj()
    try:
        size = len(inflater.decompress(raw, MAX_CONTENT + 1))
    except zlib.error:
        size = 0
    if size <= MAX_CONTENT and not inflater.eof:
        raise _torn()
    return size


def _torn() -> ReadError:
    return damaged("页面内容解压失败", "the content of a page cannot be unpacked")


READER = Reader(suffixes=frozenset({".pdf"}), recognises=recognises, read=read)
