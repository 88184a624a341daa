"""The Lark parser of values: built once, on first use."""

from __future__ import annotations

from threading import Lock
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from perfcheck.values import calendar as days
from perfcheck.values import mentions as m
from perfcheck.values.own import per_units, units_in_force
from perfcheck.values.resources import read_grammar
from perfcheck.values.vocabulary import expand, fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from lark import Lark, Token

    from perfcheck.values.calendar import When
    from perfcheck.values.mentions import Amount, Item, Mark

TABLES = "tables.json"
SOURCES = ("value.lark", "number.lark", "date.lark", "fragments.txt", "units.csv", "words.csv")
_LOCK = Lock()  # the reader holds the text that is being parsed
_FLIPPED = {"ge": "le", "le": "ge", "gt": "lt", "lt": "gt"}


class Reader:
    """Turns the tokens of one text into items; ``raw`` is the text being parsed."""

    raw = ""

    def start(self, *items: Item | None) -> list[Item]:
        return [item for item in items if item is not None]

    def text(self, _token: Token) -> None:
        return None

    def sign(self, token: Token) -> m.Sign:
        return m.Sign(token.type, str(token), m.span_of(token))

    def amount(self, number: Token, *rest: Token | None) -> Amount:
        scale, more, unit = rest
        return m.amount(self.raw, None, number, scale, more, unit, None)

    def currency_amount(
        self, currency: Token, number: Token, scale: Token | None, unit: Token | None
    ) -> Amount:
        return m.amount(self.raw, currency, number, scale, None, unit, None)

    def half_amount(self, number: Token, unit: Token, half: Token) -> Amount:
        return m.amount(self.raw, None, number, None, None, unit, half)

    def rounded_amount(
        self, number: Token, more: Token, scale: Token, unit: Token | None
    ) -> Amount:
        return m.amount(self.raw, None, number, scale, more, unit, None)

    def part_of(self, prefix: Token, number: Token) -> Amount:
        return m.part_of(self.raw, prefix, number)

    def fraction(self, number: Token, unit: Token | None) -> Amount:
        return m.fraction(self.raw, number, unit)

    def bound(
        self,
        op: Token | None,
        gap: Token | None,
        amount: Amount,
        note: Token | None,
        suffix: Token | None,
        after: Token | None,
    ) -> m.Bound:
        noted = note if note is not None else after
        if noted is not None and not _repeats(noted, amount):
            amount = amount._replace(flaw="unclear-number")
        start = amount.span[0] if op is None else (op.start_pos or 0)
        last = after or suffix or note
        end = amount.span[1] if last is None else (last.end_pos or 0)
        return m.Bound(
            m.mark(op), "" if gap is None else str(gap), amount, m.mark(suffix), _note(noted),
            (start, end),
        )  # fmt: skip

    def range(
        self,
        op: Token | None,
        _gap: Token | None,
        low: Amount,
        note: Token | None,
        _sep: Token,
        high: Amount,
        high_note: Token | None,
        suffix: Token | None,
        after: Token | None,
    ) -> m.Stretch:
        start = low.span[0] if op is None else (op.start_pos or 0)
        last = after or suffix or high_note
        end = high.span[1] if last is None else (last.end_pos or 0)
        return m.Stretch(
            m.mark(op), low, high, _is_open(note), _is_open(high_note or after), (),
            m.mark(suffix), (start, end),
        )  # fmt: skip

    def chain(
        self, low: Amount, flip: Token, _name: Token | None, op: Token, high: Amount
    ) -> m.Stretch:
        first, second = m.mark(flip), m.mark(op)
        assert first is not None
        assert second is not None
        first = first._replace(meaning=_FLIPPED.get(first.meaning, first.meaning))
        marks = (first, second)
        if first.meaning in ("le", "lt"):
            low, high, first, second = high, low, second, first
        return m.Stretch(
            None, low, high, first.meaning == "gt", second.meaning == "lt", marks, None,
            (min(low.span[0], high.span[0]), max(low.span[1], high.span[1])),
        )  # fmt: skip

    def brackets(self, token: Token, unit: Token | None) -> m.Stretch:
        return m.brackets(self.raw, token, unit)

    def tolerance(
        self,
        op: Token | None,
        _gap: Token | None,
        sign: Token,
        amount: Amount,
        suffix: Token | None,
        after: Token | None,
    ) -> m.Stretch:
        span = (m.span_of(op, sign)[0], amount.span[1] if suffix is None else m.span_of(suffix)[1])
        low = amount._replace(quantity=amount.quantity * -1)
        return m.Stretch(None, low, amount, False, False, (), m.mark(suffix), span)

    def until(
        self, op: Token | None, _gap: Token | None, when: When, suffix: Token | None
    ) -> m.Day:
        start = when.span[0] if op is None else (op.start_pos or 0)
        end = when.span[1] if suffix is None else (suffix.end_pos or 0)
        flaw = "" if when.period is not None else "invalid-date"
        return m.Day(m.mark(op), when.period, m.date_mark(suffix), (start, end), flaw)

    def stretch(
        self,
        op: Token | None,
        gap: Token | None,
        first: When,
        _sep: Token,
        second: When,
        suffix: Token | None,
    ) -> m.Day:
        return self.until(op, gap, days.joined(first, second), suffix)

    def month_days(
        self,
        op: Token | None,
        gap: Token | None,
        first: When,
        _sep: Token,
        day: Token,
        suffix: Token | None,
    ) -> m.Day:
        return self.until(op, gap, days.to_day(first, day), suffix)

    def year(self, year: Token, edge: Token | None) -> When:
        return days.year_period(year, edge)

    def whole_year(self, year: Token, word: Token, edge: Token | None) -> When:
        return days.year_period(year, edge)._replace(span=m.span_of(year, word, edge))

    def month(self, year: Token | None, month: Token, part: Token | None) -> When:
        return days.month_of(year, month, part)

    def season(self, year: Token | None, season: Token, edge: Token | None) -> When:
        return days.season_of(year, season, edge)

    def iso(self, token: Token, edge: Token | None = None) -> When:
        return days.iso_of(token, edge)

    def month_day(self, token: Token) -> When:
        return days.month_day_of(token)


def _note(token: Token | None) -> Mark | None:
    if token is None:
        return None
    return m.Mark("open" if _is_open(token) else "closed", str(token), m.span_of(token))


def _repeats(note: Token, amount: Amount) -> bool:
    """Whether a number inside （含95%） is the one before it."""
    digits = "".join(char for char in note if char in "0123456789.")
    return not digits or digits == "".join(
        char for char in fold(amount.quantity.literal) if char in "0123456789."
    )


def _is_open(token: Token | None) -> bool:
    return token is not None and "不" in token


def _callbacks(reader: Reader) -> SimpleNamespace:
    """The reader's methods as Lark calls them, with one list of children."""

    def spread(method: Callable[..., object]) -> Callable[[list[object]], object]:
        return lambda children: method(*children)

    names = [name for name in vars(Reader) if not name.startswith("_") and name != "raw"]
    return SimpleNamespace(**{name: spread(getattr(reader, name)) for name in names})


def _plugins() -> dict[str, type]:
    from perfcheck.values.lexer import PatientContextualLexer

    return {"ContextualLexer": PatientContextualLexer}


def fingerprint() -> str:
    """What compiled tables depend on: every file of the grammar and the version of Lark."""
    from zlib import crc32

    import lark

    text = "".join(map(read_grammar, SOURCES))
    return f"{lark.__version__} {crc32(text.encode()):08x}"


def build(reader: Reader) -> Lark:
    """The parser made from the grammar files with their fragments expanded."""
    from lark import Lark

    def load(_base: object, path: str) -> tuple[str, str]:
        return path, expand(read_grammar(path))

    return Lark(
        expand(read_grammar("value.lark")),
        parser="lalr",
        lexer="contextual",
        transformer=_callbacks(reader),
        maybe_placeholders=True,
        import_paths=[load],
        _plugins=_plugins(),
    )


def _from_tables(reader: Reader) -> Lark | None:
    """The parser from the compiled tables; ``None`` where they belong to another grammar."""
    import json

    from lark import Lark

    try:
        tables = json.loads(read_grammar(TABLES))
    except OSError:
        return None
    if tables["fingerprint"] != fingerprint():
        return None
    rows = [dict(row) for row in tables["rows"]]
    parser = tables["data"]["parser"]["parser"]
    parser["tokens"] = {int(key): name for key, name in parser["tokens"].items()}
    parser["states"] = {state: rows[number] for state, number in tables["states"]}
    memo = {int(key): entry for key, entry in tables["memo"].items()}
    load: Callable[..., object] = Lark._load_from_dict
    loaded = load(tables["data"], memo, transformer=_callbacks(reader), _plugins=_plugins())
    assert isinstance(loaded, Lark)
    return loaded


@per_units(8)
def _parser() -> tuple[Reader, Callable[[str], list[Item]]]:
    reader = Reader()
    compiled = None if units_in_force() else _from_tables(reader)
    lark = compiled or build(reader)
    return reader, cast(
        "Callable[[str], list[Item]]", lark.parse
    )  # the reader makes items of trees


def find_items(text: str) -> list[Item] | None:
    """What the grammar finds in a text, in order; ``None`` where it cannot go on."""
    from lark.exceptions import UnexpectedInput

    reader, parse = _parser()
    with _LOCK:
        reader.raw = text
        try:
            return parse(_hide_titles(fold(text), text))
        except UnexpectedInput:
            return None


def _hide_titles(folded: str, raw: str) -> str:
    """《…》 around a title are no operators."""
    for left, right in ("《》", "〈〉"):
        if left in raw and raw.find(right) > raw.find(left):
            folded = "".join(
                "“" if char in (left, right) else half
                for char, half in zip(raw, folded, strict=True)
            )
    return folded
