"""``perfcheck baseline PATH…``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.options import USAGE_ERROR, add_rules, say, settings_of

if TYPE_CHECKING:
    import argparse

ENTRY = "[[accept]]"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="perfcheck.toml", help="默认 perfcheck.toml"
    )
    add_rules(parser)


def run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from perfcheck.api import check_paths
    from perfcheck.config import with_baseline
    from perfcheck.paths import expand, write

    target = Path(arguments.output)
    report = check_paths(expand(arguments.paths), settings=settings_of(arguments))
    text = with_baseline(target, report)
    before = target.read_bytes().decode("utf-8-sig") if target.exists() else ""
    write(target, text)
    print(f"{target}：写了 {text.count(ENTRY) - before.count(ENTRY)} 条说明")
    if report.not_checked:
        say(f"{report.not_checked} 个文件没有检查，没有写进去")
    return USAGE_ERROR if report.not_checked else 0
