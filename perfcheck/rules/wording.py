"""PC00x: the quality of the text: headers, typing errors, leftovers of the template."""

import re
from collections import Counter
from collections.abc import Iterator

from perfcheck.documents import Location
from perfcheck.rules.finding import INFO, WARNING, Edit, Hit
from perfcheck.rules.lexicon import typos
from perfcheck.rules.mending import Edits
from perfcheck.rules.rule import Outcomes, submission_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, Submission, TargetTable

CORRUPT_UNIT = re.compile(r"(?:金额)?部门\s*[：:]\s*(?:亿元|万元|千元|元)|计量\s*部门")
# 财库【2019】38号、发改价格（2015）299号
BRACKETED_YEAR = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{1,8})[（(【\[［]\s*(?P<year>(?:19|20)\d\d)\s*[)）】\]］]\s*第?\s*(?P<number>\d+)\s*号"
)
# Whose numbers are certainly written so: 财库、发改价格、民发、国办函; not those of contracts, nor 3号楼.
ISSUER = re.compile("发改|财|[发字函办规]$")
NO_ISSUER = re.compile("合同|协议|编号|公告|令$")
BUILDING = re.compile("[楼院线门机地路井站泵桥馆厅室库]")
AROUND = 6  # characters before and after a typing error that a message shows


@submission_rule("PC001", "typo-lexicon", INFO, "CONVENTION")
def typo_lexicon(submission: Submission, settings: Settings) -> Outcomes:
    """疑似错别字 | Likely typing errors

    只查词表里几乎不会写对的词（“灌概”“台帐”“末完成”），同一个词全文报一次。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 灌概面积 | 完成灌溉的面积 | ≥800亩 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 灌溉面积 | 完成灌溉的面积 | ≥800亩 |
    | | 质量指标 | 预防犯罪讲座覆盖率 | 听过讲座的学生占全部学生的比例 | ≥95% |
    """
    texts = [(text.strip(), where) for text, where in _texts(submission)]
    whole = "\n".join(text for text, _ in texts)
    for typo in typos():
        if typo.core not in whole:
            continue
        found = [(match, where) for text, where in texts for match in typo.pattern.finditer(text)]
        if found:
            match, location = found[0]
            places = f"，全文 {len(found)} 处" if len(found) > 1 else ""
            yield Hit(
                zh=f"疑似错别字：“{_around(match)}”中的“{match[0]}”似应为“{typo.right}”{places}",
                en=f"“{match[0]}” in “{_around(match)}” should probably read “{typo.right}”; {len(found)} place(s)",
                value=match[0],
                expected=typo.right,
                location=location,
            )


def _around(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    return text[max(0, start - AROUND) : end + AROUND].replace("\n", "")


@table_rule("PC002", "placeholder-row", INFO, "CONVENTION", needs=())
def placeholder_row(table: TargetTable, settings: Settings) -> Outcomes:
    """残留模板占位行 | Leftovers of the template

    “……”“目标3”后面没有内容，是模板留下的，应删去。一张表报一次。

    ## 错例
    | 项目名称 | 渠道清淤 |
    | 绩效目标 | 目标1 | 清淤12公里 |
    | | ...... | |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | 清淤的长度 | ≥12公里 |

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | 清淤的长度 | ≥12公里 |
    | | | 指标2： | | |

    ## 正例
    | 项目名称 | 渠道清淤 |
    | 绩效目标 | 目标1 | 清淤12公里 |
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | 清淤的长度 | ≥12公里 |
    """
    if table.fillers:
        written = [text for text, _ in table.fillers]
        shown = "、".join(f"“{text}”" for text in dict.fromkeys(written))
        yield Hit(
            zh=f"表中留有模板的占位行 {shown}，共 {len(written)} 行，请删去或填写",
            en=f"{len(written)} row(s) of the template were left unfilled ({shown}); delete or fill them",
            value=written[0],
            location=table.fillers[0][1],
        )


@table_rule("PC003", "doc-number-format", INFO, "CONVENTION", needs=())
def doc_number_format(table: TargetTable, settings: Settings) -> Outcomes:
    """文号的年份没有用六角括号 | The year of a document number is not in 〔〕

    公文格式规定发文字号的年份用六角括号“〔〕”，不加“第”字。一张表报一次。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 补贴人数 | 领取补贴的人数 | ≥120人 | 民发（2021）15号 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 补贴人数 | 领取补贴的人数 | ≥120人 | 民发〔2021〕15号 |
    """
    found = [
        (match, where)
        for text, where in _prose_of(table)
        for match in BRACKETED_YEAR.finditer(text)
    ]
    if found:
        count = Counter(match[0] for match, _ in found)
        match, location = found[0]
        right = f"{match['office']}〔{match['year']}〕{match['number']}号"
        more = f"等 {len(count)} 个文号" if len(count) > 1 else ""
        yield Hit(
            zh=f"“{match[0]}”{more}的年份应用六角括号，如“{right}”",
            en=f"the year in “{match[0]}” belongs in 〔〕: “{right}”; {len(count)} such number(s)",
            value=match[0],
            expected=right,
            edits=tuple(edit for match, where in found for edit in _six_corners(match, where)),
            location=location,
        )


def _six_corners(match: re.Match[str], where: Location) -> Edits:
    """Certain for the number of a government document, written without 第."""
    office, after = match["office"], match.string[match.end() : match.end() + 1]
    issued = ISSUER.search(office) and not NO_ISSUER.search(office)
    if not issued or "第" in match[0] or BUILDING.match(after):
        return ()
    return (Edit((where,), match[0], f"{office}〔{match['year']}〕{match['number']}号"),)


def _prose_of(table: TargetTable) -> Iterator[tuple[str, Location]]:
    """The cells of a table that may cite a document, each with its place."""
    for goal in table.goals:
        yield goal.text, goal.location
    for row in table.indicators:
        for column, text in ((Column.DESCRIPTION, row.description), (Column.BASIS, row.basis)):
            yield text, row.locations.get(column, row.location)


@submission_rule("PC007", "unit-header-corrupt", WARNING, "CONVENTION")
def unit_header_corrupt(submission: Submission, settings: Settings) -> Outcomes:
    """单位表头损坏 | A unit header is corrupted

    “单位：万元”成了“部门：万元”，多半是全文替换“单位”为“部门”所致。一份文件报一次。

    ## 错例
    部门：万元

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    单位：万元

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    found = [
        (match[0], where)
        for text, where in _texts(submission)
        if (match := CORRUPT_UNIT.search(text))
    ]
    if found:
        written, location = found[0]
        right = re.sub("部门", "单位", re.sub(r"\s+", "", written))
        yield Hit(
            zh=f"表头“{written}”应为“{right}”，全文 {len(found)} 处",
            en=f"the header “{written}” should read “{right}”; {len(found)} places",
            value=written,
            expected=right,
            location=location,
        )


def _texts(submission: Submission) -> Iterator[tuple[str, Location]]:
    for paragraph in submission.document.paragraphs:
        yield paragraph.text, paragraph.location
    for grid in submission.document.grids:
        for cell in grid.cells:
            yield cell.text, cell.location
