"""PC609: sums of money that are off by ten thousand."""

import re
from collections.abc import Iterator
from decimal import Decimal

from perfcheck.rules.costs import WAN, wan
from perfcheck.rules.finding import ERROR, Hit
from perfcheck.rules.narrative import equations, holds, slipped_figure
from perfcheck.rules.rule import Outcomes, submission_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Submission

SUM_IN_PROSE = re.compile(
    r"(?:包括|其中|年度?|[和及])?(?P<label>[\u4e00-\u9fff]{2,8}?)(?:为|共|计|：|:)?\s*(?P<number>[0-9]+\.[0-9]+)\s*(?P<unit>亿元|万元|元)"
)


@submission_rule("PC609", "budget-unit-slip", ERROR, "LOGIC")
def budget_unit_slip(submission: Submission, settings: Settings) -> Outcomes:
    """金额单位疑似差1万倍 | An amount is off by ten thousand

    同一个带小数的数，一处写“元”，一处写“万元”，或者出现在预算表的格子里（预算表以万元计）；或者只有把“元”读作“万元”，收支等式才成立。

    ## 错例
    2024年支出预算366.58万元，其中基本支出266.58万元，项目支出100.00万元。

    2024年基本支出266.58元，已按规定公开。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |

    ## 正例
    2024年支出预算366.58万元，其中基本支出266.58万元，项目支出100.00万元。

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 开放天数 | 开放的天数 | ≥300天 |
    """
    found = {hit.value: hit for hit in (*_by_sums(submission), *_repeated(submission))}
    yield from found.values()


def _repeated(submission: Submission) -> Iterator[Hit]:
    """The same number elsewhere in 万元."""
    sums = [
        (match, paragraph.location)
        for paragraph in submission.document.paragraphs
        for match in SUM_IN_PROSE.finditer(paragraph.text)
    ]
    in_wan = {
        cell.text.strip(): cell.text.strip()
        for grid in submission.document.grids
        for cell in grid.cells
    }
    in_wan |= {
        match["number"]: f"{match['label']}{match['number']}万元"
        for match, _ in sums
        if match["unit"] == "万元"
    }
    for match, location in sums:
        number = match["number"]
        significant = len(number.replace(".", "").strip("0")) >= 3
        if match["unit"] == "元" and number in in_wan and significant:
            written = f"{match['label']}{number}元"
            yield Hit(
                zh=f"“{written}”疑为“{number}万元”：同一个数别处写作“{in_wan[number]}”",
                en=f"“{written}” is probably “{number}万元”: elsewhere it reads “{in_wan[number]}”",
                value=f"{number}元",
                expected=f"{number}万元",
                difference=wan(Decimal(number) * (WAN - 1)),
                location=location,
            )


def _by_sums(submission: Submission) -> Iterator[Hit]:
    """A sum that adds up only with one of its amounts in 万元."""
    for passage in submission.department.passages:
        for equation in equations(passage):
            figure = slipped_figure(equation)
            if figure is None or holds(equation.whole, equation.parts):
                continue
            amount = passage.sums[figure]
            yield Hit(
                zh=f"“{figure}{amount:f}元”疑为“{amount:f}万元”：这样{equation.label}才等于各项之和",
                en=f"“{figure}{amount:f}元” is probably “{amount:f}万元”: only then do the parts of {equation.label} add up",
                value=f"{amount:f}元",
                expected=f"{amount:f}万元",
                difference=wan(amount * (WAN - 1)),
                location=passage.location,
            )
