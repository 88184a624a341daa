"""``md``: a table for each project, in Markdown that shows the author's text and runs none of it."""

import re
from collections.abc import Iterable, Iterator

from perfcheck.messages import mark
from perfcheck.reports.explained import accepted_line, unused_line
from perfcheck.reports.format import Format, View
from perfcheck.reports.inert import one_line
from perfcheck.reports.lines import finding_lines
from perfcheck.reports.sections import Section, TableSection, by_reason, runs, sections
from perfcheck.reports.words import counts_line, rule_title, say
from perfcheck.rules import Finding, Report, Severity

# What Markdown reads as more than itself, wherever it stands; :// would become a link.
ACTIVE = re.compile(r"[\\`*_{}\[\]<>|~#&!]|(?<=[A-Za-z]):(?=//)|(?<=www)\.")


def render(report: Report, view: View) -> str:
    parts = [_document(section, view.lang) for section in sections(report)]
    parts.append(_unused(report, view.lang))
    return "\n".join(line for part in parts for line in part)


def escape(text: str | None) -> str:
    """One line of text that no Markdown reader takes for markup."""
    return ACTIVE.sub(r"\\\g<0>", one_line(text))


def _document(section: Section, lang: str) -> Iterator[str]:
    yield f"# {escape(section.name)}\n"
    yield f"{counts_line(section.counts, section.rules_unchecked, lang)}\n"
    if not section.findings:
        yield section.clean(lang) + "\n"
    if section.tables:
        yield from _overview(section.tables, lang)
    yield from _findings(say("document", lang), section.about, lang)
    for table in section.tables:
        budget = f" {say('budget', lang, sum=table.budget)}" if table.budget else ""
        yield from _findings(f"{escape(table.title(lang))}{budget}", table.findings, lang)
    yield from _unchecked(section, lang)
    if section.accepted:
        yield f"## {say('explained', lang, n=len(section.accepted))}\n"
        yield from (f"- {escape(accepted_line(one, lang))}" for one in section.accepted)
        yield ""


def _unused(report: Report, lang: str) -> Iterator[str]:
    if report.unused_accepts:
        yield f"# {say('unused_title', lang, n=len(report.unused_accepts))}\n"
        yield from (f"- {escape(unused_line(one, lang))}" for one in report.unused_accepts)
        yield ""


def _overview(tables: Iterable[TableSection], lang: str) -> Iterator[str]:
    keys = ("col_project", "col_budget", "col_rows", "col_errors", "col_warnings", "col_infos")
    rows = (
        [
            table.table.number,
            escape(table.name(lang)),
            table.budget,
            table.rows,
            *(table.counts[severity] or "" for severity in Severity),
        ]
        for table in tables
    )
    yield from _table(["#", *(say(key, lang) for key in keys)], rows)


COLUMNS = (
    "severity",
    "code",
    "rule",
    "indicator",
    "value",
    "problem",
    "expected_value",
    "difference",
    "place",
    "occurrence",
)


def _findings(heading: str, findings: tuple[Finding, ...], lang: str) -> Iterator[str]:
    if findings:
        yield f"## {heading}\n"
        lines = (line for finding in findings for line in finding_lines(finding, lang))
        rows = ([escape(line.get(column)) for column in COLUMNS] for line in lines)
        yield from _table([say(f"field_{column}", lang) for column in COLUMNS], rows)


def _unchecked(section: Section, lang: str) -> Iterator[str]:
    if section.unchecked:
        yield f"## {say('unchecked_title', lang)}\n"
        for reason, group in by_reason(section.unchecked, lang):
            tables = runs((one.table for one in group if one.table), lang)
            where = say("table", lang, n=tables) + " " if tables else ""
            rules = sorted({rule_title(one.rule, lang) for one in group})
            listed = mark("、", lang).join(rules)
            yield f"- {where}{escape(reason)}{mark('：', lang)}{escape(listed)}"
        yield ""


def _table(headers: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    head = [str(one) for one in headers]
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(map(str, cells))} |"
    yield ""


FORMAT = Format("md", render, ".md", "text/markdown")
