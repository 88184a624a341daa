"""Pages in Markdown, taken apart: their code, their links, their headings."""

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from attrs import frozen
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.conftest import ROOT

# The pages whose commands are run. What is generated holds none.
RUN = [
    ROOT / "README.md",
    ROOT / "README.en.md",
    ROOT / "examples" / "README.md",
    *(page for page in sorted((ROOT / "docs").glob("*.md")) if page.name != "rules.md"),
]


@frozen
class Block:
    """A fenced block. ``file``: the name that its text is saved under, the second word behind the fence."""

    language: str
    file: str | None
    text: str
    line: int


@frozen
class Command:
    """What is typed behind ``$ ``, and what the page says comes of it ("" where it says nothing)."""

    text: str
    shown: str
    line: int


def tokens(page: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8"))


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of code; one that is only indented has no language."""
    for token in tokens(page):
        if token.type in ("fence", "code_block"):
            assert token.map is not None
            language, file, *_ = [*token.info.split(), "", ""]
            yield Block(language, file or None, token.content, token.map[0] + 1)


def commands(block: Block) -> Iterator[Command]:
    """The commands of a ``console`` block; a line with ``> `` goes on the one before it."""
    parts = re.split(r"^\$ ", block.text, flags=re.M)
    assert not parts[0].strip(), f"line {block.line}: a console block begins with its command"
    line = block.line + 1
    for part in parts[1:]:
        first, *rest = part.splitlines()
        typed = 0
        while typed < len(rest) and rest[typed].startswith("> "):
            typed += 1
        text = "\n".join([first, *(one[2:] for one in rest[:typed])])
        yield Command(text, "\n".join(rest[typed:]).strip("\n"), line)
        line += len(part.splitlines())


def quoted_commands(page: Path) -> Iterator[list[str]]:
    """The words of each ``perfcheck …`` in running text or a table."""
    for token in _inline(page):
        if token.type == "code_inline" and token.content.startswith("perfcheck "):
            yield shlex.split(token.content)


def links(page: Path) -> Iterator[str]:
    """The goals of links and pictures."""
    for token in _inline(page):
        for name in ("href", "src"):
            if goal := token.attrGet(name):
                yield unquote(str(goal))


def anchors(page: Path) -> set[str]:
    """What a link may name in a page: its headings, as GitHub writes them."""
    every = tokens(page)
    titles = [after.content for token, after in pairwise(every) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def _inline(page: Path) -> Iterator[Token]:
    for token in tokens(page):
        yield from token.children or ()
