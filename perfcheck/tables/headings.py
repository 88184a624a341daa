"""What stands around the rows of a table: titles, project blocks, totals and notes, page marks."""

import re
from collections.abc import Sequence
from itertools import takewhile

from perfcheck.documents import Cell
from perfcheck.tables.text import bare_label, compact, without_number

TITLE = re.compile(r"绩效(目标|自评|指标|评价)\w{0,6}表|绩效目标$")
PAGE_MARK = re.compile(r"[-—第\s]*\d+[-—页\s]*(共\d+页)?|续表|[（(]续[）)]|[（(]\d{4}年度?[）)]")
SUBHEADING = re.compile(r"(?:年度|项目|具体)?(?:绩效)?指标(?:体系|情况|设置|内容)?[：:]?")
# What the rows above the indicators begin with.
GOAL_LABEL = re.compile(
    r"(?:(?:本?年度|当年|总体|年度总体|项目|预期|长期|中期|实施期)(?:绩效)?(?:总)?目标\d*|(?:绩效)?目标)[：:]?"
)
NAME_LABEL = re.compile(
    r"项目(?:编码|代码|名称)(?:[（(].*)?|(?:项目支出|专项|专项资金|政策|转移支付)(?:[（(].*[）)])?名称"
)
PROJECT_LABEL = re.compile(
    rf"{NAME_LABEL.pattern}|项目资金(?:[（(].*)?|预算规模.*|资金支出计划.*|主管部门(?:及代码|及编码)?"
    rf"|{GOAL_LABEL.pattern}"
)
# A line under the indicators: a total, a note, what the evaluation says in words, who signs.
SIGNED = (
    "填报人|填表人|经办人|负责人|审核人|复核人|填报日期|填表日期|填报时间|联系人|联系电话|联系方式"
)
FOOTER = re.compile(
    r"(?:合计|总计|总分|小计)(?:得分|分)?|(?:备注|说明|注)(?:\d?[：:、.].*)?"
    rf"|(?:评价|自评)结论|(?:存在|主要)(?:的)?问题|其他(?:需要?)?说明(?:的)?(?:问题|事项)?|(?:改进措施|有关建议|审核意见)|(?:\w{{0,6}})(?:{SIGNED})(?:[（(].{{0,6}}[）)])?[：:].*",
    re.DOTALL,
)


def is_title(text: str) -> bool:
    """A line that names a target table, and not a sentence that speaks of one."""
    bare = compact(text)
    return (
        len(bare) <= 60 and TITLE.search(bare) is not None and not re.search(r"[。；！？]", bare)
    )


def is_subheading(text: str) -> bool:
    """二、绩效指标： between the project block and the indicators, which stay one table."""
    return SUBHEADING.fullmatch(without_number(compact(text))) is not None


def is_page_mark(text: str) -> bool:
    """A page number, or a note that the table goes on."""
    return PAGE_MARK.fullmatch(text.strip()) is not None


def is_project_label(text: str) -> bool:
    """What a row of the block above the indicators begins with."""
    return PROJECT_LABEL.fullmatch(compact(text)) is not None


def is_goal_label(text: str) -> bool:
    return GOAL_LABEL.fullmatch(compact(text)) is not None


def names_project(cells: Sequence[Cell]) -> bool:
    """A row with the project's name or code."""
    return any(NAME_LABEL.fullmatch(compact(cell.text)) for cell in cells)


def starts_project(cells: Sequence[Cell]) -> bool:
    """A row of the block that stands above the indicators."""
    return cells[0].col == 1 and is_project_label(cells[0].text)


def is_footer(text: str) -> bool:
    """The first cell of a row of totals or notes."""
    return FOOTER.fullmatch(compact(text)) is not None


def title_of(cells: Sequence[Cell]) -> str | None:
    """The title that a row holds alone, as sheets and pages have it above their tables."""
    written = [cell.text.strip() for cell in cells if not cell.is_blank]
    alone = len(written) == 1 and bare_label(written[0]).endswith("表") and is_title(written[0])
    return written[0] if alone else None


def split_title(text: str) -> tuple[list[str], str]:
    """The title that a cell begins with and what stands under it, (2025年度) and the like; and the rest."""
    first, *lines = text.strip().split("\n")
    if not lines or not bare_label(first).endswith("表") or not is_title(first):
        return [], text
    marks = list(takewhile(is_page_mark, lines))
    rest = "\n".join(lines[len(marks) :])
    return ([first, *marks], rest) if rest else ([], text)


def is_numbering(cells: Sequence[Cell]) -> bool:
    """A row under the header that numbers its columns: 1 2 3 …"""
    written = [cell.text.strip() for cell in cells if not cell.is_blank]
    return len(written) > 1 and written == [str(at) for at in range(1, len(written) + 1)]
