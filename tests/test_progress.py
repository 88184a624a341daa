"""The progress bar: shown on a terminal when work is long, and nowhere else."""

import io
import sys
from pathlib import Path

import pytest
from wcwidth import wcswidth

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
    assert text.endswith(f"\r{' ' * 78}\r")  # it leaves no trace
    assert "\x1b" not in text


def test_a_long_chinese_name_stays_in_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1)
    text = shown(
        monkeypatch, Terminal(), [Path(f"{'绩效目标表' * 9}{n}.docx") for n in range(1200)]
    )
    assert {wcswidth(line) for line in text.split("\r")} == {0, 78}


def test_no_bar_when_work_is_short(monkeypatch: pytest.MonkeyPatch, paths: list[Path]) -> None:
    assert shown(monkeypatch, Terminal(), paths) == ""


def test_no_bar_in_a_pipe(monkeypatch: pytest.MonkeyPatch, paths: list[Path]) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1)
    assert shown(monkeypatch, io.StringIO(), paths) == ""
