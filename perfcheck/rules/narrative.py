"""PC81x: the sums that the prose states."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from perfcheck.rules.costs import CENT, wan
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
    equations = [one for passage in passages for one in _equations(passage)]
    for passage, label, whole, parts in equations:
        total = sum(parts.values(), Decimal(0))
        if abs(whole - total) > CENT:
            yield _broken(passage, label, whole, parts, total)
    yield from _restated(passages)
    yield from _listed(submission)
    yield from _balance(submission)
    if not equations:
        yield NotChecked("正文没有可核对的收支等式", "the narrative states no identity to verify")


Equation = tuple[Passage, str, Decimal, Mapping[str, Decimal]]


def _equations(passage: Passage) -> Iterator[Equation]:
    done: set[Figure] = set()
    for whole, parts in IDENTITIES:
        if whole in done or not {whole, *parts} <= set(passage.sums):
            continue
        done.add(whole)
        suffix = "增减" if passage.changes else ""
        yield (
            passage,
            f"{whole}{suffix}",
            passage.sums[whole],
            {p.value: passage.sums[p] for p in parts},
        )


def _broken(
    passage: Passage, label: str, whole: Decimal, parts: Mapping[str, Decimal], total: Decimal
) -> Hit:
    shown = " + ".join(f"{name} {amount / 10_000:f}" for name, amount in parts.items())
    return Hit(
        zh=f"{label} {wan(whole)}，而 {shown} = {wan(total)}，相差 {wan(abs(whole - total))}",
        en=f"{label} is {wan(whole)}, but {shown} = {wan(total)}: {wan(abs(whole - total))} apart",
        value=wan(whole),
        expected=wan(total),
        difference=wan(abs(whole - total)),
        location=passage.location,
    )


def _restated(passages: tuple[Passage, ...]) -> Iterator[Hit]:
    """The same figure of the same year with another sum further on."""
    first: dict[Figure, Decimal] = {}
    for passage in passages:
        if passage.changes or passage.is_earlier:
            continue
        for figure, amount in passage.sums.items():
            before = first.setdefault(figure, amount)
            slipped = amount * 10_000 == before  # budget-unit-slip speaks of it
            if abs(before - amount) > CENT and not slipped:
                yield Hit(
                    zh=f"{figure}前后不一：前面是 {wan(before)}，这里是 {wan(amount)}",
                    en=f"{figure} was {wan(before)} before and is {wan(amount)} here",
                    value=wan(amount),
                    expected=wan(before),
                    difference=wan(abs(before - amount)),
                    location=passage.location,
                )


def _balance(submission: Submission) -> Iterator[Hit]:
    """Budgeted income and expenditure are equal by construction; a carry-over may explain a gap."""
    income, total = map(submission.department.stated, (Figure.INCOME, Figure.TOTAL))
    passage = submission.department.passage(Figure.INCOME)
    if passage and income is not None and total is not None and abs(income - total) > CENT:
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
        shown = " + ".join(f"{amount / 10_000:f}" for amount in amounts)
        yield Hit(
            zh=f"所列项目 {shown} = {wan(total)}，项目支出 {wan(stated)}，相差 {wan(abs(total - stated))}",
            en=f"the projects listed make {shown} = {wan(total)}, the project expenditure is {wan(stated)}",
            value=wan(total),
            expected=wan(stated),
            difference=wan(abs(total - stated)),
            location=department.projects_location,
        )
