"""``perfcheck rules [CODE|name]``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.options import add_lang
from perfcheck.paths import UsageError

if TYPE_CHECKING:
    import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", nargs="?", metavar="CODE|name")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_lang(parser)


def run(arguments: argparse.Namespace) -> int:
    from perfcheck.reports.catalogue import explain_rule, list_rules, rule_records
    from perfcheck.rules import all_rules, find_rule

    chosen = all_rules()
    if arguments.rule:
        rule = find_rule(arguments.rule)
        if rule is None:
            raise UsageError(f"没有规则 {arguments.rule}；perfcheck rules 列出全部")
        chosen = (rule,)
    if arguments.format == "json":
        import json

        print(json.dumps(rule_records(chosen), ensure_ascii=False, indent=2))
    elif arguments.rule:
        print(explain_rule(chosen[0], arguments.lang), end="")
    else:
        print(list_rules(chosen, arguments.lang), end="")
    return 0
