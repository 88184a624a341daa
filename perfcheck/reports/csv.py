"""``csv``: one finding a line for a spreadsheet; the rows of a finding for many are lines below it."""

import csv
import io

from perfcheck.reports.format import Format, View
from perfcheck.reports.inert import clean, no_formula
from perfcheck.reports.lines import finding_lines
from perfcheck.reports.words import say
from perfcheck.rules import Report

COLUMNS = (
    "document", "table_number", "project", "indicator", "value", "code", "rule", "severity",
    "problem", "expected_value", "difference", "fix", "basis_title", "place", "occurrence",
    "fingerprint",
)  # fmt: skip


def render(report: Report, view: View) -> str:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(say(f"field_{column}", view.lang) for column in COLUMNS)
    for finding in report.findings:
        for line in finding_lines(finding, view.lang):
            writer.writerow(no_formula(clean(line.get(column))) for column in COLUMNS)
    return "\ufeff" + out.getvalue()


FORMAT = Format("csv", render, ".csv", "text/csv")
