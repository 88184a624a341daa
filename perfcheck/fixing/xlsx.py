"""Edits in an Excel workbook: the XML of the sheets that hold them, all other parts byte for byte."""

from typing import cast

from attrs import Factory, define

from perfcheck.copies.package import Node, Package, serialised
from perfcheck.documents.archive import Element
from perfcheck.documents.sheets import Place, Styles
from perfcheck.documents.workbook import (
    RELATIONS,
    STRICT_RELATIONS,
    cells_of,
    parse_reference,
    styles_of,
)
from perfcheck.fixing.edits import CellEdit, Mending
from perfcheck.fixing.refused import OTHER_TEXT, Refused, without
from perfcheck.fixing.sheet import replace_in_sheet_cell


@define
class Book:
    """A workbook while it is changed: its sheets by name, opened when they are first needed."""

    package: Package
    parts: dict[str, str]
    strings: list[Element]
    styles: Styles
    roots: dict[str, Node] = Factory(dict)
    cells: dict[str, dict[Place, Element]] = Factory(dict)

    def edit(self, edit: CellEdit) -> None:
        """Make one edit, or raise ``Refused``."""
        sheet, reference = edit.location.sheet or "", edit.location.cell
        if sheet not in self.parts or reference is None:
            raise Refused(*OTHER_TEXT)
        if sheet not in self.roots:
            self.roots[sheet] = self.package.xml(self.parts[sheet])
            self.cells[sheet] = dict(cells_of(self.roots[sheet]))
        cell = self.cells[sheet].get(parse_reference(reference))
        if cell is None:
            raise Refused(*OTHER_TEXT)
        shared, code = self._shared(cell), self._code(cell)
        replace_in_sheet_cell(cast("Node", cell), edit.old, edit.new, shared=shared, code=code)

    def _shared(self, cell: Element) -> Element | None:
        """The shared string that a cell shows."""
        value = cell.find("{*}v")
        text = (value.text or "").strip() if value is not None else ""
        at = int(text) if cell.get("t") == "s" and text.isdecimal() else len(self.strings)
        return self.strings[at] if at < len(self.strings) else None

    def _code(self, cell: Element) -> str:
        """The number format of a cell."""
        style = cell.get("s") or "0"
        at = int(style) if style.isdecimal() else 0
        return self.styles.formats[at] if at < len(self.styles.formats) else ""


def apply_xlsx(content: bytes, mending: Mending) -> tuple[bytes, Mending]:
    """The workbook with the edits made, and the mending as it was done: what was refused is left."""
    book = _open(Package(content))
    changed: set[str] = set()
    for edit in mending.edits:
        try:
            book.edit(edit)
            changed.add(edit.location.sheet or "")
        except Refused as reason:
            mending = without(mending, edit, reason)
    if not changed:
        return content, mending
    for sheet in sorted(changed):
        book.package.write(book.parts[sheet], serialised(book.roots[sheet]))
    return book.package.save(), mending


def _open(package: Package) -> Book:
    main, _ = package.main
    targets = {one.id: one.target for one in package.relations(main) if one.kind == "worksheet"}
    entries = [
        (
            entry.get("name") or "",
            entry.get(f"{{{RELATIONS}}}id") or entry.get(f"{{{STRICT_RELATIONS}}}id") or "",
        )
        for entry in package.xml(main).iter("{*}sheet")
    ]
    strings, styles = (package.related(main, kind) for kind in ("sharedStrings", "styles"))
    return Book(
        package,
        {name: targets[ident] for name, ident in entries if ident in targets},
        list(package.xml(strings).iter("{*}si")) if strings else [],
        styles_of(package.xml(styles) if styles else None),
    )
