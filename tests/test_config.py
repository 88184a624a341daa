"""``perfcheck.toml``: what it may say and what that does."""

import re
from datetime import date
from decimal import Decimal
from typing import get_type_hints

import pytest
from attrs import evolve, fields

from perfcheck import ConfigError, check, extract
from perfcheck.config import NAME, profiles
from perfcheck.config.load import BY_TYPE, parse_config, settings_from
from perfcheck.config.page import policy_page
from perfcheck.rules import Policy, Report, Settings, Severity, all_rules
from perfcheck.rules.policy import comments
from perfcheck.tables import Category
from perfcheck.values import Dimension
from tests.cli import CLEAN, FLAWED, HEADER
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "policy.md"


def read(source: str) -> Settings:
    return settings_from(parse_config(source, NAME), NAME)


def found(report: Report) -> set[tuple[str, Severity]]:
    return {(one.rule, one.severity) for one in report.findings}


def rules_found(text: str, source: str) -> set[str]:
    report = check(text.encode(), name="table.md", settings=read(source))
    return {one.rule for one in report.findings}


# What it says


def examples() -> list[str]:
    return re.findall(r"^```toml\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S)


def test_the_example_of_the_page_is_read_whole() -> None:
    (source,) = examples()
    settings = read(source)
    assert settings.fail_on is Severity.WARNING
    assert settings.severity == {"cost-missing-required": Severity.ERROR, "value-unit-alias": None}
    assert settings.policy == Policy(
        satisfaction_floor=Decimal(85), weight_totals=(Decimal(90), Decimal(100))
    )
    assert settings.required == {Category.COST, Category.SATISFACTION}
    assert settings.words == {"达标": "符合 GB 50300", "向好": ""}
    assert settings.framework is not None
    assert settings.framework.key == "central-2021"
    grid, field, visits = settings.units
    assert (grid.dimension, grid.integral, grid.spellings) == (
        Dimension.COUNT, True, ("网格", "网格区"),
    )  # fmt: skip
    assert field.base == "平方米"
    assert round(field.factor) == 10_000
    assert "人头次" in visits.aliases
    assert settings.accepts[0].until == date(2026, 12, 31)
    assert settings.config == NAME


def test_the_page_is_fresh() -> None:
    page = PAGE.read_text("utf-8")
    assert policy_page(page) == page, "docs/policy.md is stale: run `make docs`"


def test_the_page_names_every_key() -> None:
    page = PAGE.read_text("utf-8")
    with pytest.raises(ConfigError) as caught:
        read("nothing = 1")
    for key in str(caught.value).partition("可用：")[2].split("、"):
        assert re.search(rf"^(\[+)?{key.replace('_', '[-_]')}\b", examples()[0], re.M), key
    assert all(f"`{one.name}`" in page for one in fields(Policy))


def test_every_field_of_the_policy_is_explained_and_can_be_read() -> None:
    types = get_type_hints(Policy)
    for one in fields(Policy):
        zh, en = comments()[one.name]
        assert re.search("[\u4e00-\u9fff]", zh), one.name
        assert en, one.name
        assert types[one.name] in BY_TYPE, one.name


def test_profiles_say_what_they_rest_on() -> None:
    assert list(profiles()) == [
        "central-2015", "central-2021", "hebei-2019", "self-evaluation-2020",
    ]  # fmt: skip
    for one in profiles().values():
        assert one.sources
        assert one.settings != Settings()
        assert re.search("没有(核对|找到)", one.about), one.name
        assert read(f"profile = {one.name!r}") == evolve(one.settings, config=NAME)


def test_a_file_changes_its_profile_key_by_key() -> None:
    settings = read(
        "profile = 'central-2021'\nframework = 'hebei-2019'\n[policy]\nmost_rows = 30\n"
    )
    assert settings.framework
    assert settings.framework.key == "hebei-2019"
    assert settings.policy == Policy(weight_totals=(Decimal(90), Decimal(100)), most_rows=30)


def test_a_command_line_changes_a_configuration() -> None:
    settings = read("select = ['PC6']\nignore = ['PC601']\nfail-on = 'info'")
    assert settings.with_options() == settings
    changed = settings.with_options(("PC3",), ("PC302",), Severity.ERROR)
    assert (changed.select, changed.ignore) == (("PC3",), ("PC601", "PC302"))
    assert changed.fail_on is Severity.ERROR


# What it does

NOTHING = [
    "",
    "# 只有说明",
    "ignore = []\n[policy]\nsatisfaction_floor = 80\n[severity]\nPC601 = 'error'",
]


@pytest.mark.parametrize("source", NOTHING)
@pytest.mark.parametrize("text", [CLEAN, FLAWED])
def test_a_configuration_that_changes_nothing_gives_the_same_report(
    text: str, source: str
) -> None:
    plain = check(text.encode(), name="table.md")
    report = check(text.encode(), name="table.md", settings=read(source))
    assert report.findings == plain.findings
    assert report.unchecked == plain.unchecked
    assert report.rules == plain.rules
    assert report.exit_code() == plain.exit_code()


def test_severities() -> None:
    source = "fail-on = '{}'\n[severity]\ncost-over-budget = 'info'\nPC103 = 'off'"
    report = check(FLAWED.encode(), name="t.md", settings=read(source.format("warning")))
    assert found(report) == {("cost-over-budget", Severity.INFO)}
    assert report.exit_code() == 0
    assert report.exit_code(Severity.INFO) == 1
    off = next(rule.code for rule in all_rules() if rule.name == "value-missing-operator")
    assert off not in report.rules


def test_the_severity_of_a_file_that_is_not_checked() -> None:
    settings = read("[severity]\nno-target-table = 'info'")
    report = check("没有表格".encode(), name="t.txt", settings=settings)
    assert found(report) == {("no-target-table", Severity.INFO)}
    assert report.exit_code() == 2


@pytest.mark.parametrize(
    ("policy", "finds"), [("", False), ("[policy]\nsatisfaction-floor = 95", True)]
)
def test_a_threshold(policy: str, finds: bool) -> None:
    assert ("satisfaction-low" in rules_found(CLEAN, policy)) is finds


WITHOUT = {
    "成本指标": "cost-missing-required",
    "效益指标": "l1-benefit-missing",
    "满意度指标": "l1-satisfaction-missing",
    "产出指标": "l1-output-missing",
}
ROWS = {
    "产出指标": "| 产出指标 | 数量指标 | 发放工资 | 发放的月数 | =12个月 |\n",
    "成本指标": "| 成本指标 | 经济成本指标 | 工资总额 | 全年工资支出 | ≤90万元 |\n",
    "效益指标": "| 效益指标 | 社会效益指标 | 值守时长 | 全年值守的时长 | ≥8000小时 |\n",
    "满意度指标": "| 满意度指标 | 服务对象满意度指标 | 职工满意度 | 问卷满意的比例 | ≥90% |\n",
}


@pytest.mark.parametrize(("category", "rule"), WITHOUT.items())
def test_a_required_category_that_is_missing_is_an_error(category: str, rule: str) -> None:
    rows = "".join(row for name, row in ROWS.items() if name != category)
    text = f"岗位工资绩效目标表\n\n{HEADER}{rows}".encode()
    report = check(text, name="t.md", settings=read(f"required = ['{category}']"))
    assert (rule, Severity.ERROR) in found(report)
    whole = f"岗位工资绩效目标表\n\n{HEADER}{''.join(ROWS.values())}".encode()
    report = check(whole, name="t.md", settings=read(f"required = ['{category}']"))
    assert rule not in {one.rule for one in report.findings}


@pytest.mark.parametrize(
    ("value", "words", "finds"),
    [
        ("达标", "", True),
        ("达标", "'达标' = '符合 GB 50300'", False),
        ("全部达标", "'达标' = '符合 GB 50300'", False),
        ("良好", "'好' = '八成以上'", True),  # 良好 is another word
        ("符合要求", "'符合要求' = '按合同验收'", False),
        ("喜人", "", False),
        ("喜人", "'喜人' = ''", True),
        ("显著，喜人", "'喜人' = ''", True),
        ("喜人", "'喜人' = '增长一成'", False),
    ],
)
def test_qualitative_words(value: str, words: str, finds: bool) -> None:
    row = f"| 效益指标 | 社会效益指标 | 阅读氛围 | 全民阅读的氛围 | {value} |\n"
    found = rules_found(f"{HEADER}{row}", f"[words]\n{words}")
    assert ("qualitative-undefined" in found) is finds


@pytest.mark.parametrize(
    ("row", "framework", "finds"),
    [
        ("| 产出指标 | 成本指标 | 总成本 | 支出 | ≤9万元 |", "", False),
        ("| 产出指标 | 成本指标 | 总成本 | 支出 | ≤9万元 |", "central-2015", False),
        ("| 产出指标 | 成本指标 | 总成本 | 支出 | ≤9万元 |", "central-2021", True),
        ("| 成本指标 | 经济成本指标 | 总成本 | 支出 | ≤9万元 |", "central-2021", False),
        ("| 成本指标 | 经济成本指标 | 总成本 | 支出 | ≤9万元 |", "hebei-2019", True),
        ("| 成本指标 | 成本指标 | 总成本 | 支出 | ≤9万元 |", "hebei-2019", True),
    ],
)
def test_a_framework_is_followed(row: str, framework: str, finds: bool) -> None:
    source = f"framework = '{framework}'" if framework else ""
    assert ("l2-under-wrong-l1" in rules_found(f"{HEADER}{row}\n", source)) is finds
    if framework:
        (table,) = extract(f"{HEADER}{row}\n".encode(), name="t.md", settings=read(source)).tables
        assert table.framework.key == framework
