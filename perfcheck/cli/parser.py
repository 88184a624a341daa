"""The parser of a command line, which speaks Chinese or English."""

from __future__ import annotations

import argparse
import os
import re
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from perfcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

USAGE_ERROR = 2
LANGUAGES = ("zh", "en")

# What argparse says, in Chinese.
HEADINGS = {"positional arguments": "参数", "options": "选项"}
ERRORS = {
    r"the following arguments are required: (.+)": r"缺少 \1",
    r"unrecognized arguments: (.+)": r"不认识的参数：\1",
    r"ambiguous option: (\S+) could match (.+)": r"\1 可以是 \2，请写全",
    r"argument ([^:]+): invalid choice: (.+?) \(choose from (.+)\)": r"\1：没有 \2；可用：\3",
    r"argument ([^:]+): invalid int value: (.+)": r"\1：应为整数，写的是 \2",
    r"argument ([^:]+): expected (?:one|at least one) argument": r"\1：后面缺少内容",
    r"argument ([^:]+): not allowed with argument (.+)": r"\1 与 \2 不能同时用",
}


def language(argv: Sequence[str]) -> str:
    """The language that ``--lang`` asks for, else ``$PERFCHECK_LANG``, else Chinese.

    It is needed before the whole line can be understood: for the help pages and for complaints.
    """
    asked = os.environ.get("PERFCHECK_LANG", "")
    for word, following in zip(argv, (*argv[1:], ""), strict=False):
        option, equals, value = word.partition("=")
        if option == "--lang":
            asked = value if equals else following
    return "en" if asked.lower().startswith("en") else "zh"


class Parser(argparse.ArgumentParser):
    """A parser whose help pages and complaints are in ``lang``."""

    def __init__(self, *, lang: str, **options: Any) -> None:
        super().__init__(formatter_class=partial(Page, lang), add_help=False, **options)
        self.lang = lang
        told = self.told("显示本页", "show this page")
        self.add_argument("-h", "--help", action="help", help=told)

    def told(self, zh: str, en: str) -> str:
        """A text of the help page in the language asked for."""
        return Message(zh, en).in_(self.lang)

    def error(self, message: str) -> NoReturn:
        said = _in_chinese(message) if self.lang == "zh" else message
        print(f"{self.prog}: {said}\n{self.format_usage().strip()}", file=sys.stderr)
        raise SystemExit(USAGE_ERROR)


def _in_chinese(message: str) -> str:
    """A complaint of argparse in Chinese; one that is not known stays as it is."""
    for pattern, said in ERRORS.items():
        if match := re.fullmatch(pattern, message, re.S):
            return match.expand(said)
    return message


class Page(argparse.HelpFormatter):
    """A help page: lines stay lines, and are broken with Chinese taken for twice as wide."""

    def __init__(self, lang: str, prog: str) -> None:
        super().__init__(prog)
        self.lang = lang

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        prefix = "用法：" if self.lang == "zh" and prefix is None else prefix
        super().add_usage(usage, actions, groups, prefix)

    def start_section(self, heading: str | None) -> None:
        in_chinese = HEADINGS.get(heading or "", heading)
        super().start_section(in_chinese if self.lang == "zh" else heading)

    def _split_lines(self, text: str, width: int) -> list[str]:
        if text.isascii() and "\n" not in text:  # such as the version: nothing more to load for it
            return super()._split_lines(text, width)
        from perfcheck.reports.text import wrap

        return [part for line in text.splitlines() for part in wrap(line, "", width=width)]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = self._split_lines(text, width - len(indent))
        return "\n".join(f"{indent}{line}" for line in lines)
