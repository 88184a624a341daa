"""Reading the keys of one TOML table: each by a small reader, and none is passed over in silence."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from attrs import define, field

from perfcheck.config.errors import ConfigError, Wrong, not_a, unknown

T = TypeVar("T")
D = TypeVar("D")

Reader = Callable[[Any], T]

LARGEST = 10**15
FINEST = -9


@define
class Keys:
    """One table. ``where`` names it in a message, in Chinese and English (empty: the file itself).

    A key of two words may be written with a hyphen or an underscore. Keys that nobody asked for are
    unknown: `done` says so.
    """

    file: str
    data: dict[str, Any]
    where: tuple[str, str] = ("", "")
    asked: list[str] = field(factory=list)

    def get(self, key: str, read: Reader[T], default: D) -> T | D:
        """What the key says; the default where it is not there."""
        written = self._written(key)
        return default if written is None else self._read(written, read)

    def need(self, key: str, read: Reader[T], why: tuple[str, str] = ("", "")) -> T:
        """What the key says, which must be there."""
        written = self._written(key)
        if written is None:
            zh, en = (f"（{why[0]}）", f" ({why[1]})") if any(why) else why
            raise self.error("", Wrong(f"没有写 {key}{zh}", f"{key} is missing{en}"))
        return self._read(written, read)

    def table(self, key: str) -> "Keys":
        """The table of that name; an empty one where it is not there."""
        return self._below(key, self.get(key, table, {}))

    def tables(self, key: str) -> Iterator["Keys"]:
        """The tables under ``[[key]]``."""
        for number, one in enumerate(self.get(key, list_of(table), ()), 1):
            yield self._below(key, one, number)

    def each(self, read_key: Reader[str], read: Reader[T]) -> Iterator[tuple[str, T]]:
        """Every pair of a table whose keys are free."""
        for key in self.data:
            try:
                name = read_key(key)
            except Wrong as wrong:
                raise self.error("", wrong) from None
            yield name, self._read(key, read)

    def done(self) -> None:
        """Nothing may be left that was not asked for."""
        for key in self.data:
            if key.replace("-", "_") not in self.asked:
                raise self.error("", unknown(key, self.asked, "这个键", "key"))

    def error(self, key: str, wrong: Wrong) -> ConfigError:
        zh = "：".join(filter(None, (self.file, ".".join(filter(None, (self.where[0], key))))))
        en = ": ".join(filter(None, (self.file, ".".join(filter(None, (self.where[1], key))))))
        return ConfigError(f"{zh}：{wrong.message}", f"{en}: {wrong.message_en}")

    def _read(self, key: str, read: Reader[T]) -> T:
        try:
            return read(self.data[key])
        except Wrong as wrong:
            raise self.error(key, wrong) from None

    def _written(self, key: str) -> str | None:
        self.asked.append(key)
        ways = [one for one in dict.fromkeys((key, key.replace("_", "-"))) if one in self.data]
        if len(ways) > 1:
            raise self.error(key, Wrong("写了两遍", "is written twice"))
        return next(iter(ways), None)

    def _below(self, key: str, data: dict[str, Any], number: int | None = None) -> "Keys":
        zh, en = (".".join(filter(None, (above, key))) for above in self.where)
        if number is not None:
            zh, en = f"{zh} 第{number}条", f"{en} {number}"
        return Keys(self.file, data, (zh, en))


def text(value: object) -> str:
    if not isinstance(value, str):
        raise not_a(value, "文字（写在引号里）", "text in quotes")
    if not value.strip():
        raise Wrong("是空的", "is empty")
    return value.strip()


def any_text(value: object) -> str:
    """Text that may be empty."""
    return text(value) if value != "" else ""


def truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise not_a(value, " true 或 false", "true or false")
    return value


def number(value: object) -> Decimal:
    """A decimal number that nobody has to wait for."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise not_a(value, "数，例如 80 或 0.5", "a number, such as 80 or 0.5")
    amount = Decimal(value)
    exponent = amount.as_tuple().exponent
    fits = amount.is_finite() and 0 <= amount <= LARGEST
    if not fits or (isinstance(exponent, int) and exponent < FINEST):
        raise Wrong("应为 0 到 10¹⁵ 的数，小数不超过九位", "should be a number from 0 to 10¹⁵")
    return amount


def whole(value: object) -> int:
    amount = number(value)
    if not isinstance(value, int):
        raise not_a(value, "整数，例如 4", "a whole number, such as 4")
    return int(amount)


def day(value: object) -> date:
    """A date, in quotes or not."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(text(value))
    except (ValueError, Wrong):
        raise not_a(value, "日期，例如 2026-12-31", "a date, such as 2026-12-31") from None


def table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise not_a(value, "一组键（写成 [名字] 一节）", "a table")
    return value


def list_of(read: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list, each of whose members the reader reads."""

    def several(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise not_a(value, "方括号里的一列，例如 [1, 2]", "a list in brackets")
        return tuple(map(read, value))

    return several
