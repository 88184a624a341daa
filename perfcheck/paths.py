"""The paths on a command line: what they stand for, and how a report is written to one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from perfcheck.messages import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


VERBATIM = "\\\\?\\"  # what long paths of Windows begin with


class UsageError(Trouble):
    """Something on the command line that cannot be done, in one line."""


def expand(arguments: Iterable[str]) -> list[Path]:
    """Files and directories. ``*.docx`` is expanded here where no shell has done so, as on Windows."""
    from glob import glob
    from pathlib import Path

    paths: list[Path] = []
    for argument in arguments:
        wild = set("*?[") & set(argument.removeprefix(VERBATIM))
        if os.path.lexists(argument) or not wild:
            paths.append(Path(argument))
            continue
        found = sorted(map(Path, glob(argument, recursive=True)))
        found = [path for path in found if not path.name.startswith("~$")]  # Word's lock files
        if not found:
            raise UsageError(f"没有文件符合 {argument}", f"no file matches {argument}")
        paths += found
    return paths


def refuse_inputs(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """No report may take the place of a file that it is about."""
    from perfcheck.api import files

    written = [path for path in outputs if os.path.exists(path)]
    if not written:
        return
    for path, _ in files(inputs):
        for output in written:
            if os.path.exists(path) and os.path.samefile(path, output):
                raise UsageError(
                    f"{output}：这是要检查的文件，不会覆盖；请另选输出文件",
                    f"{output}: this is a file to be checked and stays as it is; choose another output",
                )


def write(path: Path, report: str | bytes) -> None:
    """Write a file whole or not at all. What no UTF-8 can hold (half a character of a name) becomes ?."""
    content = report.encode("utf-8", "replace") if isinstance(report, str) else report
    part = path.parent / f".perfcheck-{os.getpid()}.tmp"
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            path.write_bytes(
                content
            )  # a link, a pipe, a device: nothing to put a file in place of
            return
        try:
            part.write_bytes(content)
            if path.exists():
                part.chmod(path.stat().st_mode)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            f"{path}：无法写入（{error.strerror}）",
            f"{path}: cannot be written ({error.strerror})",
        ) from None
