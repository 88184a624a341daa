"""The word lists of ``lexicon.toml``, as patterns."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))


@cache
def words(name: str) -> re.Pattern[str]:
    """Any word of a list, longest first."""
    return re.compile("|".join(sorted(_data()[name], key=len, reverse=True)))


@cache
def only_words(*names: str, own: tuple[str, ...] = ()) -> re.Pattern[str]:
    """A text made of nothing but words of these lists and ``own`` ones, with marks between them."""
    return re.compile(rf"(?:{one_word(*names, own=own).pattern}|[，,、；;。\s])+")


@cache
def one_word(*names: str, own: tuple[str, ...] = ()) -> re.Pattern[str]:
    """A word of these lists or an ``own`` one, the longest that stands there."""
    listed = [*(word for name in names for word in _data()[name]), *map(re.escape, own)]
    return re.compile("|".join(sorted(listed, key=len, reverse=True)))


def contradictions() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Each group of wordings of one fault: the fault and what it befalls."""
    return {
        group: (re.compile("|".join(faults)), re.compile("|".join(objects)))
        for group, (faults, objects) in _data()["contradiction"].items()
    }


def expected_units(text: str) -> tuple[str, frozenset[str]] | None:
    """The measure word a text ends with, and the units it goes with."""
    for ending, units in _data()["units"].items():
        if text.rstrip("。；;").endswith(ending):
            return ending, frozenset(units)
    return None


@frozen
class Typo:
    """A wrong writing and its mending. ``core`` is its longest run of plain characters."""

    pattern: re.Pattern[str]
    right: str
    core: str


@cache
def typos() -> tuple[Typo, ...]:
    """The wrong writings of the list; a text without the core needs no search."""
    return tuple(
        Typo(re.compile(key), right, _core(key)) for key, right in _data()["typo"].items()
    )


def _core(pattern: str) -> str:
    plain = re.sub(r"\(\?[^)]*\)|\[[^]]*\]", " ", pattern)
    return max((run[0] for run in re.finditer(r"[\u4e00-\u9fff、]+", plain)), key=len)
