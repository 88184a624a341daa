"""Running rules over a submission: findings, passes, and what was not checked."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

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
from perfcheck.tables import GRADES, Column, Dossier, Indicator, Submission, TargetTable

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
    alone = Dossier((submission,))
    for rule in selected(settings):
        if rule.scope in (Scope.SUBMISSION, Scope.DOSSIER):
            seen = alone if rule.scope is Scope.DOSSIER else submission
            _on_tables(rule, rule.check(seen, settings), alone, {alone.document.name: outcome})
        else:
            for table in submission.tables:
                if only is None or table.number in only:
                    _on_table(rule, table, submission.document.name, settings, outcome)
    outcome.findings = with_severities(outcome.findings, settings)
    return in_order(outcome)


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
    return in_order(outcome)


def in_order(outcome: Outcome) -> Outcome:
    """First what was said of the reading, in its own order; then table by table."""
    rules = {rule.name: (number, rule) for number, rule in enumerate(all_rules())}

    def place(one: Finding) -> tuple[int | str | tuple[int, ...], ...]:
        if rules[one.rule][1].scope is Scope.FILE:
            return (-1,)
        return (one.table or 0, one.severity.rank, _place(one.location), one.code)

    outcome.findings.sort(key=place)
    outcome.unchecked.sort(key=lambda one: (rules[one.rule][0], one.table or 0))
    return outcome


def with_severities(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """The findings as grave as the settings say."""
    return [evolve(one, severity=settings.severity_of(one.rule, one.severity)) for one in findings]


def _place(location: Location) -> tuple[int, int, int, int]:
    return (location.line or 0, location.table or 0, location.row or 0, location.col or 0)


def run_across(dossier: Dossier, settings: Settings, outcomes: Sequence[Outcome]) -> None:
    """Apply the rules on dossiers to documents that belong together, in place of what they said of
    each alone. ``outcomes`` are those of its parts.

    A text whose tables are in other files, of which nothing was asked, is now asked what a document
    is asked.
    """
    rules = selected(settings)
    scopes = {rule.name: rule.scope for rule in rules}
    found = {part.document.name: Outcome() for part in dossier.parts}
    texts = [Dossier((part,)) for part in dossier.parts if not part.tables]
    for rule in rules:
        if rule.scope is Scope.DOSSIER:
            _on_tables(rule, rule.check(dossier, settings), dossier, found)
        for text in texts if rule.scope is Scope.SUBMISSION else ():
            name = text.document.name
            _on_tables(rule, rule.check(text.parts[0], settings), text, {name: found[name]})
    for part, old, new in zip(dossier.parts, outcomes, found.values(), strict=True):
        again = (Scope.DOSSIER,) if part.tables else (Scope.DOSSIER, Scope.SUBMISSION)
        old.findings = [one for one in old.findings if scopes.get(one.rule) not in again]
        old.findings += with_severities(new.findings, settings)
        old.unchecked = [one for one in old.unchecked if scopes.get(one.rule) not in again]
        old.unchecked += new.unchecked
        in_order(old)


def _on_tables(
    rule: Rule, results: Outcomes, dossier: Dossier, outcomes: Mapping[str, Outcome]
) -> None:
    """Give each document what was found in it; what was not checked was so for all of them."""
    for result in results:
        if isinstance(result, NotChecked):
            reason = _told(result)
            for document, outcome in outcomes.items():
                outcome.unchecked.append(Unchecked(document, None, None, rule.name, reason))
            continue
        home = dossier.document_of(result.table) if result.table else dossier.document.name
        document = result.document or home
        finding = _finding(rule, result, document, result.table)
        if document != home:
            finding = evolve(finding, table=None)
        outcomes[document].findings.append(finding)


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
        table=table.number if table else None,
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
