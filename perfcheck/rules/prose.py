"""PC00x: the prose around the tables: its numbering, its reasons."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from attrs import define, field

from perfcheck.rules.finding import INFO, Hit
from perfcheck.rules.rule import Outcomes, submission_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Numbered, Submission, numbered

# “……减少，主要为……减少”：说的事，和它的原因
REASON = re.compile(
    r"(?P<what>[^，,。；;：:]*)[，,](?P<own>[^，,。；;：:]{0,12}?)(?:主要(?:原因|因素)?|(?:原因|因素)(?:主要)?)(?:为|是)(?P<why>[^，,。；;]+)"
)
CHANGE = re.compile("增加|减少|增长|下降|变化|增减|持平|提高|降低")
DETAIL = re.compile(
    r"[0-9０-９.,，%％]+(?:亿元|万元|千元|元|个百分点)?|20\d\d年度?|较?(?:上年|去年)度?(?:预算)?(?:相比)?|其中[：:]|预算"
)
ALIKE = 0.8


@define(eq=False)
class NumberedList:
    """A list of numbered paragraphs while it is being followed."""

    style: str
    seen: dict[int, Numbered] = field(factory=dict)

    @property
    def last(self) -> int:
        return next(reversed(self.seen))


@submission_rule("PC008", "numbering", INFO, "CONVENTION")
def numbering(submission: Submission, settings: Settings) -> Outcomes:
    """标题编号重复 | A heading's number comes twice

    同一级标题里出现两个“（三）”，多半是层次用错或编号没有改。自动编号读不出来，所以缺号不报。

    ## 错例
    一、总体绩效目标

    （一）行政许可

    （二）政务公开

    （二）档案管理

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    一、总体绩效目标

    （一）行政许可

    1、受理

    2、办结

    （二）政务公开

    1、公示

    二、分项绩效目标

    （一）档案管理

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    for before, again in _repeated(numbered(submission.document)):
        same = before.text == again.text  # a page's heading comes on every page
        if before.is_heading and again.is_heading and not same:
            yield Hit(
                zh=f"编号重复：“{before.text}”之后又是“{again.text}”，请核对层次和编号",
                en=f"“{again.text}” repeats the number of “{before.text}”; check levels and numbers",
                value=again.text,
                location=again.location,
            )


def _repeated(found: Iterable[Numbered | None]) -> Iterator[tuple[Numbered, Numbered]]:
    """Paragraphs whose number their list has had, each after the one that had it.

    A paragraph goes on with the innermost open list that waits for its number; 1 opens a list.
    """
    open_lists: list[NumberedList] = []
    for one in found:
        if one is None:
            open_lists = []
            continue
        same = [each for each in reversed(open_lists) if each.style == one.style]
        waiting = next((each for each in same if each.last == one.number - 1), None)
        if one.number == 1 or not same:
            chosen = NumberedList(one.style)
            open_lists.append(chosen)
        elif waiting:
            chosen = waiting
            del open_lists[open_lists.index(chosen) + 1 :]
        else:
            chosen = next((each for each in same if one.number in each.seen), same[0])
            if one.number in chosen.seen:
                yield chosen.seen[one.number], one
        chosen.seen.pop(one.number, None)
        chosen.seen[one.number] = one


@submission_rule("PC009", "tautology", INFO, "CONVENTION")
def tautology(submission: Submission, settings: Settings) -> Outcomes:
    """原因说明同义反复 | A reason that repeats what it explains

    “项目支出减少，主要为项目支出减少”没有说明原因，请写是哪些项目、为什么。

    ## 错例
    2024年项目支出减少23.10万元，主要原因是项目支出减少。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    2024年项目支出减少23.10万元，主要原因是阅览室改造项目已于上年完工。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    for paragraph in submission.document.paragraphs:
        if not re.search("主要|原因|因素", paragraph.text):
            continue
        for match in REASON.finditer(re.sub(r"\s+", "", paragraph.text)):
            why = DETAIL.sub("", match["why"])
            if any(_says_again(what, why) for what in (match["what"], match["own"])):
                yield Hit(
                    zh=f"“{match[0]}”只是把话重说一遍，没有说明原因",
                    en=f"“{match[0]}” repeats itself and gives no reason",
                    value=match[0],
                    location=paragraph.location,
                )


def _says_again(what: str, why: str) -> bool:
    """“增减变化的”主要原因是“无增减变化”"""
    told = DETAIL.sub("", what).rstrip("的")
    return (
        len(told) >= 4
        and CHANGE.search(why) is not None
        and SequenceMatcher(None, told, why).ratio() > ALIKE
    )
