"""Hypothesis strategies for values and target tables: install ``perfcheck[test]`` to use them."""

from __future__ import annotations

import string
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from perfcheck.tables import (
    Amount,
    Budget,
    Category,
    Column,
    FundsPlan,
    Goal,
    Indicator,
    IndicatorKind,
    PlanPoint,
    Target,
    TargetTable,
    frameworks,
)
from perfcheck.values import Constraint, Interval, Quantity, parse_value
from perfcheck.values.units import unit_table
from perfcheck.values.vocabulary import words

_NOISE = (
    string.digits + "≥≤<>=＞％%‰.,，、；~～-—至到以上下内万亿元个次年月日底前"
    "（）()约余半一二十百X*? \u3000\u200b"
)


@cache
def _operators() -> list[str]:
    return sorted({word.text for kind in ("symbol", "operator") for word in words(kind)})


@cache
def _suffixes() -> list[str]:
    return sorted({word.text for word in words("suffix") if "range" not in word.flags})


def numbers(*, max_value: int = 10**7, places: int = 2) -> st.SearchStrategy[Decimal]:
    """Non-negative exact decimals as officials write them."""
    return st.decimals(0, max_value, allow_nan=False, allow_infinity=False, places=places).map(
        lambda x: x.quantize(Decimal(1)) if x == x.to_integral_value() else x
    )


def unit_names() -> st.SearchStrategy[str]:
    """Names and aliases of ``units.csv``."""
    return st.sampled_from(sorted(unit_table()))


def quantities() -> st.SearchStrategy[Quantity]:
    """Quantities with a known unit and perhaps a scale."""
    names = sorted({unit.name for unit in unit_table().values()})
    return st.builds(
        lambda number, scale, name: Quantity.of(number, f"{scale}{name}"),
        numbers(),
        st.sampled_from(["", "", "万", "亿"]),
        st.sampled_from(names),
    )


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Intervals of every shape, also empty ones."""
    ends = st.none() | st.integers(-40, 40).map(lambda n: Decimal(n) / 4)
    return Interval(draw(ends), draw(ends), draw(st.booleans()), draw(st.booleans()))


def _amounts() -> st.SearchStrategy[str]:
    scales = st.sampled_from(["", "", "万", "亿"])
    return st.builds("{}{}{}".format, numbers(), scales, unit_names())


def _dates() -> st.SearchStrategy[str]:
    years = st.sampled_from(["", "2023年", "2024年", "二〇二四年"])
    months = st.integers(1, 12).map("{}月".format)
    parts = st.sampled_from(["", "底", "底前", "1日", "15日前", "上旬", "份"])
    return st.builds("{}{}{}".format, years, months, parts)


def value_texts() -> st.SearchStrategy[str]:
    """Texts of the value language: written well, written badly, and noise."""
    amounts = _amounts()
    phrases = st.sampled_from(["", "全年", "完成", "满意度", "处理完毕", "宣传", "（含）", "左右"])
    return st.one_of(
        st.builds("{}{}".format, st.sampled_from(_operators()), amounts),
        st.builds("{}{}".format, amounts, st.sampled_from(_suffixes())),
        st.builds("{}{}{}".format, amounts, st.sampled_from(["~", "-", "至", "～"]), amounts),
        st.builds("{}{}{}".format, phrases, amounts, phrases),
        st.builds("{}；{}".format, amounts, amounts),
        _dates(),
        st.sampled_from(["达标", "显著", "不超预算", "长期", "≥**%", "XX万元", "IOO", "/", ""]),
        st.text(_NOISE, max_size=20),
        st.text(max_size=12),
    )


def constraints() -> st.SearchStrategy[Constraint]:
    """What `value_texts` mean."""
    return value_texts().map(parse_value)


# Tables

_NAMES = {
    IndicatorKind.QUANTITY: (
        ("巡查次数", "次"),
        ("修缮房屋", "间"),
        ("培训人数", "人"),
        ("发放图书", "册"),
    ),
    IndicatorKind.QUALITY: (("验收合格率", "%"), ("设备完好率", "%"), ("数据准确率", "%")),
    IndicatorKind.TIMELINESS: (("办理时限", "天"), ("完成及时率", "%"), ("报修响应时间", "小时")),
    IndicatorKind.COST: (("实施总成本", "万元"), ("单次检测费用", "元/次"), ("印刷费用", "元")),
    IndicatorKind.SOCIAL: (("受益居民", "户"), ("服务覆盖率", "%"), ("咨询人次", "人次")),
    IndicatorKind.ECONOMIC: (("节约资金", "万元"), ("带动收入", "元")),
    IndicatorKind.SUSTAINABLE: (("设施使用年限", "年"), ("制度建立数量", "项")),
    IndicatorKind.SATISFACTION: (("居民满意度", "%"), ("企业满意度", "%")),
}
_COLUMNS = frozenset(
    {Column.LEVEL1, Column.LEVEL2, Column.NAME, Column.DESCRIPTION, Column.VALUE, Column.BASIS}
)
_CEILINGS = ("办理时限", "报修响应时间", "实施总成本", "单次检测费用", "印刷费用")


def _category(kind: IndicatorKind) -> Category:
    for one in frameworks():
        if one.key == "central-2015":
            return one.parents(kind)[0]
    raise LookupError(kind)


@st.composite
def indicators(draw: st.DrawFn, kind: IndicatorKind | None = None) -> Indicator:
    """Sound indicators: a name, a value in the name's unit with the sign that suits it."""
    chosen = kind or draw(st.sampled_from(list(_NAMES)))
    name, unit_text = draw(st.sampled_from(_NAMES[chosen]))
    number = draw(st.integers(80, 98) if unit_text == "%" else st.integers(2, 400))
    sign = "≤" if name in _CEILINGS else "≥"
    value = f"{sign}{number}{unit_text}"
    category = _category(chosen)
    return Indicator(
        name=name,
        target=Target(value, parse_value(value)),
        category=category,
        kind=chosen,
        level1_raw=category.value,
        level2_raw=chosen.value,
        description=f"{name}的年度统计口径见实施方案",
        basis=draw(st.sampled_from(["年度工作计划第2号", "2023年实际完成数", "行业标准"])),
    )


@st.composite
def target_tables(draw: st.DrawFn) -> TargetTable:
    """Sound tables of one project: some indicators of every kind, a budget, a funds plan, a goal."""
    kinds = [
        IndicatorKind.QUANTITY,
        IndicatorKind.QUALITY,
        IndicatorKind.COST,
        IndicatorKind.SOCIAL,
    ]
    kinds += draw(st.lists(st.sampled_from(list(_NAMES)), max_size=5))
    rows = tuple(draw(indicators(kind)) for kind in kinds)
    total = Decimal(draw(st.integers(1, 5000)) * 10_000)
    amount = Amount(f"{total / 10_000:f}万元", total)
    shares = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    points = zip(("3月底", "6月底", "10月底", "12月底"), (*shares, 100), strict=True)
    plan = tuple(PlanPoint(label, f"{share}%", Decimal(share)) for label, share in points)
    return TargetTable(
        number=1,
        framework=next(one for one in frameworks() if one.key == "central-2015"),
        project=draw(st.sampled_from(["公园养护", "校舍修缮", "热线运行"])),
        budget=Budget(total=amount, fiscal=amount),
        funds_plan=FundsPlan(plan, in_percent=True),
        goals=(Goal("", "全年按计划完成各项任务"),),
        has_goal_cell=True,
        columns=_COLUMNS,
        indicators=rows,
    )
