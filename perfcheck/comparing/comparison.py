"""Two documents compared: what changed, whether targets were loosened, what became of the findings."""

from collections.abc import Iterator

from attrs import frozen

from perfcheck.comparing.evaluation import deviations
from perfcheck.comparing.findings import Fates, fates
from perfcheck.comparing.tables import TablePair, compare_tables, pair_tables
from perfcheck.messages import Trouble
from perfcheck.rules import (
    Accepted,
    CheckedDocument,
    Finding,
    Message,
    Report,
    Settings,
    Severity,
    sift,
    with_severities,
)
from perfcheck.tables import Submission, TargetTable


class CompareError(Trouble):
    """Two files that cannot be compared, in one line."""


@frozen
class Comparison:
    """比较: ``pairs`` in the order of the old document, and the tables that have no partner.

    ``is_evaluation``: the new document judges what the old one planned; then ``deviations`` are the
    findings, and those of either document by itself are not set against each other; ``accepted`` are
    those that the settings explain. ``doubts`` say what of the documents was not read, so that it may
    wrongly count as removed or added.
    """

    old: CheckedDocument
    new: CheckedDocument
    is_evaluation: bool
    pairs: tuple[TablePair, ...]
    removed: tuple[TargetTable, ...]
    added: tuple[TargetTable, ...]
    fates: Fates
    deviations: tuple[Finding, ...]
    doubts: tuple[Message, ...]
    accepted: tuple[Accepted, ...] = ()

    @property
    def is_complete(self) -> bool:
        return self.old.is_checked and self.new.is_checked

    @property
    def is_weaker(self) -> bool:
        """Is any target looser than it was?"""
        return any(map(_is_weaker, self.pairs))

    @property
    def is_changed(self) -> bool:
        return bool(self.removed or self.added or any(pair.is_changed for pair in self.pairs))

    def exit_code(self, fail_on: Severity = Severity.ERROR) -> int:
        """2 where a part was not compared; 1 where a target is looser, or a finding new or deviating.

        Whether a self-evaluation loosened its plan's target, and may, is what its findings say.
        """
        if not self.is_complete:
            return 2
        new = (*self.deviations, *(one.finding for one in self.fates.new))
        weaker = any(_is_weaker(pair) for pair in self.pairs if not pair.is_evaluation)
        return int(weaker or any(one.severity.reaches(fail_on) for one in new))


def _is_weaker(pair: TablePair) -> bool:
    return any(row.target.movement.is_weaker for row in pair.rows)


def compare(old: Report, new: Report, settings: Settings | None = None) -> Comparison:
    """Compare the documents of two reports, each of one file. Raises ``CompareError``."""
    settings = settings or Settings()
    (before, one), (after, other) = _compared(old), _compared(new)
    tables = pair_tables(one, other)
    pairs = tuple(compare_tables(*couple) for couple in tables.pairs)
    is_evaluation = any(pair.is_evaluation for pair in pairs)
    found, accepted = sift(_deviations(pairs, after.name, settings), settings)
    return Comparison(
        before,
        after,
        is_evaluation,
        pairs,
        tables.removed,
        tables.added,
        Fates() if is_evaluation else fates(old.findings, new.findings, pairs),
        tuple(found),
        (*_doubts(one), *_doubts(other), *_order(pairs)),
        tuple(accepted),
    )


def _deviations(
    pairs: tuple[TablePair, ...], document: str, settings: Settings
) -> Iterator[Finding]:
    for pair in pairs:
        if pair.is_evaluation:
            yield from with_severities(deviations(pair, document, settings), settings)


def _compared(report: Report) -> tuple[CheckedDocument, Submission]:
    """The one document of a report, if it has tables to compare."""
    if len(report.documents) != 1:
        raise CompareError("比较的是两份文件，不是目录", "two files are compared, not folders")
    (document,) = report.documents
    if document.submission is None or not document.has_tables:
        reason = report.why_not_checked.message
        raise CompareError(f"{document.name}：{reason.zh}", f"{document.name}: {reason.en}")
    return document, document.submission


def _doubts(submission: Submission) -> Iterator[Message]:
    """What may be missing from a document because it was not read."""
    name = submission.document.name
    if submission.unrestored is not None:
        yield Message(
            f"{name}：疑似还有没能还原的表，可能误作删去或新增",
            f"{name}: there seems to be a table that was not read; it may count as removed or added",
        )
    for table in submission.tables:
        if table.unread or table.truncated:
            yield Message(
                f"{name}：表{table.number}没有读全，其中的行可能误作删去或新增",
                f"{name}: table {table.number} was not read whole; its rows may count as removed or added",
            )


def _order(pairs: tuple[TablePair, ...]) -> Iterator[Message]:
    backwards = (pair.old.is_self_evaluation and not pair.new.is_self_evaluation for pair in pairs)
    if any(backwards):
        yield Message(
            "前一份是自评表，后一份不是：如要对照计划与自评，请把计划放在前面",
            "the first file is a self-evaluation, the second is not: to hold one against its plan, name the plan first",
        )
