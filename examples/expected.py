"""Write what perfcheck says of every example into ``expected/``, or compare with ``--check``.

python examples/expected.py            write examples/expected/<name>.txt
python examples/expected.py --check    show the difference, exit 1 if there is one
"""

import sys
from argparse import ArgumentParser
from contextlib import chdir
from difflib import unified_diff
from pathlib import Path

from perfcheck import check_paths
from perfcheck.reports import View, all_formats

HERE = Path(__file__).resolve().parent
TABLES = HERE / "tables"
EXPECTED = HERE / "expected"


def report(name: str) -> str:
    """The full text report. The name is relative, so that no report holds a directory."""
    with chdir(TABLES):
        return all_formats()["text"].render(check_paths([Path(name)]), View(verbose=True))


def write(reports: dict[str, str]) -> None:
    EXPECTED.mkdir(exist_ok=True)
    for old in EXPECTED.glob("*.txt"):
        if old.name not in reports:
            old.unlink()
    for name, text in reports.items():
        (EXPECTED / name).write_text(text, encoding="utf-8", newline="\n")


def differences(reports: dict[str, str]) -> list[str]:
    """Lines of a unified diff from the expected reports to the present ones."""
    lines: list[str] = []
    for name in sorted({*reports, *(path.name for path in EXPECTED.glob("*.txt"))}):
        path = EXPECTED / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = reports.get(name, "")
        lines += unified_diff(
            before.splitlines(), after.splitlines(), f"expected/{name}", f"now/{name}", lineterm=""
        )
    return lines


def main() -> int:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare and write nothing")
    arguments = parser.parse_args()
    reports = {f"{path.stem}.txt": report(path.name) for path in sorted(TABLES.iterdir())}
    if not arguments.check:
        write(reports)
        return 0
    lines = differences(reports)
    print("\n".join(lines) if lines else f"{len(reports)} reports as expected")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
