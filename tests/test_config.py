"""``perfcheck.toml``: what it may say, what each mistake is called, and which file goes by which."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_type_hints

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from perfcheck import ConfigError, check, check_paths, extract, load_config
from perfcheck.config import NAME, find_config, profiles
from perfcheck.config.load import BY_TYPE, parse_config, settings_from
from perfcheck.config.page import comments, policy_page
from perfcheck.rules import Policy, Report, Settings, Severity, all_rules
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


# Mistakes: what is written, and what is said of it after the file's name.

MISTAKES = [
    # The language itself, with its place.
    ("select = [", " 末尾：不是合法的 TOML（Invalid value）"),
    ('[policy]\nmost_rows = 20\nmost_rows = 30\n', " 第3行第15列：不是合法的 TOML（Cannot overwrite a value）"),
    ("x = " + "[" * 5000, "：不是合法的 TOML（maximum recursion depth exceeded）"),
    # Keys that there are not.
    ("polcy = {}", "：没有这个键“polcy”，是不是“policy”？可用：profile、select、ignore、fail_on、severity、policy、required、words、framework、unit、accept"),
    ("[policy]\nsatisfaction_flor = 80", "：policy：没有这个键“satisfaction_flor”，是不是“satisfaction_floor”？"),
    ("fail-on = 'error'\nfail_on = 'error'", "：fail_on：写了两遍"),
    # Values of another kind.
    ("select = 'PC1'", "：select：应为方括号里的一列，例如 [1, 2]，写的是“PC1”"),
    ("select = [1]", "：select：应为文字（写在引号里），写的是1"),
    ("policy = 3", "：policy：应为一组键（写成 [名字] 一节），写的是3"),
    ("accept = 'x'", "：accept：应为方括号里的一列，例如 [1, 2]，写的是“x”"),
    ("[policy]\nsatisfaction_floor = '八十'", "：policy.satisfaction_floor：应为数，例如 80 或 0.5，写的是“八十”"),
    ("[policy]\nsatisfaction-floor = true", "：policy.satisfaction-floor：应为数，例如 80 或 0.5，写的是true"),
    ("[policy]\nsatisfaction_floor = -1", "：policy.satisfaction_floor：应为 0 到 10¹⁵ 的数，小数不超过九位"),
    ("[policy]\nsatisfaction_floor = nan", "：policy.satisfaction_floor：应为 0 到 10¹⁵ 的数，小数不超过九位"),
    ("[policy]\nsatisfaction_floor = 1e999999", "：policy.satisfaction_floor：应为 0 到 10¹⁵ 的数，小数不超过九位"),
    ("[policy]\nfewest_rows = 4.5", "：policy.fewest_rows：应为整数，例如 4，写的是4.5"),
    ("[policy]\nweight_totals = 100", "：policy.weight_totals：应为方括号里的一列，例如 [1, 2]，写的是100"),
    # Words that are none of those known.
    ("ignore = ['cost-over-budgt']", "：ignore：没有规则“cost-over-budgt”，是不是“cost-over-budget”？perfcheck rules 列出全部"),
    ("ignore = ['PC6011']", "：ignore：没有规则“PC6011”，是不是“PC601”？perfcheck rules 列出全部"),
    ("fail-on = 'fatal'", "：fail-on：没有级别“fatal”？可用：error、warning、info"),
    ("[severity]\nno-such-rule-anywhere = 'info'", "：severity：没有规则“no-such-rule-anywhere”"),
    ("[severity]\nPC601 = 'warn'", "：severity.PC601：没有级别“warn”，是不是“warning”？可用：error、warning、info、off"),
    ("[severity]\nPC905 = 'off'", "：severity.no-target-table：说的是没有读到的内容，不能关闭，可改为 info"),
    ("required = ['投入指标']", "：required：没有一级指标“投入指标”？可用：产出指标、效益指标、满意度指标、成本指标"),
    ("framework = 'hebei-2020'", "：framework：没有指标体系“hebei-2020”，是不是“hebei-2019”？可用：central-2021、hebei-2019、central-2015"),
    ("profile = 'central'", "：profile：没有方案“central”，是不是“central-2021”？可用：central-2015、central-2021、hebei-2019、self-evaluation-2020"),
    # Units.
    ("[[unit]]\ndimension = 'count'", "：unit 第1条：没有写 name"),
    ("[[unit]]\nname = '网格'", "：unit 第1条：没有写 dimension"),
    ("[[unit]]\nname = '网格'\ndimension = 'number'", "：unit 第1条.dimension：没有量纲“number”？可用："),
    ("[[unit]]\nname = '3网格'\ndimension = 'count'", "：unit 第1条.name：“3网格”不能作单位：应为十个以内的汉字或字母；“元/人”这样的复合单位不用登记"),
    ("[[unit]]\nname = '万网格'\ndimension = 'count'", None),
    ("[[unit]]\nname = '万元'\ndimension = 'money'", "：unit 第1条.name：“万元”是倍率加单位“元”，不用登记"),
    ("[[unit]]\nname = '台'\ndimension = 'count'", "：unit 第1条.name：单位表里已有“台”，只能给它加 aliases（别名）"),
    ("[[unit]]\nname = '网格'\ndimension = 'count'\naliases = ['台']", "：unit 第1条.aliases：“台”已是单位“台”"),
    ("[[unit]]\nname = '垄地'\nbase = '亩亩'\nfactor = 2", "：unit 第1条.base：没有单位“亩亩”，是不是“亩”？单位表见 grammar/units.csv"),
    ("[[unit]]\nname = '垄地'\nbase = '亩'\ndimension = 'money'", "：unit 第1条.dimension：与基本单位“亩”的量纲 area 不同"),
    ("[[unit]]\nname = '垄地'\nbase = '亩'\nfactor = 0", "：unit 第1条.factor：不能是 0"),
    ("[[unit]]\nname = '网格'\ndimension = 'count'\ninteger = true", "：unit 第1条：没有这个键“integer”，是不是“integral”？"),
    # Explained findings.
    ("[[accept]]\nreason = '已批'", "：accept 第1条：没有写 rule"),
    ("[[accept]]\nrule = 'PC601'\nreason = '已批'\n[[accept]]\nrule = 'PC601'", "：accept 第2条：没有写 reason（写明为什么可以不改）"),
    ("[[accept]]\nrule = 'PC601'\nreason = ' '", "：accept 第1条.reason：是空的"),
    ("[[accept]]\nrule = 'PC6'\nreason = '已批'", "：accept 第1条.rule：没有规则“PC6”"),
    ("[[accept]]\nrule = 'PC601'\nreason = '已批'\nuntil = '明年'", "：accept 第1条.until：应为日期，例如 2026-12-31，写的是“明年”"),
    ("[[accept]]\nrule = 'PC601'\nreason = '已批'\nuntil = '2026-13-01'", "：accept 第1条.until：应为日期，例如 2026-12-31，写的是“2026-13-01”"),
    ("[[accept]]\nrule = 'PC601'\nreason = '已批'\nuntil = 2026-13-01", " 第4行第"),
    ("[[accept]]\nrule = 'PC601'\nreason = '已批'\nuntil = 2026-12-31T08:00:00", "：accept 第1条.until：应为日期，例如 2026-12-31，写的是2026-12-31 08:00:00"),
    ("[[accept]]\nrule = 'PC601'\nreason = '已批'\nfingerprint = 'abc'", "：accept 第1条.fingerprint：应为16 位的 0-9、a-f，写的是“abc”"),
    ("[[accept]]\nrule = 'PC601'\nreason = '已批'\nline = 7", "：accept 第1条：没有这个键“line”"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "said"), MISTAKES)
def test_a_mistake_is_one_clear_line(source: str, said: str | None) -> None:
    if said is None:
        assert isinstance(read(source), Settings)
        return
    with pytest.raises(ConfigError) as caught:
        read(source)
    assert str(caught.value).startswith(NAME + said)
    assert "\n" not in caught.value.message + caught.value.message_en
    assert caught.value.message_en.startswith(NAME)
    assert not re.search("[：；，？]", caught.value.message_en)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("ignore = ['l3-count'] # 口径".encode("gb18030"), "不是 UTF-8 编码，请用编辑器另存为 UTF-8"),
        (None, "读不到（No such file or directory）"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / NAME
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert str(caught.value) == f"{path}：{said}"


def test_a_byte_order_mark_and_windows_lines_are_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes("\ufeff# 口径\r\nignore = ['l3-count']\r\n".encode())
    assert load_config(path).ignore == ("l3-count",)


KEYS = st.sampled_from(
    [
        "profile",
        "select",
        "ignore",
        "fail-on",
        "severity",
        "policy",
        "required",
        "words",
        "framework",
        "unit",
        "accept",
        "x",
    ]
)
VALUES = st.recursive(
    st.sampled_from(["'error'", "'PC6'", "''", "1", "-1.5", "true", "2026-01-01", "inf", "'元'"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda some: f"[{', '.join(some)}]")
        | st.dictionaries(
            st.sampled_from(["rule", "name", "reason", "PC601", "aliases", "dimension"]),
            inner,
            max_size=3,
        ).map(lambda some: f"{{{', '.join(f'{k} = {v}' for k, v in some.items())}}}")
    ),
    max_leaves=6,
)
SOURCES = st.dictionaries(KEYS, VALUES, max_size=4).map(
    lambda pairs: "\n".join(f"{key} = {value}" for key, value in pairs.items())
)


@given(st.text(max_size=60) | SOURCES)
def test_any_text_gives_settings_or_one_line(source: str) -> None:
    said = NAME
    try:
        read(source)
    except ConfigError as error:
        said = error.message
    assert said.startswith(NAME)


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
        assert read(f"profile = {one.name!r}") == settings_with(one.settings)


def settings_with(settings: Settings) -> Settings:
    from attrs import evolve

    return evolve(settings, config=NAME)


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


# Which file goes by which

UNIT = "[[unit]]\nname = '网格'\ndimension = 'count'\n"


@pytest.fixture
def place(tmp_path: Path) -> Callable[[str, str], Path]:
    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_the_nearest_configuration_is_found(place: Callable[[str, str], Path]) -> None:
    deep = place("甲/乙/表.md", CLEAN)
    outer = place(f"甲/{NAME}", "")
    assert find_config(deep) == outer
    inner = place(f"甲/乙/{NAME}", "")
    assert find_config(deep) == inner
    assert find_config(deep.parent / ".." / "别的.md") == outer


def test_each_file_goes_by_its_own(place: Callable[[str, str], Path], tmp_path: Path) -> None:
    text = FLAWED.replace("≥800人次", "≥800网格")
    for folder in "甲乙丙丁":
        place(f"{folder}/表.md", text)
    place(f"乙/{NAME}", f"ignore = ['PC601']\n{UNIT}")
    place(f"丁/{NAME}", "fail-on = 'info'")
    report = check_paths([tmp_path])
    found = {
        folder: {
            one.rule for one in report.findings if one.document == str(tmp_path / folder / "表.md")
        }
        for folder in "甲乙丙丁"
    }
    without = {"value-missing-operator", "cost-over-budget", "value-unit-unknown"}
    assert found == {"甲": without, "乙": {"value-missing-operator"}, "丙": without, "丁": without}
    configs = {one.name: one.settings.config for one in report.documents}
    assert configs == {
        str(tmp_path / folder / "表.md"): str(tmp_path / folder / NAME)
        if folder in "乙丁"
        else None
        for folder in "甲乙丙丁"
    }
    one = check(tmp_path / "乙" / "表.md")
    assert (one.exit_code(), one.exit_code(Severity.WARNING)) == (0, 1)


def test_given_settings_are_used_instead(place: Callable[[str, str], Path]) -> None:
    path = place("表.md", FLAWED)
    config = place(NAME, "select = ['PC103']")
    assert {one.rule for one in check(path).findings} == {"value-missing-operator"}
    assert "cost-over-budget" in {one.rule for one in check(path, settings=Settings()).findings}
    assert check(path).findings == check(path, settings=load_config(config)).findings


def test_content_without_a_place_goes_by_the_defaults(
    place: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = place("表.md", FLAWED)
    monkeypatch.chdir(place(NAME, "select = ['PC103']").parent)
    report = check(path.read_bytes(), name="表.md")
    assert {one.rule for one in report.findings} >= {"cost-over-budget"}


def test_a_mistake_is_said_before_any_file_is_read(
    place: Callable[[str, str], Path], tmp_path: Path
) -> None:
    place("甲/表.md", CLEAN)
    place("乙/表.md", CLEAN)
    place(f"乙/{NAME}", "ignor = []")
    seen: list[Path] = []
    with pytest.raises(ConfigError, match=r"乙.*没有这个键“ignor”，是不是“ignore”"):
        check_paths([tmp_path], progress=seen.append)
    assert seen == []


def test_extracted_rows_know_own_units(place: Callable[[str, str], Path]) -> None:
    path = place("表.md", CLEAN.replace("≥800人次", "≥800网格"))
    (table,) = extract(path).tables
    unit = table.benefits[0].constraint.quantities[0].unit
    assert unit is not None
    assert not unit.known
    place(NAME, UNIT)
    (table,) = extract(path).tables
    assert str(table.benefits[0].constraint.interval) == "[800, ∞)"
