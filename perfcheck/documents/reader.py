"""What a module in ``readers/`` offers."""

from collections.abc import Callable

from attrs import frozen

from perfcheck.documents.model import Document


@frozen
class Reader:
    """One file format: ``recognises`` looks at the bytes, ``read`` gives the document."""

    suffixes: frozenset[str]
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str], Document]
