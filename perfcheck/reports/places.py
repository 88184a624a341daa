"""Where a finding stands, in words and as an address."""

from perfcheck.documents import Location
from perfcheck.reports.inert import one_line
from perfcheck.reports.words import say


def place(location: Location, lang: str) -> str:
    """As a reader counts: ``原文第639行``, ``Sheet1 D12``, ``第2个表格第3行``; empty where unknown."""
    parts = [one_line(location.sheet), location.cell or ""]
    if location.page is not None:
        parts.append(say("page", lang, n=location.page))
    if location.line is not None:
        parts.append(say("line", lang, n=location.line))
    elif location.row is not None and not location.cell:
        key = "sheet_row" if location.table is None else "row"
        parts.append(say(key, lang, table=location.table, n=location.row))
    elif location.paragraph is not None:
        parts.append(say("paragraph", lang, n=location.paragraph))
    return " ".join(filter(None, parts))


def file_name(document: str) -> str:
    """The last part of a document's name, with the slashes of either system."""
    return one_line(document).rpartition("/")[2].rpartition("\\")[2]


def address(location: Location, lang: str) -> str | None:
    """As a program names a cell: ``Sheet1!D12``, ``表1!R7C5`` (the first grid of the document)."""
    if location.sheet and location.cell:
        return f"{one_line(location.sheet)}!{location.cell}"
    if location.table and location.row:
        column = f"C{location.col}" if location.col else ""
        grid = "grid" if lang == "en" else "表"
        return f"{grid}{location.table}!R{location.row}{column}"
    return None
