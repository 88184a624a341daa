"""PC1xx: how a value is written. Its unit has a module of its own."""

import re

from perfcheck.rules.direction import counts_harm, is_money
from perfcheck.rules.doubt import cut_off
from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit
from perfcheck.rules.lexicon import words
from perfcheck.rules.mending import turned_round, value_edit, with_signs
from perfcheck.rules.rule import Outcomes, row_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Indicator, TargetTable
from perfcheck.values import (
    Composite,
    Dimension,
    Operator,
    Range,
    Threshold,
    Unreadable,
    render,
)

PLACEHOLDER = re.compile(
    r"[XxＸ×]+|[/／]+|[-－—–]+|[*＊]+|[_＿]+|[□○]+|[?？]+|无|不涉及|不适用|略|待定|待填|暂无|…+|\.{3,}|。{3,}|N/?A",
    re.I,
)


RATIO = re.compile(r"[0-9０-９]\s*[:：∶]\s*[0-9０-９]")
CANONICAL = frozenset("≥≤＞＜＝><=")


@row_rule("PC101", "value-empty", ERROR, "CY2015-88")
def value_empty(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """指标值为空 | An indicator has a name but no target value

    有名称而没有指标值，年终无从考核。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 绿地养护面积 | 全年养护的绿地面积 | |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 绿地养护面积 | 全年养护的绿地面积 | ≥120平方米 |
    """
    if row.name and row.target.is_blank:
        yield cut_off(row, table) or Hit(
            zh=f"“{row.name}”没有填指标值，请补上可考核的数值或标准",
            en=f"“{row.name}” has no target value; give a figure or a standard",
        )


@row_rule("PC102", "value-placeholder", ERROR, "CONVENTION")
def value_placeholder(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """指标值是占位符 | Value is a placeholder

    “XX”“/”“无”“不涉及”不是目标。没有内容的指标应删去，不应占行占分。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 绿地养护面积 | 全年养护的绿地面积 | 不涉及 |

    ## 错例（名称是比率的，也只报这一条）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 苗木成活率 | 成活苗木占栽植苗木的比例 | 不涉及 |

    ## 错例（数字的位置还留着模板的星号）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 养护总成本 | 全年养护支出 | ≤****元 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 绿地补种次数 | 全年补种绿地的次数 | ≥2次 |
    """
    if is_placeholder(row):
        yield Hit(
            zh=f"指标值“{row.value}”只是占位，没有目标；请填写，或删去这一行",
            en=f"the value “{row.value}” is a placeholder; fill it in or delete the row",
        )


def is_placeholder(row: Indicator) -> bool:
    if PLACEHOLDER.fullmatch(re.sub(r"\s+", "", row.value)):
        return True
    masked = isinstance(row.constraint, Unreadable) and _told(row, "template-blank")
    return masked and not row.target.is_blank


@row_rule("PC103", "value-missing-operator", WARNING, "CONVENTION")
def value_missing_operator(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """数值型指标值缺少比较符号 | Numeric value lacks a comparison operator

    只写一个数，看不出是不少于、不超过还是恰好。行业惯写的 100%（满意度除外）和 0 只作提示，自评表里的也只作提示；值班、开放“24小时”是全天，不报。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 新建阅览室 | 新建阅览室的间数 | 6间 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 新建阅览室 | 新建阅览室的间数 | =6间 |
    | | 时效指标 | 开放时间 | 阅览室开放的时间 | 2023年9月底前 |
    | | | 汛期值班时间 | 每天值班的时间 | 24小时 |
    """
    constraint = row.constraint
    if not isinstance(constraint, Threshold) or constraint.op_explicit:
        return
    if constraint.tail or constraint.label or _round_the_clock(row):
        return  # a number inside a phrase: the phrase says how it is meant
    full = constraint.dimension is Dimension.PERCENT and constraint.quantity.value == 100
    none = constraint.quantity.value == 0
    mild = none or table.is_self_evaluation or (full and not row.is_satisfaction)
    written = row.value.strip()
    sum_of_cost = row.is_cost and (is_money(constraint) or constraint.quantity.scale != 1)
    lower_is_better = sum_of_cost or counts_harm(row.name)
    yield Hit(
        zh=f"“{written}”没有写比较符号，看不出是下限、上限还是定值",
        en=f"“{written}” has no comparison sign: floor, ceiling or exact value?",
        expected=f"={written} / {'≤' if lower_is_better else '≥'}{written}",
        severity=INFO if mild else WARNING,
    )


def _round_the_clock(row: Indicator) -> bool:
    """汛期值班 | 24小时"""
    day = re.fullmatch(r"(?:全天|每天|每日)?24\s*小时", row.value.strip())
    return bool(day and words("long_is_good").search(row.wording))


@table_rule("PC108", "value-operator-variant", INFO, "CONVENTION")
def value_operator_variant(table: TargetTable, settings: Settings) -> Outcomes:
    """比较符号写法不规范 | Non-standard operator glyph

    预算平台只用 ≥ ＞ ＝ ＜ ≤。“>=”“不低于”“以上”意思清楚，但不宜混写。一张表报一次。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 路面平整合格率 | 合格路段占检测路段的比例 | >=95% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 路面平整合格率 | 合格路段占检测路段的比例 | ≥95% |
    """
    found: dict[str, list[Indicator]] = {}
    for row in table.indicators:
        constraint = row.constraint
        if not constraint.quantities or (isinstance(constraint, Threshold) and constraint.tail):
            continue  # a date, words, or a sentence, which value-sentence-number speaks of
        for operator, written, _ in constraint.operators:
            dated = written.endswith("前")  # 12月底前 has no better sign
            if written not in CANONICAL and operator is not Operator.APPROX and not dated:
                found.setdefault(written, []).append(row)
    if found:
        counts = "、".join(f"“{written}” {len(rows)} 处" for written, rows in found.items())
        rows = [row for row in table.indicators if any(row in group for group in found.values())]
        first = next(iter(found.values()))[0]
        yield Hit(
            zh=f"比较符号写法不规范：{counts}；宜统一用 ≥ ≤ ＞ ＜ ＝",
            en=f"non-standard comparison signs (“{'、'.join(found)}”); use ≥ ≤ ＞ ＜ ＝ throughout",
            value=first.value,
            expected=render(first.constraint),
            edits=tuple(
                edit for row in rows for edit in value_edit(row, with_signs(row.constraint))
            ),
            location=first.location,
        )


@row_rule("PC109", "value-operator-conflict", ERROR, "LOGIC")
def value_operator_conflict(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """一个值里出现两个矛盾符号 | Contradictory operators

    同一个数既是下限又是上限，无法判断。合法的区间（≥3次且≤5次）不在此列。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 会议总成本 | 全年会议支出 | 不低于≤30万元 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 举办会议 | 全年会议次数 | ≥3次且≤5次 |
    """
    operators = [operator for operator, _, _ in row.constraint.operators]
    both = any(one.is_floor for one in operators) and any(one.is_ceiling for one in operators)
    interval = row.constraint.interval
    void = interval is not None and interval.is_empty
    split = isinstance(row.constraint, Range | Composite) and not void
    if _told(row, "conflicting-operators") or (both and not split):
        yield Hit(
            zh=f"“{row.value.strip()}”里的比较符号互相矛盾",
            en=f"the comparison signs in “{row.value.strip()}” contradict each other",
        )


@row_rule("PC110", "value-sentence-number", WARNING, "CY2021-101")
def value_sentence_number(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """可数值化的指标值写成句子 | Countable value written as prose

    “几小时内处理完毕”里的时限应当直接写成上限，做什么写进名称。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 路灯抢修用时 | 接报到修好的时间 | 24小时内修复完毕 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 路灯抢修用时 | 接报到修好的时间 | ≤24小时 |
    """
    constraint = row.constraint
    if not isinstance(constraint, Threshold) or constraint.dimension is not Dimension.TIME:
        return
    if constraint.op.is_ceiling and constraint.op_explicit and 0 < len(constraint.tail) <= 8:
        limit = f"≤{constraint.quantity.render()}"
        yield Hit(
            zh=f"“{row.value.strip()}”是一句话，时限宜直接写成“{limit}”",
            en=f"“{row.value.strip()}” is a sentence; write the limit as “{limit}”",
            expected=limit,
        )


@row_rule("PC111", "value-range-reversed", ERROR, "LOGIC")
def value_range_reversed(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """区间下限大于上限 | Range lower bound above upper bound

    区间应从小写到大。倒写时看不出是笔误还是别的意思。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 设备利用率 | 设备开机时间占比 | 80%~60% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 设备利用率 | 设备开机时间占比 | 60%~80% |
    """
    if isinstance(row.constraint, Range) and row.constraint.reversed:
        mended = turned_round(row.constraint) or render(row.constraint)
        yield Hit(
            zh=f"区间“{row.value.strip()}”的下限大于上限，应为“{mended}”",
            en=f"the range “{row.value.strip()}” runs downwards: “{mended}”",
            expected=mended,
            edits=value_edit(row, mended),
        )


@row_rule("PC115", "value-multi-target", WARNING, "CY2021-101")
def value_multi_target(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """一个单元格内多个指标值 | Several targets in one cell

    一行只考核一件事。两个目标写在一格里，部分完成时无法评分。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 组织培训 | 培训的场次和覆盖面 | ≥3场；≥95% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 组织培训 | 培训的场次 | ≥3场 |
    """
    parts = row.constraint.parts if isinstance(row.constraint, Composite) else ()
    if RATIO.search(row.value):
        return  # 1:8 is one ratio
    if sum(isinstance(part, Threshold | Range) for part in parts) > 1:
        yield Hit(
            zh=f"“{row.value.strip()}”写了 {len(parts)} 个目标，请拆成 {len(parts)} 行",
            en=f"“{row.value.strip()}” holds {len(parts)} targets; give each its own row",
        )


@row_rule("PC117", "value-unreadable", WARNING, "LOGIC")
def value_unreadable(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """指标值读不出可信的数 | No trustworthy number in the value

    值里像是有数，但被涂改、识别错误或写法含混，程序不猜。凡要用到这个数的规则都没有检查它。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 修缮农房 | 修缮的农房户数 | ≥1,2345户 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 修缮农房 | 修缮的农房户数 | ≥12345户 |
    """
    spoken_of = row.target.is_blank or is_placeholder(row) or _told(row, "conflicting-operators")
    if isinstance(row.constraint, Unreadable) and not spoken_of:
        yield Hit(
            zh=f"“{row.value.strip()}”读不出可信的数，有关数值的规则未检查这一行；请核对原文",
            en=f"no trustworthy number in “{row.value.strip()}”; rules on numbers skipped this row",
        )


def _told(row: Indicator, code: str) -> bool:
    """Does the reading of the value carry this diagnostic?"""
    return any(diagnostic.code == code for diagnostic in row.constraint.diagnostics)
