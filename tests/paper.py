"""Small PDF files for tests: drawn with ReportLab, or put together from objects by hand."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from io import BytesIO
from itertools import accumulate
from typing import Any

import pytest

from perfcheck.documents import Document, Grid, ReadError, read_bytes

needs_pdf = pytest.mark.skipif(
    find_spec("pdfplumber") is None or find_spec("reportlab") is None,
    reason="reading PDF needs perfcheck[pdf], and ReportLab draws the test files",
)

SIZE, LEADING, PAD = 10, 13, 4
FONT = "STSong-Light"

Rows = Sequence[Sequence[str]]
Pen = Callable[["Paper", float, float, float, float], None]


def solid(paper: "Paper", x0: float, top: float, x1: float, bottom: float) -> None:
    paper.canvas.line(x0, paper.height - top, x1, paper.height - bottom)


class Paper:
    """Pages drawn from the upper left corner; ``table`` stands where it is told and says where it ends."""

    def __init__(self, width: float = 400, height: float = 300, **options: Any) -> None:
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.pdfmetrics import registerFont
        from reportlab.pdfgen.canvas import Canvas

        registerFont(UnicodeCIDFont(FONT))
        self.width, self.height = width, height
        self.file = BytesIO()
        self.canvas = Canvas(self.file, pagesize=(width, height), **options)

    def text(self, left: float, top: float, text: str, size: float = SIZE) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(left, self.height - top - 0.88 * size, text)

    def lines(self, left: float, top: float, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            self.text(left, top + number * LEADING, line)

    def table(
        self, left: float, top: float, widths: Sequence[float], rows: Rows, pen: Pen = solid
    ) -> float:
        """Draw the cells of rows. ``<`` goes with the cell on its left, ``^`` with the one above."""
        xs = [left + x for x in accumulate(widths, initial=0)]
        heights = [max(text.count("\n") + 1 for text in row) * LEADING + PAD for row in rows]
        ys = [top + y for y in accumulate(heights, initial=0)]
        for row, texts in enumerate(rows):
            for col, text in enumerate(texts):
                if text in ("<", "^"):
                    continue
                below, right = row + 1, col + 1
                while right < len(texts) and texts[right] == "<":
                    right += 1
                while below < len(rows) and rows[below][col] == "^":
                    below += 1
                x0, x1, y0, y1 = xs[col], xs[right], ys[row], ys[below]
                sides = (x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)
                for side in sides:
                    pen(self, *side)
                self.lines(x0 + PAD, y0 + PAD / 2, text)
        return ys[-1]

    def page(self) -> None:
        self.canvas.showPage()

    def content(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()

    def read(self) -> Document:
        return read_bytes(self.content(), "t.pdf")


def table_of(document: Document) -> list[list[str]]:
    """The texts of the one grid of a document, as ``Paper.table`` takes them."""
    (grid,) = document.grids
    return drawn(grid)


def drawn(grid: Grid) -> list[list[str]]:
    rows = [["-"] * grid.width for _ in range(max(c.row + c.rowspan - 1 for c in grid.cells))]
    for cell in grid.cells:
        for row in range(cell.row - 1, cell.row + cell.rowspan - 1):
            for col in range(cell.col - 1, cell.col + cell.colspan - 1):
                rows[row][col] = "^" if row >= cell.row else "<"
        rows[cell.row - 1][cell.col - 1] = cell.text
    return rows


def texts(document: Document) -> list[str]:
    return [block.text for block in document.paragraphs]


# A font that needs no file: its characters are named by their Unicode numbers.
SONG = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0"
    ">>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880"
    "]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)


def text_at(x: float, y: float, text: str, matrix: str = "1 0 0 1") -> str:
    return f"BT /F1 10 Tf {matrix} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def by_hand(content: str, page: str = "/MediaBox[0 0 400 300]", font: str = SONG) -> bytes:
    """A file of one page, written out: its content, its attributes and its font F1."""
    return assembled(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R{page}/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(content.encode()),
        font,
    )


def assembled(*objects: str | bytes) -> bytes:
    """A file of the objects from 1 on, the first its catalogue, with a table of where they stand."""
    body, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        content = one.encode() if isinstance(one, str) else one
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    count = len(objects) + 1
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + f"xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}".encode()


def stream(content: bytes, more: str = "") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (more.encode(), len(content), content)


def refused(content: bytes) -> str:
    """Why a file is not read."""
    with pytest.raises(ReadError) as caught:
        read_bytes(content, "t.pdf")
    assert caught.value.message
    assert caught.value.message_en
    return caught.value.reason


def survives(content: bytes) -> None:
    """Read, or refused with a reason."""
    with suppress(ReadError):
        read_bytes(content, "t.pdf")
