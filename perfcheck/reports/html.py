"""``html``: one page that needs nothing else, to read, to print on A4, to hand on.

The words and pictures of a table stand in ``templates/parts.html.jinja`` as macros, for other pages too.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from attrs import frozen

from perfcheck import __version__
from perfcheck.messages import mark
from perfcheck.reports.bridge import Bridge, department_bridge, project_bridge
from perfcheck.reports.explained import accepted_line, unused_line
from perfcheck.reports.format import Format, View
from perfcheck.reports.inert import clean, one_line
from perfcheck.reports.marked import MarkedTable, Note, marked_table
from perfcheck.reports.places import place
from perfcheck.reports.sections import Section, TableSection, by_reason, runs, sections
from perfcheck.reports.structure import Kind, structure
from perfcheck.reports.words import rule_title, say, severity_word
from perfcheck.rules import Finding, Report, Rule, Severity, find_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment


@frozen
class TablePart:
    """What the page shows of one target table."""

    section: TableSection
    marked: MarkedTable
    bridge: Bridge
    structure: Sequence[Kind]


@frozen
class DocumentPart:
    """What the page shows of one document. ``about`` are the findings that no table has."""

    section: Section
    heading: str
    about: Sequence[Note]
    bridge: Bridge | None
    tables: Sequence[TablePart]
    unchecked: Sequence[tuple[str, str, str]]


def render(report: Report, view: View) -> str:
    fired = sorted({finding.code for finding in report.findings})
    page = environment(view.lang).get_template("report.html.jinja")
    text = page.render(
        report=report,
        verdict=verdict(report, view.lang),
        documents=document_parts(report, view.lang),
        rules=[rule for code in fired if (rule := find_rule(code))],
        version=__version__,
    )
    # An address that an author wrote stays text, and no scanner takes it for one that the page calls.
    return text.replace("://", "&#58;//")


@cache
def environment(lang: str) -> Environment:
    """The templates with escaping on, and what they say and ask."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("perfcheck.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {
        "lang": lang,
        "mark": partial(mark, lang=lang),
        "say": partial(say, lang=lang),
        "severities": list(Severity),
        "severity_word": partial(severity_word, lang=lang),
        "rule_title": partial(rule_title, lang=lang),
        "place": partial(place, lang=lang),
        "cite": partial(_cite, lang=lang),
        "accepted_line": partial(accepted_line, lang=lang),
        "unused_line": partial(unused_line, lang=lang),
        "examples": _examples,
    }
    found.filters |= {"clean": clean, "one_line": one_line}
    return found


def verdict(report: Report, lang: str) -> tuple[str, str]:
    """The first sentence of a report, and the severity that colours it."""
    if report.not_checked:
        return say("verdict_unread", lang, n=report.not_checked), "error"
    for severity in Severity:
        if number := report.count(severity):
            return say(f"verdict_{severity}", lang, n=number), severity.value
    return say("verdict_clean", lang), "clean"


def document_parts(report: Report, lang: str, *, apart: bool = False) -> list[DocumentPart]:
    """What a page shows of each document. ``apart``: findings stand beside the tables, not in them."""
    return [_document(section, lang, apart) for section in sections(report)]


def _document(section: Section, lang: str, apart: bool) -> DocumentPart:
    submission = section.document.submission
    department = submission.department if submission else None
    unit = one_line(department.unit) if department else ""
    year = say("year", lang, n=department.year) if department and department.year else ""
    return DocumentPart(
        section,
        "  ".join(filter(None, (unit, year))),
        [Note(number, one) for number, one in enumerate(section.about, 1)],
        department_bridge(submission, lang) if submission else None,
        [_table(table, lang, apart) for table in section.tables],
        [
            (
                runs((one.table for one in group if one.table), lang),
                clean(reason),
                mark("、", lang).join(sorted({rule_title(one.rule, lang) for one in group})),
            )
            for reason, group in by_reason(section.unchecked, lang)
        ],
    )


def _table(section: TableSection, lang: str, apart: bool) -> TablePart:
    table = section.table
    return TablePart(
        section,
        marked_table(table, section.findings, apart=apart),
        project_bridge(table, lang),
        structure(table, lang),
    )


def _cite(cited: Finding | Rule, lang: str) -> str:
    return mark("；", lang).join(one.cite(lang) for one in cited.basis)


def _examples(rule: Rule) -> list[tuple[bool, str]]:
    """One example of the fault and one of the mending."""
    found = {one.bad: (one.bad, one.text.rstrip()) for one in reversed(rule.examples)}
    return [found[bad] for bad in (True, False) if bad in found]


FORMAT = Format("html", render, ".html", "text/html")
