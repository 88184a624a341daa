"""Mistakes in a ``perfcheck.toml``: each is one line, with the key, what stands there and what may."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck import ConfigError, load_config
from perfcheck.config import NAME
from perfcheck.rules import Settings
from tests.test_config import read

# Mistakes: what is written, and what is said of it after the file's name.

MISTAKES = [
    # The language itself, with its place.
    ("select = [", " 末尾：不是合法的 TOML（Invalid value）"),
    ('[policy]\nmost_rows = 20\nmost_rows = 30\n', " 第3行第15列：不是合法的 TOML（Cannot overwrite a value）"),
    ("x = " + "[" * 5000, "：不是合法的 TOML（"),
    # What Chinese writing gets wrong.
    ("[words]\n达标 = 'GB 50300'", " 第2行第1列：不是合法的 TOML（Invalid statement）；汉字的键要放在引号里"),
    ("fail-on = “error”", " 第1行第11列：不是合法的 TOML（Invalid value）；等号、引号、逗号、括号要用半角的"),
    ("fail-on ＝ 'error'", " 第1行第9列：不是合法的 TOML（Expected '=' after a key in a key/value pair）；等号、引号、逗号、括号要用半角的"),
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
    ("[[unit]]\nname = '网格'\ndimension = 'number'", "：unit 第1条.dimension：没有量纲“number”？可用：percent、other、money、time、count、area、length、mass"),
    ("[[unit]]\nname = '3网格'\ndimension = 'count'", "：unit 第1条.name：“3网格”不能作单位：应为十个以内的汉字或字母；“元/人”这样的复合单位不用登记"),
    ("[[unit]]\nname = '万网格'\ndimension = 'count'", "：unit 第1条.name：“万网格”是倍率加单位“网格”，不用登记"),
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
def test_a_mistake_is_one_clear_line(source: str, said: str) -> None:
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
    ["profile", "select", "fail-on", "severity", "policy", "required", "words", "unit", "accept"]
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


def settings_or_line(source: str) -> Settings | str:
    try:
        return read(source)
    except ConfigError as error:
        return error.message


@given(st.text(max_size=60) | SOURCES)
def test_any_text_gives_settings_or_one_line(source: str) -> None:
    result = settings_or_line(source)
    assert isinstance(result, Settings) or result.startswith(NAME)
