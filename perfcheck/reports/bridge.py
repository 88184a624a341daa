"""预算桥: a sum of money, what is set against it step by step, and the gap that is left."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from perfcheck.reports.inert import one_line
from perfcheck.reports.sections import table_name
from perfcheck.reports.words import say
from perfcheck.rules.costs import budget_of, total_costs, yuan
from perfcheck.rules.projects import parts_of_expenditure
from perfcheck.tables import Figure, Submission, TargetTable
from perfcheck.values import format_money

ZERO = Decimal(0)


@frozen
class Step:
    """A sum that stands on the steps before it; ``whole``: one that stands on the ground."""

    label: str
    yuan: Decimal
    whole: bool = False


@frozen
class Bar:
    """A sum as drawn: where it begins and how long it is, in parts of the longest (0 to 1)."""

    label: str
    yuan: Decimal
    start: float
    length: float
    kind: str  # whole, step, gap, over

    @property
    def wan(self) -> str:
        """In 万元, with two digits at least."""
        return format_money(self.yuan).removesuffix("万元")


@frozen
class Bridge:
    """``stated`` is the sum that the steps should reach; None where the table states none."""

    label: str
    stated: Decimal | None
    steps: tuple[Step, ...]

    @property
    def reached(self) -> Decimal:
        """What the steps come to: a whole one counts for all, else each counts once."""
        total = sum((step.yuan for step in self.steps), ZERO)
        return next((step.yuan for step in self.steps if step.whole), total)

    @property
    def gap(self) -> Decimal | None:
        """What is left of the stated sum; negative where the steps go beyond it."""
        return self.stated - self.reached if self.stated is not None and self.steps else None

    @property
    def is_drawn(self) -> bool:
        return bool(self.steps)

    def bars(self, lang: str) -> list[Bar]:
        """From top to bottom: the stated sum, the steps, the gap."""
        longest = max(self.stated or ZERO, self.reached, sum(map(_part, self.steps), ZERO))
        unit = float(longest) or 1.0

        def bar(label: str, size: Decimal, start: Decimal, kind: str) -> Bar:
            return Bar(label, size, float(start) / unit, float(abs(size)) / unit, kind)

        drawn = [bar(self.label, self.stated, ZERO, "whole")] if self.stated is not None else []
        ground = ZERO
        for step in self.steps:
            drawn.append(bar(step.label, step.yuan, ZERO if step.whole else ground, "step"))
            ground += _part(step)
        if self.gap is not None and self.stated is not None:
            key, kind = _gap(self.gap)
            drawn.append(bar(say(key, lang), self.gap, min(self.stated, self.reached), kind))
        return drawn


def _part(step: Step) -> Decimal:
    return ZERO if step.whole else step.yuan


def _gap(gap: Decimal) -> tuple[str, str]:
    if gap == 0:
        return "gap_none", "gap"
    return ("gap_left", "gap") if gap > 0 else ("gap_over", "over")


def project_bridge(table: TargetTable, lang: str) -> Bridge:
    """The project's budget and its cost indicators; unit prices are no steps.

    Where one row is the total (总成本) and the others are its parts, the total stands on the ground.
    """
    costs = [(one_line(row.name), yuan(quantity)) for row, quantity in total_costs(table)]
    totals = [(name, amount) for name, amount in costs if "总" in name]
    others = sum((amount for name, amount in costs if "总" not in name), ZERO)
    whole = len(totals) == 1 < len(costs) and totals[0][1] >= others
    steps = tuple(Step(name, amount, whole and "总" in name) for name, amount in costs)
    return Bridge(say("bar_budget", lang), budget_of(table), steps)


def department_bridge(submission: Submission, lang: str) -> Bridge | None:
    """The department's project expenditure and the projects; None where one of them is unknown."""
    stated = submission.department.stated(Figure.PROJECT)
    steps = [step for table in submission.tables for step in _parts(table, lang)]
    known = tuple(Step(label, amount) for label, amount in steps if amount is not None)
    if stated is None or not known or len(known) < len(steps):
        return None
    return Bridge(say("project_sum", lang), stated, known)


def _parts(table: TargetTable, lang: str) -> Iterable[tuple[str, Decimal | None]]:
    """What a table adds to the department's expenditure: its project, or each of its duties."""
    amounts = parts_of_expenditure(table)
    parents = {activity.parent for activity in table.activities if activity.parent}
    duties = [one_line(activity.name) for activity in table.activities if activity in parents]
    labels = duties if len(duties) == len(amounts) else [table_name(table, lang)] * len(amounts)
    return zip(labels, amounts, strict=True)
