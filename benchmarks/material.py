"""Files for the benchmarks: the same indicators in each format, and a long Word file as Word writes it."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

Rows = list[list[str]]
SCHEMAS = "http://schemas.openxmlformats.org"
WORD = f'xmlns:w="{SCHEMAS}/wordprocessingml/2006/main"'
SHEET = f'xmlns="{SCHEMAS}/spreadsheetml/2006/main"'
RELATIONS = f"{SCHEMAS}/officeDocument/2006/relationships"
PACKAGE = f"{SCHEMAS}/package/2006"
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
    return word_file(f"{paragraph(TITLE)}<w:tbl>{table}</w:tbl>")


def word_file(body: str) -> bytes:
    """The few parts that every reader of Word files wants."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension='
            '"rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document {WORD} xmlns:r="{RELATIONS}"><w:body>{body}</w:body></w:document>',
        }
    )


# A Word file as Word writes it: fonts and revision numbers on everything, a block of the project
# above the indicators, labels merged downwards.

FONTS = (
    '<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:hint="eastAsia"/><w:sz w:val="18"/></w:rPr>'
)
DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
LEVELS = [
    ("产出指标", "数量指标"), ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "质量指标"),
    ("产出指标", "时效指标"), ("产出指标", "成本指标"), ("效益指标", "社会效益指标"),
    ("效益指标", "社会效益指标"), ("效益指标", "可持续影响指标"), ("满意度指标", "服务对象满意度指标"),
]  # fmt: skip
INDICATORS_A_TABLE = len(LEVELS)


def long_docx(tables: int) -> bytes:
    """So many tables of ten indicators each, with their project blocks: about 26 KB of XML a table."""
    return word_file("".join(map(_project, range(1, tables + 1))))


def _project(number: int) -> str:
    budget = f"{number % 90 + 10}.00"
    rows: list[list[str | tuple[str, int]]] = [
        ["项目编码", (f"1305322{number:06}", 2), "项目名称", (f"第{number}段河道清淤", 2)],
        ["预算规模", "预算数", budget, "其中：财政资金", budget, ""],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", ("12月底", 2)],
        ["", "25", "50", "75", ("100", 2)],
        ["绩效目标", (f"完成第{number}段河道清淤，改善两岸排水", 5)],
        [*HEADER, "指标值确定依据"],
    ]
    head = "".join(
        _row(_cell(*one) if isinstance(one, tuple) else _cell(one) for one in row) for row in rows
    )
    body = "".join(_row(_indicator(number, at)) for at in range(INDICATORS_A_TABLE))
    columns = "<w:gridCol w:w='1500'/>" * 6
    title = _paragraph(f"{number}．第{number}段河道清淤绩效目标表")
    table = f'<w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    return f"{title}<w:tbl>{table}{head}{body}</w:tbl>"


def _indicator(number: int, at: int) -> Iterator[str]:
    """A row of indicators; a label that stands in the row above goes on from there."""
    for level, label in enumerate(LEVELS[at]):
        again = at > 0 and LEVELS[at - 1][: level + 1] == LEVELS[at][: level + 1]
        yield _cell("" if again else label, merge=GOES_ON if again else DOWN)
    for text in (
        f"清淤第{at + 1}项",
        f"第{number}段第{at + 1}项的完成数",
        f"≥{at + 90}%",
        "年度计划",
    ):
        yield _cell(text)


def _row(cells: Iterator[str]) -> str:
    return f'<w:tr w:rsidR="00A77B3E" w:rsidTr="00C12F4A">{"".join(cells)}</w:tr>'


def _cell(text: str, span: int = 1, merge: str = "") -> str:
    grid_span = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties = (
        f'<w:tcW w:w="{1500 * span}" w:type="dxa"/>{grid_span}{merge}<w:vAlign w:val="center"/>'
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(text)}</w:tc>"


def _paragraph(text: str) -> str:
    run = f"<w:r>{FONTS}<w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00C12F4A"><w:pPr><w:jc w:val="left"/></w:pPr>{run}</w:p>'


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
