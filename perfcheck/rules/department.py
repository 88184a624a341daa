"""PC8xx: across tables, and against the department's own figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from perfcheck.rules.budget import budget_of, total_costs, wan, yuan
from perfcheck.rules.consistency import bare
from perfcheck.rules.finding import Hit, NotChecked, Severity
from perfcheck.rules.rule import Outcomes, graded_rule, submission_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Activity, Amount, Column, Figure, GradedIndicator, Passage, Submission, TargetTable

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

CENT = Decimal("0.01") * 10_000
HALF_CENT = Decimal("0.005") * 10_000

# A sum and the parts it must equal; the first set of parts that a sentence states in full counts.
IDENTITIES: tuple[tuple[Figure, tuple[Figure, ...]], ...] = (
    (Figure.TOTAL, (Figure.BASIC, Figure.PROJECT)),
    (Figure.TOTAL, (Figure.PERSONNEL, Figure.PUBLIC, Figure.PROJECT)),
    (Figure.BASIC, (Figure.PERSONNEL, Figure.PUBLIC)),
    (Figure.THREE, (Figure.ABROAD, Figure.VEHICLES, Figure.RECEPTION)),
)


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
    stated = submission.department.stated(Figure.PROJECT)
    tables = [table for table in submission.tables if table.indicators]
    if stated is None or not tables:
        yield NotChecked("正文没有写部门项目支出，或没有项目表", "no department project expenditure, or no project table")
        return
    sums = [(table, project_sum(table)) for table in tables]
    unknown = [table.project or table.title or f"表{table.number}" for table, one in sums if one is None]
    if unknown:
        yield NotChecked(f"有项目取不到预算数或唯一的总成本：{'、'.join(unknown)}", "a project states neither budget nor one total cost")
        return
    amounts = [one for _, one in sums if one is not None]
    total = sum(amounts, Decimal(0))
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
            location=tables[0].location,
            severity=WARNING if differs else ERROR,
        )


def project_sum(table: TargetTable) -> Decimal | None:
    """What a project costs in 元: its budget, else its one total cost, else None."""
    budget, costs = budget_of(table), total_costs(table)
    if budget is None and len(costs) == 1:
        return yuan(costs[0][1])
    return budget


@submission_rule("PC804", "activity-budget-sum", ERROR, "LOGIC")
def activity_budget_sum(submission: Submission, settings: Settings) -> Outcomes:
    """职责/活动预算数加总不符 | Activity budgets do not add up

    一项职责的预算应等于其下各活动之和，各项职责之和应等于部门项目支出；空格按 0 计。

    ## 错例
    单位：万元

    | 职责活动 | 年度预算数 | 内容描述 | 绩效目标 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 一、图书借阅 | 12.00 | | | | | | | |
    | 1、馆藏更新 | 7.50 | 购置图书 | 丰富馆藏 | 上架及时率 | 98%以上 | 95%～98% | 90%～95% | 90%以下 |
    | 2、流动借阅 | 4.00 | 送书下乡 | 方便借阅 | 到点及时率 | 98%以上 | 95%～98% | 90%～95% | 90%以下 |

    ## 正例
    单位：万元

    | 职责活动 | 年度预算数 | 内容描述 | 绩效目标 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 一、图书借阅 | 12.00 | | | | | | | |
    | 1、馆藏更新 | 7.50 | 购置图书 | 丰富馆藏 | 上架及时率 | 98%以上 | 95%～98% | 90%～95% | 90%以下 |
    | 2、流动借阅 | 4.50 | 送书下乡 | 方便借阅 | 到点及时率 | 98%以上 | 95%～98% | 90%～95% | 90%以下 |
    """
    stated = submission.department.stated(Figure.PROJECT)
    for table in submission.tables:
        children: dict[Activity, list[Activity]] = defaultdict(list)
        for activity in table.activities:
            if activity.parent is not None:
                children[activity.parent].append(activity)
        for parent, parts in children.items():
            yield from _sum_of_activities(table, parent.name, parent.budget, parts)
        duties = list(children)
        if stated is not None and duties:
            whole = Amount(wan(stated), stated, table.location)
            yield from _sum_of_activities(table, Figure.PROJECT.value, whole, duties)


def _sum_of_activities(
    table: TargetTable, name: str, whole: Amount | None, parts: list[Activity]
) -> Outcomes:
    amounts = [one.budget for one in parts if one.budget is not None]
    sums = [amount.yuan for amount in amounts if amount.yuan is not None]
    if whole is None or whole.yuan is None or len(sums) < len(amounts):
        yield NotChecked(f"“{name}”或其活动没有可读的预算数", f"“{name}” or a part of it has no readable budget")
        return
    total = sum(sums, Decimal(0))
    gap = abs(whole.yuan - total)
    if gap > HALF_CENT:
        shown = " + ".join(amount.raw for amount in amounts)
        yield Hit(
            zh=f"“{name}” {wan(whole.yuan)}，各分项 {shown} = {wan(total)}，相差 {wan(gap)}",
            en=f"“{name}” is {wan(whole.yuan)}, its parts {shown} = {wan(total)}: {wan(gap)} apart",
            value=whole.raw,
            expected=wan(total),
            difference=wan(gap),
            location=whole.location,
            table=table.number,
            project=table.project,
        )


@graded_rule("PC805", "activity-no-budget", INFO, "CY2015-88")
def activity_no_budget(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """活动无预算却设经费类指标 | A money indicator on an activity without budget

    ## 错例
    单位：万元

    | 职责活动 | 年度预算数 | 内容描述 | 绩效目标 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、志愿活动 | | 组织志愿者 | 开展志愿服务 | 活动经费节约率 | 5%以上 | 3%～5% | 1%～3% | 1%以下 |

    ## 正例
    单位：万元

    | 职责活动 | 年度预算数 | 内容描述 | 绩效目标 | 绩效指标 | 优 | 良 | 中 | 差 |
    | 1、志愿活动 | 2.00 | 组织志愿者 | 开展志愿服务 | 活动经费节约率 | 5%以上 | 3%～5% | 1%～3% | 1%以下 |
    """
    activity = row.activity
    if Column.ACTIVITY_BUDGET not in table.columns or activity is None or activity.budget is not None:
        return
    if any(word in row.name for word in ("经费", "成本", "支出")) and "保障" not in row.name:
        yield Hit(
            zh=f"活动“{activity.name}”没有预算，却设了经费类指标“{row.name}”",
            en=f"the activity “{activity.name}” has no budget, yet “{row.name}” measures money",
        )


@submission_rule("PC806", "goal-duplicate", WARNING, "CY2015-88")
def goal_duplicate(submission: Submission, settings: Settings) -> Outcomes:
    """不同项目绩效目标文字相同或高度相似 | Duplicate goals across projects

    每个项目应有自己的目标。完全相同为警告，高度相似为提示。

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
    goals = [(table, bare(table.goal_text)) for table in submission.tables if len(bare(table.goal_text)) >= 8]
    if len(goals) < 2:
        yield NotChecked("写了绩效目标的表不足两张", "fewer than two tables state goals")
        return
    for (one, text), (other, other_text) in combinations(goals, 2):
        alike = _likeness(text, other_text)
        if alike < 0.75:
            continue
        same = text == other_text
        yield Hit(
            zh=f"“{other.project or other.title}”与“{one.project or one.title}”的绩效目标"
            + ("完全相同" if same else f"高度相似（{alike:.0%}）"),
            en=f"the goals of “{other.project}” and “{one.project}” are "
            + ("the same" if same else f"alike ({alike:.0%})"),
            value=other.goal_text,
            table=other.number,
            project=other.project,
            location=other.goals[0].location,
            severity=WARNING if same else INFO,
        )


def _likeness(one: str, other: str) -> float:
    """Jaccard index of the pairs of neighbouring characters."""
    a, b = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other))
    return len(a & b) / len(a | b) if a | b else 1.0


@submission_rule("PC812", "text-identity", ERROR, "LOGIC")
def text_identity(submission: Submission, settings: Settings) -> Outcomes:
    """正文收支等式不成立 | The identities of the narrative fail

    支出预算=基本支出+项目支出，基本支出=人员经费+公用经费，“三公”经费=三项之和，收入=支出，增减额=各项增减之和，所列项目之和=项目支出；同一个数前后应一致。

    ## 错例
    2024年支出预算120.00万元，其中基本支出85.00万元，项目支出40.00万元。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    2024年支出预算120.00万元，其中基本支出80.00万元，包括人员经费70.00万元和日常公用经费10.00万元；项目支出40.00万元。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    passages = submission.department.passages
    equations = [one for passage in passages for one in _equations(passage)]
    for passage, label, whole, parts in equations:
        total = sum(parts.values(), Decimal(0))
        if abs(whole - total) > CENT:
            yield _broken(passage, label, whole, parts, total)
    yield from _restated(passages)
    yield from _listed(submission)
    yield from _balance(submission)
    if not equations:
        yield NotChecked("正文没有可核对的收支等式", "the narrative states no identity to verify")


Equation = tuple[Passage, str, Decimal, Mapping[str, Decimal]]


def _equations(passage: Passage) -> Iterator[Equation]:
    done: set[Figure] = set()
    for whole, parts in IDENTITIES:
        if whole in done or not {whole, *parts} <= set(passage.sums):
            continue
        done.add(whole)
        suffix = "增减" if passage.changes else ""
        yield passage, f"{whole}{suffix}", passage.sums[whole], {p.value: passage.sums[p] for p in parts}


def _broken(passage: Passage, label: str, whole: Decimal, parts: Mapping[str, Decimal], total: Decimal) -> Hit:
    shown = " + ".join(f"{name} {amount / 10_000:f}" for name, amount in parts.items())
    return Hit(
        zh=f"{label} {wan(whole)}，而 {shown} = {wan(total)}，相差 {wan(abs(whole - total))}",
        en=f"{label} is {wan(whole)}, but {shown} = {wan(total)}: {wan(abs(whole - total))} apart",
        value=wan(whole),
        expected=wan(total),
        difference=wan(abs(whole - total)),
        location=passage.location,
    )


def _restated(passages: tuple[Passage, ...]) -> Iterator[Hit]:
    """The same figure of the same year with another sum further on."""
    first: dict[Figure, Decimal] = {}
    for passage in passages:
        if passage.changes or passage.is_earlier:
            continue
        for figure, amount in passage.sums.items():
            before = first.setdefault(figure, amount)
            slipped = amount * 10_000 == before  # budget-unit-slip speaks of it
            if abs(before - amount) > CENT and not slipped:
                yield Hit(
                    zh=f"{figure}前后不一：前面是 {wan(before)}，这里是 {wan(amount)}",
                    en=f"{figure} was {wan(before)} before and is {wan(amount)} here",
                    value=wan(amount),
                    expected=wan(before),
                    difference=wan(abs(before - amount)),
                    location=passage.location,
                )


def _balance(submission: Submission) -> Iterator[Hit]:
    """Budgeted income and expenditure are equal by construction; a carry-over may explain a gap."""
    income, total = map(submission.department.stated, (Figure.INCOME, Figure.TOTAL))
    if income is not None and total is not None and abs(income - total) > CENT:
        passage = next(p for p in submission.department.passages if Figure.INCOME in p.sums)
        yield Hit(
            zh=f"疑似收支不平：收入 {wan(income)}，支出 {wan(total)}，相差 {wan(abs(income - total))}；有结转的请说明",
            en=f"income {wan(income)} and expenditure {wan(total)} differ by {wan(abs(income - total))}",
            value=wan(income),
            expected=wan(total),
            difference=wan(abs(income - total)),
            location=passage.location,
            severity=WARNING,
        )


def _listed(submission: Submission) -> Iterator[Hit]:
    """Projects listed with their sums must make up the project expenditure."""
    department = submission.department
    stated = department.stated(Figure.PROJECT)
    amounts = [project.amount for project in department.projects if project.amount is not None]
    if stated is None or len(amounts) < 2 or len(amounts) < len(department.projects):
        return
    total = sum(amounts, Decimal(0))
    if abs(total - stated) > CENT:
        shown = " + ".join(f"{amount / 10_000:f}" for amount in amounts)
        yield Hit(
            zh=f"所列项目 {shown} = {wan(total)}，项目支出 {wan(stated)}，相差 {wan(abs(total - stated))}",
            en=f"the projects listed make {shown} = {wan(total)}, the project expenditure is {wan(stated)}",
            value=wan(total),
            expected=wan(stated),
            difference=wan(abs(total - stated)),
            location=department.projects_location,
        )
