"""The catalogue of rules: a list, one rule explained, JSON, and ``docs/rules.md``."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any

from tabulate import tabulate

from perfcheck.documents.readers.text import READER
from perfcheck.messages import Message, mark
from perfcheck.reports.words import dimension_word, severity_word
from perfcheck.rules import (
    FAMILIES,
    Example,
    Finding,
    Rule,
    Scope,
    Settings,
    Severity,
    run,
    run_across,
)
from perfcheck.rules.left_out import Narrowed, left_out, narrowed, narrowing
from perfcheck.tables import dossiers, recognise

SAID = {
    "basis": Message("依据：", "Basis: "),
    "leaves_out": Message("不报的：", "Leaves alone: "),
    "settings": Message("设置（perfcheck.toml）：", "Settings (perfcheck.toml):"),
    "report": Message("→ 报告：", "→ report: "),
    "mended": Message("→ 改为：", "→ mended: "),
}


def _said(key: str, lang: str) -> str:
    return SAID[key].in_(lang)


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
        heading = FAMILIES[family].in_(lang)
        table = tabulate(rows, tablefmt="plain", disable_numparse=True)
        parts.append(f"PC{family}xx  {heading}\n{table}\n")
    return "\n".join(parts)


def explain_rule(rule: Rule, lang: str = "zh") -> str:
    """One rule for the terminal: what, why, on what basis, and its examples."""
    cited = mark("；", lang).join(one.cite(lang) for one in rule.basis)
    why, aside = rule.explanation_in(lang), narrowing(rule.name)
    titles = [rule.title_en] if lang == "en" else [rule.title, rule.title_en]
    lines = [
        f"{rule.code}  {rule.name}  [{severity_word(rule.severity, lang)}, {dimension_word(rule.dimension, lang)}]",
        *titles,
        "",
        *([why, ""] if why else []),
        f"{_said('basis', lang)}{cited}",
        *([f"{_said('leaves_out', lang)}{aside.in_(lang)}"] if aside else []),
        _said("settings", lang),
        *(f"  {line}" for line in _settings(rule, lang)),
    ]
    for example in rule.examples:
        lines += ["", _example_heading(example.bad, lang), "", example.text.rstrip()]
        lines += _answer(rule, example, lang)
    return "\n".join(lines) + "\n"


def _settings(rule: Rule, lang: str) -> Iterator[str]:
    """The keys of ``perfcheck.toml`` that touch the rule, with their defaults."""
    for option in rule.options:
        default = f" = {option.written}" if option.written else ""
        yield f"{option.key}{default}  # {option.in_(lang)}"
    yield f'severity.{rule.name} = "{rule.severity}"  # {" / ".join(severities(rule))}'


def severities(rule: Rule) -> tuple[str, ...]:
    """What ``[severity]`` may say of the rule: what could not be read cannot be turned off."""
    return (*Severity, *(() if rule.scope is Scope.FILE else ("off",)))


@cache
def findings_of(rule: Rule, example: Example) -> tuple[Finding, ...]:
    """What the rule says of its example, as a report would."""
    settings, texts = Settings(select=(rule.name,)), enumerate(example.documents, 1)
    read = [recognise(READER.read(text.encode(), f"{n}.docx")) for n, text in texts]
    outcomes = {id(one): run(one, settings) for one in read}
    for dossier in dossiers(read):
        run_across(dossier, settings, [outcomes[id(one)] for one in dossier.parts])
    return tuple(finding for outcome in outcomes.values() for finding in outcome.findings)


def _answer(rule: Rule, example: Example, lang: str) -> Iterator[str]:
    """What is wrong in an example, and what would mend it where that is certain."""
    for finding in findings_of(rule, example) if example.bad else ():
        yield f"{_said('report', lang)}{finding.message.in_(lang)}"
        if finding.fix:
            yield f"{_said('mended', lang)}{finding.fix}"


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
            "settings": [
                {"key": one.key, "default": one.written, "about": one.zh, "about_en": one.en}
                for one in rule.options
            ],
            "severities": [str(one) for one in severities(rule)],
            "leaves_out": _aside(rule),
            "examples": [_example(rule, one) for one in rule.examples],
        }
        for rule in rules
    ]


def _aside(rule: Rule) -> dict[str, str] | None:
    aside = narrowing(rule.name)
    return {"zh": aside.zh, "en": aside.en} if aside else None


def _example(rule: Rule, one: Example) -> dict[str, Any]:
    found = [
        {"message": f.message.zh, "message_en": f.message.en, "fix": f.fix}
        for f in (findings_of(rule, one) if one.bad else ())
    ]
    return {"bad": one.bad, "text": one.text, "findings": found}


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
    yield ""
    yield "## 不查的情形及理由"
    yield ""
    yield "下面的情形，规则有意不报，或只作提示；例子由测试运行。"
    for one in narrowed():
        yield from _aside_entry(one)
    yield ""
    yield "## 没有立成规则的检查"
    yield ""
    yield "审核中会看、程序不查的，及理由；有的规则能查到其中一部分。"
    yield ""
    yield "| 检查 | 为什么不查 | 部分由 |"
    yield "|---|---|---|"
    for other in left_out():
        yield f"| {other.name} | {other.zh} | {'、'.join(f'`{name}`' for name in other.instead)} |"


def _aside_entry(one: Narrowed) -> Iterator[str]:
    yield ""
    yield f"### `{one.rule}` {'只作' + severity_word(one.most, 'zh') if one.most else '不报'}"
    yield ""
    yield one.zh
    yield from _fenced(one.example)


def _entry(rule: Rule) -> Iterator[str]:
    yield ""
    yield f"### {rule.code} `{rule.name}` {rule.title}"
    yield ""
    yield f"*{rule.title_en}.* 级别：{severity_word(rule.severity, 'zh')}。审核维度：{rule.dimension}。依据：{'；'.join(one.cite() for one in rule.basis)}。"
    if rule.options:
        keys = "、".join(
            f"`{one.key}`" + (f"（默认 {one.written}）" if one.written else "")
            for one in rule.options
        )
        yield ""
        yield f"设置：{keys}。"
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
        yield from _fenced(example.text)
        for line in _answer(rule, example, lang):
            yield ""
            yield line


def _fenced(text: str) -> Iterator[str]:
    yield ""
    yield "```text"
    yield text.rstrip()
    yield "```"
