r"""Paths as Windows writes them: drives, shares, backslashes, blanks and Chinese.

Where the program takes paths apart it does so by `pathlib`; here with the paths of Windows in its place.
"""

from pathlib import Path, PureWindowsPath

import pytest

from perfcheck import paths
from perfcheck.api import check
from perfcheck.cli.check import _output
from perfcheck.reports import View, all_formats, github, sarif
from perfcheck.reports.places import file_name
from perfcheck.rules import Accept
from tests.cli import FLAWED

FORMATS = dict.fromkeys(("html", "json", "c"))


@pytest.mark.parametrize(
    ("option", "name", "path"),
    [
        (r"html=C:\报告\a.html", "html", r"C:\报告\a.html"),
        (r"json=\\服务器\共享\结果 1.json", "json", r"\\服务器\共享\结果 1.json"),
        (r"html=报告=终稿.html", "html", "报告=终稿.html"),
        (r"C:\报告\a.txt", "text", r"C:\报告\a.txt"),
        (r"C:\html=1\a.txt", "text", r"C:\html=1\a.txt"),
        (r"D:a=b.txt", "text", r"D:a=b.txt"),
    ],
)
def test_a_format_and_a_file(option: str, name: str, path: str) -> None:
    assert _output(option, "text", FORMATS) == (name, Path(path))


@pytest.mark.parametrize(
    ("document", "uri"),
    [
        (r"C:\报送\一 上.docx", "file:///C:/%E6%8A%A5%E9%80%81/%E4%B8%80%20%E4%B8%8A.docx"),
        (r"\\server\share\a#1.docx", "file://server/share/a%231.docx"),
        (r"报送\a.docx", "%E6%8A%A5%E9%80%81/a.docx"),
        (r"..\a.docx", "../a.docx"),
        (r"a.docx", "a.docx"),
    ],
)
def test_addresses_in_sarif(monkeypatch: pytest.MonkeyPatch, document: str, uri: str) -> None:
    monkeypatch.setattr(sarif, "Path", PureWindowsPath)
    assert sarif.uri(document) == uri


def test_files_of_workflow_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(github, "Path", PureWindowsPath)
    report = check(FLAWED.encode(), name="报送\\a b.md")
    lines = all_formats()["github"].render(report, View())
    assert isinstance(lines, str)
    assert lines.startswith("::error file=报送/a b.md,line=10,")


@pytest.mark.parametrize(
    "document", [r"C:\报送\a b.docx", r"\\server\share\a b.docx", "报送/a b.docx", "a b.docx"]
)
def test_a_file_by_its_name(document: str) -> None:
    assert file_name(document) == "a b.docx"


def test_an_entry_finds_its_document_by_either_slash() -> None:
    accept = Accept(rule="PC101", reason="reason", document="报送/a.docx")
    assert accept.concerns(r"C:\部门\报送\a.docx")
    assert accept.concerns("部门/报送/a.docx")
    assert not accept.concerns(r"C:\部门\a.docx")


def test_the_question_mark_of_a_long_path_is_no_pattern() -> None:
    assert paths.expand([r"\\?\C:\报送\没有.docx"]) == [Path(r"\\?\C:\报送\没有.docx")]
    with pytest.raises(paths.UsageError):
        paths.expand([r"\\?\C:\报送\*.docx"])
