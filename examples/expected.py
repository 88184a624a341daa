"""Write what perfcheck says of every example into ``expected/``, or compare with ``--check``.

python examples/expected.py            write examples/expected/
python examples/expected.py --check    show the difference, exit 1 if there is one

``<name>.txt`` is the full text report of each example; ``formats/`` shows one in every format that
a person or a diff can read.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import chdir
from difflib import unified_diff
from pathlib import Path

from perfcheck import Report, check_paths
from perfcheck.reports import View, all_formats
from perfcheck.reports.text import render

HERE = Path(__file__).resolve().parent
TABLES, OFFICE = HERE / "tables", HERE / "office"
EXPECTED = HERE / "expected"
SHOWN = "06-direction.md"  # the example that is shown in every format
UNSHOWN = {"html", "text"}  # a page is for the eye; texts there are already


def report(path: Path) -> Report:
    """What is found in an example. The name is relative, so that no report holds a directory."""
    with chdir(path.parent):
        return check_paths([Path(path.name)])


def reports() -> Iterator[tuple[str, str]]:
    """The name of each file under ``expected/``, and what it should hold."""
    for path in sorted(TABLES.iterdir()):
        yield f"{path.stem}.txt", render(report(path), View(verbose=True))
    for path in sorted(OFFICE.iterdir()):
        yield f"office/{path.stem}.txt", render(report(path), View(verbose=True))
    shown = report(TABLES / SHOWN)
    for name, form in all_formats().items():
        content = form.render(shown, View())
        if isinstance(content, str) and name not in UNSHOWN:
            yield f"formats/{name}{form.suffix}", content


def present() -> set[str]:
    return {str(path.relative_to(EXPECTED)) for path in EXPECTED.rglob("*") if path.is_file()}


def write(wanted: dict[str, str]) -> None:
    for name in present() - set(wanted):
        (EXPECTED / name).unlink()
    for name, text in wanted.items():
        path = EXPECTED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def differences(wanted: dict[str, str]) -> list[str]:
    """Lines of a unified diff from the expected reports to the present ones."""
    lines: list[str] = []
    for name in sorted({*wanted, *present()}):
        path = EXPECTED / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = wanted.get(name, "")
        lines += unified_diff(
            before.splitlines(), after.splitlines(), f"expected/{name}", f"now/{name}", lineterm=""
        )
    return lines


def main() -> int:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare and write nothing")
    arguments = parser.parse_args()
    wanted = dict(reports())
    if not arguments.check:
        write(wanted)
        return 0
    lines = differences(wanted)
    print("\n".join(lines) if lines else f"{len(wanted)} reports as expected")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
