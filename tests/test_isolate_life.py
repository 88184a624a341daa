"""The processes that read: none outlives its parent, and none comes from where it should not."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from perfcheck.documents import isolate, read_bytes
from tests.conftest import ROOT
from tests.test_isolate import POSIX, SAME, refusal


def python(code: str, **options: Any) -> "subprocess.Popen[str]":
    """A Python of its own, in which ``told`` gives the number of the reading process."""
    head = """
import os, sys, signal, threading, time
from perfcheck.documents import Limits, isolate, read_bytes
from tests import misbehaving
isolate.BOOT = misbehaving.BOOT
def told(order="", limits=Limits()):
    return next(read_bytes(order.encode(), "a.txt", limits).paragraphs).text
"""
    return subprocess.Popen(
        [sys.executable, "-c", head + code],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def is_alive(number: str) -> bool:
    """Is there such a process, and not only the record of one that nobody has asked after?"""
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    record = Path(f"/proc/{int(number)}/stat")
    return not (record.exists() and record.read_text().rpartition(")")[2].split()[0] == "Z")


def gone(number: str) -> bool:
    """Did the process end, perhaps in a moment?"""
    for _ in range(100):
        if not is_alive(number):
            return True
        time.sleep(0.1)
    return False


@POSIX
@pytest.mark.parametrize("end", ["", "sys.exit(1)", "raise ValueError", "os._exit(0)"])
def test_no_process_outlives_its_parent(end: str) -> None:
    out, _ = python(f"print(told(), flush=True)\n{end}").communicate()
    assert gone(out)


@POSIX
def test_no_process_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    parent = python("print(told(), flush=True); time.sleep(60)")
    assert parent.stdout
    number = parent.stdout.readline()
    parent.kill()
    parent.communicate()
    assert gone(number)


@POSIX
def test_a_process_at_work_ends_with_the_time_of_its_file(tmp_path: Path) -> None:
    """Its parent is gone and cannot end it."""
    code = """
print(told(), flush=True)
threading.Timer(0.5, lambda: os._exit(0)).start()
told("hang", Limits(seconds=2))
"""
    out, _ = python(code).communicate()
    assert gone(out)


@POSIX
def test_ctrl_c_ends_all_and_says_nothing_more() -> None:
    parent = python('print(told(), flush=True)\ntold("hang")', start_new_session=True)
    assert parent.stdout
    number = parent.stdout.readline()
    os.killpg(parent.pid, signal.SIGINT)
    _, err = parent.communicate()
    assert parent.returncode == -signal.SIGINT
    assert err.count("Traceback") == 1
    assert gone(number)


@POSIX
def test_a_forked_process_starts_afresh() -> None:
    code = """
before = told()
if os.fork() == 0:
    sys.exit(told() == before)
print(os.waitstatus_to_exitcode(os.wait()[1]), told() == before)
"""
    out, err = python(code).communicate()
    assert (out.split(), err) == (["0", "True"], "")


@POSIX
def test_a_process_forked_while_a_thread_reads_starts_afresh() -> None:
    code = """
thread = threading.Thread(target=told, args=("hang", Limits(seconds=5)), daemon=True)
thread.start()
time.sleep(0.5)
if os.fork() == 0:
    sys.exit(not told().isdecimal())
print(os.waitstatus_to_exitcode(os.wait()[1]))
"""
    out, _ = python(code).communicate()
    assert out.split() == ["0"]


# Where the process comes from


@pytest.mark.parametrize(
    ("executable", "zh"),
    [
        ("", "没有单独的 Python"),
        ("/no/such/python", "/no/such/python"),
        ("/bin/false", "退出码 1"),
    ],
)
@POSIX
def test_without_an_interpreter_it_says_so(
    pool: isolate.Pool, monkeypatch: pytest.MonkeyPatch, executable: str, zh: str
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    error = refusal("")
    assert error.reason == "reader-crashed"
    assert "无法启动" in error.message
    assert zh in error.message


@POSIX
def test_a_program_with_python_built_in_does_not_start_itself_for_ever(
    pool: isolate.Pool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It takes no arguments of an interpreter, and reads a file whenever it starts."""
    program, app, starts = tmp_path / "program", tmp_path / "app.py", tmp_path / "starts"
    app.write_text(
        f"import os, sys; sys.executable = {str(program)!r}; sys.path.insert(0, {str(ROOT)!r})\n"
        f"print('x', end='', file=open({str(starts)!r}, 'a'))\n"
        f"if os.path.getsize({str(starts)!r}) > 3: sys.exit('it does')\n"
        "from perfcheck import check; check(b'a', name='a.txt')\n",
        encoding="utf-8",
    )
    program.write_text(f"#!/bin/sh\nexec {sys.executable} {app}\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    assert "无法启动" in refusal("").message
    assert starts.read_text() == "x"


def test_nothing_is_imported_from_the_current_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It may be full of files that somebody sent."""
    for name in ("json", "attrs", "lxml", "zipfile", "perfcheck"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit", encoding="utf-8")
    pool = isolate.Pool()
    monkeypatch.setattr(isolate, "_pool", pool)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    monkeypatch.chdir(tmp_path)
    assert read_bytes(SAME["docx"], "a.docx").blocks
    pool.close()


def test_it_works_from_a_zip_file(tmp_path: Path) -> None:
    app = tmp_path / "app.pyz"
    main = "from perfcheck.documents import read_bytes; print(read_bytes(b'a', 'a.txt').blocks[0].text)"
    with zipfile.ZipFile(app, "w") as archive:
        archive.writestr("__main__.py", main)
        for path in (ROOT / "perfcheck").rglob("*.py"):
            archive.write(path, path.relative_to(ROOT))
    command = [sys.executable, "app.pyz"]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("a\n", "")
