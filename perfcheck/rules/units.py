"""PC1xx: how the unit of a value is written."""

import re

from perfcheck.rules.doubt import cut_off
from perfcheck.rules.finding import INFO, WARNING, Hit
from perfcheck.rules.lexicon import words
from perfcheck.rules.mending import Edits, added_to_value, value_edit, with_percent_sign
from perfcheck.rules.rule import Outcomes, row_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Indicator, IndicatorKind, TargetTable
from perfcheck.values import (
    Threshold,
    unit,
)

# A name that ends so measures money; one that ends so under 成本 measures something else.
MONEY_AT_END = re.compile(
    r"(?:(?<!免)费用?|成本|资金|经费|金额|总额|收入|支出|投入|投资额?|产值|造价|[单总]价|预算数?)(?:控制(?:数|额|情况)?)?$"
)
OTHER_MEASURE = re.compile(
    r"[人户次天件个册台套亩名家场份批项]数|人次|数量|面积|里程|长度|重量|规模|率|比例|比重|占比|产量|[用耗][电水油气热能煤]量?|能耗"
)
# 变化量，以及两个比率之差
CHANGE = re.compile(
    "提高|提升|增长|增加|下降|降低|减少|上升|缩小|变动|变化|增幅|降幅|差距|差异|差值|之差|相差"
)


@row_rule("PC104", "value-missing-unit", WARNING, "CONVENTION")
def value_missing_unit(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """数值型指标值缺少计量单位 | Numeric value lacks a unit

    没有单位的数不能考核：150 件与 150 人次是两回事。单位写在名称括号里或另有单位列的不算缺；0 用什么单位都是 0，只作提示。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 受理业务量 | 全年受理的业务 | ≥150 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 受理业务量 | 全年受理的业务 | ≥150件 |
    | | | 巡线长度（公里） | 全年巡查的线路 | ≥80 |
    | 效益指标 | 社会效益指标 | 义务教育校际均衡 | 小学综合差异系数 | ≤0.5 |
    """
    constraint = row.constraint
    if not isinstance(constraint, Threshold) or row.unit_column or _unit_in_name(row.name):
        return
    quantity = constraint.quantity
    bare = words("bare_number").search(re.sub(r"[（(].*[）)]", "", row.name)) or re.search(
        rf"(?:{words('bare_number').pattern})$", row.description
    )
    if quantity.unit is None and quantity.scale == 1 and not bare:
        yield cut_off(row, table) or Hit(
            zh=f"“{row.value.strip()}”没有计量单位",
            en=f"“{row.value.strip()}” has no unit",
            severity=WARNING if quantity.value else INFO,
        )


def _unit_in_name(name: str) -> bool:
    """建设长度（公里）, 成活率(≥**%)"""
    for note in re.findall(r"[（(]([^（()）]+)[)）]", name):
        bare = re.sub(r"[≥≤><=＞＜＝*＊X×\s]", "", note)
        found = unit(bare.removeprefix("万")) if bare else None
        if found is not None and all(one.known for one in found.numerator):
            return True
    return False


@row_rule("PC105", "value-money-unit-incomplete", WARNING, "CY2015-88")
def value_money_unit_incomplete(
    row: Indicator, table: TargetTable, settings: Settings
) -> Outcomes:
    """金额单位不完整（“万”后缺“元”） | Money unit incomplete (“万” without “元”)

    “万”是倍数，不是单位。成本和经济效益的金额应写到“元”。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 印刷总费用 | 全年印刷支出 | ≤8万 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 印刷总费用 | 全年印刷支出 | ≤8万元 |
    """
    constraint = row.constraint
    if not isinstance(constraint, Threshold) or row.unit_column:
        return
    quantity = constraint.quantity
    about_money = (
        row.is_cost or row.kind is IndicatorKind.ECONOMIC or words("money_topic").search(row.name)
    )
    if quantity.unit is None and quantity.scale != 1 and about_money:
        end = quantity.span[1]
        mended = f"{row.value[:end]}元{row.value[end:]}"
        yield Hit(
            zh=f"“{row.value.strip()}”的金额没有写“元”，应为“{mended}”",
            en=f"the sum “{row.value.strip()}” lacks “元”: “{mended}”",
            expected=mended,
            edits=_with_yuan(row, mended),
        )


def _with_yuan(row: Indicator, mended: str) -> Edits:
    """Certain where the name says money, or the row is a cost and its name says nothing else."""
    if MONEY_AT_END.search(row.name) or (row.is_cost and not OTHER_MEASURE.search(row.name)):
        return added_to_value(row, mended)
    return ()


@row_rule("PC106", "value-unit-compound", WARNING, "CY2015-88")
def value_unit_compound(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """一个指标值写了两个并列单位 | Two alternative units in one value

    “台、个”“宗/批”这样的并列单位，数的是两样东西，完成多少说不清。单价（元/次）不在此列。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 更新办公设备 | 更新的设备 | =12台、套 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 更新办公设备 | 更新的设备 | =12台 |
    | | 成本指标 | 设备检修单价 | 每次检修的费用 | ≤300元/台次 |
    """
    for quantity in row.constraint.quantities:
        if quantity.unit is not None and quantity.unit.is_compound:
            yield Hit(
                zh=f"“{row.value.strip()}”并列了两个单位“{quantity.unit.text}”，请只留一个，或拆成两行",
                en=f"“{row.value.strip()}” pairs two units “{quantity.unit.text}”; keep one or split the row",
            )
            return


@row_rule("PC107", "value-unit-alias", INFO, "CONVENTION")
def value_unit_alias(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """百分比写成文字 | Percent written as a word

    “百分比”“百分之”宜写作“%”。“百分点”只用于变化量，用在绝对水平上就是错的。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 案卷评查合格率 | 合格案卷占抽查案卷的比例 | ≥96百分比 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 案卷评查合格率 | 合格案卷占抽查案卷的比例 | ≥96% |
    | 效益指标 | 社会效益指标 | 城乡自来水普及率差距 | 城乡普及率之差 | ≤3个百分点 |
    """
    for diagnostic in row.constraint.diagnostics:
        if diagnostic.code == "percent-word":
            mended = with_percent_sign(row.constraint)
            yield Hit(
                zh=f"“{row.value.strip()}”的百分比宜写作“%”",
                en=f"write the percent of “{row.value.strip()}” as “%”",
                expected=diagnostic.suggestion or mended,
                edits=value_edit(row, mended),
            )
            return
    points = any(
        "百分点" in (quantity.unit.text if quantity.unit else "")
        for quantity in row.constraint.quantities
    )
    if points and not CHANGE.search(row.wording):
        yield Hit(
            zh=f"“{row.value.strip()}”用了“百分点”，但“{row.name}”不是变化量，应为“%”",
            en=f"“{row.value.strip()}” counts percentage points, but “{row.name}” is no change; use “%”",
            severity=WARNING,
        )


@row_rule("PC118", "value-unit-unknown", INFO, "CONVENTION")
def value_unit_unknown(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """未登记的计量单位 | Unknown unit

    单位不在 units.csv 里：可能是错字，也可能只是少见。提示核对，数值照常使用。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 发放宣传手册 | 全年发放的手册 | ≥500呪 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 发放宣传手册 | 全年发放的手册 | ≥500册 |
    """
    for diagnostic in row.constraint.diagnostics:
        if diagnostic.code == "unknown-unit":
            yield Hit(
                zh=f"疑似单位有误：“{row.value.strip()}”的单位不在单位表里，请核对",
                en=f"possibly a wrong unit in “{row.value.strip()}”: it is not in the list of units",
            )
            return
