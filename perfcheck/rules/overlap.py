"""PC502, PC509: rows of one table that measure the same thing."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, permutations
from typing import NamedTuple

from perfcheck.documents import Location
from perfcheck.rules.consistency import bare
from perfcheck.rules.finding import INFO, Hit
from perfcheck.rules.levels import satisfaction_level
from perfcheck.rules.lexicon import words
from perfcheck.rules.rule import Outcomes, table_rule
from perfcheck.rules.scale import written
from perfcheck.rules.settings import Settings
from perfcheck.tables import Indicator, TargetTable
from perfcheck.tables.text import compact

LISTED = re.compile("、|以及|及|和|与")
DENIED = ("非", "未", "不", "无")
# Of two names that differ by a word, the longer has so many characters, and so many in common.
LONG, ALIKE = 8, 0.75


class Measure(NamedTuple):
    """A row as it is compared with others: what must be the same besides the name, and its place."""

    name: str
    beside: str
    location: Location


@table_rule("PC502", "subset-indicator", INFO, "CY2021-101", needs=())
def subset_indicator(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似指标互相包含 | Indicators that seem to contain each other

    一条指标列了几项，另一条又单考其中的一项，值也一样；或者两个名称只差一个修饰。同一件事考了两次，宜留一条。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 幼儿园、小学食堂检查合格率 | 合格食堂占检查食堂的比例 | ≥98% |
    | | | 小学食堂检查合格率 | 合格的小学食堂占比 | ≥98% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 质量指标 | 幼儿园食堂检查合格率 | 合格的幼儿园食堂占比 | ≥98% |
    | | | 小学食堂检查合格率 | 合格的小学食堂占比 | ≥98% |
    """
    alike: dict[str, list[Measure]] = defaultdict(list)
    for measure in _measures(table):
        alike[measure.beside].append(measure)
    for group in alike.values():
        for one, other in permutations(group, 2):
            if _contains(one.name, other.name):
                yield Hit(
                    zh=f"疑似“{one.name}”已包含“{other.name}”，要求也相同；同一件事考核了两次，宜保留一条",
                    en=f"“{one.name}” seems to contain “{other.name}”, with the same target; keep one",
                    value=f"{one.name} / {other.name}",
                    location=other.location,
                )


def _measures(table: TargetTable) -> Iterator[Measure]:
    for row in table.indicators:
        if row.name and row.value and not row.is_satisfaction:
            yield Measure(compact(row.name), bare(f"{row.level2_raw}|{row.value}"), row.location)
    for graded in table.graded:
        activity = graded.activity.name if graded.activity else ""
        beside = bare(f"{activity}|{written(graded)}")
        yield Measure(compact(graded.name), beside, graded.location)


def _contains(whole: str, part: str) -> bool:
    """乡、街道、办事处便民中心建设率 holds 办事处便民中心建设率 and 乡、街道建设率."""
    common = _common_ending(whole, part)
    more, fewer = (text.removesuffix(common) for text in (whole, part))
    if len(common) < 2 or not more or more.endswith(DENIED):
        return False
    if not fewer:
        listed = LISTED.search(more[-2:]) is not None
        return listed or (len(whole) >= LONG and len(part) >= ALIKE * len(whole))
    items, few = ({*filter(None, LISTED.split(text))} for text in (more, fewer))
    return bool(few) and few < items


def _common_ending(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[-size - 1] == other[-size - 1]:
        size += 1
    return one[len(one) - size :]


@table_rule("PC509", "satisfaction-inconsistent", INFO, "CY2021-101")
def satisfaction_inconsistent(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似同一对象两个满意度目标 | Different satisfaction targets, perhaps of the same respondents

    同一批人问两次，目标还不一样，年终用哪一个？问的事情不同的不报；一行没有写明由谁评价的，可能与另一行是同一批人。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 满意度指标 | 服务对象满意度指标 | 乘客满意度 | 车上扫码评价满意的比例 | ≥90% |
    | | | 乘客对公交服务的满意度 | 电话回访满意的比例 | ≥95% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 满意度指标 | 服务对象满意度指标 | 乘客满意度 | 车上扫码评价满意的比例 | ≥95% |
    | | | 驾驶员满意度 | 驾驶员问卷满意的比例 | ≥90% |
    """
    rows = [row for row in table.indicators if satisfaction_level(row)]
    for one, other in combinations(rows, 2):
        if one.constraint.interval == other.constraint.interval:
            continue
        if _same_respondents(_Asked.of(one), _Asked.of(other)):
            yield Hit(
                zh=f"疑似同一批人有两个满意度目标：“{one.name}”{one.value.strip()}，“{other.name}”{other.value.strip()}；请合并，或写明由谁评价什么",
                en=f"perhaps the same people are asked twice: “{one.name}” {one.value.strip()}, “{other.name}” {other.value.strip()}",
                value=f"{one.value.strip()} / {other.value.strip()}",
                location=other.location,
            )


class _Asked(NamedTuple):
    """Who is asked (empty: it does not say), and about what."""

    who: frozenset[str]
    what: str

    @classmethod
    def of(cls, row: Indicator) -> "_Asked":
        phrase = compact(row.name).partition("满意")[0]
        who, *what = re.split("对(?!象)", phrase, maxsplit=1)
        people = LISTED.split(words("respondent_filler").sub("", who))
        return cls(frozenset(filter(None, people)), "".join(what).rstrip("的"))


def _same_respondents(one: _Asked, other: _Asked) -> bool:
    if one.what and other.what:
        return False
    if one.who and other.who:
        return bool(one.who & other.who)
    return words("public_respondent").search("".join(one.who | other.who)) is not None
