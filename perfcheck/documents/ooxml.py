"""The text of WordprocessingML as its reader sees it: revisions accepted, wrappers looked through.

Word wraps text and tables in content controls, revisions, links and smart tags, at any level. What is
not known to be left out is therefore looked through, so that no new wrapper can hide a value.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache

from perfcheck.documents.archive import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# "Strict" files differ from the others in their namespaces only.
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)

VALUE = f"{W}val"
PROPERTIES = f"{W}rPr"
PARAGRAPH, TABLE, TEXT_BOX = f"{W}p", f"{W}tbl", f"{W}txbxContent"
TEXTS = frozenset({f"{W}t", f"{M}t"})
SYMBOL = f"{W}sym"
DENOMINATOR, EXPONENT = f"{M}den", f"{M}sup"
ALTERNATIVES, CHOICE, FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"

MARKS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}

GONE = frozenset({f"{W}del", f"{W}moveFrom"})
PHONETIC_GUIDE = f"{W}rt"
OF_PROPERTIES = ("p", "r", "sdt", "sdtEnd", "tbl", "tr", "tc", "sect")
LEFT_OUT = GONE | {PHONETIC_GUIDE, f"{W}tblGrid", f"{W}tblPrEx"}
LEFT_OUT |= {f"{W}{name}Pr" for name in OF_PROPERTIES}
PARAGRAPH_END = f"{W}pPr/{W}rPr"

# The Symbol font from 20 and from A0 on. Where Unicode has a look-alike of ASCII's, ASCII is given.
ADOBE_SYMBOL = {
    0x20: (
        " !∀#∃%&∋()*+,-./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾"
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~"
    ),
    0xA0: (
        "€ϒ′≤/∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
        "\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
    ),
}
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")  # or 10⁴ would read 104
PRIVATE = 0xF000  # where Word puts the characters of symbol fonts
SYMBOL_FONT_TEXT = re.compile("[\uf000-\uf0ff]")
SYMBOLS = {
    PRIVATE + start + offset: char
    for start, chars in ADOBE_SYMBOL.items()
    for offset, char in enumerate(chars)
}


def _private(chars: dict[int, str]) -> dict[int, str]:
    return {PRIVATE + code: char for code, char in chars.items()}


# The fonts that forms draw their ticks and boxes with; of any other font nothing is guessed.
FONTS = {
    "symbol": SYMBOLS,
    "wingdings": _private({
        0x52: "☑", 0x53: "☒", 0x54: "☒", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆",
        0x9F: "•", 0xA7: "■", 0xA8: "□", 0xDF: "←", 0xE0: "→", 0xE8: "→", 0xFB: "✗", 0xFC: "✓",
        0xFD: "☒", 0xFE: "☑",
    }),
    "wingdings 2": _private({
        0x2A: "□", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□",
    }),
}  # fmt: skip


@cache
def _expanded(path: str) -> str:
    return "/".join(f"{W}{name}" for name in path.split("/"))


def value_of(element: Element | None, path: str) -> str | None:
    """``w:val`` of the element at a path of WordprocessingML names; '' where it has none."""
    found = None if element is None else element.find(_expanded(path))
    return None if found is None else found.get(VALUE, "")


def members(container: Element, wanted: Collection[str]) -> Iterator[Element]:
    """The elements of some kinds in a container, directly or inside wrappers."""
    for child in container:
        if child.tag in wanted:
            yield child
        elif child.tag == ALTERNATIVES:
            yield from members(_chosen(child), wanted)
        elif child.tag not in LEFT_OUT:
            yield from members(child, wanted)


def blocks(container: Element) -> Iterator[str | Element]:
    """The text of each paragraph and each table element in order, text boxes after their anchor."""
    held = ""
    for element in members(container, (PARAGRAPH, TABLE)):
        if element.tag == TABLE:
            if held:
                yield held
            held = ""
            yield element
            continue
        boxes: list[Element] = []
        held += "".join(_pieces(element, boxes))
        if not boxes and _runs_on(element):
            continue
        yield held
        held = ""
        for box in boxes:
            yield from blocks(box)
    if held:
        yield held


def _runs_on(paragraph: Element) -> bool:
    """Was the end of the paragraph deleted, so that the next one continues its line?"""
    properties = paragraph.find(PARAGRAPH_END)
    return properties is not None and any(child.tag in GONE for child in properties)


def _pieces(element: Element, boxes: list[Element]) -> Iterator[str]:
    """The text inside a paragraph; the text boxes anchored there go to ``boxes``."""
    for child in element:
        tag = child.tag
        if tag in TEXTS:
            yield _text(element, child.text or "")
        elif tag in MARKS:
            yield MARKS[tag]
        elif tag == SYMBOL:
            yield _symbol(child)
        elif tag == TEXT_BOX:
            boxes.append(child)
        elif tag == ALTERNATIVES:
            yield from _pieces(_chosen(child), boxes)
        elif tag == EXPONENT:
            yield "".join(_pieces(child, boxes)).translate(SUPERSCRIPTS)
        elif tag not in LEFT_OUT:
            if tag == DENOMINATOR:
                yield "/"
            yield from _pieces(child, boxes)


def _chosen(alternatives: Element) -> Element:
    """One of several forms of the same content, for it must be read once."""
    for name in (CHOICE, FALLBACK):
        found = alternatives.find(name)
        if found is not None:
            return found
    return alternatives


def _text(run: Element, text: str) -> str:
    """Text in which line ends are only layout of the XML, and symbol fonts are made readable."""
    text = text.replace("\r", " ").replace("\n", " ")
    properties = run.find(PROPERTIES)
    if properties is None:
        return text
    if SYMBOL_FONT_TEXT.search(text):
        text = text.translate(_font_of(properties))
    if value_of(properties, "vertAlign") == "superscript":
        text = text.translate(SUPERSCRIPTS)
    return text


def _font_of(properties: Element) -> dict[int, str]:
    """The characters of the first font named for the run that is a known symbol font."""
    fonts = properties.find(f"{W}rFonts")
    if fonts is None:
        return {}
    names = (fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return next(filter(None, map(_table, names)), {})


def _symbol(element: Element) -> str:
    """A character given by font and number. What no table knows is kept, not dropped."""
    try:
        code = int(element.get(f"{W}char") or "", 16)
        char = chr(code)
    except (ValueError, OverflowError):
        return "\ufffd"
    table = _table(element.get(f"{W}font"))
    return (chr(PRIVATE + code) if table and code <= 0xFF else char).translate(table)


def _table(font: str | None) -> dict[int, str]:
    return FONTS.get((font or "").lower(), {})
