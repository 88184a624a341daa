"""``perfcheck check PATH…``"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from perfcheck.cli.consoles import show
from perfcheck.cli.options import add_rules, colour, for_a_file, settings_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from perfcheck.cli.parser import Parser


class Formats:
    """The names of the report formats, which load them when they are asked for."""

    def __iter__(self) -> Iterator[str]:
        from perfcheck.reports import all_formats

        return iter(all_formats())

    def __contains__(self, name: object) -> bool:
        return name in list(self)


def arguments(parser: Parser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument(
        "--format",
        choices=Formats(),
        default="text",
        metavar="FORMAT",
        help=parser.told("默认 text；可用：%(choices)s", "default: text; known: %(choices)s"),
    )
    parser.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FILE|FORMAT=FILE",
        help=parser.told("写到文件，可多次", "write to a file; may be repeated"),
    )
    add_rules(parser)
    parser.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help=parser.told("列出提示和依据", "list notes and sources too"),
    )


def run(arguments: argparse.Namespace) -> int:
    from perfcheck.api import check_paths
    from perfcheck.paths import expand, refuse_inputs, write
    from perfcheck.progress import Progress
    from perfcheck.reports import View, all_formats

    formats = all_formats()
    settings = settings_of(arguments)
    outputs = [_output(text, arguments.format, formats) for text in arguments.output]
    if not outputs and formats[arguments.format].binary and sys.stdout.isatty():
        raise for_a_file(arguments.format)
    paths = expand(arguments.paths)
    refuse_inputs([path for _, path in outputs], paths)
    with Progress(paths) as progress:
        report = check_paths(paths, settings=settings, progress=progress.step)
    for name, path in outputs:
        write(path, formats[name].render(report, View(arguments.lang, arguments.verbose)))
    if not outputs:
        view = View(arguments.lang, arguments.verbose, colour())
        show(formats[arguments.format].render(report, view), arguments.format)
    return report.exit_code()


def _output(text: str, default: str, formats: dict[str, Any]) -> tuple[str, Path]:
    """``json=report.json``, or a file in the format of ``--format``."""
    from pathlib import Path

    name, equals, path = text.partition("=")
    return (name, Path(path)) if equals and name in formats else (default, Path(text))
