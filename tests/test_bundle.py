"""The bundle without its wheels: which ones a machine takes, what the zip holds, what its texts say."""

import hashlib
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from bundle import gather
from bundle.gather import NotGathered
from bundle.pack import pack
from bundle.wheels import LINUX, PLATFORMS, PYTHONS, WINDOWS, Machine, Platform, choose
from perfcheck.cli import VERBS
from tests.conftest import ROOT
from tests.wheels import made_up

OWN = "perfcheck-1.0-py3-none-any"
BATS = ("install.bat", "start.bat", "check.bat")

# What perfcheck asks for, the wheels beside it, and what Python 3.12 on 64-bit Windows misses of it.
FOLDERS: list[tuple[Sequence[str], dict[str, Sequence[str]], tuple[str, ...]]] = [
    (["a"], {"a-1-py3-none-any": []}, ()),
    (["a"], {}, ("a",)),
    (["a>=2"], {"a-1-py3-none-any": []}, ("a>=2",)),
    (["a"], {"a-1-cp312-cp312-win_amd64": []}, ()),
    (["a"], {"a-1-cp38-abi3-win_amd64": []}, ()),
    (["a"], {"a-1-cp311-cp311-win_amd64": []}, ("a",)),
    (["a"], {"a-1-cp312-cp312-win32": []}, ("a",)),
    (["a"], {"a-1-cp312-cp312-manylinux_2_17_x86_64": []}, ("a",)),
    (["A.b_c"], {"a_b_c-1-py2.py3-none-any": []}, ()),
    # conditions are read for the machine that is meant
    (["a; sys_platform == 'win32'"], {}, ("a",)),
    (["a; platform_system == 'Linux'"], {}, ()),
    (["a; os_name == 'nt' and platform_machine == 'AMD64'"], {}, ("a",)),
    (["a; python_version < '3.12'"], {}, ()),
    (["a; implementation_name == 'pypy'"], {}, ()),
    # what is asked for asks in turn, and extras ask for more
    (["a"], {"a-1-py3-none-any": ["b"]}, ("b",)),
    (["a"], {"a-1-py3-none-any": ["b; extra == 'pdf'"]}, ()),
    (["a[pdf]"], {"a-1-py3-none-any": ["b; extra == 'pdf'"]}, ("b",)),
    (["perfcheck[pdf]; extra == 'all'", "a; extra == 'pdf'"], {}, ("a",)),
    (["a"], {"a-1-py3-none-any": ["b"], "b-1-py3-none-any": ["a"]}, ()),
    # two that ask for the same have to agree
    (["a", "b"], {"a-1-py3-none-any": ["b<2"], "b-2-py3-none-any": []}, ("b<2",)),
    (
        ["b", "a[pdf]"],
        {
            "a-2-py3-none-any": [],
            "a-1-py3-none-any": ["c; extra == 'pdf'"],
            "b-1-py3-none-any": ["a<2"],
        },
        ("c",),
    ),
]


@pytest.mark.parametrize(("asks", "beside", "missing"), FOLDERS)
def test_what_a_machine_would_miss_is_found(
    tmp_path: Path, asks: list[str], beside: dict[str, list[str]], missing: tuple[str, ...]
) -> None:
    made_up(tmp_path, OWN, asks)
    for name, requires in beside.items():
        made_up(tmp_path, name, requires)
    assert choose("perfcheck[all]", tmp_path, Machine(WINDOWS, "3.12")).missing == missing


def test_a_wheel_for_a_newer_python_is_not_taken(tmp_path: Path) -> None:
    made_up(tmp_path, OWN, ["a"])
    old = made_up(tmp_path, "a-1-py3-none-any")
    new = made_up(tmp_path, "a-2-py3-none-any", python=">=3.12")
    taken = {
        python: choose("perfcheck", tmp_path, Machine(LINUX, python)).wheels
        for python in ("3.11", "3.12")
    }
    assert taken["3.11"] & {old, new} == {old}
    assert taken["3.12"] & {old, new} == {new}


def test_the_best_wheel_is_taken_and_a_second_wish_heeded(tmp_path: Path) -> None:
    made_up(tmp_path, OWN, ["a", "b"])
    made_up(tmp_path, "a-1-py3-none-any", ["b<3"])
    for name in ("b-3-py3-none-any", "b-2-py3-none-any"):
        made_up(tmp_path, name)
    best = made_up(tmp_path, "b-2-cp312-cp312-win_amd64")
    assert best in choose("perfcheck", tmp_path, Machine(WINDOWS, "3.12")).wheels


def test_what_pip_overlooks_is_asked_for_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = made_up(tmp_path, OWN, ["a; sys_platform == 'win32'", "unused; sys_platform == 'linux'"])
    folder = tmp_path / "wheels"
    folder.mkdir()
    asked: list[list[str]] = []

    def download(wanted: list[str], machine: Machine, folder: Path) -> None:
        """Like pip on Linux, which takes every machine for its own."""
        asked.append(wanted)
        if wanted == [f"{own}[all]"]:
            shutil.copy(own, folder)
            made_up(folder, "unused-1-py3-none-any")
        else:
            made_up(folder, "a-1-py3-none-any")

    monkeypatch.setattr(gather, "_download", download)
    wheels = gather.gather(own, WINDOWS, folder)
    assert [wheel.name.split("-")[0] for wheel in wheels] == ["a", "perfcheck"]
    assert asked[:2] == [[f"{own}[all]"], ["a"]]


def test_what_the_index_lacks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = made_up(tmp_path, OWN, ["a>=7"])
    monkeypatch.setattr(gather, "_download", lambda *_: None)
    with pytest.raises(NotGathered, match=r"windows, Python 3\.11: no wheel meets a>=7"):
        gather.gather(own, WINDOWS, tmp_path)


@pytest.fixture(params=PLATFORMS, ids=lambda platform: platform.name)
def platform(request: pytest.FixtureRequest) -> Platform:
    assert isinstance(request.param, Platform)
    return request.param


def contents(bundle: Path) -> dict[str, bytes]:
    """The files of a bundle, by their place in its folder."""
    with zipfile.ZipFile(bundle) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {bundle.stem}
        return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}


def test_the_zip_holds_what_it_takes(tmp_path: Path, platform: Platform) -> None:
    bundle = pack([made_up(tmp_path, OWN)], platform, tmp_path / "dist")
    assert bundle.name == f"perfcheck-1.0-{platform.name}.zip"
    files = contents(bundle)
    scripts = BATS if platform is WINDOWS else ("install.sh", "start.sh")
    assert set(files) == {
        *scripts,
        *("LICENSE", "SHA256SUMS", "install.py", "说明.txt", f"wheels/{OWN}.whl"),
    }
    listed = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_the_same_wheels_give_the_same_zip(tmp_path: Path, platform: Platform) -> None:
    wheels = [made_up(tmp_path, OWN), made_up(tmp_path, "a-1-py3-none-any")]
    first, second = (pack(wheels, platform, tmp_path / one) for one in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()


def test_scripts_are_as_their_shells_read_them(tmp_path: Path, platform: Platform) -> None:
    bundle = pack([made_up(tmp_path, OWN)], platform, tmp_path / "dist")
    files = contents(bundle)
    assert files["说明.txt"].startswith("\ufeffperfcheck 1.0".encode())
    for name in [name for name in files if name.endswith((".bat", ".txt"))]:
        assert files[name].count(b"\n") == files[name].count(b"\r\n") > 5, name
    for name in BATS if platform is WINDOWS else ():
        # No byte of a Chinese character may be one that cmd.exe gives a meaning to.
        chinese = re.sub(rb"[\x00-\x7f]", b"", files[name])
        assert chinese
        assert min(chinese) >= 0xA1
        assert chinese.decode("gb2312")
    with zipfile.ZipFile(bundle) as archive:
        for entry in archive.infolist():
            mode = entry.external_attr >> 16
            assert mode == (0o755 if entry.filename.endswith(".sh") else 0o644)


def script(name: str) -> str:
    return (ROOT / "bundle" / WINDOWS.name / name).read_text("utf-8")


@pytest.mark.parametrize("name", BATS)
def test_a_bat_leads_nowhere_that_is_not_there(name: str) -> None:
    text = script(name)
    labels = set(re.findall(r"^:(\w+)$", text, re.M))
    assert set(re.findall(r"(?:goto |call :)(\w+)", text)) == labels
    beside = set(re.findall(r"%(?:here%|~dp0)([\w.]+)", text))
    assert beside <= {*BATS, "install.py", "wheels"}
    verbs = set(re.findall(r"-m perfcheck (\w+)", text))
    assert verbs <= set(VERBS)
    assert beside | verbs


@pytest.mark.parametrize("name", BATS)
def test_a_bat_quotes_paths_and_says_everything_twice(name: str) -> None:
    lines = script(name).splitlines()
    for line in lines:
        outside = "".join(line.split('"')[::2])  # of quotes
        assert not re.search(r"%(here|~dp0|USERPROFILE|report)", outside), line
        if line.startswith("echo "):
            assert not re.search(r"[<>|&^%!]", line), line
        elif not line.startswith("@"):
            assert line.isascii(), line
        assert not re.search(r"\(\s*$", line), "a path with a bracket would end the block"
    said = [line.isascii() for line in lines if line.startswith("echo ")]
    assert said == [False, True] * (len(said) // 2)
    assert said


def test_every_text_names_the_pythons_that_the_wheels_are_for() -> None:
    newest_first = list(reversed(PYTHONS))
    tried = re.search(r"in \((3[\d. ]+)\) do call :fits py\.exe -", script("install.bat"))
    assert tried
    assert tried[1].split() == newest_first
    shell = (ROOT / "bundle/linux/install.sh").read_text("utf-8")
    assert re.findall(r"python(3\.\d+)\b", shell) == newest_first
    texts = [script("install.bat"), script("readme.txt"), shell]
    texts.append((ROOT / "bundle/linux/readme.txt").read_text("utf-8"))
    for text in texts:
        assert f"{PYTHONS[0]} 至 {PYTHONS[-1]}" in text


def test_install_and_start_agree_on_the_place() -> None:
    installer = (ROOT / "bundle/install.py").read_text("utf-8")
    assert 'Path.home() / ".perfcheck"' in installer
    assert 'HOME / "env"' in installer
    for name in ("start.bat", "check.bat"):
        assert r'"python=%USERPROFILE%\.perfcheck\env\Scripts\python.exe"' in script(name)
    starter = (ROOT / "bundle/linux/start.sh").read_text("utf-8")
    assert "$HOME/.perfcheck/env/bin/python" in starter


class Desk:
    """A bundle of made-up wheels, unzipped in a folder with an awkward name, and a home to install to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "家 目录"
        self.home.mkdir()

    def unzip(self, version: str, program: str) -> Path:
        wheels = self.folder / version
        wheels.mkdir()
        tag = "cp{}{}".format(*sys.version_info)
        made = [
            made_up(wheels, f"perfcheck-{version}-py3-none-any", ["native"], program=program),
            made_up(wheels, f"native-1-{tag}-{tag}-manylinux_2_17_x86_64"),
        ]
        place = self.folder / f"下载 ({version})"
        bundle = pack(made, LINUX, self.folder)
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(place)
        return place / bundle.stem

    def sh(self, script: Path, **more: str) -> tuple[int, str]:
        path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
        done = subprocess.run(
            ["sh", str(script)],
            cwd="/",
            env={"HOME": str(self.home), "PATH": path, "LC_ALL": "C.UTF-8"} | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout


@pytest.mark.skipif(
    sysconfig.get_platform() != "linux-x86_64"
    or "{}.{}".format(*sys.version_info) not in PYTHONS
    or bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    reason="the scripts for Linux run on x86_64, with a Python that the bundle is for",
)
def test_installing_upgrading_and_failing_to(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first = desk.unzip("1.0", "import sys, native; print('perfcheck 1.0', *sys.argv[1:])")
    # The user's own settings for pip are not heeded: this one would send it elsewhere.
    status, said = desk.sh(first / "start.sh", PIP_TARGET="/nowhere", PIP_NO_DEPS="1")
    assert status == 0, said
    assert "已安装 perfcheck 1.0" in said
    assert said.endswith("perfcheck 1.0 serve\n")
    assert desk.sh(first / "start.sh") == (0, "perfcheck 1.0 serve\n")

    second = desk.unzip("2.0", "print('perfcheck 2.0')")
    second.chmod(0o555)
    status, said = desk.sh(second / "install.sh")
    assert (status, "已安装 perfcheck 2.0" in said) == (0, True), said
    assert desk.sh(first / "start.sh") == (0, "perfcheck 2.0\n")
    assert [path.name for path in (desk.home / ".perfcheck").iterdir()] == ["env"]

    broken = desk.unzip("3.0", "raise SystemExit('does not start')")
    status, said = desk.sh(broken / "install.sh")
    assert (status, "does not start" in said, "没有改动" in said) == (2, True, True)
    assert desk.sh(first / "start.sh") == (0, "perfcheck 2.0\n")

    with (broken / "wheels/perfcheck-3.0-py3-none-any.whl").open("ab") as wheel:
        wheel.write(b"?")
    (broken / "LICENSE").unlink()
    status, said = desk.sh(broken / "install.sh")
    assert status == 2
    assert "LICENSE、wheels/perfcheck-3.0-py3-none-any.whl" in said
    assert "Traceback" not in said

    shutil.rmtree(broken / "wheels")
    status, said = desk.sh(broken / "install.sh")  # no Python fits where there is no wheel for it
    assert (status, "没有找到能用的 Python" in said) == (2, True)
