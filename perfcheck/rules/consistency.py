"""PC5xx: do the rows of a table agree with each other?"""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from perfcheck.documents import Location
from perfcheck.rules.families import FEASIBILITY
from perfcheck.rules.finding import INFO, WARNING, Hit
from perfcheck.rules.lexicon import contradictions
from perfcheck.rules.rule import Outcomes, row_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, Goal, Indicator, TargetTable
from perfcheck.values import Dimension, Interval

TENDER = re.compile(
    r"(?:拟|计划|将|预计|[0-9一二三四五六七八九十]+月)[^。；;，,]{0,14}(?:招标|招投标|投标|公开采购|竞争性磋商|询价)"
)


SUPPLIER = re.compile(
    r"由(?P<who>[\u4e00-\u9fff]{2,12}?(?:公司|集团|厂商|厂家|技术人员|工作人员|工程师))(?=[^。；;]{0,10}(?:建设|承建|实施|开发|安装|施工|搭建))"
)


# 由中标人、本级国有公司承担，不是未招先定
NO_OUTSIDER = re.compile("中标|国有|本级|下属|直属|[县市区].{0,4}(?:公司|集团)")


def bare(text: str) -> str:
    """A text without white space, marks and the word 指标, for comparing wordings."""
    return re.sub(r"[\s，,。.、；;：:“”\"（）()]|指标", "", text)


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, for comparing what texts speak of."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


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
        if len(rows) > 1 and not _is_one_cell(rows):
            same = len({bare(row.description) for row in rows}) == 1
            yield Hit(
                row=rows[-1],
                zh=f"同一二级指标下有 {len(rows)} 条“{rows[0].name}”，"
                + ("请删去重复的" if same else "描述不同，请在名称里区分"),
                en=f"{len(rows)} rows of one kind are named “{rows[0].name}”",
                at=Column.NAME,
                severity=WARNING if same else INFO,
            )


def _is_one_cell(rows: list[Indicator]) -> bool:
    """A name merged over the rows of its parts (城镇, 农村) is written once."""
    first, *others = (row.locations.get(Column.NAME, Location()) for row in rows)
    return first != Location() and all(other == first for other in others)


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
            if _forbids(none) and _tolerates(some) and _same_matter(none, some, group):
                yield Hit(
                    zh=f"疑似矛盾（{group}）：“{none.name}”要求“{none.value}”，“{some.name}”却允许“{some.value}”",
                    en=f"possible contradiction: “{none.name}” demands “{none.value}”, “{some.name}” allows “{some.value}”",
                    value=f"{none.value} / {some.value}",
                    location=some.location,
                )


def _forbids(row: Indicator) -> bool:
    return row.constraint.interval == Interval.point(Decimal(0))


def _tolerates(row: Indicator) -> bool:
    """Allows some of the fault; how fast it is mended is another matter."""
    allowed = row.constraint.interval
    mended = re.search("处理|响应|修复|时限|时长|用时|办结|整改|化解", row.name)
    share = row.constraint.dimension is Dimension.PERCENT and not re.search(
        "未|不|拖欠|逾期", row.name
    )
    some = allowed is not None and allowed.high is not None and allowed.high > 0
    return some and not mended and not share


def _same_matter(one: Indicator, other: Indicator, group: str) -> bool:
    """Of one gravity and in one measure; delays of payment are counted in times and in days."""
    gravity = [
        set(re.findall("重大|较大|特大|一般|有责|有效|死亡|严重", row.wording))
        for row in (one, other)
    ]
    alike = one.constraint.dimension is other.constraint.dimension
    return gravity[0] == gravity[1] and (alike or group == "逾期支付")


@row_rule(
    "PC513", "basis-circular", WARNING, "CY2021-101", needs=(Column.BASIS,), dimension=FEASIBILITY
)
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
    if any(_repeats(bare(row.basis), bare(text)) for text in (row.name, row.description)):
        yield Hit(
            zh=f"依据“{row.basis}”只是重复指标名称或描述，请写明计划、标准、历史数据或合同",
            en=f"the basis “{row.basis}” repeats the name; cite a plan, a standard, past data or a contract",
            value=row.basis,
            at=Column.BASIS,
        )


def _repeats(basis: str, text: str) -> bool:
    shorter, longer = sorted((basis, text), key=len)
    return bool(shorter) and shorter in longer and len(shorter) >= 0.9 * len(longer)


def _texts(table: TargetTable) -> Iterator[str]:
    yield from (goal.text for goal in table.goals)
    for row in table.indicators:
        yield from (row.name, row.description)


@table_rule("PC517", "tender-before-contract", WARNING, "PROCUREMENT-LAW", dimension=FEASIBILITY)
def tender_before_contract(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似尚未招标已定供应商 | A supplier or contract is named before the tender

    目标里说将要招标，却已写明由哪家公司建设，或者依据栏只写“合同”二字。

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
        (
            match["who"]
            for text in texts
            if (match := SUPPLIER.search(text)) and not NO_OUTSIDER.search(match["who"])
        ),
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
