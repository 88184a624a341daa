"""What was mended and what was not, for the terminal and as a record."""

from perfcheck.fixing.edits import CellEdit, Mending, Unmended
from perfcheck.fixing.spans import changes
from perfcheck.messages import mark
from perfcheck.reports import View
from perfcheck.reports.inert import one_line, visible
from perfcheck.reports.places import place
from perfcheck.reports.records import Record, place_record
from perfcheck.reports.text import wrap
from perfcheck.rules import SCHEMA_VERSION, Finding

LONGEST, AROUND = 60, 8  # of a longer text only what changes, with so many characters around it


def mending_text(mending: Mending, source: str, target: str, view: View) -> str:
    """Every change with its place, then what was left and why."""
    english = view.lang == "en"
    made, rest = len(mending.edits), len(mending.left)
    counts = f"changed {made}   left {rest}" if english else f"改 {made} 处   未改 {rest} 处"
    lines = [f"{one_line(source)} → {one_line(target)}   {counts}"]
    for edit in mending.edits:
        old, new = shortened(edit.old, edit.new)
        lines += wrap(f"{_where(edit, view)}{old} → {new}", "      ", "  ")
    for one in mending.left:
        old, new = shortened(one.old, one.new)
        said = "not changed: " if english else "未改："
        why = one.reason.in_(view.lang)
        left, right = mark("（", view.lang), mark("）", view.lang)
        lines += wrap(
            f"{said}{_where(one, view)}{old} → {new}{left}{why}{right}", "      ", "  ○ "
        )
    return visible("\n".join(lines)) + "\n"


def _where(one: CellEdit | Unmended, view: View) -> str:
    """The place, the rules and the indicator."""
    findings = _findings(one)
    codes = " ".join(dict.fromkeys(finding.code for finding in findings))
    names = mark("、", view.lang).join(
        dict.fromkeys(one_line(finding.indicator) for finding in findings if finding.indicator)
    )
    parts = (place(one.location, view.lang), codes, names)
    return "".join(f"{part}   " for part in parts if part)


def _findings(one: CellEdit | Unmended) -> tuple[Finding, ...]:
    if isinstance(one, CellEdit):
        return one.findings
    return (one.finding,) if one.finding else ()


def shortened(old: str, new: str) -> tuple[str, str]:
    """Both texts; long ones only from before the first change to after the last."""
    spots = changes(old, new)
    if max(len(old), len(new)) <= LONGEST or not spots:
        return one_line(old), one_line(new)
    start = max(0, spots[0].start - AROUND)
    rest = max(0, len(old) - spots[-1].end - AROUND)
    return _window(old, start, rest), _window(new, start, rest)


def _window(text: str, start: int, rest: int) -> str:
    shown = one_line(text[start : len(text) - rest])
    return f"{'…' if start else ''}{shown}{'…' if rest else ''}"


def mending_record(mending: Mending, lang: str = "zh") -> Record:
    """The changes and what was left, with the whole texts of the cells."""
    return {
        "schema_version": SCHEMA_VERSION,
        "edits": [_record(edit) for edit in mending.edits],
        "left": [_record(one) | {"reason": one.reason.in_(lang)} for one in mending.left],
    }


def _record(one: CellEdit | Unmended) -> Record:
    return {
        "location": place_record(one.location),
        "old": one.old,
        "new": one.new,
        "findings": [
            {"code": finding.code, "rule": finding.rule, "fingerprint": finding.fingerprint}
            for finding in _findings(one)
        ],
    }
