"""Time how long the command takes to start, beside the floors it cannot go below.

    python benchmarks/startup.py [--rounds 30]

Wall time of whole processes, rounds interleaved, the minimum of each. Bytecode is kept in a
temporary directory, so that modules are compiled once, as they are where perfcheck is installed.
"""

import os
import platform
import subprocess
import sys
from argparse import ArgumentParser
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from tabulate import tabulate

PYTHON = [sys.executable]
SCRIPT = Path(sys.executable).with_name("perfcheck")
PERFCHECK = [str(SCRIPT)] if SCRIPT.exists() else [*PYTHON, "-m", "perfcheck"]

PASS = "python -c pass"
LIBRARIES = 'python -c "import lark, attrs"'


class Start(NamedTuple):
    """A command; ``floor`` names the command it is measured by, ``limit`` the ratio aimed at."""

    name: str
    command: list[str]
    floor: str = PASS
    limit: float | None = None


STARTS = [
    Start(PASS, [*PYTHON, "-c", "pass"]),
    Start(LIBRARIES, [*PYTHON, "-c", "import lark, attrs"]),
    Start('python -c "import perfcheck"', [*PYTHON, "-c", "import perfcheck"]),
    Start("perfcheck --version", [*PERFCHECK, "--version"], limit=5),
    Start('perfcheck parse "≥95%"', [*PERFCHECK, "parse", "≥95%"], LIBRARIES, 2),
]


def environment(bytecode: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": bytecode}


def milliseconds(command: list[str], env: dict[str, str]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)
    return (perf_counter() - start) * 1000


def measure(rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {start.name: [] for start in STARTS}
    with TemporaryDirectory() as bytecode:
        env = environment(bytecode)
        for start in STARTS:  # warm-up: the bytecode and the disk's cache
            milliseconds(start.command, env)
        for _ in range(rounds):
            for start in STARTS:
                times[start.name].append(milliseconds(start.command, env))
    return times


def main() -> None:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    times = measure(rounds)
    lark = version("lark")
    print(f"Python {platform.python_version()}, lark {lark}, min of {rounds} interleaved rounds")
    print()
    rows = []
    for start in STARTS:
        best, floor = min(times[start.name]), min(times[start.floor])
        ratio = best / floor
        met = "" if start.limit is None else "√" if ratio <= start.limit else "×"
        aim = "" if start.limit is None else f"≤ {start.limit:g} {met}"
        by = "" if start.floor == start.name else f"{ratio:.2f} × {start.floor}"
        rows.append([start.name, f"{best:.1f}", f"{median(times[start.name]):.1f}", by, aim])
    headers = ["command", "min ms", "median ms", "ratio to its floor", "target"]
    align = ("left", "right", "right", "left", "left")
    print(tabulate(rows, headers, colalign=align, disable_numparse=True))


if __name__ == "__main__":
    main()
