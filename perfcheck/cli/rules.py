"""``perfcheck rules [CODE|name]``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.consoles import show
from perfcheck.cli.options import no_rule

if TYPE_CHECKING:
    import argparse

    from perfcheck.cli.parser import Parser


def arguments(parser: Parser) -> None:
    parser.description = parser.told(
        "列出全部规则，或解释一条：为什么查、依据什么、错例和正例。",
        "List all rules, or explain one: why it is asked, on what it rests, and examples.",
    )
    parser.add_argument(
        "rule",
        nargs="?",
        metavar="CODE|name",
        help=parser.told("规则的编号或名称", "the code or the name of a rule"),
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(arguments: argparse.Namespace) -> int:
    from perfcheck.reports.catalogue import explain_rule, list_rules, rule_records
    from perfcheck.rules import all_rules, find_rule

    chosen = all_rules()
    if arguments.rule:
        rule = find_rule(arguments.rule)
        if rule is None:
            raise no_rule(arguments.rule)
        chosen = (rule,)
    if arguments.format == "json":
        import json

        show(json.dumps(rule_records(chosen), ensure_ascii=False, indent=2) + "\n", "json")
    elif arguments.rule:
        show(explain_rule(chosen[0], arguments.lang))
    else:
        show(list_rules(chosen, arguments.lang))
    return 0
