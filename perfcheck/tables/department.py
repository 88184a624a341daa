"""The department's own figures, from the prose around the tables.

Prose is read for a few statements only: a known label directly followed by a sum of money.
Sums of earlier years (决算, 上年) are kept apart from the budget's.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

from attrs import field, frozen

from perfcheck.documents import Document, Location
from perfcheck.tables.aims import Aim, Statement, aims, overall, statements
from perfcheck.tables.holdings import Assets, Procurement, read_assets, read_procurement
from perfcheck.tables.money import YUAN
from perfcheck.tables.text import compact


class Figure(StrEnum):
    """What a sum in the prose is the sum of."""

    INCOME = "收入预算"
    TOTAL = "支出预算"
    BASIC = "基本支出"
    PERSONNEL = "人员经费"
    PUBLIC = "公用经费"
    PROJECT = "项目支出"
    THREE = "“三公”经费"
    ABROAD = "因公出国（境）费"
    VEHICLES = "公务用车购置及运行费"
    RECEPTION = "公务接待费"


LABELS = {
    Figure.INCOME: r"(?:部门|年度)?预算收入(?:总额)?|(?:部门|年度)?收入预算(?:总额)?|本年收入(?:合计)?",
    Figure.TOTAL: r"(?:部门|年度)?支出预算(?:总额)?|预算支出|本年支出(?:合计)?|预算收支安排|支出决算数?|决算支出数?",
    Figure.BASIC: r"基本支出(?:预算)?",
    Figure.PERSONNEL: r"人员经费(?:支出|预算)?",
    Figure.PUBLIC: r"(?:日常)?公用(?:经费|支出|预算)*",
    Figure.PROJECT: r"项目支出(?:预算)?",
    Figure.THREE: r"[“\"]三公[”\"]?经费[”\"]?(?:预算)?",
    Figure.ABROAD: r"(?:因公|公务)出国(?:境)?费?",
    Figure.VEHICLES: r"(?:公务用车|公车)(?:购置及)?(?:运行维护|运维|运行)费?",
    Figure.RECEPTION: r"公务接待费?",
}
MONEY = r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>亿元|万元|千元|元)"
STATED = {
    figure: re.compile(rf"(?:{label})(?:共计|总计|合计)?(?:安排)?(?:为|是|共计|：|:)?{MONEY}")
    for figure, label in LABELS.items()
}
CHANGED = {
    figure: re.compile(
        rf"(?:{label})[^，,；;。0-9（(]{{0,8}}?(?:20\d\d年|上年|去年)?(?:预算)?(?:相比)?(?P<way>增加|减少){MONEY}"
    )
    for figure, label in LABELS.items()
}
TOTAL_CHANGED = re.compile(
    rf"预算收支安排[^，；。]*，较(?:20\d\d年|上年|去年)度?(?:部门)?预算(?P<way>增加|减少){MONEY}"
)
NOTE = re.compile(r"[（(][^（()）]*[)）]")
EARLIER = re.compile(r"决算|上年|去年")
COMPARISON = re.compile(r"[，,](?:较|比|与)(?:20\d\d年|上年|去年).*")
YEAR = re.compile(
    r"(20\d\d)年?度?(?:部门|单位)?(?:整体)?(?:预算|支出(?!决算)|绩效|项目)|(?:预算年度[：:]?)(20\d\d)"
    r"|^[（(](20\d\d)年度[）)]$"
)
UNIT = re.compile(r"^(?:关于)?([^，。：:“”《》]{2,30}?)(?:20\d\d)年?度?(?:部门|单位)预算")
LISTED = re.compile(
    rf"项目支出(?:预算)?(?:为|：|:)?{MONEY}[，,；;](?:[^，；。]*[，,；;])?(?:主要为|主要是|主要用于|主要包括|包括|其中[：:]?)(?P<list>[^。]+)"
)
ITEM = re.compile(rf"(?P<name>[^，,；;]*?)(?:为|：|:)?{MONEY}")


@frozen
class Passage:
    """One sentence with its sums in 元, or one paragraph with its changes (``changes`` True)."""

    text: str
    location: Location
    sums: Mapping[Figure, Decimal]
    changes: bool = False

    @property
    def is_earlier(self) -> bool:
        return EARLIER.search(self.text) is not None


@frozen
class Project:
    """A project named in the prose; ``amount`` in 元 where the prose gives one."""

    name: str
    amount: Decimal | None


@frozen
class Department:
    """What the document says of the department beside its target tables. Every sum in 元.

    ``targets`` is the part on the department's own goals, ``overall`` what it says as a whole, ``aims``
    its items.
    """

    year: int | None = None
    unit: str | None = None
    passages: tuple[Passage, ...] = ()
    projects: tuple[Project, ...] = field(default=())
    projects_location: Location = Location()
    targets: tuple[Statement, ...] = ()
    overall: tuple[Statement, ...] = ()
    aims: tuple[Aim, ...] = ()
    assets: Assets | None = None
    procurement: Procurement | None = None

    def passage(self, figure: Figure) -> Passage | None:
        """The sentence that first states the budget's figure."""
        return next(
            (
                passage
                for passage in self.passages
                if figure in passage.sums and not passage.changes and not passage.is_earlier
            ),
            None,
        )

    def stated(self, figure: Figure) -> Decimal | None:
        """The budget's figure as first stated."""
        passage = self.passage(figure)
        return passage.sums[figure] if passage else None


def read_department(document: Document) -> Department:
    """Read the prose of a document, and the grids around its target tables."""
    texts = [(compact(block.text), block.location) for block in document.paragraphs]
    unit = next((m[1] for text, _ in texts if (m := UNIT.match(text))), None)
    passages = tuple(p for text, location in texts for p in _passages(text, location))
    projects, location = _projects(texts)
    targets = statements(document)
    return Department(
        year=budget_year(document),
        unit=unit,
        passages=passages,
        projects=projects,
        projects_location=location,
        targets=targets,
        overall=overall(targets),
        aims=aims(targets),
        assets=read_assets(document),
        procurement=read_procurement(document),
    )


def budget_year(document: Document) -> int | None:
    """The year that the document says it budgets for: its first such statement."""
    for text in _heads(document):
        match = YEAR.search(compact(text))
        if match:
            return int(match[1] or match[2] or match[3])
    return None


def _heads(document: Document) -> Iterator[str]:
    yield from (block.text for block in document.paragraphs)
    for grid in document.grids:
        for row in grid.rows[:2]:
            yield from (cell.text for cell in row)


def _passages(text: str, location: Location) -> Iterator[Passage]:
    plain = NOTE.sub("", text)
    for whole in filter(None, re.split(r"[。！？]", plain.replace("。其中", "，其中"))):
        sentence = COMPARISON.sub("", whole)
        sums = {
            figure: _yuan(m) for figure, label in STATED.items() if (m := label.search(sentence))
        }
        if sums:
            yield Passage(sentence, location, sums)
    changes = {
        figure: _yuan(m) * (1 if m["way"] == "增加" else -1)
        for figure, label in {**CHANGED, Figure.TOTAL: TOTAL_CHANGED}.items()
        if (m := label.search(plain))
    }
    if len(changes) > 1:
        yield Passage(plain, location, changes, changes=True)


def _yuan(match: re.Match[str]) -> Decimal:
    return Decimal(match["number"].replace(",", "")) * YUAN[match["unit"]]


def _projects(texts: list[tuple[str, Location]]) -> tuple[tuple[Project, ...], Location]:
    for text, location in texts:
        match = LISTED.search(text)
        if match:
            return tuple(_items(match["list"])), location
    return (), Location()


def _items(listed: str) -> Iterator[Project]:
    sums = list(ITEM.finditer(listed))
    if sums:
        yield from (
            Project(item["name"].strip("，、；和及"), _yuan(item)) for item in sums if item["name"]
        )
        return
    mark = next((mark for mark in "；;，,、" if mark in listed), "；")
    yield from (Project(name.strip(), None) for name in listed.split(mark) if name.strip())
