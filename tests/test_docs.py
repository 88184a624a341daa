"""The pages for readers: their commands and their code run, and what they show is what comes of it."""

import doctest
import re
import shutil
import sys
import tomllib
import warnings
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from attrs import fields

from perfcheck.cli import VERBS
from perfcheck.config import load_config
from perfcheck.reports import words
from perfcheck.rules import Finding, Report
from perfcheck.tables import Indicator, Submission, TargetTable
from perfcheck.web.words import SCRIPT, WORDS
from tests.cli import run
from tests.conftest import ROOT
from tests.pages import RUN, Block, anchors, blocks, commands, links, quoted_commands
from tests.reader import Reader, is_as_shown

PAGES = [*RUN, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "docs" / "rules.md"]
# Commands that are shown and not run here, and why.
NOT_RUN = {
    "make demo": "it installs; CI runs it",
    "make test": "these are the tests",
    "pip install": "it downloads; the extras named are looked up",
}
# Languages of blocks that are no commands to run here, and why.
NO_COMMANDS = {
    "json": "data",
    "yaml": "data; tests/test_ci_files.py reads it",
    "text": "prose",
    "bat": "commands of another system",
}


def page_id(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    one = Reader(tmp_path)
    yield one
    one.leave()


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are those of a Unix shell")
@pytest.mark.parametrize("page", RUN, ids=page_id)
def test_what_a_page_shows_is_what_happens(page: Path, reader: Reader) -> None:
    """All blocks of a page, in their order, in one folder."""
    names: dict[str, Any] = {}
    for block in blocks(page):
        place = f"{page_id(page)}:{block.line}"
        if block.file:
            path = reader.folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")
        match block.language:
            case "console":
                follow(block, reader, page_id(page))
            case "python" if not block.file:
                run_python(block, reader.folder, names, place)
            case "toml":
                load_toml(block, reader.folder)
            case language:
                assert block.file or language in NO_COMMANDS, f"{place}: nothing tries this block"


def follow(block: Block, reader: Reader, page: str) -> None:
    """Type each command of a console block, and look at what it says."""
    every = list(commands(block))
    for command, after in zip(every, [*every[1:], None], strict=True):
        place = f"{page}:{command.line}: {command.text}"
        if any(command.text.startswith(one) for one in NOT_RUN):
            continue
        if command.text.startswith("curl") and not shutil.which("curl"):
            pytest.skip("curl, with which the page asks the server, is not installed")
        said = reader.do(command)
        told = after is not None and after.text == "echo $?"
        assert reader.status in (0, 1) or told, f"{place}\nexit status {reader.status}\n{said}"
        if command.shown:
            assert is_as_shown(command.shown, said), (
                f"{place}\nsays\n{said}\nand not\n{command.shown}"
            )


def run_python(block: Block, folder: Path, names: dict[str, Any], place: str) -> None:
    """A session is a doctest; anything else is just run."""
    with chdir(folder), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Hypothesis warns of strategies that are used by hand
        if ">>>" not in block.text:
            exec(compile(block.text, place, "exec"), names)
            return
        test = doctest.DocTestParser().get_doctest(block.text, names, place, None, block.line)
        failed: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
        runner.run(test, out=failed.append, clear_globs=False)
        names.update(test.globs)
        assert not failed, "".join(failed)


def load_toml(block: Block, folder: Path) -> None:
    path = folder / (block.file or "shown.toml")
    path.write_text(block.text, "utf-8")
    load_config(path)


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if link.startswith("https://"):
            continue
        file, _, anchor = link.partition("#")
        goal = (page.parent / file).resolve() if file else page
        assert goal.exists(), link
        assert not anchor or anchor in anchors(goal), link


@pytest.mark.parametrize("page", RUN, ids=page_id)
def test_commands_in_running_text_are_understood(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _, verb, *rest in quoted_commands(page):
        assert verb in VERBS, verb
        _, help_page, _ = run(capsys, verb, "--help")
        options = {word for word in rest if word.startswith("-")} - {"-"}
        assert options <= set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", help_page)), (verb, options)


def test_every_verb_is_in_the_readme() -> None:
    told = {words[1] for words in quoted_commands(ROOT / "README.md")}
    assert told >= set(VERBS)


def test_both_readmes_show_the_same_commands() -> None:
    chinese, english = (
        [
            command.text
            for block in blocks(ROOT / name)
            if block.language == "console"
            for command in commands(block)
        ]
        for name in ("README.md", "README.en.md")
    )
    assert chinese == [text.replace(" --lang en", "") for text in english]
    assert any(text.startswith("perfcheck check") for text in chinese)


def test_the_buttons_of_the_tutorial_are_on_the_page() -> None:
    tutorial = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    said = [zh for zh, _ in (WORDS | SCRIPT | words.WORDS).values()]
    pressed = set(re.findall(r"点(?:卡片上的|页面最下面的)?“([^”]+)”", tutorial))
    assert len(pressed) > 8
    assert [one for one in pressed if not any(zh.startswith(one) for zh in said)] == []
    downloads = {zh for key, (zh, _) in WORDS.items() if key.startswith("get_")}
    assert [one for one in downloads if one not in tutorial] == []


@pytest.mark.parametrize(
    "described",
    [Report, Finding, Submission, TargetTable, Indicator],
    ids=lambda one: one.__name__,
)
def test_the_data_that_the_guide_describes_is_there(described: type) -> None:
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    (told,) = re.findall(rf"^\| `{described.__name__}` \| (.*) \|$", guide, re.MULTILINE)
    named = set(re.findall(r"`([a-z_]+)", told))
    known = {*dir(described), *(one.name for one in fields(described))}
    assert named
    assert named <= known


def test_every_page_can_be_found_from_the_index() -> None:
    folder = ROOT / "docs"
    linked = {(folder / link.partition("#")[0]).resolve() for link in links(folder / "index.md")}
    assert linked >= set(folder.glob("*.md")) - {folder / "index.md"}


def test_the_pictures_are_small_and_shown() -> None:
    folder = ROOT / "docs"
    shown = {(page.parent / link).resolve() for page in RUN for link in links(page)}
    pictures = set(folder.glob("*.png"))
    assert pictures
    assert pictures <= shown
    assert max(path.stat().st_size for path in pictures) < 160_000


def test_the_make_targets_of_the_readme_exist() -> None:
    readme, makefile = ((ROOT / name).read_text("utf-8") for name in ("README.md", "Makefile"))
    targets = set(re.findall(r"make ([a-z]+)", readme))
    assert targets >= {"demo", "test"}
    assert all(f"\n{target}:" in makefile for target in targets)


@pytest.mark.parametrize("page", RUN, ids=page_id)
def test_what_is_to_be_clicked_is_in_the_bundle(page: Path) -> None:
    clicked = set(re.findall(r"`(\w+\.bat)`", page.read_text("utf-8")))
    assert clicked <= {path.name for path in (ROOT / "bundle" / "windows").iterdir()}


@pytest.mark.parametrize("page", RUN, ids=page_id)
def test_the_extras_that_are_named_exist(page: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = re.findall(r"perfcheck\[([\w,]+)\]", page.read_text("utf-8"))
    extras = {one for each in named for one in each.split(",")}
    assert extras <= set(project["optional-dependencies"])


@pytest.mark.parametrize(
    ("shown", "said", "is_same"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\n…\nd", "a\nb\nc\nd\n", True),
        ("a\n…", "a\n", True),
        ("a …", "a b\n", True),
        ("a …", "a b\nc\n", False),
        ("a", "a\nb\n", False),
        ("a.c", "abc\n", False),
    ],
)
def test_an_ellipsis_stands_for_what_is_left_out(shown: str, said: str, is_same: bool) -> None:
    assert is_as_shown(shown, said) is is_same
