"""Files into documents: paragraphs and grids of cells. Knows nothing of indicators.

A reader is one module in ``readers/`` with a ``READER``; formats are recognised by content.
"""

from perfcheck.documents.model import (
    Block,
    Box,
    Cell,
    Document,
    Grid,
    Location,
    Paragraph,
    ReadError,
    Remark,
)
from perfcheck.documents.read import read_bytes, read_content, read_path, suffixes

__all__ = [
    "Block",
    "Box",
    "Cell",
    "Document",
    "Grid",
    "Location",
    "Paragraph",
    "ReadError",
    "Remark",
    "read_bytes",
    "read_content",
    "read_path",
    "suffixes",
]
