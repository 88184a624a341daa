"""``perfcheck fix FILE -o COPY``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.consoles import show
from perfcheck.cli.copying import add_copy, checked, no_copy, wrong_ending

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
    add_copy(parser)
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=parser.told("清单的格式", "format of the list"),
    )


def run(arguments: argparse.Namespace) -> int:
    from perfcheck.documents import ReadError
    from perfcheck.fixing import Refused, fix, mending_record, mending_text
    from perfcheck.paths import write
    from perfcheck.reports import View
    from perfcheck.reports.json import as_json

    source, target, content, report = checked(arguments)
    try:
        made, mending = fix(content, report)
    except (ReadError, Refused) as error:
        raise no_copy(error, source) from None
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
