"""The process that reads strangers' files, one after the other, for a parent that outlives it.

It answers each request with a document or an error, and ends with last words on anything that no
reader foresaw. Time is limited everywhere, memory where the system has ``RLIMIT_AS`` and keeps to
it: on Linux; on Windows and macOS it is not.
"""

import faulthandler
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import TracebackType
from typing import IO, Any

from perfcheck.documents.archive import too_large
from perfcheck.documents.limits import crashed
from perfcheck.documents.model import ReadError
from perfcheck.documents.read import parse_bytes
from perfcheck.documents.wire import LARGEST, encode, receive, send, unpack

GRACE = (
    5  # seconds after which a worker ends itself, should the parent no longer be there to do it
)


def main() -> None:
    """Say that all is ready, then answer requests until their stream ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    os.chdir(os.sep)  # to keep no folder of the user's in use
    requests, answers = _pipes()
    sys.excepthook = _last_words(answers)
    send(answers, b"")
    for request, content in _received(requests):
        faulthandler.dump_traceback_later(request["seconds"] + GRACE, exit=True)
        hold_memory(request["memory"])
        send(answers, _answer(content, request["name"]))
        faulthandler.cancel_dump_traceback_later()


def _received(requests: IO[bytes]) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each request with the content of its file, until the parent is gone."""
    with suppress(EOFError):
        while True:
            yield unpack(receive(requests)), receive(requests)


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The streams from and to the parent, moved to where no library reads or prints."""
    pipes = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1):
        os.dup2(null, fd)
    os.close(null)
    return open(pipes[0], "rb", buffering=0), open(pipes[1], "wb", buffering=0)


def _answer(content: bytes, name: str) -> bytes:
    try:
        answer = encode(parse_bytes(content, name))
    except ReadError as error:
        return encode(error)
    if len(answer) > LARGEST:
        return encode(too_large("读出的内容过多", "more content than can be taken"))
    return answer


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def _last_words(answers: IO[bytes]) -> Hook:
    """For what ends the process: the parent is told of it, by name for the report of the bug."""

    def tell(kind: type[BaseException], _: BaseException, __: TracebackType | None) -> None:
        hold_memory(None)  # there may be none left to say so
        out_of_memory = issubclass(kind, MemoryError)
        zh = "内存超限" if out_of_memory else kind.__name__
        en = "out of memory" if out_of_memory else kind.__name__
        send(answers, encode(crashed(zh, en)))

    return tell


if sys.platform == "win32":

    def hold_memory(size: int | None) -> None:
        """Nothing: see the note on the module."""

else:
    import resource

    def hold_memory(size: int | None) -> None:
        """Limit the address space, or lift the limit again; and leave no core dump behind."""
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        sizes = [one for one in (size, hard) if one not in (None, resource.RLIM_INFINITY)]
        soft = min(sizes, default=resource.RLIM_INFINITY)
        with suppress(ValueError, OSError):  # macOS has the limit in name only
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
