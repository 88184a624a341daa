"""PC00x: are goals written as goals? What is past, what is a slogan, what breaks off."""

import re

from perfcheck.rules.finding import INFO, Hit
from perfcheck.rules.goals import items_of
from perfcheck.rules.lexicon import words
from perfcheck.rules.rule import Outcomes, submission_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Submission, TargetTable
from perfcheck.tables.text import without_number

ENOUGH = 3  # so many statements of what is done make a goal a report
SHOWN = 12  # characters of a statement that a message shows

# 数字：阿拉伯数字，或“三个”“四月”“一辆”
FIGURE = re.compile(
    r"[0-9０-９]|[两二三四五六七八九十百千万]+(?:个|项|次|场|户|人|名|公里|亩|吨|件|月|天|期)|[一两二三四五六七八九十]+(?:座|所|台|套|处|辆|栋|部|条(?!龙))"
)
# 不算数字的：年份（2050册是数）、热线号码、全天、“六个一”之类引号里的话
NO_FIGURE = re.compile(
    r"(?<![0-9.])20\d\d(?:年|(?![0-9.%％\u4e00-\u9fff]))|12345|24\s*小时|[“\"][^”\"]{1,12}[”\"]"
)
NUMBER_OF_DOCUMENT = re.compile(r"[〔\[（(【]20\d\d[〕\]）)】]\s*\d+\s*号|《[^》]*》")
SLOGAN_LENGTH = 20

BREAKS_OFF = re.compile(r"(?:[的、，,（(“《]|以及|，并|，和|，与)$")
# “服务对象的满意”：只有名词，没有说要做什么
NOUN_ONLY = re.compile(r"[\u4e00-\u9fff]{2,10}的[\u4e00-\u9fff]{2,3}")
VERB = re.compile(
    "保障|保证|确保|提高|提升|提供|完成|加强|改善|促进|做好|搞好|实现|满足|解决|推进|推动|维护|维修|开展|建[设立成]|支持|落实|增强|优化|降低|减少|方便|购[买置]|支付|发放|培[训育养]|补[助贴]|达到|打造|营造|规范|强化|激发|消除|保护|治理|修[建复缮]|改造|防[治范]|用于|让|使|为"
)


@submission_rule("PC004", "past-achievement", INFO, "CY2015-88")
def past_achievement(submission: Submission, settings: Settings) -> Outcomes:
    """疑似年度目标写成了工作总结 | The department's goals read like last year's report

    部门整体绩效目标应写预算年度要达到什么。“目前已办理……”“同比增长……”说的是做完的事，三处以上才报，一份文件报一次。

    ## 错例
    一、总体绩效目标

    全县图书馆共接待读者18万人次，同比增长9%。

    流动图书车目前已覆盖42个村，受到读者一致肯定。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    一、总体绩效目标

    全县图书馆全年接待读者20万人次以上，比上年增长5%；流动图书车覆盖50个村。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    found = [
        (one.text[match.start() : match.end() + SHOWN], one.location)
        for one in submission.department.targets
        for match in words("achieved").finditer(one.text)
    ]
    if len(found) >= ENOUGH:
        shown = "、".join(f"“{text}…”" for text, _ in found[:ENOUGH])
        yield Hit(
            zh=f"疑似写成了工作总结：部门绩效目标中有 {len(found)} 处说的是已经做完的事，如{shown}；请写预算年度要达到的目标",
            en=f"the department's goals report what is done in {len(found)} places, such as {shown}; say what is to be reached",
            location=found[0][1],
        )


@table_rule("PC005", "slogan-goal", INFO, "CY2015-88", needs=())
def slogan_goal(table: TargetTable, settings: Settings) -> Outcomes:
    """绩效目标没有一个数字 | The goals have no figure

    通篇“提高、保障、促进”的目标无法细化成指标。至少写明做多少、做到什么程度。

    ## 错例
    | 项目名称 | 健康讲座 |
    | 绩效目标 | 大力普及健康知识，切实提高群众健康素养，营造全民健康的良好氛围 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 讲座场次 | 举办讲座的场次 | ≥24场 |

    ## 正例
    | 项目名称 | 健康讲座 |
    | 绩效目标 | 全年举办健康讲座24场，听讲群众的健康知识知晓率提高到60% |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 讲座场次 | 举办讲座的场次 | ≥24场 |

    ## 正例（像年份的数）
    | 项目名称 | 健康讲座 |
    | 绩效目标 | 向全县在校学生发放健康知识手册2050册，普及青少年健康知识 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 发放手册数量 | 发给学生的手册 | ≥2050册 |
    """
    items = [item for goal in table.goals for item in items_of(goal)]
    text = NO_FIGURE.sub("", "".join(items))
    if len(text) >= SLOGAN_LENGTH and not FIGURE.search(text):
        yield Hit(
            zh=f"绩效目标“{items[0][:20]}…”除年份外没有一个数字，请写明做多少、做到什么程度",
            en=f"the goals “{items[0][:20]}…” have no figure but a year; say how much and how well",
            value=items[0],
            location=table.goals[0].location,
        )


@submission_rule("PC013", "dept-slogan-goal", INFO, "CY2015-88")
def dept_slogan_goal(submission: Submission, settings: Settings) -> Outcomes:
    """部门总体绩效目标没有一个数字 | The department's overall goals have no figure

    几句口号看不出预算年度要做到什么。年份、文号、编号不算数字；一份文件报一次。

    ## 错例
    一、总体绩效目标

    大力推进全民阅读，加快数字图书馆建设，切实提高公共文化服务水平。

    二、分项绩效目标

    1、阅读推广

    绩效指标：举办读书活动36场。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    一、总体绩效目标

    全年接待读者20万人次以上，建成数字图书馆，读者满意度达到90%。

    二、分项绩效目标

    1、阅读推广

    绩效指标：举办读书活动36场。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    overall = submission.department.overall
    texts = [
        NO_FIGURE.sub("", NUMBER_OF_DOCUMENT.sub("", without_number(one.text))) for one in overall
    ]
    if len("".join(texts)) >= SLOGAN_LENGTH and not any(map(FIGURE.search, texts)):
        yield Hit(
            zh=f"部门总体绩效目标“{overall[0].text[:20]}…”除年份外没有一个数字，请写明预算年度做多少、做到什么程度",
            en=f"the department's overall goals “{overall[0].text[:20]}…” have no figure but a year",
            value=overall[0].text,
            location=overall[0].location,
        )


@table_rule("PC006", "goal-incomplete", INFO, "CY2015-88", needs=())
def goal_incomplete(table: TargetTable, settings: Settings) -> Outcomes:
    """疑似绩效目标是残句 | A goal seems to break off

    “服务对象的满意”没有说要做什么；以“的”“、”结尾的话没有说完。

    ## 错例
    | 项目名称 | 公园养护费 |
    | 绩效目标 | 目标1 | 养护公园绿地12万平方米 |
    | | 目标2 | 游园群众的满意 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 养护面积 | 养护的面积 | ≥12万平方米 |

    ## 错例
    | 项目名称 | 公园养护费 |
    | 绩效目标 | 养护公园绿地12万平方米，维护座椅、 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 养护面积 | 养护的面积 | ≥12万平方米 |

    ## 正例
    | 项目名称 | 公园养护费 |
    | 绩效目标 | 目标1 | 养护公园绿地12万平方米 |
    | | 目标2 | 游园群众满意度达到90%以上 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 养护面积 | 养护的面积 | ≥12万平方米 |
    """
    for goal in table.goals:
        for item in items_of(goal):
            noun = NOUN_ONLY.fullmatch(item) and not VERB.search(item)
            if noun or BREAKS_OFF.search(item):
                why = "没有说要做什么" if noun else "没有说完"
                yield Hit(
                    zh=f"疑似残句：绩效目标“{item[-20:]}”{why}",
                    en=f"the goal “{item[-20:]}” seems to break off",
                    value=item,
                    location=goal.location,
                )
