"""PC3xx: the labels of the hierarchy, and where they stand."""

from collections.abc import Callable, Iterator
from itertools import groupby

from perfcheck.rules.finding import ERROR, INFO, WARNING, Hit
from perfcheck.rules.rule import Outcomes, row_rule, submission_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import (
    Category,
    Column,
    Framework,
    Indicator,
    IndicatorKind,
    Submission,
    TargetTable,
    frameworks,
)
from perfcheck.tables.framework import label_key


@row_rule("PC307", "l2-unknown", WARNING, "CY2021-101", "CY2015-88", needs=(Column.LEVEL2,))
def l2_unknown(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """二级指标名称不在规范表内 | Unknown level-2 label

    二级指标按制度只有固定的几种，认不出的名称汇总时会丢。部门整体表各地另有二级指标，只作提示。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 其他指标 | 走访企业 | 走访企业的户数 | ≥60户 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 走访企业 | 走访企业的户数 | ≥60户 |
    """
    if row.level2_raw and row.kind is None:
        yield Hit(
            zh=f"二级指标“{row.level2_raw}”不在指标体系里",
            en=f"“{row.level2_raw}” is no level-2 label of any known framework",
            at=Column.LEVEL2,
            severity=INFO if table.is_whole_department else WARNING,
            expected=" / ".join(table.framework.tree.get(row.category, ()))
            if row.category
            else None,
        )


@row_rule(
    "PC308",
    "l2-under-wrong-l1",
    ERROR,
    "CY2021-101",
    "CY2015-88",
    needs=(Column.LEVEL1, Column.LEVEL2),
    reads=("framework",),
)
def l2_under_wrong_l1(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """二级指标挂错一级 | Level-2 under the wrong level-1

    成本可以在产出下（旧模板），也可以自成一级；满意度挂在效益下是有的省的模板，只作提示。
    口径（perfcheck.toml）指定了指标体系的，只按那一代。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 质量指标 | 出版物合格率 | 合格出版物占抽检的比例 | ≥98% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 出版物合格率 | 合格出版物占抽检的比例 | ≥98% |
    | | 成本指标 | 印刷总成本 | 印刷支出 | ≤6万元 |
    | 成本指标 | 经济成本指标 | 审读总成本 | 审读支出 | ≤2万元 |
    """
    if row.category is None or row.kind is None:
        return
    chosen = settings.framework
    known = (chosen,) if chosen else frameworks()
    allowed = {category for one in known for category in one.parents(row.kind)}
    if row.kind.is_cost and not chosen:
        allowed |= {Category.COST, Category.OUTPUT}
    if row.category in allowed:
        return
    if chosen and not allowed:
        yield _outside(row, row.category, chosen)
        return
    variant = row.kind is IndicatorKind.SATISFACTION and row.category is Category.BENEFIT
    right = "、".join(sorted(allowed))
    yield Hit(
        zh=f"“{row.level2_raw}”挂在“{row.level1_raw}”下，应在“{right}”下"
        + ("（有的省的模板如此）" if variant else ""),
        en=f"“{row.level2_raw}” stands under “{row.level1_raw}”; it belongs under “{right}”",
        at=Column.LEVEL2,
        expected=right,
        severity=INFO if variant else ERROR,
    )


def _outside(row: Indicator, category: Category, framework: Framework) -> Hit:
    """A kind that the chosen framework does not have at all."""
    kinds = " / ".join(framework.tree.get(category, ()))
    return Hit(
        zh=f"指标体系“{framework.label}”里没有二级指标“{row.level2_raw}”"
        + (f"，“{row.level1_raw}”下有：{kinds}" if kinds else f"，也没有“{row.level1_raw}”"),
        en=f"the framework {framework.key} has no level-2 label “{row.level2_raw}”",
        at=Column.LEVEL2,
        expected=kinds or None,
        severity=WARNING,
    )


@row_rule("PC309", "l2-label-variant", INFO, "CONVENTION", needs=(Column.LEVEL2,))
def l2_label_variant(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """二级名称为异写 | Variant spelling of a level-2 label

    “可持续性影响”“产出数量”看得懂，但汇总时会被当成另一类。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 可持续性影响 | 设施使用年限 | 设施可用的年限 | ≥10年 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 可持续影响指标 | 设施使用年限 | 设施可用的年限 | ≥10年 |
    """
    if row.kind is None or Column.LEVEL2 not in row.locations:
        return
    if label_key(row.level2_raw) != label_key(row.kind.value):
        yield Hit(
            zh=f"二级指标“{row.level2_raw}”宜写作“{row.kind.value}”",
            en=f"write the level-2 label “{row.level2_raw}” as “{row.kind.value}”",
            at=Column.LEVEL2,
            expected=row.kind.value,
        )


@submission_rule("PC310", "template-mixed", INFO, "CY2021-101", "CY2015-88")
def template_mixed(submission: Submission, settings: Settings) -> Outcomes:
    """同一文件混用两代模板 | Two generations of template in one document

    有的表成本自成一级，有的表成本在产出下；有的写“效果”，有的写“效益”。汇总时要归到一处。

    ## 错例
    甲河清淤绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 成本指标 | 清淤总成本 | 清淤支出 | ≤25万元 |

    乙渠衬砌绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 成本指标 | 经济成本指标 | 衬砌总成本 | 衬砌支出 | ≤40万元 |

    ## 正例
    甲河清淤绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 成本指标 | 经济成本指标 | 清淤总成本 | 清淤支出 | ≤25万元 |

    乙渠衬砌绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 成本指标 | 经济成本指标 | 衬砌总成本 | 衬砌支出 | ≤40万元 |
    """
    for (left, in_left), (right, in_right) in WAYS:
        one = next(_rows_where(submission, in_left), None)
        other = next(_rows_where(submission, in_right), None)
        if one and other:
            table, row = other
            where = [f"表{number}" for number in (one[0].number, table.number)]
            yield Hit(
                zh=f"同一文件混用两代模板：{where[0]}{left}，{where[1]}{right}；请统一",
                en=f"tables {one[0].number} and {table.number} follow different templates; use one",
                table=table,
                location=row.location,
            )


def _rows_where(
    submission: Submission, fits: Callable[[Indicator], bool]
) -> Iterator[tuple[TargetTable, Indicator]]:
    return ((table, row) for table in submission.tables for row in table.indicators if fits(row))


def _cost_under_output(row: Indicator) -> bool:
    return row.category is Category.OUTPUT and row.kind is not None and row.kind.is_cost


# Pairs of ways to say the same thing, each with how a row shows it.
Way = tuple[str, Callable[[Indicator], bool]]
WAYS: tuple[tuple[Way, Way], ...] = (
    (
        ("成本在产出下", _cost_under_output),
        ("成本自成一级", lambda row: row.category is Category.COST),
    ),
    (
        ("写“效果指标”", lambda row: row.is_benefit and "效果" in row.level1_raw),
        ("写“效益指标”", lambda row: row.is_benefit and "效益" in row.level1_raw),
    ),
)


@table_rule(
    "PC311",
    "l2-order-split",
    INFO,
    "CONVENTION",
    needs=(Column.VALUE, Column.LEVEL1, Column.LEVEL2),
)
def l2_order_split(table: TargetTable, settings: Settings) -> Outcomes:
    """同一二级指标被拆成不相邻的行 | One level-2 label in rows that are not adjacent

    同一二级指标的各条放在一起，核对时才不会漏看。一张表报一次。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 受益农户 | 用上新渠的农户 | ≥320户 |
    | | 可持续影响指标 | 渠道使用年限 | 渠道设计使用年限 | ≥20年 |
    | | 社会效益指标 | 新增灌溉面积 | 渠道新增的灌溉面积 | ≥860亩 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 受益农户 | 用上新渠的农户 | ≥320户 |
    | | | 新增灌溉面积 | 渠道新增的灌溉面积 | ≥860亩 |
    | | 可持续影响指标 | 渠道使用年限 | 渠道设计使用年限 | ≥20年 |
    """
    runs = [
        (key, list(rows))
        for key, rows in groupby(table.indicators, lambda row: (row.level1_raw, row.level2_raw))
    ]
    seen: set[tuple[str, str]] = set()
    split: dict[str, Indicator] = {}
    for key, rows in runs:
        if key in seen and key[1]:
            split.setdefault(key[1], rows[0])
        seen.add(key)
    if split:
        names, first = "、".join(f"“{name}”" for name in split), next(iter(split.values()))
        yield Hit(
            zh=f"{names}的各条指标被别的二级指标隔开了，宜放在一起",
            en=f"the rows of {names} are parted by other rows; keep them together",
            value="、".join(split),
            location=first.locations.get(Column.LEVEL2, first.location),
        )
