"""The progress bar: shown on a terminal when work is long, and nowhere else."""

import io
import sys
from pathlib import Path

import pytest

from perfcheck import progress
from perfcheck.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    return [tmp_path / f"{number}.txt" for number in range(4)]


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, paths: list[Path]) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress(paths) as bar:
        for path in paths:
            bar.step(path)
    return stream.getvalue()


def test_a_bar_on_a_terminal_when_work_is_long(
    monkeypatch: pytest.MonkeyPatch, paths: list[Path]
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1)
    text = shown(monkeypatch, Terminal(), paths)
    assert "2/4 2.txt" in text
    assert "######......" in text
    assert text.endswith("\r\x1b[K")  # it leaves no trace


def test_no_bar_when_work_is_short(monkeypatch: pytest.MonkeyPatch, paths: list[Path]) -> None:
    assert shown(monkeypatch, Terminal(), paths) == ""


def test_no_bar_in_a_pipe(monkeypatch: pytest.MonkeyPatch, paths: list[Path]) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1)
    assert shown(monkeypatch, io.StringIO(), paths) == ""
