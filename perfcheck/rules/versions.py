"""PC815: the tables of one project in two documents."""

from collections import defaultdict
from collections.abc import Iterator

from perfcheck.rules.consistency import bare
from perfcheck.rules.costs import CENT, budget_of, wan
from perfcheck.rules.finding import INFO, WARNING, Hit, Severity
from perfcheck.rules.projects import called, file_name
from perfcheck.rules.rule import Outcomes, dossier_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Dossier, Indicator, TargetTable
from perfcheck.tables.text import compact
from perfcheck.values.vocabulary import fold

SHOWN = 3  # indicators that a message names
CODE = 6  # characters of a code that is no counting number


@dossier_rule("PC815", "project-in-two-files", WARNING, "LOGIC", "CONVENTION")
def project_in_two_files(dossier: Dossier, settings: Settings) -> Outcomes:
    """同一项目在两份文件里不一致 | Two files differ about one project

    同一单位同一年的一个项目，一份文件写 60 万元，另一份写 66 万元，批复时不知以哪份为准：可能是改过的一稿没有换掉，也可能重复申报。
    只比同一文件夹里的；项目编码不同、实施单位不同的是两个项目。没有写单位的、只多几条指标的、编码相同而名称不同的只作提示。

    ## 错例
    | 项目名称 | 渠道清淤 | 实施单位 | 河田县水务局 | 预算数 | 60万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | 清淤的渠道长度 | ≥12公里 |

    ---

    | 项目名称 | 渠道清淤项目 | 实施单位 | 河田县水务局 | 预算数 | 66万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | 清淤的渠道长度 | ≥12公里 |

    ## 错例
    | 项目名称 | 渠道清淤 | 预算数 | 60万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | 清淤的渠道长度 | ≥12公里 |

    ---

    | 项目名称 | 渠道清淤 | 预算数 | 60万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | 清淤的渠道长度 | ≥10公里 |

    ## 正例
    | 项目名称 | 渠道清淤 | 实施单位 | 河田县水务局 | 预算数 | 60万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | 清淤的渠道长度 | ≥12公里 |

    ---

    | 项目名称 | 渠道清淤 | 实施单位 | 河田县水务局 | 预算数 | 600000元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | 清淤的渠道长度 | 12公里以上 |

    ## 正例（两个单位各有一个同名的项目）
    | 项目名称 | 办公楼维修 | 主管部门 | 河田县教育局 | 实施单位 | 河田县第一小学 | 预算数 | 60万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 维修面积 | 维修的面积 | ≥1200平方米 |

    ---

    | 项目名称 | 办公楼维修 | 主管部门 | 河田县教育局 | 实施单位 | 河田县第二小学 | 预算数 | 20万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 维修面积 | 维修的面积 | ≥300平方米 |
    """
    for first, *others in dossier.repeated:
        for other in others:
            severity = WARNING if dossier.is_of_one_unit(first, other) else INFO
            doubt = "" if severity is WARNING else "疑似同一项目："
            where = file_name(dossier.document_of(first))
            yield from _other_budget(first, other, where, doubt, severity)
            yield from _other_targets(first, other, where, doubt, severity)
    yield from _one_code(dossier)


def _other_budget(
    first: TargetTable, other: TargetTable, where: str, doubt: str, severity: Severity
) -> Iterator[Hit]:
    one, own = budget_of(first), budget_of(other)
    if one is None or own is None or abs(one - own) <= CENT:
        return
    gap = wan(abs(one - own))
    yield Hit(
        zh=f"{doubt}“{called(other)}”这里的预算数是 {wan(own)}，{where} 里是 {wan(one)}，相差 {gap}；请核对以哪份为准，是否重复申报",
        en=f"the budget of “{called(other)}” is {wan(own)} here and {wan(one)} in {where}: {gap} apart",
        value=wan(own),
        expected=wan(one),
        difference=gap,
        table=other,
        location=other.budget.total.location if other.budget and other.budget.total else None,
        severity=severity,
    )


def _other_targets(
    first: TargetTable, other: TargetTable, where: str, doubt: str, severity: Severity
) -> Iterator[Hit]:
    one, own = _targets(first), _targets(other)
    differ = [name for name in own if name in one and one[name][0] != own[name][0]]
    lone = [name for name in (*own, *one) if (name in own) != (name in one)]
    if differ:
        shown = "；".join(
            f"“{name}”这里是 {own[name][1]}，那里是 {one[name][1]}" for name in differ[:SHOWN]
        )
        yield Hit(
            zh=f"{doubt}“{called(other)}”在 {where} 里也有表，{len(differ)} 条指标的值不同：{shown}；请核对以哪份为准",
            en=f"{len(differ)} targets of “{called(other)}” differ from those in {where}: {shown}",
            value="、".join(differ[:SHOWN]),
            table=other,
            severity=severity,
        )
    if lone:
        shown = "、".join(f"“{name}”" for name in lone[:SHOWN])
        yield Hit(
            zh=f"{doubt}“{called(other)}”在 {where} 里也有表，{len(lone)} 条指标只有一份有，如{shown}；请核对以哪份为准",
            en=f"{len(lone)} indicators of “{called(other)}” stand only here or only in {where}, such as {shown}",
            value="、".join(lone[:SHOWN]),
            table=other,
            severity=INFO,
        )


def _targets(table: TargetTable) -> dict[str, tuple[frozenset[str], str]]:
    """Of each name: what it asks, in one writing, and as it is written."""
    rows: dict[str, list[Indicator]] = defaultdict(list)
    for row in table.indicators:
        if row.name:
            rows[bare(row.name)].append(row)
    return {
        name: (
            frozenset(map(_asked, own)),
            "、".join(row.value.strip() or "（空）" for row in own),
        )
        for name, own in rows.items()
    }


def _asked(row: Indicator) -> str:
    constraint = row.constraint
    interval = constraint.interval
    if interval is None:
        return bare(fold(compact(row.value)))
    return f"{interval} {constraint.dimension}"


def _one_code(dossier: Dossier) -> Iterator[Hit]:
    """A code that stands under two names in two documents."""
    known: dict[str, TargetTable] = {}
    for table in dossier.tables:
        code = table.project_code or ""
        if len(code) < CODE or len(set(code)) < 3 or not table.project:
            continue
        first = known.setdefault(code, table)
        where = dossier.document_of(first)
        if bare(first.project or "") != bare(table.project) and where != dossier.document_of(
            table
        ):
            yield Hit(
                zh=f"项目编码 {code} 在 {file_name(where)} 里是“{first.project}”，这里是“{table.project}”；请核对编码和名称",
                en=f"the code {code} is “{first.project}” in {file_name(where)} and “{table.project}” here",
                value=code,
                table=table,
                severity=INFO,
            )
