"""What is read around the target tables: the department's goals, its assets and purchases, numbers."""

from decimal import Decimal

import pytest

from perfcheck.api import extract
from perfcheck.tables import Department, numbered
from tests.test_tables import HEADER, ROWS, only, pipes, read

GOALS = """第一部分 部门整体绩效目标

一、总体绩效目标

全年开放图书馆 330 天。

二、分项绩效目标

1、阅读推广

绩效目标：组织读书活动。

绩效指标：举办活动36场，
群众满意度≥90%。

2、古籍保护

绩效目标：修复馆藏古籍。

绩效指标：提高修复水平。

3、日常运转

三、工作保障措施

1、加强领导

绩效指标：不在分项目标之内。

第二部分 预算项目绩效目标

"""


def department(text: str) -> Department:
    return read(text + pipes(ROWS)).department


def test_the_items_of_the_department_goals() -> None:
    first, second = department(GOALS).aims
    assert (first.name, first.goals) == ("阅读推广", ("组织读书活动。",))
    assert second.indicators == "提高修复水平。"
    assert second.location.line == 20


def test_an_indicator_may_run_on_in_the_next_paragraph() -> None:
    first, _ = department(GOALS).aims
    assert first.indicators == "举办活动36场，群众满意度≥90%。"


def test_the_part_ends_where_the_next_part_or_a_grid_begins() -> None:
    texts = [one.text for one in department(GOALS).targets]
    assert texts[:2] == ["一、总体绩效目标", "全年开放图书馆330天。"]
    assert texts[-1] == "绩效指标：不在分项目标之内。"
    assert department("总体绩效目标：\n\n丰富馆藏。\n\n").targets[-1].text == "丰富馆藏。"


def test_a_table_of_contents_does_not_hide_the_part() -> None:
    contents = "一、总体绩效目标\n\n二、分项绩效目标\n\n第二部分 预算项目绩效目标\n\n"
    assert len(department(contents + GOALS).aims) == 2


def test_numbered_goals_without_indicators() -> None:
    text = "二、分项绩效目标\n\n1、图书采购费\n\n目标1：采购新书；\n\n目标2：及时上架。\n\n"
    (aim,) = department(text).aims
    assert (aim.name, aim.goals, aim.indicators) == (
        "图书采购费",
        ("采购新书；", "及时上架。"),
        None,
    )


ASSETS = [
    ("项目", "数量", "价值（金额单位：万元）"),
    ("资产总额", "", "820.50"),
    ("1、房屋（平方米）", "", ""),
    ("其中：办公用房（平方米）", "3200", "610.00"),
    ("2、车辆（台、辆）", "2", "36.20"),
]


def test_the_asset_table() -> None:
    assets = department(pipes(ASSETS) + "\n").assets
    assert assets
    assert assets.total.yuan == Decimal(8_205_000)
    assert [(one.name, one.is_part, one.amount is not None) for one in assets.items] == [
        ("房屋（平方米）", False, False),
        ("办公用房（平方米）", True, True),
        ("车辆（台、辆）", False, True),
    ]


def test_the_asset_table_may_run_on_after_a_page_break() -> None:
    rest = [ASSETS[0], ("3、其他固定资产", "480", "174.30")]
    assets = department(pipes(ASSETS) + "\n- 12 -\n\n" + pipes(rest) + "\n").assets
    assert assets
    assert assets.items[-1].name == "其他固定资产"


def test_other_tables_are_no_assets() -> None:
    assert department("").assets is None


@pytest.mark.parametrize(
    ("statement", "total"),
    [
        ("2024年，我单位安排政府采购预算86.50万元。", Decimal(865_000)),
        ("2024年政府采购预算总额为 1,200 万元，其中货物类 300 万元。", Decimal(12_000_000)),
        ("2024年，无政府采购预算。", Decimal(0)),
        ("注：我单位未安排政府采购预算，空表列示。", Decimal(0)),
        ("六、政府采购预算情况", None),
    ],
)
def test_the_procurement_budget(statement: str, total: Decimal | None) -> None:
    procurement = department(statement + "\n\n").procurement
    assert (procurement.total if procurement else None) == total


def test_the_projects_of_the_procurement_table() -> None:
    rows = [
        ("政府采购项目来源", "采购物品名称", "政府采购金额"),
        ("项目名称", "", "合计"),
        ("合　计", "", "86"),
        ("物业服务费", "物业管理服务", "86"),
    ]
    text = "安排政府采购预算86万元。\n\n" + pipes(rows) + "\n"
    procurement = department(text).procurement
    assert procurement
    assert procurement.projects == ("物业服务费",)


def test_numbered_paragraphs_of_every_style() -> None:
    lines = [
        "一、甲",
        "（二）乙",
        "3、丙",
        "4.丁",
        "（5）戊",
        "6.5公里",
        "第二部分 己",
        "十二、庚",
    ]
    found = list(numbered(read("\n\n".join(lines) + "\n\n" + pipes(ROWS)).document))
    assert [one and (one.style, one.number) for one in found] == [
        ("一、", 1), ("（一）", 2), ("1、", 3), ("1、", 4), ("（1）", 5), None, ("一、", 12),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "heading"),
    [("一、部门职责", True), ("一、部门职责.....25", False), ("1、全年办结业务；", False)],
)
def test_a_heading_is_a_short_line(line: str, heading: bool) -> None:
    (one,) = numbered(read(f"{line}\n\n" + pipes(ROWS)).document)
    assert one
    assert one.is_heading is heading


# What a template leaves behind


def test_rows_that_nobody_filled_in() -> None:
    rows = [
        ("绩效目标", "目标1", "清淤12公里", "", "", ""),
        ("", "目标2", "", "", "", ""),
        ("", "......", "", "", "", ""),
        *ROWS,
        ("", "", "……", "", "", ""),
        ("", "", "指标2：", "", "", ""),
    ]
    table = only(pipes([("项目名称", "渠道清淤", "", "", "", ""), *rows]))
    assert [text for text, _ in table.fillers] == ["目标2", "......", "……", "指标2："]
    assert [goal.text for goal in table.goals] == ["清淤12公里"]
    assert len(table.indicators) == 3


def test_a_name_with_a_value_is_no_leftover() -> None:
    row = ("产出指标", "数量指标", "指标1", "", "≥3次", "")
    assert len(only(pipes([HEADER, row])).indicators) == 1


OVERALL = """五、部门整体绩效目标

（一）总体绩效目标

推进全民阅读。

1、建成数字图书馆。

（二）分项绩效目标

1、阅读推广

绩效指标：举办读书活动36场。
"""


def test_overall_goals_end_where_the_items_begin() -> None:
    department = extract(OVERALL.encode(), name="t.txt").department
    assert [one.text for one in department.overall] == ["推进全民阅读。", "1、建成数字图书馆。"]
    assert [one.name for one in department.aims] == ["阅读推广"]
