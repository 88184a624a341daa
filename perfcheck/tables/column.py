"""What the columns of an indicator table hold."""

from enum import StrEnum

GRADES = ("优", "良", "中", "差")


class Column(StrEnum):
    """What a column of an indicator table holds."""

    PROJECT = "项目名称"
    LEVEL1 = "一级指标"
    LEVEL2 = "二级指标"
    NAME = "三级指标"
    DESCRIPTION = "绩效指标描述"
    OPERATOR = "计算符号"
    NATURE = "指标性质"
    VALUE = "指标值"
    LONG_TERM = "中期指标值"
    ADJUSTED = "调整后指标值"
    UNIT = "计量单位"
    BASIS = "指标值确定依据"
    WEIGHT = "权重"
    ACTUAL = "实际完成值"
    POINTS = "分值"
    SCORE = "得分"
    REASON = "偏差原因"
    ACTIVITY = "职责活动"
    ACTIVITY_BUDGET = "年度预算数"
    CONTENT = "内容描述"
    GOAL = "绩效目标"
    EXCELLENT = "优"
    GOOD = "良"
    FAIR = "中"
    POOR = "差"
