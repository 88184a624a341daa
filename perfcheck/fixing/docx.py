"""Edits in a Word file: its cells are found by the reader's own walk, and only their runs change."""

from perfcheck.copies.package import Package
from perfcheck.copies.word import read_part, write_part
from perfcheck.documents.ooxml import W
from perfcheck.documents.wordwalk import anchors
from perfcheck.fixing.edits import Mending
from perfcheck.fixing.refused import OTHER_TEXT, Refused, without
from perfcheck.fixing.word import replace_in_paragraph_runs


def apply_docx(content: bytes, mending: Mending) -> tuple[bytes, Mending]:
    """The file with the edits made, and the mending as it was done: what was refused is left."""
    package = Package(content)
    main, _ = package.main
    root = read_part(package, main)
    body = root.find(f"{W}body")
    places = {} if body is None else {place: element for element, place in anchors(body)}
    for edit in mending.edits:
        try:
            if edit.location not in places:
                raise Refused(*OTHER_TEXT)
            replace_in_paragraph_runs(places[edit.location], edit.old, edit.new)
        except Refused as reason:
            mending = without(mending, edit, reason)
    if not mending.edits:
        return content, mending
    write_part(package, main, root)
    return package.save(), mending
