"""``junit``: a test suite a document, a test case for each rule on each table.

A rule that could not be applied is skipped with its reason, and so is one whose findings are all
explained; a file that could not be checked is an error.
"""

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from perfcheck.messages import mark
from perfcheck.reports.explained import accepted_line
from perfcheck.reports.format import Format, View
from perfcheck.reports.inert import clean, one_line
from perfcheck.reports.places import place
from perfcheck.reports.sections import Section, sections, table_name
from perfcheck.reports.verdicts import Outcome, Verdict, verdicts
from perfcheck.reports.words import rule_title, say
from perfcheck.rules import Finding, Report

RESULTS = ("failure", "error", "skipped")


def render(report: Report, view: View) -> str:
    root = Element("testsuites", name="perfcheck")
    for section in sections(report):
        suite = SubElement(root, "testsuite", name=section.name)
        for verdict in verdicts(section):
            _case(suite, section, verdict, view.lang)
        _tally(suite)
    _tally(root)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _case(suite: Element, section: Section, verdict: Verdict, lang: str) -> None:
    table = verdict.table
    where = say("document", lang) if table is None else f"{table.number} {table_name(table, lang)}"
    title = rule_title(verdict.rule.code, lang)
    case = SubElement(
        suite, "testcase", classname=where, name=f"{verdict.rule.code} {title}", time="0"
    )
    if verdict.outcome is Outcome.FAILED:
        unread = verdict.rule.family == "9" and not section.document.is_checked
        gravest = min(verdict.findings, key=lambda one: one.severity.rank)
        result = SubElement(
            case,
            "error" if unread else "failure",
            type=gravest.severity.value,
            message=one_line(gravest.message.in_(lang)),
        )
        result.text = "\n".join(line for one in verdict.findings for line in _lines(one, lang))
    elif verdict.outcome is Outcome.ACCEPTED:
        lines = (accepted_line(one, lang) for one in verdict.accepted)
        SubElement(case, "skipped", message=one_line("\n".join(lines)))
    elif verdict.outcome is Outcome.UNCHECKED:
        reasons = mark("；", lang).join(
            one_line(one.reason.in_(lang)) for one in verdict.unchecked
        )
        SubElement(case, "skipped", message=reasons)


def _lines(finding: Finding, lang: str) -> Iterator[str]:
    """The finding in one line, and one for each row that it stands for."""
    named = [one_line(finding.indicator), place(finding.location, lang)]
    message = one_line(finding.message.in_(lang))
    yield f"{finding.code} {'   '.join(filter(None, named))}: {message}"
    for one in finding.occurrences:
        yield f"  - {one_line(one.indicator)}   {clean(one.value)}   {place(one.location, lang)}"


def _tally(element: Element) -> None:
    element.set("tests", str(len(list(element.iter("testcase")))))
    for result, name in zip(RESULTS, ("failures", "errors", "skipped"), strict=True):
        element.set(name, str(len(list(element.iter(result)))))


FORMAT = Format("junit", render, ".xml", "application/xml")
