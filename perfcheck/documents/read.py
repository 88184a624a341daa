"""Choosing the reader of a file, by what the file holds and never by its name alone."""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

from perfcheck.documents import readers
from perfcheck.documents.model import Document, ReadError
from perfcheck.documents.reader import Reader

# What a file shows itself to be, for the message about a format that no reader takes.
SIGNATURES = (
    (b"PK\x03\x04", "压缩格式的文件（如 .odt、.ods）", "a zipped file (such as .odt, .ods)"),
    (
        b"\xd0\xcf\x11\xe0",
        "旧版 Office 文件（.doc、.xls、.wps）",
        "an old Office file (.doc, .xls)",
    ),
    (b"{\\rtf", "RTF 文件", "an RTF file"),
)


@cache
def all_readers() -> tuple[Reader, ...]:
    """Every ``READER`` in ``readers/``, found by walking the folder."""
    names = sorted(module.name for module in pkgutil.iter_modules(readers.__path__))
    return tuple(import_module(f"{readers.__name__}.{name}").READER for name in names)


def suffixes() -> frozenset[str]:
    """The file name endings that are taken up from a directory."""
    return frozenset(suffix for reader in all_readers() for suffix in reader.suffixes)


def read_path(path: Path) -> Document:
    """Read a file. Raises ``ReadError`` where it is missing, empty or of no known format."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ReadError("file-missing", "文件不存在", "no such file") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(
            "file-unreadable", f"无法打开（{reason}）", f"cannot be opened ({reason})"
        ) from None
    return read_bytes(content, str(path))


def read_bytes(content: bytes, name: str) -> Document:
    """Read a file's content; ``name`` is what the report calls it. Raises ``ReadError``."""
    if not content.strip():
        raise ReadError("file-empty", "空文件", "the file is empty")
    for reader in all_readers():
        if reader.recognises(content):
            return reader.read(content, name)
    for magic, label, label_en in SIGNATURES:
        if content.startswith(magic):
            raise ReadError(
                "format-unsupported",
                f"这是{label}，本版本不能读；请另存为 .docx 或 .xlsx 后再查",
                f"this is {label_en}, which this version cannot read; save it as .docx or .xlsx",
            )
    raise ReadError(
        "format-unsupported",
        "无法识别的文件格式（不是 UTF-8 或 GB18030 文本）",
        "unknown format (neither UTF-8 nor GB18030 text)",
    )
