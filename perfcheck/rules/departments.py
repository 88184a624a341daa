"""PC81x: the department's own goals, purchases and assets."""

from decimal import Decimal

from perfcheck.rules.consistency import TENDER, bare
from perfcheck.rules.costs import CENT, WAN, wan
from perfcheck.rules.finding import INFO, WARNING, Hit, NotChecked
from perfcheck.rules.goal_wording import FIGURE, NO_FIGURE
from perfcheck.rules.lexicon import words
from perfcheck.rules.projects import project_sum
from perfcheck.rules.rule import Outcomes, dossier_rule, submission_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Asset, Assets, Dossier, Submission, TargetTable


@submission_rule("PC809", "dept-goal-no-value", WARNING, "CY2015-88")
def dept_goal_no_value(submission: Submission, settings: Settings) -> Outcomes:
    """部门分项绩效指标没有指标值 | The department's own indicators lack values

    “绩效指标：提高满意度”没有说提高到多少，年终无从考核。一份文件报一次。

    ## 错例
    二、分项绩效目标

    1、阅读推广

    绩效目标：组织读书活动，丰富群众文化生活。

    绩效指标：举办读书活动，提高群众满意度。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    二、分项绩效目标

    1、阅读推广

    绩效目标：组织读书活动，丰富群众文化生活。

    绩效指标：举办读书活动36场，群众满意度≥90%。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    stated = [aim for aim in submission.department.aims if aim.indicators]
    vague = [aim for aim in stated if not FIGURE.search(NO_FIGURE.sub("", aim.indicators or ""))]
    if vague:
        first = vague[0]
        yield Hit(
            zh=f"{len(stated)} 项分项绩效指标中有 {len(vague)} 项没有指标值，如“{first.name}”：“{(first.indicators or '')[:24]}…”",
            en=f"{len(vague)} of the department's {len(stated)} items state no value, such as “{first.name}”",
            value=first.indicators,
            location=first.location,
        )


@dossier_rule(
    "PC810", "procurement-cross", INFO, "PROCUREMENT-LAW", reads=("policy.procurement_limit",)
)
def procurement_cross(dossier: Dossier, settings: Settings) -> Outcomes:
    """疑似采购项目未列政府采购预算 | A purchase is missing from the procurement budget

    项目要购置、招标或购买物业、保安服务，金额达到限额，政府采购预算却没有列它。限额按本地标准设置；一份文件报一次。

    ## 错例
    2024年，我单位安排政府采购预算0万元。

    图书馆物业服务费绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 物业服务总成本 | 全年物业支出 | ≤86万元 |

    ## 正例
    2024年，我单位安排政府采购预算86万元。

    | 政府采购项目来源 | 采购物品名称 | 政府采购金额 |
    | 图书馆物业服务费 | 物业管理服务 | 86 |

    图书馆物业服务费绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 物业服务总成本 | 全年物业支出 | ≤86万元 |
    """
    procurement = dossier.department.procurement
    if procurement is None:
        return  # the document does not speak of procurement
    listed = {bare(name) for name in procurement.projects}
    if procurement.total and not listed:
        yield NotChecked("没有读到政府采购预算表", "the procurement table was not found")
        return
    missing = [
        (table, cost)
        for table in dossier.tables
        if (cost := project_sum(table)) is not None
        and cost >= settings.policy.procurement_limit
        and _buys(table)
        and not any(_same_project(table, name) for name in listed)
    ]
    if missing:
        shown = "、".join(f"“{table.project}” {wan(cost)}" for table, cost in missing)
        yield Hit(
            zh=f"疑似漏列政府采购：政府采购预算 {wan(procurement.total)}，没有 {shown}；请核对是否应编采购预算",
            en=f"the procurement budget of {wan(procurement.total)} does not hold {shown}",
            value=shown,
            location=procurement.location,
        )


def _buys(table: TargetTable) -> bool:
    """A project whose name is a purchase, or that announces one."""
    name = table.project or ""
    if words("procurement_business").search(name):
        return False
    texts = (table.purpose, table.goal_text, *(row.description for row in table.indicators))
    announced = any("购置" in text or TENDER.search(text) for text in texts)
    return announced or words("procured").search(name) is not None


def _same_project(table: TargetTable, listed: str) -> bool:
    name = bare(table.project or "")
    shorter, longer = sorted((name.removesuffix("项目"), listed.removesuffix("费")), key=len)
    return bool(shorter) and shorter in longer


@submission_rule("PC811", "asset-sum", INFO, "LOGIC")
def asset_sum(submission: Submission, settings: Settings) -> Outcomes:
    """资产表分项之和与总额不符 | The assets do not add up

    资产总额应等于 1 至 4 项之和；“其中”不另计，但上面一项没有填的，以“其中”代之。

    ## 错例
    | 项目 | 数量 | 价值（金额单位：万元） |
    | 资产总额 | | 820.50 |
    | 1、房屋（平方米） | 3200 | 610.00 |
    | 2、车辆（台、辆） | 2 | 36.20 |
    | 3、其他固定资产 | 480 | 171.30 |

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    | 项目 | 数量 | 价值（金额单位：万元） |
    | 资产总额 | | 820.50 |
    | 1、房屋（平方米） | 3200 | 610.00 |
    | 其中：办公用房（平方米） | 1200 | 280.00 |
    | 2、车辆（台、辆） | 2 | 36.20 |
    | 3、其他固定资产 | 480 | 174.30 |

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    assets = submission.department.assets
    if assets is None:
        return  # the document has no such table
    parts = _parts(assets)
    sums = [part.amount.yuan for part in parts if part.amount and part.amount.yuan is not None]
    if assets.total.yuan is None or not parts or len(sums) < len(parts):
        yield NotChecked("资产表的金额读不出来", "the amounts of the asset table cannot be read")
        return
    total, stated = sum(sums, Decimal(0)), assets.total.yuan
    if abs(total - stated) > CENT:
        shown = " + ".join(f"{amount / WAN:f}" for amount in sums)
        instead = [f"“{part.name}”" for part in parts if part.is_part]
        note = f"（{'、'.join(instead)}是“其中”，上面一项没有填）" if instead else ""
        yield Hit(
            zh=f"资产总额 {wan(stated)}，各项 {shown} = {wan(total)}{note}，相差 {wan(abs(total - stated))}",
            en=f"the assets total {wan(stated)}, their items {shown} = {wan(total)}: {wan(abs(total - stated))} apart",
            value=assets.total.raw,
            expected=wan(total),
            difference=wan(abs(total - stated)),
            location=assets.total.location,
        )


def _parts(assets: Assets) -> list[Asset]:
    """The filled items, and an “其中” whose item is empty."""
    parts: list[Asset] = []
    above: Asset | None = None
    for item in assets.items:
        if not item.is_part:
            above = item
        elif above is None or above.amount is not None:
            continue
        if item.amount is not None:
            parts.append(item)
    return parts
