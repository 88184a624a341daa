"""The command line. Each verb is one module: it gathers its arguments, calls the library, and prints.

Only the verb that runs is imported, and it imports what it needs when it runs: ``--version`` and ``parse`` start fast.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from perfcheck import __version__
from perfcheck.cli.completion import add_completion
from perfcheck.cli.consoles import soften
from perfcheck.cli.options import INTERRUPTED, add_lang, say
from perfcheck.cli.parser import USAGE_ERROR, Parser, language
from perfcheck.messages import Message, Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

# In the order of the work: look, read, mend, compare; then what is needed once. An example each.
VERBS = {
    "check": Message(
        "检查文件或目录，列出问题\n例：perfcheck check 报送/ -o html=报告.html",
        "check files or directories and list the findings\ne.g. perfcheck check tables/ -o html=report.html",
    ),
    "annotate": Message(
        "写一份带批注的副本（.docx、.xlsx、.pdf）\n例：perfcheck annotate 表.docx -o 表-批注.docx",
        "write a copy with comments (.docx, .xlsx, .pdf)\ne.g. perfcheck annotate table.docx -o marked.docx",
    ),
    "fix": Message(
        "把写法确定无疑的毛病在副本里改好（.docx、.xlsx、.csv），并逐处列出\n"
        "例：perfcheck fix 表.xlsx -o 表-改.xlsx",
        "mend what is certain in a copy (.docx, .xlsx, .csv) and list every change\n"
        "e.g. perfcheck fix table.xlsx -o mended.xlsx",
    ),
    "compare": Message(
        "比较两份文件：一上与二上、上年与今年，或计划与自评\n例：perfcheck compare 一上.docx 二上.docx",
        "compare two files: drafts, years, or plan and self-evaluation\ne.g. perfcheck compare first.docx second.docx",
    ),
    "extract": Message(
        "列出每一行指标、每一张表或部门数字\n例：perfcheck extract 报送/ --format csv -o 指标.csv",
        "list every indicator, table, or the department's figures\n"
        "e.g. perfcheck extract tables/ --format csv -o rows.csv",
    ),
    "parse": Message(
        "只解析指标值；- 从标准输入每行读一个\n例：perfcheck parse ≥95%%",
        "read target values only; - reads one a line from standard input\ne.g. perfcheck parse ≥95%%",
    ),
    "rules": Message(
        "规则目录；给出编号或名称则解释一条\n例：perfcheck rules PC601",
        "the catalogue of rules; one is explained by its code or name\ne.g. perfcheck rules PC601",
    ),
    "baseline": Message(
        "把现有的问题写成口径文件里的 [[accept]]，以后只看新问题\n例：perfcheck baseline 报送/",
        "write the present findings into the policy file as [[accept]], so that only new ones show\n"
        "e.g. perfcheck baseline tables/",
    ),
    "serve": Message(
        "打开本机的检查页面，并提供 HTTP 接口\n例：perfcheck serve",
        "open the page on this machine, and serve the HTTP API\ne.g. perfcheck serve",
    ),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit status (0 fine, 1 findings, 2 not checked or misuse)."""
    soften(sys.stdout)
    soften(sys.stderr)
    given = list(sys.argv[1:] if argv is None else argv)
    verb, lang = next((word for word in given if word in VERBS), ""), language(given)
    try:
        arguments = parser_of((verb,), lang).parse_args(given)
        return int(arguments.run(arguments))
    except Trouble as trouble:
        say(trouble.told.in_(lang))
        return USAGE_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser_of(wanted: Sequence[str], lang: str) -> Parser:
    """The parser of all verbs; only those wanted know their arguments, for they must be imported."""
    parser = Parser(prog="perfcheck", lang=lang)
    parser.description = parser.told(
        "绩效目标表检查：检查指标值、层级、成本与预算。",
        "Checks target tables of budget performance: values, hierarchy, costs and budgets.",
    )
    parser.epilog = parser.told(
        "退出码：0 未发现问题，1 有问题，2 有文件没有检查或用法不对。\n"
        "环境变量：PERFCHECK_LANG=en 用英语；NO_COLOR 不用颜色，FORCE_COLOR 不在终端上也用。",
        "Exit status: 0 nothing found, 1 findings, 2 a file was not checked, or misuse.\n"
        "Environment: PERFCHECK_LANG=en for English; NO_COLOR for no colours, FORCE_COLOR for colours"
        " where there is no terminal too.",
    )
    version = parser.told("显示版本", "show the version")
    parser.add_argument(
        "--version", action="version", version=f"perfcheck {__version__}", help=version
    )
    add_completion(parser)
    add_lang(parser)
    verbs = parser.add_subparsers(
        title=parser.told("命令", "commands"),
        metavar=parser.told("命令", "COMMAND"),
        required=True,
        parser_class=Parser,
    )
    for name, about in VERBS.items():
        own = verbs.add_parser(name, help=about.in_(lang), lang=lang)
        if name in wanted:
            module = import_module(f"perfcheck.cli.{name}")
            module.arguments(own)
            add_lang(own)
            own.set_defaults(run=module.run)
    return parser
