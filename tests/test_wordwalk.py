"""The walk over a Word body: places for reading and for writing back, and little memory for long files."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.documents import Grid, Location, Paragraph
from perfcheck.documents.archive import Element, growing, parse_xml
from perfcheck.documents.ooxml import BLOCKS, TABLE, W
from perfcheck.documents.wordwalk import Passage, Table, anchors, finished, walk
from tests.word import (
    BOXES,
    DOWN,
    GOES_ON,
    GONE,
    document,
    p,
    read,
    run,
    sdt,
    tbl,
    tc,
    tr,
)

BODY, CELL = f"{W}body", f"{W}tc"


def body(xml: str) -> Element:
    found = parse_xml(document(xml).encode()).find(BODY)
    assert found is not None
    return found


def cut(xml: str, size: int) -> Iterator[bytes]:
    content = document(xml).encode()
    return (content[at : at + size] for at in range(0, len(content), size))


def streamed(xml: str, size: int) -> list[object]:
    """What the walk gives of a part that comes in steps."""
    return [plain(part) for part in walk(finished(growing(cut(xml, size), BODY)))]


def plain(part: object) -> object:
    if isinstance(part, Table):
        return [(one.text, one.row, one.col, one.rowspan, one.colspan) for one in part.anchors]
    assert isinstance(part, Passage)
    return part.text, part.location


# Places to write back to


def places(xml: str) -> list[Location]:
    """The places that the reader gives, in order."""
    found = []
    for block in read(xml).blocks:
        if isinstance(block, Paragraph):
            found.append(block.location)
        else:
            found += [cell.location for cell in block.cells]
    return found


def test_every_place_has_its_element() -> None:
    xml = p("标题") + p("") + tbl(tr(tc("a", DOWN), "b"), tr(tc("", GOES_ON), "c")) + p("末段")
    found = [(element.tag, "".join(one.text or "" for one in element.iter(f"{W}t")), place)
             for element, place in anchors(body(xml))]  # fmt: skip
    assert found == [
        (f"{W}p", "标题", Location(paragraph=1)),
        (CELL, "a", Location(table=1, row=1, col=1)),
        (CELL, "b", Location(table=1, row=1, col=2)),
        (CELL, "c", Location(table=1, row=2, col=2)),
        (f"{W}p", "末段", Location(paragraph=2)),
    ]


def test_a_line_in_two_paragraphs_has_the_first_for_its_element() -> None:
    xml = body(p("≥", GONE) + p("95%"))
    assert [element for element, _ in anchors(xml)] == [xml[0]]


INLINES = st.sampled_from(
    [run("a"), run("b", "<w:vanish/>"), sdt(run("c")), BOXES, "<w:r><w:br/></w:r>"]
)
PARAGRAPHS = st.lists(INLINES, max_size=3).map(lambda runs: f"<w:p>{''.join(runs)}</w:p>")
JOINED = PARAGRAPHS.map(lambda one: one.replace("<w:p>", f"<w:p><w:pPr>{GONE}</w:pPr>"))
CELLS = st.builds(
    lambda inner, merge: tc("".join(inner) or p(""), merge),
    st.lists(PARAGRAPHS, max_size=2),
    st.sampled_from(["", DOWN, GOES_ON, "<w:hMerge/>", "<w:cellDel/>", "<w:gridSpan w:val='2'/>"]),
)  # fmt: skip
ROWS = st.lists(CELLS, max_size=3).map(lambda cells: tr(*cells))
TABLES = st.lists(ROWS, max_size=3).map(lambda rows: tbl(*rows))
NESTED = TABLES.map(lambda inner: tbl(tr(tc(inner + p("")), "d")))
PIECES = st.one_of(PARAGRAPHS, JOINED, TABLES, NESTED, ROWS)
WRAPPED = st.lists(PIECES, max_size=4).map(lambda pieces: sdt("".join(pieces)))
BODIES = st.lists(st.one_of(PIECES, WRAPPED), max_size=6).map("".join)


@given(BODIES)
def test_the_places_to_write_to_are_the_places_read(xml: str) -> None:
    assert [place for _, place in anchors(body(xml))] == places(xml)


@given(BODIES)
def test_every_place_is_given_once(xml: str) -> None:
    found = [place for _, place in anchors(body(xml))]
    assert len(set(found)) == len(found)
    elements = [element for element, _ in anchors(body(xml))]
    assert len(set(map(id, elements))) == len(elements)


# Long files


@given(BODIES, st.integers(1, 400))
def test_a_part_that_comes_in_steps_is_the_same(xml: str, size: int) -> None:
    assert streamed(xml, size) == [plain(part) for part in walk(body(xml))]


@pytest.mark.parametrize(
    "wrap", [str, sdt, lambda xml: sdt(p("前") + sdt(xml))], ids=["bare", "in one", "in two"]
)
def test_a_walk_holds_few_blocks_at_a_time(wrap: object) -> None:
    """However many tables there are, and though a content control is around all of them."""
    assert callable(wrap)
    xml = wrap(tbl(tr("a", "b")) * 500)
    step = len(tbl(tr("a", "b")).encode())
    held: list[int] = []

    def watched() -> Iterator[Element]:
        for one in growing(cut(xml, step), BODY):
            held.append(sum(1 for _ in one.iter(TABLE)))
            yield one

    assert sum(isinstance(part, Table) for part in walk(finished(watched()))) == 500
    assert max(held) <= 3


def test_a_block_is_empty_when_the_next_is_asked_for() -> None:
    blocks = finished(growing(cut(tbl(tr("a")) + p("b") + p("c"), 10**6), BODY))
    first = next(blocks)
    assert first.tag in BLOCKS
    assert len(first)
    next(blocks)
    assert not len(first)


def test_a_table_longer_than_any_step_is_one_grid() -> None:
    (one,) = read(tbl(*[tr("a", "b", "c")] * 3000)).blocks
    assert isinstance(one, Grid)
    assert len(one.rows) == 3000
