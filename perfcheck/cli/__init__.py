"""The command line. Each verb is one module: it gathers its arguments, calls the library, and prints.

Only the verb that runs is imported, and it imports what it needs when it runs: ``--version`` and ``parse`` start fast.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import IO, TYPE_CHECKING, NoReturn

from perfcheck import __version__
from perfcheck.cli.options import FORMATS, INTERRUPTED, USAGE_ERROR, say
from perfcheck.paths import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS = {
    "check": "检查文件或目录，列出问题",
    "extract": "列出每一行指标、每一张表或部门数字",
    "annotate": "写一份带批注的副本（.docx、.xlsx、.pdf）",
    "fix": "把写法确定无疑的毛病在副本里改好（.docx、.xlsx、.csv），并逐处列出",
    "compare": "比较两份文件：一上与二上、上年与今年，或计划与自评",
    "serve": "打开本机的检查页面，并提供 HTTP 接口",
    "baseline": "把现有的问题写成口径文件里的 [[accept]]，以后只看新问题",
    "parse": "只解析指标值；- 从标准输入每行读一个",
    "rules": "规则目录；给出编号或名称则解释一条",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit status (0 fine, 1 findings, 2 not checked or misuse)."""
    _soften(sys.stdout)
    _soften(sys.stderr)
    given = list(sys.argv[1:] if argv is None else argv)
    arguments = _parser(given[0] if given else "").parse_args(given)
    try:
        return int(arguments.run(arguments))
    except UsageError as error:
        say(str(error))
        return USAGE_ERROR
    except ValueError as error:
        from perfcheck.config import ConfigError

        if not isinstance(error, ConfigError):
            raise
        say(error.message)
        return USAGE_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _soften(stream: IO[str]) -> None:
    """A character that the console's encoding lacks is shown as ?, not as a traceback."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}\n{self.format_usage().strip()}", file=sys.stderr)
        raise SystemExit(USAGE_ERROR)

    def format_help(self) -> str:
        """The help page; only a page that lists the report formats loads them."""
        page = super().format_help()
        if FORMATS not in page:
            return page
        from perfcheck.reports import all_formats

        return page.replace(FORMATS, "、".join(all_formats()))


def _parser(verb: str) -> argparse.ArgumentParser:
    """The parser of all verbs; only the one in question knows its arguments."""
    parser = Parser(prog="perfcheck", description="绩效目标表检查：检查指标值、层级、成本与预算")
    parser.add_argument("--version", action="version", version=f"perfcheck {__version__}")
    verbs = parser.add_subparsers(metavar="命令", required=True, parser_class=Parser)
    for name, about in VERBS.items():
        own = verbs.add_parser(name, help=about)
        if name == verb:
            module = import_module(f"perfcheck.cli.{name}")
            module.arguments(own)
            own.set_defaults(run=module.run)
    return parser
