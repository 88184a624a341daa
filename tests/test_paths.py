"""What the paths of a command line stand for, and where a report may be written."""

import json
import os
from pathlib import Path

import pytest

from perfcheck.api import check_paths, files
from tests.cli import CLEAN, FLAWED, run

# What is read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.md", "b.md", "c.txt", "~$a.md", "sub/d.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(CLEAN, encoding="utf-8")
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], path: Path) -> tuple[int, list[str]]:
    """The exit status of a check, and the files that were read."""
    status, out, _ = run(capsys, "check", path, "--format", "json")
    return status, [Path(one["document"]).name for one in json.loads(out)["documents"]]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.md", ["a.md", "b.md"]),
        ("[bc].*", ["b.md", "c.txt"]),
        ("?.txt", ["c.txt"]),
        ("**/d.md", ["d.md"]),
        ("s*", ["d.md"]),
    ],
)
def test_patterns_are_expanded_where_no_shell_does_it(
    capsys: pytest.CaptureFixture[str], folder: Path, pattern: str, names: list[str]
) -> None:
    assert checked(capsys, folder / pattern) == (0, names)
    status, out, _ = run(capsys, "extract", folder / pattern, "--tables", "--format", "jsonl")
    assert (status, len(out.splitlines())) == (0, len(names))


def test_a_pattern_goes_on_after_a_bad_file(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "a.md").write_bytes(b"PK\x03\x04")
    assert checked(capsys, folder / "*.md") == (2, ["a.md", "b.md"])


def test_a_pattern_that_fits_nothing_says_so(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    status, out, err = run(capsys, "check", folder / "a.md", folder / "*.docx")
    assert (status, out) == (2, "")
    assert err == f"perfcheck: 没有文件符合 {folder / '*.docx'}\n"


def test_a_file_may_be_named_like_a_pattern(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "a[1].md").write_text(CLEAN, encoding="utf-8")
    assert checked(capsys, folder / "a[1].md") == (0, ["a[1].md"])


def test_a_directory_without_tables_is_not_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    status, out, _ = run(capsys, "check", tmp_path)
    assert status == 2
    assert "目录里没有可以检查的文件" in out


def test_a_directory_that_cannot_be_looked_into_shows(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    scandir = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert (folder / "sub", False) in files([folder])


@pytest.mark.parametrize("name", ["a" * 300 + ".txt", "a\x00.txt", "没有\udcff.txt"])
def test_a_name_that_no_file_can_have_is_not_checked(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    status, out, err = run(capsys, "check", name)
    assert status == 2
    assert "未检查" in out
    assert err == ""


# Where a report goes


@pytest.mark.parametrize("argv", [("check",), ("extract", "--format", "csv")])
def test_a_report_never_takes_the_place_of_its_input(
    capsys: pytest.CaptureFixture[str], folder: Path, argv: tuple[str, ...]
) -> None:
    link, hard = folder / "link.md", folder / "hard.md"
    link.symlink_to(folder / "c.txt")
    os.link(folder / "c.txt", hard)
    for output in (folder / "c.txt", folder / "sub" / ".." / "c.txt", link, hard):
        status, out, err = run(capsys, *argv, folder / "a.md", folder / "c.txt", "-o", output)
        assert (status, out) == (2, "")
        assert "不会覆盖" in err
        assert len(err.splitlines()) == 1
    assert (folder / "c.txt").read_text("utf-8") == CLEAN


def test_a_report_never_takes_the_place_of_a_file_in_the_directory(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert run(capsys, "check", folder, "-o", folder / "sub" / "d.md")[0] == 2
    assert run(capsys, "check", folder, "-o", folder / "report.txt")[0] == 0


def test_a_report_is_written_whole_or_not_at_all(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    report = folder / "old.json"
    report.write_text("old", encoding="utf-8")
    report.chmod(0o600)

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        status, _, err = run(capsys, "check", folder / "a.md", "-o", f"json={report}")
    assert status == 2
    assert err == f"perfcheck: {report}：无法写入（No space left on device）\n"
    assert report.read_text("utf-8") == "old"
    assert run(capsys, "check", folder / "a.md", "-o", f"json={report}")[0] == 0
    assert report.read_text("utf-8").startswith("{")
    assert report.stat().st_mode & 0o777 == 0o600
    assert not list(folder.glob(".perfcheck*"))


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no such device")
def test_a_report_to_a_device_leaves_the_device(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert run(capsys, "check", folder / "a.md", "-o", os.devnull)[0] == 0
    assert not os.path.isfile(os.devnull)


def test_a_file_is_read_once_however_often_it_is_named(tmp_path: Path) -> None:
    one, other = tmp_path / "甲.md", tmp_path / "乙.md"
    one.write_text(FLAWED, "utf-8")
    other.write_text(CLEAN, "utf-8")
    found = list(files([tmp_path, one, tmp_path / "子" / ".." / "甲.md"]))
    assert sorted(found) == sorted([(one, True), (other, False)])
    assert len(check_paths([one, one]).documents) == 1
