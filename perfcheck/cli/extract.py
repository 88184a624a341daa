"""``perfcheck extract PATH…``"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from perfcheck.cli.consoles import show
from perfcheck.cli.options import add_config, config_of, for_a_file, say
from perfcheck.cli.parser import USAGE_ERROR
from perfcheck.messages import Message

if TYPE_CHECKING:
    import argparse

    from perfcheck.cli.parser import Parser
    from perfcheck.tables import Submission

UNREAD = ("未读取", "not read")
UNRESTORED = Message(
    "疑似含绩效目标表，无法还原表格",
    "there seems to be a target table whose cells cannot be told apart",
)
NO_TABLE = Message("没有找到绩效目标表", "no target table found")


def arguments(parser: Parser) -> None:
    parser.description = parser.told(
        "列出每一行指标和读出来的指标值，不作检查。table 给人看，其他格式给程序和表格软件用。",
        "List every indicator with its value as it was read, without checking. The table is for people,"
        " the other formats are for programs and spreadsheets.",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--format", choices=("table", "jsonl", "csv", "xlsx"), default="table")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--tables",
        action="store_true",
        help=parser.told(
            "每张表一条：项目、预算、支出计划、目标",
            "one record a table: project, budget, funds plan, goals",
        ),
    )
    what.add_argument(
        "--documents",
        action="store_true",
        help=parser.told(
            "每份文件一条：正文里的部门数字",
            "one record a file: the department's figures in the prose",
        ),
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help=parser.told("写到文件", "write to a file")
    )
    add_config(parser)


def run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from perfcheck.api import extract, files
    from perfcheck.documents import ReadError
    from perfcheck.paths import expand, refuse_inputs, write
    from perfcheck.reports.extraction import render_records

    records: list[dict[str, Any]] = []
    status = 0
    output = Path(arguments.output) if arguments.output else None
    if arguments.format == "xlsx" and output is None and sys.stdout.isatty():
        raise for_a_file("xlsx")
    settings_for = config_of(arguments)
    paths = expand(arguments.paths)
    refuse_inputs([output] if output else [], paths)
    for path, named in files(paths):
        try:
            one = extract(path, settings=settings_for(path))
        except ReadError as error:
            say(error.told.then(*UNREAD).about(path).in_(arguments.lang))
            status = USAGE_ERROR
            continue
        if one.unrestored is not None:
            say(UNRESTORED.about(path).in_(arguments.lang))
            status = USAGE_ERROR
        elif not one.tables:
            say(NO_TABLE.about(path).in_(arguments.lang))
            status = USAGE_ERROR if named else status
        records += _records(one, arguments)
    content = render_records(records, arguments.format, arguments.lang)
    if output:
        write(output, content)
    else:
        show(content, arguments.format)
    return status


def _records(one: Submission, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    from perfcheck.reports.records import document_record, indicator_records, table_records

    if arguments.documents:
        return [document_record(one)]
    return list(table_records(one) if arguments.tables else indicator_records(one))
