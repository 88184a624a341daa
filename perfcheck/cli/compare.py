"""``perfcheck compare OLD NEW``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.consoles import show
from perfcheck.cli.options import add_rules, colour, settings_of

if TYPE_CHECKING:
    import argparse

    from perfcheck.cli.parser import Parser


def arguments(parser: Parser) -> None:
    parser.description = parser.told(
        "比较两份文件：一上与二上、上年与今年，或计划与自评（计划放在前面）。指标按取值范围比较是放宽还是收紧，"
        "不按文字。有目标放宽、有新问题或自评与计划不符时退出码为 1。",
        "Compare two files: two drafts, two years, or a plan and its self-evaluation (the plan first)."
        " Whether a target is looser or tighter is told from what it allows, not from its words. The exit"
        " status is 1 where a target is looser, a finding is new, or the evaluation departs from the plan.",
    )
    parser.add_argument(
        "old", metavar="OLD", help=parser.told("前一份，或计划", "the first, or the plan")
    )
    parser.add_argument(
        "new",
        metavar="NEW",
        help=parser.told("后一份，或自评", "the second, or the self-evaluation"),
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_rules(parser)
    parser.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help=parser.told(
            "逐条列出，并列出说明文字的改动", "list each one, and changes of wording too"
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from perfcheck.api import check_paths
    from perfcheck.comparing import compare
    from perfcheck.reports import View
    from perfcheck.reports.compared import comparison_text
    from perfcheck.reports.comparison_records import comparison_record
    from perfcheck.reports.json import as_json

    settings_for = settings_of(arguments)
    old, new = Path(arguments.old), Path(arguments.new)
    before, after = (check_paths([path], settings=settings_for) for path in (old, new))
    settings = settings_for(new)
    comparison = compare(before, after, settings)
    if arguments.format == "json":
        show(as_json(comparison_record(comparison, arguments.lang)), "json")
    else:
        view = View(arguments.lang, arguments.verbose, colour())
        show(comparison_text(comparison, view))
    return comparison.exit_code(settings.fail_on)
