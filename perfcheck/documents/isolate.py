"""Reading in other processes: whatever a file does to its reader, it does not do to the caller.

Processes are started when they are needed and kept for the files to come. Threads may read at the
same time, each with a process of its own; a forked process starts afresh; at exit all are ended.
"""

import atexit
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer
from typing import IO, TYPE_CHECKING

from perfcheck.documents.limits import Limits, crashed, timed_out
from perfcheck.documents.model import Document, ReadError
from perfcheck.documents.wire import LARGEST, decode, pack, receive, send

if TYPE_CHECKING:
    from subprocess import Popen

MOST = max(4, os.cpu_count() or 1)  # processes at a time; further callers wait
FILES = 200  # that one process reads: what libraries leak does not add up
PATIENCE = 30  # seconds for a process to start
LINGERING = 1  # seconds for one to come to its end
MARK = "PERFCHECK_READS"  # in the environment of a child, which has no children of its own
SIGNALS = {int(one): one.name for one in signal.Signals}

HOME = str(Path(os.path.abspath(__file__)).parents[2])  # where the package lies
# The child looks where this process looks, in the same order, and nowhere else: -I keeps out the
# current directory, which may be full of files to be checked.
BOOT = (
    "import sys; sys.path[:] = sys.argv[1:]; from perfcheck.documents.worker import main; main()"
)


def read(content: bytes, name: str, limits: Limits) -> Document:
    """``parse_bytes`` in another process. Raises ``ReadError``, also for the end of that process."""
    return _pool.read(content, name, limits)


def _command() -> list[str]:
    places = [os.path.abspath(place) for place in sys.path if place]
    if HOME not in places:  # imported from the current directory, or by a finder of an install
        places.insert(0, HOME)
    flags = ["-B"] if sys.dont_write_bytecode else []
    if sys.pycache_prefix:
        flags += ["-X", f"pycache_prefix={sys.pycache_prefix}"]
    return [sys.executable, "-I", *flags, "-c", BOOT, *places]


def _start() -> "Popen[bytes]":
    import subprocess

    if MARK in os.environ:  # the "interpreter" was the program that Python is built into
        raise _no_start(f"{sys.executable} 不是 Python", f"{sys.executable} is no Python")
    if not sys.executable or getattr(sys, "frozen", False):
        raise _no_start(
            "本程序里没有单独的 Python 解释器", "no Python interpreter of its own here"
        )
    try:
        return subprocess.Popen(
            _command(),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {MARK: "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        reason = f"{sys.executable}: {error.strerror}"
        raise _no_start(reason, reason) from None


def _no_start(reason: str, reason_en: str) -> ReadError:
    return crashed(f"无法启动：{reason}", f"it cannot be started: {reason_en}")


class Child:
    """A process with a worker in it, for one caller at a time."""

    def __init__(self) -> None:
        self._process = _start()
        self._started = False
        self._sound = False
        self._late = False
        self._left = FILES

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def is_fit(self) -> bool:
        """It has answered all that it was asked, and may be asked more."""
        return self._sound and not self._late and self._left > 0

    def read(self, content: bytes, name: str, limits: Limits) -> Document | ReadError:
        """What comes of reading a file, be it the end of the process."""
        self._sound = False
        self._left -= 1
        request = {"name": name, "seconds": limits.seconds, "memory": limits.memory}
        try:
            self._await_start()
            with self._within(limits.seconds):
                send(self._requests, pack(request))
                send(self._requests, content)
                frame = receive(self._answers, LARGEST)
            answer = decode(frame)
        except (OSError, EOFError):
            return self._obituary(limits)
        except ValueError:
            return crashed("回答无法理解", "an answer that makes no sense")
        self._sound = not (isinstance(answer, ReadError) and answer.reason == "reader-crashed")
        return answer

    def _await_start(self) -> None:
        """The time that it takes to start is not the file's."""
        if not self._started:
            with self._within(PATIENCE):
                receive(self._answers)
            self._started = True

    def end(self) -> None:
        """Kill the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self.leave()

    def leave(self) -> None:
        """Close the pipes to the process; in a forked process, which has copies of them, no more."""
        self._requests.close()
        self._answers.close()
        self._process.poll()  # or its object complains of a process that nobody has waited for

    @property
    def _requests(self) -> IO[bytes]:
        assert self._process.stdin
        return self._process.stdin

    @property
    def _answers(self) -> IO[bytes]:
        assert self._process.stdout
        return self._process.stdout

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """Kill the process when the time is up; with it ends all waiting for its answer."""
        clock = Timer(seconds, self._expire)
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()
            clock.join()

    def _expire(self) -> None:
        self._late = True
        self._process.kill()

    def _obituary(self, limits: Limits) -> ReadError:
        """How the process ended: too late, by which signal, or with which status."""
        from subprocess import TimeoutExpired

        with suppress(TimeoutExpired):  # it has closed its pipe and may need a moment more
            self._process.wait(LINGERING)
        self.end()
        status = self._process.returncode
        how, how_en = f"退出码 {status}", f"exit status {status}"
        if status < 0:
            how = how_en = signal.Signals(-status).name
        if not self._started:
            return _no_start(f"{sys.executable} {how}", f"{sys.executable} {how_en}")
        return timed_out(limits.seconds) if self._late else crashed(how, how_en)


class Pool:
    """The processes of this process: those that wait for a file, and all that are alive."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._places = BoundedSemaphore(MOST)
        self._waiting: list[Child] = []
        self._alive: set[Child] = set()

    def read(self, content: bytes, name: str, limits: Limits) -> Document:
        with self._places, self._child() as child:
            answer = child.read(content, name, limits)
        if isinstance(answer, ReadError):
            raise answer
        return answer

    @contextmanager
    def _child(self) -> Iterator[Child]:
        """A process for one file. One that was interrupted at it, or broke off, is ended."""
        child = self._take()
        try:
            yield child
        finally:
            if child.is_fit:
                with self._lock:
                    self._waiting.append(child)
            else:
                self._drop(child)

    def _take(self) -> Child:
        while True:
            with self._lock:
                child = self._waiting.pop() if self._waiting else None
            if child is None:
                break
            if child.is_alive:
                return child
            self._drop(child)  # somebody killed it while it waited
        child = Child()
        with self._lock:
            self._alive.add(child)
        return child

    def _drop(self, child: Child) -> None:
        with self._lock:
            self._alive.discard(child)
        child.end()

    def close(self) -> None:
        """End every process, also those at work for threads that nobody waits for."""
        for child in list(self._alive):
            self._drop(child)

    def leave(self) -> None:
        """The processes are another's, and so are their answers."""
        for child in self._alive:
            child.leave()


_pool = Pool()


def close() -> None:
    """End every process. Reading after this starts new ones."""
    _pool.close()


def _start_afresh() -> None:
    """In a forked process, which has the pipes of its parent and none of its threads."""
    global _pool
    _pool.leave()
    _pool = Pool()


atexit.register(close)
if sys.platform != "win32":
    os.register_at_fork(after_in_child=_start_afresh)
