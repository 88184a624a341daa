"""LibreOffice as an outside program that turns one file into another format.

The program is not ours and the file is anybody's: it runs on a profile of its own in a temporary
folder, under our file names, without macros, links or network, within a time and a memory, and is
ended with all that it started.
"""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from perfcheck.documents.model import ReadError

SECONDS = 120.0  # for one file; honest ones take a few
MEMORY = 4 << 30  # of address space: most of it is never used

PLACES = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
OPTIONS = (
    "--headless",
    "--invisible",
    "--nologo",
    "--nodefault",
    "--norestore",
    "--nolockcheck",
    "--nofirststartwizard",
)

# Macros never run, nothing that a document links to is fetched, and no proxy leads outside.
SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "2"},
    "/org.openoffice.Office.Calc/Content/Update": {"Link": "2"},
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
        "ooInetNoProxy": "",
    },
}


def find_soffice() -> str | None:
    """The program, where ``$PERFCHECK_SOFFICE`` says or in the usual places; None without one."""
    own = os.environ.get("PERFCHECK_SOFFICE")
    return next(filter(None, map(shutil.which, [own] if own else PLACES)), None)


def convert(program: str, content: bytes, suffix: str, target: str, form: str) -> bytes:
    """The content of a file of one suffix, saved under another in what LibreOffice calls ``form``.

    Nothing where LibreOffice gives nothing. Raises ``ReadError`` where it takes too long or does
    not start.
    """
    with TemporaryDirectory(prefix="perfcheck-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, made = folder / f"source{suffix}", folder / "made"
        source.write_bytes(content)
        _write_settings(folder / "profile" / "user")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        saving = ["--convert-to", f"{target.lstrip('.')}:{form}", "--outdir", str(made)]
        _run([program, profile, *OPTIONS, *saving, str(source)], folder)
        result = made / f"source{target}"
        return result.read_bytes() if result.is_file() else b""


def _write_settings(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, settings in SETTINGS.items()
        for name, value in settings.items()
    )
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path) -> None:
    """Wait for the program, however it ends, and leave no process of it behind."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise ReadError(
            "old-format",
            f"这种格式要用 LibreOffice 读取，而它无法启动（{error.strerror}）",
            f"it takes LibreOffice to read this format, which does not start ({error.strerror})",
        ) from None
    try:
        _limit_memory(process.pid)
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise ReadError(
            "read-timeout",
            f"LibreOffice 转换超过 {SECONDS:.0f} 秒，已停止",
            f"LibreOffice took longer than {SECONDS:.0f} seconds and was stopped",
        ) from None
    finally:
        _end(process)


def _limit_memory(pid: int) -> None:
    if sys.platform == "linux":
        import resource

        with suppress(OSError):  # it may have ended already
            resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY, MEMORY))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and its children: the one that is started only starts the one that works."""
    if sys.platform == "win32":
        kill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(kill, capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):  # all gone, or about to be
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
