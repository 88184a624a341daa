"""PC80x: the projects of a department beside each other."""

from decimal import Decimal

from perfcheck.rules.consistency import bare, bigrams
from perfcheck.rules.costs import CENT, budget_of, total_costs, wan, yuan
from perfcheck.rules.families import RELEVANCE
from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit, NotChecked
from perfcheck.rules.rule import Outcomes, submission_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import (
    Figure,
    Submission,
    TargetTable,
)

SHORTEST_GOAL = 4  # characters that are no accident in two projects
ENOUGH_TEXT = 7  # pairs of characters from which goals can be called alike


@submission_rule("PC801", "dept-cost-sum", ERROR, "LOGIC", "CY2015-88")
def dept_cost_sum(submission: Submission, settings: Settings) -> Outcomes:
    """各项目成本（或预算）合计≠部门项目支出 | Project costs do not add up to the department's

    每个项目取预算数，没有的取唯一的总成本；全部项目都取到才比。与正文所列项目数不等时降为警告。

    ## 错例
    2024年支出预算120.00万元，其中基本支出80.00万元，项目支出40.00万元。

    甲项目绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 印刷总成本 | 印刷支出 | ≤25万元 |

    乙项目绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 租车总成本 | 租车支出 | ≤14.2万元 |

    ## 正例
    2024年支出预算120.00万元，其中基本支出80.00万元，项目支出40.00万元。

    甲项目绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 印刷总成本 | 印刷支出 | ≤25万元 |

    乙项目绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 租车总成本 | 租车支出 | ≤15万元 |
    """
    passage = submission.department.passage(Figure.PROJECT)
    tables = [table for table in submission.yearly if table.indicators]
    if passage is None:
        yield NotChecked("正文没有写部门项目支出", "the text states no project expenditure")
        return
    if not tables:
        yield NotChecked("没有按项目填报的表", "there are no tables of projects")
        return
    sums = [(table, project_sum(table)) for table in tables]
    unknown = [
        table.project or table.title or f"表{table.number}" for table, one in sums if one is None
    ]
    if unknown:
        yield NotChecked(
            f"有项目取不到预算数或唯一的总成本：{'、'.join(unknown)}",
            "a project states neither budget nor one total cost",
        )
        return
    amounts = [one for _, one in sums if one is not None]
    stated, total = passage.sums[Figure.PROJECT], sum(amounts, Decimal(0))
    gap = total - stated
    if abs(gap) > CENT:
        listed = submission.department.projects
        differs = bool(listed) and len(listed) != len(tables)
        shown = " + ".join(f"{amount / 10_000:f}" for amount in amounts)
        yield Hit(
            zh=f"各项目合计 {shown} = {wan(total)}，部门项目支出 {wan(stated)}，相差 {wan(abs(gap))}"
            + (f"（正文列 {len(listed)} 个项目，表有 {len(tables)} 张）" if differs else ""),
            en=f"the projects add up to {shown} = {wan(total)}, the department states {wan(stated)}: {wan(abs(gap))} apart",
            value=wan(total),
            expected=wan(stated),
            difference=wan(abs(gap)),
            location=passage.location,
            severity=WARNING if differs else ERROR,
        )


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


@submission_rule("PC806", "goal-duplicate", WARNING, "CY2015-88", dimension=RELEVANCE)
def goal_duplicate(submission: Submission, settings: Settings) -> Outcomes:
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
    goals = [
        (table, bare(table.goal_text))
        for table in submission.yearly
        if len(bare(table.goal_text)) >= SHORTEST_GOAL
    ]
    if len(goals) < 2 <= len(submission.yearly):
        yield NotChecked("写了绩效目标的表不足两张", "fewer than two tables state goals")
        return
    known: list[tuple[TargetTable, str, frozenset[str]]] = []
    for table, text in goals:
        grams = bigrams(text)
        twin = next(
            (
                (t, other, alike)
                for t, other, g in known
                if (alike := 1.0 if text == other else _likeness(grams, g)) >= 0.75
            ),
            None,
        )
        known.append((table, text, grams))
        if twin is None:
            continue
        first, other, alike = twin
        same = text == other
        names = [one.project or one.title or str(one.number) for one in (table, first)]
        yield Hit(
            zh=f"“{names[0]}”与“{names[1]}”的绩效目标"
            + ("完全相同" if same else f"高度相似（{alike:.0%}）"),
            en=f"the goals of “{names[0]}” and “{names[1]}” are "
            + ("the same" if same else f"alike ({alike:.0%})"),
            value=table.goal_text,
            table=table.number,
            project=table.project,
            location=table.goals[0].location,
            severity=WARNING if same else INFO,
        )


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard index; 0 where the sizes alone keep it below any likeness, or there is too little text."""
    fewer, more = sorted((len(one), len(other)))
    comparable = fewer > more / 2 and fewer >= ENOUGH_TEXT
    return len(one & other) / len(one | other) if comparable else 0.0
