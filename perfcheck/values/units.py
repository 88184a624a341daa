"""Units of measure: one line each in ``grammar/units.csv``; expressions such as ``元/人·年``."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from enum import StrEnum
from functools import cache, reduce

from attrs import evolve, frozen

from perfcheck.values.own import per_units, units_in_force
from perfcheck.values.resources import read_lines
from perfcheck.values.vocabulary import fold

EXACT = Context(prec=120)  # of products: no amount that anybody writes is rounded


class Dimension(StrEnum):
    """What kind of thing a value measures."""

    PERCENT = "percent"
    MONEY = "money"
    COUNT = "count"
    TIME = "time"
    AREA = "area"
    LENGTH = "length"
    MASS = "mass"
    DATE = "date"
    RATE = "rate"
    QUALITATIVE = "qualitative"
    OTHER = "other"


@frozen(cache_hash=True)
class Unit:
    """One line of ``units.csv``.

    ``factor`` turns one of this unit into ``base``; units that convert into each other share
    ``base``. ``group`` names units that officials use for one another (件, 项, 次). ``holder``
    marks what a rate is counted for (村, 户). An unknown unit is its own base.
    """

    name: str
    dimension: Dimension
    base: str
    factor: Decimal = Decimal(1)
    integral: bool = False
    holder: bool = False
    group: str = ""
    aliases: tuple[str, ...] = ()
    known: bool = True

    @property
    def spellings(self) -> tuple[str, ...]:
        """Its name and its aliases."""
        return (self.name, *self.aliases)


@frozen
class UnitExpr:
    """A unit as written: one unit, a rate (``元/次``) or a pair of alternatives (``台、个``).

    ``text`` is the author's writing without the scale; a rate without a numerator (``/株``) has an
    empty ``numerator``.
    """

    text: str
    numerator: tuple[Unit, ...] = ()
    denominator: tuple[Unit, ...] = ()
    alternatives: tuple[Unit, ...] = ()

    @property
    def dimension(self) -> Dimension:
        """``rate`` with a denominator, else the dimension of the single unit, else ``other``."""
        if self.denominator:
            return Dimension.RATE
        return self.numerator[0].dimension if len(self.numerator) == 1 else Dimension.OTHER

    @property
    def is_rate(self) -> bool:
        """Whether it counts for each of something."""
        return bool(self.denominator)

    @property
    def is_compound(self) -> bool:
        """Whether the author wrote two units for one number."""
        return bool(self.alternatives)

    @property
    def known(self) -> bool:
        """Whether every unit stands in ``units.csv``."""
        units = self.numerator + self.denominator + self.alternatives
        return bool(units) and all(unit.known for unit in units)

    @property
    def integral(self) -> bool:
        """Whether only whole numbers make sense."""
        return len(self.numerator) == 1 and not self.denominator and self.numerator[0].integral

    @property
    def bases(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The base units above and below the line, sorted."""
        return (
            tuple(sorted(unit.base for unit in self.numerator)),
            tuple(sorted(unit.base for unit in self.denominator)),
        )

    @property
    def factor(self) -> Decimal:
        """What one of this is in base units."""
        return self.in_base(Decimal(1))

    def in_base(self, amount: Decimal) -> Decimal:
        """So many of this in base units, rounded once: 12次/年 is exactly 1次/月."""
        above, below = (
            reduce(EXACT.multiply, (unit.factor for unit in side), Decimal(1))
            for side in (self.numerator, self.denominator)
        )
        product = EXACT.multiply(amount, above)
        return product if below == 1 else product / below

    def convertible_to(self, other: UnitExpr) -> bool:
        """Whether amounts of both can be compared."""
        return self.bases == other.bases

    def times(self, other: UnitExpr, *, loosely: bool = False) -> tuple[UnitExpr, Decimal]:
        """The product and the factor that cancelled units leave.

        ``loosely`` also cancels units of one group (件 against 次).
        """
        return _cancel(
            self.numerator + other.numerator, self.denominator + other.denominator, loosely
        )

    def inverse(self) -> UnitExpr:
        """One divided by this."""
        return _expression(self.denominator, self.numerator)


def same_counting(a: Unit, b: Unit) -> bool:
    """Whether officials use the two words for one another: 件≈项≈次, 批≈批次, 户≈家."""
    return a.base == b.base or bool(a.group and a.group == b.group)


@per_units(32)
def unit_table() -> dict[str, Unit]:
    """Every name and alias with its unit, the own units in force among them."""
    own = {fold(spelling): one for one in units_in_force() for spelling in one.spellings}
    return {**_written_units(), **own}


@cache
def _written_units() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for row in read_lines("units.csv"):
        name, dimension, base, factor, integral, holder, group, aliases = row[:8]
        unit = Unit(
            name,
            Dimension(dimension),
            base or name,
            Decimal(factor or 1),
            integral == "是",
            holder == "是",
            group,
            tuple(aliases.split()),
        )
        table |= {fold(spelling): unit for spelling in unit.spellings}
    return table


@per_units(4096)
def unit(text: str) -> UnitExpr:
    """The unit expression that ``text`` writes; words that are not known give ``known=False``."""
    text = text.strip()
    whole = unit_table().get(fold(text))
    if whole is not None:
        return UnitExpr(text, (whole,))
    text = _SPACES.sub("", text)
    if text.endswith((")", "）")) and "(" not in fold(text):
        text = text[:-1]  # of （≥90分）
    bare = _BRACKETS.sub("", text)
    whole = unit_table().get(fold(bare))
    if whole is not None:
        return UnitExpr(text, (whole,))  # 场（次）
    if bare != text:
        bare = _BRACKETS.sub("", re.sub(_CHOICE, "、", text))
    above, *below = _SLASH.split(bare)
    denominator = [_holder(part) for group in below for part in _DOT.split(group) if part.strip()]
    whole = unit_table().get(fold(above))
    if whole is None and _PAIR.search(above):
        choices = tuple(_lookup(part) for part in _PAIR.split(above) if part.strip())
        return UnitExpr(text, choices[:1], tuple(denominator), choices)
    if whole is not None:
        numerator = [whole]
    else:
        numerator = [_lookup(part) for part in _DOT.split(above) if part.strip()]
    if len(numerator) == 1 and len(denominator) == 1 and _is_pair(numerator[0], denominator[0]):
        return UnitExpr(text, (numerator[0],), (), (numerator[0], denominator[0]))
    return UnitExpr(text, tuple(numerator), tuple(denominator))


_SLASH = re.compile(r"\s*[/／每]\s*")
_DOT = re.compile(r"\s*[·•・∙.．*＊×]\s*")
_PAIR = re.compile(r"\s*[、,，或和]\s*")
_BRACKETS = re.compile(r"[()（）]")
_SPACES = re.compile(r"[\s\u200b\ufeff]")
_CHOICE = r"(?<=\w)[(（](?=[^()（）]+[)）]$)"
_COUNTED = r"(半|[0-9]*)([十百千万亿]*)个?(.*)"


def _holder(text: str) -> Unit:
    """A unit below the line, perhaps many of it: ``/万人``, ``/10万``, ``/半年``."""
    word = fold(text)
    if word in unit_table() or "、" in word:
        return _lookup(word.partition("、")[0])
    found = re.fullmatch(_COUNTED, word)
    assert found is not None
    number, places, name = found.groups()
    if not number and not places:
        return _lookup(word)
    size = Decimal("0.5") if number == "半" else Decimal(number or 1)
    for place in places:
        size *= 10 ** " 十百千 万   亿".index(place)
    one = _lookup(name) if name else Unit(text, Dimension.OTHER, "", known=True)
    return evolve(one, name=word, factor=one.factor * size)


def _lookup(word: str) -> Unit:
    found = unit_table().get(fold(word))
    if found is None and len(word) > 1:
        found = unit_table().get(word.lower())
    if found is not None:
        return found
    # A word that stands after a number and is no measure is nearly always a Chinese classifier.
    chinese = "\u4e00" <= word[:1] <= "\u9fff"
    return Unit(word, Dimension.COUNT if chinese else Dimension.OTHER, word, known=False)


def _is_pair(above: Unit, below: Unit) -> bool:
    """``宗/批`` names the thing twice; ``个/村`` counts for each village."""
    if above.dimension != Dimension.COUNT or below.dimension != Dimension.COUNT:
        return False
    if below.factor != 1 and below.name != below.base:
        return False  # 15人/10万人
    return not below.holder or same_counting(above, below)


def _expression(numerator: tuple[Unit, ...], denominator: tuple[Unit, ...]) -> UnitExpr:
    above, below = ("·".join(unit.name for unit in side) for side in (numerator, denominator))
    return UnitExpr(f"{above}/{below}" if below else above, numerator, denominator)


def _cancel(
    numerator: tuple[Unit, ...], denominator: tuple[Unit, ...], loosely: bool
) -> tuple[UnitExpr, Decimal]:
    factor, left, below = Decimal(1), [], list(denominator)
    for above in numerator:
        match = next(
            (
                other
                for other in below
                if other.base == above.base or (loosely and same_counting(other, above))
            ),
            None,
        )
        if match is None:
            left.append(above)
        else:
            below.remove(match)
            factor = factor * above.factor / match.factor
    return _expression(tuple(left), tuple(below)), factor
