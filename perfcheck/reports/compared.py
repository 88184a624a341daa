"""A comparison for the terminal: what was loosened first, then project by project, then the findings."""

from collections import Counter
from collections.abc import Iterable, Iterator

from perfcheck.comparing import Comparison, Field, FieldChange, Found, Movement, Row, TablePair
from perfcheck.comparing.changes import RowPair
from perfcheck.messages import mark
from perfcheck.reports.format import View
from perfcheck.reports.inert import cut, one_line, visible
from perfcheck.reports.places import place
from perfcheck.reports.sections import table_name
from perfcheck.reports.text import explained, listed, wrap
from perfcheck.reports.words import MARKS, rule_title, say
from perfcheck.tables import Indicator, TargetTable

WORDINGS = (Field.DESCRIPTION, Field.BASIS)  # folded: long, and seldom what is looked for
LONGEST = 60
STRICTER = (Movement.TIGHTENED, Movement.EARLIER, Movement.TO_NUMBER, Movement.FILLED)


def comparison_text(comparison: Comparison, view: View) -> str:
    """The whole comparison, the verdict first."""
    lines = [*_headline(comparison, view), *_doubts(comparison, view)]
    pairs = [pair for pair in comparison.pairs if pair.is_changed]
    for pair in pairs:
        shown = [*_pair(comparison, pair, view)]
        lines += ["", _title(pair, view), *shown] if shown else []
    lines += [*_unpaired(comparison, view)]
    if comparison.is_evaluation and not comparison.deviations:
        lines += ["", say("compare_as_planned", view.lang)]
    elif not comparison.is_changed:
        lines += ["", say("compare_nothing", view.lang)]
    lines += [*_fates(comparison, view), *explained(comparison.accepted, view)]
    return visible("\n".join(lines)) + "\n"


def _headline(comparison: Comparison, view: View) -> Iterator[str]:
    old, new = (one_line(one.name) for one in (comparison.old, comparison.new))
    parts = [f"{old} → {new}", say("compare_pairs", view.lang, n=len(comparison.pairs))]
    if comparison.is_evaluation:
        parts.append(say("compare_evaluation", view.lang))
    yield "   ".join(parts)
    counts = row_counts(comparison)
    told = [say(f"compare_{name}", view.lang, n=number) for name, number in counts.items()]
    yield f"{say('compare_rows', view.lang)}   {'   '.join(told)}"
    if not comparison.is_evaluation:
        told = [
            say(f"compare_{name}", view.lang, n=len(group))
            for name, group in _groups(comparison).items()
        ]
        yield f"{say('compare_findings', view.lang)}   {'   '.join(told)}"


def row_counts(comparison: Comparison) -> dict[str, int]:
    """How many indicators were loosened, tightened, changed otherwise, removed and added."""
    moves = [row.target.movement for pair in comparison.pairs for row in pair.changed]
    weaker = sum(move.is_weaker for move in moves)
    tightened = sum(move in STRICTER for move in moves)
    return {
        "weaker": weaker,
        "tightened": tightened,
        "other": len(moves) - weaker - tightened,
        "removed": sum(len(pair.removed) for pair in comparison.pairs),
        "added": sum(len(pair.added) for pair in comparison.pairs),
    }


def _groups(comparison: Comparison) -> dict[str, tuple[Found, ...]]:
    fates = comparison.fates
    return {"fixed": fates.fixed, "left": fates.left, "new": fates.new}


def _doubts(comparison: Comparison, view: View) -> Iterator[str]:
    for doubt in comparison.doubts:
        yield from wrap(f"○ {doubt.in_(view.lang)}", "    ", "  ")


def _title(pair: TablePair, view: View) -> str:
    return f"{say('table', view.lang, n=pair.new.number)}  {table_name(pair.new, view.lang)}"


def _pair(comparison: Comparison, pair: TablePair, view: View) -> Iterator[str]:
    """What was found of a self-evaluation, or what changed; the gravest first."""
    if pair.is_evaluation:
        own = (one for one in comparison.deviations if one.table == pair.new.number)
        yield from listed(own, view)
        return
    for change in pair.fields:
        yield from _line("·", _about(change, view), "", _both(change, view))
    rows = sorted(pair.changed, key=lambda row: not row.target.movement.is_weaker)
    for row in rows:
        yield from _row(row, view)
    for word, group in (("removed", pair.removed), ("added", pair.added)):
        for one in group:
            yield from _line(
                "!" if word == "removed" else "+",
                say(f"compare_row_{word}", view.lang),
                *_told(one),
            )
    folded = sum(map(_folded, rows))
    if folded and not view.verbose:
        yield f"    {say('compare_fold', view.lang, n=folded)}"


def _folded(row: RowPair) -> int:
    """How many changes of a row are of the wording alone: a target written otherwise is one."""
    rewritten = row.target.movement is Movement.EQUAL and row.target.is_rewritten
    return rewritten + sum(change.field in WORDINGS for change in row.fields)


def _told(row: Row) -> tuple[str, str]:
    return row.name, row.value if isinstance(row, Indicator) else ""


def _row(row: RowPair, view: View) -> Iterator[str]:
    """The target's change, then what else changed; the writing alone only with -v."""
    change = row.target
    moved = change.movement is not Movement.EQUAL
    if moved or (change.is_rewritten and view.verbose):
        sign = "×" if change.movement.is_weaker else "·"
        both = FieldChange(Field.NAME, change.old, change.new, change.difference)
        word = say(f"moved_{change.movement}", view.lang)
        yield from _line(sign, word, row.new.name, _both(both, view))
    for one in row.fields:
        if one.field not in WORDINGS or view.verbose:
            yield from _line("·", _about(one, view), row.new.name, _both(one, view))


def _about(change: FieldChange, view: View) -> str:
    label = f" {one_line(change.label)}" if change.label else ""
    return say(f"about_{change.field}", view.lang) + label


def _both(change: FieldChange, view: View) -> str:
    """``≥95% → ≥90%（-5%）``"""
    blank = say("compare_blank", view.lang)
    old, new = (
        (one_line(text) if view.verbose else cut(text, LONGEST)) or blank
        for text in (change.old, change.new)
    )
    left, right = mark("（", view.lang), mark("）", view.lang)
    apart = f"{left}{change.difference}{right}" if change.difference else ""
    return f"{old} → {new}{apart}"


def _line(sign: str, word: str, name: str, what: str) -> Iterator[str]:
    parts = [word, one_line(name), what]
    yield from wrap("  ".join(part for part in parts if part), "        ", f"  {sign} ")


def _unpaired(comparison: Comparison, view: View) -> Iterator[str]:
    sides = (("compare_only_old", comparison.removed), ("compare_only_new", comparison.added))
    for key, tables in sides:
        if tables:
            yield ""
            names = mark("、", view.lang).join(_numbered(table, view) for table in tables)
            yield from wrap(f"{say(key, view.lang)}{mark('：', view.lang)}{names}", "  ", "")


def _numbered(table: TargetTable, view: View) -> str:
    number, name = say("table", view.lang, n=table.number), table_name(table, view.lang)
    return number if number == name else f"{number} {name}"


def _fates(comparison: Comparison, view: View) -> Iterator[str]:
    """Which findings are new, one by one; what is mended or left by rules, with -v one by one."""
    for name, group in reversed(_groups(comparison).items()):
        if not group:
            continue
        yield ""
        yield f"{say('compare_findings', view.lang)}  {say(f'compare_{name}', view.lang, n=len(group))}"
        if name == "new" or view.verbose:
            for one in sorted(group, key=lambda one: one.finding.severity.rank):
                yield from _found(one, view)
        else:
            yield from wrap(_by_rule(group, view), "  ", "  ")


def _found(one: Found, view: View) -> Iterator[str]:
    finding = one.finding
    sign = MARKS[finding.severity]
    title = f"{finding.code}  {rule_title(finding.code, view.lang)}"
    where = "   ".join(filter(None, [one_line(one.indicator), place(one.location, view.lang)]))
    yield from wrap("  ".join(filter(None, [title, where])), "        ", f"  {sign} ")
    if not finding.occurrences:
        yield from wrap(one_line(finding.message.in_(view.lang)), "        ")


def _by_rule(group: Iterable[Found], view: View) -> str:
    counts = Counter(one.finding.code for one in group)
    return mark("、", view.lang).join(
        f"{rule_title(code, view.lang)} ×{number}" if number > 1 else rule_title(code, view.lang)
        for code, number in counts.most_common()
    )
