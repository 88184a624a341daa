"""Which documents belong together, whose they are, and which tables they are seen to hold."""

import pytest

from perfcheck.api import extract
from perfcheck.tables import Dossier, Submission, dossiers
from perfcheck.tables.owner import owners, units

ROWS = """| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
| 产出指标 | 数量指标 | 清淤长度 | 清淤的渠道长度 | ≥12公里 |
"""


def table(project: str = "渠道清淤", more: str = "", rows: str = ROWS) -> str:
    """``more``: further cells of the first row, such as 主管部门 | 水务局."""
    return f"| 项目名称 | {project} | {more} |\n{rows}"


def of(unit: str, project: str) -> str:
    return table(project, f"主管部门 | {unit}")


TEXT = "2024年支出预算120.00万元，其中基本支出80.00万元，项目支出40.00万元。\n\n"
EVALUATED = """| 项目名称 | 渠道清淤 |
| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
| 产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 13公里 |
"""


def read(name: str, text: str) -> Submission:
    return extract(text.encode(), name=f"{name}.md")


def groups(files: dict[str, str]) -> list[Dossier]:
    return list(dossiers(read(name, text) for name, text in files.items()))


@pytest.mark.parametrize(
    ("text", "owner", "carried_out_by"),
    [
        (table(), set(), set()),
        (table(more="主管部门 | 青禾县水务局"), {"青禾县水务局"}, set()),
        (table(more="主管部门及代码 | [106]青禾县水务局"), {"青禾县水务局"}, set()),
        (table(more="实施单位 | 青禾县水库管理所"), {"青禾县水库管理所"}, {"青禾县水库管理所"}),
        (
            table(more="主管部门 | 青禾县水务局 | 实施单位 | 青禾县水库管理所"),
            {"青禾县水务局"},
            {"青禾县水库管理所"},
        ),
        (table(more="主管部门 | 实施单位 | 青禾县水库管理所"), {"青禾县水库管理所"}, {"青禾县水库管理所"}),
        (table(more="主管部门 | | 项目负责人 | 王某"), set(), set()),
        (table(more="主管部门 | | 预算数 | 25万元"), set(), set()),
        ("填报单位（盖章）：青禾县水务局    单位：万元\n\n" + table(), {"青禾县水务局"}, {"青禾县水务局"}),
        ("青禾县水务局2024年部门预算\n\n" + table(), {"青禾县水务局"}, set()),
        ("青禾县水务局2024年项目支出绩效目标表\n\n" + table(), {"青禾县水务局"}, set()),
        ("青禾县2024年项目支出绩效目标表\n\n" + table(), set(), set()),
        ("主管部门\n\n青禾县水务局\n\n" + table(), {"青禾县水务局"}, set()),
    ],
)  # fmt: skip
def test_whose_a_document_is(text: str, owner: set[str], carried_out_by: set[str]) -> None:
    one = read("a", text)
    assert owners(one) == frozenset(owner)
    assert units(one) == frozenset(carried_out_by)


WATER, SCHOOLS = "青禾县水务局", "青禾县教育局"
CASES = {
    "one document alone": ({"a": table()}, []),
    "a folder in which nobody says whose he is": ({"a": table("甲"), "b": table("乙")}, ["a b"]),
    "a folder is never left": ({"x/a": of(WATER, "甲"), "y/b": of(WATER, "乙")}, []),
    "two units": (
        {"a": of(WATER, "甲"), "b": of(SCHOOLS, "乙"), "c": of(WATER, "丙"), "d": of(SCHOOLS, "丁")},
        ["a c", "b d"],
    ),
    "who says nothing belongs to the only unit": ({"a": of(WATER, "甲"), "b": table("乙")}, ["a b"]),
    "who says nothing belongs to neither of two": (
        {"a": of(WATER, "甲"), "b": table("乙"), "c": of(SCHOOLS, "丙"), "d": of(WATER, "丁")},
        ["a d"],
    ),
    "with and without the county": ({"a": of(WATER, "甲"), "b": of("水务局", "乙")}, ["a b"]),
    "a list of several units is none of them": (
        {"a": of(WATER, "甲") + "\n" + of(SCHOOLS, "乙"), "b": of(WATER, "丙"), "c": of(WATER, "丁")},
        ["b c"],
    ),
    "two years": (
        {f"{year}{name}": f"（{year}年度）\n\n{table(name)}" for year in (2023, 2024) for name in "甲乙"},
        ["2023乙 2023甲", "2024乙 2024甲"],
    ),
    "plan and self-evaluation": ({"a": table("甲"), "b": EVALUATED}, []),
    "plans, and self-evaluations": (
        {"a": table("甲"), "b": EVALUATED, "c": table("乙"), "d": EVALUATED.replace("渠道清淤", "丙")},
        ["a c", "b d"],
    ),
    "the text first": ({"a": table("甲"), "b": table("乙"), "c": TEXT}, ["c a b"]),
    "two texts: nobody knows whose the tables are": (
        {"a": table("甲"), "b": table("乙"), "c": TEXT, "d": TEXT.replace("40.00", "30.00") + table("丙")},
        ["a b"],
    ),
    "a copy counts once": ({"a": TEXT + table("甲"), "b": table("乙"), "c": TEXT + table("甲")}, ["a b"]),
    "2 before 10": ({"表10": table("甲"), "表2": table("乙")}, ["表2 表10"]),
    "what says nothing to the matter": ({"a": table("甲"), "b": "通知\n\n请按时报送。\n"}, []),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES)
def test_what_belongs_together(files: dict[str, str], expected: list[str]) -> None:
    found = [" ".join(one.document.name[:-3] for one in group.parts) for group in groups(files)]
    assert found == expected


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES)
def test_the_order_of_files_does_not_matter(files: dict[str, str], expected: list[str]) -> None:
    turned = groups(dict(reversed(files.items())))
    found = [" ".join(one.document.name[:-3] for one in group.parts) for group in turned]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("files", "tables", "repeated"),
    [
        ({"a": table("甲渠清淤"), "b": table("乙渠清淤")}, 2, 0),
        ({"a": table("甲渠清淤"), "b": table("甲渠清淤项目", "预算数 | 9万元")}, 1, 1),
        ({"a": f"甲渠清淤绩效目标表\n\n{ROWS}\n" * 2, "b": table("乙渠清淤")}, 3, 0),
        ({"a": table("甲渠清淤", "项目编码 | QH240001"), "b": table("甲渠清淤", "项目编码 | QH240002")}, 2, 0),
        ({"a": table("甲渠清淤", "项目编码 | QH240001"), "b": table("甲渠清淤", "预算数 | 9万元")}, 1, 1),
        (
            {
                "a": table("楼房维修", "主管部门 | 青禾县教育局 | 实施单位 | 青禾县第一小学"),
                "b": table("楼房维修", "主管部门 | 青禾县教育局 | 实施单位 | 青禾县第二小学"),
            },
            2,
            0,
        ),
        (
            {
                "a": table("楼房维修", "主管部门 | 青禾县教育局 | 实施单位 | 青禾县第一小学"),
                "b": table("楼房维修", "主管部门 | 青禾县教育局 | 实施单位 | 第一小学 | 预算数 | 9万元"),
            },
            1,
            1,
        ),
    ],
)  # fmt: skip
def test_a_project_is_seen_once(files: dict[str, str], tables: int, repeated: int) -> None:
    (dossier,) = groups(files)
    assert (len(dossier.tables), len(dossier.repeated)) == (tables, repeated)
    for own in dossier.repeated:
        assert dossier.versions(own[0]) == own


def test_who_answers_for_a_table() -> None:
    (dossier,) = groups(
        {
            "a": "青禾县水务局2024年部门预算\n\n" + TEXT + table("甲"),
            "b": of(WATER, "乙"),
            "c": table("丙"),
        }
    )
    own, same, silent = dossier.tables
    assert [dossier.document_of(one) for one in dossier.tables] == ["a.md", "b.md", "c.md"]
    assert [dossier.is_of_department(one) for one in dossier.tables] == [True, True, False]
    assert dossier.is_of_one_unit(own, same)
    assert not dossier.is_of_one_unit(same, silent)
    assert dossier.is_of_one_unit(silent, silent)
