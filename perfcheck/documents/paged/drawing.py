"""What stands on a page: its characters and strokes, measured from the corner of what is visible."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attrs import frozen

from perfcheck.documents.archive import too_large
from perfcheck.documents.paged.lines import Glyph, readable
from perfcheck.documents.paged.rulings import THIN, Stroke

if TYPE_CHECKING:
    from pdfplumber.page import Page

MAX_CHARACTERS, MAX_LINES = 50_000, 20_000  # on a page
MAX_POINTS = 64  # of a path: with more it is no ruling
LEANING = 0.5  # by how much a straight line may
PICTURE = 0.5  # of the page: from here on a picture may be a scan


@frozen
class Drawing:
    """A page before anything is read into it. ``has_ink``: something other than text is drawn."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    has_ink: bool
    has_picture: bool


@frozen
class Frame:
    """The visible part of a page as shown, in the coordinates of the library."""

    left: float
    top: float
    width: float
    height: float
    bottom: float  # where its own vertical axis, which runs upwards, begins

    def box(self, thing: dict[str, Any]) -> Stroke:
        return (
            thing["x0"] - self.left,
            thing["top"] - self.top,
            thing["x1"] - self.left,
            thing["bottom"] - self.top,
        )

    def shows(self, box: Stroke) -> bool:
        left, top, right, bottom = box
        return 0 <= left + right <= 2 * self.width and 0 <= top + bottom <= 2 * self.height

    def clipped(self, strokes: Iterable[Stroke]) -> Iterator[Stroke]:
        """What is visible of each stroke, none where nothing is."""
        for left, top, right, bottom in strokes:
            left, right = max(left, 0.0), min(right, self.width)
            top, bottom = max(top, 0.0), min(bottom, self.height)
            if left <= right and top <= bottom:
                yield left, top, right, bottom


def read_drawing(page: "Page") -> Drawing:
    """The characters and strokes of a page. Raises ``ReadError`` where they are too many."""
    frame = _frame(page)
    if len(page.chars) > MAX_CHARACTERS:
        raise too_large(
            f"第{page.page_number}页字数过多", f"too much text on page {page.page_number}"
        )
    shapes = [*page.lines, *page.rects, *page.curves]
    if len(shapes) > MAX_LINES:
        raise too_large(
            f"第{page.page_number}页线条过多", f"too many lines on page {page.page_number}"
        )
    glyphs = (_glyph(char, frame) for char in page.chars)
    return Drawing(
        page.page_number,
        frame.width,
        frame.height,
        tuple(glyph for glyph in glyphs if frame.shows(glyph.box)),
        tuple(frame.clipped(stroke for shape in shapes for stroke in _strokes(shape, frame))),
        bool(shapes or page.images),
        sum(map(_area, page.images)) >= PICTURE * frame.width * frame.height,
    )


def _frame(page: "Page") -> Frame:
    """The library turns a page's media box with the page, but not its crop box."""
    mx0, my0, mx1, my1 = page.page_obj.mediabox
    x0, y0, x1, y1 = page.page_obj.cropbox
    x0, y0, x1, y1 = max(x0, mx0), max(y0, my0), min(x1, mx1), min(y1, my1)
    if x0 >= x1 or y0 >= y1:  # nothing would be visible: viewers show the whole page
        x0, y0, x1, y1 = mx0, my0, mx1, my1
    left, top = {
        0: (x0 - mx0, my1 - y1),
        90: (y0 - my0, x0 - mx0),
        180: (mx1 - x1, y0 - my0),
        270: (my1 - y1, mx1 - x1),
    }.get(page.rotation, (0.0, 0.0))
    width, height = (y1 - y0, x1 - x0) if page.rotation in (90, 270) else (x1 - x0, y1 - y0)
    bottom = float(page.height) - top
    return Frame(page.mediabox[0] + left, page.mediabox[1] + top, width, height, bottom)


def _glyph(char: dict[str, Any], frame: Frame) -> Glyph:
    """Turned text is measured along the way that it is read."""
    a, b, _, _, x, y = char["matrix"]
    box = left, top, right, bottom = frame.box(char)
    y = frame.bottom - y
    if abs(a) >= abs(b):
        turn, start, end, base = (0, left, right, y) if a >= 0 else (2, -right, -left, -y)
    else:
        turn, start, end, base = (1, -bottom, -top, x) if b > 0 else (3, top, bottom, -x)
    text = readable(char["text"], str(char["fontname"]))
    return Glyph(text, turn, start, end, base, char["size"], box)


def _strokes(shape: dict[str, Any], frame: Frame) -> Iterator[Stroke]:
    """The straight lines that a shape is drawn with: a bar is one, a frame has four, a field none."""
    left, top, right, bottom = frame.box(shape)
    is_line = shape["object_type"] == "line"
    if is_line and shape["linewidth"] > 2 * THIN:  # a bar of a chart
        return
    if right - left <= THIN or bottom - top <= THIN:
        yield left, top, right, bottom
    elif shape["stroke"] and not is_line and len(shape["pts"]) <= MAX_POINTS:
        points = [(x - frame.left, y - frame.top) for x, y in shape["pts"]]
        if shape["object_type"] == "rect":
            points.append(points[0])
        for (x0, y0), (x1, y1) in pairwise(points):
            if min(abs(x0 - x1), abs(y0 - y1)) <= LEANING:
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _area(image: dict[str, Any]) -> float:
    return float(image["width"] * image["height"])
