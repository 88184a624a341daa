"""Excel workbooks in the present format (.xlsx, .xlsm)."""

from perfcheck.documents.archive import open_archive
from perfcheck.documents.model import Document
from perfcheck.documents.package import EXCEL, is_package
from perfcheck.documents.reader import Reader
from perfcheck.documents.sheets import document
from perfcheck.documents.workbook import read_sheets


def read(content: bytes, name: str) -> Document:
    """Paragraphs and grids of a workbook, sheet by sheet. Raises ``ReadError``."""
    return document(read_sheets(open_archive(content)), name)


READER = Reader(
    suffixes=frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"}),
    recognises=lambda content: is_package(content, EXCEL),
    read=read,
)
