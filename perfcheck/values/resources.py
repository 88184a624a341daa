"""Where the grammar files lie: inside an installed package, beside the package in a checkout."""

import os
from functools import cache

_MARK = "value.lark"


@cache
def grammar_dir() -> str:
    """The directory with the ``.lark`` files, ``units.csv`` and ``words.csv``.

    Raises FileNotFoundError when neither place holds the grammar.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for parent in (package, os.path.dirname(package)):
        place = os.path.join(parent, "grammar")
        if os.path.isfile(os.path.join(place, _MARK)):
            return place
    raise FileNotFoundError(f"找不到语法文件 {_MARK}（the grammar directory is missing）")


def read_grammar(name: str) -> str:
    """The text of one grammar file."""
    with open(os.path.join(grammar_dir(), name), encoding="utf-8") as file:
        return file.read()


def read_lines(name: str) -> list[list[str]]:
    """The rows of a comma-separated grammar file without its header, comments and blank lines."""
    lines = [line for line in read_grammar(name).splitlines() if line and line[0] != "#"]
    return [[field.strip() for field in line.split(",")] for line in lines[1:]]
