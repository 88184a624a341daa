"""Reading in another process: nothing that happens there happens here."""

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

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
from tests.conftest import EXAMPLES
from tests.test_formats import html
from tests.test_tables import ROWS, pipes
from tests.test_xlsx import HEADER, ROW, book, row, sheet_xml
from tests.word import document, p, tbl, tr, word

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="processes of POSIX")


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


@POSIX
@pytest.mark.parametrize("name", ["a.docx", "a.html"])
def test_a_good_file_for_which_memory_is_short_is_not_called_damaged(name: str) -> None:
    """Parsers written in C say it in their own way."""
    content = {
        "a.docx": word(document(tbl(*(tr(*map(str, range(n, n + 6))) for n in range(30_000))))),
        "a.html": b"<html><table>" + b"<tr><td>a<td>b<td>c<td>d" * 60_000,
    }[name]
    with pytest.raises(ReadError, match="内存超限") as caught:
        read_bytes(content, name, Limits(memory=170 * MB))
    assert caught.value.reason == "reader-crashed"


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
