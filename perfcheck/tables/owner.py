"""Whose a document is: the department, else the unit, that it names."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from perfcheck.documents import Document
from perfcheck.tables.recognise import Submission
from perfcheck.tables.text import bare_label, compact, one_line

# 主管部门 has the budget; units below it carry projects out.
DEPARTMENT = frozenset({
    "主管部门", "项目主管部门", "预算主管部门", "预算部门", "预算部门名称", "主管部门及代码",
    "主管部门及编码", "主管预算部门",
})  # fmt: skip
UNIT = frozenset({
    "填报单位", "填报部门", "申报单位", "申报部门", "项目申报单位", "编制单位", "预算单位",
    "预算单位名称", "项目单位", "项目承担单位", "实施单位", "项目实施单位",
})  # fmt: skip
STATED = re.compile(
    rf"(?P<label>{'|'.join(sorted(DEPARTMENT | UNIT, key=len, reverse=True))})"
    r"[ 　]*(?:[（(][^（()）]{1,6}[)）])?[ 　]*[：:][ 　]*(?P<name>[^\s：:|，,。；;]{2,30})"
)
TITLED = re.compile(
    r"^(?:关于)?(?P<name>[^，。：:“”《》\d]{3,30}?)20\d\d年?度?[^，。：:]{0,12}绩效"
)
CODE = re.compile(r"^[\[（(【]?[0-9A-Za-z.]+[\]）)】]?[-—_ ]*")
PLACE = re.compile(r".*[省市县区旗州盟乡镇]")  # 青禾县2024年项目支出绩效目标表 names no unit
LONGEST = 200  # characters of a cell that may hold a label
LABEL = re.compile(
    r".*(?:名称|性质|规格|形式|代码|编码|电话|负责人|意见|盖章|公章|时间|日期|属性|类[型别]|部门|单位)"
)


def owners(submission: Submission) -> frozenset[str]:
    """The departments that a document says it is of; if it names none, the units."""
    found = _named(submission.document)
    departments = {name for label, name in found if label in DEPARTMENT}
    titles = [submission.department.unit, *_titles(submission)]
    titled = {
        name for title in titles if (name := _name(title or "")) and not PLACE.fullmatch(name)
    }
    return frozenset(departments or titled) or units(submission)


def units(submission: Submission) -> frozenset[str]:
    """The units that a document says fill it in, or carry its projects out."""
    return frozenset(name for label, name in _named(submission.document) if label in UNIT)


def _named(document: Document) -> list[tuple[str, str]]:
    """Each label of a unit, and the name in the next cell, the next line, or behind a colon."""
    rows = [[cell.text for cell in row] for grid in document.grids for row in grid.rows]
    lines = [block.text for block in document.paragraphs]
    cells = (text for row in rows for text in row if len(text) < LONGEST)
    return [
        *(pair for row in (*rows, lines) for pair in _beside(row)),
        *_in_lines((*lines, *cells)),
    ]


def _beside(texts: list[str]) -> Iterator[tuple[str, str]]:
    for text, value in pairwise(texts):
        if (
            len(text) < LONGEST
            and (label := bare_label(text).rstrip("：:")) in DEPARTMENT | UNIT
            and (name := _name(value))
        ):
            yield label, name


def _in_lines(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """填报单位（盖章）：青禾县水务局"""
    for text in texts:
        for match in STATED.finditer(text) if "：" in text or ":" in text else ():
            if name := _name(match["name"]):
                yield match["label"], name


def _titles(submission: Submission) -> Iterator[str]:
    for table in submission.tables:
        if match := TITLED.match(compact(table.title)):
            yield match["name"]


def _name(text: str) -> str | None:
    """The name of a unit without the code before it; None for another label."""
    name = bare_label(CODE.sub("", one_line(text))) if len(text) < LONGEST else ""
    if len(name) > 4:
        name = name.removesuffix("部门")
    return name if 2 < len(name) < 40 and not LABEL.fullmatch(name) else None
