"""``[[unit]]``: own units, and more names for known ones, with the columns of ``grammar/units.csv``."""

import re
from decimal import Decimal

from attrs import evolve

from perfcheck.config.errors import Wrong, unknown
from perfcheck.config.keys import Keys, any_text, list_of, number, text, truth
from perfcheck.values import Dimension, Unit, own_units
from perfcheck.values.quantity import split_scale
from perfcheck.values.units import unit_table
from perfcheck.values.vocabulary import fold

WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[²³°′″])*|[°℃%‰µ][^\W\d_]*")
NUMERAL = re.compile("[零〇一二两三四五六七八九十百千万亿]+")
LONGEST = 10


def read_units(tables: list[Keys], before: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The units in force after these tables; each may build on those above it."""
    units = before
    for keys in tables:
        with own_units(units):
            units += (_unit(keys),)
    return units


def _unit(keys: Keys) -> Unit:
    name = keys.need("name", unit_name)
    known = unit_table().get(fold(name))
    one = _new(keys, name) if known is None else _as_it_is(keys, known)
    aliases = keys.get("aliases", list_of(unit_name), ())
    keys.get("note", any_text, "")
    keys.done()
    for alias in aliases:
        _is_free(alias, one, keys)
    return evolve(one, aliases=tuple(dict.fromkeys((*one.aliases, *aliases))))


def _as_it_is(keys: Keys, known: Unit) -> Unit:
    """A unit of the table, which an entry may give more names and nothing else."""
    if not {"aliases"} <= keys.data.keys() <= {"name", "aliases", "note"}:
        raise keys.error(
            "name",
            Wrong(
                f"单位表里已有“{known.name}”，只能给它加 aliases（别名）",
                f"“{known.name}” is a known unit; it can only be given aliases",
            ),
        )
    return known


def _new(keys: Keys, name: str) -> Unit:
    base_name = keys.get("base", text, name)
    base = unit_table().get(fold(base_name))
    if base is None and base_name != name:
        raise keys.error("base", unknown(base_name, unit_table(), "单位", "unit", SEE))
    dimension = base.dimension if base else keys.need("dimension", _dimension)
    if keys.get("dimension", _dimension, dimension) is not dimension:
        raise keys.error(
            "dimension",
            Wrong(
                f"与基本单位“{base_name}”的量纲 {dimension} 不同",
                f"differs from {dimension}, the dimension of “{base_name}”",
            ),
        )
    factor = keys.get("factor", number, Decimal(1))
    if not factor:
        raise keys.error("factor", Wrong("不能是 0", "must not be 0"))
    return Unit(
        name,
        dimension,
        base.base if base else name,
        factor * base.factor if base else factor,
        keys.get("integral", truth, False),
        keys.get("holder", truth, False),
        keys.get("group", any_text, ""),
    )


SEE = ("单位表见 grammar/units.csv", "grammar/units.csv lists them")


def _is_free(alias: str, one: Unit, keys: Keys) -> None:
    other = unit_table().get(fold(alias))
    if other is not None and other.name != one.name:
        raise keys.error(
            "aliases",
            Wrong(
                f"“{alias}”已是单位“{other.name}”", f"“{alias}” is the unit “{other.name}” already"
            ),
        )


def unit_name(value: object) -> str:
    """A word that can stand after a number and be nothing else."""
    word = text(value)
    if not WORD.fullmatch(word) or NUMERAL.fullmatch(word) or len(word) > LONGEST:
        raise Wrong(
            f"“{word}”不能作单位：应为十个以内的汉字或字母；“元/人”这样的复合单位不用登记",
            f"“{word}” is no unit: up to ten letters; rates such as “元/人” need no entry",
        )
    scale, rest = split_scale(word)
    if scale != 1 and rest and (word[0] in "万亿" or fold(rest) in unit_table()):
        raise Wrong(
            f"“{word}”是倍率加单位“{rest}”，不用登记",
            f"“{word}” is a scale and the unit “{rest}”; it needs no entry",
        )
    return word


def _dimension(value: object) -> Dimension:
    possible = {one.dimension.value: one.dimension for one in unit_table().values()}
    word = text(value)
    if word not in possible:
        raise unknown(word, possible, "量纲", "dimension")
    return possible[word]
