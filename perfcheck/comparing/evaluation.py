"""A self-evaluation against the plan that it judges: the findings of ``rules/pairs.py``."""

from collections.abc import Iterator

from perfcheck.comparing.changes import RowPair, money_apart
from perfcheck.comparing.tables import Row, TablePair
from perfcheck.comparing.targets import Movement
from perfcheck.documents import Location
from perfcheck.rules import Finding, Message, Rule, Settings, Severity
from perfcheck.rules.costs import wan
from perfcheck.rules.finding import INFO, WARNING
from perfcheck.rules.pairs import (
    EVALUATION_ADDS_INDICATOR,
    EVALUATION_CHANGES_TARGET,
    EVALUATION_LOOSENS_TARGET,
    EVALUATION_MISSES_INDICATOR,
    EVALUATION_OTHER_BUDGET,
)
from perfcheck.tables import Indicator

CHANGED = {
    Movement.LOOSENED: ("放宽", "loosened"),
    Movement.LATER: ("推后", "put off"),
    Movement.TO_WORDS: ("由数改成文字", "turned from a number into words"),
    Movement.BLANKED: ("删去", "left blank"),
    Movement.TIGHTENED: ("收紧", "tightened"),
    Movement.SHIFTED: ("移动", "shifted"),
    Movement.EARLIER: ("提前", "brought forward"),
    Movement.OTHER_UNIT: ("换了单位或考核的量", "put in another unit or measure"),
    Movement.TO_NUMBER: ("由文字改成数", "turned from words into a number"),
    Movement.REWORDED: ("改写", "worded otherwise"),
    Movement.FILLED: ("补填", "filled in"),
}

ADJUSTED = (
    "；表里写明年中调整过，请核对批复",
    " (the form says that it was adjusted in the year: see the approval)",
)


def deviations(pair: TablePair, document: str, settings: Settings) -> Iterator[Finding]:
    """Where a self-evaluation departs from its plan, by the rules that the settings run."""
    found = (*_rows(pair, document), *_budgets(pair, document))
    return (one for one in found if settings.runs(one.code, one.rule))


def _rows(pair: TablePair, document: str) -> Iterator[Finding]:
    for row in pair.rows:
        if isinstance(row.new, Indicator):
            yield from _target(row, pair, document)
    for old in pair.removed:
        if not (pair.new.truncated or pair.new.unread):
            yield _missing(old, pair, document)
    for new in pair.added:
        yield _finding(
            EVALUATION_ADDS_INDICATOR,
            pair,
            document,
            Message(
                f"计划里没有“{new.name}”；确经批准调整的，请附调整文件",
                f"the plan has no “{new.name}”; if it was added with approval, attach that",
            ),
            row=new,
        )


def _target(row: RowPair, pair: TablePair, document: str) -> Iterator[Finding]:
    change = row.target
    rule = EVALUATION_LOOSENS_TARGET if change.movement.is_weaker else EVALUATION_CHANGES_TARGET
    if change.movement is Movement.EQUAL:
        return
    old, new = change.old or "（空）", change.new or "（空）"
    apart = f"（{change.difference}）" if change.difference else ""
    zh, en = CHANGED.get(change.movement, ("改动，读不出是松是紧", "changed beyond comparison"))
    # 自评表另有“调整后指标值”一列：公开写明的调整可能有批复
    stated = isinstance(row.new, Indicator) and row.new.initial is not None
    zh_more, en_more = ADJUSTED if stated else ("", "")
    unclear = INFO if change.movement is Movement.UNCLEAR else None
    yield _finding(
        rule,
        pair,
        document,
        Message(
            f"计划的目标是“{old}”，自评写成“{new}”{apart}：目标被{zh}{zh_more}",
            f"the plan asks “{old}”, the self-evaluation states “{new}”{apart}: {en}{en_more}",
        ),
        row=row.new,
        expected=change.old or None,
        difference=change.difference,
        severity=unclear or (WARNING if stated else None),
    )


def _missing(old: Row, pair: TablePair, document: str) -> Finding:
    """An indicator that nobody judged; perhaps one of its kind is the same under another name."""
    kind = old.kind if isinstance(old, Indicator) else None
    names = [one.name for one in pair.added if isinstance(one, Indicator) and one.kind is kind]
    shown = "、".join(f"“{name}”" for name in names)
    value = old.value if isinstance(old, Indicator) else None
    target = f"（{value}）" if value else ""
    return _finding(
        EVALUATION_MISSES_INDICATOR,
        pair,
        document,
        Message(
            f"计划的指标“{old.name}”{target}在自评里没有"
            + (f"；若是改名为{shown}，请注明" if names else ""),
            f"the planned indicator “{old.name}”{target} is not evaluated"
            + (f"; say so if it is now {shown}" if names else ""),
        ),
        indicator=old.name,
        value=value,
        severity=WARNING if names else None,
    )


def _budgets(pair: TablePair, document: str) -> Iterator[Finding]:
    """年初预算数 against the plan's budget; where only the adjusted one is stated, that, as a note."""
    planned = pair.old.budget.total if pair.old.budget else None
    spent = pair.new.execution
    initial = spent.initial if spent else None
    adjusted = spent.adjusted if spent else pair.new.budget.total if pair.new.budget else None
    stated = initial or adjusted
    before, after = (amount.yuan if amount else None for amount in (planned, stated))
    if stated is None or before is None or after is None or before == after:
        return
    name = ("年初预算", "initial budget") if initial else ("全年预算", "budget of the year")
    yield _finding(
        EVALUATION_OTHER_BUDGET,
        pair,
        document,
        Message(
            f"计划的预算数是 {wan(before)}，自评的{name[0]}是 {wan(after)}（{money_apart(before, after)}）",
            f"the plan's budget is {wan(before)}, the {name[1]} of the self-evaluation {wan(after)}",
        ),
        value=stated.raw,
        expected=wan(before),
        difference=money_apart(before, after),
        severity=None if initial else INFO,
        location=stated.location,
    )


def _finding(
    rule: Rule,
    pair: TablePair,
    document: str,
    message: Message,
    *,
    row: Row | None = None,
    indicator: str | None = None,
    value: str | None = None,
    expected: str | None = None,
    difference: str | None = None,
    severity: Severity | None = None,
    location: Location | None = None,
) -> Finding:
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=severity or rule.severity,
        message=message,
        document=document,
        table=pair.new.number,
        project=pair.new.project or pair.old.project,
        indicator=row.name if row else indicator,
        value=row.value if isinstance(row, Indicator) else value,
        expected=expected,
        difference=difference,
        location=location or (row.location if row else pair.new.location),
        basis=rule.basis,
    )
