"""Where the rules on wording and on tables beside each other must speak, and where they must not."""

import pytest

from perfcheck.rules.lexicon import typos
from perfcheck.rules.listed_projects import pair, pair_most
from perfcheck.tables import Framework, TargetTable, frameworks
from tests.conftest import check_text
from tests.test_tables import ROWS, pipes

HEADER = "| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |\n"


def said(text: str, rule: str) -> list[str | None]:
    """The values that a rule quotes from a document."""
    return [finding.value for finding in check_text(text, rule).findings]


def prose(*paragraphs: str) -> str:
    return "\n\n".join((*paragraphs, pipes(ROWS)))


# Typing errors


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("完成灌概面积800亩", "灌概", "灌溉"),
        ("建立养老服务台帐", "台帐", "台账"),
        ("隐患末整改到位", "末", "未"),
        ("工程己完成验收", "己", "已"),
        ("加强防犯电信诈骗", "防犯", "防范"),
        ("更好得为企业服务", "得", "地"),
        ("配备打印机、复印件等设备", "复印件", "复印机"),
        ("停水次数5次收下", "收下", "以下"),
    ],
)
def test_typing_errors(text: str, wrong: str, right: str) -> None:
    (finding,) = check_text(prose(text), "typo-lexicon").findings
    assert (finding.value, finding.expected) == (wrong, right)


@pytest.mark.parametrize(
    "text",
    [
        "预防犯罪工作，已经废除的制度",
        "把救灾物资迅速送到，投资迅速增长，交通迅速恢复",
        "重复盖章、批复盖章；每天燃气用量",
        "年末完成、季末完成、期末及时归档",
        "保护拦河坝，按装机容量计算",
        "中标淮安企业，第一批淮河治理",
        "关键康复设备，提供献血服务",
        "干部暑期培训，习惯彻底改变，一贯切实履职",
        "道路两侧量测，体检侧重老年人",
        "通讯期刊，审讯期间，全部份额",
        "毕竟价格不同，给予警告，给予防护用品",
        "学生自己完成作业，目的的实现，的的确确",
        "降低押金，委托欠款，木材政策，面积效益",
        "领取5份复印件，群众表示可以考虑",
    ],
)
def test_words_that_only_look_wrong_across_their_borders(text: str) -> None:
    assert said(prose(text), "typo-lexicon") == []


def test_a_typing_error_is_said_once_with_its_places() -> None:
    (finding,) = check_text(prose("建立台帐", "更新台帐，核对台帐"), "typo-lexicon").findings
    assert "全文 3 处" in finding.message.zh


def test_no_mending_is_itself_an_error() -> None:
    wrong = [(typo.right, other.core) for typo in typos() for other in typos()
             if other.pattern.search(typo.right)]  # fmt: skip
    assert wrong == []
    assert len(typos()) > 200


# Numbering and reasons


@pytest.mark.parametrize(
    ("lines", "repeated"),
    [
        (("一、甲", "二、乙", "二、丙"), ["二、丙"]),
        (("一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊", "（二）己"), []),
        (("（一）甲", "一、乙", "二、丙", "（一）丁", "（二）戊", "三、己", "（二）庚"), []),
        (("1、甲", "2、乙", "1、丙", "2、丁", "3、戊"), []),
        (("1、甲", "3、乙", "4、丙"), []),  # numbers that Word makes by itself are not in the text
        (("一、甲", "二、乙", "第二部分 丙", "二、丁"), []),
        (("一、甲", "二、乙", "二、乙"), []),  # the heading of the next page
        (("1、甲", "2、" + "很长的一段话" * 8, "2、丙"), []),
    ],
)
def test_numbers_that_come_twice(lines: tuple[str, ...], repeated: list[str]) -> None:
    assert said(prose(*lines), "numbering") == repeated


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("项目支出减少23.10万元，主要为项目支出减少。", True),
        ("增减变化的主要原因是无增减变化", False),  # no clause before it
        ("与上年相比增加0万元，增减变化的主要原因是无增减变化", True),
        ("基本支出增加24.52万元，主要为人员经费支出较去年增加24.55万元", False),
        ("项目支出减少23.10万元，主要原因是办公楼维修项目完工", False),
        ("三公经费减少2万元，主要原因是严格控制公务接待支出", False),
    ],
)
def test_reasons(sentence: str, found: bool) -> None:
    assert bool(said(prose(sentence), "tautology")) is found


# Goals


def goal(text: str) -> str:
    return f"| 项目名称 | 渠道清淤 |\n| 绩效目标 | {text} |\n" + pipes(ROWS)


@pytest.mark.parametrize(
    ("text", "slogan"),
    [
        ("切实加强渠道管理，保障农田灌溉用水，促进农民增收和乡村振兴", True),
        ("保证2024年渠道管理工作顺利开展，保障农田灌溉用水需要", True),
        ("开通24小时服务，落实“六个一”制度，办好12345热线，让群众放心", True),
        ("切实加强渠道管理，全年清淤12公里，保障农田灌溉用水", False),
        ("拟于四月完成三个泵站的检修，保障农田灌溉用水，促进农民增收", False),
        ("购置清淤车一辆，切实加强渠道管理，保障农田灌溉用水", False),
        ("保障渠道畅通", False),
    ],
)
def test_goals_without_figures(text: str, slogan: bool) -> None:
    assert bool(said(goal(text), "slogan-goal")) is slogan


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("服务对象的满意", True),
        ("清淤12公里，修复闸门、", True),
        ("清淤12公里，改善灌溉条件，让", False),
        ("保障群众的利益", False),
        ("农田灌溉条件的改善提高", False),
        ("清淤渠道12公里。", False),
    ],
)
def test_goals_that_break_off(text: str, broken: bool) -> None:
    assert bool(said(goal(text), "goal-incomplete")) is broken


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("1.清淤渠道12公里；2.实现增收节支金额", ["实现增收节支金额"]),
        ("1.清淤渠道12公里；2.提高沟渠验收合格率", []),
        ("1.清淤渠道12公里；2.群众满意", []),  # too short to be looked for
        ("实现增收节支金额", []),  # the only goal: its words may all be other words
    ],
)
def test_goals_without_an_indicator(text: str, missed: list[str]) -> None:
    assert said(goal(text), "goal-not-covered") == missed


# Descriptions against targets


@pytest.mark.parametrize(
    ("name", "description", "value", "conflict"),
    [
        ("更换路灯", "更换损坏的路灯共120盏", "=100盏", True),
        ("更换路灯", "更换损坏的路灯共120盏", "≥100盏", False),
        ("更换路灯", "更换损坏的路灯共120盏", "≥150盏", True),
        ("更换路灯", "更换路灯120盏", "≤100盏", True),
        ("更换路灯", "共120盏", "=100盏", True),
        ("更换路灯数量", "更换120盏路灯", "=100盏", True),
        ("检修路灯", "检修3个片区的路灯", "≥900个", False),
        ("建立档案", "资料齐全的一处一册档案", "=17册", False),
        ("改造广场", "为3个社区改造广场", "=5个", False),
        ("保洁面积", "保洁面积1.2万平方米", "=12000平方米", False),
        ("示范村", "全县行政村共118个", "=20个", False),
        ("改造公厕", "全县公厕共86座", "=20座", False),
        ("改造学校", "从全县学校共62所中选取", "=6所", False),
        ("检修路灯", "检修3个片区的路灯", "≥900盏", False),
        ("检修路灯", "检修路灯共900盏，其中主干道300盏", "≥1000盏", False),
        ("检修路灯", "检修路灯900盏以上", "≥1000盏", False),
        ("检修次数", "每月检修共2次", "≥24次", False),
        ("培训人数", "共培训4期", "≥200人", False),
    ],
)
def test_counts_in_descriptions(name: str, description: str, value: str, conflict: bool) -> None:
    row = f"| 产出指标 | 数量指标 | {name} | {description} | {value} | 养护计划 |\n"
    assert bool(said(HEADER + row, "desc-value-conflict")) is conflict


# Projects by name


def project(name: str) -> TargetTable:
    framework: Framework = frameworks()[0]
    return TargetTable(number=1, framework=framework, project=name)


def test_projects_pair_by_name_and_never_by_order() -> None:
    tables = [project("少儿阅览室改造"), project("图书采购费"), project("流动书车")]
    found = pair(["图书采购费", "少儿阅览区改造工程", "古籍修复"], tables)
    assert [name for name, _ in found.same] == ["图书采购费"]
    assert [(name, table.project) for name, table in found.alike] == [
        ("少儿阅览区改造工程", "少儿阅览室改造")
    ]
    assert found.listed_only == ["古籍修复"]
    assert [table.project for table in found.tables_only] == ["流动书车"]


def test_a_list_of_other_things_is_no_list_of_projects() -> None:
    tables = [project("少儿阅览室改造"), project("图书采购费")]
    assert pair_most(["人员增加", "物价上涨"], tables) is None
    assert pair_most(["图书采购费", "印刷费", "差旅费"], tables) is None
