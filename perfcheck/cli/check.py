"""``perfcheck check PATH…``"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from perfcheck.cli.options import FORMATS, add_lang, add_rules, colour, settings_of
from perfcheck.paths import UsageError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--format", default="text", help=f"默认 text；可用：{FORMATS}")
    parser.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FILE|FORMAT=FILE",
        help="写到文件，可多次",
    )
    add_rules(parser)
    parser.add_argument("-v", "--verbose", action="store_true", help="列出提示和依据")
    add_lang(parser)


def run(arguments: argparse.Namespace) -> int:
    from perfcheck.api import check_paths
    from perfcheck.paths import expand, refuse_inputs, write
    from perfcheck.progress import Progress
    from perfcheck.reports import View, all_formats

    formats = all_formats()
    if arguments.format not in formats:
        raise UsageError(f"没有格式 {arguments.format}；可用：{'、'.join(formats)}")
    settings = settings_of(arguments)
    outputs = [_output(text, arguments.format, formats) for text in arguments.output]
    if not outputs and formats[arguments.format].binary and sys.stdout.isatty():
        raise UsageError(f"{arguments.format} 不能显示在终端上；请用 -o 写到文件")
    paths = expand(arguments.paths)
    refuse_inputs([path for _, path in outputs], paths)
    with Progress(paths) as progress:
        report = check_paths(paths, settings=settings, progress=progress.step)
    for name, path in outputs:
        write(path, formats[name].render(report, View(arguments.lang, arguments.verbose)))
    if not outputs:
        view = View(arguments.lang, arguments.verbose, colour())
        _print(formats[arguments.format].render(report, view))
    return report.exit_code()


def _output(text: str, default: str, formats: dict[str, Any]) -> tuple[str, Path]:
    """``json=report.json``, or a file in the format of ``--format``."""
    from pathlib import Path

    name, equals, path = text.partition("=")
    return (name, Path(path)) if equals and name in formats else (default, Path(text))


def _print(content: str | bytes) -> None:
    if isinstance(content, str):
        sys.stdout.write(content)
    else:
        sys.stdout.buffer.write(content)
