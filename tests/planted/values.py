"""PC1xx: how a value is written."""

from hypothesis import strategies as st

from perfcheck.tables import Column, TargetTable
from perfcheck.values import Dimension, Threshold
from tests.planted import Planted, defect
from tests.planted.cells import (
    QUALITY,
    SOCIAL,
    TABLES,
    TIMELINESS,
    UNWEIGHTED,
    apart,
    cell,
    changed,
    is_number,
    is_sum,
    of,
    pick,
    replaced,
)


@defect("value-empty", TABLES)
def empty(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, apart)
    return changed(table, at, value=draw(st.sampled_from(["", " ", "\u3000"]))), cell(table, at)


@defect("value-placeholder", UNWEIGHTED)
def placeholder(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, apart)
    value = draw(st.sampled_from(["XX", "/", "无", "不涉及", "待定", "——", "***", "≥**%"]))
    return changed(table, at, value=value), cell(table, at)


@defect("value-missing-operator", TABLES)
def no_operator(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, is_number)
    row = table.indicators[at]
    bare = row.value.lstrip("≥≤=＝＜")
    return changed(table, at, value=bare, unit_column=row.unit_column), cell(table, at)


@defect("value-missing-unit", TABLES)
def no_unit(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: is_number(row) and apart(row))
    constraint = table.indicators[at].constraint
    assert isinstance(constraint, Threshold)
    value = f"{constraint.op.symbol}{constraint.quantity.value}"
    return changed(table, at, value=value), cell(table, at)


@defect("value-money-unit-incomplete", TABLES)
def no_yuan(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, is_sum)
    quantity = table.indicators[at].constraint.quantities[0]
    value = f"≤{(quantity.base / 10_000).normalize():f}万"
    return changed(table, at, value=value), cell(table, at)


@defect("value-unit-compound", TABLES)
def two_units(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SOCIAL))
    unit = draw(st.sampled_from(["台、套", "个、件", "宗/批", "名、户"]))
    return replaced(table, at, "受惠的服务对象", f"≥{draw(st.integers(3, 90))}{unit}"), cell(
        table, at
    )


@defect("value-operator-conflict", TABLES)
def two_operators(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, lambda row: is_number(row) and apart(row))
    constraint = table.indicators[at].constraint
    assert isinstance(constraint, Threshold)
    signs = draw(st.sampled_from(["不低于≤", "≥≤", "不超过≥"]))
    return changed(table, at, value=f"{signs}{constraint.quantity.render()}"), cell(table, at)


@defect("value-sentence-number", TABLES)
def sentence(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(TIMELINESS))
    limit = draw(st.sampled_from(["24小时", "3天", "30分钟", "5个工作日"]))
    doing = draw(st.sampled_from(["修复完毕", "处理完毕", "办结", "送达用户"]))
    return replaced(table, at, "路灯抢修用时", f"{limit}内{doing}"), cell(table, at)


@defect("value-range-reversed", TABLES)
def downwards(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    low, high = draw(st.integers(80, 89)), draw(st.integers(90, 99))
    between = draw(st.sampled_from(["~", "-", "～", "至"]))
    return changed(table, at, value=f"{high}%{between}{low}%"), cell(table, at)


@defect("value-approximate", TABLES)
def approximate(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SOCIAL))
    number = draw(st.integers(20, 900))
    value = draw(st.sampled_from([f"约{number}户", f"{number}户左右", f"大约{number}户"]))
    return replaced(table, at, "受惠的农户", value), cell(table, at)


@defect("value-approximate", TABLES)
def approximate_in_its_name(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SOCIAL))
    number = draw(st.integers(20, 900))
    return replaced(table, at, f"照亮约{number}户农户", f"={number + 3}户"), cell(table, at)


@defect("value-multi-target", TABLES)
def two_targets(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    between = draw(st.sampled_from(["；", "，", "、"]))
    number = draw(st.integers(2, 30))
    return changed(table, at, value=f"≥95%{between}≥{number}次"), cell(table, at)


@defect("value-fraction-count", TABLES)
def fraction(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SOCIAL))
    unit = draw(st.sampled_from(["人", "户", "台", "场"]))
    number = draw(st.integers(2, 900))
    return replaced(table, at, "受惠的服务对象", f"≥{number}.5{unit}"), cell(table, at)


@defect("value-unreadable", TABLES)
def unreadable(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY, SOCIAL))
    value = draw(st.sampled_from(["≥1,2345人", "≥9 5%", "≥9 5.2.1%"]))
    return changed(table, at, value=value), cell(table, at)


# Advice


@defect("value-unit-alias", TABLES)
def percent_in_words(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    return changed(table, at, value=f"≥{draw(st.integers(80, 99))}百分比"), cell(table, at)


@defect("value-operator-variant", TABLES)
def operator_in_words(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    value = draw(st.sampled_from([">=95%", "不低于95%", "95%以上", "≧95%"]))
    return changed(table, at, value=value), cell(table, at)


@defect("value-in-name", TABLES)
def number_in_its_name(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(SOCIAL))
    number = draw(st.integers(12, 900))
    flawed = replaced(table, at, f"惠及{number}户农户", f"={number}户")
    return flawed, cell(table, at, Column.NAME)


@defect("value-fullwidth", TABLES)
def full_width(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(draw, table, of(QUALITY))
    value = draw(st.sampled_from(["≥９５％", "≥95％", "≥９5%"]))
    return changed(table, at, value=value), cell(table, at)


@defect("value-unit-unknown", TABLES)
def unknown_unit(draw: st.DrawFn, table: TargetTable) -> Planted:
    at = pick(
        draw,
        table,
        lambda row: row.kind is SOCIAL and row.constraint.dimension is not Dimension.DATE,
    )
    return replaced(table, at, "受惠的服务对象", f"≥{draw(st.integers(2, 90))}呪"), cell(table, at)
