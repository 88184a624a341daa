"""基线: ``[[accept]]`` entries for all present findings, so that only new ones are sent back."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from perfcheck.config.errors import ConfigError
from perfcheck.config.load import parse_config, read_config, settings_from
from perfcheck.rules import Finding, Report

HEADER = "# perfcheck 的口径和已说明的问题，写法见 docs/policy.md\n"


def baseline(report: Report, *, folder: Path | None = None, today: date | None = None) -> str:
    """TOML text with an entry for every finding of the documents that were checked.

    Each names its document from ``folder``, where the configuration lies. The reason says only that
    the finding was there on the day; whoever knows a better one writes it in its place.
    """
    reason = f"基线：{today or date.today()} 时已有"
    checked = {one.name for one in report.documents if one.is_checked}
    entries = {
        (
            _document(one, folder),
            one.code,
            one.project or "",
            one.indicator or "",
            one.fingerprint,
        ): one
        for one in report.findings
        if one.document in checked
    }
    return "\n".join(_entry(key[0], entries[key], reason) for key in sorted(entries))


def append_baseline(path: Path, report: Report, *, today: date | None = None) -> int:
    """Write the entries at the end of a configuration, which need not exist, and leave what stands
    in it as it is. Gives the number of new entries; raises `ConfigError` where it cannot be done."""
    new = baseline(report, folder=Path(os.path.abspath(path)).parent, today=today)
    if not new:
        return 0
    before = read_config(path) if path.exists() else HEADER
    whole = f"{before.rstrip()}\n\n{new}" if before.strip() else new
    _make_sure(before, whole, path)
    _replace(path, whole)
    return new.count("[[accept]]\n")


def _make_sure(before: str, whole: str, path: Path) -> None:
    """The file was in order, and still is."""
    settings_from(parse_config(before, str(path)), str(path))
    try:
        parse_config(whole, str(path))
    except ConfigError:
        raise ConfigError(
            f"{path}：accept 不是逐条写成 [[accept]] 的，无法在后面加；请先改写",
            f"{path}: accept is not written as [[accept]] entries, so that none can be added",
        ) from None


def _replace(path: Path, text: str) -> None:
    """Write beside the file, then put it in its place: no half-written configuration."""
    place = Path(os.path.realpath(path))
    draft = place.with_name(f".{place.name}.new")
    try:
        windows = place.exists() and b"\r\n" in place.read_bytes()
        draft.write_text(text, encoding="utf-8", newline="\r\n" if windows else "\n")
        if place.exists():
            shutil.copymode(place, draft)
        os.replace(draft, place)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise ConfigError(
            f"{path}：无法写入（{error.strerror}）",
            f"{path}: cannot be written ({error.strerror})",
        ) from None


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
