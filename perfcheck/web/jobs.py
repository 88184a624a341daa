"""Files that are being checked, and what came of them: a few at a time, and not for ever."""

import secrets
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from itertools import accumulate
from pathlib import Path
from time import monotonic
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from attrs import define, field

from perfcheck.api import check, joined, part
from perfcheck.documents import isolate
from perfcheck.rules import Report, Settings
from perfcheck.web.limits import KEPT, KEPT_FILES, RETRY, RUNNING, WAITING
from perfcheck.web.problems import LOG, Problem
from perfcheck.web.uploads import Upload

T = TypeVar("T")


class State(StrEnum):
    """``RECEIVING``: the files are still coming in."""

    RECEIVING = "receiving"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@define(eq=False, slots=False)
class Job:
    """Some files to be checked. ``reports``: one for each file that is done, in their order;
    ``whole``: what they are together.
    """

    id: str
    folder: Path
    used: float
    uploads: tuple[Upload, ...] = ()
    reports: list[Report] = field(factory=list)
    whole: Report | None = None
    state: State = State.RECEIVING
    dropped: bool = False

    @property
    def is_over(self) -> bool:
        return self.state in (State.DONE, State.FAILED)

    @property
    def current(self) -> str | None:
        """The file that is being checked."""
        left = self.uploads[len(self.reports) :]
        return left[0].name if left and self.state is State.RUNNING else None

    @property
    def report(self) -> Report:
        """All documents in one report. Raises ``Problem`` before there is one."""
        if self.state is State.FAILED:
            raise Problem(500, "检查时程序出错，没有结果", "the check failed; there is no result")
        if self.whole is None or self.state is not State.DONE:
            raise Problem(409, "还没有查完", "not done yet", headers={"retry-after": "1"})
        return self.whole

    def document(self, number: int) -> tuple[Upload, Report]:
        """One of the files, from 1, and what the report says of it. Raises ``Problem``."""
        if not 0 < number <= len(self.report.documents):
            raise Problem(404, f"没有第 {number} 个文件", f"there is no file {number}")
        return self.uploads[number - 1], part(self.report, number)

    def run(self, settings: Settings) -> None:
        """Check every file, in a thread. What a file does to its reader is told in its report."""
        self.state = State.RUNNING
        try:
            for upload in self.uploads:
                if self.dropped:
                    return
                report = check(upload.content(), name=upload.name, settings=settings)
                self.reports.append(report)
            self.whole = joined(self.reports)
            self.state = State.DONE
        finally:
            if self.state is State.RUNNING:
                self.state = State.FAILED
            if self.dropped:
                self.clear()

    def drop(self) -> None:
        """Nobody wants it any longer. What is being checked just now is checked to its end."""
        self.dropped = True
        if self.state is not State.RUNNING:
            self.clear()

    def clear(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class Jobs:
    """All jobs of the server. Its methods are called in one thread, that of the event loop."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = monotonic) -> None:
        self.settings, self._clock = settings, clock
        self._aside = CapacityLimiter(RUNNING)
        self._threads = ThreadPoolExecutor(RUNNING, "perfcheck-job")
        self._root = Path(tempfile.mkdtemp(prefix="perfcheck-"))
        self._jobs: dict[str, Job] = {}

    def open(self) -> Job:
        """A job to receive files. Raises ``Problem`` where there are too many already."""
        self.tidy()
        if sum(not job.is_over for job in self._jobs.values()) >= RUNNING + WAITING:
            raise Problem(
                503,
                "正忙：排队的任务太多，请稍后再试",
                "busy: too many jobs are waiting; try again later",
                headers={"retry-after": str(RETRY)},
            )
        name = secrets.token_urlsafe(16)
        job = Job(name, self._root / name, self._clock())
        job.folder.mkdir()
        self._jobs[name] = job
        return job

    def start(self, job: Job, settings: Settings) -> Future[None]:
        """Check its files as soon as there is a thread for it."""
        job.state = State.WAITING
        future = self._threads.submit(job.run, settings)
        future.add_done_callback(_log)
        return future

    async def aside(self, work: Callable[..., T], *args: object) -> T:
        """Do it in a thread, with few others at the same time."""
        return await to_thread.run_sync(work, *args, limiter=self._aside)

    def find(self, name: str) -> Job:
        """The job of that id. Raises ``Problem``."""
        job = self._jobs.get(name)
        if job is None:
            raise Problem(
                404,
                "没有这个任务：结果在最后一次使用一小时后删除，请重新提交文件",
                "no such job: results are deleted an hour after their last use; send the files again",
            )
        job.used = self._clock()
        return job

    def drop(self, job: Job) -> None:
        """Forget the job and its files."""
        self._jobs.pop(job.id, None)
        job.drop()

    def tidy(self) -> None:
        """Forget what nobody has used for long, and the oldest results where there are too many."""
        over = sorted(
            (job for job in self._jobs.values() if job.is_over), key=lambda job: -job.used
        )
        files = accumulate(len(job.uploads) for job in over)
        for job, kept in zip(over, files, strict=True):
            if kept > KEPT_FILES or self._clock() - job.used > KEPT:
                self.drop(job)

    def close(self) -> None:
        """Forget everything, and stop reading."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for job in list(self._jobs.values()):
            self.drop(job)
        isolate.close()
        shutil.rmtree(self._root, ignore_errors=True)


def _log(future: Future[None]) -> None:
    if not future.cancelled() and (error := future.exception()):
        LOG.error("检查时程序出错", exc_info=error)
