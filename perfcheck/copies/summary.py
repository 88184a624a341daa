"""The note at the beginning of a marked copy: counts, tables, what was not checked, sources."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from perfcheck.copies.notes import Note, printable, title_of
from perfcheck.documents import Location
from perfcheck.messages import mark
from perfcheck.reports.words import filled, say
from perfcheck.rules import CheckedDocument, Finding, Report, Severity, Unchecked

MOST = 40  # lines of one kind; a note is no report
COUNTS = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "infos"}
WORDS = {
    "title": ("perfcheck 检查说明", "Checked by perfcheck"),
    "elsewhere": ("没有标在原处的问题", "Findings that are not marked at their place"),
    "sources": ("依据", "Sources"),
    "more": ("……另有 {n} 项", "… and {n} more"),
    "paragraph": ("第{n}段", "paragraph {n}"),
    "row": ("第{table}个表格第{row}行", "grid {table} row {row}"),
    "cell": ("第{table}个表格第{row}行第{col}列", "grid {table} row {row} column {col}"),
}


def summary_of(report: Report, name: str, unplaced: Sequence[Note], lang: str) -> tuple[str, ...]:
    """The lines of the summary of one document."""
    document = next(one for one in report.documents if one.name == name)
    findings = [one for one in report.findings if one.document == name]
    unchecked = [one for one in report.unchecked if one.document == name]
    parts = (
        _head(document, findings, report.rules_run, lang),
        _section(_word("elsewhere", lang), [_placed(note, lang) for note in unplaced]),
        _cut(_tables(document, findings, lang), lang),
        _section(say("unchecked_title", lang), _cut(_unchecked(unchecked, lang), lang)),
        _section(_word("sources", lang), _sources(findings, lang)),
    )
    return tuple(printable(line) for part in parts for line in part)


def _word(key: str, lang: str, **values: object) -> str:
    return filled(WORDS[key], lang, **values)


def _head(
    document: CheckedDocument, findings: list[Finding], rules_run: int, lang: str
) -> Iterator[str]:
    yield _word("title", lang)
    tables = len(document.submission.tables) if document.submission else 0
    rows = document.indicators
    if findings:
        yield "   ".join((say("projects", lang, n=tables), say("indicators", lang, n=rows)))
        yield _counts(findings, lang, all_of_them=True)
    else:
        yield say("clean", lang, tables=tables, indicators=rows, rules=rules_run)


def _counts(findings: list[Finding], lang: str, all_of_them: bool = False) -> str:
    counts = Counter(one.severity for one in findings)
    shown = [one for one in Severity if counts[one] or all_of_them]
    return "   ".join(say(COUNTS[one], lang, n=counts[one]) for one in shown)


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading and its lines; nothing where there are none."""
    for number, line in enumerate(lines):
        if number == 0:
            yield f"── {heading} ──"
        yield line


def _cut(lines: Iterable[str], lang: str) -> Iterator[str]:
    """The first lines, and how many more there would be."""
    rest = iter(lines)
    yield from islice(rest, MOST)
    if more := sum(1 for _ in rest):
        yield _word("more", lang, n=more)


def _placed(note: Note, lang: str) -> str:
    """A note that could not stand at its place, with the place in words."""
    where = place_in_words(note.location, lang)
    return f"{where} {note.text}" if where else note.text


def place_in_words(location: Location, lang: str) -> str:
    """Where something stands, for people; '' where that is nowhere."""
    if location.cell:
        return f"{location.sheet or ''} {location.cell}".strip()
    if location.line is not None:
        return say("line", lang, n=location.line)
    if location.paragraph is not None:
        return _word("paragraph", lang, n=location.paragraph)
    if location.row is None:
        return ""
    key = "cell" if location.col is not None else "row"
    return _word(key, lang, table=location.table, row=location.row, col=location.col)


def _tables(document: CheckedDocument, findings: list[Finding], lang: str) -> Iterator[str]:
    """What was found in each table, by its name."""
    by_table: dict[int | None, list[Finding]] = {}
    for finding in findings:
        by_table.setdefault(finding.table, []).append(finding)
    for table in document.submission.tables if document.submission else ():
        own = by_table.get(table.number, [])
        name = f"{say('table', lang, n=table.number)} {table.project or table.title}".strip()
        yield f"{name}   {_counts(own, lang) if own else '√'}".replace("\n", "")


def _unchecked(unchecked: list[Unchecked], lang: str) -> Iterator[str]:
    """Why rules were not applied: the reason, then the tables and the rules."""
    by_reason: dict[str, list[Unchecked]] = {}
    for one in unchecked:
        by_reason.setdefault(one.reason.in_(lang), []).append(one)
    for reason, group in by_reason.items():
        tables = sorted({one.table for one in group if one.table})
        rules = dict.fromkeys(title_of(one.rule, lang) for one in group)
        where = f"{say('table', lang, n=_runs(tables, lang))} " if tables else ""
        yield f"{where}{reason}{mark('：', lang)}{mark('、', lang).join(rules)}"


def _runs(numbers: list[int], lang: str) -> str:
    """1-4、7"""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return mark("、", lang).join("-".join(map(str, run)) for run in runs)


def _sources(findings: list[Finding], lang: str) -> Iterator[str]:
    """Each document that findings rest on, with their codes."""
    codes: dict[str, dict[str, None]] = {}
    for finding in findings:
        for basis in finding.basis:
            codes.setdefault(basis.cite(lang), {})[finding.code] = None
    for cited, own in codes.items():
        yield f"{cited}{mark('：', lang)}{mark('、', lang).join(sorted(own))}"
