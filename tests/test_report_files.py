"""The formats that are files of office programs, and several files in one run."""

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from perfcheck.api import check, check_paths
from perfcheck.cli import main
from perfcheck.reports import View, all_formats
from perfcheck.rules import Report
from tests.cli import CLEAN, run
from tests.conftest import EXAMPLES

TABLES = sorted((EXAMPLES / "tables").iterdir())


@pytest.fixture(scope="module")
def examples() -> Report:
    return check_paths([*TABLES, Path("nosuch.docx")])


def content(report: Report, name: str) -> bytes:
    made = all_formats()[name].render(report, View())
    assert isinstance(made, bytes)
    return made


# xlsx


def test_the_workbook_has_typed_cells(examples: Report) -> None:
    book = load_workbook(io.BytesIO(content(examples, "xlsx")))
    assert book.sheetnames == ["问题清单", "指标明细", "按单位按规则", "审核点", "未检查"]
    header, *rows = book["指标明细"].iter_rows(values_only=True)
    assert len(rows) == examples.indicators
    at = {str(name): index for index, name in enumerate(header)}
    (cost,) = (row for row in rows if row[at["三级指标"]] == "照护服务总成本")
    names = ("符号", "数值", "单位", "量纲", "折合数", "类型")
    assert [cost[at[name]] for name in names] == ["≤", 98.6, "万元"[1:], "金额", 986000, "数值"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert (
            sheet.auto_filter.ref == f"A1:{sheet.dimensions.partition(':')[2]}"
            or sheet.title == "按单位按规则"
        )


def test_the_workbook_counts_and_judges(examples: Report) -> None:
    book = load_workbook(io.BytesIO(content(examples, "xlsx")))
    *_, total = book["按单位按规则"].iter_rows(values_only=True)
    assert sum(n for n in total[7:] if isinstance(n, int)) == len(examples.findings)
    header, *points = book["审核点"].iter_rows(values_only=True)
    assert header == ("审核点", "审核内容", "是否通过", "不通过指标清单", "预警级别")
    judged = {str(row[0])[:5]: row for row in points}
    assert judged["PC601"][2:5] == (
        "不通过",
        "04-over-budget.tsv 表1 照护服务总成本（≤98.6万元）",
        "错误",
    )
    assert {row[2] for row in points} >= {"通过", "不通过", "通过（部分未检查）"}
    assert {str(row[0])[:5] for row in points} >= set(examples.rules)


def test_a_rule_without_a_table_of_its_kind_is_not_passed() -> None:
    book = load_workbook(io.BytesIO(content(check(CLEAN.encode(), name="t.md"), "xlsx")))
    judged = {str(row[0])[:5]: row[2] for row in book["审核点"].iter_rows(values_only=True)}
    assert judged["PC703"] == "不适用"  # graded scales
    assert judged["PC601"] == "通过"
    assert judged["PC801"] == "未检查"  # no prose to compare with


# docx


def test_the_opinion_is_set_like_an_official_paper(examples: Report) -> None:
    made = content(examples, "docx")
    section = Document(io.BytesIO(made)).sections[0]
    sides = (section.page_width, section.page_height, section.left_margin, section.top_margin)
    assert [round(side.mm) for side in sides if side] == [210, 297, 28, 37]
    xml = ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    faces = set(re.findall(r'w:eastAsia="([^"]+)"', xml))
    assert faces == {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"}
    assert {"44", "32"} <= set(
        re.findall(r'<w:sz w:val="(\d+)"/>', xml)
    )  # half points: 二号, 三号
    footer = ZipFile(io.BytesIO(made)).read("word/footer1.xml").decode()
    assert 'w:instr="PAGE"' in footer


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="needs LibreOffice (soffice) to count pages"
)
def test_the_opinion_stays_a_paper_to_sign(tmp_path: Path) -> None:
    """At most two pages, however many projects and faults a document has."""
    for path in TABLES:
        (tmp_path / f"{path.stem}.docx").write_bytes(content(check_paths([path]), "docx"))
    many = "\n".join(
        CLEAN.replace("健身步道", f"第{n}条健身步道").replace("%", "百分比").replace("≤24", "≥36")
        for n in range(30)
    )
    (tmp_path / "many.docx").write_bytes(content(check(many.encode(), name="many.md"), "docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    papers = sorted(tmp_path.glob("*.docx"))
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", *papers],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=300,
    )
    pages = {
        path.stem: len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))
        for path in tmp_path.glob("*.pdf")
    }
    assert len(pages) == len(papers)
    assert {name: count for name, count in pages.items() if not 1 <= count <= 2} == {}


# Several in one run, and bytes


def test_several_formats_in_one_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    names = sorted(all_formats())
    outputs = [f"{name}={tmp_path / f'report{at}'}" for at, name in enumerate(names)]
    options = [part for output in outputs for part in ("-o", output)]
    status, out, _ = run(capsys, "check", TABLES[3], *options)
    assert (status, out) == (1, "")
    for at, name in enumerate(names):
        written = (tmp_path / f"report{at}").read_bytes()
        assert written
        assert written.startswith(b"PK") == all_formats()[name].binary


def test_bytes_are_not_shown_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    status, out, err = run(capsys, "check", TABLES[0], "--format", "xlsx")
    assert (status, out) == (2, "")
    assert "-o" in err


def test_bytes_go_through_a_pipe(capfdbinary: Any) -> None:
    assert main(["check", str(TABLES[0]), "--format", "docx"]) == 0
    assert ZipFile(io.BytesIO(capfdbinary.readouterr().out)).testzip() is None


def test_the_help_lists_what_exists(capsys: pytest.CaptureFixture[str]) -> None:
    help_page = re.sub(r"\s+", "", run(capsys, "check", "--help")[1])
    assert ",".join(all_formats()) in help_page


def test_no_format_costs_anything_before_it_is_used() -> None:
    script = (
        "import sys; from perfcheck.reports import all_formats; all_formats();"
        "sys.exit(str({'jinja2', 'openpyxl', 'docx', 'lxml'} & set(sys.modules) or ''))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )
    assert done.stderr.strip() == ""
