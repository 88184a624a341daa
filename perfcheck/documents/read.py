"""Reading a file: by what it holds and never by its name alone, and in a process of its own."""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

from attrs import evolve

from perfcheck.documents import isolate, readers
from perfcheck.documents.convert import OLD_FORMATS, converted, old_format_of, remarks
from perfcheck.documents.kinds import misnamed, refusal
from perfcheck.documents.limits import HEAD, USUAL, Limits
from perfcheck.documents.model import Document, ReadError
from perfcheck.documents.reader import Reader


@cache
def all_readers() -> tuple[Reader, ...]:
    """Every ``READER`` in ``readers/``, found by walking the folder."""
    names = sorted(module.name for module in pkgutil.iter_modules(readers.__path__))
    return tuple(import_module(f"{readers.__name__}.{name}").READER for name in names)


def suffixes() -> frozenset[str]:
    """The file name endings that are taken up from a directory."""
    own = (reader.suffixes for reader in all_readers())
    return frozenset().union(*own, *(old.suffixes for old in OLD_FORMATS))


def read_path(path: Path, limits: Limits = USUAL) -> Document:
    """Read a file. Raises ``ReadError`` where it is missing, empty or of no known format."""
    return read_bytes(read_content(path, limits), str(path), limits)


def read_content(path: Path, limits: Limits = USUAL) -> bytes:
    """The bytes of a file, one more than the limit at most. Raises ``ReadError`` where there is none, or it
    cannot be opened."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            return head + file.read(limits.size_of(head) + 1 - len(head))
    except (FileNotFoundError, ValueError):  # a name with a NUL in it names nothing
        raise ReadError("file-missing", "文件不存在", "no such file") from None
    except IsADirectoryError:
        raise ReadError(
            "file-missing", "目录里没有可以检查的文件", "no file to check in the directory"
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(
            "file-unreadable", f"无法打开（{reason}）", f"cannot be opened ({reason})"
        ) from None


def read_bytes(content: bytes, name: str, limits: Limits = USUAL) -> Document:
    """Read a file's content; ``name`` is what the report calls it. Raises ``ReadError``.

    The content is read in another process, so that no file can hang or crash this one.
    """
    limits.check_size(content)
    old = old_format_of(content)
    if old is None or old.is_read(content):
        return isolate.read(content, name, limits)
    made = converted(content, old)
    document = isolate.read(made, f"{name}{old.target.suffix}", limits)
    wrong_name = misnamed(name, frozenset(old.suffixes))
    about = filter(None, (wrong_name, *remarks(made), *document.remarks))
    return evolve(document, name=name, remarks=tuple(about))


def parse_bytes(content: bytes, name: str) -> Document:
    """``read_bytes`` in this very process, at its risk. Old formats are none to it. Raises ``ReadError``."""
    if not content.strip():
        raise ReadError("file-empty", "空文件", "the file is empty")
    for reader in all_readers():
        if reader.recognises(content):
            document = reader.read(content, name)
            remark = misnamed(name, reader.suffixes)
            return evolve(document, remarks=(*document.remarks, remark)) if remark else document
    raise refusal(content)
