"""``perfcheck compare`` and ``perfcheck fix``: what they print, what they refuse, and their exit status."""

import json
from pathlib import Path

import pytest

from tests.cli import CLEAN, run

HEADER = "一级指标,二级指标,三级指标,指标值"
LINES = (
    HEADER,
    "产出指标,数量指标,维修道路里程,≥12公里",
    "产出指标,质量指标,验收合格率,≥98百分比",
)
OLD = "\n".join(LINES) + "\n"
EVALUATION = CLEAN.replace("| 指标值 |\n", "| 年度指标值 | 实际完成值 |\n").replace(
    "=12公里 |", "≥10公里 | 10公里 |"
)


def written(directory: Path, name: str, text: str) -> Path:
    path = directory / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "status", "told"),
    [
        ("≥12公里", "≥12公里", 0, "配对的表没有改动"),
        ("≥12公里", "≥１２ 公里", 0, "文字改动 1 处未显示，加 -v 展开"),
        ("≥12公里", "≥10公里", 1, "放宽  维修道路里程  ≥12公里 → ≥10公里（-2公里）"),
        ("≥12公里", "≥12000米", 0, "文字改动 1 处未显示，加 -v 展开"),
        ("≥12公里", "≥15公里", 0, "收紧  维修道路里程  ≥12公里 → ≥15公里（+3公里）"),
    ],
)
def test_targets_are_compared_by_what_they_allow(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, old: str, new: str, status: int, told: str
) -> None:
    first = written(tmp_path, "一上.csv", OLD.replace("≥12公里", old))
    second = written(tmp_path, "二上.csv", OLD.replace("≥12公里", new))
    done, out, err = run(capsys, "compare", first, second, "--ignore", "PC1")
    assert (done, err) == (status, "")
    assert told in out


def test_a_plan_and_its_self_evaluation(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    plan = written(tmp_path, "计划.md", CLEAN.replace("=12公里", "≥12公里"))
    own = written(tmp_path, "自评.md", EVALUATION)
    status, out, _ = run(capsys, "compare", plan, own, "--format", "json")
    record = json.loads(out)
    assert status == 1
    assert record["kind"] == "evaluation"
    assert [(one["code"], one["indicator"]) for one in record["deviations"]] == [
        ("PC823", "维护步道长度")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("没有表格\n", "没有找到绩效目标表"),
        (None, "文件不存在"),
    ],
)
def test_what_cannot_be_compared_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str | None, told: str
) -> None:
    first = written(tmp_path, "甲.csv", OLD)
    second = tmp_path / "乙.txt"
    if text is not None:
        second.write_text(text, "utf-8")
    status, out, err = run(capsys, "compare", first, second)
    assert (status, out) == (2, "")
    assert err.startswith(f"perfcheck: {second}：{told}")
    assert err.count("\n") == 1


def test_folders_are_not_compared(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    written(tmp_path, "甲.csv", OLD)
    written(tmp_path, "乙.csv", OLD)
    assert run(capsys, "compare", tmp_path, tmp_path) == (
        2,
        "",
        "perfcheck: 比较的是两份文件，不是目录\n",
    )


def test_a_copy_is_mended_and_the_file_is_not(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source, copy = written(tmp_path, "甲.csv", OLD), tmp_path / "乙.csv"
    status, out, err = run(capsys, "fix", source, "-o", copy)
    assert (status, err) == (0, "")
    assert out == (
        f"{source} → {copy}   改 1 处   未改 0 处\n"
        "  原文第3行   PC107   验收合格率   ≥98百分比 → ≥98%\n"
    )
    assert copy.read_text("utf-8") == OLD.replace("≥98百分比", "≥98%")
    assert source.read_text("utf-8") == OLD


def test_the_list_as_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, copy = written(tmp_path, "甲.csv", OLD), tmp_path / "乙.csv"
    record = json.loads(run(capsys, "fix", source, "-o", copy, "--format", "json")[1])
    assert [(one["old"], one["new"]) for one in record["edits"]] == [("≥98百分比", "≥98%")]
    assert record["left"] == []


def test_rules_that_are_ignored_mend_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source, copy = written(tmp_path, "甲.csv", OLD), tmp_path / "乙.csv"
    assert run(capsys, "fix", source, "-o", copy, "--ignore", "PC107")[0] == 0
    assert copy.read_bytes() == source.read_bytes()


@pytest.mark.parametrize(
    ("name", "text", "copy", "told"),
    [
        ("甲.csv", OLD, "乙.xlsx", "乙.xlsx：这个文件的副本要以 .csv 结尾；没有写副本"),
        ("甲.csv", OLD, "甲.csv", "甲.csv：这是要检查的文件，不会覆盖"),
        ("甲.md", CLEAN, "乙.md", "甲.md：只能改 .docx、.xlsx、.csv 文件"),
        ("甲.csv", "没有表格\n", "乙.csv", "甲.csv：没有找到绩效目标表"),
        ("甲.docx", "坏", "乙.docx", "甲.docx："),
        ("甲.csv", None, "乙.csv", "甲.csv：文件不存在"),
    ],
)
def test_what_cannot_be_mended_is_one_line(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    name: str,
    text: str | None,
    copy: str,
    told: str,
) -> None:
    source, target = tmp_path / name, tmp_path / copy
    if text is not None:
        source.write_text(text, "utf-8")
    status, out, err = run(capsys, "fix", source, "-o", target)
    assert (status, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1
    assert target == source or not target.exists()
