"""What a rule is, and how rules are found.

A rule is one decorated function. Its decorator says what it looks at: each row, each graded row,
each table, a whole document, or the documents that belong together. Its docstring says why it
matters and holds the examples: tables under ``## 错例`` that it must find, and under ``## 正例``
that it must leave alone.
"""

import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache, cached_property
from importlib import import_module
from inspect import cleandoc
from typing import Any

from attrs import field, frozen, validators

from perfcheck.rules.basis import LegalBasis, sources
from perfcheck.rules.english import in_english
from perfcheck.rules.families import DIMENSIONS, ReviewDimension
from perfcheck.rules.finding import Hit, NotChecked, Row, Severity
from perfcheck.rules.settings import Option, Settings, options
from perfcheck.tables import (
    GRADES,
    Column,
    Dossier,
    GradedIndicator,
    Indicator,
    Submission,
    TargetTable,
)

Outcomes = Iterator[Hit | NotChecked]
RowCheck = Callable[[Indicator, TargetTable, Settings], Outcomes]
GradedCheck = Callable[[GradedIndicator, TargetTable, Settings], Outcomes]
ScoredCheck = Callable[[Row, TargetTable, Settings], Outcomes]
TableCheck = Callable[[TargetTable, Settings], Outcomes]
SubmissionCheck = Callable[[Submission, Settings], Outcomes]
DossierCheck = Callable[[Dossier, Settings], Outcomes]

HEADING = re.compile(r"^## (错例|正例)([^\n]*)$", re.M)
ALSO = re.compile("同时命中 ([a-z0-9-]+)")


class Scope(StrEnum):
    """What a rule is shown at a time; what is found in reading a file, or by two of them, no rule looks for."""

    ROW = "row"
    GRADED = "graded"
    SCORED = "scored"
    TABLE = "table"
    SUBMISSION = "submission"
    DOSSIER = "dossier"
    FILE = "file"
    PAIR = "pair"


@frozen
class Example:
    """A document in text form that the rule must find (``bad``) or leave alone.

    A line of dashes stands between several documents. ``note`` is what its heading adds; ``also`` a second rule that the same fault breaks.
    """

    bad: bool
    text: str
    note: str = ""

    @property
    def documents(self) -> list[str]:
        return self.text.split("\n---\n")

    @property
    def also(self) -> frozenset[str]:
        return frozenset(ALSO.findall(self.note))


def _known_basis(rule: "Rule", attribute: Any, keys: tuple[str, ...]) -> None:
    unknown = [key for key in keys if key not in sources()]
    if not keys or unknown:
        raise ValueError(f"{rule.name}: basis {unknown or 'missing'}")


def _known_settings(rule: "Rule", attribute: Any, keys: tuple[str, ...]) -> None:
    if unknown := set(keys) - set(options()):
        raise ValueError(f"{rule.name}: settings {unknown}")


@frozen(slots=False)
class Rule:
    """One entry of the catalogue. ``needs`` are columns without which it is not checked, ``reads`` the
    settings that it asks for, as in ``perfcheck.toml``: ``policy.loose_floor``, ``words``."""

    code: str = field()
    name: str = field()
    title: str = field(validator=validators.min_len(1))
    title_en: str = field(validator=validators.min_len(1))
    severity: Severity
    scope: Scope
    check: Callable[..., Outcomes]
    doc: str
    basis_keys: tuple[str, ...] = field(validator=_known_basis)
    needs: frozenset[Column] = frozenset()
    own_dimension: ReviewDimension | None = None
    reads: tuple[str, ...] = field(default=(), validator=_known_settings)

    @code.validator
    def _check_code(self, attribute: Any, code: str) -> None:
        if not re.fullmatch(r"PC\d{3}", code):
            raise ValueError(f"code {code!r} is not PC and three digits")

    @name.validator
    def _check_name(self, attribute: Any, name: str) -> None:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            raise ValueError(f"name {name!r} is not a slug")

    @property
    def family(self) -> str:
        return self.code[2]

    @property
    def dimension(self) -> ReviewDimension:
        return self.own_dimension or DIMENSIONS[self.family]

    @cached_property
    def basis(self) -> tuple[LegalBasis, ...]:
        return tuple(sources()[key] for key in self.basis_keys)

    @property
    def options(self) -> tuple[Option, ...]:
        """The settings that it asks for; its severity can be set besides."""
        return tuple(options()[key] for key in self.reads)

    @cached_property
    def explanation(self) -> str:
        """The docstring up to its examples."""
        return self.doc.partition("## ")[0].strip()

    def title_in(self, lang: str) -> str:
        return self.title_en if lang == "en" else self.title

    def explanation_in(self, lang: str) -> str:
        """Why the rule is asked; a rule that is not in the catalogue may lack the English."""
        english = in_english().get(self.name) if lang == "en" else None
        return english or self.explanation

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        parts = HEADING.split(self.doc)[1:]
        return tuple(
            Example(kind == "错例", text.strip() + "\n", note.strip("（）() "))
            for kind, note, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
        )


def _declare(
    scope: Scope,
    code: str,
    name: str,
    severity: Severity,
    basis: tuple[str, ...],
    needs: Iterable[Column],
    dimension: ReviewDimension | None,
    reads: tuple[str, ...],
) -> Callable[[Callable[..., Outcomes]], Rule]:
    def rule(check: Callable[..., Outcomes]) -> Rule:
        doc = check.__doc__ or ""
        return make_rule(scope, code, name, severity, basis, check, doc, needs, dimension, reads)

    return rule


def make_rule(
    scope: Scope,
    code: str,
    name: str,
    severity: Severity,
    basis: tuple[str, ...],
    check: Callable[..., Outcomes],
    doc: str,
    needs: Iterable[Column] = (),
    dimension: ReviewDimension | None = None,
    reads: tuple[str, ...] = (),
) -> Rule:
    """A rule from its function and its text, whose first line is ``中文标题 | English title``."""
    heading, _, body = cleandoc(doc).partition("\n")
    title, _, title_en = heading.partition(" | ")
    return Rule(
        code,
        name,
        title,
        title_en,
        severity,
        scope,
        check,
        body.strip(),
        basis,
        frozenset(needs),
        dimension,
        reads,
    )


def row_rule(
    code: str,
    name: str,
    severity: Severity,
    *basis: str,
    needs: Iterable[Column] = (),
    dimension: ReviewDimension | None = None,
    reads: tuple[str, ...] = (),
) -> Callable[[RowCheck], Rule]:
    """A rule that looks at each indicator of a table by itself."""
    return _declare(
        Scope.ROW, code, name, severity, basis, {Column.VALUE, *needs}, dimension, reads
    )


def graded_rule(
    code: str,
    name: str,
    severity: Severity,
    *basis: str,
    needs: Iterable[Column] = (),
    dimension: ReviewDimension | None = None,
    reads: tuple[str, ...] = (),
) -> Callable[[GradedCheck], Rule]:
    """A rule that looks at each graded scale of a table by itself."""
    columns = {*map(Column, GRADES), *needs}
    return _declare(Scope.GRADED, code, name, severity, basis, columns, dimension, reads)


def scored_rule(
    code: str,
    name: str,
    severity: Severity,
    *basis: str,
    needs: Iterable[Column],
) -> Callable[[ScoredCheck], Rule]:
    """A rule that looks at each row of a self-evaluation, whether it has one target or a scale."""
    return _declare(Scope.SCORED, code, name, severity, basis, needs, None, ())


def table_rule(
    code: str,
    name: str,
    severity: Severity,
    *basis: str,
    needs: Iterable[Column] = (Column.VALUE,),
    dimension: ReviewDimension | None = None,
    reads: tuple[str, ...] = (),
) -> Callable[[TableCheck], Rule]:
    """A rule that looks at a table as a whole."""
    return _declare(Scope.TABLE, code, name, severity, basis, needs, dimension, reads)


def submission_rule(
    code: str,
    name: str,
    severity: Severity,
    *basis: str,
    dimension: ReviewDimension | None = None,
    reads: tuple[str, ...] = (),
) -> Callable[[SubmissionCheck], Rule]:
    """A rule that looks at all tables of a document and at the department's figures."""
    return _declare(Scope.SUBMISSION, code, name, severity, basis, (), dimension, reads)


def dossier_rule(
    code: str,
    name: str,
    severity: Severity,
    *basis: str,
    dimension: ReviewDimension | None = None,
    reads: tuple[str, ...] = (),
) -> Callable[[DossierCheck], Rule]:
    """A rule that looks at the tables and figures of all documents that belong together."""
    return _declare(Scope.DOSSIER, code, name, severity, basis, (), dimension, reads)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code: each ``Rule`` that stands in a module of this package."""
    import perfcheck.rules as package

    modules = (
        import_module(f"{package.__name__}.{m.name}")
        for m in pkgutil.iter_modules(package.__path__)
    )
    found = {
        id(thing): thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, Rule)
    }
    return tuple(sorted(found.values(), key=lambda one: one.code))


def find_rule(name_or_code: str) -> Rule | None:
    """The rule of that code (any case) or name."""
    wanted = name_or_code.strip()
    return next(
        (one for one in all_rules() if wanted in (one.name,) or wanted.upper() == one.code), None
    )
