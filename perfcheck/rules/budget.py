"""PC60x: cost indicators against the project budget, the budget against its parts and purpose."""

import re
from decimal import Decimal

from perfcheck.rules.costs import CENT, budget_of, cost_total, sum_of, total_costs, wan, yuan
from perfcheck.rules.direction import is_money
from perfcheck.rules.doubt import incomplete
from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit, NotChecked
from perfcheck.rules.lexicon import words
from perfcheck.rules.rule import Outcomes, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import TargetTable

HALF_CENT = Decimal("0.005") * 10_000
# 更换叫号机、安装机房消防系统
BOUGHT = r"(?:新?购[置买]|采购|安装|更换)[\u4e00-\u9fff]{{0,6}}?(?:{equipment})"
NEW = re.compile("新?购[置买]|采购|安装")
NO_BUDGET = NotChecked("表中没有预算数", "the table states no budget")


@table_rule("PC601", "cost-over-budget", ERROR, "CY2015-88")
def cost_over_budget(table: TargetTable, settings: Settings) -> Outcomes:
    """成本总额指标超过项目预算 | A cost ceiling exceeds the project's budget

    成本指标允许的支出不得超过预算数。超出的成本目标即使达到，也说明预算不足或目标不实。单价也不会高过整个项目的预算。几项分项成本合起来超过的为警告。

    ## 错例
    | 项目名称 | 消防器材更新 | 预算数 | 25万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 采购总成本 | 器材采购支出 | ≤30万元 |

    ## 正例
    | 项目名称 | 消防器材更新 | 预算数 | 25万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 采购总成本 | 器材采购支出 | ≤25万元 |
    """
    budget = budget_of(table)
    if budget is None:
        yield NO_BUDGET
        return
    single = [
        (row, quantity)
        for row in table.costs
        if (quantity := sum_of(row)) and not words("multi_year").search(row.wording)
    ]
    over = [(row, quantity) for row, quantity in single if yuan(quantity) - budget > HALF_CENT]
    for row, quantity in over:
        gap = wan(yuan(quantity) - budget)
        yield Hit(
            row=row,
            zh=f"成本 {quantity.render()} 超过项目预算 {wan(budget)}，多出 {gap}",
            en=f"the cost {quantity.render()} exceeds the budget {wan(budget)} by {gap}",
            expected=f"≤{wan(budget)}",
            difference=gap,
        )
    parts = [(row, quantity) for row, quantity in total_costs(table) if "总" not in row.name]
    total = sum((yuan(quantity) for _, quantity in parts), Decimal(0))
    if not over and len(parts) > 1 and total - budget > CENT:
        shown = " + ".join(quantity.render() for _, quantity in parts)
        yield Hit(
            zh=f"疑似超过预算：各项成本 {shown} = {wan(total)}，预算 {wan(budget)}，多出 {wan(total - budget)}",
            en=f"the costs {shown} = {wan(total)} together exceed the budget {wan(budget)}",
            value=shown,
            expected=f"≤{wan(budget)}",
            difference=wan(total - budget),
            location=parts[0][0].location,
            severity=WARNING,
        )


@table_rule("PC602", "cost-under-budget", INFO, "CY2015-88")
def cost_under_budget(table: TargetTable, settings: Settings) -> Outcomes:
    """总成本与预算不等 | Total cost is below the budget

    总成本低于预算，可能漏列成本，也可能预算偏高。几条分项成本先求和再比；只有一条分项或另有单价的不比。

    ## 错例
    | 项目名称 | 消防器材更新 | 预算数 | 25万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 采购总成本 | 器材采购支出 | ≤20万元 |

    ## 正例
    | 项目名称 | 消防器材更新 | 预算数 | 25万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 灭火器采购成本 | 灭火器采购支出 | ≤20万元 |
    | | | 消防栓采购成本 | 消防栓采购支出 | ≤5万元 |
    """
    budget = budget_of(table)
    if budget is None:
        yield NO_BUDGET
        return
    costs = total_costs(table)
    part = len(costs) == 1 and not re.search("总|项目成本|项目支出|预算|经费", costs[0][0].name)
    if part or len(costs) < sum(sum_of(row) is not None for row in table.costs):
        return  # one part of the cost, or unit prices beside it
    total = sum((yuan(quantity) for _, quantity in costs), Decimal(0))
    short = budget - total
    if costs and short > max(budget * Decimal("0.005"), CENT):
        shown = " + ".join(quantity.render() for _, quantity in costs)
        yield Hit(
            zh=f"成本指标合计 {shown} = {wan(total)}，预算 {wan(budget)}，少 {wan(short)}，请说明差额用途",
            en=f"the costs {shown} = {wan(total)} stay below the budget {wan(budget)} by {wan(short)}",
            value=shown,
            expected=wan(budget),
            difference=wan(short),
            location=costs[0][0].location,
        )


@table_rule("PC603", "cost-money-missing", WARNING, "CY2021-101")
def cost_money_missing(table: TargetTable, settings: Settings) -> Outcomes:
    """有项目预算但没有任何金额成本指标 | A budget but no monetary cost indicator

    花多少钱是成本指标首先要说的。有预算而成本只写比率或文字的，退回补金额。部门整体表不检查。

    ## 错例
    | 项目名称 | 校车租赁费 | 预算数 | 80万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 成本控制率 | 实际支出与预算之比 | ≤100% |

    ## 正例
    | 项目名称 | 校车租赁费 | 预算数 | 80万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 租赁总成本 | 校车租赁支出 | ≤80万元 |
    """
    budget, doubt = budget_of(table), incomplete(table)
    if budget is None:
        yield NO_BUDGET
    elif doubt:
        yield doubt
    elif table.is_whole_department:
        return
    elif budget > 0 and not any(
        is_money(row.constraint) or cost_total(row) for row in table.costs
    ):
        shown = "、".join(f"“{row.name} {row.value.strip()}”" for row in table.costs)
        yield Hit(
            zh=f"预算 {wan(budget)}，却没有一条成本指标写金额"
            + (f"，只有{shown}" if shown else ""),
            en=f"a budget of {wan(budget)}, but no cost indicator states a sum",
            location=table.costs[0].location if table.costs else None,
        )


@table_rule("PC608", "budget-parts", ERROR, "LOGIC")
def budget_parts(table: TargetTable, settings: Settings) -> Outcomes:
    """预算数≠财政资金+其他资金 | The budget is not the sum of its parts

    空格按 0 计。另有结转、自筹等来源而合不上的，写“未检查”。

    ## 错例
    | 项目名称 | 校车租赁费 | 预算数 | 80万元 | 财政资金 | 75万元 | 其他资金 | 0 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 租赁总成本 | 校车租赁支出 | ≤80万元 |

    ## 正例
    | 项目名称 | 校车租赁费 | 预算数 | 80万元 | 财政资金 | 75万元 | 其他资金 | 5万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 租赁总成本 | 校车租赁支出 | ≤80万元 |
    """
    budget = table.budget
    if budget is None or budget.total is None or budget.fiscal is None:
        yield NotChecked(
            "表中没有预算数和财政资金", "the table does not state the budget and its fiscal part"
        )
        return
    parts = [part for part in (budget.fiscal, budget.other) if part is not None]
    sums = [part.yuan for part in parts if part.yuan is not None]
    total = budget.total.yuan
    if total is None or len(sums) < len(parts):
        yield NotChecked("预算数或其构成读不出金额", "the budget or a part of it is unreadable")
        return
    more = sum((part.yuan for part in budget.more if part.yuan), Decimal(0))
    if more and sum(sums) != total:
        if sum(sums) + more != total:
            yield NotChecked(
                "资金来源不止财政资金和其他资金两项", "the funds have further sources"
            )
        return
    gap = total - sum(sums)
    if abs(gap) > Decimal("0.005") * 10_000:
        shown = " + ".join(part.raw for part in parts)
        yield Hit(
            zh=f"预算数 {budget.total.raw}，财政资金与其他资金合计 {shown} = {wan(sum(sums, Decimal(0)))}，相差 {wan(abs(gap))}",
            en=f"the budget is {budget.total.raw}, its parts {shown} make {wan(sum(sums, Decimal(0)))}: {wan(abs(gap))} apart",
            value=budget.total.raw,
            expected=wan(sum(sums, Decimal(0))),
            difference=wan(abs(gap)),
            location=budget.total.location,
        )


@table_rule("PC610", "cost-share-of-purpose", INFO, "CY2015-88")
def cost_share_of_purpose(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似项目名称与支出内容不一致 | Spending outside the project's name

    “维护费”“工作经费”里列了购置、安装设备，宜另立购置项目或改项目名称。至少提到两样才报，一张表报一次。

    ## 错例
    | 项目名称 | 体育馆运行维护费 |
    | 绩效目标 | 购置中央空调2套，更换看台显示屏，保障场馆开放 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 场馆开放的天数 | ≥330天 |

    ## 正例
    | 项目名称 | 体育馆运行维护费 |
    | 绩效目标 | 检修中央空调和看台显示屏，保障场馆开放 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 场馆开放的天数 | ≥330天 |
    """
    project = table.project or ""
    if not words("upkeep").search(project) or words("acquisition").search(project):
        return
    bought = BOUGHT.format(equipment=words("equipment").pattern)
    texts = [table.purpose, table.goal_text, *(row.description for row in table.indicators)]
    found = dict.fromkeys(match[0] for text in texts for match in re.finditer(bought, text))
    if len(found) > 1 and any(NEW.match(one) for one in found):
        shown = "、".join(f"“{one}”" for one in found)
        yield Hit(
            zh=f"疑似名实不符：项目是“{project}”，支出内容却有{shown}；宜另立项目或改名",
            en=f"the project is “{project}”, yet it pays for {shown}",
            value="、".join(found),
        )
