"""The parts of an .xlsx workbook: its sheets, read from their XML and never expanded."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from attrs import frozen

from perfcheck.documents.archive import Archive, Element, damaged, parse_xml, too_large
from perfcheck.documents.drawing import text_boxes
from perfcheck.documents.numfmt import BUILTIN, shown, shown_text
from perfcheck.documents.package import EXCEL, Relation, main_part, relations
from perfcheck.documents.sheets import (
    MAX_CELLS,
    MAX_MERGES,
    MAX_SHEETS,
    Merge,
    Place,
    Sheet,
    Styles,
    clean,
)

LAST_ROW, LAST_COL = 1_048_576, 16_384

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
HIDDEN = ("hidden", "veryHidden")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@frozen
class Book:
    """What the sheets of a workbook share. ``stale``: its formulas are to be calculated on opening."""

    strings: list[str]
    styles: Styles
    epoch_1904: bool
    stale: bool


def read_sheets(archive: Archive) -> Iterator[Sheet]:
    """Every worksheet in the order of its tabs, hidden ones too."""
    main = main_part(archive, EXCEL) or EXCEL.main
    root = parse_xml(archive.read(main))
    entries = list(root.iter("{*}sheet"))
    if len(entries) > MAX_SHEETS:
        raise too_large("工作表过多", "too many sheets")
    links = relations(archive, main)
    book = Book(
        strings=_strings(archive, links),
        styles=_styles(archive, links),
        epoch_1904=any(_is_on(one.get("date1904")) for one in root.iter("{*}workbookPr")),
        stale=any(_is_on(one.get("fullCalcOnLoad")) for one in root.iter("{*}calcPr")),
    )
    cells = 0
    for entry in entries:
        link = links.get(_relation_id(entry))
        if link is None:
            raise damaged("缺少工作表", "a sheet is missing")
        if link.kind != "worksheet":  # a chart on a sheet of its own
            continue
        sheet = Sheet(entry.get("name") or "", hidden=entry.get("state") in HIDDEN)
        content = parse_xml(archive.read(link.target))
        for place, cell in _cells(content):
            cells += 1
            if cells > MAX_CELLS:
                raise too_large("单元格过多", "too many cells")
            _take(book, sheet, place, cell)
        sheet.merges = list(_merges(content))
        sheet.hidden_rows, sheet.hidden_cols = _hidden_rows(content), _hidden_cols(content)
        sheet.filtered = content.find("{*}autoFilter/{*}filterColumn") is not None
        sheet.boxes = list(_boxes(archive, link.target))
        yield sheet


def _take(book: Book, sheet: Sheet, place: Place, cell: Element) -> None:
    """Keep what a cell shows, if anything, and that it is drawn."""
    style = _whole(cell.get("s"))
    code = book.styles.formats[style] if style < len(book.styles.formats) else ""
    text = _text(cell, book, code)
    if text.strip():
        sheet.texts[place] = text
    if style in book.styles.bordered:
        sheet.drawn.setdefault(place[0], []).append(place[1])
    if (book.stale or not text) and _is_uncalculated(cell, book.stale):
        sheet.uncalculated.append(place)


def _is_uncalculated(cell: Element, stale: bool) -> bool:
    """A formula without a value, or with the 0 that programs write which cannot calculate."""
    if cell.find("{*}f") is None:
        return False
    value = cell.find("{*}v")
    if value is None or not value.text:
        return value is None or cell.get("t") != "str"
    return stale and value.text.strip() == "0"


def _is_on(value: str | None) -> bool:
    return value in ("1", "true")


def _relation_id(entry: Element) -> str:
    return entry.get(f"{{{RELATIONS}}}id") or entry.get(f"{{{STRICT_RELATIONS}}}id") or ""


def _boxes(archive: Archive, part: str) -> Iterator[tuple[Place, str]]:
    """The lines of the text boxes over a sheet."""
    for one in relations(archive, part).values():
        if one.kind == "drawing":
            for place, line in text_boxes(parse_xml(archive.read(one.target))):
                if line.strip():
                    yield place, clean(line).strip()


def _part(archive: Archive, links: Mapping[str, Relation], kind: str) -> Element | None:
    target = next((one.target for one in links.values() if one.kind == kind), None)
    return parse_xml(archive.read(target)) if target else None


def _strings(archive: Archive, links: Mapping[str, Relation]) -> list[str]:
    root = _part(archive, links, "sharedStrings")
    return [] if root is None else [_rich(item) for item in root.iter("{*}si")]


def _rich(item: Element) -> str:
    """The text of a string item: plain, or runs; hints on how to pronounce it are left out."""
    pieces = [one.text for one in item.findall("{*}t")]
    pieces += [one.text for run in item.findall("{*}r") for one in run.findall("{*}t")]
    return _clean("".join(filter(None, pieces)))


def _clean(text: str) -> str:
    """``_x000D_`` and the like as the characters they stand for; line ends as one."""
    return clean(ESCAPE.sub(lambda match: chr(int(match[1], 16)), text))


def _styles(archive: Archive, links: Mapping[str, Relation]) -> Styles:
    root = _part(archive, links, "styles")
    if root is None:
        return Styles()
    own = {
        _whole(one.get("numFmtId")): one.get("formatCode") or ""
        for one in root.findall("{*}numFmts/{*}numFmt")
    }
    lines = [_has_lines(one) for one in root.findall("{*}borders/{*}border")]
    cells = root.findall("{*}cellXfs/{*}xf")
    numbers = [_whole(one.get("numFmtId")) for one in cells]
    borders = [_whole(one.get("borderId")) for one in cells]
    return Styles(
        tuple(own.get(number, BUILTIN.get(number, "")) for number in numbers),
        frozenset(at for at, one in enumerate(borders) if one < len(lines) and lines[one]),
    )


def _has_lines(border: Element) -> bool:
    """Lines at the sides: a line under a title makes no cell of it."""
    sides = ("left", "right", "start", "end")
    return any(
        one.tag.rpartition("}")[2] in sides and one.get("style") not in (None, "none")
        for one in border
    )


def _whole(text: str | None) -> int:
    """A number that counts something; 0 where the attribute is missing or no such number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0


def _rows(root: Element) -> Iterator[tuple[int, Element]]:
    """Each row with its number. One without a number follows the one before it."""
    row = 0
    for one in root.findall("{*}sheetData/{*}row"):
        row = _row_number(one.get("r"), row + 1)
        yield row, one


def _cells(root: Element) -> Iterator[tuple[Place, Element]]:
    """Each cell with its place. One without a reference follows the one before it."""
    for row, one in _rows(root):
        col = 0
        for cell in one.findall("{*}c"):
            reference = cell.get("r")
            col = parse_reference(reference)[1] if reference else col + 1
            yield (row, col), cell


def _hidden_rows(root: Element) -> frozenset[int]:
    return frozenset(row for row, one in _rows(root) if _is_on(one.get("hidden")))


def _hidden_cols(root: Element) -> frozenset[int]:
    hidden = [one for one in root.findall("{*}cols/{*}col") if _is_on(one.get("hidden"))]
    ends = ((_whole(one.get("min")), min(_whole(one.get("max")), LAST_COL)) for one in hidden)
    columns = islice(chain.from_iterable(range(first, last + 1) for first, last in ends), LAST_COL)
    return frozenset(columns)  # those of an honest file do not overlap


def _row_number(text: str | None, following: int) -> int:
    number = following if text is None else _whole(text)
    if not 1 <= number <= LAST_ROW:
        raise damaged("行号超出范围", "a row number is out of range")
    return number


def parse_reference(reference: str) -> Place:
    """Row and column of a reference such as ``D12``. Raises ``ReadError`` where it is none."""
    match = REFERENCE.fullmatch(reference)
    if match:
        col = 0
        for letter in match[1].upper():
            col = col * 26 + ord(letter) - 64
        row = int(match[2])
        if col <= LAST_COL and 1 <= row <= LAST_ROW:
            return row, col
    raise damaged("单元格地址有误", "a wrong cell reference")


def _merges(root: Element) -> Iterator[Merge]:
    """The merges of a table's size; one with a wrong reference damages the file."""
    for number, one in enumerate(root.findall("{*}mergeCells/{*}mergeCell")):
        if number >= MAX_MERGES:
            raise too_large("合并单元格过多", "too many merged cells")
        first, _, last = (one.get("ref") or "").partition(":")
        (top, left), (bottom, right) = parse_reference(first), parse_reference(last or first)
        merge = Merge(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        if merge.fits_a_table:
            yield merge


def _text(cell: Element, book: Book, code: str) -> str:
    """What a cell shows. A formula shows the value that was last calculated."""
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return shown_text("".join(_rich(one) for one in cell.findall("{*}is")), code)
    value = cell.find("{*}v")
    raw = (value.text or "") if value is not None else ""
    if not raw:
        return ""
    if kind == "s":
        at = _whole(raw.strip()) if raw.strip().isdigit() else -1
        if not 0 <= at < len(book.strings):
            raise damaged("共享字符串缺失", "a shared string is missing")
        return shown_text(book.strings[at], code)
    if kind == "b":
        return "TRUE" if raw.strip() == "1" else "FALSE"
    if kind == "n":
        return shown(raw, code, book.epoch_1904)
    if kind == "str":
        return shown_text(_clean(raw), code)
    return raw.removesuffix("T00:00:00") if kind == "d" else _clean(raw)
