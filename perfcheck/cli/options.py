"""What several verbs share: options, exit statuses, and talking to the terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from perfcheck.cli.parser import LANGUAGES
from perfcheck.paths import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from perfcheck.cli.parser import Parser
    from perfcheck.rules import Settings

INTERRUPTED = 130
SEVERITIES = ("error", "warning", "info")


def say(text: str) -> None:
    """One line on standard error."""
    from perfcheck.reports.inert import visible

    print(f"perfcheck: {visible(text)}", file=sys.stderr)


def colour() -> bool:
    """Does standard output show colours? https://no-color.org, https://force-color.org"""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and _obeys_escapes()


def _obeys_escapes() -> bool:
    """The old console of Windows shows the escapes of colours instead of obeying them."""
    modern = ("WT_SESSION", "ConEmuANSI", "ANSICON", "TERM", "TERM_PROGRAM")
    return os.name != "nt" or any(name in os.environ for name in modern)


def add_lang(parser: Parser) -> None:
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=parser.lang,
        help=parser.told(
            "语言；不给则看环境变量 PERFCHECK_LANG，默认 zh",
            "language; without it that of $PERFCHECK_LANG, else zh",
        ),
    )


def add_config(parser: Parser) -> None:
    parser.add_argument(
        "--config",
        metavar="FILE",
        help=parser.told(
            "口径文件；不给则用离文件最近的 perfcheck.toml",
            "policy file; without it the nearest perfcheck.toml",
        ),
    )


def add_rules(parser: Parser) -> None:
    """Which rules to run, and from which severity on the exit status is 1."""
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODE",
        help=parser.told(
            "只查这些规则（编号、编号开头或名称）",
            "only these rules (code, beginning of codes, or name)",
        ),
    )
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="CODE",
        help=parser.told("不查这些规则", "all but these rules"),
    )
    parser.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        help=parser.told(
            "从哪一级起退出码为 1（默认 error）",
            "the severity from which the exit status is 1 (default: error)",
        ),
    )
    add_config(parser)


def config_of(arguments: argparse.Namespace) -> Callable[[Path], Settings]:
    """The settings of each file: those of ``--config``, else of the nearest ``perfcheck.toml``."""
    from perfcheck.config import load_config, own_settings

    if not arguments.config:
        return own_settings()
    given = load_config(arguments.config)
    return lambda _path: given


def settings_of(arguments: argparse.Namespace) -> Callable[[Path], Settings]:
    """The settings of each file, and over them what the options of ``add_rules`` ask for.

    Raises ``UsageError``, and ``ConfigError`` for a mistake in the configuration that was given.
    """
    from perfcheck.rules import Settings, Severity, all_rules

    select, ignore = _codes(arguments.select), _codes(arguments.ignore)
    for pattern in (*select, *ignore):
        if not any(Settings(select=(pattern,)).runs(rule.code, rule.name) for rule in all_rules()):
            raise no_rule(pattern)
    fail_on = Severity(arguments.fail_on) if arguments.fail_on else None
    own = config_of(arguments)
    return lambda path: own(path).with_options(select, ignore, fail_on)


def for_a_file(form: str) -> UsageError:
    return UsageError(
        f"{form} 不能显示在终端上；请用 -o 写到文件",
        f"{form} cannot be shown on a terminal; write it to a file with -o",
    )


def no_rule(name: str) -> UsageError:
    return UsageError(
        f"没有规则 {name}；perfcheck rules 列出全部", f"no rule {name}; perfcheck rules lists all"
    )


def _codes(options: Iterable[str]) -> tuple[str, ...]:
    return tuple(code.strip() for option in options for code in option.split(",") if code.strip())
