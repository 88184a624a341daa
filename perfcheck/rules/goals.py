"""PC5xx: do the goals and the plan agree with the rows?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from perfcheck.rules.consistency import bare
from perfcheck.rules.direction import counts_harm
from perfcheck.rules.finding import ERROR, WARNING, Hit, NotChecked
from perfcheck.rules.lexicon import words
from perfcheck.rules.plan import plan_in_amounts
from perfcheck.rules.rule import ADEQUACY, RELEVANCE, Outcomes, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import TargetTable
from perfcheck.values import Dimension, Interval, Threshold, chinese_number, parse_value

# 目标文字里的“…率达到 95%以上”
RATE_IN_GOAL = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,}?(?:率|比例|满意度))(?P<value>(?:达到?|为|保持在?|不低于|不少于|≥|>=|＝|=|：|:|在)*\s*[0-9０-９.．]+\s*[%％](?:以上|及以上|以内|以下)?)"
)


COUNTED = re.compile(
    r"(?P<before>.{0,3})(?P<number>[0-9０-９]+|[二两三四五六七八九十]+)个(?P<noun>[\u4e00-\u9fff]{2,6}?(?:室|站|窗口|中心|场所|学校|医院|场馆|社区|乡镇|街道|园区|机房|系统|平台|大厅))"
)


PARTIAL = re.compile("其中|新增|累计|新建|分别|另|改造|扩建|提升|每|各|惠及|覆盖|试点|完成|第")


OTHER_TIME = re.compile("十[一二三四五六]五|[三五]年|末")


@table_rule("PC504", "goal-value-conflict", ERROR, "CY2015-88", dimension=RELEVANCE)
def goal_value_conflict(table: TargetTable, settings: Settings) -> Outcomes:
    """目标文字与指标值数值矛盾 | A number in the goals contradicts a target

    目标说正常运行率 100%，指标却允许 98%，二者必有一错。指标比目标更严的不报。

    ## 错例
    | 项目名称 | 供水管网维护费 |
    | 绩效目标 | 水质检测合格率100%，保障居民用水 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 水质检测合格率 | 合格样品占检测样品的比例 | ≥97% |

    ## 正例
    | 项目名称 | 供水管网维护费 |
    | 绩效目标 | 水质检测合格率达到95%以上，保障居民用水 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 水质检测合格率 | 合格样品占检测样品的比例 | ≥97% |
    """
    if not table.goals:
        yield NotChecked("表中没有绩效目标", "the table has no goals")
        return
    for phrase, wanted, written in _rates_of_goals(table):
        rows = [row for row in table.indicators if bare(row.name) == phrase]
        rows = rows or [row for row in table.indicators if _same_measure(bare(row.name), phrase)]
        for row in rows:
            allowed = row.constraint.interval
            if allowed is None or row.constraint.dimension is not Dimension.PERCENT:
                continue
            if not allowed.within(wanted):
                yield Hit(
                    row=row,
                    zh=f"绩效目标说“{phrase}{written}”，指标值却是“{row.value.strip()}”",
                    en=f"the goals say “{phrase}{written}”, the target is “{row.value.strip()}”",
                    expected=written,
                )


def _rates_of_goals(table: TargetTable) -> Iterator[tuple[str, Interval, str]]:
    """What this year's goals say of rates: the name, the numbers it allows, the writing."""
    for goal in table.goals:
        for clause in re.split(r"[，,；;。\n]", re.sub(r"[ \t]+", "", goal.text)):
            years = {int(year) for year in re.findall(r"20[0-9]{2}", clause)}
            if years - {table.year} or OTHER_TIME.search(clause):
                continue
            for match in RATE_IN_GOAL.finditer(clause):
                phrase = match["name"].lstrip("年")
                wanted = _goal_interval(phrase, match["value"])
                if wanted is not None:
                    yield phrase, wanted, match["value"]


def _goal_interval(phrase: str, text: str) -> Interval | None:
    """A rate in a goal is a floor unless it says otherwise, or measures something bad."""
    constraint = parse_value(re.sub(r"^(?:达到?|为|保持在?|在|：|:)+", "", text))
    if not isinstance(constraint, Threshold):
        return None
    if constraint.op.is_ceiling:
        return constraint.interval
    number = constraint.quantity.base
    return Interval.at_most(number) if counts_harm(phrase) else Interval.at_least(number)


def _same_measure(name: str, phrase: str) -> bool:
    """One is the end of the other: 系统正常运行率, 正常运行率; but not 城市…率, 农村…率."""
    shorter, longer = sorted((name, phrase), key=len)
    return len(shorter) >= 4 and longer.endswith(shorter)


@table_rule("PC506", "desc-count-conflict", WARNING, "CY2015-88")
def desc_count_conflict(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似同一事物的个数前后不一 | The same thing is counted differently

    同一张表里，目标说三个阅览室，描述又说五个阅览室。“其中”“新增”“累计”的数不比。

    ## 错例
    | 项目名称 | 阅览室管理费 |
    | 绩效目标 | 管理三个阅览室，方便读者 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 设备完好率 | 5个阅览室的设备完好 | ≥95% |

    ## 正例
    | 项目名称 | 阅览室管理费 |
    | 绩效目标 | 管理三个阅览室，方便读者 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 设备完好率 | 3个阅览室的设备完好 | ≥95% |
    """
    by_goals = _counted(goal.text for goal in table.goals)
    by_rows = [_counted((row.name, row.description)) for row in table.indicators]
    for noun in dict.fromkeys(noun for counts in (by_goals, *by_rows) for noun in counts):
        numbers = [counts[noun] for counts in (by_goals, *by_rows) if noun in counts]
        first, *others = numbers
        if any(set(other) - set(first) for other in others):
            said = dict.fromkeys(written for one in numbers for written in one.values())
            shown = [f"“{written}个{noun}”" for written in said]
            yield Hit(
                zh=f"疑似前后不一：表中既说{'，又说'.join(shown)}；请核实",
                en=f"the table counts differently: {', '.join(shown)}",
                value=" / ".join(shown),
            )


def _counted(texts: Iterable[str]) -> dict[str, dict[Decimal, str]]:
    """Noun → the numbers it is counted with, each as written."""
    counts: dict[str, dict[Decimal, str]] = defaultdict(dict)
    for match in (match for text in texts for match in COUNTED.finditer(text)):
        written = match["number"]
        number = Decimal(written) if written.isdecimal() else chinese_number(written)
        if number is not None and not PARTIAL.search(match["before"]) and len(match["noun"]) > 2:
            counts[match["noun"]].setdefault(number, written)
    return counts


@table_rule("PC508", "indicator-plan-conflict", WARNING, "CY2015-88", dimension=ADEQUACY)
def indicator_plan_conflict(table: TargetTable, settings: Settings) -> Outcomes:
    """指标与资金支出计划矛盾 | An indicator contradicts the funds plan

    计划 12 月底全部支出，指标却只要求资金完成 80%。

    ## 错例
    | 项目名称 | 河道保洁费 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25% | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 预算执行率 | 支出占预算的比例 | ≥80% |

    ## 正例
    | 项目名称 | 河道保洁费 |
    | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 25% | 50% | 75% | 100% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 预算执行率 | 支出占预算的比例 | ≥98% |
    """
    plan = table.funds_plan
    if plan is None or not plan.points or plan.points[-1].value is None or plan_in_amounts(table):
        yield NotChecked(
            "表中没有按百分比填写的资金支出计划", "the table has no funds plan in percent"
        )
        return
    final = plan.points[-1].value
    for row in table.indicators:
        allowed = row.constraint.interval
        if (
            not words("fund_rate").search(row.name)
            or row.constraint.dimension is not Dimension.PERCENT
        ):
            continue
        if allowed is not None and allowed.low is not None and allowed.low < final - 5:
            yield Hit(
                row=row,
                zh=f"资金支出计划{plan.points[-1].label}为 {final:f}%，指标“{row.name}”却只要求“{row.value.strip()}”",
                en=f"the funds plan ends at {final:f}%, but “{row.name}” asks only for “{row.value.strip()}”",
                expected=f"≥{final:f}%",
            )
