"""What comes of a bad file: the same for its bytes and for its path, and always said in one line."""

import json
from pathlib import Path

import pytest

from perfcheck import Settings, check
from perfcheck.cli import main
from tests.test_tables import ROWS
from tests.test_xlsx import book, row, sheet_xml
from tests.word import document, p, tbl, tr, word

CHECKED = "checked"
READING = Settings(select=("PC90", "PC91"))

# A good table in a good file of each kind, to be spoiled.
TITLE = "渠道清淤绩效目标表"
GOOD_ROWS = "".join(row(number, cells) for number, cells in enumerate(ROWS, 1))
GOOD_BODY = p(TITLE) + tbl(*(tr(*cells) for cells in ROWS))
DOCX = word(document(GOOD_BODY))
XLSX = book(sheet_xml(GOOD_ROWS))
HTML_ROWS = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in one)}</tr>" for one in ROWS)
HTML = f"<html><body><h1>{TITLE}</h1><table>{HTML_ROWS}</table></body></html>".encode()


def outcome(content: bytes, name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """``checked``, or the codes of the errors, or both with a remark: ``checked PC910``."""
    path = folder / name
    path.write_bytes(content)
    status = main(["check", str(path), "--format", "json", "--select", "PC90,PC91"])
    out, err = capsys.readouterr()
    record = json.loads(out)
    report = check(content, name=str(path), settings=READING)
    codes = [finding["code"] for finding in record["findings"]]
    assert [finding.code for finding in report.findings] == codes
    assert report.exit_code() == status
    assert err == ""
    assert list(folder.iterdir()) == [path]  # nothing is unpacked, nothing left behind
    for finding in report.findings:
        assert finding.message.zh
        assert finding.message.en
        assert len(finding.message.zh.splitlines()) == len(finding.message.en.splitlines()) == 1
    if status == 2:
        assert record["summary"]["not_checked"] == 1
        assert codes
        return " ".join(codes)
    return " ".join([CHECKED, *codes])
