"""``docx``: 审核意见, a paper of one or two pages for each document, to be signed.

It tells the gravest faults under the four questions of a review, each rule once, and counts the rest.
"""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import frozen
from wcwidth import wcswidth

from perfcheck.messages import mark
from perfcheck.reports.format import Format, View
from perfcheck.reports.inert import cut, one_line
from perfcheck.reports.paper import Paper
from perfcheck.reports.places import file_name, place
from perfcheck.reports.sections import Section, TableSection, by_reason, count, runs, sections
from perfcheck.reports.words import counted, dimension_word, rule_title, say
from perfcheck.rules import Finding, Report, ReviewDimension, Rule, Severity, all_rules
from perfcheck.rules.costs import budget_of
from perfcheck.values import format_money

if TYPE_CHECKING:
    from collections.abc import Iterable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Two pages of an official paper hold 44 lines of 26 characters and more; headings, signatures and what is
# kept together take their part.
ROOM, LINE = 44 - 19, 52
PROJECTS, REASONS = 12, 2
LONGEST = 150  # columns of a sentence, two for a Chinese character
NUMERALS = "一二三四"
WIDTHS = (8, 50, 25, 15, 18, 40)  # mm


@frozen
class Point:
    """All that one rule found in a document, to be told in one place."""

    rule: Rule
    findings: tuple[Finding, ...]

    @property
    def gravest(self) -> Finding:
        return min(self.findings, key=lambda one: one.severity.rank)

    @property
    def weight(self) -> tuple[int, int]:
        """Errors before warnings, then what is found most often."""
        return self.gravest.severity.rank, -len(self.findings)


def render(report: Report, view: View) -> bytes:
    paper = Paper(say("opinion", view.lang))
    for number, section in enumerate(sections(report)):
        if number:
            paper.new_page()
        _opinion(paper, section, view.lang)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _opinion(paper: Paper, section: Section, lang: str) -> None:
    summary = _summary(section, lang)
    paper.title(_title(section, lang))
    paper.text(summary)
    if section.document.has_tables:
        rows = [_project(one, lang) for one in section.tables[:PROJECTS]]
        unchecked = _unchecked(section, lang)
        paper.heading(say("opinion_projects", lang))
        _projects(paper, rows, len(section.tables) - len(rows), lang)
        paper.heading(say("opinion_points", lang))
        room = ROOM - lines(summary) - lines(unchecked) - sum(map(_row_lines, rows))
        _points(paper, section.findings, room, lang)
        paper.heading(say("opinion_unchecked", lang))
        paper.text(unchecked)
    elif found := tuple(one for one in section.findings if not _is_of_reading(one)):
        paper.heading(say("opinion_points", lang))  # a text whose tables are in other files
        _points(paper, found, ROOM - lines(summary), lang)
    paper.signatures(say(key, lang) for key in ("first_review", "second_review", "date"))


def lines(text: str, columns: int = LINE) -> int:
    """How many lines a text takes, a Chinese character counting two columns."""
    return -(-(wcswidth(text) + 4) // columns)


def _title(section: Section, lang: str) -> str:
    submission = section.document.submission
    unit = one_line(submission.department.unit) if submission else ""
    year = submission.department.year if submission else None
    return say(
        "opinion_of", lang, unit=unit, year=say("year", lang, n=year) if year else ""
    ).strip()


def _summary(section: Section, lang: str) -> str:
    if not section.document.has_tables:
        unread = filter(_is_of_reading, section.findings)
        messages = (one_line(one.message.in_(lang)) for one in unread)
        reasons = say("list_mark", lang).join(messages)
        return say("opinion_unread", lang, document=file_name(section.name), reason=reasons)
    budgets = [budget_of(one.table) for one in section.tables]
    known = [budget for budget in budgets if budget is not None]
    total = format_money(sum(known[1:], known[0])) if known == budgets and known else ""
    return say(
        "opinion_summary",
        lang,
        document=file_name(section.name),
        tables=len(section.tables),
        indicators=section.document.indicators,
        budget=say("opinion_budget", lang, sum=total) if total else "",
        counts=counted(section.counts, lang),
    )


def _is_of_reading(finding: Finding) -> bool:
    return finding.code.startswith("PC9")


Row = tuple[int, str, str, int | str, int | str, str]


def _project(one: TableSection, lang: str) -> Row:
    """A project with its budget, its faults and the gravest of them."""
    errors, warnings = (one.counts[level] or "" for level in (Severity.ERROR, Severity.WARNING))
    gravest = rule_title(one.findings[0].code, lang) if one.findings else ""
    name = cut(one.name(lang), 56)
    return one.table.number, name, one.budget, errors, warnings, cut(gravest, 48)


def _row_lines(row: Row) -> int:
    """Lines of the paper that a row of the table takes: its own are half as high."""
    _, name, *_, gravest = row
    return -(-max(lines(name, 26), lines(gravest, 20)) // 2)


def _projects(paper: Paper, rows: list[Row], more: int, lang: str) -> None:
    keys = ("col_project", "col_budget", "col_errors", "col_warnings", "gravest")
    paper.table(["#", *(say(key, lang) for key in keys)], rows, WIDTHS)
    if more > 0:
        paper.text(say("opinion_more_projects", lang, n=more))


def _points(paper: Paper, findings: tuple[Finding, ...], room: int, lang: str) -> None:
    """The heaviest points under their questions, as far as there is room; the rest is counted."""
    rules = {rule.code: rule for rule in all_rules()}
    points = [
        Point(rules[code], tuple(one for one in findings if one.code == code))
        for code in sorted({one.code for one in findings})
    ]
    points.sort(key=lambda point: point.weight)
    sentences = [_sentence(point, lang) for point in points]
    fit = sum(taken <= room for taken in accumulate(map(lines, sentences)))
    codes = [point.rule.code for point in points]
    told = dict(zip(codes[: max(fit, 1)], sentences, strict=False))
    for number, dimension in enumerate(ReviewDimension):
        own = [point for point in points if point.rule.dimension is dimension]
        name, counts = dimension_word(dimension, lang), _counts(own, lang)
        paper.subheading(
            say("opinion_question", lang, n=NUMERALS[number], name=name, counts=counts)
        )
        shown = (told[point.rule.code] for point in own if point.rule.code in told)
        for at, sentence in enumerate(shown, 1):
            paper.text(f"{at}. {sentence}")
    if rest := points[len(told) :]:
        paper.text(say("opinion_rest", lang, rules=len(rest), counts=_counts(rest, lang)))


def _counts(points: Iterable[Point], lang: str) -> str:
    return counted(count(one for point in points for one in point.findings), lang)


def _sentence(point: Point, lang: str) -> str:
    """The rule's title, where it is broken, and the gravest case: where, what is wrong, what should be."""
    one = point.gravest
    tables = runs((finding.table for finding in point.findings if finding.table), lang)
    parts = [say("table", lang, n=tables)] if tables else []
    if len(point.findings) > 1:
        parts.append(say("opinion_times", lang, n=len(point.findings)))
    where = say("bracket", lang, text=mark("，", lang).join(parts)) if parts else ""
    named = say("quoted", lang, text=cut(one.indicator, 48)) if one.indicator else ""
    at = say("bracket", lang, text=place(one.location, lang)) if place(one.location, lang) else ""
    table = say("table", lang, n=one.table) if one.table and len(point.findings) > 1 else ""
    message = cut(one.message.in_(lang), LONGEST).rstrip("。.")
    mend = one.fix or one.expected or ""
    known = not mend or mend in message
    expected = "" if known else say("opinion_expected", lang, value=cut(mend, 80))
    title, case = f"{rule_title(point.rule.code, lang)}{where}", f"{table}{named}{at}"
    key = "opinion_sentence" if case else "opinion_fact"
    return say(key, lang, title=title, where=case, what=message + expected)


def _unchecked(section: Section, lang: str) -> str:
    """The commonest reasons, and how many rules they kept from being applied."""
    reasons = by_reason(section.unchecked, lang)
    if not reasons:
        return say("opinion_all_checked", lang)
    told = []
    for reason, group in reasons[:REASONS]:
        rules = {one.rule for one in group}
        tables = runs((one.table for one in group if one.table), lang)
        where = say("table", lang, n=tables) if tables else ""
        told.append(
            say("opinion_reason", lang, where=where, reason=cut(reason, 120), n=len(rules))
        )
    more = len(reasons) - len(told)
    return say("list_mark", lang).join(told) + say(
        "opinion_more_reasons" if more else "stop", lang, n=more
    )


FORMAT = Format("docx", render, ".docx", MEDIA_TYPE, binary=True)
