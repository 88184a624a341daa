"""The functions that join the rooms: a file, its tables, the rules, a report.

The module is not called ``check``: the submodule would hide the function ``perfcheck.check``.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

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
    rerun,
    run,
    selected,
)
from perfcheck.tables import Submission, TargetTable, recognise

Source = str | Path | bytes | Document | Submission | TargetTable


NO_TABLE = Message(
    "没有找到绩效目标表：没有带“三级指标”和“指标值”（或优、良、中、差）表头、下面有指标行的表格，未检查",
    "no target table found: no table with the columns 三级指标 and 指标值 (or 优 良 中 差) and rows under them; not checked",
)
UNRESTORED = Message(
    "疑似含绩效目标表，无法还原表格：单元格连在一起、次序打乱或表头不全，未检查；请提供原始的 Word、Excel 文件",
    "there seems to be a target table whose cells cannot be told apart; not checked: ask for the original file",
)


def check(source: Source, *, name: str | None = None, settings: Settings | None = None) -> Report:
    """Check one source: a path (a directory: every table file in it), bytes with a ``name``, a
    ``Document``, a ``Submission`` read before, or a ``TargetTable``.

    A file that cannot be read is a PC9xx finding and never an exception; ``TypeError`` for bytes
    without a name.
    """
    if isinstance(source, str | Path):
        return check_paths([Path(source)], settings=settings)
    settings = settings or Settings()
    try:
        one = extract(source, name=name)
    except ReadError as error:
        return _report([_unread(name or "", error, named=True)], settings)
    return _report([_examine(one, settings)], settings)


def check_paths(
    paths: Iterable[Path],
    *,
    settings: Settings | None = None,
    progress: Callable[[Path], None] | None = None,
) -> Report:
    """Check files and directories into one report; ``progress`` is told of each file before it."""
    settings = settings or Settings()
    results = []
    for path, named in files(paths):
        if progress:
            progress(path)
        try:
            one = recognise(read_path(path))
        except ReadError as error:
            results.append(_unread(str(path), error, named))
        else:
            results.append(_examine(one, settings, named))
    return _report(results, settings)


def recheck(report: Report, submission: Submission, *, settings: Settings | None = None) -> Report:
    """The report of one document again, after a change of some tables: fast, for the others stay as
    they are. ``submission`` is the one that was checked, with other tables in the places of some.
    """
    settings = settings or Settings()
    (document,) = report.documents
    assert document.submission is not None
    pairs = zip(document.submission.tables, submission.tables, strict=True)
    changed = {new.number for old, new in pairs if new is not old}
    before = Outcome(list(report.findings), list(report.unchecked))
    outcome = rerun(submission, settings, before, changed)
    return _report([_examined(submission, outcome, document.named)], settings)


def joined(reports: Iterable[Report]) -> Report:
    """Reports of different documents as one."""
    reports = list(reports)
    return Report(
        documents=tuple(chain.from_iterable(one.documents for one in reports)),
        findings=tuple(chain.from_iterable(one.findings for one in reports)),
        unchecked=tuple(chain.from_iterable(one.unchecked for one in reports)),
        rules=tuple(sorted(set().union(*(one.rules for one in reports)))),
    )


def extract(source: Source, *, name: str | None = None) -> Submission:
    """Read one source into its target tables and department figures, without checking them.

    Raises ``ReadError`` where the source cannot be read; no table found is no error:
    ``tables`` is empty.
    """
    if isinstance(source, Submission):
        return source
    if isinstance(source, TargetTable):
        return Submission(Document(name or source.title or "table", ()), (source,))
    if isinstance(source, Document):
        return recognise(source)
    if isinstance(source, bytes):
        if name is None:
            raise TypeError("bytes need a name: check(content, name='table.txt')")
        return recognise(read_bytes(source, name))
    return recognise(read_path(Path(source)))


def files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """The files to read, and whether each was named itself or met in a directory.

    A directory without such a file stands for itself, for nothing in it will be checked.
    """
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
    return _examined(one, run(one, settings) if one.tables else Outcome(), named)


def _examined(one: Submission, outcome: Outcome, named: bool) -> Result:
    """The outcome of running rules, with what is to be said about the reading before it."""
    document = CheckedDocument(one.document.name, one, named)
    outcome.findings[:0] = _about_reading(one, document)
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


def _unread(name: str, error: ReadError, named: bool) -> Result:
    message = Message(f"{error.message}，未检查", f"{error.message_en}; not checked")
    finding = _file_finding(error.reason, message, name)
    return CheckedDocument(name, None, named), Outcome([finding])


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


def _report(results: list[Result], settings: Settings) -> Report:
    return Report(
        documents=tuple(document for document, _ in results),
        findings=tuple(finding for _, outcome in results for finding in outcome.findings),
        unchecked=tuple(one for _, outcome in results for one in outcome.unchecked),
        rules=tuple(rule.code for rule in selected(settings)),
    )
