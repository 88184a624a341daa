"""Files into documents: paragraphs and grids of cells. Knows nothing of indicators.

A reader is one module in ``readers/`` with a ``READER``; formats are recognised by content.
Whatever is read is read in another process (``isolate.py``) and comes back as JSON (``wire.py``).
"""

from perfcheck.documents.convert import as_ooxml
from perfcheck.documents.limits import Limits
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
from perfcheck.documents.read import parse_bytes, read_bytes, read_content, read_path, suffixes

__all__ = [
    "Block",
    "Box",
    "Cell",
    "Document",
    "Grid",
    "Limits",
    "Location",
    "Paragraph",
    "ReadError",
    "Remark",
    "as_ooxml",
    "parse_bytes",
    "read_bytes",
    "read_content",
    "read_path",
    "suffixes",
]
