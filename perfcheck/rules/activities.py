"""PC80x: duties and activities with budgets of their own."""

from collections import defaultdict
from decimal import Decimal

from perfcheck.rules.costs import wan
from perfcheck.rules.finding import ERROR, INFO, Hit, NotChecked
from perfcheck.rules.rule import Outcomes, graded_rule, submission_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import (
    Activity,
    Amount,
    Column,
    Figure,
    GradedIndicator,
    Submission,
    TargetTable,
)

HALF_CENT = Decimal("0.005") * 10_000


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
        yield NotChecked(
            f"“{name}”或其活动没有可读的预算数", f"“{name}” or a part of it has no readable budget"
        )
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
            table=table,
        )


@graded_rule("PC805", "activity-no-budget", INFO, "CY2015-88")
def activity_no_budget(row: GradedIndicator, table: TargetTable, settings: Settings) -> Outcomes:
    """活动无预算却设经费类指标 | A money indicator on an activity without budget

    没有钱就谈不上经费用得怎样：补填预算，或删去指标。

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
    if (
        Column.ACTIVITY_BUDGET not in table.columns
        or activity is None
        or activity.budget is not None
    ):
        return
    if any(word in row.name for word in ("经费", "成本", "支出")) and "保障" not in row.name:
        yield Hit(
            zh=f"活动“{activity.name}”没有预算，却设了经费类指标“{row.name}”",
            en=f"the activity “{activity.name}” has no budget, yet “{row.name}” measures money",
        )
