"""PC505: what a description counts, beside its target."""

import re

from perfcheck.rules.consistency import bare, bigrams
from perfcheck.rules.finding import ERROR, Hit
from perfcheck.rules.rule import Outcomes, row_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, Indicator, TargetTable
from perfcheck.values import Dimension, Operator, Quantity, Threshold, find_quantities

COUNTABLE = (Dimension.COUNT, Dimension.AREA, Dimension.LENGTH, Dimension.MASS)
TOTAL = re.compile("(?:共|共计|合计|总计|总共|共有|总数为?|总量为?)$")
# 说的是别的数：部分、全域、往年、每一个、界限
OTHERWISE = re.compile(
    r"其中|全[省市县区镇乡村]|辖区|境内|每|平均|人均|户均|亩均|上年|去年|往年|原有|现有|累计|比|较|增|减|超|不足|不[低少多高]于|至少|以[上下内]|[≥≤><＞＜~～]|达到|第|[多余]|左右|约|近|分别|[和及]"
)
# 改造校舍栋数、新建校舍面积：去掉量词，剩下的是做的事
MEASURE = re.compile(
    "(?:[台套辆个件户人名处条栋座所间盏场期批次]?数量?|[场班批人]次|总量|总数|面积|里程|长度)$"
)


def counted_thing(name: str) -> str:
    """What a name counts, without the word for the measure: 改造校舍栋数 counts 改造校舍."""
    return MEASURE.sub("", bare(name))


@row_rule("PC505", "desc-value-conflict", ERROR, "CY2015-88", needs=(Column.DESCRIPTION,))
def desc_value_conflict(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """描述中的数量与指标值矛盾 | The description counts otherwise than the target

    描述说共 12 台，指标值却是 10 台，二者必有一错。只比描述末尾唯一的、同单位的总数；描述比指标值多而指标值是下限的，不矛盾。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 更换路灯 | 更换损坏的路灯共120盏 | =100盏 |

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 改造候车亭座数 | 改造候车亭26座 | =25座 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 更换路灯 | 更换损坏的路灯共120盏 | ≥100盏 |
    | | | 检修路灯 | 检修3个片区的路灯 | ≥900盏 |
    """
    constraint, text = row.constraint, row.description
    if not isinstance(constraint, Threshold) or constraint.op is Operator.APPROX:
        return
    if constraint.dimension not in COUNTABLE or OTHERWISE.search(text):
        return
    counted = [one for one in find_quantities(text) if one.comparable_with(constraint.quantity)]
    if len(counted) != 1 or not _is_total(counted[0], text, row):
        return
    (said,) = counted
    if not constraint.interval.contains(said.base):
        yield Hit(
            zh=f"描述说“{said.render()}”，指标值却是“{row.value.strip()}”，请核实哪个对",
            en=f"the description says “{said.render()}”, the target is “{row.value.strip()}”",
            expected=said.render(),
            difference=f"{abs(said.base - constraint.quantity.base):f}",
        )


def _is_total(said: Quantity, text: str, row: Indicator) -> bool:
    """The number of what the name names: 路灯共120盏, 更换路灯120盏, 120盏路灯."""
    start, end = said.span
    if not text[start].isdecimal():
        return False  # 一处一册 is no number of things
    name, after = bare(row.name), text[end:].strip(" 。；;")
    clause = re.split(r"[，,。；;]", text[:start].rstrip())[-1]
    if after:
        alone = not re.search(r"[，,。；;]", text[:start] + after)
        vague = said.unit is None or said.unit.text in ("个", "项", "次")
        return alone and not vague and len(after) > 1 and after[:2] in name
    total, rest = TOTAL.search(clause), bare(TOTAL.sub("", clause))
    if total and (not rest or bigrams(rest) & bigrams(name)):
        return True
    return len(rest) >= 4 and rest in (name, counted_thing(name))
