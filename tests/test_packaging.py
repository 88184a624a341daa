"""The wheel and the source archive hold the grammar, and the wheel works away from the checkout."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from perfcheck import __version__
from tests.conftest import ROOT

GRAMMAR = {path.name for path in (ROOT / "grammar").iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel, built from the source archive, and the archive."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return folder


def test_the_source_archive_is_whole(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert {f"grammar/{name}" for name in GRAMMAR} <= names
    assert {
        "README.md",
        "LICENSE",
        "Makefile",
        "examples/expected.py",
        "tests/conftest.py",
        "bundle/install.py",
        "bundle/windows/install.bat",
        "action.yml",
        ".pre-commit-hooks.yaml",
    } <= names


def test_the_wheel_holds_code_and_data(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    assert {f"perfcheck/grammar/{name}" for name in GRAMMAR} <= names
    sources = [path for path in (ROOT / "perfcheck").rglob("*") if path.is_file()]
    assert {".py", ".toml", ".jinja", ".css", ".js", ".svg"} <= {path.suffix for path in sources}
    assert {str(path.relative_to(ROOT)) for path in sources if path.suffix != ".pyc"} <= names
    assert {"perfcheck/py.typed", "perfcheck/web/report.schema.json"} <= names
    assert not [name for name in names if name.startswith(("tests/", "examples/"))]


def test_the_installed_wheel_works_away_from_the_checkout(built: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    table = tmp_path / "table.md"
    table.write_text(
        "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 成本指标 | 总成本 | ≥8万 |\n",
        encoding="utf-8",
    )
    script = (
        "import sys, perfcheck; from perfcheck.cli import main;"
        f"assert perfcheck.__file__.startswith({str(site)!r}), perfcheck.__file__;"
        f"assert perfcheck.__version__ == {__version__!r};"
        f"sys.exit(main(['check', {str(table)!r}]))"
    )
    # The path entry of an editable install comes after PYTHONPATH, so the wheel is what is tested.
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "≤8万" in done.stdout
    assert "PC105" in done.stdout
