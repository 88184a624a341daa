"""PC1xx: the number in a value: is it exact, where it stands, how it is written, can it be divided."""

import re

from perfcheck.rules.finding import INFO, WARNING, Hit
from perfcheck.rules.mending import value_edit
from perfcheck.rules.rule import Outcomes, row_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, Indicator, TargetTable
from perfcheck.values import Operator, Threshold, find_quantities
from perfcheck.values.vocabulary import fold

# 每1个村, 第3批: no amount of the target
NO_AMOUNT = re.compile(r"[每第逐各]$")
ROUND_THE_CLOCK = "24小时"

APPROXIMATE = re.compile(
    r"(?:约|大约|近)\s*[0-9０-９][0-9.]*(?!\s*年)|[0-9０-９.]+\s*[万亿千百]?\s*[多余]|[0-9０-９.]+\s*[万亿千百]?\w{0,3}(?:左右|上下)"
)

FULLWIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ％]|(?<=[0-9０-９])．(?=[0-9０-９])")
THOUSANDS = re.compile(r"(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))")
INNER_SPACE = re.compile(r"(?<=[0-9])\s+(?=[0-9%‰])")

AVERAGED = re.compile("均|每|频|率|比例|倍|指数|密度|等级|[百千万](?:人|户|名|公里|亩)")
NOT_COUNTED = frozenset({"岁", "字"})


@row_rule("PC112", "value-approximate", WARNING, "CY2021-101")
def value_approximate(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """指标值或口径含“约、左右、多、余” | Approximate wording

    约数不能作考核的定值：名称里说“一万多”，指标值却写“=1万”，完成与否说不清。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 保洁面积 | 办公楼约8000平方米的保洁 | =8000平方米 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 保洁面积 | 办公楼的保洁面积 | =8120平方米 |
    """
    constraint = row.constraint
    if not isinstance(constraint, Threshold):
        return
    if constraint.op is Operator.APPROX:
        yield Hit(
            zh=f"“{row.value.strip()}”是约数，不能判断是否完成；请给出确数，或写明上下限",
            en=f"“{row.value.strip()}” is approximate; give an exact figure or bounds",
        )
    elif constraint.op is Operator.EQ and (vague := _approximation(row)):
        yield Hit(
            zh=f"名称或描述说“{vague}”，指标值却是定值“{row.value.strip()}”；请统一为确数",
            en=f"name or description say “{vague}”, but the value “{row.value.strip()}” is exact",
        )


def _approximation(row: Indicator) -> str | None:
    """An approximate number in the row's words that counts the same thing as its value."""
    units = {quantity.unit.text for quantity in row.constraint.quantities if quantity.unit}
    for match in APPROXIMATE.finditer(row.wording):
        around = row.wording[match.start() : match.end() + 6]
        for unit_text in units:
            if unit_text in around:
                return around[: around.index(unit_text)] + unit_text
    return None


@row_rule("PC113", "value-in-name", INFO, "CY2021-101")
def value_in_name(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """数值写进了三级指标名称 | The target number is embedded in the indicator's name

    名称只说考核什么，多少由指标值说。两处都写，改目标时容易改漏。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 更换120盏太阳能路灯 | 更换并点亮的路灯 | =120盏 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 更换太阳能路灯 | 更换并点亮的路灯 | =120盏 |
    | 效益指标 | 社会效益指标 | 60岁以上老人体检人数 | 参加体检的老人 | ≥900人 |
    """
    constraint = row.constraint
    if not isinstance(constraint, Threshold) or constraint.quantity.unit is None:
        return
    for found in find_quantities(row.name):
        written = row.name[slice(*found.span)]
        same = found.unit is not None and found.comparable_with(constraint.quantity)
        if not same or found.base != constraint.quantity.base or written == ROUND_THE_CLOCK:
            continue
        if not NO_AMOUNT.search(row.name[: found.span[0]]):
            yield Hit(
                zh=f"名称“{row.name}”里写了“{written}”，与指标值重复；名称宜只写考核什么",
                en=f"the name “{row.name}” holds the target “{written}”; name only what is measured",
                at=Column.NAME,
            )
            return


@table_rule("PC114", "value-fullwidth", INFO, "CONVENTION")
def value_fullwidth(table: TargetTable, settings: Settings) -> Outcomes:
    """全角数字、千分位或空格混入 | Full-width digits, thousand separators or spaces inside a number

    照样读得懂，但导入平台时会被当成文字。一张表报一次；数与单位之间的空格不算。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 种子发芽率 | 抽检发芽种子的比例 | ≥９５％ |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 种子发芽率 | 抽检发芽种子的比例 | ≥95% |
    | | 数量指标 | 发放良种 | 发放到户的良种 | ≥1200 公斤 |
    """
    odd = [row for row in table.indicators if row.constraint.quantities and _is_odd(row.value)]
    if odd:
        shown = "、".join(f"“{row.value.strip()}”" for row in odd[:3])
        more = f"等 {len(odd)} 处" if len(odd) > 3 else ""
        first = odd[0]
        yield Hit(
            zh=f"{shown}{more}夹有全角数字、千分位或空格，宜写半角数字",
            en=f"{len(odd)} values hold full-width digits, thousand separators or spaces: {shown}",
            value=first.value,
            expected=_halfwidth(first.value.strip()),
            edits=tuple(edit for row in odd for edit in value_edit(row, _halfwidth(row.value))),
            location=first.location,
        )


def _halfwidth(value: str) -> str:
    """The numbers of a value in plain digits; what stands between them stays as it is."""
    text = FULLWIDTH.sub(lambda match: fold(match[0]), value)
    return INNER_SPACE.sub("", THOUSANDS.sub("", text))


def _is_odd(value: str) -> bool:
    folded = fold(value)
    found = FULLWIDTH.search(value) or THOUSANDS.search(folded) or INNER_SPACE.search(folded)
    return found is not None


@row_rule("PC116", "value-fraction-count", WARNING, "LOGIC")
def value_fraction_count(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """不可分割的计数出现小数 | A fraction of what cannot be divided

    人、户、台、次只能是整数。平均数、频率、耕地等级的提升和“万人”这样换算后为整数的不在此列。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 举办广场舞比赛 | 全年举办的比赛 | ≥2.5场 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 举办广场舞比赛 | 全年举办的比赛 | ≥3场 |
    | 效益指标 | 社会效益指标 | 到场观众 | 各场登记的观众 | ≥1.25万人次 |
    | | | 户均参与人次 | 每户平均参与的次数 | ≥2.5次 |
    | | | 耕地质量等级提升 | 改造前后的平均等级之差 | ≥0.5个等级 |
    """
    if AVERAGED.search(row.wording):
        return
    for quantity in row.constraint.quantities:
        unit = quantity.unit
        if unit and unit.integral and unit.text not in NOT_COUNTED and not quantity.is_whole:
            yield Hit(
                zh=f"“{row.value.strip()}”：{unit.text}不能有小数，请填整数",
                en=f"“{row.value.strip()}” counts “{unit.text}”, which cannot be divided; give a whole number",
            )
            return
