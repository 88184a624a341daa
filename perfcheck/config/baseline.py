"""基线: ``[[accept]]`` entries for all present findings, so that only new ones are sent back."""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from perfcheck.config.errors import ConfigError
from perfcheck.config.load import parse_config, read_config, settings_from
from perfcheck.messages import Message
from perfcheck.rules import Finding, Report

LINE = "\n"
HEADER = Message(
    "# perfcheck 的口径和已说明的问题，写法见 docs/policy.md\n",
    "# Policy of perfcheck and findings that are explained; see docs/policy.md\n",
)


def baseline(
    report: Report, *, folder: Path | None = None, today: date | None = None, lang: str = "zh"
) -> str:
    """TOML text with an entry for every finding of the documents that were checked.

    Each names its document from ``folder``, where the configuration lies. The reason says only that
    the finding was there on the day; whoever knows a better one writes it in its place.
    """
    day = today or date.today()
    reason = Message(f"基线：{day} 时已有", f"baseline: there on {day}").in_(lang)
    checked = {one.name for one in report.documents if one.is_checked}
    present = ((one, reason) for one in report.findings if one.document in checked)
    return accept_entries(present, folder)


def accept_entries(explained: Iterable[tuple[Finding, str]], folder: Path | None = None) -> str:
    """TOML text with an entry for each finding and the reason why it may stay."""
    entries = {
        (
            _document(one, folder),
            one.code,
            one.project or "",
            one.indicator or "",
            one.fingerprint,
        ): (one, reason)
        for one, reason in explained
    }
    return "\n".join(_entry(key[0], *entries[key]) for key in sorted(entries))


def with_baseline(
    path: Path, report: Report, *, today: date | None = None, lang: str = "zh"
) -> str:
    """The text of a configuration, which need not exist, with the entries at its end.

    What stands in it stays as it is, to the ends of its lines. Raises `ConfigError`.
    """
    new = baseline(report, folder=Path(os.path.abspath(path)).parent, today=today, lang=lang)
    before = read_config(path) if path.exists() else HEADER.in_(lang)
    settings_from(parse_config(before, str(path)), str(path))
    if not new:
        return before
    end = "\r\n" if "\r\n" in before else "\n"
    whole = f"{before.rstrip()}{end}{end}{new.replace(LINE, end)}"
    try:
        parse_config(whole, str(path))
    except ConfigError:
        raise ConfigError(
            f"{path}：accept 不是逐条写成 [[accept]] 的，无法在后面加；请先改写",
            f"{path}: accept is not written as [[accept]] entries, so that none can be added",
        ) from None
    return whole


def _document(finding: Finding, folder: Path | None) -> str:
    """The file as seen from the configuration's folder; by its name alone from anywhere else."""
    if folder is None:
        return finding.document
    try:
        relative = Path(os.path.relpath(finding.document, folder))
    except ValueError:  # on another drive
        return Path(finding.document).name
    return relative.name if ".." in relative.parts else relative.as_posix()


def _entry(document: str, finding: Finding, reason: str) -> str:
    return "\n".join(["[[accept]]", *_lines(document, finding), f"reason = {_quoted(reason)}", ""])


def _lines(document: str, finding: Finding) -> Iterator[str]:
    yield f"rule = {_quoted(finding.rule)}"
    yield f"document = {_quoted(document)}"
    if finding.project and finding.project.strip():
        yield f"project = {_quoted(finding.project)}"
    if finding.indicator and finding.indicator.strip():
        yield f"indicator = {_quoted(finding.indicator)}"
    yield f"fingerprint = {_quoted(finding.fingerprint)}"


def _quoted(text: str) -> str:
    """A basic string of TOML, which differs from one of JSON in DEL alone."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
