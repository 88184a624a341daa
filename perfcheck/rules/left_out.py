"""What is not checked, and why: cases that a rule leaves alone, and checks that are no rule."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from perfcheck.messages import Message
from perfcheck.rules.finding import Severity


@frozen(kw_only=True)
class Narrowed:
    """A case that ``rule`` leaves alone, or reports as ``most`` at the gravest; ``example`` shows it."""

    rule: str
    zh: str
    en: str
    example: str
    most: Severity | None = None

    def in_(self, lang: str) -> str:
        return Message(self.zh, self.en).in_(lang)


@frozen(kw_only=True)
class LeftOut:
    """A check that is no rule; ``instead`` are rules that find part of it."""

    name: str
    zh: str
    en: str
    instead: tuple[str, ...] = ()


@cache
def narrowed() -> tuple[Narrowed, ...]:
    """Each entry ``[[narrowed]]`` of ``left_out.toml``."""
    return tuple(
        Narrowed(**{**entry, "most": Severity(most) if (most := entry.get("most")) else None})
        for entry in _data()["narrowed"]
    )


@cache
def left_out() -> tuple[LeftOut, ...]:
    """Each entry ``[[left_out]]``."""
    return tuple(
        LeftOut(**{**entry, "instead": tuple(entry.get("instead", ()))})
        for entry in _data()["left_out"]
    )


def narrowing(rule: str) -> Narrowed | None:
    """What the rule of that name leaves alone, where that was decided."""
    return next((one for one in narrowed() if one.rule == rule), None)


def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("left_out.toml").read_text("utf-8"))
