"""PC3xx and PC4xx: what a table must not lack, and where its rows belong."""

from attrs import evolve
from hypothesis import strategies as st

from perfcheck.tables import Category, Column, Goal, IndicatorKind, TargetTable
from tests.planted import Planted, defect
from tests.planted.cells import (
    QUALITY,
    ROOMY,
    SATISFACTION,
    SOCIAL,
    TABLES,
    TIMELINESS,
    UNWEIGHTED,
    cell,
    changed,
    cost_kind,
    first,
    having,
    inserted,
    of,
    pick,
    removed,
    replaced,
)

QUANTITY = IndicatorKind.QUANTITY
BASED, WEIGHTED = having(Column.BASIS), having(Column.WEIGHT)
AIMLESS = UNWEIGHTED.map(lambda table: evolve(table, goals=(), has_goal_cell=False))
UNBUDGETED = AIMLESS.map(lambda table: evolve(table, budget=None, funds_plan=None))
SPLIT = AIMLESS.filter(lambda table: Category.COST in table.framework.tree)
AIMED = TABLES.filter(lambda table: bool(table.goals))


@defect("l1-output-missing", SPLIT)
def no_outputs(draw: st.DrawFn, table: TargetTable) -> Planted:
    flawed = removed(table, lambda row: row.category is Category.OUTPUT)
    extra = inserted(flawed, SATISFACTION, ("窗口职工满意度", "≥90%", ""))[0]
    return extra, table.location


@defect("l1-benefit-missing", UNWEIGHTED)
def no_benefits(draw: st.DrawFn, table: TargetTable) -> Planted:
    return removed(table, lambda row: row.is_benefit), table.location


@defect("l1-satisfaction-missing", UNWEIGHTED)
def no_satisfaction(draw: st.DrawFn, table: TargetTable) -> Planted:
    return removed(table, lambda row: row.is_satisfaction), table.location


@defect("l2-output-incomplete", UNBUDGETED)
def one_kind_of_output_less(draw: st.DrawFn, table: TargetTable) -> Planted:
    kind = draw(st.sampled_from([QUANTITY, QUALITY, TIMELINESS]))
    return removed(table, lambda row: row.kind is kind), table.location


@defect("cost-missing-required", UNBUDGETED)
def no_cost_of_works(draw: st.DrawFn, table: TargetTable) -> Planted:
    project = draw(st.sampled_from(["敬老院屋面修缮", "供水管网改造工程", "校园厨房设备购置"]))
    return evolve(removed(table, lambda row: row.is_cost), project=project), table.location


@defect("l2-unknown", TABLES)
def unknown_label(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = first(table, of(draw(st.sampled_from([QUANTITY, QUALITY, TIMELINESS, SOCIAL]))))
    label = draw(st.sampled_from(["其他指标", "综合指标", "产出一"]))
    return changed(table, at, level2_raw=label, kind=None), cell(table, at, Column.LEVEL2)


@defect("l2-under-wrong-l1", UNWEIGHTED)
def wrong_parent(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = first(table, of(draw(st.sampled_from([QUALITY, TIMELINESS]))))
    label = table.indicators[first(table, of(SOCIAL))].level1_raw
    flawed = changed(table, at, category=Category.BENEFIT, level1_raw=label)
    return flawed, cell(table, at, Column.LEVEL2)


@defect(
    "benefit-all-qualitative",
    TABLES.filter(lambda table: 3 * len(table.benefits) < len(table.indicators)),
    qualitative_undefined="each of the adjectives is one without a standard, too",
)
def adjectives_only(draw: st.DrawFn, table: TargetTable) -> Planted:
    places = [at for at, row in enumerate(table.indicators) if row.is_benefit]
    flawed = table
    for at in places:
        value = draw(st.sampled_from(["显著提升", "有效改善", "不断增强"]))
        flawed = replaced(flawed, at, f"居民健身氛围{at}", value)
    return flawed, cell(table, places[0])


@defect("goal-missing", TABLES)
def blank_goal(draw: st.DrawFn, table: TargetTable) -> Planted:
    text = draw(st.sampled_from(["", "无", "/", "略"]))
    return evolve(table, goals=(Goal("", text),), has_goal_cell=True), table.location


@defect("basis-missing", BASED)
def no_basis(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: True)
    return changed(table, at, basis=""), cell(table, at, Column.BASIS)


@defect("weight-sum", WEIGHTED)
def too_much_weight(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: True)
    row = table.indicators[at]
    more = int(row.weight.rstrip("%")) + draw(st.integers(101, 300))
    sign = "%" if "%" in row.weight else ""
    return changed(table, at, weight=f"{more}{sign}"), cell(table, 0, Column.WEIGHT)


@defect(
    "invalid-indicator-weighted",
    WEIGHTED,
    value_placeholder="that the value is a placeholder is said apart from its points",
)
def weight_of_nothing(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SOCIAL, QUALITY))
    return changed(table, at, value="不涉及"), cell(table, at, Column.WEIGHT)


@defect("class-quantity-rate", ROOMY)
def rate_as_quantity(draw: st.DrawFn, table: TargetTable) -> Planted:
    name = draw(st.sampled_from(["消防器材检修", "绿化带补植", "老旧线路更换"]))
    flawed, at = inserted(table, QUANTITY, (name, f"≥{draw(st.integers(80, 99))}%", ""))
    return flawed, cell(flawed, at)


@defect("class-cost-not-money", ROOMY)
def no_cost(draw: st.DrawFn, table: TargetTable) -> Planted:
    row = draw(st.sampled_from([("保安按时到岗", "=100%", ""), ("器材验收合格比例", "≥95%", "")]))
    flawed, at = inserted(table, cost_kind(table), row)
    return flawed, cell(flawed, at)


@defect("class-benefit-execution", TABLES)
def spending_as_benefit(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SOCIAL))
    name = draw(st.sampled_from(["资金支付率", "项目预算执行率", "资金拨付比例"]))
    return replaced(table, at, name, "≥98%"), cell(table, at)


@defect("quantity-only-absences", UNBUDGETED)
def nothing_but_absences(draw: st.DrawFn, table: TargetTable) -> Planted:
    rows = [("电梯停运次数", "=0次", ""), ("安全生产事故起数", "=0起", "")]
    flawed, at = inserted(table, QUANTITY, *draw(st.permutations(rows)))
    place = cell(flawed, at)
    own = {row.name for row in table.of_kind(QUANTITY)}
    flawed = removed(flawed, lambda row: row.name in own or "单价" in row.name)
    return flawed, place


@defect("row-unread", TABLES)
def unread_row(draw: st.DrawFn, table: TargetTable) -> Planted:
    place = evolve(table.location, row=900, col=1)
    text = draw(st.sampled_from(["补植苗木 ≥300株", "满意度 | 95%"]))
    return evolve(table, unread=((text, place),)), place


# Advice


@defect("placeholder-row", TABLES)
def leftover(draw: st.DrawFn, table: TargetTable) -> Planted:
    place = evolve(table.location, row=900, col=3)
    text = draw(st.sampled_from(["……", "指标2：", "目标3："]))
    return evolve(table, fillers=((text, place),)), place


@defect("slogan-goal", AIMED)
def slogan(draw: st.DrawFn, table: TargetTable) -> Planted:
    text = "大力普及健康知识，切实提高群众健康素养，营造全民健康的良好氛围"
    goal = evolve(table.goals[0], label="", text=text)
    return evolve(table, goals=(goal,)), goal.location


@defect("goal-incomplete", AIMED)
def broken_off(draw: st.DrawFn, table: TargetTable) -> Planted:
    end = draw(st.sampled_from(["，维护座椅、", "，以及", "，保障居民的"]))
    *before, last = table.goals
    goal = evolve(last, text=f"{last.text.rstrip('。')}{end}")
    return evolve(table, goals=(*before, goal)), goal.location


@defect("l2-label-variant", TABLES)
def label_variant(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = first(table, of(QUALITY))
    return changed(table, at, level2_raw="产出质量"), cell(table, at, Column.LEVEL2)


@defect("l2-order-split", UNWEIGHTED)
def parted_rows(draw: st.DrawFn, table: TargetTable) -> Planted:
    rows = list(table.indicators)
    at = first(table, of(QUALITY))
    new, place = inserted(table, SATISFACTION, ("路面平整合格率", "≥96%", ""))
    moved = evolve(
        new.indicators[place],
        kind=QUALITY,
        category=rows[at].category,
        level1_raw=rows[at].level1_raw,
        level2_raw=rows[at].level2_raw,
    )
    flawed = evolve(table, indicators=(*rows, moved))
    return flawed, moved.locations[Column.LEVEL2]


@defect("l3-count", UNBUDGETED)
def too_many_rows(draw: st.DrawFn, table: TargetTable) -> Planted:
    names = [f"巡查{area}次数" for area in "东南西北中街巷河湖山"]
    rows = [(name, f"≥{at + 3}次", "") for at, name in enumerate(names)]
    flawed = removed(table, lambda row: "单价" in row.name)
    return inserted(flawed, QUANTITY, *rows)[0], table.location


@defect("project-code-missing", TABLES)
def no_code(draw: st.DrawFn, table: TargetTable) -> Planted:
    return evolve(table, has_code_cell=True, project_code=None), table.location


@defect("benefit-only-sustainable", UNWEIGHTED)
def only_lasting(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = first(table, of(SOCIAL))
    label = (
        "可持续影响" if not table.indicators[at].level2_raw.endswith("指标") else "可持续影响指标"
    )
    flawed = replaced(table, at, "设施使用年限", "≥12年")
    flawed = changed(flawed, at, kind=IndicatorKind.SUSTAINABLE, level2_raw=label)
    others = [row.name for row in flawed.benefits if row.name != "设施使用年限"]
    return removed(flawed, lambda row: row.name in others), cell(table, at)


@defect("class-time-no-time", TABLES)
def no_time(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(TIMELINESS))
    return replaced(table, at, "路灯亮灯数量", f"≥{draw(st.integers(3, 90))}盏"), cell(table, at)


@defect("class-quality-completion", TABLES)
def done_as_quality(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    name = draw(st.sampled_from(["法律援助案件办结率", "走访任务完成率"]))
    return replaced(table, at, name, "≥95%"), cell(table, at)


@defect("class-satisfaction-elsewhere", TABLES)
def satisfaction_as_benefit(draw: st.DrawFn, table: TargetTable) -> Planted:
    return _as_benefit(draw, table, "球迷对赛事服务满意程度", "≥90%", Column.LEVEL2)


@defect("class-saving-under-social", TABLES)
def saving_as_social(draw: st.DrawFn, table: TargetTable) -> Planted:
    return _as_benefit(draw, table, "集中采购资金节约率", "≥8%", Column.LEVEL2)


@defect("class-output-as-benefit", TABLES)
def output_as_benefit(draw: st.DrawFn, table: TargetTable) -> Planted:
    return _as_benefit(draw, table, "信访事项办结率", "≥95%", Column.LEVEL1)


@defect("class-negative-as-economic", UNWEIGHTED)
def complaints_as_economic(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = first(table, of(SOCIAL))
    suffix = "指标" if table.indicators[at].level2_raw.endswith("指标") else ""
    flawed, new = inserted(table, SOCIAL, ("施工扰民投诉件数", "≤3件", ""))
    flawed = changed(
        flawed, new, kind=IndicatorKind.ECONOMIC, level2_raw=f"经济效益{suffix}", weight=""
    )
    own = flawed.indicators[new]
    others = removed(table, lambda row: row.kind is IndicatorKind.ECONOMIC)
    at = max(n for n, row in enumerate(others.indicators) if row.kind is SOCIAL)
    rows = (*others.indicators[: at + 1], own, *others.indicators[at + 1 :])
    return evolve(table, indicators=rows), own.locations[Column.LEVEL2]


@defect("class-activity-as-effect", TABLES)
def activity_as_benefit(draw: st.DrawFn, table: TargetTable) -> Planted:
    return _as_benefit(draw, table, "举办乡村音乐节", "≥2场", Column.NAME)


def _as_benefit(
    draw: st.DrawFn, table: TargetTable, name: str, value: str, column: Column
) -> Planted:
    at = pick(draw, table, of(SOCIAL))
    return replaced(table, at, name, value), cell(table, at, column)
