"""The parts of an .xlsx workbook: its sheets, read from their XML and never expanded."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from perfcheck.documents.archive import Archive, Element, damaged, parse_xml, too_large
from perfcheck.documents.numfmt import BUILTIN, shown
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
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_sheets(archive: Archive) -> Iterator[Sheet]:
    """Every worksheet in the order of its tabs, hidden ones too."""
    book = parse_xml(archive.read("xl/workbook.xml"))
    entries = list(book.iter("{*}sheet"))
    if len(entries) > MAX_SHEETS:
        raise too_large("工作表过多", "too many sheets")
    relations = _relations(archive)
    strings = _strings(archive, relations)
    styles = _styles(archive, relations)
    epoch_1904 = any(one.get("date1904") in ("1", "true") for one in book.iter("{*}workbookPr"))
    cells = 0
    for entry in entries:
        kind, target = relations.get(_relation_id(entry), ("", ""))
        if not kind:
            raise damaged("缺少工作表", "a sheet is missing")
        if kind != "worksheet":  # a chart on a sheet of its own
            continue
        root = parse_xml(archive.read(target))
        sheet = Sheet(entry.get("name") or "")
        for place, cell in _cells(root):
            cells += 1
            if cells > MAX_CELLS:
                raise too_large("单元格过多", "too many cells")
            _take(sheet, place, cell, strings, styles, epoch_1904)
        sheet.merges = list(_merges(root))
        yield sheet


def _take(
    sheet: Sheet,
    place: Place,
    cell: Element,
    strings: list[str],
    styles: Styles,
    epoch_1904: bool,
) -> None:
    """Keep what a cell shows, if anything, and that it is drawn."""
    style = _whole(cell.get("s"))
    code = styles.formats[style] if style < len(styles.formats) else ""
    text = _text(cell, strings, code, epoch_1904)
    if text.strip():
        sheet.texts[place] = text
    if style in styles.bordered:
        sheet.drawn.setdefault(place[0], []).append(place[1])


def _relation_id(entry: Element) -> str:
    return entry.get(f"{{{RELATIONS}}}id") or entry.get(f"{{{STRICT_RELATIONS}}}id") or ""


def _relations(archive: Archive) -> Mapping[str, tuple[str, str]]:
    """Relation id → kind (``worksheet``, ``styles``) and the name of the part."""
    root = parse_xml(archive.read("xl/_rels/workbook.xml.rels"))
    return {
        one.get("Id") or "": (
            (one.get("Type") or "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/xl", one.get("Target") or "")).lstrip("/"),
        )
        for one in root.iter("{*}Relationship")
        if one.get("TargetMode") != "External"
    }


def _part(archive: Archive, relations: Mapping[str, tuple[str, str]], kind: str) -> Element | None:
    target = next((name for one, name in relations.values() if one == kind), None)
    return parse_xml(archive.read(target)) if target else None


def _strings(archive: Archive, relations: Mapping[str, tuple[str, str]]) -> list[str]:
    root = _part(archive, relations, "sharedStrings")
    return [] if root is None else [_rich(item) for item in root.iter("{*}si")]


def _rich(item: Element) -> str:
    """The text of a string item: plain, or runs; hints on how to pronounce it are left out."""
    pieces = [one.text for one in item.findall("{*}t")]
    pieces += [one.text for run in item.findall("{*}r") for one in run.findall("{*}t")]
    return _clean("".join(filter(None, pieces)))


def _clean(text: str) -> str:
    """``_x000D_`` and the like as the characters they stand for; line ends as one."""
    return clean(ESCAPE.sub(lambda match: chr(int(match[1], 16)), text))


def _styles(archive: Archive, relations: Mapping[str, tuple[str, str]]) -> Styles:
    root = _part(archive, relations, "styles")
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


def _cells(root: Element) -> Iterator[tuple[Place, Element]]:
    """Each cell with its place. A row or cell without a reference follows the one before it."""
    row = 0
    for one in root.findall("{*}sheetData/{*}row"):
        row = _row_number(one.get("r"), row + 1)
        col = 0
        for cell in one.findall("{*}c"):
            reference = cell.get("r")
            col = parse_reference(reference)[1] if reference else col + 1
            yield (row, col), cell


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


def _text(cell: Element, strings: list[str], code: str, epoch_1904: bool) -> str:
    """What a cell shows. A formula shows the value that was last calculated."""
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return "".join(_rich(one) for one in cell.findall("{*}is"))
    value = cell.find("{*}v")
    raw = (value.text or "") if value is not None else ""
    if not raw:
        return ""
    if kind == "s":
        at = _whole(raw.strip()) if raw.strip().isdigit() else -1
        if not 0 <= at < len(strings):
            raise damaged("共享字符串缺失", "a shared string is missing")
        return strings[at]
    if kind == "b":
        return "TRUE" if raw.strip() == "1" else "FALSE"
    if kind == "n":
        return shown(raw, code, epoch_1904)
    return raw.removesuffix("T00:00:00") if kind == "d" else _clean(raw)
