"""PC81x: the sums that the prose states."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from perfcheck.rules.costs import CENT, WAN, wan
from perfcheck.rules.finding import ERROR, WARNING, Hit, NotChecked
from perfcheck.rules.rule import Outcomes, submission_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import (
    Figure,
    Passage,
    Submission,
)

# A sum and the parts it must equal; the first set of parts that a sentence states in full counts.
IDENTITIES: tuple[tuple[Figure, tuple[Figure, ...]], ...] = (
    (Figure.TOTAL, (Figure.BASIC, Figure.PROJECT)),
    (Figure.TOTAL, (Figure.PERSONNEL, Figure.PUBLIC, Figure.PROJECT)),
    (Figure.BASIC, (Figure.PERSONNEL, Figure.PUBLIC)),
    (Figure.THREE, (Figure.ABROAD, Figure.VEHICLES, Figure.RECEPTION)),
)


@submission_rule("PC812", "text-identity", ERROR, "LOGIC")
def text_identity(submission: Submission, settings: Settings) -> Outcomes:
    """正文收支等式不成立 | Figures in the text do not add up

    支出预算=基本支出+项目支出，基本支出=人员经费+公用经费，“三公”经费=三项之和，收入=支出，增减额=各项增减之和，所列项目之和=项目支出；同一个数前后应一致。

    ## 错例
    2024年支出预算120.00万元，其中基本支出85.00万元，项目支出40.00万元。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    2024年支出预算120.00万元，其中基本支出80.00万元，包括人员经费70.00万元和日常公用经费10.00万元；项目支出40.00万元。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    passages = submission.department.passages
    found = [one for passage in passages for one in equations(passage)]
    for equation in found:
        if not holds(equation.whole, equation.parts) and slipped_figure(equation) is None:
            yield _broken(equation)
    yield from _restated(passages)
    yield from _listed(submission)
    yield from _balance(submission)
    if not found:
        yield NotChecked("正文没有可核对的收支等式", "the narrative states no identity to verify")


@frozen
class Equation:
    """A sum that a passage states with all its parts, in 元."""

    passage: Passage
    figure: Figure
    whole: Decimal
    parts: Mapping[Figure, Decimal]

    @property
    def label(self) -> str:
        return f"{self.figure}{'增减' if self.passage.changes else ''}"


def equations(passage: Passage) -> Iterator[Equation]:
    """The identities that a passage states in full."""
    done: set[Figure] = set()
    for whole, parts in IDENTITIES:
        if whole not in done and {whole, *parts} <= set(passage.sums):
            done.add(whole)
            sums = {part: passage.sums[part] for part in parts}
            yield Equation(passage, whole, passage.sums[whole], sums)


def holds(whole: Decimal, parts: Mapping[Figure, Decimal]) -> bool:
    return abs(whole - sum(parts.values())) <= CENT


def slipped_figure(equation: Equation) -> Figure | None:
    """The one figure that would make the sum hold, were it in 万元; budget-unit-slip reports it."""
    if holds(equation.whole * WAN, equation.parts):
        return equation.figure
    for figure, amount in equation.parts.items():
        if amount and holds(equation.whole, {**equation.parts, figure: amount * WAN}):
            return figure
    return None


def _broken(equation: Equation) -> Hit:
    whole, total = equation.whole, sum(equation.parts.values(), Decimal(0))
    shown = " + ".join(f"{part} {amount / WAN:f}" for part, amount in equation.parts.items())
    shown_en = " + ".join(f"“{part}” {sum_ / WAN:f}" for part, sum_ in equation.parts.items())
    gap = wan(abs(whole - total))
    return Hit(
        zh=f"{equation.label} {wan(whole)}，而 {shown} = {wan(total)}，相差 {gap}",
        en=f"“{equation.label}” is {wan(whole)}, but {shown_en} = {wan(total)}: {gap} apart",
        value=wan(whole),
        expected=wan(total),
        difference=gap,
        location=equation.passage.location,
    )


def _restated(passages: tuple[Passage, ...]) -> Iterator[Hit]:
    """The same figure of the same year with another sum further on."""
    first: dict[Figure, Decimal] = {}
    for passage in passages:
        if passage.changes or passage.is_earlier:
            continue
        for figure, amount in passage.sums.items():
            before = first.setdefault(figure, amount)
            if abs(before - amount) > CENT and not _differs_by_unit(before, amount):
                yield Hit(
                    zh=f"{figure}前后不一：前面是 {wan(before)}，这里是 {wan(amount)}",
                    en=f"{figure} was {wan(before)} before and is {wan(amount)} here",
                    value=wan(amount),
                    expected=wan(before),
                    difference=wan(abs(before - amount)),
                    location=passage.location,
                )


def _differs_by_unit(one: Decimal, other: Decimal) -> bool:
    """The same digits, once in 元 and once in 万元: budget-unit-slip speaks of it."""
    return one * WAN == other or other * WAN == one


def _balance(submission: Submission) -> Iterator[Hit]:
    """Budgeted income and expenditure are equal by construction; a carry-over may explain a gap."""
    income, total = map(submission.department.stated, (Figure.INCOME, Figure.TOTAL))
    passage = submission.department.passage(Figure.INCOME)
    if passage is None or income is None or total is None or _differs_by_unit(income, total):
        return
    if abs(income - total) > CENT:
        yield Hit(
            zh=f"疑似收支不平：收入 {wan(income)}，支出 {wan(total)}，相差 {wan(abs(income - total))}；有结转的请说明",
            en=f"income {wan(income)} and expenditure {wan(total)} differ by {wan(abs(income - total))}",
            value=wan(income),
            expected=wan(total),
            difference=wan(abs(income - total)),
            location=passage.location,
            severity=WARNING,
        )


def _listed(submission: Submission) -> Iterator[Hit]:
    """Projects listed with their sums must make up the project expenditure."""
    department = submission.department
    stated = department.stated(Figure.PROJECT)
    amounts = [project.amount for project in department.projects if project.amount is not None]
    if stated is None or len(amounts) < 2 or len(amounts) < len(department.projects):
        return
    total = sum(amounts, Decimal(0))
    if abs(total - stated) > CENT:
        shown = " + ".join(f"{amount / WAN:f}" for amount in amounts)
        yield Hit(
            zh=f"所列项目 {shown} = {wan(total)}，项目支出 {wan(stated)}，相差 {wan(abs(total - stated))}",
            en=f"the projects listed make {shown} = {wan(total)}, the project expenditure is {wan(stated)}",
            value=wan(total),
            expected=wan(stated),
            difference=wan(abs(total - stated)),
            location=department.projects_location,
        )
