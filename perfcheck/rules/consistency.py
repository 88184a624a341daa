"""PC5xx: does a table agree with itself?"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import combinations

from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit, NotChecked
from perfcheck.rules.lexicon import contradictions, words
from perfcheck.rules.plan import plan_in_amounts
from perfcheck.rules.rule import Outcomes, row_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, Goal, Indicator, TargetTable
from perfcheck.values import Dimension, Interval, Threshold, chinese_number, parse_value

# 目标文字里的“…率达到 95%以上”
RATE_IN_GOAL = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,}?(?:率|比例|满意度))(?P<value>(?:达到?|为|保持在?|不低于|不少于|≥|>=|＝|=|：|:|在)*\s*[0-9０-９.．]+\s*[%％](?:以上|及以上|以内|以下)?)"
)
COUNTED = re.compile(
    r"(?P<before>.{0,3})(?P<number>[0-9０-９]+|[二两三四五六七八九十]+)个(?P<noun>[\u4e00-\u9fff]{2,6}?(?:室|站|窗口|中心|场所|学校|医院|场馆|社区|乡镇|街道|园区|机房|系统|平台|大厅))"
)
PARTIAL = re.compile("其中|新增|累计|新建|分别|另")
TENDER = re.compile(
    r"(?:拟|计划|将|预计|[0-9一二三四五六七八九十]+月)[^。；;，,]{0,14}(?:招标|招投标|投标|公开采购|竞争性磋商|询价)"
)
SUPPLIER = re.compile(
    r"由(?P<who>[\u4e00-\u9fff]{2,12}?(?:公司|集团|厂商|厂家|技术人员|工作人员|工程师))(?=[^。；;]{0,10}(?:建设|承建|实施|开发|安装|施工|搭建|提供|负责))"
)


def bare(text: str) -> str:
    """A text without white space, marks and the word 指标, for comparing wordings."""
    return re.sub(r"[\s，,。.、；;：:“”\"（）()]|指标", "", text)


@table_rule("PC501", "dup-indicator", WARNING, "CY2015-88")
def dup_indicator(table: TargetTable, settings: Settings) -> Outcomes:
    """同表三级指标重名 | Duplicate indicator names in a table

    同一二级指标下两行同名，考核时分不清。描述不同的只作提示，名称里应区分。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 慰问次数 | 走访慰问的次数 | ≥2次 |
    | | 数量指标 | 慰问次数 | 走访慰问的次数 | ≥4次 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 春节慰问次数 | 春节走访慰问的次数 | ≥2次 |
    | | 数量指标 | 日常慰问次数 | 平日走访慰问的次数 | ≥4次 |
    """
    groups: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for row in table.indicators:
        if row.name:
            groups[(row.level2_raw, bare(row.name))].append(row)
    for rows in groups.values():
        if len(rows) > 1:
            same = len({bare(row.description) for row in rows}) == 1
            yield Hit(
                row=rows[-1],
                zh=f"同一二级指标下有 {len(rows)} 条“{rows[0].name}”，"
                + ("请删去重复的" if same else "描述不同，请在名称里区分"),
                en=f"{len(rows)} rows of one kind are named “{rows[0].name}”",
                at=Column.NAME,
                severity=WARNING if same else INFO,
            )


@row_rule("PC503", "desc-equals-name", WARNING, "CY2021-101", needs=(Column.DESCRIPTION,))
def desc_equals_name(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """指标描述只是重复名称 | The description merely repeats the name

    描述应说明怎么算、和什么比。只把名称再写一遍，等于没有口径。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 档案整理合格率 | 档案整理合格率 | ≥98% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 档案整理合格率 | 合格卷数÷抽查卷数×100% | ≥98% |
    """
    if row.name and bare(row.name) == bare(row.description):
        yield Hit(
            zh=f"描述与名称都是“{row.name}”，没有说明口径",
            en=f"the description repeats the name “{row.name}” and does not say how to measure it",
            value=row.description,
            at=Column.DESCRIPTION,
        )


@table_rule("PC504", "goal-value-conflict", ERROR, "CY2015-88")
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
    for goal in table.goals:
        for match in RATE_IN_GOAL.finditer(re.sub(r"\s+", "", goal.text)):
            wanted = _goal_interval(match["value"])
            for row in table.indicators:
                allowed = row.constraint.interval
                if (
                    wanted is None
                    or allowed is None
                    or row.constraint.dimension is not Dimension.PERCENT
                ):
                    continue
                if _same_measure(row.name, match["name"]) and not allowed.within(wanted):
                    yield Hit(
                        row=row,
                        zh=f"绩效目标说“{match[0]}”，指标值却是“{row.value.strip()}”",
                        en=f"the goals say “{match[0]}”, the target is “{row.value.strip()}”",
                        expected=match["value"],
                    )


def _goal_interval(text: str) -> Interval | None:
    """A rate in a goal is a floor unless it says otherwise."""
    constraint = parse_value(re.sub(r"^(?:达到?|为|保持在?|在|：|:)+", "", text))
    if not isinstance(constraint, Threshold):
        return None
    return (
        constraint.interval
        if constraint.op.is_ceiling
        else Interval.at_least(constraint.quantity.base)
    )


def _same_measure(name: str, phrase: str) -> bool:
    """Both end in the same measure, of four characters or more: 系统正常运行率, 正常运行率."""
    block = SequenceMatcher(None, name, phrase, autojunk=False).find_longest_match()
    ends = block.a + block.size == len(name) and block.b + block.size == len(phrase)
    return ends and block.size >= min(4, len(name))


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
    counts: dict[str, dict[str, str]] = defaultdict(dict)
    for text in _texts(table):
        for match in COUNTED.finditer(text):
            written = match["number"]
            number = Decimal(written) if written.isdecimal() else chinese_number(written)
            if number is not None and not PARTIAL.search(match["before"]):
                counts[match["noun"]].setdefault(f"{number:f}", written)
    for noun, numbers in counts.items():
        if len(numbers) > 1 and len(noun) > 2:
            said = [f"“{written}个{noun}”" for written in numbers.values()]
            yield Hit(
                zh=f"疑似前后不一：表中既说{'，又说'.join(said)}；请核实",
                en=f"the table counts differently: {', '.join(said)}",
                value=" / ".join(said),
            )


def _texts(table: TargetTable) -> Iterator[str]:
    yield from (goal.text for goal in table.goals)
    for row in table.indicators:
        yield from (row.name, row.description)


@table_rule("PC508", "indicator-plan-conflict", WARNING, "CY2015-88")
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


@table_rule("PC510", "contradictory-bound", WARNING, "LOGIC")
def contradictory_bound(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似同一事项两条指标互相矛盾 | Two indicators seem to contradict each other

    一行要求逾期支付 0 次，另一行又允许拖欠 10 天。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 工资逾期发放次数 | 逾期发放工资的次数 | =0次 |
    | | | 工资发放拖欠天数 | 工资拖欠的天数 | ≤15天 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 工资逾期发放次数 | 逾期发放工资的次数 | =0次 |
    | | | 工资发放拖欠天数 | 工资拖欠的天数 | =0天 |
    """
    for group, (fault, thing) in contradictions().items():
        rows = [
            row
            for row in table.indicators
            if fault.search(row.wording) and thing.search(row.wording)
        ]
        for one, other in combinations(rows, 2):
            none, some = (one, other) if _forbids(one) else (other, one)
            if _forbids(none) and _tolerates(some):
                yield Hit(
                    zh=f"疑似矛盾（{group}）：“{none.name}”要求“{none.value}”，“{some.name}”却允许“{some.value}”",
                    en=f"possible contradiction: “{none.name}” demands “{none.value}”, “{some.name}” allows “{some.value}”",
                    value=f"{none.value} / {some.value}",
                    location=some.location,
                )


def _forbids(row: Indicator) -> bool:
    return row.constraint.interval == Interval.point(Decimal(0))


def _tolerates(row: Indicator) -> bool:
    allowed = row.constraint.interval
    percent = row.constraint.dimension is Dimension.PERCENT and not re.search(
        "未|不|拖欠|逾期", row.name
    )
    return allowed is not None and allowed.high is not None and allowed.high > 0 and not percent


@row_rule("PC513", "basis-circular", WARNING, "CY2021-101", needs=(Column.BASIS,))
def basis_circular(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """依据栏只是重复指标名称 | The basis repeats the indicator's name

    依据应是计划、标准、历史数据或合同。把名称再写一遍，看不出指标值从哪里来。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 抽检批次 | 全年抽检的批次 | ≥120批次 | 抽检批次 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 抽检批次 | 全年抽检的批次 | ≥120批次 | 2024年食品抽检计划 |
    """
    name, basis = bare(row.name), bare(row.basis)
    if not name or not basis:
        return
    shorter, longer = sorted((name, basis), key=len)
    if shorter in longer and len(shorter) >= 0.9 * len(longer):
        yield Hit(
            zh=f"依据“{row.basis}”只是重复指标名称，请写明计划、标准、历史数据或合同",
            en=f"the basis “{row.basis}” repeats the name; cite a plan, a standard, past data or a contract",
            value=row.basis,
            at=Column.BASIS,
        )


@table_rule("PC517", "tender-before-contract", WARNING, "PROCUREMENT-LAW")
def tender_before_contract(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似尚未招标已定供应商 | A supplier or contract is named before the tender

    目标里说将要招标，却已写明由谁建设，或者以“合同”为依据。

    ## 错例
    | 项目名称 | 智慧停车系统 |
    | 绩效目标 | 拟于4月组织招标，5月由远航公司开发系统 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 建成系统 | 建成停车系统 | =1套 |

    ## 正例
    | 项目名称 | 智慧停车系统 |
    | 绩效目标 | 拟于4月组织招标，5月由中标供应商开发系统 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 建成系统 | 建成停车系统 | =1套 |
    """
    goal = next((goal for goal in table.goals if TENDER.search(goal.text)), None)
    row = next((row for row in table.indicators if TENDER.search(row.description)), None)
    tender: Goal | Indicator | None = goal or row
    if tender is None:
        return
    texts = list(_texts(table))
    supplier = next(
        (m["who"] for text in texts if (m := SUPPLIER.search(text)) and "中标" not in m["who"]),
        None,
    )
    contract = any(bare(one.basis) == "合同" for one in table.indicators)
    if supplier or contract:
        named = f"已写明由“{supplier}”承担" if supplier else "依据栏却已是“合同”"
        yield Hit(
            zh=f"疑似未招先定：表中说将要招标，{named}；请核实采购程序",
            en="the table announces a tender, yet already names "
            + (f"“{supplier}”" if supplier else "a contract as its basis"),
            value=supplier or "合同",
            location=tender.location,
        )
