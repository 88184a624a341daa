"""What stands on a page: its characters and strokes, measured from the corner of what is visible."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from perfcheck.documents.archive import too_large
from perfcheck.documents.paged.lines import Glyph, readable
from perfcheck.documents.paged.rulings import THIN, Stroke

if TYPE_CHECKING:
    from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve
    from pdfplumber.page import Page

MAX_CHARACTERS, MAX_LINES = 50_000, 20_000  # on a page
MAX_POINTS = 64  # of a path: with more it is no ruling
SLOPE = 0.1  # from here on text does not run along a side of the page
LEANING = 0.5  # by how much a straight line may
PICTURE = 0.5  # of the page: from here on pictures may be a scan

Point = tuple[float, float]


@frozen
class Drawing:
    """A page before anything is read into it.

    ``has_ink``: something other than text is drawn. ``has_form``: text was filled in on top of it.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...]
    has_ink: bool
    has_picture: bool
    has_form: bool


@frozen
class Frame:
    """The visible part of a page as shown; the file measures upwards, from below the media box."""

    left: float
    top: float
    width: float
    height: float

    def box(self, thing: "LTComponent") -> Stroke:
        return (
            thing.x0 - self.left,
            self.top - thing.y1,
            thing.x1 - self.left,
            self.top - thing.y0,
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
    from pdfminer.layout import LTChar, LTCurve, LTImage
    from pdfminer.pdftypes import resolve1

    number, frame = page.page_number, _frame(page)
    things = list(_inside(page.layout))
    chars = [thing for thing in things if isinstance(thing, LTChar)]
    shapes = [thing for thing in things if isinstance(thing, LTCurve)]
    images = [thing for thing in things if isinstance(thing, LTImage)]
    if len(chars) > MAX_CHARACTERS:
        raise too_large(f"第{number}页字数过多", f"too much text on page {number}")
    if len(shapes) > MAX_LINES:
        raise too_large(f"第{number}页线条过多", f"too many lines on page {number}")
    glyphs = (_glyph(char, frame) for char in chars if not _leans(char))
    return Drawing(
        number,
        frame.width,
        frame.height,
        tuple(glyph for glyph in glyphs if frame.shows(glyph.box)),
        tuple(frame.clipped(stroke for shape in shapes for stroke in _strokes(shape, frame))),
        bool(shapes or images),
        sum(one.width * one.height for one in images) >= PICTURE * frame.width * frame.height,
        any(map(_is_filled_in, resolve1(page.page_obj.annots) or ())),
    )


def _inside(container: "LTContainer[LTComponent]") -> Iterator["LTComponent"]:
    """What is drawn, also by the forms that a page is put together from."""
    from pdfminer.layout import LTContainer

    for thing in container:
        if isinstance(thing, LTContainer):
            yield from _inside(thing)
        else:
            yield thing


def _is_filled_in(annotation: object) -> bool:
    """A form's field with text in it, or text that was typed onto the page: neither is drawn by the page."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.psparser import literal_name

    note = resolve1(annotation)
    if not isinstance(note, dict):
        return False
    parent = resolve1(note.get("Parent"))
    field = {**parent, **note} if isinstance(parent, dict) else note
    text = {"FreeText": "Contents", "Widget": "V"}.get(str(literal_name(note.get("Subtype"))))
    value = resolve1(field.get(text)) if text else None
    return isinstance(value, bytes) and bool(value.strip(b"\0 \xfe\xff\r\n"))


def _frame(page: "Page") -> Frame:
    """Turned pages are drawn turned already, but the crop box is as the file has it."""
    mx0, my0, mx1, my1 = page.page_obj.mediabox
    x0, y0, x1, y1 = page.page_obj.cropbox
    x0, y0, x1, y1 = max(x0, mx0), max(y0, my0), min(x1, mx1), min(y1, my1)
    if x0 >= x1 or y0 >= y1:  # nothing would be visible: viewers show the whole page
        x0, y0, x1, y1 = mx0, my0, mx1, my1
    across, up = x1 - x0, y1 - y0
    return {
        90: Frame(y0 - my0, mx1 - x0, up, across),
        180: Frame(mx1 - x1, my1 - y0, across, up),
        270: Frame(my1 - y1, x1 - mx0, up, across),
    }.get(page.page_obj.rotate, Frame(x0 - mx0, y1 - my0, across, up))


def _leans(char: "LTChar") -> bool:
    """Is a character turned by part of a right angle, as those of a watermark are?"""
    less, more = sorted(map(abs, char.matrix[:2]))
    return less > SLOPE * more


def _glyph(char: "LTChar", frame: Frame) -> Glyph:
    """Turned text is measured along the way that it is read."""
    a, b, _, _, x, y = char.matrix
    box = left, top, right, bottom = frame.box(char)
    x, y = x - frame.left, frame.top - y
    if abs(a) >= abs(b):
        turn, start, end, base = (0, left, right, y) if a >= 0 else (2, -right, -left, -y)
    else:
        turn, start, end, base = (1, -bottom, -top, x) if b > 0 else (3, top, bottom, -x)
    return Glyph(
        readable(char.get_text(), str(char.fontname)), turn, start, end, base, char.size, box
    )


def _strokes(shape: "LTCurve", frame: Frame) -> Iterator[Stroke]:
    """The straight lines that a shape is drawn with: a bar is one, a frame has four, a field none."""
    from pdfminer.layout import LTLine, LTRect

    left, top, right, bottom = frame.box(shape)
    if not isinstance(shape, LTLine) and min(right - left, bottom - top) <= THIN:
        yield left, top, right, bottom
    elif shape.stroke and len(shape.pts) <= MAX_POINTS:
        points = [*shape.pts, *shape.pts[: int(isinstance(shape, LTRect))]]
        for one, other in pairwise((x - frame.left, frame.top - y) for x, y in points):
            yield from _straight(one, other, shape.linewidth / 2)


def _straight(one: Point, other: Point, half: float) -> Iterator[Stroke]:
    """The box of a line with its thickness, if it runs along a side of the page."""
    (left, right), (top, bottom) = map(sorted, zip(one, other, strict=True))
    if bottom - top <= LEANING:
        yield left, top - half, right, bottom + half
    elif right - left <= LEANING:
        yield left - half, top, right + half, bottom
