"""A contextual lexer that starts fast.

Lark compiles one large expression for each parser state on its first visit, tens of milliseconds
before the first value is read. This one tries the terminals of a state one by one, in Lark's own
order, compiling each when it is first tried and sharing it between states. A state that is visited
often is then given Lark's one expression, which is faster from there on.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lark.lexer import BasicLexer, ContextualLexer

if TYPE_CHECKING:
    from collections.abc import Callable

    from lark.lexer import LexerConf

OFTEN = 50

_compiled = cache(re.compile)
_match_at_once: Callable[[BasicLexer, Any, int], tuple[str, str] | None] = BasicLexer.match


class PatientLexer(BasicLexer):
    """The lexer of one parser state."""

    def __init__(self, conf: LexerConf, comparator: Any = None) -> None:
        super().__init__(conf, comparator)
        self.callback = {}
        self.visits = 0

    def match(self, text: Any, pos: int) -> tuple[str, str] | None:
        """The first terminal that matches at ``pos``: its text and its name."""
        self.visits += 1
        if self.visits > OFTEN:
            return _match_at_once(self, text, pos)
        for terminal in self.terminals:
            found = _compiled(terminal.pattern.to_regexp()).match(text.text, pos, text.end)
            if found:
                return found[0], terminal.name
        return None


class PatientContextualLexer(ContextualLexer):
    """One ``PatientLexer`` for each set of terminals that a parser state accepts."""

    BasicLexer = PatientLexer
