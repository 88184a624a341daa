"""Time `perfcheck.parse_value` against one regular expression and a plain Lark grammar.

    python benchmarks/values.py [--repeats 30]

Speed stands beside correctness: the two others read simple values only.
"""

import json
import os
import platform
import re
from argparse import ArgumentParser
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from lark import Lark, Token, Transformer
from tabulate import tabulate

from perfcheck.documents import read_path
from perfcheck.tables import recognise
from perfcheck.values import parse, parse_value, to_record

ROOT = Path(__file__).resolve().parent.parent
WARM_PASSES = 50


class Reading(NamedTuple):
    """What all readers are compared by: the operator, and number × scale."""

    op: str
    number: Decimal


Reader = Callable[[str], Reading | None]

# --- one regular expression ------------------------------------------------------------------

OPERATORS = {
    **dict.fromkeys(("≥", "≧", ">=", "不低于", "不少于", "大于等于", "至少"), "ge"),
    **dict.fromkeys(("≤", "≦", "<=", "不超过", "不高于", "小于等于"), "le"),
    **dict.fromkeys((">", "＞", "大于", "超过"), "gt"),
    **dict.fromkeys(("<", "＜", "小于", "低于"), "lt"),
    **dict.fromkeys(("=", "＝", "等于"), "eq"),
}
SUFFIXES = {"以上": "ge", "以下": "le", "以内": "le", "内": "le"}
SCALES = {"万": Decimal(10**4), "亿": Decimal(10**8)}


def one_of(words: dict[str, str] | dict[str, Decimal]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


NUMBER = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
UNIT = r"%|％|(?:(?!以上|以下|以内|内|至|万|亿)[\u4e00-\u9fff㎡/]){1,6}"
SIMPLE = re.compile(
    rf"\s*(?P<op>{one_of(OPERATORS)})?\s*(?P<number>{NUMBER})\s*(?P<scale>{one_of(SCALES)})?"
    rf"\s*(?P<unit>{UNIT})?\s*(?P<suffix>{one_of(SUFFIXES)})?\s*"
)


def reading(op: str | None, number: str, scale: str | None, suffix: str | None) -> Reading:
    sign = OPERATORS[op] if op else SUFFIXES[suffix] if suffix else "eq"
    size = SCALES[scale] if scale else Decimal(1)
    return Reading(sign, Decimal(number.replace(",", "")) * size)


def read_by_re(text: str) -> Reading | None:
    match = SIMPLE.fullmatch(text)
    if match is None:
        return None
    return reading(match["op"], match["number"], match["scale"], match["suffix"])


# --- plain Lark ------------------------------------------------------------------------------

GRAMMAR = rf"""
?start: [OP] NUMBER [SCALE] [UNIT] [SUFFIX]      -> simple
      | [OP] NUMBER [SCALE] [UNIT] [SUFFIX] REST -> other
      | [OP] REST                                -> other

OP.3: /{one_of(OPERATORS)}/
NUMBER.3: /{NUMBER}/
SCALE.3: /{one_of(SCALES)}/
SUFFIX.3: /{one_of(SUFFIXES)}/
UNIT.2: /{UNIT.replace("/", chr(92) + "/")}/
REST.-1: /\S(.|\n)*/
%ignore /\s+/
"""


class Simple(Transformer[Token, Reading | None]):
    """Trees to readings while the parser runs; no tree is built."""

    def simple(self, parts: list[Token | None]) -> Reading:
        op, number, scale, _, suffix = parts
        assert number is not None
        return reading(op, number, scale, suffix)

    def other(self, _parts: list[Token | None]) -> None:
        return None


PARSER = Lark(GRAMMAR, parser="lalr", maybe_placeholders=True, transformer=Simple())


def read_by_lark(text: str) -> Reading | None:
    if not text.strip():
        return None
    result: object = PARSER.parse(text)  # the transformer's, no tree
    return result if isinstance(result, Reading) else None


# --- perfcheck -------------------------------------------------------------------------------


def read_by_perfcheck(text: str) -> Reading | None:
    return of_record(to_record(parse_value(text)))


def of_record(record: dict[str, object]) -> Reading | None:
    """One bound and its number, as `parse --format jsonl` and the gold give it."""
    if record["kind"] not in ("quantity", "duration") or record["normalized"] is None:
        return None
    return Reading(str(record["op"]), Decimal(str(record["normalized"])))


# --- the values ------------------------------------------------------------------------------


def example_values() -> list[str]:
    """Every value cell of the example tables, graded levels too."""
    found: list[str] = []
    for path in sorted((ROOT / "examples" / "tables").iterdir()):
        for table in recognise(read_path(path)).tables:
            found += [row.value for row in table.indicators]
            found += [level.raw for row in table.graded for level in row.scale.levels]
    return found


def gold() -> dict[str, Reading | None]:
    """Hand-made readings of real values, where the data is at hand."""
    folder = Path(os.environ.get("PERFCHECK_DATA") or ROOT.parent / "shared")
    path = folder / "gold" / "values.jsonl"
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").split("\n")
    records = [json.loads(line) for line in lines if line.strip()]
    return {record["raw"]: of_record(record) for record in records}


# --- the clock -------------------------------------------------------------------------------


class Contestant(NamedTuple):
    """A reader: the function that is timed, how its memo is emptied, and what it read."""

    name: str
    parse: Callable[[str], object]
    forget: Callable[[], None]
    read: Reader


def contestants() -> list[Contestant]:
    by_re, by_lark = lru_cache(8192)(read_by_re), lru_cache(8192)(read_by_lark)
    forget = parse._remembered.cache_clear
    return [
        Contestant("perfcheck.parse_value", parse_value, forget, read_by_perfcheck),
        Contestant("one re", by_re, by_re.cache_clear, read_by_re),
        Contestant("plain Lark (LALR)", by_lark, by_lark.cache_clear, read_by_lark),
    ]


def seconds(read: Callable[[str], object], values: list[str], passes: int = 1) -> float:
    start = perf_counter()
    for _ in range(passes):
        for value in values:
            read(value)
    return perf_counter() - start


def microseconds(one: Contestant, values: list[str], repeats: int) -> tuple[float, float]:
    """Best time of a value with the memo empty, and with the memo full."""
    seconds(one.parse, values)  # warm-up: builds the parser, compiles its scanners
    cold = warm = float("inf")
    for _ in range(repeats):
        one.forget()
        cold = min(cold, seconds(one.parse, values))
        warm = min(warm, seconds(one.parse, values, WARM_PASSES) / WARM_PASSES)
    return cold / len(values) * 1e6, warm / len(values) * 1e6


def main() -> None:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repeats", type=int, default=30)
    repeats = parser.parse_args().repeats
    right = gold()
    from_examples = example_values()
    values = list(dict.fromkeys([*from_examples, *right]))
    ours = {value: read_by_perfcheck(value) for value in values}
    numbers = sum(one is not None for one in ours.values())

    lark = version("lark")
    print(f"Python {platform.python_version()}, lark {lark}, one thread, best of {repeats}")
    sources = f"{len(set(from_examples))} from examples, {len(right)} from the gold"
    print(f"values: {len(values)} distinct ({sources})")
    print(
        f"perfcheck reads {numbers} as one bound and one number; the rest: ranges, dates, words …"
    )
    print()
    headers = ["reader", "µs/distinct", "µs/repeated"]
    headers += ["as perfcheck", "otherwise", f"not read (of {numbers})"]
    rows: list[list[str]] = []
    for one in contestants():
        cold, warm = microseconds(one, values, repeats)
        theirs = {value: one.read(value) for value in values}
        same = sum(theirs[value] == ours[value] is not None for value in values)
        differ = sum(theirs[value] not in (None, ours[value]) for value in values)
        missed = sum(theirs[value] is None and ours[value] is not None for value in values)
        row = [one.name, f"{cold:.2f}", f"{warm:.3f}", f"{same}", f"{differ}", f"{missed}"]
        if right:
            row.append(f"{sum(theirs[value] == right[value] for value in right)}")
        rows.append(row)
    if right:
        headers.append(f"right by the gold (of {len(right)})")
    align = ("left", *("right",) * (len(headers) - 1))
    print(tabulate(rows, headers, colalign=align, disable_numparse=True))


if __name__ == "__main__":
    main()
