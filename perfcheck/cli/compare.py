"""``perfcheck compare OLD NEW``"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from perfcheck.cli.options import add_lang, add_rules, colour, settings_of
from perfcheck.paths import UsageError

if TYPE_CHECKING:
    import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "比较两份文件：一上与二上、上年与今年，或计划与自评（计划放在前面）。指标按取值范围比较是放宽还是收紧，"
        "不按文字。有目标放宽、有新问题或自评与计划不符时退出码为 1。"
    )
    parser.add_argument("old", metavar="OLD", help="前一份，或计划")
    parser.add_argument("new", metavar="NEW", help="后一份，或自评")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_rules(parser)
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="逐条列出，并列出说明文字的改动"
    )
    add_lang(parser)


def run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from perfcheck.api import check_paths
    from perfcheck.comparing import CompareError, compare
    from perfcheck.reports import View
    from perfcheck.reports.compared import comparison_text
    from perfcheck.reports.comparison_records import comparison_record
    from perfcheck.reports.json import as_json

    settings_for = settings_of(arguments)
    old, new = Path(arguments.old), Path(arguments.new)
    before, after = (check_paths([path], settings=settings_for) for path in (old, new))
    settings = settings_for(new)
    try:
        comparison = compare(before, after, settings)
    except CompareError as error:
        raise UsageError(error.message) from None
    if arguments.format == "json":
        sys.stdout.write(as_json(comparison_record(comparison, arguments.lang)))
    else:
        view = View(arguments.lang, arguments.verbose, colour())
        sys.stdout.write(comparison_text(comparison, view))
    return comparison.exit_code(settings.fail_on)
