"""Where an actual value stands on a graded scale, and what that grade is usually worth."""

from decimal import Decimal

from perfcheck.rules.finding import NotChecked
from perfcheck.rules.policy import Policy
from perfcheck.rules.scale import HUNDRED, Scale, scale_of
from perfcheck.rules.scoring import actual_of, in_unit_of, not_judged
from perfcheck.tables import GRADES, GradedIndicator, TargetTable
from perfcheck.tables.model import Share
from perfcheck.tables.text import compact
from perfcheck.values import Dimension, Operator, Threshold

Grades = tuple[str, ...]


def grade_of(scale: Scale, actual: Decimal) -> Grades:
    """The grades that hold a number in the scale's unit.

    One on a proper scale, none in a gap, two where neighbours share an end. Of levels that hold one
    another (3以内、5以内、8以内、8以上) the best.
    """
    holding = tuple(
        grade
        for grade, interval in zip(GRADES, scale.intervals, strict=True)
        if interval.contains(actual)
    )
    return holding[:1] if scale.is_cumulative else holding


def standing(row: GradedIndicator) -> Grades | NotChecked:
    """The grades that the row's actual value may be counted to, or why that cannot be said."""
    text = compact(row.actual or "")
    if not text.strip("-—–/／"):
        return not_judged(row, "没有填实际完成值", "no actual value is given")
    scale = scale_of(row)
    number = _number_on(scale, row) if isinstance(scale, Scale) else scale
    if isinstance(scale, Scale) and isinstance(number, Decimal):
        return grade_of(scale, number)
    named = tuple(
        grade
        for grade in GRADES
        if text in (grade, f"{grade}档", f"“{grade}”", compact(row.scale[grade].raw))
    )
    if named:
        return named
    if isinstance(number, NotChecked):
        return number
    return not_judged(
        row,
        f"实际完成值“{row.actual}”与四档的文字都不同",
        f"the actual value “{row.actual}” is none of the four grades' words",
    )


def share_of(grades: Grades, table: TargetTable, policy: Policy) -> Share:
    """From which to which part of the points these grades earn, in percent: as the table's header says,
    else by policy."""
    steps = policy.excellent_share, policy.good_share, policy.fair_share
    usual = zip((*steps, Decimal(0)), (HUNDRED, *steps), strict=True)
    shares = dict(zip(GRADES, table.grade_shares or usual, strict=True))
    return shares[grades[-1]][0], shares[grades[0]][1]


def _number_on(scale: Scale, row: GradedIndicator) -> Decimal | NotChecked:
    """The actual value in the unit of the levels."""
    actual = actual_of(row)
    if not isinstance(actual, Threshold):
        return not_judged(
            row,
            f"实际完成值“{row.actual}”不是一个数",
            f"the actual value “{row.actual}” is no single number",
        )
    if actual.op is not Operator.EQ:
        return not_judged(
            row,
            f"实际完成值“{row.actual}”是范围，不是完成的数",
            f"the actual value “{row.actual}” is a bound, not the number reached",
        )
    written = actual.quantity
    bare = written.unit is None and written.scale == 1
    if bare and scale.dimension is Dimension.PERCENT and 0 < written.value < 1:
        return not_judged(
            row,
            f"实际完成值“{row.actual}”是小数还是百分数不能确定",
            f"the actual value “{row.actual}” may be a fraction or a percentage",
        )
    own = in_unit_of(scale.like, actual).quantity
    if not own.comparable_with(scale.like):
        return not_judged(
            row,
            f"实际完成值“{row.actual}”与四档的单位不同",
            f"the actual value “{row.actual}” has another unit than the grades",
        )
    return own.base / scale.like.unit.factor if scale.like.unit else own.base
