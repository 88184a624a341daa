"""PC0xx: the quality of the text."""

import re
from collections.abc import Iterator

from perfcheck.documents import Location
from perfcheck.rules.finding import Hit, Severity
from perfcheck.rules.rule import Outcomes, submission_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Submission

CORRUPT_UNIT = re.compile(r"(?:金额)?部门\s*[：:]\s*(?:亿元|万元|千元|元)|计量\s*部门")


@submission_rule("PC007", "unit-header-corrupt", Severity.WARNING, "CONVENTION")
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
