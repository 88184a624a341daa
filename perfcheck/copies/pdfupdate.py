"""Changes to a PDF written behind its own bytes, with a table of objects of the kind that it has.

Some viewers refuse a file that mixes the two kinds of table, and all forget what the last trailer
does not repeat.
"""

import re
from io import BytesIO
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, IndirectObject, NumberObject

START = re.compile(rb"startxref\s+(\d{1,12})")
KEPT = ("/Root", "/Info", "/ID")  # of the trailer

Placed = dict[
    "IndirectObject", int
]  # each object that is written, and the byte at which it begins


def updated(original: bytes, writer: "PdfWriter", trailer: "DictionaryObject") -> bytes:
    """The file with what ``writer`` has changed. Raises ``ValueError`` where its table is broken."""
    starts = START.findall(original)
    if not starts:
        raise ValueError("no table of objects")
    previous = int(starts[-1])
    file = BytesIO()
    file.write(original if original.endswith(b"\n") else original + b"\n")
    places = _objects(file, writer)
    renewed = _trailer(trailer, max(one.idnum for one in places), previous)
    if original[previous:].lstrip().startswith(b"xref"):
        _table(file, places, renewed)
    elif re.match(rb"\s*\d+\s+\d+\s+obj", original[previous:]):
        _stream(file, places, renewed)
    else:
        raise ValueError("the table of objects is not where the file says")
    return file.getvalue()


def _objects(file: BytesIO, writer: "PdfWriter") -> Placed:
    places: Placed = {}
    for reference in writer.list_objects_in_increment():
        one = reference.get_object()
        assert one is not None
        places[reference] = file.tell()
        file.write(b"%d %d obj\n" % (reference.idnum, reference.generation))
        one.write_to_stream(file)
        file.write(b"\nendobj\n")
    return places


def _trailer(old: "DictionaryObject", last: int, previous: int) -> "DictionaryObject":
    """What the old trailer says, brought up to date."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject

    new = DictionaryObject({NameObject(key): old.raw_get(key) for key in KEPT if key in old})
    new[NameObject("/Size")] = NumberObject(max(_size(old), last + 1))
    new[NameObject("/Prev")] = NumberObject(previous)
    return new


def _size(trailer: "DictionaryObject") -> int:
    return int(cast("NumberObject", trailer["/Size"]))


def _table(file: BytesIO, places: Placed, trailer: "DictionaryObject") -> None:
    start = file.tell()
    file.write(b"xref\n")
    for reference, place in places.items():
        file.write(b"%d 1\n%010d %05d n \n" % (reference.idnum, place, reference.generation))
    file.write(b"trailer\n")
    trailer.write_to_stream(file)
    file.write(b"\nstartxref\n%d\n%%%%EOF\n" % start)


def _stream(file: BytesIO, places: Placed, trailer: "DictionaryObject") -> None:
    """The newer kind: the table is an object itself, with the trailer's entries."""
    from pypdf.generic import (
        ArrayObject,
        NameObject,
        NumberObject,
        StreamObject,
    )

    start, own = file.tell(), _size(trailer)
    rows = [(one.idnum, place, one.generation) for one, place in places.items()]
    rows.append((own, start, 0))
    table = StreamObject()
    table.update(trailer)
    table.update(
        {
            NameObject("/Type"): NameObject("/XRef"),
            NameObject("/Size"): NumberObject(own + 1),
            NameObject("/W"): ArrayObject(map(NumberObject, (1, 5, 2))),
            NameObject("/Index"): ArrayObject(
                NumberObject(n) for number, _, _ in rows for n in (number, 1)
            ),
        }
    )
    table.set_data(
        b"".join(
            b"\x01" + place.to_bytes(5, "big") + generation.to_bytes(2, "big")
            for _, place, generation in rows
        )
    )
    file.write(b"%d 0 obj\n" % own)
    table.write_to_stream(file)
    file.write(b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)
