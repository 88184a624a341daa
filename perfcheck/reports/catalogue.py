"""The catalogue of rules: a list, one rule explained, JSON, and ``docs/rules.md``."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from tabulate import tabulate

from perfcheck.messages import mark
from perfcheck.reports.words import dimension_word, severity_word
from perfcheck.rules import FAMILIES, Rule


def list_rules(rules: Iterable[Rule], lang: str = "zh") -> str:
    """A table of codes, severities, names and titles, family by family."""
    parts = []
    for family, group in groupby(rules, key=lambda rule: rule.family):
        rows = [
            [
                rule.code,
                severity_word(rule.severity, lang),
                dimension_word(rule.dimension, lang),
                rule.name,
                rule.title_in(lang),
            ]
            for rule in group
        ]
        heading = FAMILIES[family][lang == "en"]
        table = tabulate(rows, tablefmt="plain", disable_numparse=True)
        parts.append(f"PC{family}xx  {heading}\n{table}\n")
    return "\n".join(parts)


def explain_rule(rule: Rule, lang: str = "zh") -> str:
    """One rule for the terminal: what, why, on what basis, and its examples."""
    cited = mark("；", lang).join(one.cite(lang) for one in rule.basis)
    why = rule.explanation_in(lang)
    titles = [rule.title_en] if lang == "en" else [rule.title, rule.title_en]
    lines = [
        f"{rule.code}  {rule.name}  [{severity_word(rule.severity, lang)}, {dimension_word(rule.dimension, lang)}]",
        *titles,
        "",
        *([why, ""] if why else []),
        f"依据：{cited}" if lang == "zh" else f"Basis: {cited}",
    ]
    for example in rule.examples:
        lines += ["", _example_heading(example.bad, lang), "", example.text.rstrip()]
    return "\n".join(lines) + "\n"


def _example_heading(bad: bool, lang: str) -> str:
    if lang == "en":
        return "× found:" if bad else "√ left alone:"
    return "× 错例" if bad else "√ 正例"


def rule_records(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """``rules --format json``."""
    return [
        {
            "code": rule.code,
            "rule": rule.name,
            "family": FAMILIES[rule.family][0],
            "severity": rule.severity.value,
            "dimension": rule.dimension.value,
            "title": rule.title,
            "title_en": rule.title_en,
            "explanation": rule.explanation,
            "explanation_en": rule.explanation_in("en"),
            "basis": [{"number": b.number, "title": b.title, "date": b.date} for b in rule.basis],
            "needs": sorted(rule.needs),
            "examples": [{"bad": one.bad, "text": one.text} for one in rule.examples],
        }
        for rule in rules
    ]


def rules_page(rules: Iterable[Rule]) -> str:
    """``docs/rules.md``, whole."""
    return "\n".join(_page(list(rules))) + "\n"


def _page(rules: list[Rule]) -> Iterator[str]:
    yield "# 规则目录"
    yield ""
    yield "本页由 `make docs` 从规则的源代码生成，请勿手改；测试会比对。错例和正例都由测试运行。"
    yield ""
    yield "级别：错误 = 算术、逻辑上必错或缺必需内容；警告 = 审核人通常会退回；提示 = 建议，或程序不能断定（写明“疑似”）。"
    for family, group in groupby(rules, key=lambda rule: rule.family):
        yield ""
        yield f"## PC{family}xx {FAMILIES[family][0]}"
        for rule in group:
            yield from _entry(rule)


def _entry(rule: Rule) -> Iterator[str]:
    yield ""
    yield f"### {rule.code} `{rule.name}` {rule.title}"
    yield ""
    yield f"*{rule.title_en}.* 级别：{severity_word(rule.severity, 'zh')}。审核维度：{rule.dimension}。依据：{'；'.join(one.cite() for one in rule.basis)}。"
    yield from _body(rule, "zh")


def rule_markdown(rule: Rule, lang: str) -> str:
    """Why a rule exists, on what it rests, and its examples."""
    english = lang == "en"
    cited = mark("；", lang).join(one.cite(lang) for one in rule.basis)
    lines = _body(rule, lang)
    return "\n".join([f"{'Basis: ' if english else '依据：'}{cited}", *lines]) + "\n"


def _body(rule: Rule, lang: str) -> Iterator[str]:
    bad, good = ("Wrong:", "Right:") if lang == "en" else ("错例：", "正例：")
    if why := rule.explanation_in(lang):
        yield ""
        yield why
    for example in rule.examples:
        yield ""
        yield bad if example.bad else good
        yield ""
        yield "```text"
        yield example.text.rstrip()
        yield "```"
