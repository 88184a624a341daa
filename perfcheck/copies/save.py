"""Writing a copy: never over the file that it was made from, and never half."""

import os
from pathlib import Path

from perfcheck.copies.copier import CopyError


def guard(source: Path, target: Path) -> None:
    """Refuse a target that is the source, under whatever name. Raises ``CopyError``."""
    if target.exists() and target.samefile(source):
        raise CopyError(
            f"{target} 就是原文件；副本请写到另一个文件",
            f"{target} is the file itself; write the copy to another one",
        )


def save(content: bytes, source: Path, target: Path) -> None:
    """Write the copy in one step, in place of another file of that name. Raises ``CopyError``."""
    guard(source, target)
    end = target.resolve()  # through a link, to the file itself
    draft = end.with_name(f".{end.name}.{os.getpid()}.part")
    try:
        try:
            draft.write_bytes(content)
            draft.replace(end)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CopyError(
            f"{target}：无法写入（{reason}）", f"{target}: cannot be written ({reason})"
        ) from None
