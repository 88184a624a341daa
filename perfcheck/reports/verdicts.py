"""What came of each rule on each table: passed, not passed, not passed but explained, not checked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import frozen

from perfcheck.reports.sections import Section
from perfcheck.rules import (
    Accepted,
    Finding,
    Rule,
    Scope,
    Unchecked,
    all_rules,
    applies,
    selected,
)
from perfcheck.tables import TargetTable

ON_WHOLE = (Scope.SUBMISSION, Scope.DOSSIER)  # one answer for a document
Place = tuple[str, int | None]  # a rule's name, a table's number


class Outcome(StrEnum):
    """``ACCEPTED``: all that was found is explained. ``PARTLY``: passed where it could be applied.
    ``NOT_FOR``: no table of the kind it is about."""

    FAILED = "failed"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    UNCHECKED = "unchecked"
    PASSED = "passed"
    NOT_FOR = "not for"


@frozen
class Verdict:
    """One rule on one table; ``table`` None: on the document as a whole."""

    rule: Rule
    table: TargetTable | None
    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    accepted: tuple[Accepted, ...] = ()

    @property
    def outcome(self) -> Outcome:
        if self.findings:
            return Outcome.FAILED
        if self.accepted:
            return Outcome.ACCEPTED
        return Outcome.UNCHECKED if self.unchecked else Outcome.PASSED


def verdicts(section: Section) -> Iterator[Verdict]:
    """Every rule that the document's settings ask for on every table that it is meant for, or on the
    document."""
    findings: dict[Place, list[Finding]] = defaultdict(list)
    unchecked: dict[Place, list[Unchecked]] = defaultdict(list)
    for finding in section.findings:
        findings[finding.rule, finding.table].append(finding)
    for one in section.unchecked:
        unchecked[one.rule, one.table].append(one)
    accepted: dict[Place, list[Accepted]] = defaultdict(list)
    for explained in section.accepted:
        accepted[explained.finding.rule, explained.finding.table].append(explained)
    rules = {rule.name: rule for rule in all_rules()}
    tables: dict[int | None, TargetTable] = {one.table.number: one.table for one in section.tables}
    said = [*findings, *unchecked, *accepted]
    run = selected(section.document.settings)
    for place in dict.fromkeys((*_asked(run, section, {name for name, _ in said}), *said)):
        name, number = place
        yield Verdict(
            rules[name],
            tables.get(number),
            tuple(findings[place]),
            tuple(unchecked[place]),
            tuple(accepted[place]),
        )


def _asked(run: tuple[Rule, ...], section: Section, answered: set[str]) -> Iterator[Place]:
    """Where the rules of the run looked. One on the whole document may have answered of a table."""
    for rule in run:
        if rule.scope in ON_WHOLE and section.tables and rule.name not in answered:
            yield rule.name, None
    for one in section.tables:
        for rule in run:
            if rule.scope not in ON_WHOLE and applies(rule, one.table):
                yield rule.name, one.table.number


def summary(all_of_one_rule: Iterable[Verdict]) -> Outcome:
    """What came of a rule over all tables."""
    outcomes = {one.outcome for one in all_of_one_rule}
    if outcomes == {Outcome.PASSED, Outcome.UNCHECKED}:
        return Outcome.PARTLY
    return next((one for one in Outcome if one in outcomes), Outcome.NOT_FOR)
