"""``perfcheck fix FILE -o COPY``"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from perfcheck.cli.options import add_lang, add_rules, settings_of
from perfcheck.paths import UsageError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

NO_COPY = "没有写副本"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "写一份改好的副本，只改写法确定无疑的地方（单位、符号的写法、颠倒的上下限等），逐处列出。"
        "拿不准的一处不动，原文件不改。还有没改成的时退出码为 1。"
    )
    parser.add_argument("path", metavar="FILE")
    parser.add_argument(
        "-o", "--output", metavar="COPY", required=True, help="副本；已有的会被替换"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="清单的格式")
    add_rules(parser)
    add_lang(parser)


def run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from perfcheck.api import check
    from perfcheck.documents import ReadError, read_content
    from perfcheck.fixing import Refused, fix, mending_record, mending_text
    from perfcheck.paths import refuse_inputs, write
    from perfcheck.reports import View
    from perfcheck.reports.json import as_json

    source, target = Path(arguments.path), Path(arguments.output)
    settings = settings_of(arguments)(source)
    try:
        content = read_content(source)
        refuse_inputs([target], [source])
        report = check(content, name=str(source), settings=settings)
        if report.not_checked:
            raise UsageError(f"{source}：{report.why_not_checked.message.zh}；{NO_COPY}")
        made, mending = fix(content, report)
    except ReadError as error:
        raise UsageError(f"{source}：{error.message}；{NO_COPY}") from None
    except Refused as error:
        raise UsageError(f"{source}：{error.message.zh}；{NO_COPY}") from None
    _same_format(content, target)
    write(target, made)
    if arguments.format == "json":
        sys.stdout.write(as_json(mending_record(mending, arguments.lang)))
    else:
        view = View(arguments.lang)
        sys.stdout.write(mending_text(mending, str(source), str(target), view))
    return int(bool(mending.left))


def _same_format(content: bytes, target: Path) -> None:
    """A copy is of the same format as the file, and its name must say so."""
    from perfcheck.fixing import suffix_of_copy

    usual = suffix_of_copy(content)
    if target.suffix.lower() != usual:
        raise UsageError(f"{target}：这个文件的副本要以 {usual} 结尾；{NO_COPY}")
