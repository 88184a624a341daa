"""What a rule says of a table, and what the report makes of it."""

import hashlib
from enum import StrEnum
from functools import cached_property

from attrs import frozen

from perfcheck.documents import Location
from perfcheck.messages import Message
from perfcheck.rules.basis import LegalBasis
from perfcheck.tables import Column, GradedIndicator, Indicator, TargetTable

Row = Indicator | GradedIndicator


class Severity(StrEnum):
    """How sure and how grave: error = wrong by arithmetic or logic, or a required part is missing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 is the gravest."""
        return list(Severity).index(self)

    def reaches(self, floor: "Severity") -> bool:
        return self.rank <= floor.rank


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@frozen
class Edit:
    """A certain mending: where ``old`` stands in a cell, ``new`` is to stand.

    ``cells`` are several where a value's sign, number and unit have columns of their own: then
    ``old`` may be what the cells say together.
    """

    cells: tuple[Location, ...]
    old: str
    new: str


@frozen(kw_only=True)
class Hit:
    """命中: one place where a rule fires. ``zh`` and ``en`` say what stands there and what is wrong.

    ``expected`` and ``difference`` are writings of values, the same in every language; ``edits`` the
    mending, only where it is certain (see ``mending.py``). A rule on rows need not name its ``row``.
    ``at`` is the column to point at, where it is not the value's; ``location`` overrules it.
    ``table`` is the one that a rule on several tables speaks of, ``document`` the name of the one
    that it stands in, where that is not the table's; without either it is what the document says.
    """

    zh: str
    en: str
    row: Row | None = None
    value: str | None = None
    expected: str | None = None
    difference: str | None = None
    edits: tuple[Edit, ...] = ()
    severity: Severity | None = None
    at: Column | None = None
    location: Location | None = None
    indicator: str | None = None
    table: TargetTable | None = None
    document: str | None = None
    project: str | None = None


@frozen
class NotChecked:
    """The rule could not be applied to this table, and why. Missing data is never a pass."""

    zh: str
    en: str


@frozen
class Occurrence:
    """One row of a finding that stands for many."""

    indicator: str | None
    value: str | None
    location: Location


@frozen(kw_only=True, slots=False)
class Finding:
    """问题: what the report lists. ``table`` None: about the document or its prose.

    ``fix`` is the certain mending as a reader sees it, ``edits`` the same cell by cell.
    """

    code: str
    rule: str
    severity: Severity
    message: Message
    document: str
    table: int | None = None
    project: str | None = None
    indicator: str | None = None
    value: str | None = None
    expected: str | None = None
    difference: str | None = None
    location: Location = Location()
    basis: tuple[LegalBasis, ...] = ()
    edits: tuple[Edit, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()

    @property
    def fix(self) -> str | None:
        """The new writing of each cell; where all are to be the same, that."""
        writings = [edit.new for edit in self.edits]
        return " / ".join(writings if len(set(writings)) > 1 else writings[:1]) or None

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same problem wherever its row has moved."""
        parts = (self.project, self.rule, self.indicator, self.value)
        text = "\x1f".join(part or "" for part in parts)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@frozen
class Unchecked:
    """未检查: a rule that could not be applied, and why."""

    document: str
    table: int | None
    project: str | None
    rule: str
    reason: Message
