"""``--print-completion``: the script, tried in a real bash."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from perfcheck.reports import all_formats
from tests.cli import run

VERBS = {"check", "annotate", "fix", "compare", "extract", "parse", "rules", "baseline", "serve"}

# What bash does at a press of the key: it fills these variables, calls the function, and reads COMPREPLY.
PRESS = """
source "$1"; shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE} COMP_TYPE=9
complete -p perfcheck > /dev/null || exit 1
function=$(complete -p perfcheck | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
"$function" perfcheck "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def completion(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    pytest.importorskip("shtab", reason="completion needs perfcheck[completion]")
    status, script, _ = run(capsys, "--print-completion", "bash")
    assert status == 0
    path = tmp_path / "perfcheck.bash"
    path.write_text(script, encoding="utf-8")
    return path


def pressed(script: Path, folder: Path, line: str) -> set[str]:
    """What bash offers at the end of a line."""
    if shutil.which("bash") is None or sys.platform == "win32":
        pytest.skip("no bash on this machine")
    done = subprocess.run(
        ["bash", "--norc", "-c", PRESS, "bash", str(script), *line.split(" ")],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return {word.strip() for word in done.stdout.splitlines()} - {""}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("perfcheck ", VERBS),
        ("perfcheck e", {"extract"}),
        ("perfcheck check --format ", set(all_formats())),
        ("perfcheck check --format j", {"json", "jsonl", "junit"}),
        ("perfcheck extract --format ", {"table", "jsonl", "csv", "xlsx"}),
        ("perfcheck check --fail-on ", {"error", "warning", "info"}),
        ("perfcheck rules --lang ", {"zh", "en"}),
        ("perfcheck serve --no", {"--no-browser"}),
        ("perfcheck --print-completion ", {"bash", "zsh"}),
    ],
)
def test_bash_completes(completion: Path, tmp_path: Path, line: str, words: set[str]) -> None:
    assert pressed(completion, tmp_path, line) == words


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_bash_completes_the_options_that_help_lists(
    capsys: pytest.CaptureFixture[str], completion: Path, tmp_path: Path, verb: str
) -> None:
    offered = pressed(completion, tmp_path, f"perfcheck {verb} --")
    page = run(capsys, verb, "--help")[1]
    assert {"--lang", "--help"} <= offered
    assert {option for option in offered if option not in page} == set()


def test_bash_completes_files(completion: Path, tmp_path: Path) -> None:
    (tmp_path / "绩效 表.docx").write_bytes(b"")
    (tmp_path / "plan.docx").write_bytes(b"")
    assert pressed(completion, tmp_path, "perfcheck check pl") == {"plan.docx"}
    assert pressed(completion, tmp_path, "perfcheck check --config pl") == {"plan.docx"}


def test_zsh_gets_a_script_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("shtab", reason="completion needs perfcheck[completion]")
    status, script, _ = run(capsys, "--print-completion", "zsh")
    assert status == 0
    assert script.startswith("#compdef perfcheck")


def test_without_shtab_a_line_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    for lang, said in (("zh", "没有安装补全部分"), ("en", "not installed")):
        status, out, err = run(capsys, "--lang", lang, "--print-completion", "bash")
        assert (status, out) == (2, "")
        assert said in err
        assert "perfcheck[completion]" in err
