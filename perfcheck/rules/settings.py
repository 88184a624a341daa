"""What a run may choose: which rules, how grave, by what policy, and from which severity on it fails."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from attrs import evolve, field, fields, frozen

from perfcheck.messages import Message
from perfcheck.rules.accept import Accept
from perfcheck.rules.finding import Severity
from perfcheck.rules.policy import Policy, comments
from perfcheck.tables import Category, Framework
from perfcheck.values import Unit
from perfcheck.values.interval import plain


@frozen
class Settings:
    """``select`` and ``ignore`` hold codes, beginnings of codes (``PC6``) or rule names.

    An empty ``select`` means every rule; ``ignore`` wins. ``severity`` gives rules, by name, another
    severity; None turns one off. ``required`` are categories that every table must have. ``words``
    are qualitative words with what they mean here, empty where nothing was laid down. ``framework``
    is what every table has to follow, None: the one it seems to follow. ``today`` is the day that
    ``until`` of an ``accept`` is compared with, None: the day of the run. ``config`` is the file that
    the settings were read from.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    policy: Policy = Policy()
    severity: Mapping[str, Severity | None] = field(factory=dict)
    required: frozenset[Category] = frozenset()
    words: Mapping[str, str] = field(factory=dict)
    units: tuple[Unit, ...] = ()
    framework: Framework | None = None
    accepts: tuple[Accept, ...] = ()
    today: date | None = None
    config: str | None = None

    def runs(self, code: str, name: str) -> bool:
        def named(patterns: tuple[str, ...]) -> bool:
            return any(name == pattern or code.startswith(pattern.upper()) for pattern in patterns)

        off = name in self.severity and self.severity[name] is None
        return not off and (not self.select or named(self.select)) and not named(self.ignore)

    def severity_of(self, rule: str, own: Severity) -> Severity:
        """The severity of a finding of a rule that itself calls it ``own``."""
        return self.severity.get(rule) or own

    def with_options(
        self,
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        fail_on: Severity | None = None,
    ) -> "Settings":
        """As a command line changes them: a selection replaces theirs, what it ignores comes on top."""
        return evolve(
            self,
            select=select or self.select,
            ignore=self.ignore + ignore,
            fail_on=fail_on or self.fail_on,
        )


@frozen
class Option:
    """One key of ``perfcheck.toml`` that changes what a rule does: ``policy.loose_floor``, ``words``."""

    key: str
    default: Any
    zh: str
    en: str

    @property
    def written(self) -> str:
        """The default as the file would write it; empty where it would not."""
        return "" if self.default is None else _toml(self.default)

    def in_(self, lang: str) -> str:
        return Message(self.zh, self.en).in_(lang)


def _toml(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return plain(value) if isinstance(value, Decimal) else str(value)


# 规则要问的设置，除口径（policy）外
ASKED = (
    Option(
        "required", (), "必须有的一级指标，缺了是错误", "Categories that every table must have"
    ),
    Option(
        "framework",
        None,
        "所有的表都按这一代指标体系，不写就看表自己像哪一代",
        "The hierarchy that every table follows; without it, the one that it seems to follow",
    ),
    Option(
        "words",
        {},
        "本地的定性词和它们的定义，有定义的算有标准",
        "Qualitative words and what they mean here; a word with a meaning is a standard",
    ),
)


@cache
def options() -> Mapping[str, Option]:
    """Every key that a rule may ask for."""
    said = comments()
    policy = (Option(f"policy.{one.name}", one.default, *said[one.name]) for one in fields(Policy))
    return {one.key: one for one in (*ASKED, *policy)}
