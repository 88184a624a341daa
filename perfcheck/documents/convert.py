"""Old and foreign Office formats, known by what the file holds and read as .docx or .xlsx.

LibreOffice makes the one of the other, where the machine has it. A workbook it is asked for only
where the library that reads it is missing, or may not read it.
"""

from collections.abc import Callable, Iterator

from attrs import frozen

from perfcheck.documents import ole
from perfcheck.documents.archive import (
    OLE_MAGIC,
    ZIP_MAGIC,
    damaged,
    encrypted,
    holds,
    is_locked,
    open_archive,
)
from perfcheck.documents.model import ReadError, Remark
from perfcheck.documents.readers import xls

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
MANIFEST = "META-INF/manifest.xml"
EQUATION = b"<m:oMath"


@frozen
class Target:
    """What a file is converted to: its suffix, LibreOffice's name of the format, its main part."""

    suffix: str
    form: str
    part: str
    programs: str
    programs_en: str


DOCX = Target(".docx", "MS Word 2007 XML", "word/document.xml", "Word 或 WPS", "Word or WPS")
XLSX = Target(".xlsx", "Calc MS Excel 2007 XML", "xl/workbook.xml", "Excel 或 WPS", "Excel or WPS")


def _never(_: bytes) -> bool:
    return False


@frozen
class OldFormat:
    """A format to convert. LibreOffice is shown it under the first of its suffixes."""

    suffixes: tuple[str, ...]
    label: str
    label_en: str
    target: Target
    recognises: Callable[[bytes], bool]
    is_locked: Callable[[bytes], bool] = _never
    is_read: Callable[[bytes], bool] = _never  # by a reader of its own
    needs: str = "本机没有 LibreOffice，无法读取；请"
    needs_en: str = "which takes LibreOffice to read, and this machine has none;"


def _is_open_document(content: bytes, kind: bytes) -> bool:
    if not holds(content, "mimetype"):
        return False
    return open_archive(content).read("mimetype").startswith(OPEN_DOCUMENT + kind)


def _is_locked_open_document(content: bytes) -> bool:
    archive = open_archive(content)
    return MANIFEST in archive.names and b"encryption-data" in archive.read(MANIFEST)


OLD_FORMATS = (
    OldFormat(
        (".doc", ".wps"),
        "旧版 .doc/.wps 文件",
        "an old .doc or .wps file",
        DOCX,
        ole.is_word,
        ole.is_locked_word,
    ),
    OldFormat(
        (".xls", ".et"),
        "旧版 .xls/.et 文件",
        "an old .xls or .et file",
        XLSX,
        ole.is_book,
        is_read=xls.recognises,
        needs="需要安装 perfcheck[xls]，或",
        needs_en="which takes perfcheck[xls] to read; install it, or",
    ),
    OldFormat(
        (".rtf",),
        "RTF 文件",
        "an RTF file",
        DOCX,
        lambda content: content.startswith(b"{\\rtf"),
    ),
    OldFormat(
        (".odt",),
        " OpenDocument 文字文件（.odt）",
        "an OpenDocument text (.odt)",
        DOCX,
        lambda content: _is_open_document(content, b"text"),
        _is_locked_open_document,
    ),
    OldFormat(
        (".ods",),
        " OpenDocument 表格文件（.ods）",
        "an OpenDocument spreadsheet (.ods)",
        XLSX,
        lambda content: _is_open_document(content, b"spreadsheet"),
        _is_locked_open_document,
    ),
)


def old_format_of(content: bytes) -> OldFormat | None:
    """Which of the formats the content is in, if any. Raises ``ReadError`` where it is broken."""
    if content.startswith(OLE_MAGIC) and not (ole.streams(content) or is_locked(content)):
        raise damaged("目录无法读取", "its directory cannot be read")
    return next((one for one in OLD_FORMATS if one.recognises(content)), None)


def as_ooxml(content: bytes) -> tuple[bytes, str] | None:
    """A file in an old format as .docx or .xlsx, and which of them; None for any other file.

    Raises ``ReadError`` where it cannot be converted.
    """
    old = old_format_of(content)
    return (converted(content, old), old.target.suffix) if old else None


def converted(content: bytes, old: OldFormat) -> bytes:
    """The content in the format that the old one is converted to. Raises ``ReadError``."""
    from perfcheck.documents.soffice import convert, find_soffice

    if old.is_locked(content):
        raise encrypted()
    if content.startswith(ZIP_MAGIC):  # unpacked once within our limits, for LibreOffice has none
        archive = open_archive(content)
        for name in archive.names:
            archive.read(name)
    program = find_soffice()
    if program is None:
        raise _protected() if ole.is_locked_book(content) else _unreadable(old)
    target = old.target
    made = convert(program, content, old.suffixes[0], target.suffix, target.form)
    if not holds(made, target.part):
        if ole.is_locked_book(content):
            raise _protected()
        raise damaged("LibreOffice 无法转换", "LibreOffice cannot convert it")
    return made


def remarks(made: bytes) -> Iterator[Remark]:
    """What is to be said of a conversion. LibreOffice loses a sign at the beginning of a formula."""
    if holds(made, DOCX.part) and EQUATION in open_archive(made).read(DOCX.part):
        yield Remark(
            "equation-doubtful",
            "文件里有公式对象，转换时公式开头的“≥”“≤”等符号可能丢失，请对照原件核对",
            "the file holds equations; a sign such as ≥ at the beginning of one may have been lost"
            " in converting it: compare them with the file",
        )


def _unreadable(old: OldFormat) -> ReadError:
    target = old.target
    return ReadError(
        "old-format",
        f"这是{old.label}，{old.needs}用 {target.programs} 另存为 {target.suffix} 后再查",
        f"this is {old.label_en}, {old.needs_en} save it as {target.suffix} with"
        f" {target.programs_en} and check again",
    )


def _protected() -> ReadError:
    """A workbook behind a password, or only its structure: then LibreOffice would open it."""
    return ReadError(
        "file-encrypted",
        "工作簿已加密（也可能只是设了“保护工作簿”），请撤销密码和保护，另存后再查",
        "the workbook is encrypted (perhaps only its structure is protected); remove password and"
        " protection and check again",
    )
