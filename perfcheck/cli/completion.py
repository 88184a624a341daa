"""``--print-completion SHELL``: a script that completes verbs, options and their values.

The script is whole in itself: at a press of the key the shell asks no Python. It is shtab's, an extra,
for it is needed once, when the script is written.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from perfcheck.paths import UsageError

if TYPE_CHECKING:
    from perfcheck.cli.parser import Parser

SHELLS = ("bash", "zsh")
FILES = ("FILE", "PATH", "COPY", "OLD", "NEW", "FILE|FORMAT=FILE")  # metavars


def add_completion(parser: Parser) -> None:
    parser.add_argument(
        "--print-completion",
        action=Print,
        choices=SHELLS,
        help=parser.told(
            "打印命令行补全脚本，bash 用户可存为 ~/.local/share/bash-completion/completions/perfcheck",
            "print a completion script; bash looks for it at"
            " ~/.local/share/bash-completion/completions/perfcheck",
        ),
    )


class Print(argparse.Action):
    """Print the script for a shell, and end."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        print(script(str(values), getattr(parser, "lang", "zh")))
        parser.exit()


def script(shell: str, lang: str) -> str:
    """The completion script of all verbs. Raises ``UsageError`` where shtab is not there."""
    from perfcheck.cli import VERBS, parser_of

    try:
        import shtab
    except ModuleNotFoundError:
        raise UsageError(
            "没有安装补全部分（缺 shtab）：pip install 'perfcheck[completion]'",
            "completion is not installed (shtab is missing): pip install 'perfcheck[completion]'",
        ) from None
    parser = parser_of(tuple(VERBS), lang)
    for action in _actions(parser):
        if action.metavar in FILES:
            vars(action)["complete"] = shtab.FILE
        if action.choices is not None and not isinstance(action.choices, dict):
            action.choices = list(action.choices)
    return str(shtab.complete(parser, shell))


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    own = list(parser._actions)
    below = [
        one
        for action in own
        if isinstance(action.choices, dict)
        for one in action.choices.values()
    ]
    return [*own, *(action for one in below for action in _actions(one))]
