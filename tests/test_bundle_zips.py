"""The zips that ``make bundle`` wrote: each machine finds in them all that it needs, and the one for
Linux is installed and used without an index. What is in the other was never run on Windows."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from httpx import get

from bundle.wheels import LINUX, PLATFORMS, PYTHONS, Machine, Platform, choose
from perfcheck import __version__
from tests.cli import CLEAN
from tests.conftest import EXAMPLES, ROOT

MACHINES = [Machine(platform, python) for platform in PLATFORMS for python in PYTHONS]
OURS = "{}.{}".format(*sys.version_info)
runs_here = pytest.mark.skipif(
    sysconfig.get_platform() != "linux-x86_64"
    or OURS not in PYTHONS
    or bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    reason="the bundle for Linux is for x86_64 and some Pythons",
)


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The unzipped bundle of each platform."""
    place = tmp_path_factory.mktemp("下载 (1)")
    found = {}
    for platform in PLATFORMS:
        name = f"perfcheck-{__version__}-{platform.name}"
        bundle = ROOT / "dist" / f"{name}.zip"
        if not bundle.is_file():
            pytest.skip(f"dist/{name}.zip is not there; `make bundle` downloads and writes it")
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(place)
        found[platform.name] = place / name
    return found


@pytest.mark.parametrize("machine", MACHINES, ids=str)
def test_each_machine_finds_all_that_it_needs(bundles: dict[str, Path], machine: Machine) -> None:
    choice = choose("perfcheck[all]", bundles[machine.platform.name] / "wheels", machine)
    assert choice.missing == ()
    names = {path.name.split("-")[0] for path in choice.wheels}
    assert {"lxml", "pydantic_core", "pypdfium2", "pillow", "uvicorn", "xlrd"} <= names


@pytest.mark.parametrize("machine", MACHINES, ids=str)
def test_pip_agrees(bundles: dict[str, Path], machine: Machine) -> None:
    wheels = bundles[machine.platform.name] / "wheels"
    tags = [option for tag in machine.platform.tags for option in ("--platform", tag)]
    command = [
        *(sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--no-index"),
        *("--find-links", str(wheels), "--only-binary=:all:", "--target", str(wheels / "none")),
        *("--python-version", machine.python, "--implementation", "cp", *tags),
        "perfcheck[all]",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_no_wheel_is_there_in_vain_and_each_is_listed(
    bundles: dict[str, Path], platform: Platform
) -> None:
    folder = bundles[platform.name]
    taken = {
        wheel
        for machine in MACHINES
        if machine.platform is platform
        for wheel in choose("perfcheck[all]", folder / "wheels", machine).wheels
    }
    assert set((folder / "wheels").iterdir()) == taken
    sums = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    assert {line.split("  ")[1] for line in sums} == {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }
    for digest, name in (line.split("  ") for line in sums):
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


@pytest.fixture(scope="session")
def home(bundles: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that the bundle for Linux was installed to."""
    home = tmp_path_factory.mktemp("家 目录")
    env = os.environ | {
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    done = subprocess.run(
        ["sh", str(bundles[LINUX.name] / "install.sh")],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"已安装 perfcheck {__version__}" in done.stdout
    return home


@runs_here
def test_what_was_installed_checks_every_kind_of_file(home: Path) -> None:
    program = home / ".perfcheck/env/bin/perfcheck"
    files = [EXAMPLES / "tables/02-county-sums.txt", *sorted((EXAMPLES / "office").iterdir())]
    report = home / "report.html"
    done = subprocess.run(
        [program, "check", *files, "-o", f"html={report}"],
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    text = report.read_text("utf-8")
    assert "PC801" in text
    assert all(file.name in text for file in files)
    assert not re.search(r"PC9\d\d", text), "something was not read"


@runs_here
def test_start_sh_serves_the_page(home: Path, bundles: dict[str, Path]) -> None:
    process = subprocess.Popen(
        ["sh", str(bundles[LINUX.name] / "start.sh"), "--no-browser", "--port", "0"],
        env=os.environ | {"HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, line
        assert "绩效目标" in get(found[0]).text
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    finally:
        process.kill()


@pytest.fixture(scope="session")
def bare(bundles: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that perfcheck was installed to without extras."""
    place = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    python, wheels = place / "bin/python", bundles[LINUX.name] / "wheels"
    install = ["-m", "pip", "install", "--quiet", "--no-index", "--find-links", str(wheels)]
    subprocess.run([str(python), *install, "perfcheck"], check=True)
    return python


def told(python: Path, *arguments: object) -> tuple[int, str]:
    """The status and the words of perfcheck on a machine without LibreOffice, which reads .xls too."""
    command = [str(python), "-I", "-m", "perfcheck", *map(str, arguments)]
    env = os.environ | {"PERFCHECK_SOFFICE": "not there"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@runs_here
def test_without_extras_text_and_office_are_read(bare: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean.txt"
    clean.write_text(CLEAN, encoding="utf-8")
    assert told(bare, "check", clean)[0] == 0
    for name in ("01-word.docx", "02-excel.xlsx"):
        status, said = told(bare, "check", EXAMPLES / "office" / name)
        assert (status, "PC9" in said) == (1, False), said


@runs_here
def test_without_extras_the_missing_one_is_named(bare: Path, tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    book.add_sheet("表")
    sheet = tmp_path / "表.xls"
    book.save(str(sheet))
    for file, extra in ((EXAMPLES / "office/03-paper.pdf", "pdf"), (sheet, "xls")):
        status, said = told(bare, "check", file)
        assert status == 2
        assert f"perfcheck[{extra}]" in said
    status, said = told(bare, "serve", "--no-browser")
    assert (status, len(said.splitlines())) == (2, 1)
    assert "perfcheck[web]" in said
