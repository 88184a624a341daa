"""What goes between the two processes: frames of bytes, and in them documents as JSON.

Never pickle: the answer comes from a process that has had a stranger's file in its hands.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import IO, Any

from attrs import fields

from perfcheck.documents.model import (
    Block,
    Box,
    Cell,
    Document,
    Grid,
    Location,
    Paragraph,
    ReadError,
    Remark,
)

LARGEST = 128 * 1024 * 1024  # bytes of an answer
SIZE = 8  # bytes before a frame that say how long it is
STEP = 64 * 1024

# The fields of a cell, and those of a location that are numbers or texts, in the order of the classes.
SHAPE = ("text", "row", "col", "rowspan", "colspan")
PLACES = tuple(field.name for field in fields(Location) if field.name != "boxes")


def send(stream: IO[bytes], frame: bytes) -> None:
    """Write a frame, however little a pipe takes at a time."""
    for part in (len(frame).to_bytes(SIZE, "big"), frame):
        rest = memoryview(part)
        while rest:
            rest = rest[stream.write(rest) :]


def receive(stream: IO[bytes], largest: int | None = None) -> bytes:
    """Read a frame. Raises ``EOFError`` where the stream ends before it does, or it is too long."""
    size = int.from_bytes(_exactly(stream, SIZE), "big")
    if largest is not None and size > largest:
        raise EOFError
    return _exactly(stream, size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    parts = []
    while size:
        part = stream.read(min(size, STEP))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def pack(record: Any) -> bytes:
    """JSON in UTF-8. Lone surrogates pass: they are in file names, and in what files hold."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def unpack(content: bytes) -> Any:
    """The record of a frame. Raises ``ValueError``."""
    return json.loads(content.decode("utf-8", "surrogatepass"))


def encode(answer: Document | ReadError) -> bytes:
    """A frame for what came of reading a file."""
    if isinstance(answer, ReadError):
        return pack({"error": [answer.reason, answer.message, answer.message_en]})
    return pack(
        {
            "name": answer.name,
            "blocks": [_from_block(block) for block in answer.blocks],
            "remarks": [
                [one.reason, one.message, one.message_en, _from_location(one.location)]
                for one in answer.remarks
            ],
        }
    )


def decode(frame: bytes) -> Document | ReadError:
    """What ``encode`` was given. Raises ``ValueError`` for any other bytes."""
    try:
        record = unpack(frame)
        if "error" in record:
            return ReadError(*record["error"])
        return Document(
            record["name"],
            tuple(_to_block(*block) for block in record["blocks"]),
            tuple(
                Remark(reason, zh, en, _to_location(place))
                for reason, zh, en, place in record["remarks"]
            ),
        )
    except (AttributeError, KeyError, RecursionError, TypeError) as error:
        raise ValueError(f"not a document: {error}") from None


Record = dict[str, Any]  # fields by name, those that are there


def _from_location(location: Location) -> Record:
    places = {name: getattr(location, name) for name in PLACES}
    found: Record = {name: value for name, value in places.items() if value is not None}
    return found | {"boxes": _from_boxes(location.boxes)} if location.boxes else found


def _to_location(found: Record) -> Location:
    return Location(**found | {"boxes": _to_boxes(found.get("boxes", ()))})


def _from_boxes(boxes: Iterable[Box]) -> list[tuple[float, ...]]:
    return [(one.page, one.left, one.top, one.right, one.bottom) for one in boxes]


def _to_boxes(boxes: Iterable[list[Any]]) -> tuple[Box, ...]:
    return tuple(Box(*one) for one in boxes)


def _from_block(block: Block) -> list[Any]:
    """A paragraph begins with its text, a grid with its cells."""
    place = _from_location(block.location)
    if isinstance(block, Paragraph):
        return [block.text, place]
    return [_from_cells(block.cells), place, block.is_cut]


def _to_block(content: str | Record, found: Record, is_cut: bool = False) -> Block:
    place = _to_location(found)
    if isinstance(content, str):
        return Paragraph(content, place)
    return Grid(_to_cells(content), place, is_cut)


def _from_cells(cells: Sequence[Cell]) -> Record:
    """Field by field, down all the cells: there are many, and most have the same few fields."""
    shape = [[getattr(cell, name) for cell in cells] for name in SHAPE]
    locations = [cell.location for cell in cells]
    columns = {name: [getattr(one, name) for one in locations] for name in PLACES}
    places = {name: column for name, column in columns.items() if column.count(None) < len(column)}
    if any(one.boxes for one in locations):
        places["boxes"] = [_from_boxes(one.boxes) for one in locations]
    return {"cells": shape, "places": places}


def _to_cells(found: Record) -> tuple[Cell, ...]:
    shape, places = found["cells"], found["places"]
    count = len(shape[0])
    columns = [places.get(name) or repeat(None, count) for name in PLACES]
    boxes = map(_to_boxes, places["boxes"]) if "boxes" in places else repeat((), count)
    return tuple(map(Cell, *shape, map(Location, *columns, boxes)))
