"""A report taken apart: documents, their tables, and what is said of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from attrs import frozen

from perfcheck.messages import mark
from perfcheck.reports.inert import one_line
from perfcheck.reports.words import say
from perfcheck.rules import (
    Accepted,
    CheckedDocument,
    Finding,
    Report,
    Severity,
    Unchecked,
    selected,
)
from perfcheck.tables import TargetTable
from perfcheck.values import format_money


@frozen
class TableSection:
    """One target table and its findings."""

    table: TargetTable
    findings: tuple[Finding, ...]

    def name(self, lang: str) -> str:
        return table_name(self.table, lang)

    def title(self, lang: str) -> str:
        """``表1  村级道路养护费``"""
        number, name = say("table", lang, n=self.table.number), self.name(lang)
        return number if name == number else f"{number}  {name}"

    @property
    def budget(self) -> str:
        return budget_text(self.table)

    @property
    def rows(self) -> int:
        return len(self.table.indicators) + len(self.table.graded)

    @property
    def counts(self) -> Counter[Severity]:
        return count(self.findings)


@frozen
class Section:
    """One document: its tables, and ``about``, the findings on the document or its prose."""

    document: CheckedDocument
    findings: tuple[Finding, ...]
    about: tuple[Finding, ...]
    tables: tuple[TableSection, ...]
    unchecked: tuple[Unchecked, ...]
    accepted: tuple[Accepted, ...] = ()

    @property
    def name(self) -> str:
        return one_line(self.document.name)

    def clean(self, lang: str) -> str:
        """What is said of a document in which nothing was found."""
        key = "clean_else" if self.accepted else "clean"
        rules, rows = len(selected(self.document.settings)), self.document.indicators
        return say(key, lang, tables=len(self.tables), indicators=rows, rules=rules)

    @property
    def counts(self) -> Counter[Severity]:
        return count(self.findings)

    @property
    def rules_unchecked(self) -> int:
        return len({one.rule for one in self.unchecked})


def sections(report: Report) -> tuple[Section, ...]:
    """The documents in their order, each with its own findings in theirs."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    unchecked: dict[str, list[Unchecked]] = defaultdict(list)
    explained: dict[str, list[Accepted]] = defaultdict(list)
    for finding in report.findings:
        findings[finding.document].append(finding)
    for one in report.unchecked:
        unchecked[one.document].append(one)
    for accepted in report.accepted:
        explained[accepted.finding.document].append(accepted)
    return tuple(
        _section(one, findings[one.name], unchecked[one.name], explained[one.name])
        for one in report.documents
    )


def _section(
    document: CheckedDocument,
    findings: list[Finding],
    unchecked: list[Unchecked],
    accepted: list[Accepted],
) -> Section:
    tables = document.submission.tables if document.submission else ()
    numbers = {table.number for table in tables}
    return Section(
        document,
        tuple(findings),
        tuple(one for one in findings if one.table not in numbers),
        tuple(
            TableSection(table, tuple(one for one in findings if one.table == table.number))
            for table in tables
        ),
        tuple(unchecked),
        tuple(accepted),
    )


def count(findings: Iterable[Finding]) -> Counter[Severity]:
    return Counter(one.severity for one in findings)


def by_reason(unchecked: Iterable[Unchecked], lang: str) -> list[tuple[str, list[Unchecked]]]:
    """What was not checked, one reason after the other, the most frequent first."""
    groups: dict[str, list[Unchecked]] = defaultdict(list)
    for one in unchecked:
        groups[one.reason.in_(lang)].append(one)
    return sorted(groups.items(), key=lambda item: -len(item[1]))


def runs(numbers: Iterable[int], lang: str) -> str:
    """``1-4、7``"""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return mark("、", lang).join(
        f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in found
    )


def table_name(table: TargetTable, lang: str) -> str:
    """The project, else the table's title, else its number."""
    return one_line(table.project) or one_line(table.title) or say("table", lang, n=table.number)


def budget_text(table: TargetTable) -> str:
    """``132.00万元``, or nothing where the table states no readable budget."""
    total = table.budget.total if table.budget else None
    return format_money(total.yuan) if total and total.yuan is not None else ""
