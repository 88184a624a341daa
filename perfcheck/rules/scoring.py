"""Was a target reached, and what is it worth? The logic behind the rules on self-evaluations."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from attrs import evolve, frozen

from perfcheck.rules.finding import NotChecked, Row
from perfcheck.rules.lexicon import words
from perfcheck.tables import Indicator
from perfcheck.tables.execution import number_in
from perfcheck.tables.text import compact
from perfcheck.values import (
    Constraint,
    Deadline,
    Operator,
    PartialDate,
    Quantity,
    Range,
    Threshold,
    parse_with_unit,
)


class Verdict(StrEnum):
    """What an actual value says of its target."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"


@frozen
class Judgement:
    """``ratio`` is the share of the target that was reached, where both are numbers; ``zh``, ``en`` say
    why nothing can be said."""

    verdict: Verdict
    ratio: Decimal | None = None
    zh: str = ""
    en: str = ""


def _unknown(zh: str, en: str) -> Judgement:
    return Judgement(Verdict.UNKNOWN, zh=zh, en=en)


NO_ACTUAL = _unknown("没有填实际完成值", "no actual value is given")
IN_WORDS = _unknown("指标值或实际完成值是文字", "the target or the actual value is in words")
OTHER_UNIT = _unknown(
    "实际完成值与指标值的单位不同", "the actual value has another unit than the target"
)
EITHER_WAY = _unknown(
    "指标值没有符号，超过它是好是坏不能确定",
    "the target has no operator: more may be better or worse",
)
NOT_NUMBER = _unknown("实际完成值不是数", "the actual value is no number")


def judge(row: Indicator) -> Judgement:
    """Compare what was reached with what was asked, by intervals; words only where they are plain."""
    text = compact(row.actual or "")
    if not text:
        return NO_ACTUAL
    if words("not_reached").search(text):
        return Judgement(Verdict.MISSED)
    target, actual = row.constraint, actual_of(row)
    if isinstance(target, Threshold | Range) and isinstance(actual, Threshold):
        return _by_number(row, target, in_unit_of(target.quantities[-1], actual))
    if isinstance(target, Deadline) and isinstance(actual, Deadline):
        return _by_date(target, actual)
    if words("reached").fullmatch(text) and not isinstance(target, Threshold | Range):
        return Judgement(Verdict.MET)
    return NOT_NUMBER if isinstance(target, Threshold | Range) else IN_WORDS


def scored(row: Row) -> tuple[Decimal, Decimal] | None:
    """The points of a row and its score, where both are numbers."""
    points, score = number_in(row.points or ""), number_in(row.score or "")
    return None if points is None or score is None else (points, score)


def gives_reason(row: Row) -> bool:
    """Does the row say why it deviates? 无 and a dash are no reasons."""
    text = compact(row.reason or "")
    return bool(text) and not words("no_reason").fullmatch(text)


def not_judged(row: Row, zh: str, en: str) -> NotChecked:
    """Why a row cannot be judged, with its name."""
    return NotChecked(f"“{row.name}”：{zh}", f"“{row.name}”: {en}")


def actual_of(row: Row) -> Constraint:
    """The actual value as read, with the unit column's unit."""
    actual = parse_with_unit(row.actual or "", row.unit_column)
    if isinstance(row, Indicator) and isinstance(actual, Deadline):
        return _counted(actual, row.constraint)
    return actual


def _counted(date: Deadline, target: Constraint) -> Constraint:
    """2024.6 beside ≤2072.7万元 is a sum of money and no June."""
    if not isinstance(target, Threshold | Range) or (like := target.quantities[-1]).unit is None:
        return date
    number = parse_with_unit(date.raw, like.unit.text)
    if not isinstance(number, Threshold):
        return date
    return evolve(number, quantity=evolve(number.quantity, scale=like.scale))


def in_unit_of(like: Quantity, actual: Threshold) -> Threshold:
    """A bare number counts what the target counts."""
    own = actual.quantity
    if own.unit is not None or own.scale != 1 or like.unit is None:
        return actual
    return evolve(actual, quantity=evolve(own, unit=like.unit, scale=like.scale))


def _by_number(row: Indicator, target: Threshold | Range, actual: Threshold) -> Judgement:
    own, like = actual.quantity, target.quantities[-1]
    if not own.comparable_with(like) and not (like.unit is None and like.scale == own.scale == 1):
        return OTHER_UNIT
    if actual.op_explicit and actual.op is not Operator.EQ:
        return _unknown(
            "实际完成值照抄了符号，不是完成的数", "the actual value is a bound, not a number"
        )
    wanted = direction(row)
    if isinstance(target, Range) or wanted is None:
        met = target.interval.contains(own.base)
        if not met and not isinstance(target, Range):
            return EITHER_WAY
        return Judgement(Verdict.MET if met else Verdict.MISSED)
    met = (
        target.interval.contains(own.base)
        or (wanted.is_floor and own.base >= like.base)
        or (wanted.is_ceiling and own.base <= like.base)
    )
    if target.op in (Operator.GT, Operator.LT):
        met = target.interval.contains(own.base)
    return Judgement(Verdict.MET if met else Verdict.MISSED, _ratio(wanted, own, like))


def direction(row: Indicator) -> Operator | None:
    """Which way is better: by the operator, else (bare numbers, =) by what the row measures."""
    target = row.constraint
    if not isinstance(target, Threshold) or target.op is Operator.APPROX:
        return None
    if target.op is not Operator.EQ:
        return target.op
    if row.is_cost or (words("negative").search(row.name) and target.quantity.value == 0):
        return Operator.LE
    return Operator.GE if not words("negative").search(row.name) else None


def _ratio(wanted: Operator, own: Quantity, like: Quantity) -> Decimal | None:
    part, whole = (own, like) if wanted.is_floor else (like, own)
    return part.base / whole.base if whole.base else None


def _by_date(target: Deadline, actual: Deadline) -> Judgement:
    latest, done = target.high, actual.high
    if latest is None or done is None or (latest.year is None) != (done.year is None):
        return _unknown(
            "完成时间与期限不能比较", "the date of completion and the deadline cannot be compared"
        )
    return Judgement(Verdict.MET if _day(done) <= _day(latest) else Verdict.MISSED)


def _day(date: PartialDate) -> tuple[int, int, int]:
    return date.year or 0, date.month, date.day


def by_ratio(points: Decimal, ratio: Decimal) -> Decimal:
    """The points that the reached share earns, to a tenth."""
    earned = points * max(min(ratio, Decimal(1)), Decimal(0))
    return earned.quantize(Decimal("0.1"), ROUND_HALF_UP)
