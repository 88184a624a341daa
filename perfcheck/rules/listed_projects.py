"""PC80x: the projects that the prose lists, beside the tables."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from attrs import frozen

from perfcheck.messages import Message
from perfcheck.rules.consistency import bare
from perfcheck.rules.costs import CENT, wan
from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit, NotChecked
from perfcheck.rules.projects import agreed_sum, file_name
from perfcheck.rules.rule import Outcomes, dossier_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Dossier, TargetTable

EXEMPT = re.compile("^其他|涉密|保密|工资|人员经费|公用经费|社保|社会保险|公积金|津补贴|退休|离休")
RESEMBLES = 0.5  # names that share less are two projects


@frozen
class Pairing:
    """Listed names and tables, paired by name: the same, alike, and what is left of each."""

    same: list[tuple[str, TargetTable]]
    alike: list[tuple[str, TargetTable]]
    listed_only: list[str]
    tables_only: list[TargetTable]


def plain_name(name: str) -> str:
    """A project's name for comparing: 某某项目等 and 某某 are one."""
    return bare(name).removesuffix("等").removesuffix("项目")


def pair(listed: Iterable[str], tables: Iterable[TargetTable]) -> Pairing:
    """Equal names first, then the most alike; never by order."""
    names = list(dict.fromkeys(listed))
    rest = [table for table in tables if table.project]
    same, alike = [], []
    for name in list(names):
        table = next(
            (one for one in rest if plain_name(one.project or "") == plain_name(name)), None
        )
        if table:
            same.append((name, table))
            names.remove(name)
            rest.remove(table)
    likely = sorted(
        ((_likeness(name, table), name, table) for name in names for table in rest),
        key=lambda one: -one[0],
    )
    for likeness, name, table in likely:
        if likeness >= RESEMBLES and name in names and table in rest:
            alike.append((name, table))
            names.remove(name)
            rest.remove(table)
    alike.sort(key=lambda one: one[1].number)
    return Pairing(same, alike, names, rest)


def _likeness(name: str, table: TargetTable) -> float:
    return SequenceMatcher(None, plain_name(name), plain_name(table.project or "")).ratio()


def _which(dossier: Dossier, table: TargetTable) -> Message:
    place = _file(dossier, table)
    return Message(
        f"绩效目标表{place}" if place else f"第 {table.number} 张绩效目标表",
        f"the table{place}" if place else f"table {table.number}",
    )


def _file(dossier: Dossier, table: TargetTable) -> str:
    """The file of a table that stands in another than the text."""
    home = dossier.document_of(table)
    return "" if home == dossier.document.name else f"（{file_name(home)}）"


def pair_most(listed: Iterable[str], tables: Iterable[TargetTable]) -> Pairing | None:
    """The pairing; None where most of the names are in no table: then they list something else."""
    found = pair(listed, tables)
    paired = len(found.same) + len(found.alike)
    return found if found.same and paired > len(found.listed_only) else None


@dossier_rule("PC802", "project-list-mismatch", INFO, "CONVENTION")
def project_list_mismatch(dossier: Dossier, settings: Settings) -> Outcomes:
    """正文与绩效表的项目名称不一致 | A project has two names

    同一个项目在正文清单里和绩效目标表上名称不同，公开后会被看成两个项目。按名称配对，不按顺序；
    同一文件夹里另存的表一并配对。

    ## 错例
    2024年支出预算120.00万元，其中基本支出80.00万元，项目支出40.00万元，主要为图书采购费；少儿阅览区改造工程。

    图书采购费绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 采购图书 | 采购的图书 | ≥3000册 |

    少儿阅览室改造绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 改造面积 | 改造的面积 | ≥200平方米 |

    ## 正例
    2024年支出预算120.00万元，其中基本支出80.00万元，项目支出40.00万元，主要为图书采购费；少儿阅览室改造项目。

    图书采购费绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 采购图书 | 采购的图书 | ≥3000册 |

    少儿阅览室改造绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 改造面积 | 改造的面积 | ≥200平方米 |
    """
    department = dossier.department
    listed = {one.name: department.projects_location for one in department.projects}
    aims = {one.name: one.location for one in department.aims}
    for names in (listed, aims):
        found = pair_most(names, dossier.tables)
        for name, table in found.alike if found else ():
            which = _which(dossier, table)
            yield Hit(
                zh=f"正文写“{name}”，{which.zh}写“{table.project}”，请统一项目名称",
                en=f"the text says “{name}”, {which.en} “{table.project}”; use one name",
                value=name,
                expected=table.project,
                project=table.project,
                location=names[name],
            )


@dossier_rule("PC803", "project-without-table", WARNING, "ZF2018-34")
def project_without_table(dossier: Dossier, settings: Settings) -> Outcomes:
    """正文所列项目没有绩效目标表 | A listed project has no table

    项目支出都要编绩效目标。正文清单里的项目找不到表，而其余的表都已配上时才报；涉密、人员类项目除外。
    同一文件夹里另存的表也算。

    ## 错例
    2024年支出预算120.00万元，其中基本支出80.00万元，项目支出40.00万元，主要为图书采购费；流动图书车运行费；少儿阅览室改造。

    图书采购费绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 采购图书 | 采购的图书 | ≥3000册 |

    少儿阅览室改造绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 改造面积 | 改造的面积 | ≥200平方米 |

    ## 正例（表另存为文件）
    2024年支出预算120.00万元，其中基本支出80.00万元，项目支出40.00万元，主要为图书采购费；少儿阅览室改造。

    图书采购费绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 采购图书 | 采购的图书 | ≥3000册 |

    ---

    少儿阅览室改造绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 改造面积 | 改造的面积 | ≥200平方米 |

    ## 正例
    2024年支出预算120.00万元，其中基本支出80.00万元，项目支出40.00万元，主要为图书采购费；少儿阅览室改造。

    图书采购费绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 采购图书 | 采购的图书 | ≥3000册 |

    少儿阅览室改造绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 改造面积 | 改造的面积 | ≥200平方米 |
    """
    department = dossier.department
    found = pair_most((one.name for one in department.projects), dossier.tables)
    if found is None:
        return  # the text lists no projects, or something else
    nameless = any(not table.project for table in dossier.tables)
    if found.listed_only and (nameless or found.tables_only):
        yield NotChecked(
            "有的表没有项目名称，或与正文所列项目对不上",
            "a table has no project name or matches no project that the text lists",
        )
        return
    missing = [name for name in found.listed_only if not EXEMPT.search(name)]
    if missing:
        shown = "、".join(f"“{name}”" for name in missing)
        yield Hit(
            zh=f"正文所列项目 {shown} 没有绩效目标表（正文列 {len(department.projects)} 个项目，表有 {len(dossier.tables)} 张）"
            + ("；请核对文件是否齐全" if len(dossier.parts) > 1 else ""),
            en=f"the text lists {shown}, for which there is no table",
            value="、".join(missing),
            location=department.projects_location,
        )


@dossier_rule("PC813", "project-amount-mismatch", ERROR, "LOGIC")
def project_amount_mismatch(dossier: Dossier, settings: Settings) -> Outcomes:
    """正文所列项目金额与绩效表不符 | A project's sum in the text is not its table's

    同一个项目，正文清单写 120 万元，绩效目标表的预算数（没有的取唯一的总成本）却是 102 万元。只比名称相同的。

    ## 错例
    2024年支出预算320.00万元，其中基本支出80.00万元，项目支出240.00万元，主要为图书采购费120万元，少儿阅览室改造120万元。

    图书采购费绩效目标表

    | 项目名称 | 图书采购费 | 预算数 | 102万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 采购图书 | 采购的图书 | ≥3000册 |

    少儿阅览室改造绩效目标表

    | 项目名称 | 少儿阅览室改造 | 预算数 | 120万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 改造面积 | 改造的面积 | ≥200平方米 |

    ## 正例
    2024年支出预算320.00万元，其中基本支出80.00万元，项目支出240.00万元，主要为图书采购费120万元，少儿阅览室改造120万元。

    图书采购费绩效目标表

    | 项目名称 | 图书采购费 | 预算数 | 120万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 采购图书 | 采购的图书 | ≥3000册 |

    少儿阅览室改造绩效目标表

    | 项目名称 | 少儿阅览室改造 | 预算数 | 120万元 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 改造面积 | 改造的面积 | ≥200平方米 |
    """
    department = dossier.department
    amounts = {one.name: one.amount for one in department.projects if one.amount is not None}
    found = pair_most(amounts, dossier.yearly)
    for name, table in found.same if found else ():
        listed = amounts[name]
        own = agreed_sum(dossier, table) if _is_alone(dossier, table) else None
        if own is not None and abs(listed - own) > CENT:
            gap, place = wan(abs(listed - own)), _file(dossier, table)
            yield Hit(
                zh=f"正文写“{name}”{wan(listed)}，绩效目标表{place}是 {wan(own)}，相差 {gap}",
                en=f"the text gives “{name}” {wan(listed)}, its table{place} {wan(own)}: {gap} apart",
                value=wan(listed),
                expected=wan(own),
                difference=gap,
                table=table,
                document=dossier.document.name,
                location=department.projects_location,
                severity=None if dossier.is_of_department(table) else WARNING,
            )


def _is_alone(dossier: Dossier, table: TargetTable) -> bool:
    """Has no other document a project of this name, such as another school's?"""
    name, home = plain_name(table.project or ""), dossier.document_of(table)
    return not any(
        plain_name(one.project or "") == name and dossier.document_of(one) != home
        for one in dossier.yearly
    )
