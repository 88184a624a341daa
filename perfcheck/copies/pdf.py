"""PDF files: highlights over the cells of the findings, with the sentences as their contents.

The copy is the original with an update behind it, as a viewer saves one: no byte of the original
changes, and a signature still holds for what was signed. Only a file whose table of objects is
broken, or of a kind that the library cannot add to, is written anew.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from perfcheck.copies.copier import AUTHOR, Copier, Copy, CopyError
from perfcheck.copies.notes import INK, PAPER, Note, gravest, grouped, notes_of
from perfcheck.copies.pdfupdate import updated
from perfcheck.copies.summary import summary_of
from perfcheck.documents import Box
from perfcheck.rules import Report, Severity

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.annotations import MarkupAnnotation
    from pypdf.generic import DictionaryObject, StreamObject

MAGIC, HEAD = b"%PDF", 1024  # the mark may stand behind a few bytes of something else
ICON = Box(1, 10, 10, 30, 30)  # where the summary hangs

Rectangle = tuple[float, float, float, float]  # left, bottom, right, top in the page's own space


def suffix(content: bytes) -> str | None:
    return ".pdf" if MAGIC in content[: HEAD + len(MAGIC)] else None


def annotate(content: bytes, name: str, report: Report, lang: str) -> Copy:
    """The file with a highlight over each finding's cell, and the summary as a note on page 1."""
    if find_spec("pypdf") is None:
        raise CopyError(
            "给 PDF 加批注需要安装 perfcheck[pdf]", "annotating PDF needs perfcheck[pdf]"
        )
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # its remarks are not for users
    notes = notes_of(report, name, lang)
    original = content[content.index(MAGIC) :]
    for anew in (False, True):
        try:
            writer, trailer = _opened(original, anew)
            unplaced = _mark(writer, notes)
            lines = summary_of(report, name, unplaced, lang)
            _pin(writer, writer.pages[0], "\n".join(lines), gravest(notes))
            copy = _rewritten(writer) if anew else updated(original, writer, trailer)
        except (PyPdfError, AttributeError, LookupError, TypeError, ValueError, RecursionError):
            continue
        return Copy(copy, len(notes) - len(unplaced), len(unplaced))
    raise CopyError(
        "这份 PDF 的内部结构有误，不能加批注；请另存一份再试",
        "the structure of this PDF is broken and it cannot be annotated; save it anew and try again",
    )


def _opened(content: bytes, anew: bool) -> tuple["PdfWriter", "DictionaryObject"]:
    """A writer for the file, and its trailer. Raises ``CopyError`` for a locked file."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise CopyError(
            "这份 PDF 设了权限密码，不能加批注；请另存为没有密码的 PDF",
            "this PDF is protected by a password and cannot be annotated; save it without one",
        )
    writer = PdfWriter(clone_from=reader) if anew else PdfWriter(reader, incremental=True)
    return writer, reader.trailer


def _rewritten(writer: "PdfWriter") -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _mark(writer: "PdfWriter", notes: list[Note]) -> list[Note]:
    """Highlight what has boxes on the pages, in place of what an earlier run did; gives the rest."""
    pages = list(writer.pages)
    for page in pages:
        _remove_ours(page)
    placed = [note for note in notes if _is_shown(note, len(pages))]
    for boxes, own in grouped((note.location.boxes, note) for note in placed).items():
        for box in boxes:
            _highlight(writer, pages[box.page - 1], box, own)
    return [note for note in notes if not _is_shown(note, len(pages))]


def _is_shown(note: Note, pages: int) -> bool:
    boxes = note.location.boxes
    return bool(boxes) and all(1 <= box.page <= pages for box in boxes)


def _remove_ours(page: "PageObject") -> None:
    """Take out the annotations of an earlier run; a person's reply to one stands by itself then."""
    from pypdf.generic import ArrayObject, NameObject

    annotations = page.annotations or ArrayObject()
    ours = {id(one.get_object()) for one in annotations if one.get_object().get("/T") == AUTHOR}
    if not ours:
        return
    kept = ArrayObject()
    for reference in annotations:
        one = reference.get_object()
        parents = [id(one[key].get_object()) for key in ("/IRT", "/Parent") if key in one]
        is_popup = one.get("/Subtype") == "/Popup"
        if id(one) in ours or (is_popup and ours & set(parents)):
            continue
        if "/IRT" in one and ours & set(parents):
            del one["/IRT"]
        kept.append(reference)
    page[NameObject("/Annots")] = kept


def _highlight(writer: "PdfWriter", page: "PageObject", box: Box, notes: Sequence[Note]) -> None:
    """Colour a cell, and say there what is to be said of it."""
    from pypdf.annotations import Highlight
    from pypdf.generic import ArrayObject, FloatObject

    left, bottom, right, top = rectangle = _in_page(page, box)
    corners = (left, top, right, top, left, bottom, right, bottom)
    colour = PAPER[gravest(notes)]
    annotation = Highlight(
        rect=rectangle,
        quad_points=ArrayObject(FloatObject(number) for number in corners),
        highlight_color=colour,
        printing=True,
        title_bar=AUTHOR,
    )
    fill = f"/Under gs {_operands(colour)} rg {left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re f"
    _add(writer, page, annotation, "\n".join(note.text for note in notes), rectangle, fill)


def _pin(writer: "PdfWriter", page: "PageObject", text: str, severity: Severity) -> None:
    """The summary, behind a small sheet of paper in the corner of the page."""
    from pypdf.annotations import Text

    left, bottom, right, top = rectangle = _in_page(page, ICON)
    annotation = Text(rect=rectangle, text=text, title_bar=AUTHOR)
    outline = f"{left + 1:.2f} {bottom + 1:.2f} {right - left - 2:.2f} {top - bottom - 2:.2f} re B"
    lines = " ".join(
        f"{left + 5:.2f} {bottom + height:.2f} m {right - 5:.2f} {bottom + height:.2f} l S"
        for height in (6, 10, 14)
    )
    drawn = f"{_operands(PAPER[severity])} rg {_operands(INK[severity])} RG {outline} {lines}"
    _add(writer, page, annotation, text, rectangle, drawn)


def _add(
    writer: "PdfWriter",
    page: "PageObject",
    annotation: "MarkupAnnotation",
    text: str,
    rectangle: Rectangle,
    drawn: str,
) -> None:
    """Put an annotation on a page together with its look, without which some viewers draw none."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject, TextStringObject

    look = writer._add_object(_form(rectangle, drawn))
    annotation.update(
        {
            NameObject("/Contents"): TextStringObject(text),
            NameObject("/M"): TextStringObject(f"D:{datetime.now():%Y%m%d%H%M%S}"),
            NameObject("/F"): NumberObject(4),  # on paper too
            NameObject("/AP"): DictionaryObject({NameObject("/N"): look}),
        }
    )
    writer.add_annotation(page, annotation)


def _form(rectangle: Rectangle, drawn: str) -> "StreamObject":
    """Drawing operators over a rectangle; what is drawn ``Under`` lets dark text show through."""
    from pypdf.generic import (
        ArrayObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        StreamObject,
    )

    def name(text: str) -> NameObject:
        return NameObject(f"/{text}")

    under = DictionaryObject({name("Type"): name("ExtGState"), name("BM"): name("Multiply")})
    states = DictionaryObject({name("Under"): under})
    form = StreamObject()
    form.set_data(drawn.encode())
    form.update(
        {
            name("Type"): name("XObject"),
            name("Subtype"): name("Form"),
            name("BBox"): ArrayObject(FloatObject(number) for number in rectangle),
            name("Group"): DictionaryObject({name("S"): name("Transparency")}),
            name("Resources"): DictionaryObject({name("ExtGState"): states}),
        }
    )
    return form


def _operands(colour: str) -> str:
    """``FFD9D9`` as three numbers."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}" for at in (0, 2, 4))


def _in_page(page: "PageObject", box: Box) -> Rectangle:
    """A box of the page as it is shown, in the space in which the page is written."""
    crop = page.cropbox
    x0, y0, x1, y1 = (float(number) for number in (crop.left, crop.bottom, crop.right, crop.top))
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    match page.rotation % 360:
        case 90:
            return x0 + top, y0 + left, x0 + bottom, y0 + right
        case 180:
            return x1 - right, y0 + top, x1 - left, y0 + bottom
        case 270:
            return x1 - bottom, y1 - right, x1 - top, y1 - left
        case _:
            return x0 + left, y1 - bottom, x0 + right, y1 - top


COPIER = Copier(suffix, annotate)
