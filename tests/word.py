"""Small Word files, written out element by element."""

import warnings
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from perfcheck.documents import Document, Grid, ReadError, read_bytes
from perfcheck.documents.readers.docx import READER

OFFICE = "http://schemas.openxmlformats.org"
SPACES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "m": f"{OFFICE}/officeDocument/2006/math",
    "r": f"{OFFICE}/officeDocument/2006/relationships",
    "mc": f"{OFFICE}/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
MAIN = "word/document.xml"


def document(body: str, spaces: dict[str, str] = SPACES) -> str:
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    return f"<w:document {names}><w:body>{body}<w:sectPr/></w:body></w:document>"


def word(xml: str | bytes, *more: tuple[str, str | bytes]) -> bytes:
    """A Word file with this main part."""
    file = BytesIO()
    with warnings.catch_warnings(), ZipFile(file, "w", ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # zipfile warns of duplicate names
        for name, content in [("[Content_Types].xml", "<Types/>"), (MAIN, xml), *more]:
            archive.writestr(name, content)
    return file.getvalue()


def package(parts: dict[str, str], main: str, content_type: str) -> bytes:
    """A package that names its main part, and says of what type that is."""
    types = f"<Types><Override PartName='/{main}' ContentType='{content_type}'/></Types>"
    link = f"<Relationship Id='r1' Type='{SPACES['r']}/officeDocument' Target='{main}'/>"
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", f"<Relationships>{link}</Relationships>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def read(body: str) -> Document:
    return read_bytes(word(document(body)), "t.docx")


def paragraphs(body: str) -> list[str]:
    return [paragraph.text for paragraph in read(body).paragraphs]


def grid(body: str) -> Grid:
    (one,) = read(body).grids
    return one


Placed = tuple[str, int, int, int, int]


def placed(one: Grid) -> list[Placed]:
    """The cells of a grid as text, row, column, rows and columns spanned."""
    return [(cell.text, cell.row, cell.col, cell.rowspan, cell.colspan) for cell in one.cells]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(content: str, properties: str = "") -> str:
    """A paragraph: of runs where XML is given, else of text."""
    content = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def tc(content: str = "", properties: str = "") -> str:
    content = content if content.startswith(("<w:p>", "<w:sdt>", "<w:tbl>")) else p(content)
    return f"<w:tc><w:tcPr><w:tcW w:w='900'/>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    made = (cell if cell.startswith("<w:") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def tbl(*rows: str) -> str:
    columns = "<w:gridCol w:w='900'/>" * 3
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def sdt(content: str) -> str:
    """A content control."""
    properties = "<w:sdtPr><w:alias w:val='指标类型'/></w:sdtPr>"
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def cell_text(content: str) -> str:
    (cell,) = grid(tbl(tr(tc(content)))).cells
    return cell.text


def symbol(code: str, font: str = "Symbol") -> str:
    return f"<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>"


def fonted(text: str, font: str) -> str:
    return run(text, f"<w:rFonts w:ascii='{font}' w:hAnsi='{font}'/>")


def equation(content: str) -> str:
    return f"<m:oMathPara><m:oMath>{content}</m:oMath></m:oMathPara>"


def math(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


BOX = f"<w:txbxContent>{p('框内')}{p('两行')}</w:txbxContent>"
BOXES = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    f"{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    f"{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
DOWN, GOES_ON = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
GONE = "<w:rPr><w:del w:id='1'/></w:rPr>"


def survives(content: bytes) -> None:
    """Reading ends in a document or a ``ReadError`` that says something."""
    found: Document | ReadError
    try:
        found = READER.read(content, "t.docx")
    except ReadError as error:
        found = error
    assert isinstance(found, Document) or found.message
