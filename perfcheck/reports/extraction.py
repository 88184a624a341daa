"""Extracted records for the terminal, for programs and for spreadsheets."""

import csv
import io
import json
from typing import Any

from tabulate import tabulate

from perfcheck.reports.inert import no_formula
from perfcheck.reports.sheets import Sheet, write
from perfcheck.reports.words import say

Record = dict[str, Any]

# Columns of the terminal table: the field and its heading; the longest texts stand last.
ROW_COLUMNS = {
    "table": "field_table_number",
    "level1": "level1",
    "level2": "level2",
    "value": "field_value",
    "name": "field_indicator",
}
WIDTHS = [3, 10, 18, 24, 40]


def render_records(records: list[Record], form: str, lang: str = "zh") -> str | bytes:
    """``jsonl``, ``csv`` and ``xlsx`` (nested fields as JSON) or ``table``."""
    if form == "xlsx":
        return _workbook(records, lang)
    if form == "jsonl":
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    if form == "csv":
        return _csv(records)
    return _table(records, lang)


def _csv(records: list[Record]) -> str:
    out = io.StringIO()
    fields = list(dict.fromkeys(field for record in records for field in record))
    writer = csv.DictWriter(out, fields, lineterminator="\n")
    writer.writeheader()
    writer.writerows({field: _safe(record.get(field)) for field in fields} for record in records)
    return "\ufeff" + out.getvalue()


def _workbook(records: list[Record], lang: str) -> bytes:
    out = io.BytesIO()
    columns = dict.fromkeys((field for record in records for field in record), 20)
    rows = [[_text(record.get(field)) for field in columns] for record in records]
    write(out, [Sheet(say("sheet_rows", lang), columns, rows)])
    return out.getvalue()


def _text(value: Any) -> str | int | None:
    return value if isinstance(value, int | str | None) else json.dumps(value, ensure_ascii=False)


def _safe(value: Any) -> Any:
    """A cell that a spreadsheet does not take for a formula (``=9个`` is a value here)."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return no_formula(value) if isinstance(value, str) else value


def _table(records: list[Record], lang: str) -> str:
    if not records:
        return ""
    if "name" not in records[0]:
        rows = [
            [key, _flat(value)] for record in records for key, value in [*record.items(), ("", "")]
        ]
        return (
            tabulate(rows, tablefmt="plain", maxcolwidths=[16, 78], disable_numparse=True) + "\n"
        )
    parts = []
    for document in dict.fromkeys(record["document"] for record in records):
        own = [record for record in records if record["document"] == document]
        rows = [[_field(record, field) for field in ROW_COLUMNS] for record in own]
        table = tabulate(
            rows,
            headers=[say(heading, lang) for heading in ROW_COLUMNS.values()],
            tablefmt="simple",
            maxcolwidths=WIDTHS,
            disable_numparse=True,
        )
        parts.append(f"{document}\n\n{table}\n")
    return "\n".join(parts)


def _field(record: Record, field: str) -> str:
    if field == "value" and record["value"] is None and record.get("grades"):
        return " | ".join(level["raw"] for level in record["grades"].values())
    return str(record.get(field) or "")


def _flat(value: Any) -> str:
    if value is None:
        return "—"
    written = isinstance(value, dict | list | bool)  # tabulate would show "False" as True
    return json.dumps(value, ensure_ascii=False) if written else str(value)
