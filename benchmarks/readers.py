"""Time how long a long table takes to read, beside only parsing the same bytes.

    python benchmarks/readers.py [--rows 2000] [--rounds 3]

The same indicators in each format; the minimum of the rounds. The floor is what no reader can do
without: unpacking the archive and parsing the XML with lxml, parsing the page, or decoding the text.
"""

import platform
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from io import BytesIO
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree, html
from tabulate import tabulate

from perfcheck import extract
from perfcheck.documents import read_bytes

Rows = list[list[str]]
SCHEMAS = "http://schemas.openxmlformats.org"
WORD = f'xmlns:w="{SCHEMAS}/wordprocessingml/2006/main"'
SHEET = f'xmlns="{SCHEMAS}/spreadsheetml/2006/main"'
RELATIONS = f"{SCHEMAS}/officeDocument/2006/relationships"
HEADER = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值"]
TITLE = "河道清淤绩效目标表"


def indicators(number: int) -> Rows:
    return [HEADER] + [
        ["产出指标", "数量指标", f"第{n}段清淤长度", "全年清淤的河道长度", f"≥{n}米"]
        for n in range(1, number + 1)
    ]


def archive(parts: dict[str, str]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def docx(rows: Rows) -> bytes:
    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    table = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    body = f"{paragraph(TITLE)}<w:tbl>{table}</w:tbl>"
    xml = f"<w:document {WORD}><w:body>{body}</w:body></w:document>"
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def xlsx(rows: Rows) -> bytes:
    def line(number: int, row: list[str]) -> str:
        cells = "".join(
            f'<c r="{column}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for column, cell in zip("ABCDE", row, strict=False)
        )
        return f'<row r="{number}">{cells}</row>'

    lines = "".join(line(number, row) for number, row in enumerate([[TITLE], *rows], 1))
    sheet = f'<sheet xmlns:r="{RELATIONS}" name="表" sheetId="1" r:id="r1"/>'
    link = f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/s1.xml"/>'
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f"<workbook {SHEET}><sheets>{sheet}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships>{link}</Relationships>",
            "xl/worksheets/s1.xml": f"<worksheet {SHEET}><sheetData>{lines}</sheetData></worksheet>",
        }
    )


def page(rows: Rows) -> bytes:
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><body><p>{TITLE}</p><table>{table}</table></body></html>".encode()


def pipes(rows: Rows) -> bytes:
    return "\n".join([TITLE, *(f"| {' | '.join(row)} |" for row in rows)]).encode()


def commas(rows: Rows) -> bytes:
    return "\n".join([TITLE, *(",".join(row) for row in rows)]).encode()


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


def main() -> None:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    rows = indicators(args.rows)
    lines = []
    for name, (write, floor) in FORMATS.items():
        content, file = write(rows), f"t.{name}"
        (table,) = extract(content, name=file).tables
        assert len(table.indicators) == args.rows, name
        parsing = milliseconds(partial(floor, content), args.rounds)
        reading = milliseconds(partial(read_bytes, content, file), args.rounds)
        whole = milliseconds(partial(extract, content, name=file), args.rounds)
        lines.append([name, len(content) // 1024, parsing, reading, whole, whole / args.rows])
    print(f"{args.rows} rows; Python {platform.python_version()}, lxml {version('lxml')}")
    headers = ["format", "KiB", "floor ms", "read ms", "extract ms", "ms a row"]
    print(tabulate(lines, headers, floatfmt=".2f"))


if __name__ == "__main__":
    main()
