"""The zip: wheels, what installs and starts them, a page that says how, and a list of checksums."""

import hashlib
import zipfile
from pathlib import Path

from bundle.gather import ROOT
from bundle.wheels import Platform, Wheel

SHARED = (ROOT / "LICENSE", ROOT / "bundle" / "install.py")
RUNS = 0o755  # for unzip on Linux
STANDS = 0o644


def pack(wheels: list[Path], platform: Platform, folder: Path) -> Path:
    """Write the bundle of a platform. The same wheels give the same bytes."""
    version = next(wheel.version for wheel in map(Wheel.read, wheels) if wheel.name == "perfcheck")
    own = sorted((ROOT / "bundle" / platform.name).iterdir())
    files = dict(_as_read_there(path, str(version)) for path in own)
    files |= {path.name: path.read_bytes() for path in SHARED}
    files |= {f"wheels/{path.name}": path.read_bytes() for path in wheels}
    files["SHA256SUMS"] = checksums(files).encode()
    name = f"perfcheck-{version}-{platform.name}"
    target = folder / f"{name}.zip"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for place, content in sorted(files.items()):
            _add(archive, f"{name}/{place}", content)
    return target


def _as_read_there(path: Path, version: str) -> tuple[str, bytes]:
    """The place of a text in the zip, and its bytes as the program that opens it wants them.

    cmd.exe reads a .bat in the code page of its window, 936 on a Chinese Windows, and a file in UTF-8
    under ``chcp 65001`` is known to be cut inside a character. So a .bat is in GB2312, a part of 936
    in which no byte of a Chinese character looks like one of ASCII: under any other code page it still
    runs, and the English line beside each Chinese one can be read.
    """
    text = path.read_text("utf-8").replace("{version}", version)
    if path.suffix == ".bat":
        return path.name, text.replace("\n", "\r\n").encode("gb2312")
    if path.suffix == ".txt":  # for an old Notepad, which takes a text without BOM for GBK
        return "说明.txt", text.replace("\n", "\r\n").encode("utf-8-sig")
    return path.name, text.encode()


def checksums(files: dict[str, bytes]) -> str:
    """As ``sha256sum`` writes and reads them."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {place}\n"
        for place, content in sorted(files.items())
    )


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name)  # of 1980, whenever it was made
    entry.create_system = 3  # Unix, which alone keeps the rights
    entry.external_attr = (RUNS if name.endswith(".sh") else STANDS) << 16
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
