"""PC5xx: do the rows of a table agree with each other, with the goals, with the plan?"""

from attrs import evolve
from hypothesis import strategies as st

from perfcheck.tables import Column, Goal, IndicatorKind, TargetTable
from tests.planted import Planted, defect
from tests.planted.cells import (
    QUALITY,
    ROOMY,
    SATISFACTION,
    SOCIAL,
    TABLES,
    TIMELINESS,
    cell,
    changed,
    first,
    having,
    inserted,
    of,
    pick,
    planned,
    replaced,
)

QUANTITY = IndicatorKind.QUANTITY
BASED, DESCRIBED = having(Column.BASIS), having(Column.DESCRIPTION)
# Goals in one sentence: what is added to it is no task of its own.
AIMED = TABLES.filter(lambda table: len(table.goals) == 1 and "；" not in table.goal_text)
PLANNED = planned(ROOMY)


def says(table: TargetTable, clause: str) -> TargetTable:
    """The table whose last goal says this, too."""
    *before, last = table.goals
    goal = evolve(last, text=f"{last.text.rstrip('。')}，{clause}")
    return evolve(table, goals=(*before, goal))


@defect("dup-indicator", ROOMY)
def twice(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    row = table.indicators[at]
    value = f"≥{draw(st.integers(50, 84))}%"
    flawed, place = inserted(table, QUALITY, (row.name, value, row.description))
    return flawed, cell(flawed, place, Column.NAME)


@defect("desc-equals-name", DESCRIBED)
def name_again(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: True)
    again = f"{table.indicators[at].name}{draw(st.sampled_from(['', '。', '指标']))}"
    return changed(table, at, description=again), cell(table, at, Column.DESCRIPTION)


@defect("goal-value-conflict", AIMED)
def higher_rate_in_the_goals(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SATISFACTION))
    name = table.indicators[at].name
    words = draw(st.sampled_from(["达到100%", "不低于100%", "100%"]))
    return says(table, f"{name}{words}"), cell(table, at)


@defect("goal-value-conflict", AIMED)
def higher_count_in_the_goals(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SOCIAL))
    number = draw(st.integers(20, 900))
    flawed = replaced(table, at, "新亮太阳能路灯", f"≥{number}盏")
    more = number + draw(st.integers(1, 90))
    return says(flawed, f"新亮太阳能路灯{more}盏"), cell(table, at)


@defect("desc-value-conflict", DESCRIBED)
def other_count_in_the_description(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SOCIAL))
    number, more = draw(st.integers(3, 900)), draw(st.integers(1, 90))
    description = f"更换损坏的路灯共{number + more}盏"
    return replaced(table, at, "更换路灯", f"={number}盏", description), cell(table, at)


@defect("desc-count-conflict", DESCRIBED)
def counted_differently(draw: st.DrawFn, table: TargetTable) -> Planted:
    one, other = draw(st.lists(st.integers(2, 30), min_size=2, max_size=2, unique=True))
    places = first(table, of(QUALITY)), first(table, of(SOCIAL))
    flawed = changed(table, places[0], description=f"{one}个便民阅览室的设备")
    return changed(flawed, places[1], description=f"{other}个便民阅览室的读者"), table.location


@defect("indicator-plan-conflict", PLANNED)
def less_than_the_plan(draw: st.DrawFn, table: TargetTable) -> Planted:
    name = draw(st.sampled_from(["预算执行率", "项目资金支付率"]))
    flawed, at = inserted(table, TIMELINESS, (name, f"≥{draw(st.integers(80, 94))}%", ""))
    return flawed, cell(flawed, at)


@defect("contradictory-bound", ROOMY)
def forbidden_and_allowed(draw: st.DrawFn, table: TargetTable) -> Planted:
    rows = [
        ("工资逾期发放次数", "=0次", ""),
        ("工资发放拖欠天数", f"≤{draw(st.integers(2, 30))}天", ""),
    ]
    flawed, at = inserted(table, TIMELINESS, *draw(st.permutations(rows)))
    allowing = next(n for n in (at, at + 1) if "≤" in flawed.indicators[n].value)
    return flawed, cell(flawed, allowing)


@defect("name-generic", TABLES)
def any_name(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    name = draw(st.sampled_from(["质量达标", "产品质量达标", "验收合格", "优质服务"]))
    return replaced(table, at, name, "=12处"), cell(table, at, Column.NAME)


@defect("basis-circular", BASED)
def name_as_basis(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: True)
    return changed(table, at, basis=table.indicators[at].name), cell(table, at, Column.BASIS)


@defect("tender-before-contract", AIMED)
def known_winner(draw: st.DrawFn, table: TargetTable) -> Planted:
    start = draw(st.sampled_from(["拟于4月组织招标", "计划公开采购", "5月进行竞争性磋商"]))
    who = draw(st.sampled_from(["远航公司", "华信集团"]))
    return says(table, f"{start}，由{who}承建"), table.goals[-1].location


# Advice


@defect("subset-indicator", ROOMY)
def part_of_another(draw: st.DrawFn, table: TargetTable) -> Planted:
    rows = [
        ("幼儿园、小学食堂检查合格率", "≥98%", ""),
        ("小学食堂检查合格率", "≥98%", ""),
    ]
    flawed, at = inserted(table, QUALITY, *draw(st.permutations(rows)))
    part = next(n for n in (at, at + 1) if flawed.indicators[n].name.startswith("小学"))
    return flawed, cell(flawed, part)


@defect("goal-not-covered", TABLES)
def goal_without_a_row(draw: st.DrawFn, table: TargetTable) -> Planted:
    place = evolve(table.location, row=7, col=2)
    goals = (Goal("", "1.组织志愿者结对帮扶留守儿童40名；2.编纂出版地方志3卷", place),)
    return evolve(table, goals=goals, has_goal_cell=True), place


@defect("satisfaction-inconsistent", ROOMY)
def asked_twice(draw: st.DrawFn, table: TargetTable) -> Planted:
    rows = [("乘客满意度", "≥90%", ""), ("乘客对公交服务的满意度", "≥95%", "")]
    flawed, at = inserted(table, SATISFACTION, *rows)
    return flawed, cell(flawed, at + 1)


@defect("name-not-measure", TABLES)
def wish(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SOCIAL))
    flawed = replaced(table, at, "改善候车环境，方便群众出行", "≥36个站点")
    return flawed, cell(table, at, Column.NAME)


@defect("basis-uniform", BASED)
def one_basis(draw: st.DrawFn, table: TargetTable) -> Planted:
    flawed = table
    for at in range(len(table.indicators)):
        flawed = changed(flawed, at, basis="环卫作业合同（2024-017）")
    return flawed, cell(table, 0, Column.BASIS)


@defect("basis-weak", BASED)
def weak_basis(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: True)
    basis = draw(st.sampled_from(["往年工作经验", "服务合同", "上级文件"]))
    return changed(table, at, basis=basis), cell(table, at, Column.BASIS)


@defect("basis-stat-mismatch", BASED)
def basis_of_another(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SOCIAL))
    flawed = changed(
        table, at, name="文艺巡演场数", value="≥40场", description="", basis="年度内体检数"
    )
    return flawed, cell(table, at, Column.BASIS)


@defect("basis-cut", BASED)
def cut_title(draw: st.DrawFn, table: TargetTable) -> Planted:
    flawed = changed(table, 0, basis="粮食储备检查管理办法")
    at = draw(st.integers(1, len(table.indicators) - 1))
    return changed(flawed, at, basis="粮食储备检查管理"), cell(table, at, Column.BASIS)


@defect("doc-number-format", BASED)
def round_brackets(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: True)
    basis = draw(st.sampled_from(["民发（2021）15号", "财库【2019】38号", "发改价格(2015)299号"]))
    return changed(table, at, basis=basis), cell(table, at, Column.BASIS)
