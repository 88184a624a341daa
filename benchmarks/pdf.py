"""Time how long a PDF of many pages takes to read, beside other ways to get at its tables.

    python benchmarks/pdf.py [--tables 25] [--rows 40] [--rounds 3] [FILE]

Tables of indicators over many pages are drawn into a file (or FILE is taken), which is read in turn by
perfcheck, by pdfplumber's own ``extract_tables()``, and by pypdfium2 for the text alone: the floor, for a
reader must at least find the characters. The minimum of the rounds.
"""

import platform
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pdfplumber
import pypdfium2
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
from tabulate import tabulate

from perfcheck import extract
from perfcheck.documents import read_bytes

HEADER = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值"]
WIDTHS = [60, 60, 90, 160, 70]
FONT = "STSong-Light"


def many_pages(tables: int, rows: int) -> bytes:
    """Tables that run over pages, their headers repeated."""
    registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
    story = []
    for table in range(1, tables + 1):
        story.append(Paragraph(f"第{table}段河道清淤绩效目标表", style))
        cells = [HEADER] + [
            [
                "产出指标",
                "数量指标",
                f"第{n}段清淤长度",
                f"全年清淤的河道长度，以监理单位签字的工程量为准，第{n}段",
                f"≥{n}米",
            ]
            for n in range(1, rows + 1)
        ]
        drawn = [[Paragraph(text, style) for text in row] for row in cells]
        grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
        story.append(Table(drawn, WIDTHS, repeatRows=1, style=[grid]))
    file = BytesIO()
    SimpleDocTemplate(file).build(story)
    return file.getvalue()


def tables_of_pdfplumber(content: bytes) -> int:
    count = 0
    with pdfplumber.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            count += sum(len(table) for table in page.extract_tables())
            page.close()
    return count


def text_of_pdfium(content: bytes) -> int:
    pdf = pypdfium2.PdfDocument(content)
    return sum(len(page.get_textpage().get_text_range()) for page in pdf)


def rows_of_perfcheck(content: bytes) -> int:
    return sum(len(grid.rows) for grid in read_bytes(content, "t.pdf").grids)


ITS_OWN = "pdfplumber extract_tables()"
WAYS: dict[str, tuple[Callable[[bytes], int], str]] = {
    "perfcheck read": (rows_of_perfcheck, "rows"),
    ITS_OWN: (tables_of_pdfplumber, "rows"),
    "pypdfium2 text (floor)": (text_of_pdfium, "characters"),
}


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    def once() -> float:
        start = perf_counter()
        work()
        return (perf_counter() - start) * 1000

    return min(once() for _ in range(rounds))


def main() -> None:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
    parser.add_argument("--tables", type=int, default=25)
    parser.add_argument("--rows", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if args.file:
        content = args.file.read_bytes()
    else:
        content = many_pages(args.tables, args.rows)
        found = [len(table.indicators) for table in extract(content, name="t.pdf").tables]
        assert found == [args.rows] * args.tables, found
    pages = len(pypdfium2.PdfDocument(content))
    names = ("pdfplumber", "pypdfium2")
    used = ", ".join(f"{name} {version(name)}" for name in names)
    print(f"{pages} pages, {len(content) // 1024} KiB; Python {platform.python_version()}, {used}")
    spent = {
        name: milliseconds(partial(way, content), args.rounds) for name, (way, _) in WAYS.items()
    }
    lines = [
        [
            name,
            spent[name],
            spent[name] / pages,
            spent[name] / spent[ITS_OWN],
            f"{way(content)} {unit}",
        ]
        for name, (way, unit) in WAYS.items()
    ]
    print(tabulate(lines, ["way", "ms", "ms a page", "of pdfplumber", "found"], floatfmt=".2f"))


if __name__ == "__main__":
    main()
