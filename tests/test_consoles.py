"""Consoles that lack characters: the whole command line under GBK and ASCII, colours, python -m perfcheck."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree, html

from perfcheck.cli.consoles import ASCII_WAYS, SHOWN
from perfcheck.cli.options import colour
from perfcheck.reports import all_formats
from tests.cli import CLEAN, FLAWED

ENCODINGS = ["gbk:strict", "cp936", "ascii:strict"]
VERBS = ("check", "annotate", "fix", "compare", "extract", "parse", "rules", "baseline", "serve")
TABLE = "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,绿地面积,>=12㎡\n,质量指标,𠮷祥验收率,5～3%\n"

# Each verb and each format for people or programs, with the exit status it has on any console.
RUNS: list[tuple[tuple[str, ...], int]] = [
    (("--version",), 0),
    (("--help",), 0),
    *(((verb, "--help"), 0) for verb in VERBS),
    *((("check", "flawed.md", "-v", "--format", name), 1) for name in all_formats()),
    (("check", "clean.md"), 0),
    (("check", "没有.md"), 2),
    (("annotate", "flawed.md", "-o", "copy.xlsx"), 1),
    (("fix", "table.csv", "-o", "mended.csv"), 0),
    (("fix", "table.csv", "-o", "mended.csv", "--format", "json"), 0),
    (("compare", "clean.md", "flawed.md", "-v"), 1),
    (("compare", "clean.md", "flawed.md", "--format", "json"), 1),
    *(
        (("extract", "table.csv", "--format", name), 0)
        for name in ("table", "jsonl", "csv", "xlsx")
    ),
    (("parse", "≥12㎡", "≤½", "×"), 0),
    (("parse", "--format", "jsonl", "≥12㎡"), 0),
    (("rules",), 0),
    (("rules", "PC601"), 0),
    (("rules", "--format", "json"), 0),
    (("baseline", "flawed.md", "-o", "policy.toml"), 0),
    (("serve", "--port", "70000"), 2),
    (("check", "flawed.md", "--format", "不存在"), 2),
]

# One process for all runs: after what each writes its status, behind bytes that no report has.
MARK = b"\x00%%\x00"
SCRIPT = """
import json, sys
from perfcheck.cli import main
for argv in json.load(open("runs.json", encoding="utf-8")):
    try:
        status = main(argv)
    except SystemExit as end:
        status = end.code or 0
    sys.stdout.flush()
    sys.stdout.buffer.write(bytes([0, 37, 37, 0]) + str(status).encode() + bytes([10]))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "clean.md": CLEAN,
        "flawed.md": FLAWED.replace("维护步道长度", "㎡𠮷步道长度"),
        "table.csv": TABLE,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def python(folder: Path, *argv: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *argv],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_whole_command_line(folder: Path, encoding: str, lang: str) -> None:
    """No traceback, the usual status, and output that the console can decode."""
    (folder / "runs.json").write_text(json.dumps([argv for argv, _ in RUNS]), encoding="utf-8")
    done = python(folder, "-c", SCRIPT, PYTHONIOENCODING=encoding, PERFCHECK_LANG=lang)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0
    codec = encoding.partition(":")[0]
    done.stderr.decode(codec)
    for (argv, status), (output, found) in zip(RUNS, _parted(done.stdout), strict=True):
        assert found == status, argv
        if not output.startswith(b"PK"):
            output.decode(codec)


def _parted(stdout: bytes) -> Iterator[tuple[bytes, int]]:
    """The output and the status of each run."""
    while stdout:
        output, _, rest = stdout.partition(MARK)
        status, _, stdout = rest.partition(b"\n")
        yield output, int(status)


@pytest.mark.parametrize(
    ("encoding", "lang", "shown"),
    [
        ("gbk:strict", "zh", ["≤30万元", "×", "多出 6.00万元", "㎡?步道长度"]),
        ("gbk:strict", "en", ["≤30万元", "×", "exceeds"]),
        ("ascii:strict", "en", ["<=30??", "x PC601", "exceeds the budget"]),
        ("utf-8", "zh", ["≤30万元", "㎡𠮷步道长度"]),
    ],
)
def test_marks_can_be_read(folder: Path, encoding: str, lang: str, shown: list[str]) -> None:
    argv = ("-m", "perfcheck", "check", "flawed.md", "-v", "--lang", lang)
    done = python(folder, *argv, PYTHONIOENCODING=encoding)
    text = done.stdout.decode(encoding.partition(":")[0])
    assert done.returncode == 1
    assert [one for one in shown if one not in text] == []


def same(name: str, one: bytes, other: bytes) -> bool:
    """Do two reports for programs say the same?"""
    if name == "junit":
        return ElementTree.canonicalize(one) == ElementTree.canonicalize(other)
    if name == "html":
        return bool(etree.tostring(html.fromstring(one)) == etree.tostring(html.fromstring(other)))
    lines = [one.splitlines(), other.splitlines()] if name == "jsonl" else [[one], [other]]
    left, right = ([json.loads(line) for line in half] for half in lines)
    return bool(left == right)


@pytest.mark.parametrize("name", sorted(ASCII_WAYS))
def test_what_programs_read_loses_nothing(folder: Path, name: str) -> None:
    """It is in ASCII, with the format's own escapes: right whatever encoding is expected."""
    argv = ("-m", "perfcheck", "check", "flawed.md", "--format", name)
    usual = python(folder, *argv, PYTHONIOENCODING="utf-8").stdout
    done = python(folder, *argv, PYTHONIOENCODING="gbk:strict")
    assert done.stdout.isascii()
    assert not usual.isascii()
    assert same(name, done.stdout, usual)


@pytest.mark.parametrize("verb", ["check", "extract"])
def test_files_are_utf_8_whatever_the_console_is(folder: Path, verb: str) -> None:
    argv = ("-m", "perfcheck", verb, "flawed.md", "--format", "csv", "-o", "报告.csv")
    done = python(folder, *argv, PYTHONIOENCODING="gbk:strict")
    assert done.stdout == b""
    content = (folder / "报告.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "㎡𠮷步道长度" in "".join(
        map("".join, csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    )


def test_a_table_for_spreadsheets_begins_with_no_question_mark(folder: Path) -> None:
    """A console that is not UTF-8 has no byte order mark either."""
    argv = ("-m", "perfcheck", "extract", "flawed.md", "--format", "csv")
    assert python(folder, *argv, PYTHONIOENCODING="gbk:strict").stdout.startswith(b"document,")


def test_python_dash_m_is_the_command(folder: Path) -> None:
    assert python(folder, "-m", "perfcheck", "parse", "≥95%").returncode == 0
    assert python(folder, "-m", "perfcheck").returncode == 2
    assert python(folder, "-m", "perfcheck", "check", "clean.md").returncode == 0


# Colours


@pytest.mark.parametrize(
    ("environment", "terminal", "coloured"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colours(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], terminal: bool, coloured: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    assert colour() is coloured


@pytest.mark.parametrize(("terminal", "coloured"), [("WT_SESSION", True), ("ComSpec", False)])
def test_the_old_console_of_windows_has_no_colours(
    monkeypatch: pytest.MonkeyPatch, terminal: str, coloured: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "TERM_PROGRAM", "WT_SESSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(terminal, "x")
    monkeypatch.setattr(os, "name", "nt")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert colour() is coloured


def test_forced_colours_reach_a_pipe(folder: Path) -> None:
    argv = ("-m", "perfcheck", "check", "flawed.md")
    assert b"\x1b[" in python(folder, *argv, FORCE_COLOR="1").stdout
    assert b"\x1b[" not in python(folder, *argv).stdout


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("≥95% → ≤30", "ascii", b">=95% -> <=30"),
        ("√ × ○ ·", "ascii", b"v x o -"),
        ("≥95%𠮷", "gbk", "≥95%?".encode("gbk")),
        ("约20m²", "gbk", "约20m2".encode("gbk")),
    ],
)
def test_signs_that_an_encoding_lacks_keep_their_meaning(
    text: str, encoding: str, shown: bytes
) -> None:
    assert text.encode(encoding, SHOWN) == shown
