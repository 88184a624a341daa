"""The verbs besides check: what extract, parse and rules print."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import perfcheck
from perfcheck.values import to_record
from tests.cli import CLEAN, run

# extract


def test_extracted_rows(capsys: pytest.CaptureFixture[str], clean: Path) -> None:
    status, out, _ = run(capsys, "extract", clean, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert len(rows) == 6
    row = rows[3]
    assert set(row) >= {
        "document", "table", "project", "project_code", "level1", "level2", "level1_raw",
        "level2_raw", "name", "description", "value", "basis", "weight", "constraint", "location",
    }  # fmt: skip
    assert (row["level1"], row["level2"], row["value"]) == ("产出指标", "成本指标", "≤24万元")
    assert row["constraint"] == to_record(perfcheck.parse_value("≤24万元"))


def test_extracted_tables(capsys: pytest.CaptureFixture[str], clean: Path) -> None:
    (record,) = [
        json.loads(line)
        for line in run(capsys, "extract", clean, "--tables", "--format", "jsonl")[1].splitlines()
    ]
    assert record["project_code"] == "P2024-017"
    assert record["budget"] == {"total": "240000", "fiscal": "240000", "other": "0"}
    assert record["framework"] == "central-2015"


def test_extract_csv_is_safe_in_a_spreadsheet(
    capsys: pytest.CaptureFixture[str], clean: Path
) -> None:
    out = run(capsys, "extract", clean, "--format", "csv")[1]
    assert out.startswith("\ufeffdocument,")
    assert ",'=12公里," in out


def test_extract_says_what_it_could_not_read(
    capsys: pytest.CaptureFixture[str], clean: Path, tmp_path: Path
) -> None:
    status, out, err = run(capsys, "extract", clean, tmp_path / "没有.txt", "--format", "jsonl")
    assert status == 2
    assert len(out.splitlines()) == 6
    assert "没有.txt：文件不存在" in err


def test_extract_goes_by_a_configuration(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Own units count: from the file that is named, else from the nearest one."""
    table = tmp_path / "table.md"
    table.write_text(CLEAN.replace("=12公里", "=12东北垧"), encoding="utf-8")
    own = '[[unit]]\nname = "东北垧"\nbase = "亩"\nfactor = 15\n'
    for name in ("own.toml", "sub/perfcheck.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(own, encoding="utf-8")
    near = tmp_path / "sub" / "table.md"
    near.write_text(table.read_text("utf-8"), encoding="utf-8")

    def read(*argv: object) -> object:
        status, out, _ = run(capsys, "extract", *argv, "--format", "jsonl")
        assert status == 0
        return json.loads(out.splitlines()[0])["constraint"]["dimension"]

    assert read(table) != "area"
    assert read(table, "--config", tmp_path / "own.toml") == "area"
    assert read(near) == "area"
    status, out, err = run(capsys, "extract", table, "--config", tmp_path / "no.toml")
    assert (status, out) == (2, "")
    assert "no.toml：读不到" in err


# parse


def command(
    *argv: str, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "perfcheck", *argv],
        input=stdin,
        capture_output=True,
        env=os.environ | environment,
        check=False,
        timeout=60,
    )


def test_parse_answers_every_line() -> None:
    lines = "≥95%\n\n≤11万\r\n一二三\x0b四\u2028五\n\x85\n9".encode()
    done = command("parse", "--format", "jsonl", "-", stdin=lines)
    records: list[dict[str, Any]] = [
        json.loads(line) for line in done.stdout.decode().split("\n")[:-1]
    ]
    assert done.returncode == 0
    assert [one["raw"] for one in records] == [
        "≥95%",
        "",
        "≤11万\r",
        "一二三\x0b四\u2028五",
        "\x85",
        "9",
    ]


def test_parse_explains_a_value(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "parse", "≤11万")
    assert status == 0
    assert "≤11万元" in out


def test_starting_costs_little() -> None:
    """--version and parse load neither tabulate nor importlib.metadata; the package loads no room."""
    script = (
        "import sys; from perfcheck.cli import main; main(['parse', '≥95%', '--format', 'jsonl']);"
        "bad = {'tabulate', 'importlib.metadata', 'perfcheck.rules', 'perfcheck.tables'} & set(sys.modules);"
        "sys.exit(f'loaded {bad}' if bad else 0)"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode
        == 0
    )
    script = "import perfcheck, sys; sys.exit(any(name.startswith('perfcheck.') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# rules


def test_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    listed = run(capsys, "rules")[1]
    records = json.loads(run(capsys, "rules", "--format", "json")[1])
    assert len(records) > 80
    assert all(record["code"] in listed for record in records)
    assert set(records[0]) >= {"code", "rule", "severity", "title", "basis", "examples"}


@pytest.mark.parametrize("name", ["PC601", "pc601", "cost-over-budget"])
def test_one_rule_explained(capsys: pytest.CaptureFixture[str], name: str) -> None:
    status, out, _ = run(capsys, "rules", name)
    assert status == 0
    assert "成本总额指标超过项目预算" in out
    assert "财预〔2015〕88号" in out
    assert "错例" in out


# Configuration


def test_a_file_goes_by_the_configuration_beside_it(
    capsys: pytest.CaptureFixture[str], flawed: Path
) -> None:
    assert run(capsys, "check", flawed)[0] == 1
    (flawed.parent / "perfcheck.toml").write_text("ignore = ['PC601']\n", encoding="utf-8")
    assert run(capsys, "check", flawed)[0] == 0
    assert run(capsys, "check", flawed, "--fail-on", "warning")[0] == 1


def test_a_given_configuration_goes_before(
    capsys: pytest.CaptureFixture[str], flawed: Path, tmp_path: Path
) -> None:
    given = tmp_path / "own.toml"
    given.write_text("[severity]\nPC601 = 'info'\n", encoding="utf-8")
    status, out, _ = run(capsys, "check", flawed, "--config", given)
    assert (status, "错误 0" in out) == (0, True)


def test_a_mistake_in_a_configuration_is_one_line(
    capsys: pytest.CaptureFixture[str], flawed: Path
) -> None:
    (flawed.parent / "perfcheck.toml").write_text("ignroe = []\n", encoding="utf-8")
    status, out, err = run(capsys, "check", flawed)
    assert (status, out) == (2, "")
    assert "没有这个键“ignroe”，是不是“ignore”" in err
    assert len(err.splitlines()) == 1


def test_after_a_baseline_only_new_findings_count(
    capsys: pytest.CaptureFixture[str], flawed: Path
) -> None:
    config = flawed.parent / "perfcheck.toml"
    assert run(capsys, "baseline", flawed, "-o", config)[0] == 0
    status, out, _ = run(capsys, "check", flawed)
    assert status == 0
    assert "已说明" in out
    flawed.write_text(flawed.read_text("utf-8").replace("≥98%", "≤98%"), encoding="utf-8")
    assert run(capsys, "check", flawed, "--fail-on", "warning")[0] == 1


def test_a_baseline_counts_what_it_writes(
    capsys: pytest.CaptureFixture[str], flawed: Path, tmp_path: Path
) -> None:
    broken, config = tmp_path / "broken.docx", flawed.parent / "perfcheck.toml"
    broken.write_bytes(b"PK")
    status, out, err = run(capsys, "baseline", flawed, broken, "-o", config)
    entries = config.read_text("utf-8").count("[[accept]]")
    assert (status, f"写了 {entries} 条说明" in out) == (2, True)
    assert "1 个文件没有检查" in err
