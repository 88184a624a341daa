"""The words of the language, from ``grammar/words.csv``, and the fragments they make."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from perfcheck.values.own import per_units
from perfcheck.values.resources import read_grammar, read_lines

# One character for one character, so offsets stay offsets into the raw text.
FOLD = str.maketrans(
    {
        **{chr(0xFF10 + n): str(n) for n in range(10)},
        **dict(zip("％﹪℅．，：；？＊＿／＋（）［］", "%%%.,:;?*_/+()[]", strict=True)),
        **dict(zip("＜﹤《〈＞﹥》〉＝﹦≧⩾≦⩽≌", "<<<<>>>>==≥≥≤≤≈", strict=True)),
        **dict.fromkeys("～〜∼˜∽", "~"),
        **dict.fromkeys("\u200b\ufeff", " "),  # what copying from a page leaves unseen
        **dict.fromkeys("－—–−―‐‑‒─﹣", "-"),
        **dict(
            zip("ＸｘＩｌＯｏ￥〇○萬億個項內餘約於", "XxIlOo¥零零万亿个项内余约于", strict=True)
        ),
    }
)


def fold(text: str) -> str:
    """Full-width digits, signs and dashes as half-width ones, one for one."""
    return text.translate(FOLD)


class Word(NamedTuple):
    """One line of ``words.csv``."""

    text: str
    meaning: str
    flags: frozenset[str]


@cache
def words(kind: str) -> tuple[Word, ...]:
    """The words of a kind, longest first."""
    return _all_words().get(kind, ())


@cache
def _all_words() -> dict[str, tuple[Word, ...]]:
    found: dict[str, list[Word]] = {}
    for kind, text, meaning, flags, *_ in read_lines("words.csv"):
        found.setdefault(kind, []).append(Word(text, meaning, frozenset(flags.split())))
    return {
        kind: tuple(sorted(group, key=lambda word: -len(word.text)))
        for kind, group in found.items()
    }


@cache
def meanings(*kinds: str) -> dict[str, str]:
    """Folded word → meaning for some kinds."""
    return {fold(word.text): word.meaning for kind in kinds for word in words(kind)}


@cache
def scales() -> dict[str, Decimal]:
    """万 → 10000 and so on."""
    return {word.text: Decimal(word.meaning) for word in reversed(words("scale"))}


def alternation(texts: list[str]) -> str:
    """A regular expression for any of the texts, longest first, common beginnings shared."""
    tree: dict[str, list[str]] = {}
    for text in dict.fromkeys(texts):
        tree.setdefault(text[0], []).append(text[1:])
    single = "".join(_escape(first) for first, rests in tree.items() if rests == [""])
    branches = []
    for first, rests in tree.items():
        if rests != [""]:
            longer = [rest for rest in rests if rest]
            tail = alternation(longer) + ("?" if "" in rests else "")
            branches.append(_escape(first) + tail)
    if single:
        branches.append(f"[{single}]")
    return branches[0] if len(branches) == 1 and single else f"(?:{'|'.join(branches)})"


def _escape(char: str) -> str:
    # A slash would end a regular expression in a Lark grammar.
    return "\\/" if char == "/" else re.escape(char)


def _operator() -> str:
    """Signs and words that compare, each before a number; some with a few words between."""
    near: list[str] = []
    date: list[str] = []
    far = [fold(word.text) for word in words("symbol")]
    for word in words("operator"):
        group = far if "gap" in word.flags else date if "date" in word.flags else near
        group.append(word.text)
    far.sort(key=len, reverse=True)
    return (
        f"(?:{alternation(sorted(near + far, key=len, reverse=True))}(?=\\s*<<numberstart>>)"
        f"|{alternation(far)}(?=\\s*(?:<<gap>>[0-9]|<<eachtime>>))"
        f"|{alternation(date)}(?=\\s*(?:[0-9]|<<cn>>|[本当]?年)))"
    )


def _operator_starts() -> str:
    """The first two characters of operator words: enough to know where words may end."""
    seconds: dict[str, str] = {}
    alone = ""
    for word in words("operator"):
        first, second = word.text[0], word.text[1:2]
        if second:
            seconds[first] = "".join(dict.fromkeys(seconds.get(first, "") + second))
        else:
            alone += first
    pairs = "|".join(f"{first}[{follow}]" for first, follow in seconds.items())
    return f"(?:{pairs}|[{alone}](?=\\s*<<numberstart>>))"


def _unit_fragments() -> dict[str, str]:
    from perfcheck.values.units import unit_table

    names = sorted({fold(name) for name in unit_table()}, key=len, reverse=True)
    latin = [name for name in names if name.isascii() and name[0].isalpha()]
    other = [name for name in names if name not in set(latin)]
    return {
        "unit": f"(?:{alternation(other)}|{alternation(latin)}(?![A-Za-z]))",
        "unitfirst": "".join(sorted({_escape(name[0]) for name in other})),
    }


@per_units(32)
def fragments() -> dict[str, str]:
    """Named pieces of regular expressions for the grammar, not yet expanded."""
    suffixes = [fold(word.text) for word in words("suffix")]
    guarded = alternation([text for text in suffixes if text not in ("内", "间", "+")])
    made = {
        **_unit_fragments(),
        "operator": _operator(),
        "operatorstart": _operator_starts(),
        "symbol": alternation([fold(word.text) for word in words("symbol")]),
        "scale": alternation([word.text for word in words("scale")]),
        "suffix": f"(?:{guarded}|内(?![容部外设控蒙涵河审])|间(?![隙隔接断谍])|\\+(?!\\s*[0-9]))",
        "datesuffix": alternation([word.text for word in words("date-suffix")]),
        "more": "".join(word.text for word in words("more")),
        "maskchars": "".join(_escape(c) for c in sorted({fold(w.text) for w in words("mask")})),
    }
    for line in read_grammar("fragments.txt").splitlines():
        if line and not line.startswith("#"):
            name, pattern = line.split(" = ", 1)
            made[name] = pattern
    return made


def expand(text: str) -> str:
    """The text with every ``<<fragment>>`` replaced, also inside fragments."""
    table = fragments()
    for _ in range(8):
        expanded = re.sub(r"<<(\w+)>>", lambda found: table[found[1]], text)
        if expanded == text:
            return text
        text = expanded
    raise ValueError("语法片段循环引用（fragments refer to each other in a circle）")
