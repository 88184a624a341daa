"""Made-up wheels, as small as pip takes them."""

import zipfile
from collections.abc import Iterable
from pathlib import Path


def made_up(
    folder: Path,
    name: str,
    requires: Iterable[str] = (),
    python: str = ">=3.8",
    program: str = "",
) -> Path:
    """``name`` is that of the file without ``.whl``; ``program`` is what ``python -m`` runs."""
    distribution, version, *_, interpreter, abi, platform = name.split("-")
    info = f"{distribution}-{version}.dist-info"
    extras = ["all", "pdf"]
    files = {
        f"{distribution}/__init__.py": "",
        f"{distribution}/__main__.py": program,
        f"{info}/METADATA": "\n".join(
            [
                "Metadata-Version: 2.1",
                f"Name: {distribution}",
                f"Version: {version}",
                f"Requires-Python: {python}",
                *(f"Provides-Extra: {extra}" for extra in extras),
                *(f"Requires-Dist: {requirement}" for requirement in requires),
            ]
        ),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {interpreter}-{abi}-{platform}\n",
    }
    record = "".join(f"{file},,\n" for file in (*files, f"{info}/RECORD"))
    path = folder / f"{name}.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file, content in (files | {f"{info}/RECORD": record}).items():
            wheel.writestr(file, content)
    return path
