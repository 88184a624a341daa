"""Read one Word file with one reader, in a process of its own; what it took is printed as JSON.

    python benchmarks/peers.py NAME FILE

A peer that is not installed is absent. The libraries are imported before the clock starts; the peak
of memory is the whole process's.
"""

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from zipfile import ZipFile

# What a reader is asked for is the text of every cell; how often this sign comes shows that it was found.
SIGN = "≥"
MAIN = "word/document.xml"

# Each gives the text that it found. Peers bring no types.
Reader = Callable[[bytes], str]


def _floor() -> Reader:
    etree = import_module("lxml.etree")

    def read(content: bytes) -> str:
        with ZipFile(BytesIO(content)) as packed:
            etree.fromstring(packed.read(MAIN))
        return ""

    return read


def _perfcheck() -> Reader:
    reader = import_module("perfcheck.documents.readers.docx").READER
    import_module("lxml.etree")

    def read(content: bytes) -> str:
        document = reader.read(content, "t.docx")
        return "".join(cell.text for grid in document.grids for cell in grid.cells)

    return read


def _extract() -> Reader:
    reader = import_module("perfcheck.documents.readers.docx").READER
    extract = import_module("perfcheck.api").extract
    import_module("lxml.etree")

    def read(content: bytes) -> str:
        tables = extract(reader.read(content, "t.docx")).tables
        return "".join(row.value for table in tables for row in table.indicators)

    return read


def _python_docx() -> Reader:
    docx = import_module("docx")

    def read(content: bytes) -> str:
        tables = docx.Document(BytesIO(content)).tables
        return "".join(cell.text for table in tables for row in table.rows for cell in row.cells)

    return read


def _docx2python() -> Reader:
    docx2python = import_module("docx2python").docx2python

    def read(content: bytes) -> str:
        with docx2python(BytesIO(content)) as found:
            return "".join(_texts(found.body))

    return read


def _texts(nested: Any) -> Iterator[str]:
    if isinstance(nested, str):
        yield nested
    else:
        for one in nested:
            yield from _texts(one)


def _mammoth() -> Reader:
    mammoth = import_module("mammoth")
    return lambda content: str(mammoth.convert_to_html(BytesIO(content)).value)


def _markitdown() -> Reader:
    convert = import_module("markitdown").MarkItDown().convert_stream
    return lambda content: str(convert(BytesIO(content), file_extension=".docx").text_content)


READERS: dict[str, Callable[[], Reader]] = {
    "floor: unzip, parse": _floor,
    "perfcheck, Document": _perfcheck,
    "perfcheck, extract": _extract,
    "python-docx, cells": _python_docx,
    "docx2python": _docx2python,
    "mammoth": _mammoth,
    "markitdown": _markitdown,
}
OURS = 3  # the first of them need no more than perfcheck does


def peak_megabytes() -> int:
    """The most memory that the process has held. A child of a large process inherits its peak in
    ``getrusage``, so Linux is asked for the process's own."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    name, file = sys.argv[1:]
    content = Path(file).read_bytes()
    try:
        read = READERS[name]()
    except ImportError as error:
        print(json.dumps({"absent": error.name}))
        return
    wall, cpu = perf_counter(), process_time()
    found = read(content)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    print(json.dumps({"s": wall, "cpu": cpu, "mb": peak_megabytes(), "found": found.count(SIGN)}))


if __name__ == "__main__":
    main()
