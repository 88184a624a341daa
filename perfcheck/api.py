"""The functions that join the rooms: a file, its tables, the rules, a report.

The module is not called ``check``: the submodule would hide the function ``perfcheck.check``.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from perfcheck.config import own_settings
from perfcheck.documents import Document, Location, ReadError, read_bytes, read_path, suffixes
from perfcheck.rules import (
    CheckedDocument,
    Finding,
    Message,
    Outcome,
    Report,
    Rule,
    Settings,
    Severity,
    find_rule,
    in_order,
    rerun,
    run,
    run_across,
    selected,
    sift,
    unused_accepts,
    with_severities,
)
from perfcheck.tables import Submission, TargetTable, dossiers, recognise
from perfcheck.values import own_units

Source = str | Path | bytes | Document | Submission | TargetTable
SettingsOf = Callable[[Path], Settings]


NO_TABLE = Message(
    "没有找到绩效目标表：没有带“三级指标”和“指标值”（或优、良、中、差）表头、下面有指标行的表格，未检查",
    "no target table found: no table with the columns “三级指标” and “指标值” (or “优”, “良”, “中”, “差”) and rows under them; not checked",
)
UNRESTORED = Message(
    "疑似含绩效目标表，无法还原表格：单元格连在一起、次序打乱或表头不全，未检查；请提供原始的 Word、Excel 文件",
    "there seems to be a target table whose cells cannot be told apart; not checked: ask for the original file",
)


def check(source: Source, *, name: str | None = None, settings: Settings | None = None) -> Report:
    """Check one source: a path (a directory: every table file in it), bytes with a ``name``, a
    ``Document``, a ``Submission`` read before, or a ``TargetTable``.

    Without ``settings`` a file goes by the nearest ``perfcheck.toml`` in its folder or above it, and
    anything else by the defaults. A file that cannot be read is a PC9xx finding and never an
    exception; ``ConfigError`` for a mistake in the configuration, ``TypeError`` for bytes without a
    name.
    """
    if isinstance(source, str | Path):
        return check_paths([Path(source)], settings=settings)
    settings = settings or Settings()
    try:
        one = extract(source, name=name, settings=settings)
    except ReadError as error:
        return _report([_unread(name or "", error, settings)])
    return _report([_examine(one, settings)])


def check_paths(
    paths: Iterable[Path],
    *,
    settings: Settings | SettingsOf | None = None,
    progress: Callable[[Path], None] | None = None,
) -> Report:
    """Check files and directories into one report; ``progress`` is told of each file before it.

    Files of one folder that belong together, such as a department's text and the tables of its
    projects, are checked against each other too.

    ``settings`` may be a function that gives those of each file, as `perfcheck.config.own_settings`
    does, which is asked without it.
    """
    settings_of = _settings_of(settings)
    # All configurations before the first file: a mistake in one shows at once.
    wanted = [(path, named, settings_of(path)) for path, named in files(paths)]
    results = []
    for path, named, own in wanted:
        if progress:
            progress(path)
        try:
            one = extract(path, settings=own)
        except ReadError as error:
            results.append(_unread(str(path), error, own, named))
        else:
            results.append(_examine(one, own, named))
    return _report(results)


def recheck(report: Report, submission: Submission) -> Report:
    """The report of one document again, after a change of some tables: fast, for the others stay as
    they are. ``submission`` is the one that was checked, with other tables in the places of some.
    """
    (document,) = report.documents
    assert document.submission is not None
    pairs = zip(document.submission.tables, submission.tables, strict=True)
    changed = {new.number for old, new in pairs if new is not old}
    ((_, before),) = _results(report)
    with own_units(document.settings.units):
        outcome = rerun(submission, document.settings, before, changed)
    return _report([_examined(submission, outcome, document.settings, document.named)])


def joined(reports: Iterable[Report]) -> Report:
    """Reports of different documents as one, in which those that belong together are checked
    against each other."""
    return _report([result for one in reports for result in _results(one)])


def part(report: Report, number: int) -> Report:
    """What a report says of one of its documents, from 1."""
    document = report.documents[number - 1]
    accepted = tuple(one for one in report.accepted if one.finding.document == document.name)
    return Report(
        documents=(document,),
        findings=tuple(one for one in report.findings if one.document == document.name),
        unchecked=tuple(one for one in report.unchecked if one.document == document.name),
        rules=report.rules,
        accepted=accepted,
        unused_accepts=tuple(unused_accepts([document], accepted)),
    )


def _settings_of(settings: Settings | SettingsOf | None) -> SettingsOf:
    if settings is None:
        return own_settings()
    return settings if callable(settings) else lambda _path: settings


def extract(
    source: Source, *, name: str | None = None, settings: Settings | None = None
) -> Submission:
    """Read one source into its target tables and department figures, without checking them.

    Of ``settings``, found as `check` finds them, only own units and the framework matter. Raises
    ``ReadError`` where the source cannot be read; no table found is no error: ``tables`` is empty.
    """
    if isinstance(source, Submission):
        return source
    if isinstance(source, TargetTable):
        return Submission(Document(name or source.title or "table", ()), (source,))
    if isinstance(source, str | Path):
        document = read_path(Path(source))
        settings = settings or own_settings()(Path(source))
    elif isinstance(source, bytes):
        if name is None:
            raise TypeError("bytes need a name: check(content, name='table.txt')")
        document = read_bytes(source, name)
    else:
        document = source
    settings = settings or Settings()
    with own_units(settings.units):
        return recognise(document, settings.framework)


def files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """The files to read, each once, and whether it was named itself or met in a directory.

    A directory without such a file stands for itself, for nothing in it will be checked.
    """
    found: dict[str, tuple[Path, bool]] = {}
    for path, named in _met(paths):
        place = os.path.normcase(os.path.abspath(path))
        first, before = found.get(place, (path, named))
        found[place] = first, before or named
    yield from found.values()


def _met(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    for path in paths:
        inside = sorted(_inside(path)) if os.path.isdir(path) else []
        yield from ((one, False) for one in inside)
        if not inside:
            yield path, True


def _inside(directory: Path) -> Iterator[Path]:
    """The table files in a directory and below, and the directories that cannot be looked into."""
    wanted = suffixes()
    closed: list[OSError] = []
    for parent, _, names in os.walk(directory, onerror=closed.append):
        paths = (Path(parent, name) for name in names if not name.startswith((".", "~$")))
        yield from (p for p in paths if p.suffix.lower() in wanted and os.path.isfile(p))
    yield from (Path(error.filename) for error in closed)


Result = tuple[CheckedDocument, Outcome]


def _examine(one: Submission, settings: Settings, named: bool = True) -> Result:
    with own_units(settings.units):
        outcome = run(one, settings) if one.tables else Outcome()
    return _examined(one, outcome, settings, named)


def _examined(one: Submission, outcome: Outcome, settings: Settings, named: bool) -> Result:
    """The outcome of running rules, with what is to be said about the reading before it."""
    document = CheckedDocument(one.document.name, one, named, settings)
    outcome.findings[:0] = with_severities(_about_reading(one, document), settings)
    return document, outcome


def _about_reading(one: Submission, document: CheckedDocument) -> Iterator[Finding]:
    """What the reader had to say of a file that it could read, and what was not found in it."""
    name = one.document.name
    for remark in one.document.remarks:
        message = Message(remark.message, remark.message_en)
        yield _file_finding(remark.reason, message, name, location=remark.location)
    if one.unrestored is not None:
        yield _file_finding("table-unrestorable", UNRESTORED, name, location=one.unrestored)
    elif not document.has_tables:
        severity = Severity.ERROR if document.named else Severity.INFO
        yield _file_finding("no-target-table", NO_TABLE, name, severity=severity)


def _unread(name: str, error: ReadError, settings: Settings, named: bool = True) -> Result:
    message = Message(f"{error.message}，未检查", f"{error.message_en}; not checked")
    finding = _file_finding(error.reason, message, name)
    document = CheckedDocument(name, None, named, settings)
    return document, Outcome(with_severities([finding], settings))


def _file_finding(
    rule_name: str,
    message: Message,
    document: str,
    *,
    severity: Severity | None = None,
    location: Location = Location(),
) -> Finding:
    rule = find_rule(rule_name)
    assert isinstance(rule, Rule), rule_name
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=severity or rule.severity,
        message=message,
        document=document,
        location=location,
        basis=rule.basis,
    )


def _results(report: Report) -> list[Result]:
    """What `_report` made the report of."""
    outcomes = {one.name: Outcome() for one in report.documents}
    for finding in chain(report.findings, (one.finding for one in report.accepted)):
        outcomes[finding.document].findings.append(finding)
    for unchecked in report.unchecked:
        outcomes[unchecked.document].unchecked.append(unchecked)
    return [(one, in_order(outcomes[one.name])) for one in report.documents]


def _across(results: list[Result]) -> None:
    """Check the documents that belong together against each other. What another configuration is
    for does not belong to them."""
    by_settings: list[tuple[Settings, list[Result]]] = []
    for result in results:
        settings = result[0].settings
        same = next((own for one, own in by_settings if one is settings or one == settings), None)
        if same is None:
            by_settings.append((settings, [result]))
        else:
            same.append(result)
    for settings, own in by_settings:
        outcomes = {id(document.submission): outcome for document, outcome in own}
        with own_units(settings.units):
            for dossier in dossiers(one.submission for one, _ in own if one.submission):
                run_across(dossier, settings, [outcomes[id(one)] for one in dossier.parts])


def _report(results: list[Result]) -> Report:
    _across(results)
    for document, outcome in results:
        if document.is_checked:  # what was not checked cannot be explained away
            outcome.findings, outcome.accepted = sift(outcome.findings, document.settings)
    documents = tuple(document for document, _ in results)
    accepted = tuple(one for _, outcome in results for one in outcome.accepted)
    settings = {id(one.settings): one.settings for one in documents}.values()
    rules = {rule.code for each in settings for rule in selected(each)}
    return Report(
        documents=documents,
        findings=tuple(finding for _, outcome in results for finding in outcome.findings),
        unchecked=tuple(one for _, outcome in results for one in outcome.unchecked),
        rules=tuple(sorted(rules)),
        accepted=accepted,
        unused_accepts=tuple(unused_accepts(documents, accepted)),
    )
