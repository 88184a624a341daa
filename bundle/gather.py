"""Wheels for other machines, out of the package index: perfcheck's own and all that it needs there."""

import subprocess
import sys
from pathlib import Path

from bundle.wheels import PYTHONS, Machine, Platform, choose

ROOT = Path(__file__).resolve().parent.parent
WANTED = "perfcheck[all]"


class NotGathered(Exception):
    """Why there is no bundle, in one line."""


def build(folder: Path) -> Path:
    """perfcheck's own wheel."""
    _run("build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    return next(folder.glob("perfcheck-*.whl"))


def gather(own: Path, platform: Platform, folder: Path) -> list[Path]:
    """Download what the platform's Pythons install; gives the wheels that one of them takes."""
    taken: set[Path] = set()
    for machine in (Machine(platform, python) for python in PYTHONS):
        _download([f"{own}[all]"], machine, folder)
        choice = choose(WANTED, folder, machine)
        while choice.missing:
            asked = choice.missing
            _download(list(asked), machine, folder)
            choice = choose(WANTED, folder, machine)
            if choice.missing == asked:
                raise NotGathered(f"{machine}: no wheel meets {', '.join(asked)}")
        taken |= choice.wheels
    return sorted(taken)


def _download(wanted: list[str], machine: Machine, folder: Path) -> None:
    platforms = [option for tag in machine.platform.tags for option in ("--platform", tag)]
    python = ("--python-version", machine.python, "--implementation", "cp")
    _run(
        *("pip", "download", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"),
        *(*platforms, *python, "--dest", str(folder), *wanted),
    )


def _run(*module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *module], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise NotGathered(f"{module[0]}: {said[-1] if said else done.stderr.strip()}")
