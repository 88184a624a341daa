"""What a format of marked copies is, and choosing the one that a file needs."""

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path

from attrs import frozen

from perfcheck.messages import Trouble
from perfcheck.rules import Report

AUTHOR, INITIALS = "perfcheck", "PC"


@frozen
class Copy:
    """A marked copy: how many comments stand at their place, and how many in the summary only."""

    content: bytes
    comments: int
    unplaced: int

    def told(self, target: Path, lang: str) -> str:
        """What was written where, in one line."""
        if lang == "en":
            rest = " (in the summary)" if self.unplaced else ""
            return f"{target}: comments {self.comments}; without a place {self.unplaced}{rest}"
        rest = "（写在说明里）" if self.unplaced else ""
        return f"{target}：批注 {self.comments} 条，没有位置的问题 {self.unplaced} 个{rest}"


@frozen
class Copier:
    """A module of this package with a ``COPIER``.

    ``suffix`` gives the ending that a copy of this content must have, None where the content is of
    another format; ``annotate`` takes content, document name, report and language.
    """

    suffix: Callable[[bytes], str | None]
    annotate: Callable[[bytes, str, Report, str], Copy]


class CopyError(Trouble):
    """A copy that could not be made, in one line."""


@cache
def all_copiers() -> tuple[Copier, ...]:
    """Every ``COPIER``, the one for all other files last."""
    import perfcheck.copies as package
    from perfcheck.copies.table import ANY

    modules = (
        import_module(f"{package.__name__}.{one.name}")
        for one in pkgutil.iter_modules(package.__path__)
    )
    own = (one for module in modules if isinstance(one := getattr(module, "COPIER", None), Copier))
    return (*own, ANY)


def suffix_of(content: bytes) -> str:
    """The ending that the name of a copy must have."""
    return _chosen(content)[1]


def annotate(content: bytes, name: str, report: Report, lang: str = "zh") -> Copy:
    """A copy of the file with the findings that ``report`` has of the document ``name``.

    The report must be of these very bytes. Raises ``CopyError``, or ``ReadError`` where a part of
    the file that checking does not need is broken, or ``ValueError`` where the report has no such document.
    """
    if all(one.name != name for one in report.documents):
        raise ValueError(f"the report has no document {name!r}")
    return _chosen(content)[0].annotate(content, name, report, lang)


def _chosen(content: bytes) -> tuple[Copier, str]:
    found = ((one, one.suffix(content)) for one in all_copiers())
    return next((one, suffix) for one, suffix in found if suffix is not None)
