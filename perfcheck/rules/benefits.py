"""PC4xx: what is filed under benefits and belongs elsewhere, or under another benefit."""

import re

from perfcheck.rules.finding import INFO, Hit
from perfcheck.rules.lexicon import words
from perfcheck.rules.measure import has_number
from perfcheck.rules.names import plain_name
from perfcheck.rules.rule import Outcomes, row_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, Indicator, IndicatorKind, TargetTable
from perfcheck.values import Dimension

SATISFIED = re.compile(r"满意(?:度|率|程度|情况|比例)?[。\s]*$")
DONE_SHARE = re.compile("办结率|完结率|完成率|达标率")


@row_rule("PC406", "class-satisfaction-elsewhere", INFO, "CY2021-101", needs=(Column.LEVEL1,))
def class_satisfaction_elsewhere(
    row: Indicator, table: TargetTable, settings: Settings
) -> Outcomes:
    """满意类内容放在效益下 | Satisfaction filed under benefits

    满不满意另有满意度指标，放在效益下就少了一条真正的效益。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 农户对农技服务满意程度 | 问卷中满意的农户占比 | ≥90% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 农技服务到户 | 上门服务的农户 | ≥1200户 |
    | 满意度指标 | 服务对象满意度指标 | 农户满意度 | 问卷中满意的农户占比 | ≥90% |
    """
    if not row.is_benefit or row.is_satisfaction:
        return
    if SATISFIED.search(row.name) or SATISFIED.search(row.description):
        yield Hit(
            zh=f"“{row.name}”说的是满意不满意，却放在“{row.level2_raw or row.level1_raw}”下；宜移到满意度指标",
            en=f"“{row.name}” is about satisfaction, yet stands under “{row.level2_raw or row.level1_raw}”",
            at=Column.LEVEL2,
            expected=IndicatorKind.SATISFACTION.value,
        )


@row_rule("PC407", "class-saving-under-social", INFO, "CY2021-101", needs=(Column.LEVEL2,))
def class_saving_under_social(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """资金节约归入社会效益 | Saving of money under social benefit

    省下的钱、增加的收入是经济效益。受益人数、户数不在此列。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 集中采购资金节约率 | 节约的资金占预算的比例 | ≥8% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 经济效益指标 | 集中采购资金节约率 | 节约的资金占预算的比例 | ≥8% |
    | | 社会效益指标 | 带动增收农户 | 收入增加的农户 | ≥300户 |
    """
    saving = words("money_saved").search(row.name)
    counted = row.constraint.dimension in (Dimension.COUNT, Dimension.AREA)
    if row.kind is IndicatorKind.SOCIAL and saving and not counted:
        yield Hit(
            zh=f"“{row.name}”说的是{saving[0]}，属于经济效益，不是社会效益",
            en=f"“{row.name}” is about money saved or earned: an economic benefit, not a social one",
            at=Column.LEVEL2,
            expected=IndicatorKind.ECONOMIC.value,
        )


@row_rule("PC408", "class-negative-as-economic", INFO, "CY2021-101", needs=(Column.LEVEL2,))
def class_negative_as_economic(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """投诉、稳定类归入经济效益 | Complaints or stability under economic benefit

    投诉、信访、社会稳定是社会效益。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 经济效益指标 | 施工扰民投诉件数 | 施工期间的投诉 | ≤3件 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 施工扰民投诉件数 | 施工期间的投诉 | ≤3件 |
    | | 经济效益指标 | 减少投诉赔偿支出 | 比上年减少的赔偿 | ≥2万元 |
    """
    social = words("social_matter").search(row.name)
    if row.kind is not IndicatorKind.ECONOMIC or social is None:
        return
    if not words("economic_matter").search(row.name):
        yield Hit(
            zh=f"“{row.name}”说的是{social[0]}，属于社会效益，不是经济效益",
            en=f"“{row.name}” is about complaints or stability: a social benefit, not an economic one",
            at=Column.LEVEL2,
            expected=IndicatorKind.SOCIAL.value,
        )


@row_rule("PC409", "class-output-as-benefit", INFO, "CY2021-101", needs=(Column.LEVEL1,))
def class_output_as_benefit(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """疑似产出归入效益 | An output rate filed under benefits

    办结率、完成率说事情做了多少，是产出；做完以后带来什么才是效益。水质、空气、体质等结果的达标率不在此列。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 信访事项办结率 | 办结的信访占受理信访的比例 | ≥95% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 重复信访下降率 | 重复信访比上年下降的比例 | ≥20% |
    | | 生态效益指标 | 断面水质达标率 | 达标断面占全部断面的比例 | ≥90% |
    """
    if not row.is_benefit or row.is_satisfaction or not has_number(row):
        return
    share = DONE_SHARE.search(row.name)
    if share is None or words("outcome_rate").search(row.name):
        return
    if words("execution").search(row.name):
        return  # class-benefit-execution speaks of it
    if share[0] != "达标率" or words("built_thing").search(row.name):
        yield Hit(
            zh=f"疑似产出写成了效益：“{row.name}”说事情做了多少（{share[0]}），不说带来什么；宜移到产出指标",
            en=f"possibly an output: “{row.name}” says how much was done, not what came of it",
            at=Column.LEVEL1,
        )


@row_rule("PC410", "class-activity-as-effect", INFO, "CY2021-101", needs=(Column.LEVEL1,))
def class_activity_as_effect(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """疑似效益指标名称是活动 | A benefit named as an activity

    “开展…活动”“举办…”是做的事，不是做完以后的效果。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 举办乡村音乐节 | 全年举办的音乐节 | ≥2场 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 效益指标 | 社会效益指标 | 音乐节吸引游客 | 音乐节期间到村游客 | ≥3万人次 |
    | 产出指标 | 数量指标 | 举办乡村音乐节 | 全年举办的音乐节 | ≥2场 |
    """
    if not row.is_benefit or row.is_satisfaction:
        return
    name = plain_name(row)
    activity = words("activity").match(name)
    if activity and not words("outcome").search(name):
        yield Hit(
            zh=f"疑似活动写成了效益：“{row.name}”是要做的事（{activity[0]}），不是效果；请写做完以后带来什么",
            en=f"possibly an activity: “{row.name}” is something to do, not what comes of it",
            at=Column.NAME,
        )
