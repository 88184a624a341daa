"""``json``: the whole report as one object."""

import json

from perfcheck.reports.format import Format, View
from perfcheck.reports.records import Record, report_record
from perfcheck.rules import Report


def as_json(record: Record) -> str:
    """A record as every JSON output writes it: for people too, so indented and in Chinese characters."""
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def render(report: Report, view: View) -> str:
    return as_json(report_record(report, view.lang))


FORMAT = Format("json", render, ".json", "application/json")
