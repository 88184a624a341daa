"""A progress bar on a terminal, when reading takes long."""

import sys
import time
from pathlib import Path
from types import TracebackType

from wcwidth import wcswidth

from perfcheck.api import files
from perfcheck.reports.inert import cut

PATIENCE = 0.5  # seconds without a sign of life
BAR = 24
NAME = 32  # columns of a file name
WIDTH = 78


class Progress:
    """Counts files on standard error; silent where that is no terminal, or the work is short."""

    def __init__(self, paths: list[Path]) -> None:
        self.shown = False
        self.done = 0
        self.started = time.monotonic()
        self.total = sum(1 for _ in files(paths)) if sys.stderr.isatty() else 0

    def __enter__(self) -> "Progress":
        return self

    def step(self, path: Path) -> None:
        """Say which file comes next."""
        if self.total > 1 and time.monotonic() - self.started > PATIENCE:
            filled = BAR * self.done // self.total
            bar = "#" * filled + "." * (BAR - filled)
            self._write(f"[{bar}] {self.done}/{self.total} {cut(path.name, NAME)}")
            self.shown = True
        self.done += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.shown:
            self._write("")

    def _write(self, line: str) -> None:
        """Over the line before, by blanks: not every console of Windows obeys escapes."""
        blanks = " " * (WIDTH - wcswidth(line))
        print(f"\r{line}{blanks}\r", end="", file=sys.stderr, flush=True)
