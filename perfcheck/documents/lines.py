"""A line of a text file, and what it looks like as a part of a table."""

import re
from html import unescape

from attrs import frozen

BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>()#+.!|=~-])")
BOLD = re.compile(r"(\*\*|__)(.+?)\1", re.DOTALL)

Group = list[tuple[str, int]]  # the cells of one row: text and line number


class CutGroup(Group):
    """A row in the middle of which the text ends."""


@frozen
class Line:
    """A line of a text file and its number."""

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def is_cell(self) -> bool:
        """A line of the one-cell-a-line layout of word processors: a tab, then the cell's text."""
        return self.text.startswith("\t") and "\t" not in self.text[1:].rstrip()

    @property
    def is_row(self) -> bool:
        return "\t" in self.text and not self.is_cell

    @property
    def pipes(self) -> int:
        return self.text.count("|")

    @property
    def is_edged(self) -> bool:
        """A pipe at one of the line's ends: no sentence is written so."""
        text = self.text.strip()
        return text.startswith("|") or text.endswith("|")


def unmarked(text: str) -> str:
    """A cell or a line without what Markdown marks it with: breaks, entities, escapes, and bold from end to end."""
    text = ESCAPED.sub(r"\1", BREAK.sub("\n", text))
    text = unescape(text).strip() if "&" in text else text.strip()
    bold = BOLD.fullmatch(text)
    return bold[2].strip() if bold else text
