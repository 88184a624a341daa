"""``json``: the whole report as one object."""

import json

from perfcheck.reports.format import Format, View
from perfcheck.reports.records import report_record
from perfcheck.rules import Report


def render(report: Report, view: View) -> str:
    return json.dumps(report_record(report, view.lang), ensure_ascii=False, indent=2) + "\n"


FORMAT = Format("json", render, ".json", "application/json")
