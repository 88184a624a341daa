"""一套材料: documents that belong together, and the tables in them.

A department may hand in one file, or its text and a file for each project. What is of another unit,
another year or another kind (plan, self-evaluation) is another dossier, and a folder is never left.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from attrs import field, frozen

from perfcheck.documents import Document
from perfcheck.tables.department import Department, Figure
from perfcheck.tables.model import TargetTable
from perfcheck.tables.owner import owners, units
from perfcheck.tables.recognise import Submission
from perfcheck.tables.text import compact
from perfcheck.values.vocabulary import fold

MARKS = re.compile(r"[，,。.、；;：:“”\"（）()\[\]【】《》]")
DIGITS = re.compile(r"[0-9]+")
SILENT, ANYBODY = "", "*"  # where a table's unit would stand
SEVERAL = "several"  # units in one document: it is of none of them


@frozen(slots=False)
class Dossier:
    """The first of the ``parts`` speaks for the department, if any does.

    ``unsigned`` are the names of the parts that do not say whose they are.
    """

    parts: tuple[Submission, ...]
    unsigned: frozenset[str] = field(default=frozenset())

    @property
    def document(self) -> Document:
        return self.parts[0].document

    @property
    def department(self) -> Department:
        return self.parts[0].department

    @cached_property
    def tables(self) -> tuple[TargetTable, ...]:
        """Each project once: of a project with tables in several documents, that of the first."""
        return tuple(own[0] for own in self._versions)

    @property
    def yearly(self) -> tuple[TargetTable, ...]:
        """The tables whose sums are of the budget's year."""
        return tuple(table for table in self.tables if not table.is_long_term)

    @property
    def circles(self) -> tuple[tuple[TargetTable, ...], ...]:
        """The tables of each document by itself, then those of all: what one document shows alone
        is said as if there were no other."""
        each = tuple(part.tables for part in self.parts)
        return (*each, self.tables) if len(each) > 1 else each

    @cached_property
    def repeated(self) -> tuple[tuple[TargetTable, ...], ...]:
        """The projects that have tables in several documents."""
        return tuple(tuple(own) for own in self._versions if len(own) > 1)

    def versions(self, table: TargetTable) -> tuple[TargetTable, ...]:
        """All tables of the project of one of the ``tables``."""
        return next((own for own in self.repeated if own[0] is table), (table,))

    def document_of(self, table: TargetTable) -> str:
        """The name of the document that holds the table."""
        return self._homes[id(table)].document.name

    def is_of_department(self, table: TargetTable) -> bool:
        """Is it certain that the department of the first part answers for the table?"""
        return self._are_one({self.document.name, self.document_of(table)})

    def is_of_one_unit(self, table: TargetTable, other: TargetTable) -> bool:
        """Is it certain that one unit answers for both?"""
        return self._are_one({self.document_of(table), self.document_of(other)})

    def _are_one(self, documents: set[str]) -> bool:
        return len(documents) == 1 or not documents & self.unsigned

    @cached_property
    def _homes(self) -> dict[int, Submission]:
        return {id(table): part for part in self.parts for table in part.tables}

    @cached_property
    def _versions(self) -> list[list[TargetTable]]:
        found: list[list[TargetTable]] = []
        known: dict[Hashable, list[list[TargetTable]]] = defaultdict(list)
        names = [units(part) for part in self.parts]
        full = _full_names(names)
        for part, its in zip(self.parts, names, strict=True):
            new: list[tuple[Hashable, list[TargetTable]]] = []
            carried_out_by = {full[name] for name in its}
            for table in part.tables:
                key = (project_key(table) or signature(table), table.is_long_term)
                places = [(key, unit) for unit in carried_out_by or {SILENT}]
                seen = [(key, ANYBODY)] if not carried_out_by else [*places, (key, SILENT)]
                same = (own for place in seen for own in known[place])
                own = next((own for own in same if _may_have_one_code(own[0], table)), None)
                if own is not None:
                    own.append(table)
                else:
                    found.append([table])
                    new += [(place, found[-1]) for place in (*places, (key, ANYBODY))]
            for place, own in new:  # two tables of one name in one document are two projects
                known[place].append(own)
        return found


def _may_have_one_code(one: TargetTable, other: TargetTable) -> bool:
    codes = {one.project_code, other.project_code}
    return None in codes or len(codes) == 1


def _full_names(names: Iterable[frozenset[str]]) -> dict[str, str]:
    """水务局 is 青禾县水务局: of each name the shortest that it ends with."""
    known = set().union(*names)

    def full(name: str) -> str:
        endings = (name[at:] for at in reversed(range(len(name))))
        return next(ending for ending in endings if ending in known)

    return {name: full(name) for name in known}


def project_key(table: TargetTable) -> str:
    """A project's name for comparing."""
    return MARKS.sub("", fold(compact(table.project or ""))).removesuffix("项目")


def signature(table: TargetTable) -> Hashable:
    """What two tables must have in common to be one table handed in twice."""
    total = table.budget.total if table.budget else None
    rows = ((compact(row.name), compact(row.value)) for row in table.indicators)
    graded = (
        (compact(row.name), *(compact(t.raw) for t in row.scale.levels)) for row in table.graded
    )
    budget = total.yuan if total else None
    return project_key(table), table.project_code, budget, tuple(rows), tuple(graded)


def dossiers(submissions: Iterable[Submission]) -> Iterator[Dossier]:
    """The documents that belong together; those that belong to no other are in none."""
    telling = [one for one in submissions if one.tables or _speaks(one)]
    for folder in _by(_folder, telling):
        for group in _told_apart(_is_evaluation, folder):
            yield from _of_each_unit(group) if len(group) > 1 else ()


def _of_each_unit(group: list[Submission]) -> Iterator[Dossier]:
    names = _whose(group)

    def whose(one: Submission) -> Hashable:
        return names[id(one)]

    for own in _told_apart(whose, group):
        for of_year in _told_apart(_year, own):
            parts = _in_order(_without_copies(of_year))
            if len(parts) > 1:
                unsigned = (one.document.name for one in parts if whose(one) is None)
                yield Dossier(tuple(parts), frozenset(unsigned))


def _by(
    key: Callable[[Submission], Hashable], group: Iterable[Submission]
) -> Iterable[list[Submission]]:
    found: dict[Hashable, list[Submission]] = defaultdict(list)
    for one in group:
        found[key(one)].append(one)
    return found.values()


def _told_apart(
    answer: Callable[[Submission], Hashable], group: list[Submission]
) -> Iterator[list[Submission]]:
    """The documents by what they say. One that says nothing belongs to the others where they agree."""
    silent = [one for one in group if answer(one) is None]
    answers = list(_by(answer, [one for one in group if answer(one) is not None]))
    if len(answers) <= 1:
        yield group
    else:
        yield from answers
        yield from ([one] for one in silent)


def _folder(one: Submission) -> str:
    return str(PurePosixPath(one.document.name.replace("\\", "/")).parent)


def _is_evaluation(one: Submission) -> bool | None:
    return any(table.is_self_evaluation for table in one.tables) if one.tables else None


def _year(one: Submission) -> int | None:
    return one.department.year


def _whose(group: Sequence[Submission]) -> dict[int, Hashable]:
    """Whom each document is of, by ``id``; None where it does not say."""
    named = {id(one): owners(one) for one in group}
    full = _full_names(named.values())
    found: dict[int, Hashable] = {}
    for one in group:
        names = {full[name] for name in named[id(one)]}
        mixed = (SEVERAL, one.document.name)
        found[id(one)] = mixed if len(names) > 1 else next(iter(names), None)
    return found


def _speaks(one: Submission) -> bool:
    """Does it state what the department's tables must fit?"""
    told = one.department
    stated = told.stated(Figure.PROJECT) is not None
    return stated or bool(told.projects or told.aims or told.procurement)


def _without_copies(group: list[Submission]) -> Iterator[Submission]:
    """A file that is there as .docx and as .pdf counts once."""
    found: dict[Hashable, list[frozenset[str]]] = defaultdict(list)
    for one in sorted(group, key=_natural):
        figures = tuple(map(one.department.stated, Figure))
        same = found[tuple(map(signature, one.tables)), figures, one.department.projects]
        names = units(one)
        if not any(_may_be_one_unit(names, others) for others in same):
            same.append(names)
            yield one


def _may_be_one_unit(names: frozenset[str], others: frozenset[str]) -> bool:
    """What two schools carry out is not the same, though the table may be."""
    if not (names and others):
        return True
    return any(a.endswith(b) or b.endswith(a) for a in names for b in others)


def _in_order(group: Iterable[Submission]) -> list[Submission]:
    """The one that speaks for the department, then the others by name.

    Where several do, nobody can tell whose the others are: these stay by themselves.
    """
    speaking: list[Submission] = []
    others: list[Submission] = []
    for one in group:
        (speaking if _speaks(one) else others).append(one)
    return [*speaking, *others] if len(speaking) == 1 else others


def _natural(one: Submission) -> tuple[str, str]:
    """表2 before 表10."""
    name = one.document.name
    return DIGITS.sub(lambda digits: digits[0].zfill(12), name), name
