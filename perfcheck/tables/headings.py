"""The numbered headings of a document, in the four styles of official prose."""

import re
from collections.abc import Iterator

from attrs import frozen

from perfcheck.documents import Document, Location
from perfcheck.values import chinese_number

STYLES = {
    "一、": re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})、(?P<text>.+)"),
    "（一）": re.compile(r"[（(](?P<number>[一二三四五六七八九十]{1,3})[）)]、?(?P<text>.+)"),
    "1、": re.compile(r"(?P<number>\d{1,2})[、.．](?![\d.])(?P<text>.+)"),
    "（1）": re.compile(r"[（(](?P<number>\d{1,2})[）)]、?(?P<text>.+)"),
}
PART = re.compile("第[一二三四五六七八九十]+部分.*")
LONGEST = 30


@frozen
class Heading:
    """A short numbered line. ``style`` is its first number in that style: 一、 （一） 1、 （1）."""

    style: str
    number: int
    text: str
    location: Location


def headings(document: Document) -> Iterator[Heading | None]:
    """The headings in order; None where a new part (第二部分) begins all numbering anew."""
    for paragraph in document.paragraphs:
        line = paragraph.text.strip()
        if PART.fullmatch(line):
            yield None
        elif len(line) <= LONGEST and not re.search(r"[。；;]|\.{3}", line):
            yield from _heading(line, paragraph.location)


def _heading(line: str, location: Location) -> Iterator[Heading]:
    for style, pattern in STYLES.items():
        if match := pattern.fullmatch(line):
            written = match["number"]
            number = int(written) if written.isdecimal() else int(chinese_number(written) or 0)
            yield Heading(style, number, line, location)
            return
