"""Why what seems to be missing may be there: rows that were not read, a file that ends too early."""

from perfcheck.rules.finding import NotChecked
from perfcheck.tables import Column, GradedIndicator, Indicator, TargetTable


def incomplete(table: TargetTable) -> NotChecked | None:
    """Why what seems to be missing may stand in rows that were not seen or not understood."""
    if not table.indicators:
        return NotChecked("表中没有指标行", "the table has no indicator rows")
    levels = {Column.LEVEL1, Column.LEVEL2}
    if table.columns and not table.columns & levels:
        return NotChecked("模板没有一级、二级指标栏", "the template has no columns for levels")
    if table.is_long_term:
        return NotChecked(
            "多年的目标不必各类俱全", "targets of several years need not be of all kinds"
        )
    if table.truncated:
        return NotChecked("表的末尾没有读到", "the end of the table was not read")
    if table.unread:
        count = len(table.unread)
        return NotChecked(f"有 {count} 行没有读出", f"{count} rows could not be read")
    strange = next(
        (row.level1_raw for row in table.indicators if row.level1_raw and not row.category), None
    )
    if strange:
        return NotChecked(
            f"有认不出的一级指标“{strange}”", f"the level-1 label “{strange}” is unknown"
        )
    return None


def cut_off(row: Indicator | GradedIndicator, table: TargetTable) -> NotChecked | None:
    """Why an empty cell of this row may have been filled: the file ends inside the row."""
    if table.truncated and row is table.rows[-1]:
        return NotChecked(
            f"文件在“{row.name}”这一行中断", f"the file ends inside the row “{row.name}”"
        )
    return None
