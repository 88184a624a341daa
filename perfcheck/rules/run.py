"""Running rules over a submission: findings, passes, and what was not checked."""

from collections.abc import Collection, Iterable, Iterator

from attrs import define, evolve, field

from perfcheck.documents import Location
from perfcheck.messages import Message, in_english_marks
from perfcheck.rules.accept import Accepted
from perfcheck.rules.finding import (
    Finding,
    Hit,
    NotChecked,
    Occurrence,
    Row,
    Severity,
    Unchecked,
)
from perfcheck.rules.rule import Outcomes, Rule, Scope, all_rules
from perfcheck.rules.settings import Settings
from perfcheck.tables import GRADES, Column, Indicator, Submission, TargetTable

# A rule that fires on this share of a table's rows, and on so many of them, says so once.
SHARE, ROWS = 0.8, 3

# What only a table of graded scales has; without them its rules do not apply.
GRADED_COLUMNS = frozenset({Column.ACTIVITY, *map(Column, GRADES)})

# What a plan has not: its rules are for self-evaluations.
EVALUATION_COLUMNS = frozenset({Column.ACTUAL, Column.POINTS, Column.SCORE, Column.REASON})

# Of these, what a rule says of one table does not depend on another.
ON_TABLES = (Scope.TABLE, Scope.ROW, Scope.GRADED, Scope.SCORED)


@define
class Outcome:
    """What came of running rules over one submission."""

    findings: list[Finding] = field(factory=list)
    unchecked: list[Unchecked] = field(factory=list)
    accepted: list[Accepted] = field(factory=list)


def selected(settings: Settings) -> tuple[Rule, ...]:
    """The rules that a run with these settings applies to tables and submissions."""
    return tuple(
        rule
        for rule in all_rules()
        if rule.scope not in (Scope.FILE, Scope.PAIR) and settings.runs(rule.code, rule.name)
    )


def run(
    submission: Submission, settings: Settings, only: Collection[int] | None = None
) -> Outcome:
    """Apply every selected rule. Findings come in the order of the document, errors first.

    ``only``: the numbers of the tables to which rules on tables are applied; None: to all.
    """
    outcome = Outcome()
    for rule in selected(settings):
        if rule.scope is Scope.SUBMISSION:
            _on_submission(rule, submission, settings, outcome)
        else:
            for table in submission.tables:
                if only is None or table.number in only:
                    _on_table(rule, table, submission.document.name, settings, outcome)
    outcome.findings = with_severities(outcome.findings, settings)
    return _in_order(outcome)


def rerun(
    submission: Submission, settings: Settings, before: Outcome, changed: Collection[int]
) -> Outcome:
    """``run`` after a change of some tables: what rules on tables said of the others still holds."""
    rules = {rule.name: rule for rule in all_rules()}
    outcome = run(submission, settings, only=changed)

    def holds(one: Finding | Unchecked) -> bool:
        return rules[one.rule].scope in ON_TABLES and one.table not in changed

    outcome.findings += filter(holds, before.findings)
    outcome.unchecked += filter(holds, before.unchecked)
    order = list(rules)
    outcome.unchecked.sort(key=lambda one: (order.index(one.rule), one.table or 0))
    return _in_order(outcome)


def _in_order(outcome: Outcome) -> Outcome:
    outcome.findings.sort(
        key=lambda f: (f.table or 0, f.severity.rank, _place(f.location), f.code)
    )
    return outcome


def with_severities(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """The findings as grave as the settings say."""
    return [evolve(one, severity=settings.severity_of(one.rule, one.severity)) for one in findings]


def _place(location: Location) -> tuple[int, int, int, int]:
    return (location.line or 0, location.table or 0, location.row or 0, location.col or 0)


def _on_submission(
    rule: Rule, submission: Submission, settings: Settings, outcome: Outcome
) -> None:
    document = submission.document.name
    for result in rule.check(submission, settings):
        if isinstance(result, NotChecked):
            reason = _told(result)
            outcome.unchecked.append(Unchecked(document, None, None, rule.name, reason))
        else:
            outcome.findings.append(_finding(rule, result, document, None))


def _on_table(
    rule: Rule, table: TargetTable, document: str, settings: Settings, outcome: Outcome
) -> None:
    if not applies(rule, table):
        return
    missing = [column for column in Column if column in rule.needs - table.columns]
    results = list(_results(rule, table, settings)) if not missing else [_lacks(missing)]
    reasons = [_told(one) for one in results if isinstance(one, NotChecked)]
    outcome.unchecked += [
        Unchecked(document, table.number, table.project, rule.name, reason)
        for reason in dict.fromkeys(reasons)
    ]
    hits = [one for one in results if isinstance(one, Hit)]
    outcome.findings += _findings(rule, hits, document, table)


def applies(rule: Rule, table: TargetTable) -> bool:
    """Whether the rule is meant for this kind of template; what it then lacks is not checked."""
    if EVALUATION_COLUMNS & rule.needs and not table.is_self_evaluation:
        return False
    return not GRADED_COLUMNS & (rule.needs - table.columns)


def _lacks(missing: list[Column]) -> NotChecked:
    named = [Column.VALUE] if Column.VALUE in missing else missing
    names = "、".join(named)
    return NotChecked(f"表中没有“{names}”列", f"the table has no column “{names}”")


def _findings(rule: Rule, hits: list[Hit], document: str, table: TargetTable) -> Iterator[Finding]:
    """One finding for each hit; hits on most of the rows are one together."""
    rows = len(table.rows)
    on_rows = [hit for hit in hits if hit.row is not None]
    if len(on_rows) >= ROWS and len({id(hit.row) for hit in on_rows}) >= SHARE * rows:
        yield _together(rule, on_rows, rows, document, table)
        hits = [hit for hit in hits if hit.row is None]
    yield from (_finding(rule, hit, document, table) for hit in hits)


def _results(rule: Rule, table: TargetTable, settings: Settings) -> Outcomes:
    if rule.scope is Scope.TABLE:
        yield from rule.check(table, settings)
        return
    if rule.scope is Scope.ROW and table.graded and not table.indicators:
        yield NotChecked("分档表的指标值没有读出", "targets beside graded scales are not read")
    for row in _rows(rule.scope, table):
        for result in rule.check(row, table, settings):
            yield result if isinstance(result, NotChecked) else evolve(result, row=row)


def _rows(scope: Scope, table: TargetTable) -> tuple[Row, ...]:
    if scope is Scope.SCORED:
        return table.rows
    return table.indicators if scope is Scope.ROW else table.scales


def _finding(rule: Rule, hit: Hit, document: str, table: TargetTable | None) -> Finding:
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=hit.severity or rule.severity,
        message=_told(hit),
        document=document,
        table=table.number if table else hit.table,
        project=table.project if table else hit.project,
        indicator=hit.row.name if hit.row else hit.indicator,
        value=_value(hit),
        expected=hit.expected,
        difference=hit.difference,
        location=_location(hit, table),
        basis=rule.basis,
        edits=hit.edits,
    )


def _told(one: Hit | NotChecked) -> Message:
    return Message(one.zh, in_english_marks(one.en))


def _value(hit: Hit) -> str | None:
    if hit.value is None and isinstance(hit.row, Indicator):
        return hit.row.value
    return hit.value


def _location(hit: Hit, table: TargetTable | None) -> Location:
    if hit.location is not None:
        return hit.location
    if hit.row is not None and hit.at is not None and hit.at in hit.row.locations:
        return hit.row.locations[hit.at]
    if hit.row is not None:
        return hit.row.location
    return table.location if table else Location()


def _together(
    rule: Rule, hits: list[Hit], rows: int, document: str, table: TargetTable
) -> Finding:
    """One finding for a fault that runs through the table."""
    first = hits[0]
    count = len({id(hit.row) for hit in hits})
    severity = min((hit.severity or rule.severity for hit in hits), key=lambda one: one.rank)
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=Severity(severity),
        message=Message(
            f"本表 {rows} 行中有 {count} 行如此，例如“{first.row.name if first.row else ''}”：{first.zh}",
            f"{count} of the table's {rows} rows, for example “{first.row.name if first.row else ''}”: {in_english_marks(first.en)}",
        ),
        document=document,
        table=table.number,
        project=table.project,
        location=_location(first, table),
        basis=rule.basis,
        edits=tuple(edit for hit in hits for edit in hit.edits),
        occurrences=tuple(_occurrences(hits, table)),
    )


def _occurrences(hits: list[Hit], table: TargetTable) -> Iterator[Occurrence]:
    for hit in hits:
        yield Occurrence(hit.row.name if hit.row else None, _value(hit), _location(hit, table))
