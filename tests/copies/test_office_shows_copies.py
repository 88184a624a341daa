"""LibreOffice opens the copies and shows every comment at its cell."""

import shutil
import subprocess
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from perfcheck.copies import annotate
from perfcheck.documents import Location, read_bytes
from tests.cli import CLEAN
from tests.copies.excel_copies import book
from tests.copies.made import finding, reported
from tests.copies.test_excel_copies import RICH, with_notes
from tests.copies.word_copies import word_file
from tests.word import DOWN, GOES_ON, p, run, sdt, tbl, tc, tr

SOFFICE = shutil.which("soffice")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

WORD = word_file(
    p("标题")
    + tbl(
        tr(tc("产出", DOWN), "甲", ""),
        tr(
            tc("", GOES_ON),
            tc(f"<w:p>{sdt(run('控件'))}</w:p>"),
            tc(f"<w:p><w:ins w:id='1' w:author='z'>{run('插入')}</w:ins></w:p>"),
        ),
    )
)
FILES = {
    "word.docx": (WORD, "fodt", ("产出", "甲", "", "控件", "插入")),
    "book.xlsx": (book(), "fods", ("指标", "甲", "显著")),
    "noted.xlsx": (with_notes(RICH), "fods", ("甲", "显著")),
    "table.md": (CLEAN.encode(), "fods", ("≥98%", "=12公里")),
}  # fmt: skip


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Each copy as LibreOffice read it."""
    if SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("shown")
    for name, (content, ending, texts) in FILES.items():
        document = read_bytes(content, "t")
        at = {cell.text: cell.location for one in document.grids for cell in one.cells}
        findings = [finding(at[text], f"关于{text}") for text in texts]
        report = reported(document, *findings, finding(Location(), "没有位置"))
        target = folder / f"{name.split('.')[0]}.{'docx' if ending == 'fodt' else 'xlsx'}"
        target.write_bytes(annotate(content, "t", report).content)
    for ending in ("fodt", "fods"):
        files = [str(one) for one in folder.glob("*.docx" if ending == "fodt" else "*.xlsx")]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [SOFFICE, profile, "--headless", "--convert-to", ending, "--outdir", str(folder)]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    return {name: read(folder, name, ending) for name, (_, ending, _) in FILES.items()}


def read(folder: Path, name: str, ending: str) -> Any:
    return etree.parse(folder / f"{name.split('.')[0]}.{ending}").getroot()


def said(annotation: Any) -> str:
    return "\n".join("".join(one.itertext()) for one in annotation.iter(f"{TEXT}p"))


def own_text(cell: Any) -> str:
    """What stands in a cell beside its annotations."""
    own = deepcopy(cell)
    etree.strip_elements(own, f"{OFFICE}annotation", with_tail=False)
    return "".join(own.itertext()).strip()


@pytest.mark.parametrize("name", FILES)
def test_every_comment_is_shown_at_its_cell(shown: dict[str, Any], name: str) -> None:
    _, _, texts = FILES[name]
    found: Counter[tuple[str, str]] = Counter()
    for cell in shown[name].iter(f"{TABLE}table-cell"):
        notes = [said(one) for one in cell.iter(f"{OFFICE}annotation")]
        text = own_text(cell)
        found.update((text, note) for note in notes if "PC601】关于" in note)
    assert {(text, note.rpartition("关于")[2]) for text, note in found} == {
        (text, text) for text in texts
    }
    assert set(found.values()) == {1}


def test_the_summary_is_shown_and_a_person_s_note_still_there(shown: dict[str, Any]) -> None:
    everything = {name: "".join(root.itertext()) for name, root in shown.items()}
    assert all("没有位置" in text and "检查说明" in text for text in everything.values())
    assert "为什么？" in everything["noted.xlsx"]
