"""PC2xx, second half: does the value measure what the name names?"""

import re

from perfcheck.rules.direction import HUNDRED, percent_of
from perfcheck.rules.families import COMPLETENESS
from perfcheck.rules.finding import INFO, WARNING, Hit
from perfcheck.rules.lexicon import expected_units, one_word, only_words, words
from perfcheck.rules.rule import Outcomes, row_rule
from perfcheck.rules.settings import Settings
from perfcheck.rules.writing import is_placeholder
from perfcheck.tables import Column, Indicator, IndicatorKind, TargetTable
from perfcheck.values import (
    Dimension,
    Qualitative,
    Range,
    Threshold,
    UnitExpr,
    find_dates,
    find_quantities,
)

TIME_NAME = re.compile("(?:时限|用时|时间|期限|时长)$")
RATE_NAME = re.compile("(?:率|比例|占比|比重|百分比)$")
NOT_A_SHARE = re.compile(
    "(?:效率|频率|功率|汇率|分辨率|速率|倍率|利率|概率|生产率|周转率|流通率|容积率)$|每万|每千|人均|户均|万人"
)
COUNT_NAME = re.compile("(?:数量|次数|人数|户数|天数|个数|件数|面积|里程|数)$")
NOT_A_COUNT = re.compile("(?:指数|系数|倍数|基数|占比数|分数|参数|函数|百分数|比数)$")
SHARE_OF_ALL = re.compile(r"占|比例|之比|比所有|比全部|除以|÷|[/／]")
DEFINED = re.compile(
    r"(?:[^：:；;，,]{1,8}[：:][^；;]+[；;])+[^：:；;，,]{1,8}[：:]"
    r"|《[^》]*(?:规范|标准|规程|办法|细则|指南)》"
)
TECHNICAL = re.compile(r"(?:GB|DB|JTG|CJJ|SL|HJ|NY|WS)\s*[/0-9]|规范|规程|技术标准")
LEARNING = frozenset({"学时", "课时"})
GRADE_WORDS = re.compile(r"[0-9０-９一二三四五六七八九十]+\s*(?:个|级|档|类)")


def has_number(row: Indicator) -> bool:
    return isinstance(row.constraint, Threshold | Range)


@row_rule("PC212", "time-name-not-time", WARNING, "CY2015-88", dimension=COMPLETENESS)
def time_name_not_time(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """名称是时限，值却不是时间 | Name is a time limit but the value is not a duration

    “办理时限 ≥98%”：名称问要多久，值答的是比例，年终没法比。天数由 unit-dimension-mismatch 和 count-name-percent 检查。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 补贴申领办理时限 | 补贴申领的办理时限 | ≥98% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 补贴申领办理及时率 | 按时办结占办结的比例 | ≥98% |
    | | | 补贴申领办理时限 | 受理到发放的时间 | ≤20天 |
    """
    dimension = row.constraint.dimension
    counted = dimension in (Dimension.COUNT, Dimension.PERCENT)
    learning = row.constraint.unit_text in LEARNING
    if has_number(row) and counted and not learning and TIME_NAME.search(row.name.strip()):
        yield Hit(
            zh=f"“{row.name}”问的是时间，“{row.value.strip()}”不是时间；请改值，或改名为“…及时率”",
            en=f"“{row.name}” asks for a time, “{row.value.strip()}” is none; change the value or the name",
        )


@row_rule("PC213", "rate-name-not-percent", WARNING, "LOGIC", dimension=COMPLETENESS)
def rate_name_not_percent(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """名称是“率/比例/比重”，值不是百分数 | Rate-like name with a value that is no rate

    名称问的是占多少，值答的是多少件或一句话，年终没法比。周转率、每万人拥有量等不是份额，不在此列。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 路灯更换率 | 更换的路灯占路灯的比例 | ≤10盏 |

    ## 错例（值是一句话）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 专网开通率 | 专网开通的时间占比 | 全天候开通 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 路灯完好率 | 完好的路灯占路灯的比例 | ≥99% |
    | 效益指标 | 社会效益指标 | 病床周转率 | 每张病床全年收治的人次 | ≥32次 |
    """
    name = re.sub(r"[（(][^（()）]*[)）]", "", row.name).strip()
    if not RATE_NAME.search(name) or NOT_A_SHARE.search(name):
        return
    constraint = row.constraint
    unit_texts = [quantity.unit.text for quantity in constraint.quantities if quantity.unit]
    measured = has_number(row) and unit_texts and "倍" not in unit_texts
    other = measured and constraint.dimension not in (Dimension.PERCENT, Dimension.RATE)
    said = row.value.strip() and not is_placeholder(row)  # of 不涉及 value-placeholder speaks
    sentence = isinstance(constraint, Qualitative) and constraint.op is None and said
    if other or sentence:
        yield Hit(
            zh=f"“{row.name}”是比率，“{row.value.strip()}”不是百分数",
            en=f"“{row.name}” is a rate, “{row.value.strip()}” is no percentage",
        )


@row_rule("PC214", "count-name-percent", WARNING, "LOGIC", dimension=COMPLETENESS)
def count_name_percent(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """名称是数量、次数、人数，值是百分数 | Count-like name with a percentage

    名称问的是多少件、多少次，值答的却是比例。指数、系数不在此列。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 按时办结案件数量 | 按时办结占受理的比例 | ≥95% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 案件按时办结率 | 按时办结占受理的比例 | ≥95% |
    | 效益指标 | 社会效益指标 | 营商环境满意指数 | 第三方测评的得分率 | ≥90% |
    """
    name = row.name.strip()
    percent = has_number(row) and row.constraint.dimension is Dimension.PERCENT
    if percent and COUNT_NAME.search(name) and not NOT_A_COUNT.search(name):
        yield Hit(
            zh=f"“{name}”是个数，“{row.value.strip()}”却是百分数；请改名为“…率”，或改填个数",
            en=f"“{name}” is a count, “{row.value.strip()}” a percentage; change one of them",
        )


@row_rule("PC215", "unit-dimension-mismatch", WARNING, "LOGIC", dimension=COMPLETENESS)
def unit_dimension_mismatch(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """单位与名称或描述说的量不一致 | The unit does not measure the named quantity

    天数应以“天”计，次数应以“次”计。名称与描述说法不同时以描述为准，只作提示。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 停水影响 | 全年计划外停水天数 | =0次 |

    ## 错例（名称与单位）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 上门服务的次数 | 上门服务 | ≥50件 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 停水影响 | 全年计划外停水天数 | =0天 |
    | | | 上门服务的次数 | 上门服务 | ≥50次 |
    """
    if not isinstance(row.constraint, Threshold):
        return
    unit = row.constraint.quantity.unit
    if unit is None or unit.is_rate or unit.dimension is Dimension.PERCENT:
        return
    by_name, by_description = expected_units(row.name), expected_units(row.description)
    expected = by_description or by_name
    if expected is None or _measures(unit, expected[1]):
        return
    conflict = by_name is not None and by_description is not None and by_name != by_description
    yield Hit(
        zh=f"{'描述' if by_description else '名称'}说的是“{expected[0]}”，单位却是“{unit.text}”",
        en=f"the row names “{expected[0]}”, but its unit is “{unit.text}”",
        severity=INFO if conflict else WARNING,
    )


def _measures(unit: UnitExpr, allowed: frozenset[str]) -> bool:
    """Every unit that the value is written in, or its canonical name, is one of these."""
    written = [*unit.numerator, *unit.alternatives]
    return all(one.name in allowed or allowed & set(one.aliases) for one in written)


@row_rule(
    "PC217",
    "qualitative-undefined",
    WARNING,
    "CY2015-88",
    dimension=COMPLETENESS,
    reads=("words",),
)
def qualitative_undefined(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """定性指标值没有可衡量的标准 | Qualitative target without a measurable standard

    “显著”“达标”“及时”本身不能评分。描述里给出数量、日期、等级划分或标准号的，口径（perfcheck.toml）里给过定义的词，不在此列。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 阅读氛围 | 全民阅读的氛围 | 明显提升 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 阅读氛围 | 好：读者评价优占八成以上；一般：五成以上；差：不足五成 | 好 |
    | 产出指标 | 质量指标 | 工程质量 | 按 GB 50300 验收 | 合格 |
    | | | 闸门金属结构质量 | 按 SL 381-2021 检验 | 合格 |
    """
    if not is_vague(row, settings) or has_deadline(row):
        return
    by_standard = row.kind is IndicatorKind.QUALITY and TECHNICAL.search(row.basis)
    if not is_defined(row.description) and not by_standard:
        lasting = row.kind is IndicatorKind.SUSTAINABLE and row.value.strip() == "长期"
        yield Hit(
            zh=f"“{row.value.strip()}”没有可衡量的标准；请给出数值，或在描述里写明等级怎么划分",
            en=f"“{row.value.strip()}” has no measurable standard; give a figure or define the grades",
            severity=INFO if lasting else WARNING,
        )


PRAISE = ("degree", "quality_word")


def is_vague(row: Indicator, settings: Settings) -> bool:
    """The value is nothing but words of praise, of which none was given a meaning."""
    text, own = re.sub(r"\s+", "", row.value), tuple(settings.words)
    if not isinstance(row.constraint, Qualitative) or row.constraint.op is not None:
        return False
    if not only_words(*PRAISE, own=own).fullmatch(text):
        return False
    said = one_word(*PRAISE, own=own).findall(text) if own else ()
    return not any(settings.words.get(word) for word in said)


def is_defined(description: str) -> bool:
    """Does a description say how to measure: by a quantity, a date, grades or a standard?"""
    counted = any(quantity.unit is not None for quantity in find_quantities(description))
    dated = bool(find_dates(description))
    patterns = (words("standard"), GRADE_WORDS, DEFINED)
    graded = any(pattern.search(description) for pattern in patterns)
    return counted or dated or graded


def has_deadline(row: Indicator) -> bool:
    """A timeliness row that says just “及时”, with the date in its description."""
    timely = words("timely").fullmatch(re.sub(r"\s+", "", row.value))
    return bool(timely and row.kind is IndicatorKind.TIMELINESS and find_dates(row.description))


@row_rule(
    "PC218",
    "deadline-in-desc",
    WARNING,
    "CY2021-101",
    needs=(Column.DESCRIPTION,),
    dimension=COMPLETENESS,
)
def deadline_in_desc(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """完成时间写在描述里，值只写“及时” | Deadline in the description, value just says “timely”

    时效指标的期限应当就是指标值，才能按期考核。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 图书采购 | 2024年10月底完成采购 | 及时 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 图书采购 | 完成采购的时间 | 2024年10月底前 |
    """
    if not has_deadline(row):
        return
    dates = [row.description[slice(*date.span)] for date in find_dates(row.description)]
    last = next((date for date in reversed(dates) if "月" in date), dates[-1])
    yield Hit(
        zh=f"描述里有期限“{last}”，指标值只写“{row.value.strip()}”；请把期限写进指标值",
        en=f"the description has the date “{last}”, the value only says “{row.value.strip()}”",
        expected=f"{last.removesuffix('前')}前" if len(dates) == 1 else None,
    )


@row_rule("PC220", "percent-weaker-than-desc", WARNING, "CONVENTION", needs=(Column.DESCRIPTION,))
def percent_weaker_than_desc(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """描述是绝对要求，指标值却打折 | Absolute wording but a discounted target

    “每日 24 小时值守”做到 90% 就不是每日。描述里的“全部”作分母时不在此列。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 值守到岗率 | 机房24小时不间断值守 | ≥90% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 值守到岗率 | 机房24小时不间断值守 | =100% |
    | | | 按时办结率 | 按时办结数占全部受理数的比例 | ≥90% |
    """
    rate = percent_of(row.constraint)
    description = re.sub(r"\s+", "", row.description)
    absolute = words("absolute").search(description)
    if rate is None or absolute is None or SHARE_OF_ALL.search(description):
        return
    if rate.op.is_floor and rate.quantity.normalized < HUNDRED:
        yield Hit(
            zh=f"描述要求“{absolute[0]}”，指标值只要求“{row.value.strip()}”；请核实是否应为 100%",
            en=f"the description demands “{absolute[0]}”, the value only “{row.value.strip()}”; should it be 100%?",
            expected="=100%",
        )
