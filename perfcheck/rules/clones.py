"""PC80x: indicators that projects took over from each other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from perfcheck.rules.consistency import bare, bigrams
from perfcheck.rules.direction import HUNDRED, percent_of
from perfcheck.rules.finding import INFO, Hit
from perfcheck.rules.likeness import as_bits
from perfcheck.rules.listed_projects import plain_name
from perfcheck.rules.projects import beside, called
from perfcheck.rules.rule import Outcomes, dossier_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Dossier, IndicatorKind, TargetTable

SHARED = 0.6  # of the smaller set
ROWS = 4  # fewer rows may be alike by chance
SHOWN = 12  # projects that a message names
TOLD = 2  # pairs of characters that tell where a name belongs
# So many percentages in so many tables are not all one number by chance.
UNIFORM_ROWS, UNIFORM_TABLES, UNIFORM_SHARE = 10, 3, 0.9
Named = tuple[str, str]  # 二级指标, 三级指标


@dossier_rule("PC807", "indicator-set-cloned", INFO, "CY2021-101")
def indicator_set_cloned(dossier: Dossier, settings: Settings) -> Outcomes:
    """多个项目指标整套照搬 | Projects share one set of indicators

    指标应与项目高度关联。数量、成本以外的行有六成以上（至少四行）名称相同，而项目不是同一类的，提请核对。

    ## 错例
    人才招聘费绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 招聘人数 | 招聘的人数 | ≥20人 |
    | | 质量指标 | 工作合格率 | 考核合格的比例 | ≥95% |
    | | 时效指标 | 完成及时率 | 按时完成的比例 | ≥98% |
    | 效益指标 | 社会效益指标 | 服务效率提升率 | 比上年提升的比例 | ≥5% |
    | 满意度指标 | 服务对象满意度指标 | 职工满意度 | 满意职工的比例 | ≥90% |

    办公楼取暖绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 取暖面积 | 取暖的面积 | ≥8000平方米 |
    | | 质量指标 | 工作合格率 | 考核合格的比例 | ≥95% |
    | | 时效指标 | 完成及时率 | 按时完成的比例 | ≥98% |
    | 效益指标 | 社会效益指标 | 服务效率提升率 | 比上年提升的比例 | ≥5% |
    | 满意度指标 | 服务对象满意度指标 | 职工满意度 | 满意职工的比例 | ≥90% |

    ## 正例
    人才招聘费绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 招聘人数 | 招聘的人数 | ≥20人 |
    | | 质量指标 | 试用期考核合格率 | 考核合格的比例 | ≥95% |
    | 满意度指标 | 服务对象满意度指标 | 用人科室满意度 | 满意科室的比例 | ≥90% |

    办公楼取暖绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 取暖面积 | 取暖的面积 | ≥8000平方米 |
    | | 质量指标 | 室温达标率 | 室温达标的比例 | ≥95% |
    | 满意度指标 | 服务对象满意度指标 | 职工满意度 | 满意职工的比例 | ≥90% |
    """
    for number, circle in enumerate(dossier.circles, 1):
        for tables in cloned(circle):
            is_of_one = len(set(map(dossier.document_of, tables))) == 1
            if is_of_one == (number <= len(dossier.parts)):
                yield _shared(dossier, tables)


def _shared(dossier: Dossier, tables: Sequence[TargetTable]) -> Hit:
    rows = frozenset.intersection(*map(_rows, tables))
    last, more = tables[-1], f"等 {len(tables)} 个项目" if len(tables) > SHOWN else ""
    shown = "、".join(beside(dossier, table, last) for table in tables[:SHOWN]) + more
    same = "、".join(f"“{name}”" for _, name in sorted(rows)[:3])
    return Hit(
        zh=f"{shown}的指标大半照搬，"
        + (f"都有{same}等 {len(rows)} 行；" if rows else "")
        + "请按各自的项目设置",
        en=f"{shown} share most of their indicators"
        + (f", {len(rows)} in all of them, such as {same}" if rows else ""),
        value="、".join(map(called, tables[:SHOWN])) + more,
        table=last,
        location=last.location,
    )


def cloned(tables: Sequence[TargetTable]) -> list[list[TargetTable]]:
    """Groups of tables of which each shares most of its rows with another."""
    rows = as_bits(map(_rows, tables))
    sorts = [bigrams(plain_name(table.project or table.title)) for table in tables]
    groups = [[at] for at in range(len(tables))]
    for (one, a), (other, b) in combinations(enumerate(rows), 2):
        shared = (a & b).bit_count()  # first, for nearly all pairs end here
        if shared < ROWS or groups[one] is groups[other]:
            continue
        fewer = min(a.bit_count(), b.bit_count())
        if shared >= SHARED * fewer and not _one_sort(sorts[one], sorts[other]):
            _unite(groups, one, other)
    found = {id(group): sorted(group) for group in groups if len(group) > 1}
    return [[tables[at] for at in group] for group in sorted(found.values())]


def _unite(groups: list[list[int]], one: int, other: int) -> None:
    fewer, more = sorted((groups[one], groups[other]), key=len)
    more += fewer
    for at in fewer:
        groups[at] = more


def _rows(table: TargetTable) -> frozenset[Named]:
    """Kind and name of the rows that are neither quantities nor costs."""
    return frozenset(
        (row.level2_raw, bare(row.name))
        for row in table.indicators
        if row.kind is not IndicatorKind.QUANTITY and not row.is_cost and row.name
    )


def _one_sort(one: frozenset[str], other: frozenset[str]) -> bool:
    """Do the projects' names share half of their pairs of characters? 甲路养护, 乙路养护"""
    return len(one & other) * 2 >= min(len(one), len(other))


@dossier_rule("PC808", "foreign-indicator", INFO, "CY2015-88")
def foreign_indicator(dossier: Dossier, settings: Settings) -> Outcomes:
    """疑似指标属于别的项目 | An indicator seems to belong to another project

    同名指标在两个项目里都有，它的词与本项目的名称、目标毫不相干，却与另一项目相合，多半是复制时留下的。

    ## 错例
    桥梁检测费绩效目标表

    | 绩效目标 | 完成12座桥梁的定期检测，掌握桥梁技术状况 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 检测桥梁 | 完成定期检测的桥梁 | =12座 |

    食堂改造费绩效目标表

    | 绩效目标 | 改造机关食堂操作间300平方米 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 改造面积 | 改造的操作间面积 | ≥300平方米 |
    | | | 检测桥梁 | 完成定期检测的桥梁 | =12座 |

    ## 正例
    桥梁检测费绩效目标表

    | 绩效目标 | 完成12座桥梁的定期检测，掌握桥梁技术状况 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 检测桥梁 | 完成定期检测的桥梁 | =12座 |

    食堂改造费绩效目标表

    | 绩效目标 | 改造机关食堂操作间300平方米 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 改造面积 | 改造的操作间面积 | ≥300平方米 |
    """
    said: set[int] = set()
    for circle in dossier.circles:
        for hit in _foreign(dossier, circle):
            if id(hit.row) not in said:
                said.add(id(hit.row))
                yield hit


def _foreign(dossier: Dossier, tables: Sequence[TargetTable]) -> Iterator[Hit]:
    subjects = [(table, _subject(table)) for table in tables]
    homes: dict[str, TargetTable] = {}
    for table, subject in subjects:
        for name in {bare(row.name) for row in table.indicators} - homes.keys():
            if len(bigrams(name) & subject) >= TOLD:
                homes[name] = table
    for table, own in subjects:
        for row in table.indicators:
            home = homes.get(bare(row.name))
            if row.is_satisfaction or row.is_cost or bigrams(bare(row.name)) & own:
                continue
            if home is not None:
                named = beside(dossier, home, table)
                yield Hit(
                    row=row,
                    zh=f"疑似抄自{named}：“{row.name}”与本项目的名称、目标没有相同的词",
                    en=f"“{row.name}” seems to be taken over from {named}",
                    table=table,
                )


def _subject(table: TargetTable) -> frozenset[str]:
    """The pairs of characters in what the project says it is about."""
    return bigrams(bare(f"{table.project or table.title}{table.purpose}{table.goal_text}"))


@dossier_rule("PC814", "uniform-percent", INFO, "CY2021-101")
def uniform_percent(dossier: Dossier, settings: Settings) -> Outcomes:
    """疑似百分数目标一律取同一个数 | Every percentage is the same number

    办结率、及时率、满意度的水平不会恰好一样。三张以上的表、十条以上的百分数目标九成都是同一个数（100% 除外），多半没有按历史数据测算。

    ## 错例
    甲路养护绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 路面完好率 | 完好路面占比 | ≥97% |
    | | 时效指标 | 修补及时率 | 按时修补占比 | ≥97% |
    | 效益指标 | 社会效益指标 | 路况优良率 | 优良里程占比 | ≥97% |
    | 满意度指标 | 服务对象满意度指标 | 司机满意度 | 满意司机占比 | ≥97% |

    乙站保洁绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 检查合格率 | 合格次数占比 | ≥97% |
    | | 时效指标 | 清运及时率 | 按时清运占比 | ≥97% |
    | 满意度指标 | 服务对象满意度指标 | 旅客满意度 | 满意旅客占比 | ≥97% |

    丙馆运行绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 展品完好率 | 完好展品占比 | ≥97% |
    | | 时效指标 | 开放准时率 | 准时开放占比 | ≥97% |
    | 满意度指标 | 服务对象满意度指标 | 观众满意度 | 满意观众占比 | ≥97% |

    ## 正例
    甲路养护绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 路面完好率 | 完好路面占比 | ≥92% |
    | | 时效指标 | 修补及时率 | 按时修补占比 | ≥97% |
    """
    *each, everything = [list(_uniform(dossier, circle)) for circle in dossier.circles]
    yield from [hit for own in each for hit in own] or everything


def _uniform(dossier: Dossier, tables: Sequence[TargetTable]) -> Iterator[Hit]:
    rows = [
        (table, rate.quantity.normalized, row)
        for table in tables
        if not table.is_long_term
        for row in table.indicators
        if (rate := percent_of(row.constraint)) and rate.op.is_floor
    ]
    if len(rows) < UNIFORM_ROWS:
        return
    number, count = Counter(one for _, one, _ in rows).most_common(1)[0]
    same = [(table, row) for table, one, row in rows if one == number]
    alike = len({id(table) for table, _ in same})
    if number < HUNDRED and alike >= UNIFORM_TABLES and count >= UNIFORM_SHARE * len(rows):
        yield Hit(
            zh=f"疑似没有测算：{alike} 张表的 {len(rows)} 条百分数目标有 {count} 条都是 {number:f}%，请按各自的历史水平设定",
            en=f"{count} of {len(rows)} percentages in {alike} tables are {number:f}%; set each by its own past level",
            value=f"{number:f}%",
            document=dossier.document_of(same[0][0]),
            location=same[0][1].location,
        )
