"""``perfcheck annotate FILE -o COPY``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.copying import NO_COPY, add_copy, checked, no_copy, wrong_ending
from perfcheck.paths import UsageError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from perfcheck.cli.parser import Parser


def arguments(parser: Parser) -> None:
    parser.description = parser.told(
        "写一份带批注的副本：.docx、.xlsx、.pdf 保持原格式，其他格式写成 .xlsx（旧版 .doc、.xls 等也可写成"
        " .docx、.xlsx）。原文件不改；再次批注时替换 perfcheck 自己的批注，别人的保留。",
        "Write a copy with comments: .docx, .xlsx and .pdf stay what they are, other formats become .xlsx"
        " (old ones such as .doc and .xls also .docx or .xlsx). The file itself is not changed; comments"
        " of an earlier run are replaced, those of other people stay.",
    )
    add_copy(parser)


def run(arguments: argparse.Namespace) -> int:
    from perfcheck.copies import CopyError, annotate
    from perfcheck.documents import ReadError
    from perfcheck.paths import write

    source, target, content, report = checked(arguments)
    try:
        copy = annotate(_fit(content, target), str(source), report, arguments.lang)
    except ReadError as error:
        raise no_copy(error, source) from None
    except CopyError as error:
        raise UsageError(*error.told.then(*NO_COPY)) from None
    write(target, copy.content)
    print(copy.told(target, arguments.lang))
    return report.exit_code()


def _fit(content: bytes, target: Path) -> bytes:
    """The content in the format of the copy: as it is, or an old format's as .docx or .xlsx."""
    from perfcheck.copies import suffix_of
    from perfcheck.documents import as_ooxml

    usual, wanted = suffix_of(content), target.suffix.lower()
    if wanted == usual:
        return content
    made = as_ooxml(content)
    if made is None or made[1] != wanted:
        raise wrong_ending(target, usual)
    return made[0]
