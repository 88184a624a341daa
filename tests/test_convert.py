"""Old and foreign formats: known by content, and what is said where LibreOffice does not do its work."""

import os
import shlex
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from perfcheck.api import check, files
from perfcheck.documents import ReadError, read_bytes, read_path
from perfcheck.documents.convert import old_format_of
from tests import word
from tests.old import RTF, biff, container, encrypted, open_document, xls

DOC = container({"WordDocument": bytes(5000), "1Table": bytes(5000)})
XLS = container({"Workbook": b"\x09\x08\x10\x00\x00\x06\x05\x00".ljust(5000, b"\0")})
ODT, ODS = open_document("text"), open_document("spreadsheet")


def refused(content: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_bytes(content, "a")
    assert caught.value.message
    assert caught.value.message_en
    return caught.value


# Known by content


@pytest.mark.parametrize(
    ("content", "suffixes"),
    [
        (DOC, (".doc", ".wps")),
        (XLS, (".xls", ".et")),
        (container({"Book": bytes(5000)}), (".xls", ".et")),
        (RTF, (".rtf",)),
        (ODT, (".odt",)),
        (open_document("text-template"), (".odt",)),
        (ODS, (".ods",)),
        (open_document("presentation"), None),
        (container({"PowerPoint Document": bytes(5000)}), None),
        (word.word("<a/>"), None),
        (b"plain text", None),
        (b"<html><table>", None),
        (b"%PDF-1.7", None),
    ],
)
def test_formats_are_known_by_content(content: bytes, suffixes: tuple[str, ...] | None) -> None:
    old = old_format_of(content)
    assert (old.suffixes if old else None) == suffixes


def test_a_directory_is_searched_for_them(tmp_path: Path) -> None:
    names = {"a.DOC", "a.et", "a.ods", "a.odt", "a.rtf", "a.wps", "a.xls", "a.xlsx"}
    for name in {*names, "a.png", "~$a.doc"}:
        (tmp_path / name).write_bytes(b"x")
    assert {path.name for path, _ in files([tmp_path])} == names


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (DOC[:-3000], "file-damaged"),
        (DOC[:700], "file-damaged"),
        (ODT[:-30], "file-damaged"),
        (container({"EncryptedPackage": bytes(5000)}), "file-encrypted"),
        (container({"PowerPoint Document": bytes(5000)}), "format-unsupported"),
        (open_document("presentation"), "format-unsupported"),
    ],
)
def test_what_cannot_be_read_is_said_without_libreoffice(content: bytes, reason: str) -> None:
    assert refused(content).reason == reason


# LibreOffice is absent, or does not do what it should


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a shell script in the place of LibreOffice; ``$made`` is what it is to write."""
    if sys.platform == "win32":
        pytest.skip("the programs that stand for LibreOffice are shell scripts")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))

    def put(script: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(
            "#!/bin/sh\n"
            f"cd {shlex.quote(str(tmp_path))}\n"
            'printf "%s\\n" "$@" > arguments\n'
            'while [ $# -gt 1 ]; do [ "$1" = --outdir ] && made=$2; shift; done\n'
            'mkdir "$made"\n'
            f"{script}\n"
        )
        program.chmod(0o755)
        monkeypatch.setenv("PERFCHECK_SOFFICE", str(program))

    return put


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """No LibreOffice, and no library for .xls."""
    monkeypatch.setenv("PERFCHECK_SOFFICE", "no-such-program")
    monkeypatch.setattr("perfcheck.documents.readers.xls.find_spec", lambda name: None)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            DOC,
            "这是旧版 .doc/.wps 文件，本机没有 LibreOffice，无法读取；"
            "请用 Word 或 WPS 另存为 .docx 后再查",
        ),
        (
            XLS,
            "这是旧版 .xls/.et 文件，需要安装 perfcheck[xls]，"
            "或用 Excel 或 WPS 另存为 .xlsx 后再查",
        ),
        (
            ODS,
            "这是 OpenDocument 表格文件（.ods），本机没有 LibreOffice，无法读取；"
            "请用 Excel 或 WPS 另存为 .xlsx 后再查",
        ),
    ],
)
@pytest.mark.usefixtures("absent")
def test_without_libreoffice_it_is_said_what_to_do(content: bytes, message: str) -> None:
    error = refused(content)
    assert (error.reason, error.message) == ("old-format", message)
    (finding,) = check(content, name="a").findings
    assert (finding.code, finding.message.zh) == ("PC914", f"{message}，未检查")


@pytest.mark.usefixtures("absent")
def test_a_locked_file_stays_locked() -> None:
    locked = bytearray(bytes(5000))
    locked[11] = 1
    manifest = {"META-INF/manifest.xml": b"<a><encryption-data/></a>"}
    for content in (
        container({"WordDocument": bytes(locked)}),
        open_document("text", manifest),
        xls(encrypted(biff(), "secret")),
    ):
        assert refused(content).reason == "file-encrypted"


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("exit 0", "file-damaged"),
        ("exit 77", "file-damaged"),
        ("kill -9 $$", "file-damaged"),
        ('echo rubbish > "$made/source.docx"', "file-damaged"),
        ('printf "PK\\003\\004" > "$made/source.docx"', "file-damaged"),
        ('mkdir "$made/source.docx"', "file-damaged"),
    ],
)
def test_a_conversion_that_fails(
    fake: Callable[[str], None], tmp_path: Path, script: str, reason: str
) -> None:
    fake(script)
    assert refused(DOC).reason == reason
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_program_that_does_not_start(fake: Callable[[str], None], tmp_path: Path) -> None:
    fake("")
    (tmp_path / "soffice").write_bytes(b"\x7fELF rubbish")
    assert refused(DOC).reason == "old-format"


@pytest.mark.parametrize("waiting", [True, False], ids=["hangs", "leaves a child"])
def test_no_process_is_left_behind(
    fake: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waiting: bool
) -> None:
    monkeypatch.setattr("perfcheck.documents.soffice.SECONDS", 3)
    fake(f"sleep 600 & echo $! > child; {'wait' if waiting else ''}")
    assert refused(DOC).reason == ("read-timeout" if waiting else "file-damaged")
    assert list((tmp_path / "temporary").iterdir()) == []
    child = int((tmp_path / "child").read_text())
    assert not is_running(child)


def is_running(process: int) -> bool:
    """Is it at work? A dead process may be listed until somebody asks how it ended."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/status")
    return not (status.exists() and "State:\tZ" in status.read_text())


def test_the_name_of_a_file_is_never_shown(fake: Callable[[str], None], tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(word.word(word.document(word.p("正文"))))
    fake('cp made.docx "$made/source.docx"')
    for name in ("-env:a=b.doc", "$(touch x) `touch x` ';\".doc", "表 1\n.doc", "--help"):
        path = tmp_path / name
        path.write_bytes(DOC)
        document = read_path(path)
        assert document.name == str(path)
        assert [one.text for one in document.paragraphs] == ["正文"]
        arguments = (tmp_path / "arguments").read_text().splitlines()
        assert arguments[-1].endswith("/source.doc")
        assert not [one for one in arguments if one.endswith(name.splitlines()[0])]
    assert not (tmp_path / "x").exists()


def test_a_bomb_never_reaches_libreoffice(fake: Callable[[str], None], tmp_path: Path) -> None:
    fake("")
    assert refused(open_document("text", {"styles.xml": bytes(30_000_000)})).reason == (
        "file-too-large"
    )
    assert not (tmp_path / "arguments").exists()


@pytest.mark.parametrize("text", ["<m:oMath><m:r><m:t>95%</m:t></m:r></m:oMath>", "无公式"])
def test_equations_in_an_old_file_are_doubted(
    fake: Callable[[str], None], tmp_path: Path, text: str
) -> None:
    (tmp_path / "made.docx").write_bytes(word.word(word.document(word.p(text))))
    fake('cp made.docx "$made/source.docx"')
    reasons = [one.reason for one in read_bytes(DOC, "a.doc").remarks]
    assert reasons == (["equation-doubtful"] if "oMath" in text else [])
    assert not read_path(tmp_path / "made.docx").remarks
