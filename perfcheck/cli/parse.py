"""``perfcheck parse VALUE…``: starts fast, for it loads nothing but the values."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from perfcheck.cli.options import add_lang

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("values", nargs="+", metavar="VALUE")
    parser.add_argument("--format", choices=("text", "jsonl"), default="text")
    add_lang(parser)


def run(arguments: argparse.Namespace) -> int:
    from perfcheck.values import parse_value

    for value in _values(arguments.values):
        constraint = parse_value(value)
        if arguments.format == "jsonl":
            import json

            from perfcheck.values import to_record

            print(json.dumps(to_record(constraint), ensure_ascii=False))
        else:
            from perfcheck.values.explain import explain

            print(explain(constraint, arguments.lang))
    return 0


def _values(arguments: list[str]) -> Iterator[str]:
    if arguments != ["-"]:
        yield from arguments
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").removesuffix("\n")
