"""``perfcheck fix FILE -o COPY``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.consoles import show
from perfcheck.cli.options import NO_COPY, add_rules, settings_of, wrong_ending
from perfcheck.paths import UsageError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from perfcheck.cli.parser import Parser


def arguments(parser: Parser) -> None:
    parser.description = parser.told(
        "写一份改好的副本，只改写法确定无疑的地方（单位、符号的写法、颠倒的上下限等），逐处列出。"
        "拿不准的一处不动，原文件不改。还有没改成的时退出码为 1。",
        "Write a mended copy. Only what is certain is changed (how units and signs are written, reversed"
        " ranges and the like), and every change is listed. The file itself is not changed. The exit"
        " status is 1 where something could not be mended.",
    )
    parser.add_argument("path", metavar="FILE")
    parser.add_argument(
        "-o",
        "--output",
        metavar="COPY",
        required=True,
        help=parser.told("副本；已有的会被替换", "the copy; replaced if it is there"),
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=parser.told("清单的格式", "format of the list"),
    )
    add_rules(parser)


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
            raise UsageError(*report.why_not_checked.message.about(source).then(*NO_COPY))
        made, mending = fix(content, report)
    except (ReadError, Refused) as error:
        raise UsageError(*error.told.about(source).then(*NO_COPY)) from None
    _same_format(content, target)
    write(target, made)
    if arguments.format == "json":
        show(as_json(mending_record(mending, arguments.lang)), "json")
    else:
        view = View(arguments.lang)
        show(mending_text(mending, str(source), str(target), view))
    return int(bool(mending.left))


def _same_format(content: bytes, target: Path) -> None:
    """A copy is of the same format as the file, and its name must say so."""
    from perfcheck.fixing import suffix_of_copy

    usual = suffix_of_copy(content)
    if target.suffix.lower() != usual:
        raise wrong_ending(target, usual)
