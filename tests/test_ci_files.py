"""The pre-commit hook and the GitHub action: what they run exists, runs, and says what it found."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from perfcheck.cli import VERBS, main
from tests.conftest import EXAMPLES, ROOT

[HOOK] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
PAGE = [
    yaml.safe_load(block)
    for block in re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/ci.md").read_text("utf-8"), re.S)
]


def extras(requirement: str) -> set[str]:
    named = re.search(r"\[([\w,]+)\]", requirement)
    assert named, requirement
    return set(named[1].split(","))


def test_what_is_installed_exists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    [dependency] = HOOK["additional_dependencies"]
    known = set(project["optional-dependencies"])
    assert extras(dependency) <= known
    assert extras(step("Install perfcheck")["run"]) <= known
    assert shlex.split(HOOK["entry"])[0] in project["scripts"]


@pytest.mark.parametrize(
    ("name", "checked"),
    [
        ("表.docx", True),
        ("申报表/项目 1.XLSX", True),
        ("a.pdf", True),
        ("a.et", True),
        ("README.md", False),
        ("docx", False),
        ("a.docx.py", False),
    ],
)
def test_the_hook_looks_at_office_files(name: str, checked: bool) -> None:
    assert bool(re.search(HOOK["files"], name)) is checked


def test_the_hook_runs(capsys: pytest.CaptureFixture[str]) -> None:
    program, *arguments = shlex.split(HOOK["entry"])
    assert program == "perfcheck"
    files = sorted(map(str, (EXAMPLES / "office").iterdir()))
    assert all(re.search(HOOK["files"], file) for file in files)
    assert main([*arguments, *files]) == 1
    assert all(file in capsys.readouterr().out for file in files[:1])


def step(name: str) -> dict[str, Any]:
    [found] = [one for one in ACTION["runs"]["steps"] if one.get("name") == name]
    assert isinstance(found, dict)
    return found


def act(folder: Path, **inputs: str) -> tuple[int, str]:
    """Run the action's own step as GitHub does: the status and what is printed."""
    given = {name: one["default"] for name, one in ACTION["inputs"].items()} | inputs
    env = {
        key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], value)
        for key, value in step("Check")["env"].items()
    }
    program = folder / "bin" / "perfcheck"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m perfcheck "$@"\n')
    program.chmod(0o755)
    (folder / "temp").mkdir(exist_ok=True)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step("Check")["run"]],
        cwd=folder,
        env=os.environ
        | env
        | {
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "RUNNER_TEMP": str(folder / "temp"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")


@needs_bash
def test_the_action_marks_sums_up_and_fails(tmp_path: Path) -> None:
    tables = tmp_path / "申报表 一"
    tables.mkdir()
    shutil.copy(EXAMPLES / "tables/02-county-sums.txt", tables)
    status, said = act(tmp_path, paths="申报表 一\n", sarif="out.sarif")
    assert status == 1
    assert "::error file=申报表 一/02-county-sums.txt,line=10,title=PC801" in said
    assert "PC801" in (tmp_path / "summary.md").read_text("utf-8")
    found = json.loads((tmp_path / "out.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert "PC801" in {one["ruleId"] for one in found}


@needs_bash
def test_the_action_takes_several_paths_and_no_commands(tmp_path: Path) -> None:
    for name in ("a.txt", "$(touch ran).txt"):
        shutil.copy(EXAMPLES / "tables/01-clean.md", tmp_path / name)
    status, said = act(tmp_path, paths="a.txt\n\n$(touch ran).txt")
    assert (status, said) == (0, "")
    assert not (tmp_path / "ran").exists()
    status, said = act(tmp_path, **{"fail-on": "never"})
    assert (status, "never" in said) == (2, True)


def test_every_input_is_used() -> None:
    used = re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"]))
    assert set(used) == set(ACTION["inputs"])
    assert "${{" not in step("Check")["run"]


def test_the_page_shows_what_is_there() -> None:
    hooks, workflow = PAGE
    [hook] = hooks["repos"][0]["hooks"]
    assert hook["id"] == HOOK["id"]
    steps = workflow["jobs"]["perfcheck"]["steps"]
    [own] = [one for one in steps if "perfcheck@" in one["uses"]]
    assert set(own["with"]) <= set(ACTION["inputs"])
    [upload] = [one for one in steps if "upload-sarif" in one["uses"]]
    assert upload["with"]["sarif_file"] == ACTION["inputs"]["sarif"]["default"]
    page = (ROOT / "docs/ci.md").read_text("utf-8")
    assert set(re.findall(r"perfcheck ([a-z]+)\b", page)) <= set(VERBS)
