"""``text``: for a terminal of 100 columns. The verdict, then each project, errors before notes."""

from collections.abc import Iterable, Iterator

from tabulate import tabulate
from wcwidth import wcswidth, wcwidth

from perfcheck.messages import mark
from perfcheck.reports.bridge import department_bridge
from perfcheck.reports.explained import accepted_line, unused_line
from perfcheck.reports.format import Format, View
from perfcheck.reports.inert import clean, cut, one_line, visible
from perfcheck.reports.places import place
from perfcheck.reports.sections import Section, TableSection, by_reason, runs, sections
from perfcheck.reports.words import MARKS, rule_title, say
from perfcheck.rules import Accepted, Finding, Report, Severity, Unchecked, UnusedAccept
from perfcheck.tables import Submission
from perfcheck.values import format_money, own_units, parse_value
from perfcheck.values.interval import plain

WIDTH = 98
SHOWN_OCCURRENCES = 3
SHOWN_REASONS = 5
SHOWN_UNUSED = 3
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def render(report: Report, view: View) -> str:
    lines: list[str] = []
    for section in sections(report):
        with own_units(section.document.settings.units):  # values are quoted as they were read
            lines += [*_document(section, view), ""]
    lines += _unused(report.unused_accepts, view)
    if len(report.documents) > 1:
        lines += _total(report, view)
    return visible("\n".join(lines).rstrip(), coloured=view.colour) + "\n"


def _document(section: Section, view: View) -> Iterator[str]:
    yield _headline(section, view)
    document = section.document
    if document.submission is None or not document.has_tables:
        yield from listed(section.findings, view)
        return
    yield ""
    yield _overview(section, view)
    yield from _sums(document.submission, view)
    yield from _group(say("document", view.lang), section.about, view)
    for table in section.tables:
        yield from _group(_table_title(table, view), table.findings, view)
    if not section.findings:
        yield ""
        yield section.clean(view.lang)
    if (infos := section.counts[Severity.INFO]) and not view.verbose:
        yield ""
        yield say("hidden", view.lang, n=infos)
    yield from explained(section.accepted, view)
    yield from _unchecked(section.unchecked, view)


def _group(title: str, findings: Iterable[Finding], view: View) -> Iterator[str]:
    shown = [one for one in findings if view.verbose or one.severity is not Severity.INFO]
    if shown:
        yield ""
        yield _bold(title, view)
        yield from listed(shown, view)


def _headline(section: Section, view: View) -> str:
    counts = section.counts
    parts = [section.name]
    if section.document.has_tables:
        parts.append(say("projects", view.lang, n=len(section.tables)))
        parts.append(say("indicators", view.lang, n=section.document.indicators))
    verdict = [
        _paint(say("errors", view.lang, n=counts[Severity.ERROR]), Severity.ERROR, view),
        _paint(say("warnings", view.lang, n=counts[Severity.WARNING]), Severity.WARNING, view),
        say("infos", view.lang, n=counts[Severity.INFO]),
        say("unchecked", view.lang, n=section.rules_unchecked),
    ]
    lines = [_bold("   ".join(parts), view), "   ".join(verdict)]
    if config := section.document.settings.config:
        lines.append(say("config", view.lang, file=one_line(config)))
    return "\n".join(lines)


def _overview(section: Section, view: View) -> str:
    """One line a table: what it is, its budget, and how many findings it has."""
    rows = [
        [
            table.table.number,
            table.budget,
            table.rows,
            *(table.counts[severity] or "" for severity in Severity),
            cut(table.name(view.lang), 46),
        ]
        for table in section.tables
    ]
    keys = ("col_budget", "col_rows", "col_errors", "col_warnings", "col_infos", "col_project")
    return tabulate(
        rows,
        headers=["#", *(say(key, view.lang) for key in keys)],
        tablefmt="simple",
        colalign=("right", "right", "right", "right", "right", "right", "left"),
        disable_numparse=True,
    )


def _sums(submission: Submission, view: View) -> Iterator[str]:
    """The department's project expenditure against the tables, with the arithmetic."""
    bridge = department_bridge(submission, view.lang)
    if bridge is None or bridge.stated is None:
        return
    agrees = bridge.gap == 0
    shown = " + ".join(plain(step.yuan / 10_000) for step in bridge.steps)
    sign = "=" if agrees else "≠"
    yield ""
    yield from wrap(
        f"{say('sum_title', view.lang)}   {bridge.label} {format_money(bridge.stated)}"
        f" {sign} {shown} {'√' if agrees else f'= {format_money(bridge.reached)} ×'}",
        "           ",
        "",
    )


def _table_title(table: TableSection, view: View) -> str:
    title = table.title(view.lang)
    return f"{title}   {say('budget', view.lang, sum=table.budget)}" if table.budget else title


def listed(findings: Iterable[Finding], view: View) -> Iterator[str]:
    """Errors first; the findings of one rule stand together, its title said once."""
    groups: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: one.severity.rank):
        groups.setdefault((finding.severity, finding.code), []).append(finding)
    for group in groups.values():
        yield from _rule(group, view)


def _rule(group: list[Finding], view: View) -> Iterator[str]:
    first = group[0]
    title = rule_title(first.code, view.lang)
    sign = _paint(f"{MARKS[first.severity]} {first.code}", first.severity, view)
    times = f" ×{len(group)}" if len(group) > 1 else ""
    yield f"  {sign}  {_bold(title, view)}{times}"
    same: dict[str, list[Finding]] = {}
    for finding in group:
        same.setdefault(finding.message.zh, []).append(finding)
    for alike in same.values():
        yield from _finding(alike, view)
    if view.verbose:
        cited = mark("；", view.lang).join(one.cite(view.lang) for one in first.basis)
        yield from wrap(say("basis", view.lang, value=cited), "      ")


def _finding(alike: list[Finding], view: View) -> Iterator[str]:
    """Rows of which the same is said: each row's name and place, then the sentence once."""
    for one in alike:
        where = f"{one_line(one.indicator)}   {place(one.location, view.lang)}".strip()
        if where:
            yield from wrap(where, "      ")
    yield from _quote(alike[0])
    yield from wrap(clean(alike[0].message.in_(view.lang)), "        ")
    if alike[0].occurrences:
        yield from _occurrences(alike[0], view)


def _quote(finding: Finding) -> Iterator[str]:
    """The value as written, with a caret under what its reading complains about."""
    value = clean(finding.value)
    if finding.indicator is None or not value.strip() or "\n" in value or wcswidth(value) > 60:
        return
    notes = parse_value(value).diagnostics if finding.code.startswith("PC1") else ()
    if notes or value not in finding.message.zh:
        yield f"        {value}"
    if notes:
        before, marked = value[: notes[0].start], value[notes[0].start : notes[0].end]
        yield f"        {' ' * max(wcswidth(before), 0)}{'^' * max(wcswidth(marked), 1)}"


def _occurrences(finding: Finding, view: View) -> Iterator[str]:
    """The rows of a finding that stands for many; with -v all of them."""
    shown = finding.occurrences if view.verbose else finding.occurrences[:SHOWN_OCCURRENCES]
    listed = mark("、", view.lang).join(one_line(one.indicator) for one in shown)
    more = len(finding.occurrences) - len(shown)
    rest = say("more", view.lang, n=len(finding.occurrences)) if more else ""
    yield from wrap(f"{listed}{rest}", "        ")


def _unchecked(unchecked: tuple[Unchecked, ...], view: View) -> Iterator[str]:
    """Why rules were not applied, one line a reason; with -v every reason and the rules' names."""
    if not unchecked:
        return
    yield ""
    yield _bold(say("unchecked_title", view.lang), view)
    reasons = by_reason(unchecked, view.lang)
    shown = reasons if view.verbose else reasons[:SHOWN_REASONS]
    for reason, group in shown:
        tables = {one.table for one in group if one.table}
        rules = sorted({one.rule for one in group})
        where = say("table", view.lang, n=runs(tables, view.lang)) + "  " if tables else ""
        few = view.verbose or len(rules) <= 3
        what = (
            mark("、", view.lang).join(rule_title(rule, view.lang) for rule in rules)
            if few
            else say("unchecked_rules", view.lang, n=len(rules))
        )
        yield from wrap(f"○ {where}{clean(reason)}{mark('：', view.lang)}{what}", "    ", "  ")
    if len(reasons) > len(shown):
        folded = sum(len(group) for _, group in reasons[SHOWN_REASONS:])
        yield f"  ○ {say('unchecked_folded', view.lang, n=folded)}"


def explained(accepted: tuple[Accepted, ...], view: View) -> Iterator[str]:
    """How many findings are explained; with -v which, and why."""
    if not accepted:
        return
    yield ""
    if not view.verbose:
        yield say("explained_folded", view.lang, n=len(accepted))
        return
    yield _bold(say("explained", view.lang, n=len(accepted)), view)
    for one in accepted:
        yield from wrap(f"○ {accepted_line(one, view.lang)}", "    ", "  ")


def _unused(unused: tuple[UnusedAccept, ...], view: View) -> Iterator[str]:
    """The entries of configurations that silence nothing; with -v all of them."""
    if not unused:
        return
    yield _bold(say("unused_title", view.lang, n=len(unused)), view)
    shown = unused if view.verbose else unused[:SHOWN_UNUSED]
    for one in shown:
        yield from wrap(f"○ {unused_line(one, view.lang)}", "    ", "  ")
    if len(unused) > len(shown):
        yield f"  {say('unused_more', view.lang, n=len(unused) - len(shown))}"
    yield ""


def _total(report: Report, view: View) -> Iterator[str]:
    parts = [
        say("errors", view.lang, n=report.count(Severity.ERROR)),
        say("warnings", view.lang, n=report.count(Severity.WARNING)),
        say("infos", view.lang, n=report.count(Severity.INFO)),
    ]
    if report.not_checked:
        parts.append(say("not_read", view.lang, n=report.not_checked))
    yield f"{say('total', view.lang)}   {'   '.join(parts)}"


def wrap(text: str, indent: str, first: str | None = None, width: int = WIDTH) -> Iterator[str]:
    """Lines no wider than the page, counting a Chinese character as two."""
    line = indent if first is None else first
    for piece in _pieces(text):
        if wcswidth(line + piece) > width and line.strip():
            yield line.rstrip()
            line = indent
        line += piece
    if line.strip():
        yield line.rstrip()


NO_LINE_START = "，。；：、！？）》”’％%/ "


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken: a word of narrow characters, or a wide one with the marks after it."""
    piece = ""
    for char in text.replace("\n", " "):
        word = piece and piece[-1] != " " and wcwidth(char) < 2 and wcwidth(piece[-1]) < 2
        if piece and not word and char not in NO_LINE_START:
            yield piece
            piece = ""
        piece += char
    if piece:
        yield piece


def _paint(text: str, severity: Severity, view: View) -> str:
    return f"\x1b[{COLOURS[severity]}m{text}\x1b[0m" if view.colour else text


def _bold(text: str, view: View) -> str:
    return f"\x1b[1m{text}\x1b[0m" if view.colour else text


FORMAT = Format("text", render, ".txt", "text/plain")
