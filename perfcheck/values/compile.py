"""Writes ``grammar/tables.json``: the LALR tables, so that no start has to compute them.

The tables hold the terminals unexpanded (``<<unit>>``), so they do not depend on the words and
units: editing ``units.csv`` or ``words.csv`` needs no run of this. After a change of a ``.lark``
file run ``python -m perfcheck.values.compile``; until then the grammar is compiled at each start.
"""

from __future__ import annotations

import json

from lark.grammar import Rule
from lark.lexer import TerminalDef

from .grammar import TABLES, Reader, build, fingerprint
from .resources import grammar_dir

# What Lark writes of itself that belongs to this run and not to the grammar.
_OF_THE_RUN = ("transformer", "import_paths", "lexer_callbacks", "_plugins", "edit_terminals")


def source() -> str:
    """The text of the tables for the present grammar."""
    data, memo = build(Reader(), lambda text: text).memo_serialize([TerminalDef, Rule])
    for name in _OF_THE_RUN:
        data["options"].pop(name, None)
    table = data["parser"]["parser"].pop("states")
    rows: dict[str, int] = {}
    numbered = {
        state: rows.setdefault(json.dumps(sorted(row.items())), len(rows))
        for state, row in table.items()
    }
    content = {
        "fingerprint": fingerprint(),
        "data": data,
        "memo": memo,
        "states": [[state, row] for state, row in numbered.items()],
        "rows": [json.loads(row) for row in rows],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    (grammar_dir() / TABLES).write_text(source(), encoding="utf-8")
