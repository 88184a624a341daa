"""Running headers, footers and page numbers: what a page adds to the text that flows through it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from perfcheck.documents.paged.lines import Line
from perfcheck.documents.paged.pages import Item, Page, Part

OUTERMOST = 3  # lines at the top and at the bottom of a page that may be furniture
MARGIN = 0.12  # of the height: where page numbers stand
PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:[\s，,/／]*共?\s*\d{1,4}\s*页?)?[-—–－·\s]*"
)
DIGITS = re.compile(r"\d+")

Body = tuple[list[Item], list[Item]]


def bodies(pages: Sequence[Page]) -> Iterator[Body]:
    """The items of each page without its furniture; before them, lines that are that or a title.

    What stands at the same height on half of the pages, numbers aside, is furniture. But where a table
    follows it may be the title of a form that has a page to itself, which only the table can tell.
    """
    marks = Counter(mark for page in pages for mark in {_mark(line) for line in _outermost(page)})
    common = {mark for mark, count in marks.items() if count > 1 and 2 * count >= len(pages)}
    for number, page in enumerate(pages):
        items = [item for item in page.items if not _is_page_number(item, page)]
        is_common = _in(common)
        head = list(takewhile(is_common, items[:OUTERMOST]))
        items = items[len(head) :]
        foot = list(takewhile(is_common, items[: -OUTERMOST - 1 : -1]))
        items = items[: len(items) - len(foot)]
        on_table = any(isinstance(item, Part) for item in items[:OUTERMOST])
        yield (head if on_table or not number else [], items)


def _in(common: set[tuple[str, int]]) -> Callable[[Item], bool]:
    return lambda item: isinstance(item, Line) and _mark(item) in common


def _mark(line: Line) -> tuple[str, int]:
    return DIGITS.sub("#", line.text), round(line.box.top / 4)


def _outermost(page: Page) -> list[Line]:
    items = [item for item in page.items if not _is_page_number(item, page)]
    edges = [*items[:OUTERMOST], *items[-OUTERMOST:]]
    return [item for item in edges if isinstance(item, Line)]


def _is_page_number(item: Item, page: Page) -> bool:
    if not isinstance(item, Line) or not PAGE_NUMBER.fullmatch(item.text):
        return False
    at_top = item.box.bottom < MARGIN * page.height
    return at_top or item.box.top > (1 - MARGIN) * page.height
