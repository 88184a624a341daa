"""The result of a run: what every door hands to a report format."""

from collections import Counter

from attrs import frozen

from perfcheck.rules.accept import Accepted, UnusedAccept
from perfcheck.rules.finding import Finding, Severity, Unchecked
from perfcheck.rules.settings import Settings
from perfcheck.tables import Submission

SCHEMA_VERSION = "1.0"


@frozen
class CheckedDocument:
    """One file of the run. ``submission`` is None where it could not be read.

    ``named``: the user asked for this very file, so that finding no table in it is a failure.
    ``settings``: what it was checked by; two files of one run may have different ones.
    """

    name: str
    submission: Submission | None
    named: bool = True
    settings: Settings = Settings()

    @property
    def has_tables(self) -> bool:
        """A table with at least one row: a header alone has not been checked."""
        return self.indicators > 0

    @property
    def is_checked(self) -> bool:
        """Nothing in it is left unread, as far as can be seen."""
        if self.submission is None or self.submission.unrestored is not None:
            return False
        return self.has_tables or not self.named

    @property
    def indicators(self) -> int:
        if self.submission is None:
            return 0
        return sum(len(t.indicators) + len(t.graded) for t in self.submission.tables)


@frozen
class Report:
    """Documents in the order given, their findings in the order of each document.

    ``rules`` are the codes of the rules that the run applied. ``accepted`` are findings that the
    configuration explains; nothing else counts them.
    """

    documents: tuple[CheckedDocument, ...]
    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    rules: tuple[str, ...]
    accepted: tuple[Accepted, ...] = ()
    unused_accepts: tuple[UnusedAccept, ...] = ()

    @property
    def rules_run(self) -> int:
        return len(self.rules)

    @property
    def not_checked(self) -> int:
        return sum(not document.is_checked for document in self.documents)

    @property
    def why_not_checked(self) -> Finding:
        """Of a report with an unchecked document: the gravest finding, which says why."""
        return min(self.findings, key=lambda one: one.severity.rank)

    @property
    def tables(self) -> int:
        return sum(len(d.submission.tables) for d in self.documents if d.submission)

    @property
    def indicators(self) -> int:
        return sum(document.indicators for document in self.documents)

    def count(self, severity: Severity) -> int:
        return Counter(finding.severity for finding in self.findings)[severity]

    def exit_code(self, fail_on: Severity | None = None) -> int:
        """0 clean, 1 findings at or above ``fail_on`` (None: of the settings of each document), 2 a
        file was not checked."""
        if self.not_checked:
            return 2
        floors = {one.name: fail_on or one.settings.fail_on for one in self.documents}
        return int(any(one.severity.reaches(floors[one.document]) for one in self.findings))
