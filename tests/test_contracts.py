"""What scripts rely on: verbs, exit codes, the shape of every JSON object."""

import json
from pathlib import Path

import pytest

import perfcheck
from perfcheck.reports.records import report_record
from tests.cli import CLEAN, FLAWED, run
from tests.paper import needs_pdf

# Exit codes


def test_a_clean_file_says_so(capsys: pytest.CaptureFixture[str], clean: Path) -> None:
    status, out, _ = run(capsys, "check", clean)
    assert status == 0
    assert "已检查 1 张表 6 条指标" in out
    assert "未发现问题" in out


def test_an_error_is_status_1(capsys: pytest.CaptureFixture[str], flawed: Path) -> None:
    status, out, _ = run(capsys, "check", flawed)
    assert status == 1
    assert "PC601" in out
    assert "多出 6.00万元" in out


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, fail_on: str, status: int
) -> None:
    path = tmp_path / "warned.md"
    path.write_text(CLEAN.replace("=12公里", "12公里"), encoding="utf-8")
    assert run(capsys, "check", path, "--fail-on", fail_on)[0] == status


def test_a_missing_file_is_status_2_even_beside_findings(
    capsys: pytest.CaptureFixture[str], flawed: Path, tmp_path: Path
) -> None:
    status, out, _ = run(capsys, "check", flawed, tmp_path / "无此文件.txt", "--format", "json")
    report = json.loads(out)
    assert status == 2
    assert report["summary"]["not_checked"] == 1
    assert {"PC601", "PC901"} <= {finding["code"] for finding in report["findings"]}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "PC902"),
        (b" \n\t ", "PC902"),
        (b"PK\x03\x04\x00\x00", "PC907"),
        pytest.param(b"%PDF-1.7 \x00\x01", "PC907", marks=needs_pdf),
        (b"\xff\xff\x00\x81\x00", "PC904"),
        ("没有表格，只有一句话。".encode(), "PC905"),
        ("| 姓名 | 年龄 |\n| 甲 | 3 |\n".encode(), "PC905"),
    ],
)
def test_a_file_that_cannot_be_checked(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "某表.txt"
    path.write_bytes(content)
    status, out, err = run(capsys, "check", path)
    assert status == 2
    assert code in out
    assert "未检查" in out
    assert "Traceback" not in out + err


def test_a_directory_goes_on_after_a_bad_file(
    capsys: pytest.CaptureFixture[str], clean: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    status, out, _ = run(capsys, "check", tmp_path, "--format", "json")
    names = [Path(one["document"]).name for one in json.loads(out)["documents"]]
    assert names == ["broken.docx", "clean.md"]
    assert status == 2


def test_a_file_without_table_in_a_directory_is_listed_and_changes_nothing(
    capsys: pytest.CaptureFixture[str], clean: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("会议记录", encoding="utf-8")
    status, out, _ = run(capsys, "check", tmp_path, "--format", "json")
    finding = next(one for one in json.loads(out)["findings"] if one["code"] == "PC905")
    assert finding["severity"] == "info"
    assert status == 0


@pytest.mark.parametrize(
    "argv",
    [
        ("check",),
        ("check", "x.txt", "--format", "nosuch"),
        ("check", "x.txt", "--select", "PC999"),
        ("check", "x.txt", "--fail-on", "never"),
        ("rules", "no-such-rule"),
        ("parse",),
        ("nosuch",),
    ],
)
def test_misuse_is_status_2_and_one_clear_message(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...]
) -> None:
    status, out, err = run(capsys, *argv)
    assert status == 2
    assert out == ""
    assert err.startswith("perfcheck")
    assert "Traceback" not in err


# check


def test_the_report_record(capsys: pytest.CaptureFixture[str], flawed: Path) -> None:
    report = json.loads(run(capsys, "check", flawed, "--format", "json")[1])
    assert set(report) == {
        "schema_version", "summary", "documents", "findings", "unchecked",
        "accepted", "unused_accepts",
    }  # fmt: skip
    assert set(report["summary"]) == {
        "documents", "not_checked", "tables", "indicators",
        "errors", "warnings", "infos", "rules_run", "accepted",
    }  # fmt: skip
    assert report["summary"]["tables"] == 1
    assert report["summary"]["indicators"] == 6
    finding = next(one for one in report["findings"] if one["code"] == "PC601")
    assert set(finding) == {
        "code", "rule", "severity", "message", "document", "table", "project", "indicator",
        "value", "expected", "difference", "location", "basis", "fix", "fingerprint",
    }  # fmt: skip
    assert finding["rule"] == "cost-over-budget"
    assert finding["project"] == "健身步道维护费"
    assert finding["indicator"] == "维护总成本"
    assert finding["value"] == "≤30万元"
    assert finding["difference"] == "6.00万元"
    assert finding["location"]["line"] == 10
    assert set(finding["location"]) >= {"page", "sheet", "table", "row", "col", "cell", "line"}
    assert finding["basis"][0].keys() == {"number", "title", "date"}
    for one in report["unchecked"]:
        assert set(one) == {"document", "table", "project", "rule", "reason"}


def test_the_library_gives_the_same_report(
    capsys: pytest.CaptureFixture[str], flawed: Path
) -> None:
    by_command = json.loads(run(capsys, "check", flawed, "--format", "json")[1])
    by_path = report_record(perfcheck.check(flawed))
    by_content = report_record(perfcheck.check(flawed.read_bytes(), name=str(flawed)))
    assert by_command == by_path == by_content


def test_content_that_cannot_be_read_is_a_finding_too() -> None:
    report = perfcheck.check(b"", name="空.txt")
    assert [finding.code for finding in report.findings] == ["PC902"]
    assert report.exit_code() == 2
    with pytest.raises(TypeError, match="name"):
        perfcheck.check(b"abc")


def test_a_fault_through_the_whole_table_is_one_finding() -> None:
    text = (
        CLEAN.replace("%", "百分比")
        .replace("≥800人次", "≥80百分比")
        .replace("=12公里", "=1百分比")
    )
    report = perfcheck.check(
        text.encode(), name="t.md", settings=perfcheck.Settings(select=("PC107",))
    )
    assert len(report.findings) == 4
    text = text.replace("≤4小时", "≥4百分比")
    report = perfcheck.check(
        text.encode(), name="t.md", settings=perfcheck.Settings(select=("PC107",))
    )
    (finding,) = report.findings
    record = report_record(report)["findings"][0]
    assert finding.indicator is finding.value is None
    assert len(record["occurrences"]) == 5
    assert set(record["occurrences"][0]) == {"indicator", "value", "location"}


def test_the_fingerprint_does_not_know_the_place() -> None:
    moved = "附注一行\n\n" + FLAWED
    prints = [
        {finding.fingerprint for finding in perfcheck.check(text.encode(), name="t").findings}
        for text in (FLAWED, moved)
    ]
    assert prints[0] == prints[1]
    assert len(prints[0]) > 1


def test_select_and_ignore(capsys: pytest.CaptureFixture[str], flawed: Path) -> None:
    def codes(*options: str) -> set[str]:
        out = run(capsys, "check", flawed, "--format", "json", *options)[1]
        return {finding["code"] for finding in json.loads(out)["findings"]}

    assert codes("--select", "cost-over-budget") == {"PC601"}
    assert codes("--select", "PC1,PC6") == {"PC103", "PC601"}
    assert codes("--select", "PC6", "--ignore", "PC601") == set()


def test_outputs_to_files(
    capsys: pytest.CaptureFixture[str], flawed: Path, tmp_path: Path
) -> None:
    report, odd = tmp_path / "r.json", tmp_path / "a=b.txt"
    status, out, _ = run(capsys, "check", flawed, "-o", f"json={report}", "-o", odd)
    assert status == 1
    assert out == ""
    assert json.loads(report.read_text("utf-8"))["summary"]["errors"] == 1
    assert "PC601" in odd.read_text("utf-8")  # only a known format before = counts


def test_jsonl_is_one_finding_a_line(capsys: pytest.CaptureFixture[str], flawed: Path) -> None:
    out = run(capsys, "check", flawed, "--format", "jsonl")[1]
    assert {json.loads(line)["code"] for line in out.splitlines()} >= {"PC103", "PC601"}


def test_english(capsys: pytest.CaptureFixture[str], flawed: Path) -> None:
    out = run(capsys, "check", flawed, "--lang", "en")[1]
    assert "errors 1 " in out
    assert "exceeds the budget" in out
