"""The generated parts of ``docs/policy.md``: the fields of `Policy`, the profiles, the frameworks.

    python -m perfcheck.config.page docs/policy.md

writes them anew between their marks and leaves the rest of the page as it is.
"""

import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import get_type_hints

from perfcheck.config.profiles import profiles
from perfcheck.rules import Policy
from perfcheck.rules.settings import options
from perfcheck.tables import frameworks

KINDS = {Decimal: "数", int: "整数", bool: "true 或 false", str: "文字"}


def policy_page(page: str) -> str:
    """The page with its generated parts written anew."""
    for name, part in PARTS.items():
        before, start, rest = page.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        page = "".join((before, start, "\n", "\n".join(part()), "\n\n", end, after))
    return page


def _fields() -> Iterator[str]:
    yield "| 键 | 写什么 | 默认 | 意义 |"
    yield "|---|---|---|---|"
    for name, type_ in get_type_hints(Policy).items():
        option, kind = options()[f"policy.{name}"], KINDS.get(type_, "一列")
        yield f"| `{name}` | {kind} | {option.written} | {option.zh} |"


def _profiles() -> Iterator[str]:
    yield "| 方案 | 是什么 | 依据 | 说明 |"
    yield "|---|---|---|---|"
    for one in profiles().values():
        cited = "；".join(source.cite() for source in one.sources)
        yield f"| `{one.name}` | {one.title} | {cited} | {one.about} |"


def _frameworks() -> Iterator[str]:
    yield "| 指标体系 | 一级 → 二级 |"
    yield "|---|---|"
    for one in frameworks():
        tree = "；".join(f"{category}：{'、'.join(kinds)}" for category, kinds in one.tree.items())
        yield f"| `{one.key}` | {tree} |"


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "fields": _fields,
    "profiles": _profiles,
    "frameworks": _frameworks,
}


def main(path: str) -> None:
    page = Path(path)
    page.write_text(policy_page(page.read_text("utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
