"""A number with its scale and unit, kept as written beside its exact value."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve, frozen

from perfcheck.values.interval import plain
from perfcheck.values.own import per_units
from perfcheck.values.units import EXACT, Dimension, UnitExpr, unit
from perfcheck.values.vocabulary import scales

Span = tuple[int, int]


@frozen
class Quantity:
    """``0.5万元/次``: literal ``0.5``, scale 10000, unit ``元/次``.

    ``span`` are the offsets of the whole writing in the raw text.
    """

    literal: str
    value: Decimal
    scale: Decimal = Decimal(1)
    unit: UnitExpr | None = None
    span: Span = (0, 0)

    @classmethod
    def of(cls, number: str | int | Decimal, unit_text: str = "") -> Quantity:
        """A quantity from a number and a unit with its scale: ``of("0.5", "万元/次")``."""
        scale, rest = split_scale(unit_text)
        return cls(str(number), Decimal(number), scale, unit(rest) if rest else None)

    @property
    def dimension(self) -> Dimension:
        """The unit's dimension; ``other`` without a unit."""
        return Dimension.OTHER if self.unit is None else self.unit.dimension

    @property
    def normalized(self) -> Decimal:
        """Value times scale; per mille and 成 become percent."""
        result = EXACT.multiply(self.value, self.scale)
        if self.unit is not None and self.unit.dimension == Dimension.PERCENT:
            result = EXACT.multiply(result, self.unit.factor)
        return result

    @property
    def base(self) -> Decimal:
        """The amount in base units: 元, %, hours, whole things."""
        result = EXACT.multiply(self.value, self.scale)
        return result if self.unit is None else self.unit.in_base(result)

    @property
    def is_whole(self) -> bool:
        """Whether the amount is a whole number."""
        return self.normalized == self.normalized.to_integral_value()

    def comparable_with(self, other: Quantity) -> bool:
        """Whether both measure the same thing in convertible units."""
        if self.unit is None or other.unit is None:
            return self.unit is other.unit
        return self.unit.convertible_to(other.unit)

    def in_unit(self, text: str) -> Quantity:
        """The same amount in another unit, e.g. ``万元``. Raises ValueError if not convertible."""
        scale, rest = split_scale(text)
        target = Quantity("1", Decimal(1), scale, unit(rest) if rest else None)
        if not self.comparable_with(target):
            raise ValueError(f"不能换算成{text}（not convertible）：{self.render()}")
        value = Decimal(plain(self.base / target.base))
        return evolve(target, literal=plain(value), value=value, span=self.span)

    def times(self, other: Quantity, *, loosely: bool = False) -> Quantity:
        """The product; equal units above and below the line cancel.

        ``loosely`` lets words of one counting group cancel as well. A percent becomes a fraction.
        """
        product, factor = _plain_unit(self).times(_plain_unit(other), loosely=loosely)
        return _result(EXACT.multiply(_fraction(self), _fraction(other)) * factor, product)

    def __mul__(self, other: Quantity | Decimal | int) -> Quantity:
        if isinstance(other, Quantity):
            return self.times(other)
        value = EXACT.multiply(self.value, Decimal(other))
        return evolve(self, literal=plain(value), value=value)

    __rmul__ = __mul__

    def __truediv__(self, other: Quantity | Decimal | int) -> Quantity:
        if isinstance(other, Quantity):
            quotient, factor = _plain_unit(self).times(_plain_unit(other).inverse())
            return _result(_fraction(self) / _fraction(other) * factor, quotient)
        value = self.value / Decimal(other)
        return evolve(self, literal=plain(value), value=value)

    def __le__(self, other: Quantity) -> bool:
        return self._compared(other) <= 0

    def __lt__(self, other: Quantity) -> bool:
        return self._compared(other) < 0

    def __ge__(self, other: Quantity) -> bool:
        return self._compared(other) >= 0

    def __gt__(self, other: Quantity) -> bool:
        return self._compared(other) > 0

    def _compared(self, other: Quantity) -> Decimal:
        if not self.comparable_with(other):
            raise ValueError(
                f"单位不同，不能比较（units differ）：{self.render()}、{other.render()}"
            )
        return self.base - other.base

    def render(self) -> str:
        """The canonical writing: ``0.5万元/次``."""
        name = "" if self.unit is None else canonical_unit(self.unit)
        return f"{format(self.value, 'f')}{scale_word(self.scale)}{name}"


def canonical_unit(expression: UnitExpr) -> str:
    """The unit as a careful author writes it: 百分比 becomes %, the rest stays as written."""
    names = {one.name for one in expression.numerator}
    if expression.dimension == Dimension.PERCENT and names <= {"%", "‰"}:
        return expression.numerator[0].name
    return expression.text


@per_units(1024)
def split_scale(text: str) -> tuple[Decimal, str]:
    """A unit column's text as scale and unit: ``万元`` gives 10000 and ``元``."""
    text = text.strip().strip("()（）").strip()
    if unit(text).known:
        return Decimal(1), text
    for word in sorted(scales(), key=len, reverse=True):
        if text.startswith(word):
            return scales()[word], text[len(word) :].strip()
    return Decimal(1), text


def scale_word(scale: Decimal) -> str:
    """万 for 10000 and so on; the empty text for 1."""
    return next((word for word, size in scales().items() if size == scale), "")


def format_money(yuan: Decimal, like: Decimal = Decimal(10000)) -> str:
    """An amount of 元 in the author's scale with two digits at least: ``44.00万元``."""
    amount = yuan / like
    digits = max(2, -int(amount.normalize().as_tuple().exponent))
    if like == 1 and digits == 2 and amount == amount.to_integral_value():
        digits = 0
    return f"{amount:.{digits}f}{scale_word(like)}元"


def _plain_unit(quantity: Quantity) -> UnitExpr:
    if quantity.unit is None or quantity.unit.dimension == Dimension.PERCENT:
        return UnitExpr("")
    return quantity.unit


def _fraction(quantity: Quantity) -> Decimal:
    is_percent = quantity.dimension == Dimension.PERCENT
    return quantity.normalized.scaleb(-2) if is_percent else quantity.normalized


def _result(value: Decimal, expression: UnitExpr) -> Quantity:
    digits = plain(value)
    return Quantity(digits, Decimal(digits), Decimal(1), expression if expression.text else None)
