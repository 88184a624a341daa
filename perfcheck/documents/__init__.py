"""Files into documents: paragraphs and grids of cells. Knows nothing of indicators.

A reader is one module in ``readers/`` with a ``READER``; formats are recognised by content.
"""

from perfcheck.documents.model import (
    Block,
    Cell,
    Document,
    Grid,
    Location,
    Paragraph,
    ReadError,
)
from perfcheck.documents.read import read_bytes, read_path, suffixes

__all__ = [
    "Block",
    "Cell",
    "Document",
    "Grid",
    "Location",
    "Paragraph",
    "ReadError",
    "read_bytes",
    "read_path",
    "suffixes",
]
