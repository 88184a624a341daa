"""PC2xx: what a value means."""

from hypothesis import strategies as st

from perfcheck.tables import Column, IndicatorKind, TargetTable
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
    having,
    inserted,
    is_sum,
    of,
    pick,
    replaced,
)

DESCRIBED = having(Column.DESCRIPTION)
DATED = TABLES.filter(lambda table: table.year is not None)
SMALL = st.integers(2, 30)


@defect("percent-over-100", TABLES)
def over_100(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SATISFACTION))
    return changed(table, at, value=f"≥{draw(st.integers(101, 300))}%"), cell(table, at)


@defect("satisfaction-100", TABLES)
def all_satisfied(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SATISFACTION))
    return changed(table, at, value=draw(st.sampled_from(["=100%", "＝100%"]))), cell(table, at)


@defect("cost-direction", TABLES)
def cost_as_floor(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: is_sum(row) or "单价" in row.name)
    row = table.indicators[at]
    sign = draw(st.sampled_from("≥＞"))
    value = f"{sign}{row.value.lstrip('≤=＝＜')}"
    return changed(table, at, value=value, unit_column=row.unit_column), cell(table, at)


@defect("negative-direction", TABLES)
def harm_as_floor(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    name = draw(st.sampled_from(["电梯故障率", "数据差错率", "设备返修率"]))
    return replaced(table, at, name, f"≥{draw(SMALL)}%"), cell(table, at)


@defect("positive-direction", TABLES)
def good_as_ceiling(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    name = draw(st.sampled_from(["监控设备完好率", "档案数据准确率", "路面平整合格率"]))
    return replaced(table, at, name, f"≤{draw(st.integers(60, 99))}%"), cell(table, at)


@defect("time-limit-direction", TABLES)
def limit_as_floor(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(TIMELINESS))
    name = draw(st.sampled_from(["证照办理时限", "报修响应时间", "群众等候用时"]))
    unit = draw(st.sampled_from(["天", "小时", "个工作日"]))
    return replaced(table, at, name, f"≥{draw(SMALL)}{unit}"), cell(table, at)


@defect("time-name-not-time", TABLES)
def no_time(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(TIMELINESS))
    name = draw(st.sampled_from(["补贴申领办理时限", "投诉处理用时", "设备安装时间"]))
    return replaced(table, at, name, f"≥{draw(st.integers(85, 99))}%"), cell(table, at)


@defect("rate-name-not-percent", TABLES)
def no_percent(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    name = draw(st.sampled_from(["路灯更换率", "专网开通率", "破损路面占比"]))
    value = draw(st.sampled_from(["≤10盏", "全天候开通", f"≥{draw(SMALL)}处"]))
    return replaced(table, at, name, value), cell(table, at)


@defect("count-name-percent", TABLES)
def share_of_a_count(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(TIMELINESS))
    name = draw(st.sampled_from(["按时办结案件数量", "按期巡查次数", "准时到岗人数"]))
    return replaced(table, at, name, f"≥{draw(st.integers(85, 99))}%"), cell(table, at)


@defect("unit-dimension-mismatch", TABLES)
def other_unit(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SOCIAL))
    name, unit = draw(
        st.sampled_from([("上门服务的次数", "件"), ("受惠户数", "人"), ("惠及面积", "个")])
    )
    return replaced(table, at, name, f"≥{draw(SMALL)}{unit}"), cell(table, at)


@defect("qualitative-undefined", TABLES)
def adjective(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    value = draw(st.sampled_from(["良好", "明显提升", "达标", "有效改善"]))
    flawed = replaced(table, at, "园区环境质量", value)
    # A technical code among the grounds would say how quality is measured.
    grounds = "2023年检查记录" if Column.BASIS in table.columns else ""
    return changed(flawed, at, basis=grounds), cell(table, at)


@defect("deadline-in-desc", DESCRIBED)
def date_in_its_description(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(TIMELINESS))
    month = draw(st.integers(1, 12))
    value = draw(st.sampled_from(["及时", "按时完成", "如期"]))
    description = f"{month}月底完成采购"
    return replaced(table, at, "图书采购", value, description), cell(table, at)


@defect("deadline-year-mismatch", DATED)
def year_before(draw: st.DrawFn, table: TargetTable) -> Planted:
    assert table.year
    at = pick(draw, table, of(TIMELINESS))
    year, month = table.year - draw(st.integers(1, 3)), draw(st.integers(1, 12))
    value = f"{year}年{month}月{draw(st.sampled_from(['底前', '15日前', '']))}"
    return replaced(table, at, "绿化栽植完成时间", value), cell(table, at)


@defect("percent-weaker-than-desc", DESCRIBED)
def discounted(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    description = draw(st.sampled_from(["机房24小时不间断值守", "每日到岗值守", "杜绝脱岗"]))
    return replaced(table, at, "值守到岗率", f"≥{draw(st.integers(85, 99))}%", description), cell(
        table, at
    )


# Advice


@defect("percent-ge-100", TABLES)
def at_least_all(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    return replaced(table, at, "路面平整合格率", "≥100%"), cell(table, at)


@defect("percent-le-100-vacuous", TABLES)
def at_most_all(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(TIMELINESS))
    return replaced(table, at, "预算支出率", "≤100%"), cell(table, at)


@defect("satisfaction-low", TABLES)
def hardly_satisfied(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SATISFACTION))
    return changed(table, at, value=f"≥{draw(st.integers(30, 79))}%"), cell(table, at)


@defect("percent-as-fraction", TABLES)
def fraction(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SATISFACTION))
    return changed(table, at, value=f"≥0.{draw(st.integers(80, 95))}%"), cell(table, at)


@defect(
    "cost-equal",
    DESCRIBED,
    cost_only_ceiling="where it is the only cost, its words now say that it repeats the budget",
)
def cost_as_equality(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, is_sum)
    row = table.indicators[at]
    value = f"={row.value.lstrip('≤=＝＜')}"
    flawed = changed(
        table,
        at,
        value=value,
        unit_column=row.unit_column,
        description="支出不超过合同约定的额度内",
    )
    return flawed, cell(table, at)


@defect("output-quantity-ceiling", ROOMY)
def output_as_ceiling(draw: st.DrawFn, table: TargetTable) -> Planted:
    name = draw(st.sampled_from(["开展普法讲座", "走访困难家庭", "印发宣传海报"]))
    row = (name, f"≤{draw(SMALL)}{draw(st.sampled_from('场户张'))}", "")
    flawed, at = inserted(table, IndicatorKind.QUANTITY, row)
    return flawed, cell(flawed, at)


@defect("nature-name-percent", TABLES)
def nature(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    name = draw(st.sampled_from(["档案整理的规范性", "设备运行情况", "资料归档的完整性"]))
    return replaced(table, at, name, "≥95%"), cell(table, at, Column.NAME)


@defect("target-too-loose", TABLES)
def loose(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(TIMELINESS))
    name = draw(st.sampled_from(["垃圾清运及时率", "案件办结率", "补助发放率"]))
    return replaced(table, at, name, f"≥{draw(st.integers(30, 79))}%"), cell(table, at)


@defect("percent-granularity", ROOMY)
def small_sample(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SATISFACTION))
    flawed = replaced(table, at, "困难家庭满意度", "≥95%")
    place = cell(flawed, at)
    number = draw(st.integers(2, 9))
    flawed, _ = inserted(flawed, IndicatorKind.QUANTITY, ("改造困难家庭", f"={number}户", ""))
    return flawed, place
