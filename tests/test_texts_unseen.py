"""Texts made from pages: where their rows, their cells and their titles are."""

from perfcheck.api import extract
from tests.layouts import HEADER, PLAIN, money, rows, text_of


def test_titles_without_blank_lines_between_rows_of_pipes() -> None:
    def block(name: str) -> str:
        lines = [" | ".join(row) + " | |" for row in (("项目名称", name, "", ""), HEADER, *PLAIN)]
        return "项目支出绩效目标表\n（2025年度）\n" + "\n".join(lines) + "\n"

    first, second = text_of(block("社区助餐") + block("老年食堂"))
    assert (first.project, second.project) == ("社区助餐", "老年食堂")
    assert rows(first) == rows(second) == PLAIN


def test_an_empty_first_cell_where_rows_have_no_leading_pipe() -> None:
    (table,) = text_of(
        " | 一级指标 | 二级指标 | 三级指标 | 指标值 |\n"
        "绩效指标 | 产出指标 | 数量指标 | 助餐人次 | ≥900人次 |\n"
        " | 产出指标 | 质量指标 | 投诉办结率 | ≥95% |\n"
        " | 效益指标 | 社会效益指标 | 受益老人 | ≥86人 |\n"
    )
    assert rows(table) == PLAIN


def test_a_header_cell_of_two_lines_again_after_a_page() -> None:
    header = "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 分值\n（90） |\n"
    (table,) = text_of(
        "项目名称 | 社区助餐 | | | | |\n"
        + header
        + "产出指标 | 数量指标 | 助餐人次 | ≥900人次 | 40 | |\n"
        + "质量指标 | 投诉办结率 | ≥95% | 20 | | |\n"
        + header
        + "效益指标 | 社会效益指标 | 受益老人 | ≥86人 | 30 | |\n"
    )
    assert rows(table) == PLAIN


def test_levels_that_no_hierarchy_knows_stay_where_they_stand() -> None:
    own = [
        ("履职效能", "部门履职", "检查完成率", "≥95%"),
        ("履职效能", "部门履职", "检查覆盖率", "＝100%"),
        ("管理效率", "预算管理", "预算执行率", "≥92%"),
    ]
    (table,) = text_of(
        "部门整体支出绩效目标表\n\n"
        "一级指标 | 二级指标 | 三级指标 | 目标值 | 备注 |\n"
        "履职效能 | 部门履职 | 检查完成率 | ≥95% | |\n"
        "检查覆盖率 | ＝100% | | | |\n"
        "管理效率 | 预算管理 | 预算执行率 | ≥92% | |\n"
    )
    assert rows(table) == own


def test_markdown_marks() -> None:
    (table,) = text_of(
        "## 社区助餐绩效目标表\n\n"
        "|  |  |  |  |\n|:---:|---|---|---:|\n"
        "| **一级指标** | **二级指标** | **三级指标** | **指标值** |\n"
        "| **产出指标** | 数量<br>指标 | 助餐人次 | &ge;900人次 |\n"
        "|  | 质量指标 | 投诉办结率 | ≥95\\% |\n"
        "| 效益指标 | 社会效益指标 | 受益老人 | ≥86&nbsp;人 |\n"
        "\n> 注：民政局填报。\n",
        "t.md",
    )
    assert table.project == "社区助餐"
    assert [row.name for row in table.indicators] == [row[2] for row in PLAIN]
    assert [row.kind for row in table.indicators if row.kind is None] == []
    assert [row.value.replace("\xa0", "") for row in table.indicators] == [
        "≥900人次",
        "≥95\\%",
        "≥86人",
    ]


def test_one_cell_a_line_each_with_its_pipe() -> None:
    def cells(*texts: str) -> str:
        return "".join(f"{text} |\n" if text else "|\n" for text in texts)

    (table,) = text_of(
        cells(
            "项目支出绩效自评表（2023年度）",
            "项目名称",
            "社区助餐",
            "年度绩效目标",
            "方便老人用餐",
        )
        + cells(
            "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "得分"
        )
        + cells("产出指标", "数量指标", "助餐人次", "≥", "900", "人次", "960", "40")
        + cells("培训人次", "≥", "60", "人次", "", "")
        + cells("效益指标", "社会效益指标", "便民程度", "定性", "提升", "", "提升", "30")
        + cells("合计", "70")
    )
    assert table.project == "社区助餐"
    assert [(row.name, row.value, row.actual, row.score) for row in table.indicators] == [
        ("助餐人次", "≥900人次", "960", "40"),
        ("培训人次", "≥60人次", "", ""),
        ("便民程度", "提升", "提升", "30"),
    ]


SPACED = (
    "项目支出绩效目标表\n"
    "项目名称 社区助餐 二期\n"
    "主管部门 民政局 实施单位 民政局\n"
    "项目资金 (万元) 年度资金总额: 86\n"
    "年度目标\n"
    "方便老人用餐\n"
    "绩效指标 一级指标 二级指标 三级指标 指标值 分值\n"
    "（90）\n"
    "产出指标 数量指标 助餐人次 ≥900人次 40\n"
    "质量指标 投诉办结率 ≥95% 20\n"
    "效益指标 社会效益指标 受益老人 ≥86人 30\n"
)


def test_a_row_a_line_with_spaces_between() -> None:
    (table,) = text_of(f"{SPACED}注：民政局填报\n")
    assert table.project == "社区助餐 二期"
    assert money(table)[0] == 860_000
    assert [goal.text for goal in table.goals] == ["方便老人用餐"]
    assert rows(table) == PLAIN
    assert [row.points for row in table.indicators] == ["40", "20", "30"]
    assert extract(SPACED.encode(), name="t.txt").unrestored is None


def test_a_line_of_other_words_is_said() -> None:
    (table,) = text_of(
        f"{SPACED}满意度指标 老人 满意度 ≥90% 10\n产出指标 时效指标 发放率 100% 10\n"
    )
    assert [row.name for row in table.indicators] == [*(row[2] for row in PLAIN), "发放率"]
    assert [text for text, _ in table.unread] == ["满意度指标 | 老人 | 满意度 | ≥90% | 10"]


def test_lines_that_mostly_differ_are_no_table() -> None:
    submission = extract(
        "一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 助餐 的 人次\n900 人次\n".encode(),
        name="t.txt",
    )
    assert submission.tables == ()
    assert submission.unrestored is not None


def test_titles_with_their_year_between_the_rows_of_a_sheet() -> None:
    def block(title: str) -> str:
        return "\n".join([f"{title},,,", ",".join(HEADER), *map(",".join, PLAIN)]) + "\n"

    sheet = block("社区助餐绩效目标表（2024年度）") + block("老年食堂绩效目标表（2024年度）")
    first, second = text_of(sheet, "t.csv")
    assert (first.project, second.project) == ("社区助餐", "老年食堂")
    assert rows(first) == rows(second) == PLAIN


def test_a_heading_between_the_project_and_its_indicators() -> None:
    block = "项目名称 | 社区助餐 | | |\n预算金额（万元） | 86 | | |\n"
    body = "".join(" | ".join(row) + " |\n" for row in (HEADER, *PLAIN))
    for between in ("\n二、绩效指标：\n\n", "绩效指标\n", "\n"):
        (table,) = text_of(f"项目支出绩效目标表\n{block}{between}{body}")
        assert table.project == "社区助餐"
        assert money(table)[0] == 860_000
        assert rows(table) == PLAIN
