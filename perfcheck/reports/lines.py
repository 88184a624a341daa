"""Findings as lines of a table: what spreadsheets and Markdown tables are filled from."""

from collections.abc import Iterator

from perfcheck.documents import Location
from perfcheck.messages import mark
from perfcheck.reports.places import place
from perfcheck.reports.words import rule_title, severity_word
from perfcheck.rules import Finding

Line = dict[str, str]


def finding_lines(finding: Finding, lang: str) -> Iterator[Line]:
    """The finding, then each row that it stands for: ``occurrence`` is 2/5 for the second of five."""
    whole = {
        "document": finding.document,
        "table_number": str(finding.table or ""),
        "project": finding.project or "",
        "code": finding.code,
        "rule": rule_title(finding.code, lang),
        "severity": severity_word(finding.severity, lang),
        "fingerprint": finding.fingerprint,
    }
    yield (
        whole
        | _row(finding.indicator, finding.value, finding.location, lang)
        | {
            "problem": finding.message.in_(lang),
            "expected_value": finding.expected or "",
            "difference": finding.difference or "",
            "fix": finding.fix or "",
            "basis_title": mark("；", lang).join(one.cite(lang) for one in finding.basis),
        }
    )
    for number, one in enumerate(finding.occurrences, 1):
        row = _row(one.indicator, one.value, one.location, lang)
        yield whole | row | {"occurrence": f"{number}/{len(finding.occurrences)}"}


def _row(indicator: str | None, value: str | None, at: Location, lang: str) -> Line:
    return {"indicator": indicator or "", "value": value or "", "place": place(at, lang)}
