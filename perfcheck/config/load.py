"""A configuration into settings: TOML data read key by key, a profile's first and the file's over it."""

import re
import tomllib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_type_hints

from attrs import evolve, fields

from perfcheck.config.errors import ConfigError, Wrong, not_a, unknown
from perfcheck.config.keys import (
    Keys,
    Reader,
    any_text,
    day,
    list_of,
    number,
    text,
    truth,
    whole,
)
from perfcheck.config.units import read_units
from perfcheck.rules import Accept, Policy, Scope, Settings, Severity, all_rules, find_rule
from perfcheck.tables import Category, Framework, frameworks
from perfcheck.tables.framework import category_of

# How a field of `Policy` is read, by its type: a new field needs no line here.
BY_TYPE: dict[Any, Reader[Any]] = {
    Decimal: number,
    int: whole,
    bool: truth,
    str: text,
    tuple[Decimal, ...]: list_of(number),
    tuple[int, ...]: list_of(whole),
    tuple[str, ...]: list_of(text),
}
CATALOGUE = ("perfcheck rules 列出全部", "perfcheck rules lists them")
EXPLAIN = ("写明为什么可以不改", "say why it may stay")
OFF = "off"


def load_config(path: str | Path) -> Settings:
    """The settings that a ``perfcheck.toml`` asks for. Raises `ConfigError`."""
    return settings_from(parse_config(read_config(Path(path)), str(path)), str(path))


def read_config(path: Path) -> str:
    """The text of a configuration."""
    file = str(path)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(
            f"{file}：不是 UTF-8 编码，请用编辑器另存为 UTF-8", f"{file}: is not UTF-8 text"
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigError(
            f"{file}：读不到（{reason}）", f"{file}: cannot be read ({reason})"
        ) from None


def parse_config(source: str, file: str) -> dict[str, Any]:
    """The data of a TOML text; a mistake in it is named with its line."""
    try:
        return tomllib.loads(source, parse_float=Decimal)
    except (ValueError, RecursionError, InvalidOperation) as error:
        what, _, place = str(error).partition(" (at ")
        zh, en = _position(place)
        hint, hint_en = _hint(source, place)
        raise ConfigError(
            f"{file}{zh}：不是合法的 TOML（{what}）{hint}",
            f"{file}{en}: not valid TOML ({what}){hint_en}",
        ) from None


LINE = re.compile(r"line (\d+), column (\d+)\)")


def _position(place: str) -> tuple[str, str]:
    """``line 3, column 5)`` or ``end of document)``, as tomllib says it."""
    if found := LINE.fullmatch(place):
        return f" 第{found[1]}行第{found[2]}列", f":{found[1]}:{found[2]}"
    return (" 末尾", ": at the end") if place.startswith("end") else ("", "")


def _hint(source: str, place: str) -> tuple[str, str]:
    """What Chinese writing easily gets wrong on the line in question."""
    found = LINE.fullmatch(place)
    line = source.split("\n")[int(found[1]) - 1] if found else ""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", line)
    if re.search("[＝“”‘’，［］｛｝]", bare):
        return "；等号、引号、逗号、括号要用半角的", "; signs must be half-width"
    if re.match(r"\s*[\u4e00-\u9fff]", bare):
        return "；汉字的键要放在引号里", "; a Chinese key needs quotes"
    return "", ""


def settings_from(data: dict[str, Any], file: str) -> Settings:
    """Settings from the data of a configuration, over those of the profile that it names."""
    from perfcheck.config.profiles import profiles

    keys = Keys(file, data)

    def named(value: object) -> Settings:
        name = text(value)
        if name not in profiles():
            raise unknown(name, profiles(), "方案", "profile")
        return profiles()[name].settings

    base = keys.get("profile", named, Settings())
    return evolve(apply(keys, base), config=file)


def apply(keys: Keys, base: Settings) -> Settings:
    """``base`` as the keys change it: lists are replaced, tables filled up, entries added."""
    settings = evolve(
        base,
        select=keys.get("select", list_of(pattern), base.select),
        ignore=keys.get("ignore", list_of(pattern), base.ignore),
        fail_on=keys.get("fail_on", severity, base.fail_on),
        severity={**base.severity, **dict(keys.table("severity").each(rule_name, level))},
        policy=_policy(keys.table("policy"), base.policy),
        required=frozenset(keys.get("required", list_of(category), base.required)),
        words={**base.words, **dict(keys.table("words").each(text, any_text))},
        framework=keys.get("framework", framework, base.framework),
        units=read_units(list(keys.tables("unit")), base.units),
        accepts=(
            *base.accepts,
            *(_accept(one, place) for place, one in enumerate(keys.tables("accept"), 1)),
        ),
    )
    keys.done()
    for name, wanted in settings.severity.items():
        _may_be(name, wanted, keys)
    return settings


def _may_be(name: str, wanted: Severity | None, keys: Keys) -> None:
    rule = find_rule(name)
    if wanted is None and rule is not None and rule.scope is Scope.FILE:
        raise keys.error(
            f"severity.{name}",
            Wrong(
                "说的是没有读到的内容，不能关闭，可改为 info",
                "tells what could not be read and cannot be off; info is possible",
            ),
        )


def _policy(keys: Keys, base: Policy) -> Policy:
    types = get_type_hints(Policy)
    changed = {
        one.name: keys.get(one.name, BY_TYPE[types[one.name]], getattr(base, one.name))
        for one in fields(Policy)
    }
    keys.done()
    return Policy(**changed)


def _accept(keys: Keys, place: int) -> Accept:
    entry = Accept(
        rule=keys.need("rule", rule_name),
        reason=keys.need("reason", text, EXPLAIN),
        document=keys.get("document", text, None),
        project=keys.get("project", text, None),
        indicator=keys.get("indicator", text, None),
        fingerprint=keys.get("fingerprint", fingerprint, None),
        until=keys.get("until", day, None),
        config=keys.file,
        number=place,
    )
    keys.done()
    return entry


def rule_name(value: object) -> str:
    """A rule by its name or code."""
    word = text(value)
    rule = find_rule(word)
    if rule is None:
        known = [one.code if word[:2].upper() == "PC" else one.name for one in all_rules()]
        raise unknown(word, known, "规则", "rule", CATALOGUE)
    return rule.name


def pattern(value: object) -> str:
    """A rule's name, its code, or the beginning of codes."""
    word = text(value)
    if any(Settings(select=(word,)).runs(one.code, one.name) for one in all_rules()):
        return word
    return rule_name(word)


def severity(value: object) -> Severity:
    word = text(value)
    if word not in list(Severity):
        raise unknown(word, Severity, "级别", "severity")
    return Severity(word)


def level(value: object) -> Severity | None:
    """A severity, or None for ``off``."""
    word = text(value)
    if word not in (*Severity, OFF):
        raise unknown(word, (*Severity, OFF), "级别", "severity")
    return None if word == OFF else Severity(word)


def category(value: object) -> Category:
    word = text(value)
    found = category_of(word)
    if found is None:
        raise unknown(word, Category, "一级指标", "category")
    return found


def framework(value: object) -> Framework:
    word = text(value)
    known = {one.key: one for one in frameworks()}
    if word not in known:
        raise unknown(word, known, "指标体系", "framework")
    return known[word]


def fingerprint(value: object) -> str:
    word = text(value)
    if not re.fullmatch("[0-9a-f]{16}", word):
        raise not_a(word, "16 位的 0-9、a-f", "16 digits 0-9, a-f")
    return word
