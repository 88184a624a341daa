"""Rules of the house: imports run one way, one place for each thing, generated pages are fresh."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfcheck.api import extract
from perfcheck.reports import all_formats
from perfcheck.reports.catalogue import rules_page
from perfcheck.rules import FAMILIES, Scope, all_rules, sources
from perfcheck.rules.lexicon import words
from perfcheck.tables import Category, Column, IndicatorKind, frameworks
from perfcheck.tables.columns import column_of
from perfcheck.tables.framework import category_of, kind_of
from tests.conftest import ROOT

PACKAGE = ROOT / "perfcheck"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each room may import besides itself and the ground. Doors and the joining module see everything below them.
GROUND = {"messages"}
ROOMS = {
    "messages": set(),
    "values": set(),
    "documents": set(),
    "tables": {"values", "documents"},
    "rules": {"values", "documents", "tables"},
    "comparing": {"values", "documents", "tables", "rules"},
    "reports": {"values", "documents", "tables", "rules", "comparing"},
    "copies": {"documents", "tables", "rules", "reports"},
    "config": {"values", "tables", "rules"},
    "fixing": {"documents", "rules", "reports", "copies"},
    "api": {"values", "documents", "tables", "rules", "config"},
    "strategies": {"values", "documents", "tables"},
    "progress": {"api", "reports"},
    "paths": {"api"},
    "web": {
        *("values", "documents", "tables", "rules", "reports", "copies"),
        *("comparing", "fixing", "config", "api", "paths"),
    },
    "cli": {
        *("values", "documents", "tables", "rules", "reports", "copies"),
        *("comparing", "fixing", "config", "api", "progress", "paths", "web"),
    },
    "__main__": {"cli"},
    "__init__": {"values", "documents", "tables", "rules", "config", "api", "strategies"},
}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_rooms(path: Path, source: str) -> Iterator[str]:
    """The rooms that a module at ``path`` imports, whichever way it is written."""
    package = ("perfcheck", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) + 1 - node.level]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            names = [f"{module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "perfcheck" and len(parts) > 1 and not parts[1].startswith("__"):
                yield parts[1]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    room = room_of(path)
    assert room in ROOMS, f"{room} is a room that the house does not know"
    assert set(imported_rooms(path, path.read_text("utf-8"))) <= ROOMS[room] | GROUND | {room}


def test_the_page_about_the_house_names_every_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert page.startswith("# How the house is built\n")
    rooms = {room for room in ROOMS if not room.startswith("__")}
    assert {room for room in rooms if f"| `perfcheck/{room}" not in page} == set()


def test_the_import_test_sees_every_way_to_import() -> None:
    source = "import perfcheck.rules\nfrom perfcheck import reports\nfrom ..api import check\n"
    module = PACKAGE / "tables" / "anything.py"
    assert set(imported_rooms(module, source)) == {"rules", "reports", "api"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_has_two_subjects(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 350


def test_rule_codes_and_names_are_used_once() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({rule.name for rule in rules}) == len(rules)
    assert {rule.family for rule in rules} <= set(FAMILIES)


def test_every_source_is_cited_or_waits_for_its_rule() -> None:
    cited = {key for rule in all_rules() for key in rule.basis_keys}
    assert cited <= set(sources())


def test_rules_page_is_generated() -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert page == rules_page(all_rules()), "docs/rules.md is stale: run `make docs`"


def test_only_file_rules_lack_a_check() -> None:
    assert {rule.family for rule in all_rules() if rule.scope is Scope.FILE} == {"9"}


def test_formats_are_found() -> None:
    assert {"text", "json", "jsonl"} <= set(all_formats())


def test_every_label_reads_as_itself() -> None:
    for category in Category:
        assert category_of(category.value) is category
    for kind in IndicatorKind:
        assert kind_of(kind.value) is kind
    for column in Column:
        assert column_of(column.value) is column


def test_every_kind_has_a_place_in_some_framework() -> None:
    placed = {kind for one in frameworks() for kinds in one.tree.values() for kind in kinds}
    assert placed == set(IndicatorKind)


def test_word_lists_compile() -> None:
    assert words("negative").search("故障")


def test_the_package_names_no_reference_document(seeds: list[Path]) -> None:
    """Nothing in the code may know a particular document: its file, its unit, its projects."""
    names: set[str] = set()
    for path in seeds:
        submission = extract(path)
        names |= {path.stem, submission.department.unit or path.stem}
        names |= {
            table.project
            for table in submission.tables
            if table.project and len(table.project) > 8
        }
    files = [*MODULES, *(ROOT / "grammar").glob("*"), *PACKAGE.rglob("*.toml")]
    texts = {path.name: path.read_text("utf-8") for path in files}
    assert [(file, name) for file, text in texts.items() for name in names if name in text] == []
    assert len(names) > 15
