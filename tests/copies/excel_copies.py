"""Workbooks written out part by part, and their notes as openpyxl and the drawings show them."""

from collections.abc import Mapping
from io import BytesIO

from lxml import etree
from openpyxl import load_workbook

from perfcheck.copies.vml import V, X
from tests.copies.made import parts, zipped

OFFICE = "http://schemas.openxmlformats.org"
MAIN = f"{OFFICE}/spreadsheetml/2006/main"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
ENDINGS = (
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ("xml", "application/xml"),
    ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"),
    ("bin", "application/octet-stream"),
)
RELS = "xl/worksheets/_rels/sheet1.xml.rels"

ROWS = (("指标", "值"), ("甲", "≥95%"), ("乙", "显著"))


def relations(**targets: str) -> str:
    """The relations of a part, by id: ``kind target``."""
    listed = "".join(
        f'<Relationship Id="{ident}" Type="{RELATIONS}/{one.split()[0]}" Target="{one.split()[1]}"/>'
        for ident, one in targets.items()
    )
    space = f"{OFFICE}/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{listed}</Relationships>'


def sheet(before: str = "", after: str = "", rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    """A worksheet of texts, with elements before and after the cells; '=' begins a formula."""

    def cell(row: int, col: int, text: str) -> str:
        ref = f"{'ABCDEFG'[col]}{row}"
        if text.startswith("="):
            return f'<c r="{ref}"><f>{text[1:]}</f><v>42</v></c>'
        return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'

    data = "".join(
        f'<row r="{row}">{"".join(cell(row, col, text) for col, text in enumerate(texts))}</row>'
        for row, texts in enumerate(rows, 1)
    )
    spaces = (
        f'xmlns="{MAIN}" xmlns:r="{RELATIONS}" '
        f'xmlns:mc="{OFFICE}/markup-compatibility/2006" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    )
    return f"<worksheet {spaces}>{before}<sheetData>{data}</sheetData>{after}</worksheet>"


def book(
    sheets: Mapping[str, str] | None = None,
    more: Mapping[str, str | bytes] | None = None,
    declared: str = f"{SHEET_TYPE}.sheet.main+xml",
    states: Mapping[str, str] | None = None,
    target: str = "worksheets/sheet{}.xml",
) -> bytes:
    """A workbook of these sheets by name; ``more`` are other parts, ``states`` hides sheets."""
    sheets = {"表": sheet()} if sheets is None else sheets
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"'
        + (f' state="{states[name]}"' if states and name in states else "")
        + "/>"
        for number, name in enumerate(sheets, 1)
    )
    numbers = range(1, len(sheets) + 1)
    more = dict(more or {})
    overrides = {
        "workbook": declared,
        **{f"worksheets/sheet{n}": f"{SHEET_TYPE}.worksheet+xml" for n in numbers},
        **({"comments1": f"{SHEET_TYPE}.comments+xml"} if "xl/comments1.xml" in more else {}),
    }
    types = "".join(
        [
            *(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in ENDINGS),
            *(
                f'<Override PartName="/xl/{name}.xml" ContentType="{kind}"/>'
                for name, kind in overrides.items()
            ),
        ]
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types">{types}</Types>',
            "_rels/.rels": relations(rId1="officeDocument xl/workbook.xml"),
            BOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                **{f"rId{n}": f"worksheet {target.format(n)}" for n in numbers}
            ),
            **{f"xl/worksheets/sheet{n}.xml": one for n, one in enumerate(sheets.values(), 1)},
            **more,
        }
    )


def notes(content: bytes) -> dict[tuple[str, str], tuple[str, str]]:
    """Who says what at which cell of which sheet, by openpyxl."""
    return {
        (one.title, cell.coordinate): (cell.comment.author, cell.comment.text)
        for one in load_workbook(BytesIO(content)).worksheets
        for row in one.iter_rows()
        for cell in row
        if cell.comment
    }


def boxes(content: bytes) -> dict[tuple[int, int], str]:
    """The colour of the box of each note by row and column, in all drawings."""
    found = {}
    for name, part in parts(content).items():
        for shape in etree.fromstring(part).iter(f"{V}shape") if name.endswith(".vml") else ():
            data = shape.find(f"{X}ClientData[@ObjectType='Note']")
            if data is not None:
                row, col = (int(data.findtext(f"{X}{tag}")) for tag in ("Row", "Column"))
                assert (row + 1, col + 1) not in found, "two boxes for a note"
                found[row + 1, col + 1] = shape.get("fillcolor")
    return found
