"""Install perfcheck for this user, from the wheels beside this file: no network, no administrator.

install.bat and install.sh look for a Python that ``--fits`` and run this with it. Everything goes to
``.perfcheck`` in the user's own folder. Beside this file it could not: that may be a share or a stick
that cannot be written to. And not to AppData: what the Store's Python writes there goes to a private
copy, where start.bat would not find it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from contextlib import ExitStack
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path

HERE = Path(__file__).absolute().parent
WHEELS = HERE / "wheels"
HOME = Path.home() / ".perfcheck"
ENV, OLD = HOME / "env", HOME / "old"
PYTHON = ENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
START = "start.bat" if os.name == "nt" else "start.sh"


def main() -> int:
    if sys.argv[1:] == ["--fits"]:
        return 0 if fits() else 1
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # for what a console's encoding lacks
    broken = damaged()
    if broken:
        say(
            f"文件不完整或已损坏，请重新复制并解压：{'、'.join(broken)}",
            "Files are missing or damaged; copy and unzip the bundle again.",
        )
        return 2
    say("正在安装，约一分钟……", "Installing; this takes about a minute ...")
    try:
        version = install()
    except OSError as error:
        say(
            f"不能写入 {error.filename}（{error.strerror}）。如果 perfcheck 正在运行，请关闭它的窗口再试。",
            "It cannot be written to. If perfcheck is running, close its windows and try again.",
        )
        return 2
    except subprocess.CalledProcessError as error:
        print(error.stdout)
        say("安装没有成功，原有的安装没有改动。", "Not installed; nothing was changed.")
        return 2
    say(f"已安装 {version}。用 {START} 打开检查页面。", f"Installed. {START} opens the page.")
    return 0


def fits() -> bool:
    """Is this Python one that the wheels are made for, and can it make an environment?"""
    name = (sys.implementation.cache_tag or "").replace("cpython-", "cp")
    machine = sysconfig.get_platform().rpartition("-")[2]
    made_for = any(
        f"-{name}-" in wheel.name and wheel.stem.endswith(machine)
        for wheel in WHEELS.glob("*.whl")
    )
    whole = find_spec("venv") and find_spec("ensurepip")
    return bool(made_for and whole and not sysconfig.get_config_var("Py_GIL_DISABLED"))


def damaged() -> list[str]:
    """The files that are not what the list of checksums says."""
    sums = HERE / "SHA256SUMS"
    if not sums.is_file():
        return [sums.name]
    listed = [line.split("  ", 1) for line in sums.read_text("utf-8").splitlines()]
    return [name for digest, name in listed if sha256(HERE / name) != digest]


def sha256(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def install() -> str:
    """Put a new environment in the place of the old one, or leave that as it was; gives the version."""
    HOME.mkdir(exist_ok=True)
    shutil.rmtree(OLD, ignore_errors=True)
    with ExitStack() as undo:
        if ENV.exists():
            ENV.rename(OLD)  # which Windows refuses while it runs
            undo.callback(OLD.rename, ENV)
        undo.callback(shutil.rmtree, ENV, ignore_errors=True)
        run(sys.executable, "-m", "venv", ENV)
        run(PYTHON, "-m", "pip", "install", "--no-index", "--find-links", WHEELS, "perfcheck[all]")
        version = run(PYTHON, "-m", "perfcheck", "--version").strip()
        undo.pop_all()
    shutil.rmtree(OLD, ignore_errors=True)
    return version


def run(python: str | Path, *arguments: str | Path) -> str:
    """What a Python says that heeds none of the user's settings, of its own or of pip's."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
    return subprocess.run(
        [python, "-I", "-X", "utf8", *arguments],
        env=own | {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=True,
    ).stdout


def say(chinese: str, english: str) -> None:
    print(chinese, english, sep="\n", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
