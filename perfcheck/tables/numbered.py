"""The numbered paragraphs of a document, in the four styles of official prose."""

import re
from collections.abc import Iterator

from attrs import frozen

from perfcheck.documents import Document, Location
from perfcheck.values import chinese_number

STYLES = {
    "一、": re.compile(r"([一二三四五六七八九十]{1,3})、"),
    "（一）": re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]"),
    "1、": re.compile(r"([0-9０-９]{1,2})[、.．](?![0-9０-９.．])"),
    "（1）": re.compile(r"[（(]([0-9０-９]{1,2})[）)]"),
}
PART = re.compile("第[一二三四五六七八九十]+部分.*")
HEADING_LENGTH = 30


@frozen
class Numbered:
    """A paragraph with a number before it. ``style`` is the first number of its style: 一、 （一） 1、 （1）."""

    style: str
    number: int
    text: str
    location: Location

    @property
    def is_heading(self) -> bool:
        """A short line, no sentence and no line of a table of contents."""
        return len(self.text) <= HEADING_LENGTH and not re.search(r"[。；;]|\.{3}", self.text)


def numbered(document: Document) -> Iterator[Numbered | None]:
    """The numbered paragraphs in order; None where a part (第二部分) begins, and all numbering anew."""
    for paragraph in document.paragraphs:
        line = paragraph.text.strip()
        if PART.fullmatch(line):
            yield None
            continue
        for style, pattern in STYLES.items():
            if match := pattern.match(line):
                written = match[1]
                number = int(written) if written.isdecimal() else int(chinese_number(written) or 0)
                yield Numbered(style, number, line, paragraph.location)
