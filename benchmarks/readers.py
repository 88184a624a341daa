"""Time how long long tables take to read, beside only parsing the same bytes and beside other readers.

    python benchmarks/readers.py [--rows 2000] [--rounds 3]
                                 [--tables 2000] [--peers PYTHON] [--timeout 600]

First the same indicators in each format; the minimum of the rounds. The floor is what no reader can
do without: unpacking the archive and parsing the XML with lxml, parsing the page, or decoding the text.

Then one Word file of many tables, as Word writes it, read by each reader in a fresh process: ours
and the floor in as many rounds, the peers once. ``--peers`` is the Python that has them installed.
"""

import json
import platform
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from zipfile import ZipFile

from lxml import etree, html
from material import (
    INDICATORS_A_TABLE,
    Rows,
    commas,
    docx,
    indicators,
    long_docx,
    page,
    pipes,
    xlsx,
)
from peers import OURS, READERS, SIGN
from tabulate import tabulate

from perfcheck import extract
from perfcheck.documents import read_bytes

DEFAULT_TIMEOUT = 600


def parse_parts(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as packed:
        for name in packed.namelist():
            etree.fromstring(packed.read(name))


FORMATS: dict[str, tuple[Callable[[Rows], bytes], Callable[[bytes], object]]] = {
    "docx": (docx, parse_parts),
    "xlsx": (xlsx, parse_parts),
    "html": (page, html.fromstring),
    "csv": (commas, bytes.decode),
    "text": (pipes, bytes.decode),
}


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    def once() -> float:
        start = perf_counter()
        work()
        return (perf_counter() - start) * 1000

    return min(once() for _ in range(rounds))


def every_format(rows_a_table: int, rounds: int) -> None:
    rows = indicators(rows_a_table)
    lines = []
    for name, (write, floor) in FORMATS.items():
        content, file = write(rows), f"t.{name}"
        (table,) = extract(content, name=file).tables
        assert len(table.indicators) == rows_a_table, name
        parsing = milliseconds(partial(floor, content), rounds)
        reading = milliseconds(partial(read_bytes, content, file), rounds)
        whole = milliseconds(partial(extract, content, name=file), rounds)
        lines.append([name, len(content) // 1024, parsing, reading, whole, whole / rows_a_table])
    headers = ["format", "KiB", "floor ms", "read ms", "extract ms", "ms a row"]
    print(tabulate(lines, headers, floatfmt=".2f"))


def many_tables(tables: int, rounds: int, python: str, timeout: int) -> None:
    """Each reader of Word files on the same file, in a process of its own."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "long.docx"
        content = long_docx(tables)
        file.write_bytes(content)
        with ZipFile(BytesIO(content)) as packed:
            size = packed.getinfo("word/document.xml").file_size
        del content
        print(f"\n{tables} tables, {tables * INDICATORS_A_TABLE} rows, {size / 1e6:.0f} MB of XML")
        lines: list[list[object]] = []
        floor = 0.0
        for number, name in enumerate(READERS):
            ours = number < OURS
            runs = [
                once(sys.executable if ours else python, name, file, timeout)
                for _ in range(rounds if ours else 1)
            ]
            best = min(runs, key=lambda run: run.get("cpu", 0))
            if "cpu" not in best:
                lines.append([name, *[None] * 5, best["note"]])
                continue
            floor = floor or best["cpu"]
            times = best["cpu"] / floor
            lines.append([name, best["s"], best["cpu"], times, best["mb"], best["found"], ""])
    headers = ["reader", "s", "CPU s", "× floor", "peak MB", f"“{SIGN}” found", ""]
    print(tabulate(lines, headers, floatfmt=("", ".2f", ".2f", ".1f")))


def once(python: str, name: str, file: Path, timeout: int) -> dict[str, Any]:
    """What a reader took, or a note why there is nothing to say."""
    command = [python, str(Path(__file__).with_name("peers.py")), name, str(file)]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return {"note": f"stopped after {timeout} s"}
    if run.returncode:
        return {"note": f"failed: {run.stderr.strip().splitlines()[-1]}"}
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return {"note": f"absent: {found['absent']}"} if "absent" in found else found


def main() -> None:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tables", type=int, default=2000)
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--timeout", type=int, default=DEFAULT_TIMEOUT)
    args = parser.parse_args()
    print(f"{args.rows} rows; Python {platform.python_version()}, lxml {version('lxml')}")
    every_format(args.rows, args.rounds)
    many_tables(args.tables, args.rounds, args.peers, args.timeout)


if __name__ == "__main__":
    main()
