"""Running the command in tests, and the two small tables it is run on."""

import pytest

from perfcheck.cli import main

HEADER = "| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |\n"
CLEAN = (
    "健身步道维护费绩效目标表\n\n"
    "| 项目编码 | P2024-017 | 项目名称 | 健身步道维护费 |\n"
    "| 预算数 | 24万元 | 其中：财政资金 | 24万元 | 其他资金 | 0 |\n"
    "| 绩效目标 | 全年维护步道12公里，路面平整，照明完好，市民放心锻炼 |\n"
    + HEADER
    + "| 产出指标 | 数量指标 | 维护步道长度 | 列入年度维护计划的步道总长 | =12公里 |\n"
    + "| | 质量指标 | 照明完好率 | 完好灯具数÷灯具总数×100% | ≥98% |\n"
    + "| | 时效指标 | 报修到场时限 | 接到报修至维修人员到场的时间 | ≤4小时 |\n"
    + "| | 成本指标 | 维护总成本 | 全年步道维护支出总额 | ≤24万元 |\n"
    + "| 效益指标 | 社会效益指标 | 步道日均使用人次 | 感应计数器记录的日均人次 | ≥800人次 |\n"
    + "| 满意度指标 | 服务对象满意度指标 | 市民满意度 | 问卷中回答满意的人数÷有效问卷数×100% | ≥90% |\n"
)
FLAWED = CLEAN.replace("≤24万元 |", "≤30万元 |").replace("=12公里", "12公里")


def run(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str, str]:
    """Exit status, standard output, standard error of a command."""
    try:
        status = main([str(one) for one in argv])
    except SystemExit as end:
        status = int(end.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err
