"""What the verbs share that write a copy of one file: the file, its report, and why there is no copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.options import add_rules, settings_of
from perfcheck.messages import Message
from perfcheck.paths import UsageError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from perfcheck.cli.parser import Parser
    from perfcheck.messages import Trouble
    from perfcheck.rules import Report

NO_COPY = Message("没有写副本", "no copy was written")


def add_copy(parser: Parser) -> None:
    """The file, the copy, and which rules to run."""
    parser.add_argument("path", metavar="FILE")
    parser.add_argument(
        "-o",
        "--output",
        metavar="COPY",
        required=True,
        help=parser.told("副本；已有的会被替换", "the copy; replaced if it is there"),
    )
    add_rules(parser)


def checked(arguments: argparse.Namespace) -> tuple[Path, Path, bytes, Report]:
    """The file, where its copy goes, its bytes and their report. Raises ``UsageError``."""
    from pathlib import Path

    from perfcheck.api import check
    from perfcheck.documents import ReadError, read_content
    from perfcheck.paths import refuse_inputs

    source, target = Path(arguments.path), Path(arguments.output)
    settings = settings_of(arguments)(source)
    try:
        content = read_content(source)
    except ReadError as error:
        raise no_copy(error, source) from None
    refuse_inputs([target], [source])
    report = check(content, name=str(source), settings=settings)
    if report.not_checked:
        raise UsageError(*report.why_not_checked.message.about(source).then(*NO_COPY))
    return source, target, content, report


def no_copy(trouble: Trouble, source: Path) -> UsageError:
    return UsageError(*trouble.told.about(source).then(*NO_COPY))


def wrong_ending(copy: Path, usual: str) -> UsageError:
    """The name of a copy must say what format it is of."""
    said = Message(f"这个文件的副本要以 {usual} 结尾", f"a copy of this file must end in {usual}")
    return UsageError(*said.about(copy).then(*NO_COPY))
