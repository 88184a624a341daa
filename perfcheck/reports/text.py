"""``text``: for a terminal of 100 columns. The verdict, then each project, errors before notes."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from tabulate import tabulate
from wcwidth import wcswidth, wcwidth

from perfcheck.documents import Location
from perfcheck.reports.format import Format, View
from perfcheck.reports.words import MARKS, say
from perfcheck.rules import CheckedDocument, Finding, Report, Severity, Unchecked, find_rule
from perfcheck.rules.projects import parts_of_expenditure
from perfcheck.tables import Figure, Submission, TargetTable
from perfcheck.values import format_money, parse_value
from perfcheck.values.interval import plain

WIDTH = 98
SHOWN_OCCURRENCES = 3
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def render(report: Report, view: View) -> str:
    lines: list[str] = []
    for document in report.documents:
        findings = [one for one in report.findings if one.document == document.name]
        unchecked = [one for one in report.unchecked if one.document == document.name]
        lines += [*_document(document, findings, unchecked, report.rules_run, view), ""]
    if len(report.documents) > 1:
        lines += _total(report, view)
    return "\n".join(lines).rstrip() + "\n"


def _document(
    document: CheckedDocument,
    findings: list[Finding],
    unchecked: list[Unchecked],
    rules_run: int,
    view: View,
) -> Iterator[str]:
    yield _headline(document, findings, unchecked, view)
    if document.submission is None or not document.has_tables:
        yield from _findings(findings, view)
        return
    yield ""
    yield _overview(document, findings, view)
    yield from _sums(document.submission, view)
    tables = {table.number: table for table in document.submission.tables}
    for number, group in groupby(findings, key=lambda one: one.table):
        shown = [one for one in group if view.verbose or one.severity is not Severity.INFO]
        if shown:
            yield ""
            yield _bold(_table_title(tables.get(number or 0), view), view)
            yield from _findings(shown, view)
    if not findings:
        yield ""
        tables_, rows = len(tables), document.indicators
        yield say("clean", view.lang, tables=tables_, indicators=rows, rules=rules_run)
    infos = sum(one.severity is Severity.INFO for one in findings)
    if infos and not view.verbose:
        yield ""
        yield say("hidden", view.lang, n=infos)
    yield from _unchecked(unchecked, view)


def _headline(
    document: CheckedDocument, findings: list[Finding], unchecked: list[Unchecked], view: View
) -> str:
    counts = Counter(one.severity for one in findings)
    parts = [document.name]
    if document.has_tables and document.submission:
        parts.append(say("projects", view.lang, n=len(document.submission.tables)))
        parts.append(say("indicators", view.lang, n=document.indicators))
    verdict = [
        _paint(say("errors", view.lang, n=counts[Severity.ERROR]), Severity.ERROR, view),
        _paint(say("warnings", view.lang, n=counts[Severity.WARNING]), Severity.WARNING, view),
        say("infos", view.lang, n=counts[Severity.INFO]),
        say("unchecked", view.lang, n=len({one.rule for one in unchecked})),
    ]
    return _bold("   ".join(parts), view) + "\n" + "   ".join(verdict)


def _overview(document: CheckedDocument, findings: list[Finding], view: View) -> str:
    """One line a table: what it is, its budget, and how many findings it has."""
    assert document.submission
    rows = []
    for table in document.submission.tables:
        own = Counter(one.severity for one in findings if one.table == table.number)
        rows.append(
            [
                table.number,
                _budget(table),
                len(table.indicators) + len(table.graded),
                *(own[severity] or "" for severity in Severity),
                _cut(_name(table, view), 46),
            ]
        )
    keys = ("col_budget", "col_rows", "col_errors", "col_warnings", "col_infos", "col_project")
    return tabulate(
        rows,
        headers=["#", *(say(key, view.lang) for key in keys)],
        tablefmt="simple",
        colalign=("right", "right", "right", "right", "right", "right", "left"),
        disable_numparse=True,
    )


def _budget(table: TargetTable) -> str:
    total = table.budget.total if table.budget else None
    return format_money(total.yuan) if total and total.yuan is not None else ""


def _name(table: TargetTable, view: View) -> str:
    return table.project or table.title or say("table", view.lang, n=table.number)


def _sums(submission: Submission, view: View) -> Iterator[str]:
    """The department's project expenditure against the tables, with the arithmetic."""
    stated = submission.department.stated(Figure.PROJECT)
    amounts = [one for table in submission.tables for one in parts_of_expenditure(table)]
    known = [amount for amount in amounts if amount is not None]
    if stated is None or not known or len(known) < len(amounts):
        return
    agrees = sum(known) == stated
    shown = " + ".join(plain(amount / 10_000) for amount in known)
    sign = "=" if agrees else "≠"
    yield ""
    yield from wrap(
        f"{say('sum_title', view.lang)}   {say('project_sum', view.lang)} {format_money(stated)}"
        f" {sign} {shown} {'√' if agrees else f'= {format_money(sum(known, Decimal(0)))} ×'}",
        "           ",
        "",
    )


def _table_title(table: TargetTable | None, view: View) -> str:
    if table is None:
        return say("document", view.lang)
    number, name = say("table", view.lang, n=table.number), _name(table, view)
    title = number if name == number else f"{number}  {name}"
    budget = _budget(table)
    return f"{title}   {say('budget', view.lang, sum=budget)}" if budget else title


def _findings(findings: list[Finding], view: View) -> Iterator[str]:
    """Errors first; the findings of one rule stand together, its title said once."""
    groups: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: one.severity.rank):
        groups.setdefault((finding.severity, finding.code), []).append(finding)
    for group in groups.values():
        yield from _rule(group, view)


def _rule(group: list[Finding], view: View) -> Iterator[str]:
    first = group[0]
    rule = find_rule(first.code)
    title = (rule.title_en if view.lang == "en" else rule.title) if rule else first.rule
    mark = _paint(f"{MARKS[first.severity]} {first.code}", first.severity, view)
    times = f" ×{len(group)}" if len(group) > 1 else ""
    yield f"  {mark}  {_bold(title, view)}{times}"
    same: dict[str, list[Finding]] = {}
    for finding in group:
        same.setdefault(finding.message.zh, []).append(finding)
    for alike in same.values():
        yield from _finding(alike, view)
    if view.verbose:
        cited = "；".join(one.cite(view.lang) for one in first.basis)
        yield from wrap(say("basis", view.lang, value=cited), "      ")


def _finding(alike: list[Finding], view: View) -> Iterator[str]:
    """Rows of which the same is said: each row's name and place, then the sentence once."""
    for one in alike:
        where = f"{one.indicator or ''}   {_place(one.location, view)}".strip()
        if where:
            yield from wrap(where, "      ")
    yield from _quote(alike[0])
    yield from wrap(alike[0].message.in_(view.lang), "        ")
    if alike[0].occurrences:
        yield from _occurrences(alike[0], view)


def _quote(finding: Finding) -> Iterator[str]:
    """The value as written, with a caret under what its reading complains about."""
    if finding.value is None or finding.indicator is None or not finding.value.strip():
        return
    if "\n" in finding.value or wcswidth(finding.value) > 60:
        return
    notes = parse_value(finding.value).diagnostics if finding.code.startswith("PC1") else ()
    if notes or finding.value not in finding.message.zh:
        yield f"        {finding.value}"
    if notes:
        before, marked = (
            finding.value[: notes[0].start],
            finding.value[notes[0].start : notes[0].end],
        )
        yield f"        {' ' * max(wcswidth(before), 0)}{'^' * max(wcswidth(marked), 1)}"


def _occurrences(finding: Finding, view: View) -> Iterator[str]:
    """The rows of a finding that stands for many; with -v all of them."""
    shown = finding.occurrences if view.verbose else finding.occurrences[:SHOWN_OCCURRENCES]
    listed = "、".join(one.indicator or "" for one in shown)
    more = len(finding.occurrences) - len(shown)
    rest = say("more", view.lang, n=len(finding.occurrences)) if more else ""
    yield from wrap(f"{listed}{rest}", "        ")


def _place(location: Location, view: View) -> str:
    parts = [location.sheet or "", location.cell or ""]
    if location.page is not None:
        parts.append(say("page", view.lang, n=location.page))
    if location.line is not None:
        parts.append(say("line", view.lang, n=location.line))
    elif location.row is not None and not location.cell:
        parts.append(say("row", view.lang, table=location.table, n=location.row))
    return " ".join(part for part in parts if part)


def _unchecked(unchecked: list[Unchecked], view: View) -> Iterator[str]:
    """Why rules were not applied, one line a reason; the rules' names with -v."""
    if not unchecked:
        return
    yield ""
    yield _bold(say("unchecked_title", view.lang), view)
    by_reason: dict[str, list[Unchecked]] = {}
    for one in unchecked:
        by_reason.setdefault(one.reason.in_(view.lang), []).append(one)
    for reason, group in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        tables = sorted({one.table for one in group if one.table})
        rules = sorted({one.rule for one in group})
        where = say("table", view.lang, n=_numbers(tables)) + "  " if tables else ""
        few = view.verbose or len(rules) <= 3
        what = (
            "、".join(_titles(rules, view))
            if few
            else say("unchecked_rules", view.lang, n=len(rules))
        )
        yield from wrap(f"○ {where}{reason}：{what}", "    ", "  ")


def _titles(names: list[str], view: View) -> Iterator[str]:
    for name in names:
        rule = find_rule(name)
        yield name if rule is None else rule.title_en if view.lang == "en" else rule.title


def _numbers(numbers: list[int]) -> str:
    """1-4、7"""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _total(report: Report, view: View) -> Iterator[str]:
    parts = [
        say("errors", view.lang, n=report.count(Severity.ERROR)),
        say("warnings", view.lang, n=report.count(Severity.WARNING)),
        say("infos", view.lang, n=report.count(Severity.INFO)),
    ]
    if report.not_checked:
        parts.append(say("not_read", view.lang, n=report.not_checked))
    yield f"{say('total', view.lang)}   {'   '.join(parts)}"


def wrap(text: str, indent: str, first: str | None = None) -> Iterator[str]:
    """Lines no wider than the page, counting a Chinese character as two."""
    line = indent if first is None else first
    for piece in _pieces(text):
        if wcswidth(line + piece) > WIDTH and line.strip():
            yield line.rstrip()
            line = indent
        line += piece
    if line.strip():
        yield line.rstrip()


NO_LINE_START = "，。；：、！？）》”’％%/ "


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken: a word of narrow characters, or a wide one with the marks after it."""
    piece = ""
    for char in text.replace("\n", " "):
        word = piece and piece[-1] != " " and wcwidth(char) < 2 and wcwidth(piece[-1]) < 2
        if piece and not word and char not in NO_LINE_START:
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _cut(text: str, width: int) -> str:
    """The text in so many columns; cut text ends in ……"""
    text = text.replace("\n", "")
    if wcswidth(text) <= width:
        return text
    while wcswidth(text) > width - 2:
        text = text[:-1]
    return text + "…"


def _paint(text: str, severity: Severity, view: View) -> str:
    return f"\x1b[{COLOURS[severity]}m{text}\x1b[0m" if view.colour else text


def _bold(text: str, view: View) -> str:
    return f"\x1b[1m{text}\x1b[0m" if view.colour else text


FORMAT = Format("text", render)
