"""PC80x: the projects of a department beside each other."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import PurePosixPath

from perfcheck.rules.consistency import bare, bigrams
from perfcheck.rules.costs import CENT, budget_of, total_costs, wan, yuan
from perfcheck.rules.families import RELEVANCE
from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit, NotChecked
from perfcheck.rules.likeness import as_bits
from perfcheck.rules.rule import Outcomes, dossier_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Dossier, Figure, Passage, TargetTable

SHORTEST_GOAL = 4  # characters that are no accident in two projects
ENOUGH_TEXT = 7  # pairs of characters from which goals can be called alike
ALIKE = 0.75  # of what two goals say, said by both


def called(table: TargetTable) -> str:
    """What a message calls a table: its project, else its title, else its number."""
    return table.project or table.title or f"表{table.number}"


def beside(dossier: Dossier, table: TargetTable, other: TargetTable) -> str:
    """What a message in another table calls it: with its file, if that is another."""
    home = dossier.document_of(table)
    elsewhere = home != dossier.document_of(other)
    return f"“{called(table)}”" + (f"（{file_name(home)}）" if elsewhere else "")


def file_name(document: str) -> str:
    return PurePosixPath(document.replace("\\", "/")).name


@dossier_rule("PC801", "dept-cost-sum", ERROR, "LOGIC", "CY2015-88")
def dept_cost_sum(dossier: Dossier, settings: Settings) -> Outcomes:
    """各项目成本（或预算）合计≠部门项目支出 | Project costs do not add up to the department's

    每个项目取预算数，没有的取唯一的总成本；全部项目都取到才比。与正文所列项目数不等时降为警告。
    同一文件夹里另存的表，写明是同一单位、或者是正文所列项目的，一并计入；不知道是否齐全，也降为警告。
    一个项目在几份文件里都有表的只计一次。

    ## 错例
    2024年支出预算120.00万元，其中基本支出80.00万元，项目支出40.00万元。

    甲项目绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 印刷总成本 | 印刷支出 | ≤25万元 |

    乙项目绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 租车总成本 | 租车支出 | ≤14.2万元 |

    ## 错例（表另存为文件）
    青禾县水务局2024年部门预算

    2024年支出预算120.00万元，其中基本支出80.00万元，项目支出40.00万元。

    | 项目名称 | 渠道清淤 | 主管部门 | 青禾县水务局 | 预算数 | 25万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | 清淤的渠道长度 | ≥12公里 |

    ---

    | 项目名称 | 水厂运行 | 主管部门 | 青禾县水务局 | 预算数 | 14.2万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 供水量 | 全年的供水量 | ≥90万吨 |

    ## 正例
    2024年支出预算120.00万元，其中基本支出80.00万元，项目支出40.00万元。

    甲项目绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 印刷总成本 | 印刷支出 | ≤25万元 |

    乙项目绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 租车总成本 | 租车支出 | ≤15万元 |
    """
    passage = dossier.department.passage(Figure.PROJECT)
    tables: Sequence[TargetTable] = [table for table in dossier.yearly if table.indicators]
    if passage is None:
        yield NotChecked("正文没有写部门项目支出", "the text states no project expenditure")
        return
    if not tables:
        yield NotChecked("没有按项目填报的表", "there are no tables of projects")
        return
    tables = _of_department(dossier, tables)
    if not tables:
        yield NotChecked(
            "另存的表没有写单位，正文也没有列这些项目，不能确定是本部门的",
            "the tables in other files name no unit, and the text does not list their projects",
        )
        return
    stated, sums = passage.sums[Figure.PROJECT], [agreed_sum(dossier, one) for one in tables]
    unknown = [called(table) for table, one in zip(tables, sums, strict=True) if one is None]
    if unknown:
        differ = "，或几份文件写的不同" if dossier.repeated else ""
        yield NotChecked(
            f"有项目取不到预算数或唯一的总成本{differ}：{'、'.join(unknown)}",
            "a project states neither budget nor one total cost"
            + (", or its files differ" if differ else ""),
        )
        return
    amounts = [one for one in sums if one is not None]
    gap = abs(sum(amounts, Decimal(0)) - stated)
    if gap > CENT and not _add_up(_own(dossier, tables), stated):
        yield _apart(dossier, passage, tables, amounts)


def _apart(
    dossier: Dossier,
    passage: Passage,
    tables: Sequence[TargetTable],
    amounts: Sequence[Decimal],
) -> Hit:
    """What is stated and what the projects come to. Where a table may be missing, it is a warning."""
    stated, total = passage.sums[Figure.PROJECT], sum(amounts, Decimal(0))
    listed = dossier.department.projects
    differs = bool(listed) and len(listed) != len(tables)
    elsewhere = len(tables) - len(_own(dossier, tables))
    incomplete = differs or (elsewhere and not listed)
    shown, gap = " + ".join(f"{amount / 10_000:f}" for amount in amounts), wan(abs(total - stated))
    return Hit(
        zh=f"各项目合计 {shown} = {wan(total)}，部门项目支出 {wan(stated)}，相差 {gap}"
        + (f"（含另存的 {elsewhere} 张表，请核对是否齐全）" if elsewhere else "")
        + (f"（正文列 {len(listed)} 个项目，表有 {len(tables)} 张）" if differs else ""),
        en=f"the projects add up to {shown} = {wan(total)}, the department states {wan(stated)}: {gap} apart",
        value=wan(total),
        expected=wan(stated),
        difference=gap,
        location=passage.location,
        severity=WARNING if incomplete else ERROR,
    )


def _own(dossier: Dossier, tables: Sequence[TargetTable]) -> list[TargetTable]:
    """The tables that stand in the department's own document."""
    return [one for one in tables if dossier.document_of(one) == dossier.document.name]


def _of_department(dossier: Dossier, tables: Sequence[TargetTable]) -> Sequence[TargetTable]:
    """The tables that make up the department's expenditure: all, or where one may be another
    unit's, those in its own document."""
    listed = {bare(project.name) for project in dossier.department.projects}
    certain = all(
        dossier.is_of_department(one) or bare(one.project or "") in listed for one in tables
    )
    return tables if certain else _own(dossier, tables)


def agreed_sum(dossier: Dossier, table: TargetTable) -> Decimal | None:
    """What the project costs, where all of its tables say the same."""
    sums = {project_sum(one) for one in dossier.versions(table)}
    return sums.pop() if len(sums) == 1 else None


def _add_up(tables: Sequence[TargetTable], stated: Decimal) -> bool:
    sums = [one for table in tables if (one := project_sum(table)) is not None]
    return len(sums) == len(tables) and abs(sum(sums, Decimal(0)) - stated) <= CENT


def parts_of_expenditure(table: TargetTable) -> list[Decimal | None]:
    """What a table adds to the department's project expenditure: its project, or its duties."""
    duties = {activity.parent for activity in table.activities if activity.parent}
    if table.graded:
        return [
            duty.budget.yuan if duty.budget else None
            for duty in table.activities
            if duty in duties
        ]
    return [project_sum(table)]


def project_sum(table: TargetTable) -> Decimal | None:
    """What a project costs in 元: its budget, else its one total cost, else None."""
    budget, costs = budget_of(table), total_costs(table)
    if budget is None and len(costs) == 1:
        return yuan(costs[0][1])
    return budget


@dossier_rule("PC806", "goal-duplicate", WARNING, "CY2015-88", dimension=RELEVANCE)
def goal_duplicate(dossier: Dossier, settings: Settings) -> Outcomes:
    """不同项目绩效目标文字相同或高度相似 | Duplicate goals across projects

    每个项目应有自己的目标。完全相同为警告，高度相似为提示；只有几个字的只比是否相同。

    ## 错例
    甲路养护费绩效目标表

    | 绩效目标 | 保障道路畅通，方便群众出行，提升城市形象 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 养护里程 | 养护的里程 | ≥12公里 |

    乙广场保洁费绩效目标表

    | 绩效目标 | 保障道路畅通，方便群众出行，提升城市形象 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 保洁面积 | 保洁的面积 | ≥800平方米 |

    ## 正例
    甲路养护费绩效目标表

    | 绩效目标 | 全年养护甲路12公里，路面完好 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 养护里程 | 养护的里程 | ≥12公里 |

    乙广场保洁费绩效目标表

    | 绩效目标 | 广场每天保洁，群众满意 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 保洁面积 | 保洁的面积 | ≥800平方米 |
    """
    goals = [[one for one in map(_goal, circle) if one] for circle in dossier.circles]
    if len(goals[-1]) < 2 <= len(dossier.yearly):
        yield NotChecked("写了绩效目标的表不足两张", "fewer than two tables state goals")
        return
    said: set[int] = set()
    for circle in goals:
        for table, first, alike in _twins(dossier, circle):
            if id(table) not in said:
                said.add(id(table))
                yield _duplicate(dossier, table, first, alike)


def _goal(table: TargetTable) -> tuple[TargetTable, str] | None:
    text = bare(table.goal_text)
    return (table, text) if len(text) >= SHORTEST_GOAL and not table.is_long_term else None


def _twins(
    dossier: Dossier, goals: Sequence[tuple[TargetTable, str]]
) -> Iterator[tuple[TargetTable, TargetTable, float]]:
    """Tables with the first before them whose goals are alike, and how much."""
    grams = as_bits(bigrams(text) for _, text in goals)
    for at, (table, text) in enumerate(goals):
        for (first, other), alike in zip(goals, _likenesses(grams, at), strict=False):
            if (alike or text == other) and not _share_a_name(dossier, table, first):
                yield table, first, 1.0 if text == other else alike
                break


def _duplicate(dossier: Dossier, table: TargetTable, first: TargetTable, alike: float) -> Hit:
    same = bare(table.goal_text) == bare(first.goal_text)
    names = [beside(dossier, one, table) for one in (table, first)]
    return Hit(
        zh=f"{names[0]}与{names[1]}的绩效目标"
        + ("完全相同" if same else f"高度相似（{alike:.0%}）"),
        en=f"the goals of {names[0]} and {names[1]} are "
        + ("the same" if same else f"alike ({alike:.0%})"),
        value=table.goal_text,
        table=table,
        location=table.goals[0].location,
        severity=WARNING if same and dossier.is_of_one_unit(table, first) else INFO,
    )


def _share_a_name(dossier: Dossier, one: TargetTable, other: TargetTable) -> bool:
    """办公楼维修 of two schools, each in its own file."""
    same = bare(one.project or "") == bare(other.project or "") != ""
    return same and dossier.document_of(one) != dossier.document_of(other)


def _likenesses(sets: Sequence[int], at: int) -> Iterator[float]:
    """The Jaccard index of one set and each before it; 0 for little likeness, or too little text."""
    one, size = sets[at], sets[at].bit_count()
    for other in sets[:at]:
        alike = (one & other).bit_count() / (one | other).bit_count()
        enough = alike >= ALIKE and min(size, other.bit_count()) >= ENOUGH_TEXT
        yield alike if enough else 0.0
