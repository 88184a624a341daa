"""``perfcheck annotate FILE -o COPY``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.options import add_lang, add_rules, settings_of
from perfcheck.paths import UsageError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "写一份带批注的副本：.docx、.xlsx、.pdf 保持原格式，其他格式写成 .xlsx（旧版 .doc、.xls 等也可写成"
        " .docx、.xlsx）。原文件不改；再次批注时替换 perfcheck 自己的批注，别人的保留。"
    )
    parser.add_argument("path", metavar="FILE")
    parser.add_argument(
        "-o", "--output", metavar="COPY", required=True, help="副本；已有的会被替换"
    )
    add_rules(parser)
    add_lang(parser)


def run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from perfcheck.api import check
    from perfcheck.copies import CopyError, annotate
    from perfcheck.documents import ReadError, read_content
    from perfcheck.paths import refuse_inputs, write

    source, target = Path(arguments.path), Path(arguments.output)
    settings = settings_of(arguments)(source)
    try:
        content = read_content(source)
        refuse_inputs([target], [source])
        report = check(content, name=str(source), settings=settings)
        if report.not_checked:
            raise UsageError(f"{source}：{report.why_not_checked.message.zh}；没有写副本")
        copy = annotate(_fit(content, target), str(source), report, arguments.lang)
    except ReadError as error:
        raise UsageError(f"{source}：{error.message}；没有写副本") from None
    except CopyError as error:
        raise UsageError(f"{error.message}；没有写副本") from None
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
        raise UsageError(f"{target}：这个文件的副本要以 {usual} 结尾")
    return made[0]
