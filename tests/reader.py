"""Somebody who reads a page and does what it says, in a folder where the examples lie."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.pages import Command

PROGRAMS = {"perfcheck": "-m perfcheck", "python": ""}
SETTINGS = {"PERFCHECK_LANG", "FORCE_COLOR"}  # of whoever runs the tests, which a reader has not
SERVE = "perfcheck serve"
ADDRESS = re.compile(r"127\.0\.0\.1:\d+")


class Reader:
    """Commands are run one after the other, as in one terminal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "perfcheck"
        shutil.copytree(ROOT / "examples", self.folder / "examples")
        programs = folder / "programs"
        programs.mkdir()
        for name, options in PROGRAMS.items():
            program = programs / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {options} "$@"\n', "utf-8")
            program.chmod(0o755)
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_PROXY": "127.0.0.1"}
        given = {key: text for key, text in os.environ.items() if key not in SETTINGS}
        self.environment = given | own
        self.status = 0
        self._server: subprocess.Popen[str] | None = None
        self._shown_at = self._really_at = ""

    def do(self, command: Command) -> str:
        """What a command says; addresses are those of the page."""
        if command.text.startswith(SERVE):
            return self._serve(command)
        text = (
            command.text.replace(self._shown_at, self._really_at) if self._server else command.text
        )
        done = subprocess.run(
            ["sh", "-c", f"(exit {self.status})\n{text}"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        self.status = done.returncode
        return (
            done.stdout.replace(self._really_at, self._shown_at) if self._server else done.stdout
        )

    def _serve(self, command: Command) -> str:
        """The same server at another port, for the page's may be taken; it runs until the end."""
        asked = [*shlex.split(command.text), "--port", "0", "--no-browser"]
        self._server = subprocess.Popen(
            [sys.executable, "-m", *asked],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self._server.stdout is not None
        said = self._server.stdout.readline()
        self._shown_at = ADDRESS.findall(command.shown)[0]
        self._really_at = ADDRESS.findall(said)[0]
        return said.replace(self._really_at, self._shown_at)

    def leave(self) -> None:
        if self._server:
            self._server.terminate()
            self._server.communicate(timeout=20)


def is_as_shown(shown: str, said: str) -> bool:
    """Is it what the page shows? There, ``…`` stands for any text, and alone on a line for any lines."""
    lines = [re.escape(line.rstrip()).replace("…", ".*") for line in shown.splitlines()]
    pattern = "".join(r"(?:.*\n)*?" if line == ".*" else line + "\n" for line in lines)
    text = "\n".join(line.rstrip() for line in said.strip("\n").splitlines()) + "\n"
    return re.fullmatch(pattern, text) is not None
