"""``perfcheck parse VALUE…``: starts fast, for it loads nothing but the values."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from perfcheck.cli.consoles import show

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from perfcheck.cli.parser import Parser


def arguments(parser: Parser) -> None:
    parser.description = parser.told(
        "只解析指标值，例如 ≥95% 或“2024年12月底前”。",
        "Read target values only, such as ≥95% or 10~20.",
    )
    parser.add_argument(
        "values",
        nargs="+",
        metavar="VALUE",
        help=parser.told(
            "指标值；- 从标准输入每行读一个", "a value; - reads one a line from standard input"
        ),
    )
    parser.add_argument("--format", choices=("text", "jsonl"), default="text")


def run(arguments: argparse.Namespace) -> int:
    from perfcheck.values import parse_value

    for value in _values(arguments.values):
        constraint = parse_value(value)
        if arguments.format == "jsonl":
            import json

            from perfcheck.values import to_record

            show(json.dumps(to_record(constraint), ensure_ascii=False) + "\n", "jsonl")
        else:
            from perfcheck.values.explain import explain

            show(explain(constraint, arguments.lang) + "\n")
    return 0


def _values(arguments: list[str]) -> Iterator[str]:
    if arguments != ["-"]:
        yield from arguments
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").removesuffix("\n")
