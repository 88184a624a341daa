"""``jsonl``: one finding a line."""

import json

from perfcheck.reports.format import Format, View
from perfcheck.reports.records import finding_record
from perfcheck.rules import Report


def render(report: Report, view: View) -> str:
    lines = (finding_record(finding, view.lang) for finding in report.findings)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


FORMAT = Format("jsonl", render, ".jsonl", "application/x-ndjson")
