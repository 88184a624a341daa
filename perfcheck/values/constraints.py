"""What a value asks: a threshold, a range, a deadline, words, several of them, or nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from attrs import frozen

from perfcheck.values.interval import Interval
from perfcheck.values.units import Dimension

if TYPE_CHECKING:
    from perfcheck.values.dates import PartialDate
    from perfcheck.values.diagnostics import Diagnostic
    from perfcheck.values.quantity import Quantity, Span


class Operator(StrEnum):
    """How a value compares."""

    GE = "ge"
    LE = "le"
    GT = "gt"
    LT = "lt"
    EQ = "eq"
    APPROX = "approx"

    @property
    def symbol(self) -> str:
        """The one writing a careful author uses."""
        return _SYMBOLS[self.value]

    @property
    def is_floor(self) -> bool:
        """Whether it bounds from below."""
        return self in (Operator.GE, Operator.GT)

    @property
    def is_ceiling(self) -> bool:
        """Whether it bounds from above."""
        return self in (Operator.LE, Operator.LT)


_SYMBOLS = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<", "eq": "=", "approx": "约"}
Token: TypeAlias = "tuple[Operator, str, Span]"


@frozen
class _Written:
    """What every constraint carries.

    ``operators`` are the operators found with their writing and span; ``label`` and ``tail`` the
    words before and after the part that was read.
    """

    raw: str
    diagnostics: tuple[Diagnostic, ...] = ()
    operators: tuple[Token, ...] = ()
    label: str = ""
    tail: str = ""

    @property
    def interval(self) -> Interval | None:
        """The numbers that satisfy it, in base units (元, %, hours); ``None`` when not numeric."""
        return None

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every quantity inside, in order."""
        return ()

    @property
    def unit_text(self) -> str:
        """The unit as written, without the scale; empty when there is none."""
        first = next((q.unit for q in self.quantities if q.unit is not None), None)
        return "" if first is None else first.text


@frozen(kw_only=True)
class Threshold(_Written):
    """One bound, or a bare fact (``op`` EQ, ``op_explicit`` false)."""

    op: Operator
    op_explicit: bool
    quantity: Quantity

    @property
    def kind(self) -> str:
        """``duration`` for an amount of time alone, else ``quantity``."""
        return "duration" if self.dimension == Dimension.TIME else "quantity"

    @property
    def dimension(self) -> Dimension:
        """The quantity's dimension."""
        return self.quantity.dimension

    @property
    def interval(self) -> Interval:
        """The numbers that satisfy it, in base units; an approximate number is its point."""
        return _INTERVALS[self.op.value](self.quantity.base)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The one quantity."""
        return (self.quantity,)


_INTERVALS = {
    "ge": Interval.at_least,
    "le": Interval.at_most,
    "gt": Interval.above,
    "lt": Interval.below,
    "eq": Interval.point,
    "approx": Interval.point,
}


@frozen(kw_only=True)
class Range(_Written):
    """Two ends, low before high; ``reversed`` when the author wrote the high one first."""

    kind: ClassVar[str] = "range"
    low: Quantity
    high: Quantity
    low_open: bool = False
    high_open: bool = False
    op: Operator | None = None
    op_explicit: bool = False
    reversed: bool = False

    @property
    def dimension(self) -> Dimension:
        """The dimension of the ends."""
        return self.high.dimension

    @property
    def interval(self) -> Interval:
        """The numbers between the ends, in base units."""
        return Interval(self.low.base, self.high.base, self.low_open, self.high_open)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Both ends."""
        return (self.low, self.high)


@frozen(kw_only=True)
class Deadline(_Written):
    """A date, a period or a deadline; an end that is open is ``None``."""

    kind: ClassVar[str] = "date"
    dimension: ClassVar[Dimension] = Dimension.DATE
    low: PartialDate | None
    high: PartialDate | None
    op: Operator
    op_explicit: bool = False


@frozen(kw_only=True)
class Qualitative(_Written):
    """Words; ``op`` where they compare (不超预算)."""

    kind: ClassVar[str] = "qualitative"
    dimension: ClassVar[Dimension] = Dimension.QUALITATIVE
    text: str
    op: Operator | None = None
    op_explicit: bool = False


@frozen(kw_only=True)
class Composite(_Written):
    """Several constraints in one cell, each to be met."""

    kind: ClassVar[str] = "composite"
    parts: tuple[Constraint, ...]
    op: Operator | None = None
    op_explicit: bool = False

    @property
    def dimension(self) -> Dimension:
        """The dimension the numeric parts share, else ``other``."""
        found = {part.dimension for part in self.parts if part.quantities}
        return found.pop() if len(found) == 1 else Dimension.OTHER

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities of every part."""
        return tuple(q for part in self.parts for q in part.quantities)


@frozen(kw_only=True)
class Unreadable(_Written):
    """No trustworthy number: blank template, mask, recognition error. ``reason`` is its code."""

    kind: ClassVar[str] = "unparseable"
    dimension: ClassVar[Dimension] = Dimension.OTHER
    reason: str
    op: Operator | None = None
    op_explicit: bool = False


Constraint: TypeAlias = Threshold | Range | Deadline | Qualitative | Composite | Unreadable
