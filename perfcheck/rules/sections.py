"""PC01x: the sections of the prose: nothing in one, a gap in an enumeration, a sentence twice."""

import re
from collections.abc import Iterator
from itertools import takewhile

from perfcheck.documents import Document, Location, Paragraph
from perfcheck.rules.finding import INFO, Hit
from perfcheck.rules.rule import Outcomes, submission_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Submission

PART = re.compile(r"第([一二三四五六七八九十]+)部分[\s　]*(?P<title>[^。；;，,.…\d]{2,20})")
DIGITS = "一二三四五六七八九"
ITEMS_BEGIN = re.compile("分项|职责分类|职责活动")  # items may well repeat the overall goal
SENTENCE = 10  # characters; a shorter one may come twice
POINT = re.compile(f"(?:^|[。；;：:，,])[ \u3000]*([{DIGITS}])是(?=[\u4e00-\u9fff“])")


@submission_rule("PC010", "empty-section", INFO, "CONVENTION")
def empty_section(submission: Submission, settings: Settings) -> Outcomes:
    """标题下没有内容 | A heading with nothing under it

    “第二部分”后面紧跟着“第三部分”，这一部分是空的：没有的内容应写明“无”，或删去标题。目录不算。

    ## 错例
    第一部分 部门职责

    负责公共图书馆的建设和管理。

    第二部分 专项资金绩效目标

    第三部分 预算项目绩效目标

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    第一部分 部门职责

    第二部分 专项资金绩效目标

    第三部分 预算项目绩效目标

    第一部分 部门职责

    负责公共图书馆的建设和管理。

    第二部分 专项资金绩效目标

    本部门无专项资金。

    第三部分 预算项目绩效目标

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    parts = list(_parts(submission.document))
    titles = [title for title, _ in parts if title]
    for (before, _), (title, location), (after, _) in zip(
        parts, parts[1:], parts[2:], strict=False
    ):
        if title and after and not before and titles.count(title) == 1:
            yield Hit(
                zh=f"“{title}”下面没有内容，紧接着就是“{after}”；没有的请写明，或删去标题",
                en=f"nothing stands under “{title}” before “{after}”",
                value=title,
                location=location,
            )


def _parts(document: Document) -> Iterator[tuple[str, Location]]:
    """Each block that is not blank: the heading of a part, or the empty text for anything else."""
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            yield "", block.location
        elif line := re.sub(r"\s+", " ", block.text.strip()):
            yield line if PART.fullmatch(line) else "", block.location


@submission_rule("PC011", "enumeration-gap", INFO, "CONVENTION")
def enumeration_gap(submission: Submission, settings: Settings) -> Outcomes:
    """列举跳号 | An enumeration skips a number

    “一是……三是……”中间少了“二是”，多半是删改时漏了。前面没有任何一处可以接上的才报。

    ## 错例
    一是完善借阅制度；三是延长开放时间。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    一是完善借阅制度，其中一是修订章程，二是公开流程；二是延长开放时间；三是增设分馆。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    seen: set[int] = set()
    for paragraph in submission.document.paragraphs:
        text = paragraph.text.strip()
        for match in POINT.finditer(text):
            number = DIGITS.index(match[1]) + 1
            if number > 1 and seen and number - 1 not in seen:
                said = text[match.start(1) : match.start(1) + 14]
                yield Hit(
                    zh=f"列举跳号：“{said}…”前面没有“{DIGITS[number - 2]}是”",
                    en=f"“{said}…” comes without the item before it",
                    value=said,
                    location=paragraph.location,
                )
            seen = {number} if number == 1 else seen | {number}


@submission_rule("PC012", "goal-sentence-twice", INFO, "CONVENTION")
def goal_sentence_twice(submission: Submission, settings: Settings) -> Outcomes:
    """总体目标里同一句话写了两遍 | A sentence comes twice in the overall goal

    同一句话在总体绩效目标里出现两次，多半是几份材料拼起来的。分项目标重复总体目标的不算；一份文件报一次。

    ## 错例
    一、总体绩效目标

    全年举办读书活动36场。做好流动图书车的运行维护工作。

    丰富馆藏，方便借阅。做好流动图书车的运行维护工作。

    二、分项绩效目标

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    一、总体绩效目标

    全年举办读书活动36场。做好流动图书车的运行维护工作。

    二、分项绩效目标

    1、流动图书车

    绩效目标：做好流动图书车的运行维护工作。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    overall = takewhile(
        lambda one: not ITEMS_BEGIN.search(one.text), submission.department.targets
    )
    seen: set[str] = set()
    for statement in overall:
        for sentence in filter(None, re.split("[。；;\n]", statement.text)):
            text = re.sub(r"\s+", "", sentence)
            if len(text) >= SENTENCE and text in seen:
                yield Hit(
                    zh=f"总体目标里“{text}”写了两遍，请删去重复的",
                    en=f"“{text}” comes twice in the overall goal",
                    value=text,
                    location=statement.location,
                )
                return
            seen.add(text)
