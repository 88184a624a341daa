"""Setting aside the findings that were explained, and naming the explanations that nothing needs."""

from collections.abc import Iterable, Iterator
from datetime import date

from perfcheck.rules.accept import Accept, Accepted, UnusedAccept, name_parts, tails
from perfcheck.rules.finding import Finding
from perfcheck.rules.report import CheckedDocument
from perfcheck.rules.rule import Scope, find_rule
from perfcheck.rules.settings import Settings


def sift(findings: Iterable[Finding], settings: Settings) -> tuple[list[Finding], list[Accepted]]:
    """The findings that stay, and those that an entry of the settings explains."""
    day = _day(settings)
    by_rule: dict[str, list[Accept]] = {}
    for accept in settings.accepts:
        if not accept.is_over(day):
            by_rule.setdefault(accept.rule, []).append(accept)
    staying: list[Finding] = []
    accepted: list[Accepted] = []
    for finding in findings:
        entries = by_rule.get(finding.rule, ())
        fitting = next((entry for entry in entries if entry.fits(finding)), None)
        if fitting is None:
            staying.append(finding)
        else:
            accepted.append(Accepted(finding, fitting))
    return staying, accepted


def unused_accepts(
    documents: Iterable[CheckedDocument], accepted: Iterable[Accepted]
) -> Iterator[UnusedAccept]:
    """The entries that silenced nothing, though their rule and their document were in the run."""
    used = {one.accept for one in accepted}
    runs: dict[int, tuple[Settings, list[str]]] = {}
    for document in documents:
        if document.is_checked:
            settings = document.settings
            runs.setdefault(id(settings), (settings, []))[1].append(document.name)
    for settings, names in runs.values():
        day, seen = _day(settings), set().union(*map(tails, names))
        for accept in settings.accepts:
            in_run = accept.document is None or name_parts(accept.document) in seen
            if in_run and accept not in used and _is_run(accept.rule, settings):
                yield UnusedAccept(accept, accept.is_over(day))


def _is_run(name: str, settings: Settings) -> bool:
    rule = find_rule(name)
    if rule is None or rule.scope is Scope.PAIR:
        return False  # rules of pairs run where two documents are compared
    return settings.runs(rule.code, rule.name)


def _day(settings: Settings) -> date:
    return settings.today or date.today()
