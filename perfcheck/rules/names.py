"""PC216, PC51x: names that do not say what is measured."""

import re

from perfcheck.rules.consistency import bare
from perfcheck.rules.direction import percent_of
from perfcheck.rules.families import COMPLETENESS
from perfcheck.rules.finding import INFO, WARNING, Hit
from perfcheck.rules.lexicon import words
from perfcheck.rules.rule import Outcomes, row_rule
from perfcheck.rules.settings import Settings
from perfcheck.rules.writing import is_placeholder
from perfcheck.tables import Column, Indicator, TargetTable
from perfcheck.values import Unreadable

NOTE = re.compile(r"[（(\[【][^（()）\]】]*[)）\]】]")
PREFIX = re.compile(r"^[★☆*\s]*(?:指标\s*[0-9一二三四五六七八九十]*\s*[:：、.])?\s*")
CLAUSES = re.compile("[，,；;。]")
LONG = 20
# 满意度指标的名称里总有的
RATED = re.compile("满意|认可|认同|好评|差评|评价|评分|投诉|表扬|知晓|意见|[率度数分量]$")

# 出具报告的及时性 → 出具报告及时率
AS_RATE = re.compile("的?(及时|准确|完整|规范|合格|达标|合规|到位|有效)性$")


def plain_name(row: Indicator) -> str:
    """The name without the template's marks, notes in brackets and a closing stop."""
    return NOTE.sub("", PREFIX.sub("", row.name.strip())).strip(" 。；;")


@row_rule("PC216", "nature-name-percent", INFO, "CY2021-101", dimension=COMPLETENESS)
def nature_name_percent(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """“…性、…情况”类名称配百分数 | A “-ness” name with a percentage

    及时性、完成情况是一种性质，不说谁占谁的百分之几。改名为“…率”，并在描述里写明分子分母。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 气象预警发布的及时性 | 气象预警按时发布 | ≥98% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 气象预警发布及时率 | 按时发布的预警占全部预警的比例 | ≥98% |
    | | 质量指标 | 预警系统可用性 | 系统正常服务时间占比 | ≥99.9% |
    """
    name = plain_name(row)
    ending = re.search(rf"(?:{words('nature').pattern})$", name)
    if (
        percent_of(row.constraint) is None
        or ending is None
        or words("nature_measured").search(name)
    ):
        return
    rate = AS_RATE.sub(r"\1率", name)
    expected = rate if rate != name else None
    yield Hit(
        zh=f"“{row.name}”（…{ending[0]}）配了百分数“{row.value.strip()}”，说不清谁占谁；请改名为“{expected or '…率'}”",
        en=f"“{row.name}” names a quality, “{row.value.strip()}” is a share of something unsaid; name a rate",
        expected=expected,
        at=Column.NAME,
    )


@row_rule("PC511", "name-not-measure", INFO, "CY2021-101")
def name_not_measure(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """三级指标名称不是可度量的名词短语 | The indicator's name is no measurable noun

    名称应是一个量：面积、次数、合格率。一句话、一个愿望（提升…、改善…而没有数）说不清考核什么；满意度只写由谁评价、名称只说是“…指标”，也不是量。以量结尾的，再长也不报。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 改善候车环境，方便群众出行 | 群众候车的环境 | ≥36个站点 |

    ## 错例（只写了由谁评价）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 满意度指标 | 服务对象满意度指标 | 候车乘客 | 问卷满意的比例 | ≥90% |

    ## 错例（愿望而没有数，同时命中 qualitative-undefined）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 促进农村电商发展 | 农村电商的发展 | 有效促进 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 改造候车亭 | 改造的候车亭 | ≥36个 |
    | | | 截至年底，改造任务完成比例 | 完成的候车亭占计划的比例 | =100% |
    | | 经济效益指标 | 农村电商销售额 | 全年网上销售额 | ≥2.3亿元 |
    """
    name = plain_name(row)
    if half := _half_said(row, name):
        yield half
        return
    measure = re.search(rf"(?:{words('measure').pattern})$", name)
    clauses, wish = CLAUSES.search(name), words("wish").match(name)
    if measure and not (clauses and wish):
        return
    if clauses:
        why, why_en = "是一句话", "is a sentence"
    elif len(name) > LONG:
        why, why_en = (
            f"有 {len(name)} 个字，不以量结尾",
            f"has {len(name)} characters and names no measure",
        )
    elif wish and row.value.strip() and not _may_be_number(row):
        why, why_en = "是一个愿望，不是量", "is a wish and no measure"
    else:
        return
    yield Hit(
        zh=f"名称“{row.name}”{why}；请写成名词短语，如“…率”“…数量”“…天数”",
        en=f"the name “{row.name}” {why_en}; name a measure, such as a rate or a number",
        at=Column.NAME,
    )


def _may_be_number(row: Indicator) -> bool:
    """A value that is a number, or that was to become one: 带动增收 | ≥XX万元"""
    constraint = row.constraint
    unread = isinstance(constraint, Unreadable) or is_placeholder(row)
    return unread or bool(constraint.quantities)


def _half_said(row: Indicator, name: str) -> Hit | None:
    """The measure is left out: 读者满意, 空调故障指标, or just the people who are asked."""
    expected = None
    if name.endswith("满意"):
        expected = f"{name}度"
        why, why_en = f"少了“度”，应为“{expected}”", f"should read “{expected}”"
    elif name.endswith("指标"):
        why, why_en = (
            "只说是指标，没有说量什么",
            "says that it is an indicator, not what it measures",
        )
    elif row.is_satisfaction and not RATED.search(name):
        why, why_en = "说的是由谁评价，不是量；宜写作“…满意度”", "names those who are asked"
    else:
        return None
    return Hit(
        zh=f"名称“{row.name}”{why}",
        en=f"the name “{row.name}” {why_en}",
        at=Column.NAME,
        expected=expected,
    )


@row_rule("PC512", "name-generic", WARNING, "CY2021-101")
def name_generic(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """名称空泛 | A generic name

    “达标”“及时完成”放在哪个项目都成立，看不出考核的是什么。“成本控制”“完成及时率”至少是个量，只作提示；描述说明了口径的“…率”不报。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 质量达标 | 护栏抽检合格段数占比 | ≥95% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 护栏抽检合格率 | 抽检合格段数占比 | ≥95% |
    | | 时效指标 | 完成及时率 | 按期完工的护栏长度占比 | ≥95% |
    """
    name = bare(plain_name(row))
    told = bool(row.description) and bare(row.description) != bare(row.name)
    if words("generic_name").fullmatch(name.removeprefix("项目")):
        severity, like = WARNING, "“…合格率”“…完成时间”"
    elif words("generic_cost").fullmatch(name.removeprefix("项目")):
        severity, like = INFO, "“…总成本”“…单价”"
    elif words("generic_rate").fullmatch(name) and not told:
        severity, like = INFO, "“道路清扫及时率”"
    else:
        return
    yield Hit(
        zh=f"名称“{row.name}”放在哪个项目都成立；请写明对象，如{like}",
        en=f"the name “{row.name}” would fit any project; say what is measured and of what",
        at=Column.NAME,
        severity=severity,
    )
