"""Characters into lines of text, and lines into the text that they were before the page broke them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, normalize, numeric

from attrs import evolve, frozen

from perfcheck.documents.model import Box
from perfcheck.documents.ooxml import SUPERSCRIPTS
from perfcheck.documents.symbols import FONTS, SYMBOL_FONT_TEXT

# Browsers write some ideographs as the radicals that look the same. Unicode gives the radicals of the
# first block (and two of the second) a compatibility form; the simplified ones of the second it does not.
SIMPLIFIED = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
    "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
)
RADICALS = SIMPLIFIED | {
    code: folded
    for code in (*range(0x2E80, 0x2F00), *range(0x2F00, 0x2FE0))
    if (folded := normalize("NFKC", chr(code))) != chr(code)
}
UNKNOWN = "\ufffd"  # a glyph that the file gives no character for

SAME_LINE = 0.4  # of the size: how far apart baselines of one line may be, raised figures included
RAISED, SMALLER = 0.2, 0.8  # of the size: a raised figure stands higher and is smaller
OVER = 0.6  # of a wide character: where the next begins before this, it stands on it
UNEVEN = 0.3  # of the size: by how much more free space before a line than behind it is an indent
PRINTED_TWICE = 0.15  # of the size: bold made by printing a character again beside itself
LATIN_GAP, WIDE_GAP = 0.25, 1.0  # of the size: from here on a gap is a blank

LATIN = re.compile(r"[!-~]")
# Brackets keep to what they enclose and to figures behind them, signs and figures to each other, and a
# slash to both its sides.
PIECE = re.compile(
    r"""[（(“‘《【〔〈「『\[]*(?:[!-'*-Z\\^-z|~À-ɏ≥≤≈±°′″℃²³½·]+|.)
    (?:/.|[，。、；：！？）)”’》】〕〉」』\].,;:!?%％‰…]|(?<=[）)】〕\]])[0-9A-Za-z]+)*""",
    re.VERBOSE,
)
LIST_MARK = re.compile(
    r"\s*(?:[（(]?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:[.、．]|[）)])(?!\d)|([①-⑳])|目标\s?(\d)|[●■◆•])"
)


class Glyph(NamedTuple):
    """A character on a page: where it begins and ends along its line, and how far down its baseline is."""

    text: str
    turn: int  # quarter turns that its line is turned by
    start: float
    end: float
    base: float
    size: float
    box: tuple[float, float, float, float]

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@frozen
class Line:
    """A line of text as drawn.

    ``ends`` tells for each character how far from the left it ends; ``overprinted`` counts those that
    stand on another.
    """

    text: str
    box: Box
    size: float
    ends: tuple[float, ...]
    overprinted: int = 0

    @property
    def is_spread(self) -> bool:
        """Are parts of the line set apart by more than a blank, as in columns?"""
        return any(
            char == " " and end == after
            for char, (end, after) in zip(self.text, pairwise(self.ends), strict=False)
        )

    def without(self, text: str) -> "Line":
        """The line without characters printed over others of it; itself where there are none such."""
        at = self.text.find(text)
        end = at + len(text)
        if at < 0 or end == len(self.text) or self.ends[end] >= self.ends[end - 1]:
            return self
        rest = self.text[:at] + self.text[end:]
        return evolve(self, text=rest, ends=self.ends[:at] + self.ends[end:], overprinted=0)

    @property
    def first_piece(self) -> float:
        """How wide what must stay together at its beginning is: 号、 or （2015）299 or one character."""
        found = PIECE.match(self.text)
        return self.ends[len(found[0]) - 1 if found else 0]


def readable(text: str, font: str) -> str:
    """A glyph's text with radicals folded, and the characters of symbol fonts as such."""
    if text.isspace():
        return text if text == "\u3000" else " "
    if text.startswith("(cid:") or not text or any(category(char) == "Cc" for char in text):
        return UNKNOWN
    if SYMBOL_FONT_TEXT.search(text):
        name = font.rpartition("+")[2].lower().replace("-", " ")
        known = [one for one in FONTS if name.startswith(one)]
        return text.translate(FONTS[max(known, key=len)]) if known else text
    return text.translate(RADICALS)


def read_lines(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """The lines of a region of a page from the top; turned text follows what is upright."""
    ordered = sorted(glyphs, key=lambda glyph: (glyph.turn, glyph.base))
    rows: list[list[Glyph]] = []
    for glyph in ordered:
        above = rows[-1][-1] if rows else None
        reach = SAME_LINE * max(above.size, glyph.size) if above else 0.0
        if above and glyph.turn == above.turn and glyph.base - above.base <= reach:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = (_line(sorted(row, key=lambda glyph: glyph.start), page) for row in rows)
    return [line for line in lines if line]


def _line(row: Sequence[Glyph], page: int) -> Line | None:
    written = [number for number, glyph in enumerate(row) if not glyph.is_blank]
    if not written:
        return None
    glyphs = row[written[0] : written[-1] + 1]
    text, ends, overprinted = glyphs[0].text, [glyphs[0].end] * len(glyphs[0].text), 0
    before = level = glyphs[0]  # level: the last that is not raised
    for glyph in glyphs[1:]:
        if _is_printed_twice(before, glyph):
            continue
        shown = " " * _is_apart(before, glyph) + glyph.text
        if _is_raised(level, glyph):
            shown = shown.translate(SUPERSCRIPTS)
        else:
            level = glyph
        text += shown
        ends += [glyph.end] * len(shown)
        overprinted += _is_over(before, glyph)
        before = glyph
    left, top, right, bottom = zip(*(row[number].box for number in written), strict=True)
    return Line(
        text,
        Box(page, min(left), min(top), max(right), max(bottom)),
        max(row[number].size for number in written),
        tuple(end - glyphs[0].start for end in ends),
        overprinted,
    )


def _is_printed_twice(before: Glyph, glyph: Glyph) -> bool:
    return glyph.text == before.text and glyph.start - before.start < PRINTED_TWICE * glyph.size


def _is_over(before: Glyph, glyph: Glyph) -> bool:
    """Does a character stand on a wide one, as where lines run into each other?"""
    width = before.end - before.start
    wide = not before.is_blank and width > OVER * before.size
    return wide and not glyph.is_blank and glyph.start - before.start < OVER * width


def _is_apart(before: Glyph, glyph: Glyph) -> bool:
    """Is the gap between two characters so wide that whoever reads sees a blank?"""
    if before.is_blank or glyph.is_blank:
        return False
    latin = LATIN.match(before.text[-1]) and LATIN.match(glyph.text)
    need = (LATIN_GAP if latin else WIDE_GAP) * max(before.size, glyph.size)
    return glyph.start - before.end > need


def _is_raised(level: Glyph, glyph: Glyph) -> bool:
    """A smaller figure set higher than what it follows."""
    higher = level.box[3] - glyph.box[3] > RAISED * level.size
    return not glyph.turn and higher and glyph.size < SMALLER * level.size


def is_full(line: Line, after: Line, left: float, right: float) -> bool:
    """Between two sides, had a line no room for how the next begins, so that it was broken there?"""
    before, behind = line.box.left - left, right - line.box.right
    indented = before > behind + UNEVEN * line.size  # and not in the middle
    mixed = bool(LATIN.match(line.text[-1])) != bool(LATIN.match(after.text))
    need = after.first_piece + LATIN_GAP * line.size * mixed  # word processors keep scripts apart
    return need > (behind if indented else before + behind)


def joined(lines: Sequence[Line], left: float, right: float) -> str:
    """The text of lines between two sides: those that had no room go on, the others stand alone."""
    return "".join(_with_breaks(lines, left, right))


def _with_breaks(lines: Sequence[Line], left: float, right: float) -> Iterator[str]:
    for line, after in pairwise(lines):
        yield line.text
        if LIST_MARK.match(after.text) or not is_full(line, after, left, right):
            yield "\n"
        else:
            yield between(line, after)
    yield from (line.text for line in lines[-1:])


def list_number(line: Line) -> float | None:
    """The number by which a line is an item of a list: 2、 （三） ④."""
    mark = LIST_MARK.match(line.text)
    number = next(filter(None, mark.groups()), "") if mark else ""
    if number.isdecimal():
        return float(number)
    return numeric(number, None) if len(number) == 1 else None


def between(line: Line, after: Line) -> str:
    """What stands between two lines that are one: a blank where English words were parted."""
    words = line.text[-1] + after.text[0]
    return " " if words.isascii() and words.isalpha() else ""
