"""What a department says in prose that it wants to reach, before its tables.

The part opens with the heading 总体绩效目标 or 分项绩效目标 and runs to the first grid or to 第二部分. Under 分项绩效目标
stand numbered items, each with its goals (绩效目标：… or 目标1：…) and its indicators (绩效指标：…).
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from attrs import define, frozen

from perfcheck.documents import Document, Location, Paragraph
from perfcheck.tables.text import NUMBERING, compact, without_number

OVERALL = re.compile("(?:部门|年度)?(?:整体|总体)(?:绩效)?目标[：:]?")
ITEMS = re.compile("(?:分项|职责分类)(?:绩效)?目标[：:]?")
MEASURES = re.compile(".{0,20}保障措施[：:]?")
NEXT_PART = re.compile("第[二三四五六七八九十]部分.{0,20}")
GOAL = re.compile(r"(?:绩效目标|目标\d+)[：:](?P<text>.*)")
INDICATORS = re.compile("绩效指标[：:](?P<text>.*)")
NAME_LENGTH = 40


@frozen
class Aim:
    """One item of 分项绩效目标. ``indicators`` None: it names none; "" would be a label without text."""

    name: str
    goals: tuple[str, ...]
    indicators: str | None
    location: Location


@frozen
class Statement:
    """One paragraph of the part, without white space."""

    text: str
    location: Location


def statements(document: Document) -> tuple[Statement, ...]:
    """The paragraphs of the part, its headings among them; a table of contents names it, too."""
    return max(map(tuple, _parts(document)), key=len, default=())


def _parts(document: Document) -> Iterator[list[Statement]]:
    part: list[Statement] | None = None
    for block in document.blocks:
        text = compact(block.text) if isinstance(block, Paragraph) else ""
        if part is not None and (not isinstance(block, Paragraph) or NEXT_PART.fullmatch(text)):
            yield part
            part = None
        elif part is None and _opens(without_number(text)):
            part = []
        if part is not None and text:
            part.append(Statement(text, block.location))
    if part:
        yield part


def _opens(heading: str) -> bool:
    return bool(OVERALL.fullmatch(heading) or ITEMS.fullmatch(heading))


def overall(part: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """What stands under 总体绩效目标, up to the items."""
    before = takewhile(lambda one: not ITEMS.fullmatch(without_number(one.text)), part)
    return tuple(one for one in before if not OVERALL.fullmatch(without_number(one.text)))


def aims(part: tuple[Statement, ...]) -> tuple[Aim, ...]:
    """The items of 分项绩效目标 that state a goal or an indicator."""
    after = iter(part)
    for one in after:
        if ITEMS.fullmatch(without_number(one.text)):
            break
    draft: _Draft | None = None
    found: list[_Draft] = []
    for one in takewhile(lambda one: not MEASURES.fullmatch(without_number(one.text)), after):
        if (goal := GOAL.fullmatch(one.text)) and draft:
            draft.goals.append(goal["text"])
        elif (indicators := INDICATORS.fullmatch(one.text)) and draft:
            draft.indicators, draft.location = indicators["text"], one.location
        elif NUMBERING.match(one.text) and len(one.text) <= NAME_LENGTH:
            draft = _Draft(without_number(one.text), [], None, one.location)
            found.append(draft)
        elif draft and draft.indicators is not None:
            draft.indicators += one.text  # it runs on
    return tuple(
        Aim(one.name, tuple(one.goals), one.indicators, one.location)
        for one in found
        if one.goals or one.indicators is not None
    )


@define
class _Draft:
    """An item while it is being read."""

    name: str
    goals: list[str]
    indicators: str | None
    location: Location
