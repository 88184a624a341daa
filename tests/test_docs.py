"""The pages for readers: their code runs, their links lead somewhere, their commands exist."""

import doctest
import re
import shlex
import warnings
from pathlib import Path

import pytest

from perfcheck.cli import main
from tests.conftest import ROOT

PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "examples/README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]


def test_the_library_page_runs() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = doctest.testfile(str(ROOT / "docs/library.md"), module_relative=False)
    assert result.attempted > 20
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    text = page.read_text("utf-8")
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_result_shown_in_the_readme_is_what_the_program_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.search(r"```\n\$ (perfcheck check [^\n]+)\n\n(.*?)```", readme, re.S)
    assert shown
    monkeypatch.chdir(ROOT)
    main(shlex.split(shown[1])[1:])
    said = re.sub(r"\s+", "", capsys.readouterr().out)
    for line in shown[2].splitlines():
        assert re.sub(r"\s+", "", line) in said, line


def test_the_make_targets_of_the_readme_exist() -> None:
    readme, makefile = ((ROOT / name).read_text("utf-8") for name in ("README.md", "Makefile"))
    targets = set(re.findall(r"make ([a-z]+)", readme))
    assert {"demo", "test"} <= targets
    assert all(f"\n{target}:" in makefile for target in targets)
