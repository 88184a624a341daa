"""The texts and tables of a web page, in one pass over its elements however deep they stand."""

import re

from attrs import Factory, define, frozen

from perfcheck.documents.archive import Element, damaged, too_large, unparsable
from perfcheck.documents.symbols import PRIVATE, SYMBOLS

BLOCK_TAGS = frozenset([
    "p", "div", "br", "hr", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6",
    "tr", "td", "th", "table", "caption", "section", "article", "header", "footer", "main", "nav",
    "aside", "blockquote", "pre", "form", "center", "fieldset", "address",
])  # fmt: skip
UNSEEN_TAGS = frozenset([
    "head", "script", "style", "noscript", "noframes", "template", "xml", "object", "svg", "math",
    "del",
])  # fmt: skip
UNSEEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# What an office program hides is a part of the document, and what a page hides is none.
HIDDEN_TEXT = re.compile(r"mso-hide\s*:\s*all", re.IGNORECASE)
SYMBOL_FONT = re.compile(
    r"(?:mso-symbol-font-family|font-family)\s*:\s*[\"']?symbol\b", re.IGNORECASE
)
RAISED = {"2": "²", "3": "³"}
SYMBOL_CHARS = SYMBOLS | {code - PRIVATE: char for code, char in SYMBOLS.items()}

WIDE = "[\u2e80-\u9fff\uff00-\uffef]"
WRAPPED = re.compile(rf"(?<={WIDE})[ \t]*[\r\n][ \t\r\n]*(?={WIDE})")
SPACES = re.compile(r"[ \t\r\n\f]+")

LARGEST_SPAN, MAX_CELLS, DEEPEST = 256, 500_000, 20


@define
class Box:
    """A table cell as written: its text in pieces, and its spans (rowspan 0: to the last row)."""

    rowspan: int
    colspan: int
    parts: list[str] = Factory(list)


@frozen
class Text:
    """A line of text, whether it stands in a cell, and whether in a row that is not shown."""

    text: str
    in_cell: bool
    hidden: bool


@define
class Table:
    """A table being read, or the page: its texts and the tables in it, and its cells by rows."""

    items: list["Text | Table"] = Factory(list)
    rows: list[list[Box]] = Factory(list)
    hidden_rows: list[int] = Factory(list)
    in_cell: bool = False
    in_hidden_row: bool = False
    hidden: bool = False

    @property
    def tables(self) -> list["Table"]:
        return [item for item in self.items if isinstance(item, Table)]


@define
class Walk:
    """The state of the pass over a page: the open tables, and the text since the last break.

    ``symbols`` counts the open elements in the Symbol font; ``frames`` are the pages in frames.
    """

    open: list[Table]
    flow: list[str] = Factory(list)
    cells: int = 0
    symbols: int = 0
    hidden: list[str] = Factory(list)
    frames: list[str] = Factory(list)

    def text(self, text: str) -> None:
        if self.symbols:
            text = text.translate(SYMBOL_CHARS)
        self.flow.append(text)
        if self.open[-1].in_cell:
            self.open[-1].rows[-1][-1].parts.append(text)

    def line_break(self) -> None:
        table = self.open[-1]
        text = tidy("".join(self.flow))
        if text.strip():
            table.items.append(Text(text.strip(), table.in_cell, table.in_hidden_row))
        self.flow = []
        if table.in_cell:
            table.rows[-1][-1].parts.append("\x00")

    def start(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCK_TAGS:
            self.line_break()
        self.symbols += _in_symbols(element)
        table = self.open[-1]
        if tag == "table":
            if len(self.open) > DEEPEST:
                raise damaged("表格嵌套过深", "tables are nested too deeply")
            self.open.append(Table(hidden=table.in_hidden_row))
            table.items.append(self.open[-1])
        elif tag == "tr" and len(self.open) > 1:
            table.rows.append([])
            table.in_cell = False
            table.in_hidden_row = UNSEEN_STYLE.search(element.get("style") or "") is not None
            if table.in_hidden_row:
                table.hidden_rows.append(len(table.rows))
        elif tag in ("td", "th") and len(self.open) > 1:
            self._cell(element)
        elif tag == "frame":
            self.frames.append(element.get("src") or "")
        elif tag == "input" and (element.get("type") or "text").lower() == "text":
            self.text(element.get("value") or "")
        if HIDDEN_TEXT.search(element.get("style") or ""):
            self.hidden.append("".join(element.itertext()))
        if element.text:
            raised = RAISED.get(element.text.strip()) if tag == "sup" else None
            self.text(raised or element.text)

    def _cell(self, element: Element) -> None:
        table = self.open[-1]
        self.cells += 1
        if self.cells > MAX_CELLS:
            raise too_large("单元格过多", "too many cells")
        if not table.rows:
            table.rows.append([])
        box = Box(_span(element.get("rowspan")), _span(element.get("colspan")) or 1)
        table.rows[-1].append(box)
        table.in_cell = True

    def end(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCK_TAGS:
            self.line_break()
        self.symbols -= _in_symbols(element)
        if tag == "table":
            self.open.pop()
        elif tag in ("td", "th", "tr"):
            self.open[-1].in_cell = False
            self.open[-1].in_hidden_row &= tag != "tr"

    def tail(self, element: Element) -> None:
        if element.tail:
            self.text(element.tail)


def _span(text: str | None) -> int:
    """A span as browsers read it, within limits."""
    digits = re.match(r"\s*\+?(\d{1,9})", text or "")
    return min(int(digits[1]), LARGEST_SPAN) if digits else 1


def tidy(text: str) -> str:
    """Text as a browser shows it; ``\\x00`` stands for the line breaks that it would draw."""
    lines = WRAPPED.sub("", text.replace("\xad", "")).split("\x00")
    shown = (SPACES.sub(" ", line).replace("\xa0", " ").strip(" ") for line in lines)
    return "\n".join(line for line in shown if line.strip())


def read_markup(content: bytes) -> Walk:
    """The texts and tables of a page in UTF-8, as the finished walk. Raises ``ReadError``."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise unparsable(error, "HTML") from None
    if any("Excessive depth" in error.message for error in parser.error_log):
        raise too_large("标签嵌套过深", "tags are nested too deeply")
    walk = Walk([Table()])
    if root is not None:
        steps = etree.iterwalk(root, events=("start", "end"))
        unseen = None
        for event, element in steps:
            if event == "start" and _is_unseen(element):
                unseen = element
                steps.skip_subtree()
            elif event == "start":
                walk.start(element)
            else:
                if element is not unseen:
                    walk.end(element)
                walk.tail(element)
    walk.line_break()
    return walk


def _is_unseen(element: Element) -> bool:
    """Is the element no part of the text? A hidden row is one: sheets saved as pages have such rows."""
    tag, style = element.tag, element.get("style") or ""
    if tag in UNSEEN_TAGS or element.get("hidden") is not None:
        return True
    hidden = UNSEEN_STYLE.search(style) is not None
    return hidden and tag != "tr" and not HIDDEN_TEXT.search(style)


def _in_symbols(element: Element) -> bool:
    """Is the text of the element in the Symbol font, where ³ is drawn as ≥?"""
    face = element.get("face") or ""
    return face.strip().lower() == "symbol" or bool(SYMBOL_FONT.search(element.get("style") or ""))
