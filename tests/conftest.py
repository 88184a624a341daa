"""What the tests share: example documents as text, and the data that not every checkout has."""

import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from perfcheck.api import check, joined
from perfcheck.documents import Document, isolate, read_path
from perfcheck.documents.soffice import find_soffice
from perfcheck.rules import Report, Settings
from tests import misbehaving
from tests.cli import CLEAN, FLAWED

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=150)
settings.load_profile("ci")


def data_dir() -> Path:
    """The reference data: ``$PERFCHECK_DATA``, else ``../shared`` beside the repository."""
    return Path(os.environ.get("PERFCHECK_DATA") or ROOT.parent / "shared")


@pytest.fixture(scope="session")
def data() -> Path:
    folder = data_dir()
    if not (folder / "gold").is_dir():
        pytest.skip("the reference documents are not here; set PERFCHECK_DATA to their folder")
    return folder


@pytest.fixture(scope="session")
def seeds(data: Path) -> list[Path]:
    found = sorted((data / "seeds").glob("*.txt"))
    assert found, "the folder of reference documents is empty"
    return found


@pytest.fixture(scope="session")
def soffice() -> str:
    """The LibreOffice of this machine."""
    found = find_soffice()
    if found is None:
        pytest.skip("LibreOffice, which old formats are read through, is not installed")
    return found


@pytest.fixture(scope="session")
def read_once() -> Callable[[Path], Document]:
    """``read_path`` that reads a file once for all tests: converting one takes a second."""
    return cache(read_path)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.md"
    path.write_text(CLEAN, encoding="utf-8")
    return path


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    path = tmp_path / "flawed.md"
    path.write_text(FLAWED, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def no_process_is_left() -> Iterator[None]:
    """One after the other, bad files need one process at a time, and it ends when it is told to."""
    yield
    assert len(isolate._pool._alive) <= 1
    isolate._pool.close()
    if sys.platform != "win32":
        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[isolate.Pool]:
    """A pool of its own, with processes that do as they are told."""
    pool = isolate.Pool()
    monkeypatch.setattr(isolate, "_pool", pool)
    monkeypatch.setattr(isolate, "BOOT", misbehaving.BOOT)
    yield pool
    pool.close()


def check_text(text: str, *select: str) -> Report:
    """Check a document given as text, or several with a line of dashes between, with all rules or
    with some."""
    settings = Settings(select=select)
    parts = text.split("\n---\n")
    names = [f"table{number}.txt" for number in range(1, len(parts) + 1)]
    return joined(
        check(part.encode(), name=name, settings=settings)
        for part, name in zip(parts, names, strict=True)
    )
