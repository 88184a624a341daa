"""A Word paper in the form of official papers (GB/T 9704): A4, 仿宋 三号, 22 lines to the page."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.text.paragraph import Paragraph

    Text = str | int


@frozen
class Face:
    """A typeface and its size in points."""

    name: str
    size: float


TITLE = Face("方正小标宋简体", 22)  # 二号
HEADING = Face("黑体", 16)  # 三号
SUBHEADING = Face("楷体_GB2312", 16)
BODY = Face("仿宋_GB2312", 16)
CELL = Face("仿宋_GB2312", 10.5)  # 五号
CELL_HEAD = Face("黑体", 10.5)
PAGE = Face("宋体", 14)  # 四号
LATIN = "Times New Roman"
LINE = 28  # points from line to line
MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}  # mm


class Paper:
    """A paper, written from top to bottom."""

    def __init__(self, subject: str) -> None:
        from docx import Document
        from docx.oxml.ns import qn
        from docx.shared import Mm

        self.document = Document()
        for language in self.document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")
        self.document.core_properties.author = "perfcheck"
        self.document.core_properties.title = subject
        self.document.core_properties.comments = ""
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(MARGINS["top"]), Mm(MARGINS["bottom"])
        section.left_margin, section.right_margin = Mm(MARGINS["left"]), Mm(MARGINS["right"])
        section.footer_distance = Mm(25)
        self._page_number(section.footer.paragraphs[0])

    def title(self, text: str) -> None:
        from docx.shared import Pt

        paragraph = self._paragraph(text, TITLE, centred=True)
        paragraph.paragraph_format.space_after = Pt(LINE / 2)

    def heading(self, text: str) -> None:
        self._paragraph(text, HEADING, indent=2).paragraph_format.keep_with_next = True

    def subheading(self, text: str) -> None:
        self._paragraph(text, SUBHEADING, indent=2).paragraph_format.keep_with_next = True

    def text(self, text: str) -> None:
        self._paragraph(text, BODY, indent=2)

    def table(
        self, header: Sequence[str], rows: Iterable[Sequence[Text]], widths: Sequence[int]
    ) -> None:
        """A small table; ``widths`` in millimetres."""
        from docx.shared import Mm

        lines = [header, *rows]
        table = self.document.add_table(len(lines), len(header), "Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for at, (row, line) in enumerate(zip(table.rows, lines, strict=True)):
            for cell, text, width in zip(row.cells, line, widths, strict=True):
                cell.width = Mm(width)
                self._write(cell.paragraphs[0], str(text), CELL if at else CELL_HEAD)

    def signatures(self, names: Iterable[str]) -> None:
        from docx.shared import Pt

        paragraph = self._paragraph("　　　　　".join(names), BODY)
        paragraph.paragraph_format.space_before = Pt(LINE)

    def new_page(self) -> None:
        from docx.enum.text import WD_BREAK

        self.document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)

    def save(self, out: IO[bytes]) -> None:
        self.document.save(out)

    def _paragraph(
        self, text: str, face: Face, *, indent: int = 0, centred: bool = False
    ) -> Paragraph:
        """``indent``: the first line, in characters."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
        from docx.shared import Pt

        paragraph = self.document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(max(LINE, face.size * 1.4))
        shape.first_line_indent = Pt(face.size * indent)
        if centred:
            shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._write(paragraph, text, face)
        return paragraph

    def _write(self, paragraph: Paragraph, text: str, face: Face) -> None:
        """Latin letters and Chinese characters have faces of their own; WPS falls back without w:eastAsia."""
        from docx.oxml.ns import qn
        from docx.shared import Pt

        run = paragraph.add_run(text)
        run.font.size = Pt(face.size)
        run.font.name = LATIN
        for fonts in run._element.iter(qn("w:rFonts")):
            fonts.set(qn("w:eastAsia"), face.name)
            fonts.set(qn("w:hint"), "eastAsia")  # quotation marks are Chinese ones

    def _page_number(self, paragraph: Paragraph) -> None:
        """— 1 —"""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._write(paragraph, "— ", PAGE)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        self._write(paragraph, "1", PAGE)
        field.append(paragraph.runs[-1]._r)
        self._write(paragraph, " —", PAGE)
