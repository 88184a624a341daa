"""PC219: do deadlines fall into the year that is budgeted?"""

import re
from collections.abc import Iterator

from attrs import frozen

from perfcheck.rules.finding import ERROR, INFO, Hit, NotChecked
from perfcheck.rules.rule import Outcomes, row_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, Indicator, IndicatorKind, TargetTable
from perfcheck.values import Deadline, find_dates

# A date in a description is a deadline where something is to be finished by it.
DUE = re.compile(
    r"(?:之前|以前|前)?(?:全部|全面|基本|按时|预计)?"
    r"(?:完成|完工|竣工|建成|交付|交工|验收|投入使用|投用|上线|拨付|支付|发放)(?!的)"
)
DONE = re.compile(r"已[^，。；;]{0,6}$")
# Works that run over years may have begun before this one.
BEGINNING = re.compile("开工|启动|立项|招标|签订|起始|开始|进场")


@frozen
class Due:
    """A deadline: the first and the last year it names, and its writing."""

    first: int
    last: int
    written: str


@row_rule("PC219", "deadline-year-mismatch", ERROR, "CY2015-88")
def deadline_year_mismatch(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """时间节点不在预算年度内 | A deadline outside the budget year

    期限早于预算年度，多半是照抄上年；晚于预算年度的可能是跨年项目，只作提示，本年应完成到哪一步要写明。文号和对比的年份不算期限。

    ## 错例
    2023年部门预算

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 绿化栽植完成时间 | 全部苗木栽植完成的时间 | 2022年11月底前 |

    ## 正例
    2023年部门预算

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 时效指标 | 绿化栽植完成时间 | 全部苗木栽植完成的时间 | 2023年11月底前 |
    | 效益指标 | 生态效益指标 | 新增绿地 | 比2022年增加的绿地 | ≥3公顷 |
    """
    if table.year is None:
        yield NotChecked("文件没有写预算年度", "the document does not state its budget year")
        return
    if Column.ACTUAL in table.columns:
        yield NotChecked(
            "自评表说的是已经过去的年度", "a self-evaluation speaks of a year that is over"
        )
        return
    for due in _deadlines(row):
        if due.first <= table.year <= due.last:
            continue
        late = due.first > table.year
        if not late and BEGINNING.search(row.name):
            continue
        hint = "跨年项目请写明本年完成到哪一步" if late else "请核实是否照抄上年"
        yield Hit(
            zh=f"{'疑似' if late else ''}期限“{due.written}”不在预算年度 {table.year} 年内；{hint}",
            en=f"the deadline “{due.written}” lies outside the budget year {table.year}",
            severity=INFO if late else ERROR,
        )
        return


def _deadlines(row: Indicator) -> Iterator[Due]:
    constraint = row.constraint
    if isinstance(constraint, Deadline):
        ends = [end.year for end in (constraint.low, constraint.high) if end and end.year]
        if ends:
            yield Due(min(ends), max(ends), row.value.strip())
    elif row.kind is IndicatorKind.TIMELINESS:
        text = row.description
        for date in find_dates(text):
            start, end = date.span
            if date.year and DUE.match(text, end) and not DONE.search(text[:start]):
                yield Due(date.year, date.year, text[start:end])
