"""What is found between the files of one folder, and what each of them is still told by itself."""

from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck import check_paths
from perfcheck.api import check, joined, part
from perfcheck.reports import View, all_formats
from perfcheck.reports.records import report_record
from perfcheck.rules import Report, Settings, Severity

TEXT = """青禾县水务局2024年部门预算

2024年支出预算120.00万元，其中基本支出80.00万元，项目支出40.00万元，主要为渠道清淤25万元，水厂运行15万元。
"""
GOALS = {"渠道清淤": "清淤渠道12公里，灌溉畅通", "水厂运行": "供水90万吨，水质达标"}


def table(
    project: str, budget: str, *, goal: str = "", unit: str = "青禾县水务局", rows: str = ""
) -> str:
    goal = goal or GOALS.get(project, f"全年完成{project}")
    return f"""
| 项目名称 | {project} | 主管部门 | {unit} | 预算数 | {budget} |
| 绩效目标 | {goal} |
| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
| 产出指标 | 数量指标 | {project}数量 | {project}的数量 | ≥12处 |
{rows}"""


def report(files: dict[str, str], *codes: str, settings: Settings | None = None) -> Report:
    settings = settings or Settings(select=codes)
    return joined(
        check(text.encode(), name=f"{name}.md", settings=settings) for name, text in files.items()
    )


def found(report: Report) -> set[tuple[str, str, Severity]]:
    return {
        (one.document.removesuffix(".md"), one.code, one.severity)
        for one in report.findings
        if one.code != "PC905"  # the text alone has no table
    }


def percents(names: str, percent: int = 97) -> str:
    return "".join(
        f"| 产出指标 | 质量指标 | {name} | 占比 | ≥{percent}% |\n" for name in names.split()
    )


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
DREDGING, WATER = table("渠道清淤", "25万元"), table("水厂运行", "15万元")
COPIED = percents("资料归档率 按期完成率 问题整改率 群众知晓率", 90)
CASES = {
    "the tables in other files add up": ({"说明": TEXT, "甲": DREDGING, "乙": WATER}, set()),
    "they do not": (
        {"说明": TEXT, "甲": DREDGING, "乙": table("水厂运行", "14.2万元")},
        {("说明", "PC801", ERROR), ("说明", "PC813", ERROR)},
    ),
    "one of them may be missing": (
        {"说明": TEXT.partition("，主要")[0] + "。\n", "甲": DREDGING},
        {("说明", "PC801", WARNING)},
    ),
    "the text's own tables are complete": (
        {"说明": TEXT.partition("，主要")[0] + f"。\n\n渠道绩效目标表\n{table('渠道', '40万元')}", "乙": WATER},
        set(),
    ),
    "a file may be of another unit": (
        {"说明": TEXT, "甲": DREDGING, "乙": table("水厂运行", "14.2万元", unit=" ")},
        {("说明", "PC801", ERROR), ("说明", "PC813", WARNING)},
    ),
    "a file is of another unit": ({"说明": TEXT, "甲": table("渠道清淤", "9万元", unit="青禾县教育局")}, set()),
    "the project has another name": (
        {"说明": TEXT, "甲": DREDGING, "乙": table("水厂的运行", "15万元")},
        {("说明", "PC802", INFO)},
    ),
    "a listed project has no file": (
        {"说明": TEXT.replace("15万元", "10万元，管网改造5万元"), "甲": DREDGING, "乙": table("水厂运行", "10万元")},
        {("说明", "PC801", WARNING), ("说明", "PC803", WARNING)},
    ),
    "the purchase is not listed": (
        {"说明": "青禾县水务局2024年部门预算\n\n2024年，我单位安排政府采购预算0万元。\n", "甲": table("物业服务费", "86万元")},
        {("说明", "PC810", INFO)},
    ),
    "the text does not add up": (
        {"说明": TEXT.replace("80.00", "85.00"), "甲": DREDGING, "乙": WATER},
        {("说明", "PC812", ERROR)},
    ),
    "goals are the same": (
        {"甲": table("渠道清淤", "25万元", goal="保障农业生产"), "乙": table("水厂运行", "9万元", goal="保障农业生产")},
        {("甲", "PC806", WARNING)},
    ),
    "goals are the same, but whose are they": (
        {
            "甲": table("渠道清淤", "25万元", goal="保障农业生产", unit=" "),
            "乙": table("水厂运行", "9万元", goal="保障农业生产", unit=" "),
        },
        {("甲", "PC806", INFO)},
    ),
    "indicators are copied": (
        {"甲": table("渠道清淤", "25万元", rows=COPIED), "乙": table("水厂运行", "9万元", rows=COPIED)},
        {("甲", "PC807", INFO)},
    ),
    "an indicator is another project's": (
        {
            "甲": table("渠道清淤", "25万元"),
            "乙": table("水厂运行", "9万元", rows="| | | 渠道清淤数量 | 公里数 | ≥3公里 |\n"),
        },
        {("乙", "PC808", INFO)},
    ),
    "every percentage is the same": (
        {
            "甲": table("渠道清淤", "25万元", rows=percents("甲率 乙率 丙率 丁率")),
            "乙": table("水厂运行", "9万元", rows=percents("戊率 己率 庚率 辛率")),
            "丙": table("水库维修", "9万元", rows=percents("子率 丑率 寅率 卯率")),
        },
        {("丙", "PC814", INFO)},
    ),
    "another budget": (
        {"甲": DREDGING, "乙": table("渠道清淤", "28万元")},
        {("甲", "PC815", WARNING)},
    ),
    "another budget, but whose is it": (
        {"甲": table("渠道清淤", "25万元", unit=" "), "乙": table("渠道清淤", "28万元", unit=" ")},
        {("甲", "PC815", INFO)},
    ),
    "another target": (
        {"甲": DREDGING, "乙": DREDGING.replace("≥12处", "≥10处")},
        {("甲", "PC815", WARNING)},
    ),
    "the same target in other words": ({"甲": DREDGING, "乙": DREDGING.replace("≥12处", "不少于12处")}, set()),
    "an indicator more": (
        {"甲": DREDGING, "乙": DREDGING + "| | | 管护人数 | 人数 | ≥3人 |\n"},
        {("甲", "PC815", INFO)},
    ),
    "one code, two names": (
        {
            "甲": DREDGING.replace("| 预算数", "| 项目编码 | QH24SW0107 | 预算数"),
            "乙": WATER.replace("| 预算数", "| 项目编码 | QH24SW0107 | 预算数"),
        },
        {("甲", "PC815", INFO)},
    ),
    "a project told twice is counted once": (
        {"说明": TEXT, "甲": DREDGING, "乙": WATER, "丙": WATER + "| | | 管护人数 | 人数 | ≥3人 |\n"},
        {("乙", "PC815", INFO)},
    ),
}  # fmt: skip
# By name 丙 comes before 乙, and 乙 before 甲; the later is held against the earlier.
ACROSS = ("PC801", "PC802", "PC803", "PC806", "PC807", "PC808", "PC81")


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES)
def test_what_is_found_between_files(
    files: dict[str, str], expected: set[tuple[str, str, Severity]]
) -> None:
    result = report(files, *ACROSS)
    assert found(result) - found_alone(files) == expected
    for one in result.findings:
        (document,) = [own for own in result.documents if own.name == one.document]
        tables = document.submission.tables if document.submission else ()
        assert one.table is None or one.table in {table.number for table in tables}
        assert one.message.zh != one.message.en


def found_alone(files: dict[str, str]) -> set[tuple[str, str, Severity]]:
    return set().union(*(found(report({name: text}, *ACROSS)) for name, text in files.items()))


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES)
def test_the_order_of_files_does_not_matter(
    files: dict[str, str], expected: set[tuple[str, str, Severity]]
) -> None:
    one, other = (report(own) for own in (files, dict(reversed(files.items()))))
    assert set(map(repr, one.findings)) == set(map(repr, other.findings))
    assert set(map(repr, one.unchecked)) == set(map(repr, other.unchecked))


TABLES = st.builds(
    table,
    st.sampled_from(["渠道清淤", "水厂运行", "水库维修"]),
    st.sampled_from(["25万元", "15万元"]),
    goal=st.sampled_from(["", "保障农业生产"]),
    unit=st.sampled_from(["青禾县水务局", "水务局", "青禾县教育局", " "]),
    rows=st.sampled_from(["", COPIED]),
)
DOCUMENTS = st.lists(TABLES, min_size=1, max_size=3).map(
    lambda tables: "".join(f"\n{number}号绩效目标表\n{one}" for number, one in enumerate(tables))
)
FOLDERS = st.lists(st.one_of(st.just(TEXT), DOCUMENTS), min_size=1, max_size=4)


@given(FOLDERS)
def test_rules_on_tables_only_add(texts: list[str]) -> None:
    """What a document is told of its own tables, it is told in every company."""
    files = {str(number): text for number, text in enumerate(texts)}
    between = ("PC806", "PC807", "PC808", "PC814", "PC815")
    together = {(one.document, one.fingerprint) for one in report(files, *between).findings}
    for name, text in files.items():
        for one in report({name: text}, *between).findings:
            assert (one.document, one.fingerprint) in together


@given(DOCUMENTS)
def test_one_document_gives_what_it_gave(text: str) -> None:
    alone = check(text.encode(), name="a.md")
    assert report_record(joined([alone])) == report_record(alone)


@given(FOLDERS)
def test_joining_twice_changes_nothing(texts: list[str]) -> None:
    whole = report({str(number): text for number, text in enumerate(texts)})
    parts = [part(whole, number) for number in range(1, len(texts) + 1)]
    assert report_record(joined(parts)) == report_record(whole)


def test_a_reason_to_check_nothing_is_told_of_every_file() -> None:
    unchecked = report({"甲": DREDGING, "乙": WATER}, "PC801").unchecked
    assert {(one.document, one.reason.zh) for one in unchecked} == {
        ("甲.md", "正文没有写部门项目支出"),
        ("乙.md", "正文没有写部门项目支出"),
    }


def test_what_may_be_of_another_unit_is_not_added_up() -> None:
    text = TEXT.partition("，主要")[0] + "。\n"
    result = report({"说明": text, "甲": table("渠道清淤", "9万元", unit=" ")}, "PC801")
    assert found(result) == set()
    assert {one.reason.zh for one in result.unchecked} == {
        "另存的表没有写单位，正文也没有列这些项目，不能确定是本部门的"
    }


def test_what_two_files_say_otherwise_is_not_added_up() -> None:
    text = TEXT.partition("，主要")[0] + "。\n"
    other = table("渠道清淤", "28万元")
    result = report({"说明": text, "甲": DREDGING, "乙": other}, "PC801")
    assert found(result) == set()
    assert {one.reason.zh for one in result.unchecked} == {
        "有项目取不到预算数或唯一的总成本，或几份文件写的不同：渠道清淤"
    }


def test_files_that_differ_say_where() -> None:
    (one,) = report({"x/甲": DREDGING, "x/乙": table("渠道清淤", "28万元")}, "PC815").findings
    assert (one.document, one.table, one.project) == ("x/甲.md", 1, "渠道清淤")
    assert (one.value, one.expected, one.difference) == ("25.00万元", "28.00万元", "3.00万元")
    assert "乙.md 里是 28.00万元" in one.message.zh
    assert one.location.line is not None


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("", (1, 0, WARNING)),
        ('ignore = ["PC815"]', (0, 0, None)),
        ('[severity]\nproject-in-two-files = "error"', (1, 0, ERROR)),
        ('[[accept]]\nrule = "PC815"\ndocument = "甲.md"\nreason = "一上稿"', (0, 1, None)),
        ('[[accept]]\nrule = "PC815"\ndocument = "乙.md"\nreason = "一上稿"', (1, 0, WARNING)),
    ],
)
def test_a_configuration_rules_between_files_too(
    config: str, expected: tuple[int, int, Severity | None], tmp_path: Path
) -> None:
    (tmp_path / "perfcheck.toml").write_text(config, "utf-8")
    (tmp_path / "甲.md").write_text(DREDGING, "utf-8")
    (tmp_path / "乙.md").write_text(table("渠道清淤", "28万元"), "utf-8")
    result = check_paths([tmp_path])
    own = [one for one in result.findings if one.code == "PC815"]
    severity = own[0].severity if own else None
    assert (len(own), len(result.accepted), severity) == expected
    assert len(result.unused_accepts) == int("乙" in config)


def test_what_goes_by_another_configuration_is_apart() -> None:
    files = {"甲": DREDGING, "乙": table("渠道清淤", "28万元")}
    strict = Settings(fail_on=INFO)
    reports = [
        check(text.encode(), name=f"{name}.md", settings=settings)
        for (name, text), settings in zip(files.items(), (Settings(), strict), strict=True)
    ]
    assert "PC815" not in {one.code for one in joined(reports).findings}


def test_folders_are_apart(tmp_path: Path) -> None:
    for folder, budget in {"一上": "25万元", "二上": "28万元"}.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "甲.md").write_text(table("渠道清淤", budget), "utf-8")
    assert "PC815" not in {one.code for one in check_paths([tmp_path]).findings}


def test_a_part_of_the_report_is_of_one_document() -> None:
    whole = report({"甲": DREDGING, "乙": table("渠道清淤", "28万元")})
    first, second = part(whole, 1), part(whole, 2)
    assert [one.name for one in (*first.documents, *second.documents)] == ["甲.md", "乙.md"]
    assert "PC815" in {one.code for one in first.findings}
    assert "PC815" not in {one.code for one in second.findings}
    assert first.findings + second.findings == whole.findings
    assert first.unchecked + second.unchecked == whole.unchecked


def words_of(made: str | bytes) -> str:
    if isinstance(made, str):
        return "".join(made.split())
    with ZipFile(BytesIO(made)) as parts:
        xml = (parts.read(name).decode() for name in parts.namelist() if name.endswith("xml"))
        return unescape("".join(xml))


@pytest.mark.parametrize("name", ["text", "json", "md", "html", "docx", "xlsx", "junit", "sarif"])
def test_every_report_tells_what_is_found_in_a_text_alone(name: str) -> None:
    files = {"说明": TEXT.replace("15万元", "10万元，管网改造5万元"), "甲": DREDGING, "乙": WATER}
    made = all_formats()[name].render(report(files), View("zh", verbose=True))
    assert "管网改造" in words_of(made)
