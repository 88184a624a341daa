"""Writes ``grammar/tables.json``: the LALR tables, so that no start has to compute them.

They belong to one state of the grammar's files. After a change of one, a unit or a word too, run
``make docs`` (or ``python -m perfcheck.values.compile``); until then the grammar is compiled at each
start, which costs a tenth of a second and changes nothing else.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress

from lark.grammar import Rule
from lark.lexer import TerminalDef

from perfcheck.values.grammar import TABLES, Reader, build, fingerprint
from perfcheck.values.resources import grammar_dir

# What Lark writes of itself that belongs to this run and not to the grammar.
_OF_THE_RUN = ("transformer", "import_paths", "lexer_callbacks", "_plugins", "edit_terminals")


def source() -> str:
    """The text of the tables for the present grammar."""
    data, memo = build(Reader()).memo_serialize([TerminalDef, Rule])
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


def main() -> None:
    """Write the tables, unless those there are of this very grammar: Lark numbers them differently each time."""
    path = os.path.join(grammar_dir(), TABLES)
    with suppress(OSError, ValueError, KeyError), open(path, encoding="utf-8") as file:
        if json.load(file)["fingerprint"] == fingerprint():
            return
    with open(path, "w", encoding="utf-8") as file:
        file.write(source())


if __name__ == "__main__":
    main()
