"""``perfcheck baseline PATH…``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.options import add_rules, settings_of

if TYPE_CHECKING:
    import argparse


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
    write(target, with_baseline(target, report))
    print(f"{target}：写了 {len(report.findings)} 个问题的说明")
    return 2 if report.not_checked else 0
