"""PC5xx: do the goals agree with the rows, and the rows with the plan?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from perfcheck.rules.consistency import bare, bigrams
from perfcheck.rules.descriptions import COUNTABLE, counted_thing
from perfcheck.rules.direction import counts_harm
from perfcheck.rules.families import ADEQUACY, RELEVANCE
from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit, NotChecked
from perfcheck.rules.lexicon import words
from perfcheck.rules.plan import plan_in_amounts
from perfcheck.rules.rule import Outcomes, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Goal, Indicator, TargetTable
from perfcheck.values import (
    Dimension,
    Interval,
    Operator,
    Threshold,
    chinese_number,
    find_quantities,
    parse_value,
)

# 目标文字里的“…率达到 95%以上”
RATE_IN_GOAL = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,}?(?:率|比例|满意度))(?P<value>(?:达到?|为|保持在?|不低于|不少于|≥|>=|＝|=|：|:|在)*\s*[0-9０-９.．]+\s*[%％](?:以上|及以上|以内|以下)?)"
)


COUNTED = re.compile(
    r"(?P<before>.{0,3})(?<![0-9０-９二三四五六七八九十])(?P<number>[0-9０-９]+|[二两三四五六七八九十]+)个(?P<noun>[\u4e00-\u9fff]{2,6}?(?:室|站|窗口|中心|场所|学校|医院|场馆|社区|乡镇|街道|园区|机房|系统|平台|大厅))"
)


PARTIAL = re.compile("其中|新增|累计|新建|分别|另|改造|扩建|提升|每|各|惠及|覆盖|试点|完成|第")


OTHER_TIME = re.compile("十[一二三四五六]五|[三五]年|末")
# 数前面只有这些话，说的就是整件事，不是其中一部分
LEAD_IN = re.compile(
    r"(?:目标\d*[:：]?|\d+[.、．]|[（(]?[一二三四五六七八九]+[)）、]|全年|年内|本年|当年|计划|预计|拟|共|总计|合计|完成|实现|力争|确保|将|并)*"
)
SHORTEST_THING = 4  # characters; a shorter name stands in other phrases as well


# 目标中的编号：目标1：  1.  （1）  （一）  一、
ITEM_MARK = re.compile(
    r"(?:^|(?<=[\s。；;]))(?:目标\s*\d+\s*[：:]?|\d{1,2}\s*[.、．](?!\d)|[（(][\d一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]、)|\n"
)
ITEM_LENGTH = 8  # a shorter item has too few words to be looked for
COVERED = 0.1  # of an item's pairs of characters, so many must stand in some row


def items_of(goal: Goal) -> list[str]:
    """The numbered or separate items of a goal cell, without their numbers and last marks."""
    items = (item.strip().rstrip("。；;") for item in ITEM_MARK.split(goal.text))
    return [item for item in items if item]


@table_rule("PC504", "goal-value-conflict", ERROR, "CY2015-88", dimension=RELEVANCE)
def goal_value_conflict(table: TargetTable, settings: Settings) -> Outcomes:
    """目标文字与指标值数值矛盾 | A number in the goals contradicts a target

    目标说正常运行率 100%，指标却允许 98%，二者必有一错；目标说补贴农机 300 台，指标写不少于 280 台，也是。指标比目标更严的不报。

    ## 错例
    | 项目名称 | 供水管网维护费 |
    | 绩效目标 | 水质检测合格率100%，保障居民用水 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 水质检测合格率 | 合格样品占检测样品的比例 | ≥97% |

    ## 错例（数量）
    | 项目名称 | 供水管网维护费 |
    | 绩效目标 | 更换老旧水表3200只，保障居民用水 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 更换老旧水表数量 | 更换并通水的水表 | ≥3000只 |

    ## 正例
    | 项目名称 | 供水管网维护费 |
    | 绩效目标 | 更换老旧水表3200只，水质检测合格率达到95%以上 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 更换老旧水表数量 | 更换并通水的水表 | ≥3200只 |
    | | 质量指标 | 水质检测合格率 | 合格样品占检测样品的比例 | ≥97% |
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
    for row, said, written in _counts_of_goals(table):
        yield Hit(
            row=row,
            zh=f"绩效目标说“{written}”，指标值却是“{row.value.strip()}”",
            en=f"the goals say “{written}”, the target is “{row.value.strip()}”",
            expected=said,
        )


def _rates_of_goals(table: TargetTable) -> Iterator[tuple[str, Interval, str]]:
    """What this year's goals say of rates: the name, the numbers it allows, the writing."""
    for clause in _clauses(table, "，,；;。\n"):
        for match in RATE_IN_GOAL.finditer(clause):
            phrase = match["name"].lstrip("年")
            wanted = _goal_interval(phrase, match["value"])
            if wanted is not None:
                yield phrase, wanted, match["value"]


def _clauses(table: TargetTable, marks: str) -> Iterator[str]:
    """The clauses of the goals that speak of this year."""
    for goal in table.goals:
        for clause in re.split(f"[{marks}]", re.sub(r"[ \t]+", "", goal.text)):
            years = {int(year) for year in re.findall(r"20[0-9]{2}", clause)}
            if not years - {table.year} and not OTHER_TIME.search(clause):
                yield clause


def _counts_of_goals(table: TargetTable) -> Iterator[tuple[Indicator, str, str]]:
    """Rows that ask for less than the goals announce: the row, the number, the writing."""
    clauses = list(_clauses(table, "，,；;。、\n"))
    for row in table.indicators:
        target, thing = row.constraint, counted_thing(row.name)
        if (
            not isinstance(target, Threshold)
            or target.dimension not in COUNTABLE
            or not (target.op.is_floor or target.op is Operator.EQ)
            or len(thing) < SHORTEST_THING
        ):
            continue
        for clause in clauses:
            before, found, after = clause.partition(thing)
            first = next(iter(find_quantities(after)), None) if found else None
            if first is None or first.span[0] or not LEAD_IN.fullmatch(before):
                continue
            less = not target.interval.within(Interval.at_least(first.base))
            if first.comparable_with(target.quantity) and less:
                written = after[slice(*first.span)]
                yield row, written, f"{thing}{written}"


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

    ## 错例（末位数字相同）
    | 项目名称 | 阅览室管理费 |
    | 绩效目标 | 管理12个阅览室，方便读者 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 设备完好率 | 22个阅览室的设备完好 | ≥95% |

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


@table_rule("PC507", "goal-not-covered", INFO, "CY2015-88", "CY2020-10", dimension=RELEVANCE)
def goal_not_covered(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似目标中有任务没有对应指标 | A goal seems to have no indicator

    每项目标都要有指标来衡量。目标分成几项而其中一项与所有指标的名称、描述几乎没有相同的词时，提请核对；一张表报一次。

    ## 错例
    | 项目名称 | 社区养老服务 |
    | 绩效目标 | 1.为社区老年人提供助餐服务，全年供餐3万份；2.组织志愿者结对帮扶留守儿童 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 助餐份数 | 全年为老年人供餐的份数 | ≥30000份 |

    ## 正例
    | 项目名称 | 社区养老服务 |
    | 绩效目标 | 1.为社区老年人提供助餐服务，全年供餐3万份；2.组织志愿者结对帮扶留守儿童 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 助餐份数 | 全年为老年人供餐的份数 | ≥30000份 |
    | | | 帮扶儿童人数 | 志愿者结对帮扶的儿童 | ≥40人 |
    """
    items = [(item, goal) for goal in table.goals for item in items_of(goal)]
    if len(items) < 2 or not table.indicators:
        return
    rows = frozenset[str]().union(*(bigrams(bare(row.wording)) for row in table.indicators))
    missed = [
        (item, goal)
        for item, goal in items
        if len(bare(item)) >= ITEM_LENGTH and _share(bigrams(bare(item)), rows) < COVERED
    ]
    if missed:
        shown = "、".join(f"“{item[:24]}”" for item, _ in missed)
        yield Hit(
            zh=f"疑似没有对应指标：目标{shown}与全表指标几乎没有相同的词；请补设指标或删去目标",
            en=f"no indicator seems to measure the goal {shown}; add one or drop the goal",
            value=missed[0][0],
            location=missed[0][1].location,
        )


def _share(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part)


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

    ## 正例（支出计划填的是金额）
    | 项目名称 | 河道保洁费 | 预算数 | 240万元 |
    | 资金支出计划（万元） | 3月底 | 6月底 | 10月底 | 12月底 |
    | | 60 | 120 | 180 | 240 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 预算执行率 | 支出占预算的比例 | ≥98% |
    """
    plan = table.funds_plan
    in_percent = plan is not None and plan.in_percent and not plan_in_amounts(table)
    if plan is None or not in_percent or not plan.points or plan.points[-1].value is None:
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
