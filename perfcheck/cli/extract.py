"""``perfcheck extract PATH…``"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from perfcheck.cli.options import USAGE_ERROR, say

if TYPE_CHECKING:
    import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--format", choices=("table", "jsonl", "csv", "xlsx"), default="table")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--tables", action="store_true", help="每张表一条：项目、预算、支出计划、目标"
    )
    what.add_argument("--documents", action="store_true", help="每份文件一条：正文里的部门数字")
    parser.add_argument("-o", "--output", metavar="FILE")


def run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from perfcheck.api import extract, files
    from perfcheck.documents import ReadError
    from perfcheck.paths import UsageError, expand, refuse_inputs, write
    from perfcheck.reports.extraction import render_records
    from perfcheck.reports.records import document_record, indicator_records, table_records

    records: list[dict[str, Any]] = []
    status = 0
    output = Path(arguments.output) if arguments.output else None
    if arguments.format == "xlsx" and output is None and sys.stdout.isatty():
        raise UsageError("xlsx 不能显示在终端上；请用 -o 写到文件")
    paths = expand(arguments.paths)
    refuse_inputs([output] if output else [], paths)
    for path, named in files(paths):
        try:
            one = extract(path)
        except ReadError as error:
            say(f"{path}：{error.message}，未读取")
            status = USAGE_ERROR
            continue
        if one.unrestored is not None:
            say(f"{path}：疑似含绩效目标表，无法还原表格")
            status = USAGE_ERROR
        elif not one.tables:
            say(f"{path}：没有找到绩效目标表")
            status = USAGE_ERROR if named else status
        if arguments.documents:
            records.append(document_record(one))
        else:
            records += table_records(one) if arguments.tables else indicator_records(one)
    content = render_records(records, arguments.format)
    if output:
        write(output, content)
    elif isinstance(content, str):
        sys.stdout.write(content)
    else:
        sys.stdout.buffer.write(content)
    return status
