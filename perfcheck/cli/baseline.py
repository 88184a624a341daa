"""``perfcheck baseline PATH…``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.options import add_rules, say, settings_of
from perfcheck.cli.parser import USAGE_ERROR
from perfcheck.messages import Message

if TYPE_CHECKING:
    import argparse

    from perfcheck.cli.parser import Parser

ENTRY = "[[accept]]"


def arguments(parser: Parser) -> None:
    parser.description = parser.told(
        "把现有的问题写进口径文件，以后检查时只列出新的。理由请改成实际情况。",
        "Write the present findings into a policy file: from then on only new ones are listed. Put the"
        " real reasons in the place of those written.",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default="perfcheck.toml",
        help=parser.told(
            "口径文件（默认 perfcheck.toml）", "policy file (default: perfcheck.toml)"
        ),
    )
    add_rules(parser)


def run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from perfcheck.api import check_paths
    from perfcheck.config import with_baseline
    from perfcheck.paths import expand, write

    target = Path(arguments.output)
    report = check_paths(expand(arguments.paths), settings=settings_of(arguments))
    text = with_baseline(target, report, lang=arguments.lang)
    before = target.read_bytes().decode("utf-8-sig") if target.exists() else ""
    write(target, text)
    n, left = text.count(ENTRY) - before.count(ENTRY), report.not_checked
    print(Message(f"写了 {n} 条说明", f"{n} entries written").about(target).in_(arguments.lang))
    if left:
        told = Message(
            f"{left} 个文件没有检查，没有写进去", f"{left} file(s) not checked, and left out"
        )
        say(told.in_(arguments.lang))
    return USAGE_ERROR if report.not_checked else 0
