"""``xlsx``: a workbook to filter, to count with and to write replies into."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from perfcheck.reports.format import Format, View
from perfcheck.reports.inert import clean, one_line
from perfcheck.reports.lines import finding_lines
from perfcheck.reports.places import file_name, place
from perfcheck.reports.sections import Section, sections, table_name
from perfcheck.reports.sheets import Sheet, Value, write
from perfcheck.reports.verdicts import Outcome, Verdict, summary, verdicts
from perfcheck.reports.words import rule_title, say, severity_word
from perfcheck.rules import Finding, Report, Rule, Severity, find_rule
from perfcheck.tables import GRADES, Column, Indicator, TargetTable
from perfcheck.tables.cells import TEXTS
from perfcheck.values import Operator, to_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render(report: Report, view: View) -> bytes:
    parts, lang = sections(report), view.lang
    out = BytesIO()
    write(
        out,
        [
            _problems(report, lang),
            _rows(parts, lang),
            _matrix(parts, report, lang),
            _points(parts, report, lang),
            _unchecked(parts, lang),
        ],
    )
    return out.getvalue()


PROBLEMS = {
    "severity": 6, "code": 8, "rule": 22, "table_number": 5, "project": 18, "indicator": 20,
    "value": 14, "problem": 46, "expected_value": 14, "difference": 11, "fix": 10, "occurrence": 6,
    "place": 13, "basis_title": 22, "document": 22, "reply": 9, "reply_reason": 18,
}  # fmt: skip


def _problems(report: Report, lang: str) -> Sheet:
    """One finding a row, as in ``csv``, with two columns for the reviewer's reply."""
    lines = (line for finding in report.findings for line in finding_lines(finding, lang))
    return Sheet(
        say("sheet_problems", lang),
        {say(f"field_{column}", lang): width for column, width in PROBLEMS.items()},
        ([_typed(column, line.get(column)) for column in PROBLEMS] for line in lines),
        {say("field_severity", lang): _colours(lang)},
        choices={say("field_reply", lang): (say("accepted", lang), say("rejected", lang))},
    )


def _colours(lang: str) -> dict[str, str]:
    return {severity_word(severity, lang): severity.value for severity in Severity}


def _typed(column: str, text: str | None) -> Value:
    return int(text) if column == "table_number" and text else text


ROWS = {
    "document": 20, "table_number": 5, "project": 20, "level1": 11, "level2": 15, "indicator": 22,
    "description": 26, "value": 16, "op": 6, "number": 10, "low": 10, "high": 10, "unit": 8,
    "dimension": 10, "normalized": 12, "kind": 8, "target_basis": 22, "place": 13,
}  # fmt: skip


# Columns that not every template has.
MORE = (Column.WEIGHT, Column.ACTUAL, Column.POINTS, Column.SCORE, Column.REASON)


def _rows(parts: Iterable[Section], lang: str) -> Sheet:
    """Every indicator with its value taken apart: numbers are numbers, dates are ISO texts."""
    tables = [(part.name, one.table) for part in parts for one in part.tables]
    rows = [row for _, table in tables for row in table.indicators]
    more = [column for column in MORE if any(TEXTS[column](row) for row in rows)]
    scaled = any(table.scales for _, table in tables)
    grades = [Column(grade) for grade in GRADES] if scaled else []
    columns = {say(f"field_{column}", lang): width for column, width in ROWS.items()}
    columns |= dict.fromkeys(
        (say(f"column_{one.name.lower()}", lang) for one in (*more, *grades)), 14
    )
    return Sheet(
        say("sheet_rows", lang),
        columns,
        (
            row + [None] * (len(columns) - len(row))
            for name, table in tables
            for row in _table_rows(name, table, more, lang)
        ),
    )


def _table_rows(
    document: str, table: TargetTable, more: list[Column], lang: str
) -> Iterator[list[Value]]:
    head: list[Value] = [document, table.number, table_name(table, lang)]
    for row in table.indicators:
        beside = [level.raw for level in row.scale.levels] if row.scale else []
        yield [*head, *_indicator(row, lang), *(TEXTS[column](row) for column in more), *beside]
    for graded in table.graded:
        activity = graded.activity
        duty = activity.parent if activity else None
        levels = [one_line(one.name) if one else None for one in (duty, activity)]
        blanks: list[Value] = [None] * (len(ROWS) - len(head) - 4)
        at: list[Value] = [place(graded.location, lang), *[None] * len(more)]
        grades = (level.raw for level in graded.scale.levels)
        yield [*head, *levels, graded.name, *blanks, *at, *grades]


def _indicator(row: Indicator, lang: str) -> list[Value]:
    read = to_record(row.constraint)
    return [
        row.category.value if row.category else row.level1_raw,
        row.kind.value if row.kind else row.level2_raw,
        row.name,
        row.description,
        row.value,
        _sign(row.constraint.op, lang),
        *(_number(read[key]) for key in ("value", "low", "high")),
        str(read["unit"] or row.unit_column),
        say(f"dimension_{read['dimension']}", lang),
        _number(read["normalized"]),
        say(f"kind_{read['kind']}", lang),
        row.basis,
        place(row.location, lang),
    ]


def _sign(op: Operator | None, lang: str) -> str | None:
    if op is Operator.APPROX:
        return say("sign_approx", lang)
    return op.symbol if op else None


def _number(written: object) -> Value:
    """The number of a record; its dates (2024-06-30) stay texts."""
    text = str(written or "")
    return Decimal(text) if text and "-" not in text[1:] and not text.startswith("--") else text


def _matrix(parts: Iterable[Section], report: Report, lang: str) -> Sheet:
    """How often each rule fired in each document."""
    fired = sorted({finding.code for finding in report.findings})
    keys = {"field_unit": 20, "field_document": 20, "field_tables": 7, "field_indicators": 7}
    keys |= {"col_errors": 7, "col_warnings": 7, "col_infos": 7}
    titles = [f"{code} {rule_title(code, lang)}" for code in fired]
    return Sheet(
        say("sheet_matrix", lang),
        {say(key, lang): width for key, width in keys.items()} | dict.fromkeys(titles, 7),
        (_counts(part, fired) for part in parts),
        upright=len(keys),
        total=say("total", lang),
    )


def _counts(part: Section, fired: list[str]) -> list[Value]:
    codes = Counter(finding.code for finding in part.findings)
    submission = part.document.submission
    return [
        one_line(submission.department.unit) if submission else None,
        part.name,
        len(part.tables),
        part.document.indicators,
        *(part.counts[severity] for severity in Severity),
        *(codes[code] or None for code in fired),
    ]


POINTS = {"point": 34, "content": 60, "passed": 12, "failed_rows": 70, "level": 10}


def _points(parts: Iterable[Section], report: Report, lang: str) -> Sheet:
    """审核点: what was asked, whether it was passed, and what did not pass."""
    by_rule: dict[str, list[Verdict]] = defaultdict(list)
    for code in report.rules:
        by_rule[code] = []
    for part in parts:
        for verdict in verdicts(part):
            by_rule[verdict.rule.code].append(verdict)
    rules = [(rule, by_rule[code]) for code in sorted(by_rule) if (rule := find_rule(code))]
    failed = {say(f"outcome_{Outcome.FAILED.name}", lang): "error"}
    return Sheet(
        say("sheet_points", lang),
        {say(f"field_{column}", lang): width for column, width in POINTS.items()},
        (_point(rule, found, len(report.documents) > 1, lang) for rule, found in rules),
        {say("field_passed", lang): failed, say("field_level", lang): _colours(lang)},
    )


def _point(rule: Rule, found: list[Verdict], named: bool, lang: str) -> list[Value]:
    """``named``: with the documents' names, where there are several."""
    findings = [finding for verdict in found for finding in verdict.findings]
    gravest = min((finding.severity for finding in findings), key=lambda s: s.rank, default=None)
    return [
        f"{rule.code} {rule_title(rule.code, lang)}",
        rule.explanation_in(lang) or rule.title_in(lang),
        say(f"outcome_{summary(found).name}", lang),
        "\n".join(line for one in findings for line in _failed(one, named, lang)),
        severity_word(gravest, lang) if gravest else None,
    ]


def _failed(finding: Finding, named: bool, lang: str) -> Iterator[str]:
    table = say("table", lang, n=finding.table) if finding.table else say("document", lang)
    where = f"{file_name(finding.document)} {table}" if named else table
    for one in finding.occurrences or (finding,):
        value = say("bracket", lang, text=clean(one.value)) if one.value else ""
        yield f"{where} {one_line(one.indicator)}{value}"


UNCHECKED = {"document": 30, "table_number": 6, "project": 30, "code": 9, "rule": 40, "reason": 60}


def _unchecked(parts: Iterable[Section], lang: str) -> Sheet:
    """Files that were not checked, and rules that could not be applied."""
    return Sheet(
        say("sheet_unchecked", lang),
        {say(f"field_{column}", lang): width for column, width in UNCHECKED.items()},
        (row for part in parts for row in _not_checked(part, lang)),
    )


def _not_checked(part: Section, lang: str) -> Iterator[list[Value]]:
    if not part.document.is_checked:
        for finding in part.findings:
            title, reason = rule_title(finding.code, lang), finding.message.in_(lang)
            yield [part.name, None, None, finding.code, title, reason]
    for one in part.unchecked:
        rule = find_rule(one.rule)
        code, title = rule.code if rule else one.rule, rule_title(one.rule, lang)
        yield [part.name, one.table, one.project, code, title, one.reason.in_(lang)]


FORMAT = Format("xlsx", render, ".xlsx", MEDIA_TYPE, binary=True)
