"""已说明: findings that somebody has looked at and explained, so that they are not sent back."""

from datetime import date
from pathlib import PurePosixPath

from attrs import frozen

from perfcheck.rules.finding import Finding
from perfcheck.tables.text import compact
from perfcheck.values.vocabulary import fold


@frozen(kw_only=True)
class Accept:
    """One ``[[accept]]`` of a configuration; what it leaves out fits every finding of its rule.

    ``document`` is a file's name, with as many of its folders as tell it apart. ``until`` is the
    last day on which it holds. ``config`` and ``number`` say where the entry is written.
    """

    rule: str
    reason: str
    document: str | None = None
    project: str | None = None
    indicator: str | None = None
    fingerprint: str | None = None
    until: date | None = None
    config: str = ""
    number: int = 0

    def fits(self, finding: Finding) -> bool:
        """Is the finding the one that was explained? White space and full width do not matter."""
        return (
            self.rule == finding.rule
            and self.fingerprint in (None, finding.fingerprint)
            and _same(self.project, finding.project)
            and _same(self.indicator, finding.indicator)
            and self.concerns(finding.document)
        )

    def concerns(self, document: str) -> bool:
        """May it be used in a document of this name?"""
        return self.document is None or name_parts(self.document) in tails(document)

    def is_over(self, day: date) -> bool:
        return self.until is not None and self.until < day


@frozen
class Accepted:
    """A finding that is not sent back, and why."""

    finding: Finding
    accept: Accept


@frozen
class UnusedAccept:
    """An entry that silences nothing: its finding is gone, or its day is past (``expired``)."""

    accept: Accept
    expired: bool


def _same(wanted: str | None, written: str | None) -> bool:
    return wanted is None or (written is not None and _key(wanted) == _key(written))


def _key(text: str) -> str:
    return fold(compact(text))


def tails(name: str) -> set[tuple[str, ...]]:
    """The ways to name a file: by itself, in its folder, in that folder's folder …"""
    parts = name_parts(name)
    return {parts[first:] for first in range(len(parts))}


def name_parts(name: str) -> tuple[str, ...]:
    return tuple(map(_key, PurePosixPath(name.replace("\\", "/")).parts))
