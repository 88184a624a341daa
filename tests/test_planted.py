"""A defect planted in one line is found there, and everything else stays as it was.

Each case changes one cell of a sound table: of the examples, and of the reference documents
where they are at hand.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfcheck.api import check, extract
from perfcheck.documents import Location
from perfcheck.rules import Finding, Report
from perfcheck.tables import Column, Indicator, TargetTable
from perfcheck.values import Dimension, Operator, Threshold
from tests.conftest import EXAMPLES

Key = tuple[str, int | None, str | None]

SOUND = [
    EXAMPLES / "tables" / name
    for name in ("01-clean.md", "02-county-sums.txt", "05-funds-plan.txt")
]


def keys(report: Report) -> Counter[Key]:
    """Rule, table and row of every finding; a finding for many rows counts for each."""

    def rows(finding: Finding) -> list[str | None]:
        return [one.indicator for one in finding.occurrences] or [finding.indicator]

    return Counter(
        (finding.rule, finding.table, row) for finding in report.findings for row in rows(finding)
    )


def run(text: str) -> Counter[Key]:
    return keys(check(text.encode(), name="planted.txt"))


def planted(text: str, where: Location, old: str, new: str) -> str:
    """The text with another content in one cell."""
    assert where.line is not None
    assert where.col is not None
    lines = text.split("\n")
    line = lines[where.line - 1]
    if line.startswith("\t") and "\t" not in line[1:].rstrip():
        lines[where.line - 1] = f"\t{new}"
    else:
        mark = "|" if line.strip().startswith("|") else "\t"
        cells = line.split(mark)
        at = where.col if mark == "|" else where.col - 1
        assert cells[at].strip() == old.strip()
        cells[at] = new
        lines[where.line - 1] = mark.join(cells)
    return "\n".join(lines)


def defects(row: Indicator, table: TargetTable) -> Iterator[tuple[str, str]]:
    """The values to plant in a row, each with the rule that must find it."""
    yield "value-empty", ""
    yield "value-placeholder", "XX"
    constraint = row.constraint
    if not isinstance(constraint, Threshold) or constraint.tail or not constraint.op_explicit:
        return
    quantity = constraint.quantity
    yield "value-operator-conflict", f"不低于≤{quantity.render()}"
    if constraint.dimension is Dimension.RATE:
        return
    yield "value-missing-operator", quantity.render()
    yield "value-multi-target", f"{row.value}；≥3次"
    if constraint.dimension is Dimension.PERCENT:
        yield "value-range-reversed", "80%~60%"
    if row.is_satisfaction and "满意" in row.name:
        yield "percent-over-100", "≥105%"
        yield "satisfaction-100", "=100%"
    total = table.budget.total if table.budget else None
    if row.is_cost and total and total.yuan and constraint.dimension is Dimension.MONEY:
        yield "cost-over-budget", f"≤{total.yuan / 10_000 + 7:f}万元"
        if constraint.op is Operator.LE:
            yield "cost-direction", f"≥{quantity.render()}"


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_planted_values(path: Path) -> None:
    text = path.read_text("utf-8")
    before = run(text)
    tried: Counter[str] = Counter()
    for table in extract(path).tables:
        for row in table.indicators:
            for rule, value in defects(row, table):
                after = run(planted(text, row.location, row.value, value))
                new = after - before
                assert any(key[:2] == (rule, table.number) for key in new), (rule, row.name, value)
                stray = [
                    key for key in new if key[1:] not in ((table.number, row.name), (None, None))
                ]
                assert all(key[0] == rule or key[2] is None for key in stray), (
                    rule,
                    row.name,
                    stray,
                )
                tried[rule] += 1
    assert len(tried) >= 9, tried


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
@pytest.mark.parametrize(
    ("column", "new", "rule"),
    [(Column.BASIS, "", "basis-missing"), (Column.LEVEL2, "其他指标", "l2-unknown")],
)
def test_planted_labels(path: Path, column: Column, new: str, rule: str) -> None:
    text = path.read_text("utf-8")
    before = run(text)
    for table in extract(path).tables:
        if column not in table.columns:
            continue
        for row in table.indicators:
            old = row.basis if column is Column.BASIS else row.level2_raw
            where = row.locations[column]
            if old and f"{old}" in text.split("\n")[(where.line or 0) - 1]:
                found = run(planted(text, where, old, new)) - before
                assert (rule, table.number, row.name) in found


def test_planted_funds_plans() -> None:
    path = EXAMPLES / "tables" / "04-over-budget.tsv"
    text = path.read_text("utf-8")
    before = run(text)
    plans = [table for table in extract(path).tables if table.funds_plan]
    assert plans
    for table in plans:
        assert table.funds_plan
        first, *_, last = table.funds_plan.points
        for where, raw, new, rule in (
            (first.location, first.raw, "99%", "plan-not-monotone"),
            (last.location, last.raw, "98%", "plan-final-not-100"),
            (last.location, last.raw, "120%", "plan-out-of-range"),
        ):
            new_findings = run(planted(text, where, raw, new)) - before
            assert {key[0] for key in new_findings} == {rule}


def test_planted_budgets() -> None:
    path = EXAMPLES / "tables" / "01-clean.md"
    text = path.read_text("utf-8")
    (table,) = extract(path).tables
    assert table.budget
    assert table.budget.total
    changed = planted(text, table.budget.total.location, table.budget.total.raw, "999万元")
    assert "budget-parts" in {key[0] for key in run(changed)}


def test_a_scale_out_of_order() -> None:
    path = EXAMPLES / "tables" / "03-graded-hole.txt"
    text = path.read_text("utf-8")
    before = run(text)
    tried = 0
    for table in extract(path).tables:
        for row in table.graded:
            best, good = row.scale["优"], row.scale["良"]
            if best.constraint.interval is None or good.constraint.interval is None:
                continue
            swapped = planted(text, best.location, best.raw, good.raw)
            swapped = planted(swapped, good.location, good.raw, best.raw)
            changed = (run(swapped) - before) + (before - run(swapped))
            assert {key[0] for key in changed} == {"grade-not-monotone"}, row.name
            tried += 1
    assert tried > 10


SUMS = {
    "支出预算": "text-identity",
    "基本支出": "text-identity",
    "人员经费": "text-identity",
    "项目支出": "text-identity",
}


@pytest.mark.parametrize("label", SUMS)
def test_a_total_that_no_longer_adds_up(label: str) -> None:
    prose = (
        "2024年支出预算366.58万元，其中基本支出266.58万元，包括人员经费230.00万元和日常公用经费"
        "36.58万元；项目支出100.00万元。\n\n"
    )
    table = (EXAMPLES / "tables" / "01-clean.md").read_text("utf-8")
    at = prose.index(label) + len(label)
    changed = f"{prose[:at]}9{prose[at:]}"
    assert SUMS[label] not in {key[0] for key in run(prose + table)}
    assert SUMS[label] in {key[0] for key in run(changed + table)}


@pytest.mark.parametrize("amount", ["366.58", "266.58", "36.58"])
def test_an_amount_in_the_wrong_unit_is_said_once(amount: str) -> None:
    """A slip of the unit breaks sums, too; what is reported is the slip."""
    prose = (
        "2024年支出预算366.58万元，其中基本支出266.58万元，包括人员经费230.00万元和日常公用经费"
        "36.58万元；项目支出100.00万元。\n\n"
    )
    table = (EXAMPLES / "tables" / "01-clean.md").read_text("utf-8")
    changed = prose.replace(f"{amount}万元", f"{amount}元")
    new = run(changed + table) - run(prose + table)
    assert new == Counter({("budget-unit-slip", None, None): 1})


def test_planted_in_the_reference_documents(seeds: list[Path]) -> None:
    """One of each kind in every document: the whole set takes minutes, the kinds are the same."""
    for path in seeds:
        text = path.read_text("utf-8")
        before = run(text)
        seen: set[str] = set()
        for table in extract(path).tables:
            for row in table.indicators:
                for rule, value in defects(row, table):
                    if rule in seen:
                        continue
                    seen.add(rule)
                    new = run(planted(text, row.location, row.value, value)) - before
                    assert any(key[:2] == (rule, table.number) for key in new), (path.name, rule)
