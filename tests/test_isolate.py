"""Reading in another process: nothing that happens there happens here."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from perfcheck.documents import (
    Document,
    Limits,
    ReadError,
    isolate,
    parse_bytes,
    read_bytes,
    read_path,
)
from perfcheck.documents.limits import MB, USUAL
from tests import misbehaving
from tests.conftest import EXAMPLES, ROOT
from tests.test_formats import html
from tests.test_tables import ROWS, pipes
from tests.test_xlsx import HEADER, ROW, book, row, sheet_xml
from tests.word import document, p, tbl, tr, word

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[isolate.Pool]:
    """A pool of its own, with processes that do as they are told."""
    pool = isolate.Pool()
    monkeypatch.setattr(isolate, "_pool", pool)
    monkeypatch.setattr(isolate, "BOOT", misbehaving.BOOT)
    yield pool
    pool.close()


def told(order: str, limits: Limits = USUAL) -> str:
    """What the process says of itself: its number."""
    (one,) = read_bytes(order.encode(), "a.txt", limits).paragraphs
    return one.text


def refusal(order: str, limits: Limits = USUAL) -> ReadError:
    with pytest.raises(ReadError) as caught:
        told(order, limits)
    return caught.value


# What comes back


SAME = {
    "text": pipes(ROWS).encode(),
    "html": html(ROWS).encode(),
    "docx": word(document(p("标题") + tbl(tr("a", "b"), tr("≥95%", "")))),
    "xlsx": book(sheet_xml(row(1, HEADER) + row(2, ROW))),
    "csv": b"a,b,c,d\n" * 4,
}


@pytest.mark.parametrize("content", SAME.values(), ids=SAME.keys())
def test_a_document_is_the_same_from_either_process(content: bytes) -> None:
    assert read_bytes(content, "表\udcff.txt") == parse_bytes(content, "表\udcff.txt")


def test_examples_are_the_same_from_either_process() -> None:
    for path in sorted((EXAMPLES / "tables").iterdir()):
        content = path.read_bytes()
        assert read_bytes(content, path.name) == parse_bytes(content, path.name)


def test_an_error_is_the_same_from_either_process() -> None:
    for content in (b"", b"PK\x03\x04", b"\xff\xff\x00"):
        with pytest.raises(ReadError) as there:
            read_bytes(content, "a")
        with pytest.raises(ReadError) as here:
            parse_bytes(content, "a")
        assert vars(there.value) == vars(here.value)


# What goes wrong


ENDS = [
    ("abort", "SIGABRT", "SIGABRT"),
    ("exit", "退出码 3", "exit status 3"),
    ("fail", "KeyError", "KeyError"),
    ("recurse", "RecursionError", "RecursionError"),
    ("swell", "内存超限", "out of memory"),
    ("hoard", "内存超限", "out of memory"),
]


@POSIX
@pytest.mark.parametrize(("order", "zh", "en"), ENDS)
def test_the_end_of_a_reader_is_an_error_of_its_file(
    pool: isolate.Pool, order: str, zh: str, en: str
) -> None:
    error = refusal(order, Limits(memory=200 * MB))
    assert error.reason == "reader-crashed"
    assert zh in error.message
    assert en in error.message_en
    assert told("").isdecimal()


def test_a_reader_that_goes_on_for_ever_is_stopped(pool: isolate.Pool) -> None:
    error = refusal("hang", Limits(seconds=0.3))
    assert error.reason == "read-timeout"
    assert "0.3 秒" in error.message
    assert told("").isdecimal()


def test_what_libraries_print_is_no_answer(pool: isolate.Pool) -> None:
    assert read_bytes(b"talk", "a.txt") == Document("", ())


def test_a_document_too_large_to_send_is_refused(
    pool: isolate.Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolate, "LARGEST", 10)  # of this side, as if the other had lost its head
    monkeypatch.setattr(isolate, "LINGERING", 0)
    assert refusal("").reason == "reader-crashed"


def test_files_over_the_limit_are_not_read(tmp_path: Path) -> None:
    limits = Limits(file=10, pdf=20)
    path = tmp_path / "a.txt"
    for content in (b"x" * 11, b"%PDF" + b"x" * 17):
        path.write_bytes(content)
        with pytest.raises(ReadError, match="文件过大"):
            read_path(path, limits)
        with pytest.raises(ReadError, match="文件过大"):
            read_bytes(content, "a.txt", limits)
    path.write_bytes(b"x" * 10)
    assert read_path(path, limits).blocks


# The processes


def test_a_process_reads_many_files_and_not_for_ever(
    pool: isolate.Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolate, "FILES", 3)
    numbers = [told("") for _ in range(7)]
    assert [numbers.count(one) for one in dict.fromkeys(numbers)] == [3, 3, 1]


def test_an_error_of_the_file_does_not_end_the_process(pool: isolate.Pool) -> None:
    before = told("")
    assert refusal("refuse").reason == "file-damaged"
    assert told("") == before


def test_a_crash_ends_the_process(pool: isolate.Pool) -> None:
    before = told("")
    refusal("fail")
    assert told("") != before


@POSIX
def test_a_process_killed_while_it_waits_is_replaced(pool: isolate.Pool) -> None:
    before = told("")
    os.kill(int(before), signal.SIGKILL)
    os.waitid(os.P_PID, int(before), os.WEXITED | os.WNOWAIT)
    assert told("") != before


def outcome(order: str) -> str:
    try:
        return told(order)
    except ReadError as error:
        return error.reason


def test_threads_share_a_few_processes(pool: isolate.Pool) -> None:
    with ThreadPoolExecutor(50) as threads:
        numbers = set(threads.map(outcome, [""] * 200))
    assert 1 <= len(numbers) <= isolate.MOST


def test_threads_get_their_own_answers(pool: isolate.Pool) -> None:
    orders = ["refuse", "fail", ""] * 20
    with ThreadPoolExecutor(50) as threads:
        found = list(threads.map(outcome, orders))
    assert found[0::3] == ["file-damaged"] * 20
    assert found[1::3] == ["reader-crashed"] * 20
    assert all(one.isdecimal() for one in found[2::3])


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
threading.Timer(1, lambda: os._exit(0)).start()
print(told(), flush=True)
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
