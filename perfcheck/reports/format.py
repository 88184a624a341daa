"""What a report format is, and how formats are found."""

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module

from attrs import frozen

from perfcheck.rules import Report


@frozen
class View:
    """How a report is to be shown: language, all details or not, and colour."""

    lang: str = "zh"
    verbose: bool = False
    colour: bool = False


@frozen
class Format:
    """A module of this package with a ``FORMAT``: a name for ``--format``, and the rendering.

    ``binary``: the rendering is bytes for a file, nothing that a terminal could show.
    """

    name: str
    render: Callable[[Report, View], str | bytes]
    suffix: str
    media_type: str
    binary: bool = False


@cache
def all_formats() -> dict[str, Format]:
    """Every format by its name."""
    import perfcheck.reports as package

    modules = (
        import_module(f"{package.__name__}.{m.name}")
        for m in pkgutil.iter_modules(package.__path__)
    )
    formats = [
        one for module in modules if isinstance(one := getattr(module, "FORMAT", None), Format)
    ]
    return {one.name: one for one in sorted(formats, key=lambda one: one.name)}
