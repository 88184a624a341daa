"""``perfcheck annotate``: what it writes, what it refuses, and what it says."""

import os
from pathlib import Path

import pytest

from perfcheck import copies
from perfcheck.api import check
from tests.cli import run
from tests.copies.excel_copies import book, sheet
from tests.copies.word_copies import comments, word_file
from tests.word import tbl, tr

ROWS = (
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "成本指标", "总成本", "≥8万"),
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "甲.docx"
    path.write_bytes(word_file(tbl(*(tr(*row) for row in ROWS))))
    return path


def test_one_line_says_what_was_written(
    capsys: pytest.CaptureFixture[str], table: Path, tmp_path: Path
) -> None:
    before = table.read_bytes()
    copy = tmp_path / "乙.docx"
    status, out, err = run(capsys, "annotate", table, "-o", copy)
    said = comments(copy.read_bytes())
    assert (status, err) == (1, "")
    assert out == f"{copy}：批注 {len(said) - 1} 条，没有位置的问题 0 个\n"
    assert any("【错误 PC" in text for text in said.values())
    assert table.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["乙.docx", "甲.docx"]


def test_rules_and_language_are_chosen(
    capsys: pytest.CaptureFixture[str], table: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "b.docx"
    status, out, _ = run(
        capsys, "annotate", table, "-o", copy, "--select", "PC105", "--lang", "en"
    )
    assert (status, out) == (0, f"{copy}: comments 1; without a place 0\n")
    assert any("[warning PC105]" in text for text in comments(copy.read_bytes()).values())
    status, _, err = run(capsys, "annotate", table, "-o", copy, "--ignore", "PC999")
    assert (status, err) == (2, "perfcheck: 没有规则 PC999；perfcheck rules 列出全部\n")


def test_a_copy_replaces_a_copy(
    capsys: pytest.CaptureFixture[str], table: Path, tmp_path: Path
) -> None:
    copy, again = tmp_path / "b.docx", tmp_path / "c.docx"
    run(capsys, "annotate", table, "-o", copy)
    again.write_bytes(b"something else")
    assert run(capsys, "annotate", copy, "-o", again)[0] == 1
    assert comments(again.read_bytes()) == comments(copy.read_bytes())


@pytest.mark.parametrize("way", ["same", "spelled", "symlink", "hardlink"])
def test_the_file_itself_is_never_written(
    capsys: pytest.CaptureFixture[str], table: Path, tmp_path: Path, way: str
) -> None:
    before = table.read_bytes()
    target = {"same": table, "spelled": tmp_path / "x" / ".." / "甲.docx"}.get(
        way, tmp_path / "b.docx"
    )
    (tmp_path / "x").mkdir()
    if way == "symlink":
        target.symlink_to(table)
    if way == "hardlink":
        os.link(table, target)
    status, out, err = run(capsys, "annotate", table, "-o", target)
    assert (status, out) == (2, "")
    assert err == f"perfcheck: {target}：这是要检查的文件，不会覆盖；请另选输出文件\n"
    assert table.read_bytes() == before


def test_a_link_to_another_file_is_written_through(
    capsys: pytest.CaptureFixture[str], table: Path, tmp_path: Path
) -> None:
    real, link = tmp_path / "real.docx", tmp_path / "link.docx"
    link.symlink_to(real)
    assert run(capsys, "annotate", table, "-o", link)[0] == 1
    assert link.is_symlink()
    assert comments(real.read_bytes())


@pytest.mark.parametrize(
    ("name", "content", "wrong", "right"),
    [
        ("a.docx", word_file(tbl(*(tr(*row) for row in ROWS))), "b.doc", ".docx"),
        ("a.xlsx", book({"表": sheet(rows=ROWS)}), "b.docx", ".xlsx"),
        ("a.md", "\n".join(f"| {' | '.join(row)} |" for row in ROWS).encode(), "b.md", ".xlsx"),
    ],
)
def test_a_copy_has_the_ending_of_its_kind(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    name: str,
    content: bytes,
    wrong: str,
    right: str,
) -> None:
    source, target = tmp_path / name, tmp_path / wrong
    source.write_bytes(content)
    status, _, err = run(capsys, "annotate", source, "-o", target)
    assert (status, err) == (
        2,
        f"perfcheck: {target}：这个文件的副本要以 {right} 结尾；没有写副本\n",
    )
    assert not target.exists()
    assert run(capsys, "annotate", source, "-o", tmp_path / f"OK{right.upper()}")[0] == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "文件不存在"),
        (b"", "空文件"),
        ("没有表".encode(), "没有找到绩效目标表"),
        (b"PK\x03\x04 word/document.xml", "文件已损坏"),
    ],
)
def test_what_could_not_be_checked_has_no_copy(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, reason: str
) -> None:
    source, target = tmp_path / "a.docx", tmp_path / "b.docx"
    if content is not None:
        source.write_bytes(content)
    status, out, err = run(capsys, "annotate", source, "-o", target)
    assert (status, out) == (2, "")
    assert err.startswith(f"perfcheck: {source}：{reason}")
    assert err.endswith("没有写副本\n")
    assert err.count("\n") == 1
    assert not target.exists()


def test_a_place_that_cannot_be_written(
    capsys: pytest.CaptureFixture[str], table: Path, tmp_path: Path
) -> None:
    for target in (tmp_path / "none" / "b.docx", tmp_path / "folder.docx"):
        (tmp_path / "folder.docx").mkdir(exist_ok=True)
        status, _, err = run(capsys, "annotate", table, "-o", target)
        assert status == 2
        assert err.startswith(f"perfcheck: {target}：无法写入（")
    assert not list(tmp_path.glob(".*"))


def test_the_bytes_that_were_checked_are_the_ones_that_are_copied(
    capsys: pytest.CaptureFixture[str],
    table: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The file is read once: what happens to it afterwards is not in the copy."""
    seen = []

    def suffix_of(content: bytes) -> str:
        seen.append(content)
        table.write_bytes(b"changed meanwhile")
        return ".docx"

    monkeypatch.setattr(copies, "suffix_of", suffix_of)
    before = table.read_bytes()
    assert run(capsys, "annotate", table, "-o", tmp_path / "b.docx")[0] == 1
    assert seen == [before]


def test_help_says_what_happens_to_old_comments(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "annotate", "--help")
    text = "".join(out.split())
    assert status == 0
    assert "别人的保留" in text
    assert "原文件不改" in text


def test_a_report_of_another_file_is_refused(table: Path) -> None:
    content = table.read_bytes()
    with pytest.raises(ValueError, match="乙"):
        copies.annotate(content, "乙.docx", check(content, name="甲.docx"))
