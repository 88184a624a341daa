"""What a file shows itself to be, and what its name says it is, for messages about the two."""

from pathlib import PurePath

from attrs import frozen

from perfcheck.documents.archive import (
    OLE_MAGIC,
    ZIP_MAGIC,
    damaged,
    encrypted,
    open_archive,
)
from perfcheck.documents.model import ReadError, Remark


@frozen
class Kind:
    """A format as people call it, and the endings that its files have."""

    label: str
    label_en: str
    suffixes: frozenset[str]


def _kind(label: str, label_en: str, suffixes: str) -> Kind:
    return Kind(label, label_en, frozenset(suffixes.split()))


TEXT = _kind("文本", "text", ".txt .md .tsv .csv")
KINDS = (
    TEXT,
    _kind("Word 文档（.docx）", "a Word file (.docx)", ".docx .docm .dotx .dotm"),
    _kind("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)", ".xlsx .xlsm .xltx .xltm"),
    _kind("旧版 Word 文档（.doc）", "an old Word file (.doc)", ".doc .dot .wps"),
    _kind("旧版 Excel 工作簿（.xls）", "an old Excel workbook (.xls)", ".xls .xlt .et"),
    _kind("网页", "a web page", ".html .htm .xhtml"),
    _kind("PDF 文件", "a PDF file", ".pdf"),
    _kind("RTF 文件", "an RTF file", ".rtf"),
    _kind("OpenDocument 文本（.odt）", "an OpenDocument text (.odt)", ".odt"),
    _kind("OpenDocument 表格（.ods）", "an OpenDocument spreadsheet (.ods)", ".ods"),
)

OFFICE_PARTS = (("word/", "word/document.xml"), ("xl/", "xl/workbook.xml"))
SIGNATURES = (
    (ZIP_MAGIC, "压缩格式的文件（如 .zip、.pptx）", "a zipped file (such as .zip, .pptx)"),
    (OLE_MAGIC, "别的 OLE 文件（如 .ppt、.msg）", "another OLE file (such as .ppt, .msg)"),
    (b"%PDF", "PDF 文件", "a PDF file"),
)


def kind_of(suffix: str) -> Kind | None:
    return next((kind for kind in KINDS if suffix.lower() in kind.suffixes), None)


def misnamed(name: str, suffixes: frozenset[str]) -> Remark | None:
    """The remark on a name that promises another format than the content's, with these endings.

    Text is called by many endings: one of them is no promise.
    """
    suffix = PurePath(name).suffix
    named = kind_of(suffix)
    found = next(filter(None, map(kind_of, sorted(suffixes))), None)
    if named is None or found is None or named in (TEXT, found):
        return None
    return Remark(
        "extension-mismatch",
        f"扩展名是 {suffix}，内容是{found.label}，已按内容读取",
        f"the name ends in {suffix}, the content is {found.label_en} and was read as such",
    )


def refusal(content: bytes) -> ReadError:
    """Why content that no reader takes cannot be read. It may be raised as well."""
    if content.startswith(ZIP_MAGIC):
        archive = open_archive(content)
        if archive.is_locked:
            return encrypted()
        for folder, part in OFFICE_PARTS:
            if any(name.startswith(folder) for name in archive.names):
                return damaged(f"缺少 {part}", f"{part} is missing")
    for magic, label, label_en in SIGNATURES:
        if content.startswith(magic):
            return _unsupported(label, label_en)
    return ReadError(
        "format-unsupported",
        "无法识别的文件格式（不是 UTF-8 或 GB18030 文本）",
        "unknown format (neither UTF-8 nor GB18030 text)",
    )


def _unsupported(label: str, label_en: str) -> ReadError:
    return ReadError(
        "format-unsupported",
        f"这是{label}，本版本不能读；请另存为 .docx 或 .xlsx 后再查",
        f"this is {label_en}, which this version cannot read; save it as .docx or .xlsx",
    )
