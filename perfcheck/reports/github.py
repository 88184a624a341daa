"""``github``: workflow commands, which GitHub Actions shows beside the lines of a file."""

from pathlib import Path

from perfcheck.messages import mark
from perfcheck.reports.format import Format, View
from perfcheck.reports.inert import clean, one_line
from perfcheck.reports.words import rule_title, say
from perfcheck.rules import Finding, Report, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, view: View) -> str:
    return "".join(_command(finding, view.lang) for finding in report.findings)


def _command(finding: Finding, lang: str) -> str:
    properties = {
        "file": clean(Path(finding.document).as_posix()),
        "line": finding.location.line or finding.location.row,
        "title": f"{finding.code} {rule_title(finding.code, lang)}",
    }
    named = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    return f"::{COMMANDS[finding.severity]} {named}::{_data(_message(finding, lang))}\n"


def _message(finding: Finding, lang: str) -> str:
    where = [one_line(finding.project), one_line(finding.indicator)]
    lines = [" / ".join(filter(None, where)), clean(finding.message.in_(lang))]
    if finding.occurrences:
        lines.append(mark("、", lang).join(one_line(one.indicator) for one in finding.occurrences))
        lines[-1] += say("of_rows", lang, n=len(finding.occurrences))
    return "\n".join(filter(None, lines))


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format("github", render, ".txt", "text/plain")
