"""Where the grammar files lie: inside an installed package, beside the package in a checkout."""

from functools import cache
from pathlib import Path

_MARK = "value.lark"


@cache
def grammar_dir() -> Path:
    """The directory with the ``.lark`` files, ``units.csv`` and ``words.csv``.

    Raises FileNotFoundError when neither place holds the grammar.
    """
    package = Path(__file__).resolve().parent.parent
    for place in (package / "grammar", package.parent / "grammar"):
        if (place / _MARK).is_file():
            return place
    raise FileNotFoundError(f"找不到语法文件 {_MARK}（the grammar directory is missing）")


def read_grammar(name: str) -> str:
    """The text of one grammar file."""
    return (grammar_dir() / name).read_text(encoding="utf-8")


def read_lines(name: str) -> list[list[str]]:
    """The rows of a comma-separated grammar file without its header, comments and blank lines."""
    lines = [line for line in read_grammar(name).splitlines() if line and line[0] != "#"]
    return [[field.strip() for field in line.split(",")] for line in lines[1:]]
