"""What several verbs share: options, exit statuses, and talking to the terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from perfcheck.paths import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from perfcheck.rules import Settings

USAGE_ERROR = 2
INTERRUPTED = 130
SEVERITIES = ("error", "warning", "info")
FORMATS = "FORMATS"  # stands for the list of report formats on a help page


def say(text: str) -> None:
    """One line on standard error."""
    from perfcheck.reports.inert import visible

    print(f"perfcheck: {visible(text)}", file=sys.stderr)


def colour() -> bool:
    """Does standard output show colours?"""
    return (
        sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    )


def add_lang(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="报告的语言（默认 zh）")


def add_rules(parser: argparse.ArgumentParser) -> None:
    """Which rules to run, and from which severity on the exit status is 1."""
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODE",
        help="只查这些规则（编号、编号开头或名称）",
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="CODE", help="不查这些规则"
    )
    parser.add_argument("--fail-on", choices=SEVERITIES, help="从哪一级起退出码为 1（默认 error）")
    parser.add_argument(
        "--config", metavar="FILE", help="口径文件；不给则用离文件最近的 perfcheck.toml"
    )


def settings_of(arguments: argparse.Namespace) -> Callable[[Path], Settings]:
    """The settings of each file: its configuration's, and over them what the options of ``add_rules`` ask for.

    Raises ``UsageError``, and ``ConfigError`` for a mistake in the configuration that was given.
    """
    from perfcheck.config import load_config, own_settings
    from perfcheck.rules import Settings, Severity, all_rules

    select, ignore = _codes(arguments.select), _codes(arguments.ignore)
    for pattern in (*select, *ignore):
        if not any(Settings(select=(pattern,)).runs(rule.code, rule.name) for rule in all_rules()):
            raise UsageError(f"没有规则 {pattern}；perfcheck rules 列出全部")
    fail_on = Severity(arguments.fail_on) if arguments.fail_on else None
    given = load_config(arguments.config) if arguments.config else None
    own = own_settings()
    return lambda path: (given or own(path)).with_options(select, ignore, fail_on)


def _codes(options: Iterable[str]) -> tuple[str, ...]:
    return tuple(code.strip() for option in options for code in option.split(",") if code.strip())
