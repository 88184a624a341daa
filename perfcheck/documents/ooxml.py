"""The text of WordprocessingML as its reader sees it: revisions accepted, wrappers looked through.

Word wraps text and tables in content controls, revisions, links and smart tags, at any level. What is
not known to be left out is therefore looked through, so that no new wrapper can hide a value.
"""

from collections.abc import Collection, Iterable, Iterator

from attrs import Factory, define

from perfcheck.documents.archive import Element
from perfcheck.documents.symbols import PRIVATE, SYMBOL_FONT_TEXT, symbols_of_font

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
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
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)

VALUE, RELATION = f"{W}val", f"{R}id"
RUN_PROPERTIES, PARAGRAPH_PROPERTIES = f"{W}rPr", f"{W}pPr"
FONTS_OF_RUN, RAISED, HIDDEN = f"{W}rFonts", f"{W}vertAlign", f"{W}vanish"
PARAGRAPH, TABLE, EMBEDDED, TEXT_BOX = f"{W}p", f"{W}tbl", f"{W}altChunk", f"{W}txbxContent"
BLOCKS = frozenset({PARAGRAPH, TABLE, EMBEDDED})
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
# What is not looked into for blocks before it is whole.
WHOLE = BLOCKS | LEFT_OUT | {ALTERNATIVES}
OFF = ("0", "false", "off")

SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")  # or 10⁴ would read 104


def usual_namespaces(steps: Iterable[bytes]) -> Iterator[bytes]:
    """The part of a strict file in the namespaces of the others. No step ends inside a tag."""
    held = b""
    for step in steps:
        held += step
        cut = held.rfind(b"<")
        if cut > 0:
            yield _renamed(held[:cut])
            held = held[cut:]
    yield _renamed(held)


def _renamed(content: bytes) -> bytes:
    for strict, usual in STRICT:
        content = content.replace(strict, usual)
    return content


def first(element: Element, tag: str) -> Element | None:
    """The first child of a kind."""
    for child in element:
        if child.tag == tag:
            return child
    return None


def properties_of(element: Element, tag: str) -> dict[str, str]:
    """The properties of an element by their tags, each with its ``w:val`` ('' where it has none)."""
    found = first(element, tag)
    return {} if found is None else {one.tag: one.get(VALUE) or "" for one in found}


def members(container: Iterable[Element], wanted: Collection[str]) -> Iterator[Element]:
    """The elements of some kinds in a container, directly or inside wrappers."""
    for child in container:
        tag = child.tag
        if tag in wanted:
            yield child
        elif tag == ALTERNATIVES:
            yield from members(_chosen(child), wanted)
        elif tag not in LEFT_OUT:
            yield from members(child, wanted)


@define
class Seen:
    """What a paragraph holds besides its text: hidden text, text boxes, a deleted paragraph mark."""

    hidden: list[str] = Factory(list)
    boxes: list[Element] = Factory(list)
    runs_on: bool = False


def blocks(container: Iterable[Element], hidden: list[str]) -> Iterator[tuple[Element, str]]:
    """Each paragraph with its text and each other block in order, text boxes after their anchor.

    A paragraph that runs on into the next is given once, as the first of them. Hidden text is read
    like any other, and noted in ``hidden``.
    """
    held: tuple[Element, str] | None = None
    for element in members(container, BLOCKS):
        if element.tag != PARAGRAPH:
            if held:
                yield held
            held = None
            yield element, ""
            continue
        seen = Seen(hidden)
        text = "".join(_pieces(element, seen))
        held = (held[0], held[1] + text) if held else (element, text)
        if seen.runs_on and not seen.boxes:
            continue
        yield held
        held = None
        for box in seen.boxes:
            yield from blocks(box, hidden)
    if held:
        yield held


def _pieces(element: Element, seen: Seen) -> Iterator[str]:
    """The text inside a paragraph."""
    properties: Element | None = None
    for child in element:
        tag = child.tag
        if tag in TEXTS:
            yield _text(child.text or "", properties, seen)
        elif tag == RUN_PROPERTIES:
            properties = child
        elif tag == PARAGRAPH_PROPERTIES:
            seen.runs_on = _ends_deleted(child)
        elif tag in MARKS:
            yield MARKS[tag]
        elif tag == SYMBOL:
            yield _symbol(child)
        elif tag == TEXT_BOX:
            seen.boxes.append(child)
        elif tag == ALTERNATIVES:
            yield from _pieces(_chosen(child), seen)
        elif tag == EXPONENT:
            yield "".join(_pieces(child, seen)).translate(SUPERSCRIPTS)
        elif tag not in LEFT_OUT:
            if tag == DENOMINATOR:
                yield "/"
            yield from _pieces(child, seen)


def _ends_deleted(properties: Element) -> bool:
    """Was the mark at the paragraph's end deleted, so that the next one continues its line?"""
    end = first(properties, RUN_PROPERTIES)
    return end is not None and any(child.tag in GONE for child in end)


def _chosen(alternatives: Element) -> Element:
    """One of several forms of the same content, for it must be read once."""
    for name in (CHOICE, FALLBACK):
        found = first(alternatives, name)
        if found is not None:
            return found
    return alternatives


def _text(text: str, properties: Element | None, seen: Seen) -> str:
    """Text in which line ends are only layout of the XML, and symbol fonts are made readable."""
    text = text.replace("\r", " ").replace("\n", " ")
    if properties is None:
        return text
    for one in properties:
        tag = one.tag
        if tag == FONTS_OF_RUN and SYMBOL_FONT_TEXT.search(text):
            text = text.translate(_symbols_of(one))
        elif tag == RAISED and one.get(VALUE) == "superscript":
            text = text.translate(SUPERSCRIPTS)
        elif tag == HIDDEN and one.get(VALUE) not in OFF and text.strip():
            seen.hidden.append(text)
    return text


def _symbols_of(fonts: Element) -> dict[int, str]:
    """The characters of the first font named for the run that is a known symbol font."""
    names = (fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return next(filter(None, map(symbols_of_font, names)), {})


def _symbol(element: Element) -> str:
    """A character given by font and number. What no table knows is kept, not dropped."""
    try:
        code = int(element.get(f"{W}char") or "", 16)
        char = chr(code)
    except (ValueError, OverflowError):
        return "\ufffd"
    table = symbols_of_font(element.get(f"{W}font"))
    return (chr(PRIVATE + code) if table and code <= 0xFF else char).translate(table)
