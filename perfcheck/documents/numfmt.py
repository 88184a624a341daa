"""Numbers of a spreadsheet as its reader sees them: 0.95 under the format ``0%`` is 95%.

Digits, separators, percent signs, written-out units, conditions and dates are followed. A format that
is not understood shows the plain number, never another one.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from operator import eq, ge, gt, le, lt, ne

# Formats that every workbook knows by number; the dates as a Chinese Excel shows them.
BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d",
    15: "yyyy-mm-dd", 16: "mm-dd", 17: "yyyy-mm", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: "yyyy年m月", 28: "m月d日", 29: "m月d日",
    30: "yyyy-mm-dd", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒", 34: "yyyy年m月",
    35: "m月d日", 36: "yyyy年m月", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"',
    42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日",
    54: "m月d日", 55: "yyyy年m月", 56: "m月d日", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip

TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | \[\$(?P<symbol>[^\]-]*)[^\]]*\]
    | \[(?P<elapsed>[hms]+)\] | \[(?P<condition>[<>=][^\]]*)\] | \[[^\]]*\] | [_*].
    | (?P<ampm>AM/PM|A/P|上午/下午) | (?P<general>General|G/通用格式|@) | (?P<exponent>E[+-])
    | (?P<date>[ymdhs]+|e+|a{3,4}|g+) | (?P<digit>[0#?]) | (?P<mark>[.,%/]) | (?P<literal>.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
TEXT_KINDS = ("quoted", "escaped", "symbol", "literal")
CJK = re.compile("[\u4e00-\u9fff]")
WEEKDAYS = "一二三四五六日"
CONDITION = re.compile(r"(<=|>=|<>|[<>=])\s*(-?\d+(?:\.\d+)?)\s*")
COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne,
}  # fmt: skip
LAST_DAY = 2_958_465  # 9999-12-31
SIGNIFICANT = 15  # what a spreadsheet keeps of a number
MAX_EXPONENT = 310
SIGN = re.compile("[-(（△▲负]")
GENERAL_WIDTH = 11  # characters that a cell without a format shows of a number, with the point

Token = tuple[str, str]  # kind and text


def shown(raw: str, code: str, epoch_1904: bool = False) -> str:
    """The text that a cell with the number ``raw`` shows under the format ``code``."""
    number = _number(raw)
    if number is None:
        return raw.strip()
    tokens = _choose(_sections(code), number)
    if tokens is None:
        return plain(number)
    kinds = {kind for kind, _ in tokens}
    if "exponent" in kinds or (("mark", "/") in tokens and "digit" in kinds):
        return plain(number)
    if kinds & {"date", "elapsed"}:
        return _date(tokens, number, epoch_1904) or plain(number)
    text = _amount(tokens, abs(number))
    signed = number < 0 and text != _amount(tokens, Decimal(0))
    return f"-{text}" if signed and not _shows_sign(tokens) else text


def shown_text(text: str, code: str) -> str:
    """A text under a format: ``"≥"@`` puts a sign before it."""
    tokens = _sections(code)[-1]
    return _words(tokens, text) if ("general", "@") in tokens and len(tokens) > 1 else text


def _amount(tokens: list[Token], number: Decimal) -> str:
    digits = any(kind == "digit" for kind, _ in tokens)
    return _digits(tokens, number) if digits else _words(tokens, general(number))


def _words(tokens: list[Token], value: str) -> str:
    """The words of a format around the value itself."""
    words = (
        value if kind == "general" else text
        for kind, text in tokens
        if kind in (*TEXT_KINDS, "general")
    )
    return "".join(words).strip()


def general(number: Decimal) -> str:
    """A number in a cell without a format: digits after the point as far as the cell shows them."""
    whole = len(str(int(abs(number))))
    if abs(number) < Decimal("0.0001") or whole > GENERAL_WIDTH:
        return plain(number)
    return plain(_rounded(number, max(0, GENERAL_WIDTH - 1 - whole)))


def plain(number: Decimal) -> str:
    """A number without a format: no exponent, no zeros at the end."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


def _number(raw: str) -> Decimal | None:
    """The number at the precision that spreadsheets keep; None where it is none, or absurd."""
    try:
        number = Decimal(raw.strip()) if len(raw) < 400 else None
    except InvalidOperation:
        return None
    if number is None or not number.is_finite():
        return None
    if number and abs(number.adjusted()) > MAX_EXPONENT:
        return None
    return Decimal(f"{number:.{SIGNIFICANT - 1}e}") if number else Decimal(0)


def _sections(code: str) -> list[list[Token]]:
    """The parts of a format for positive and negative numbers, zero and text."""
    sections: list[list[Token]] = [[]]
    for match in TOKEN.finditer(code):
        kind = match.lastgroup
        if kind == "literal" and match[0] == ";":
            sections.append([])
        elif kind is not None:
            sections[-1].append((kind, match[kind]))
    return sections


def _choose(sections: list[list[Token]], number: Decimal) -> list[Token] | None:
    """The section for a number; None where a condition is none that we know."""
    if len(sections) > 1 and ("general", "@") in sections[-1]:
        sections = sections[:-1]  # for texts
    if not any(sections[0]) and len(sections) == 1:
        return [("general", "")]
    conditions = [text for section in sections for kind, text in section if kind == "condition"]
    if not all(map(CONDITION.fullmatch, conditions)):
        return None
    if conditions:
        return next((one for one in sections if _holds(one, number)), sections[-1])
    if number < 0 and len(sections) > 1:
        return [("condition", "<0"), *sections[1]]
    return sections[2] if number == 0 and len(sections) > 2 else sections[0]


def _holds(section: list[Token], number: Decimal) -> bool:
    """Is the number one that a section with conditions is for? One without takes the rest."""
    matches = [CONDITION.fullmatch(text) for kind, text in section if kind == "condition"]
    return all(one and COMPARE[one[1]](number, Decimal(one[2])) for one in matches)


def _shows_sign(tokens: list[Token]) -> bool:
    """Is this a section for negative numbers alone, which says so in words? Red says it to the eye only."""
    for_negative = not _holds(tokens, Decimal(0)) and not _holds(
        tokens, Decimal(10) ** MAX_EXPONENT
    )
    return for_negative and any(SIGN.search(text) for kind, text in tokens if kind in TEXT_KINDS)


def _digits(tokens: list[Token], number: Decimal) -> str:
    """The number in the digit places of a format, with the words around and between them."""
    places = [at for at, (kind, _) in enumerate(tokens) if kind == "digit"]
    point = next((at for at, token in enumerate(tokens) if token == ("mark", ".")), len(tokens))
    after = tokens[places[-1] + 1 :]
    thousands = 0
    while thousands < len(after) and after[thousands] == ("mark", ","):
        thousands += 1
    percents = tokens.count(("mark", "%"))
    decimals = [at for at in places if at > point]
    rounded = f"{_rounded(number.scaleb(2 * percents - 3 * thousands), len(decimals)):f}"
    whole, _, fraction = rounded.partition(".")
    optional = [tokens[at][1] != "0" for at in decimals]
    while fraction.endswith("0") and optional[len(fraction) - 1]:
        fraction = fraction[:-1]
    filled = _fill(tokens, [at for at in places if at < point], whole.lstrip("0"))
    filled |= dict(zip(decimals, fraction, strict=False))
    if point < len(tokens):
        filled[point] = "." if fraction else ""
    return "".join(_piece(at, token, filled) for at, token in enumerate(tokens)).strip()


def _rounded(number: Decimal, places: int) -> Decimal:
    """Rounded half up, unless the number has so many digits that nothing is to be rounded."""
    try:
        return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:
        return number


def _fill(tokens: list[Token], places: list[int], whole: str) -> dict[int, str]:
    """The digits of the whole part by place, from the right; the first place takes what is left."""
    grouped = bool(places) and ("mark", ",") in tokens[places[0] : places[-1]]
    filled = {}
    for after, at in enumerate(reversed(places)):
        digits, whole = (whole, "") if at == places[0] else (whole[-1:], whole[:-1])
        digits = digits or ("0" if tokens[at][1] == "0" else "")
        filled[at] = _grouped(digits, after) if grouped else digits
    return filled


def _grouped(digits: str, after: int) -> str:
    """Digits that ``after`` others follow, with a comma wherever a multiple of three follows."""
    count = range(after + len(digits) - 1, after - 1, -1)
    return "".join(
        f"{digit}," if rest and rest % 3 == 0 else digit
        for digit, rest in zip(digits, count, strict=True)
    )


def _piece(at: int, token: Token, filled: dict[int, str]) -> str:
    kind, text = token
    if kind == "digit" or token == ("mark", "."):
        return filled.get(at, "")
    return "%" if token == ("mark", "%") else text if kind in TEXT_KINDS else ""


def _date(tokens: list[Token], number: Decimal, epoch_1904: bool) -> str | None:
    """A date or time as its format writes it; one with the year last or month names, by numbers."""
    moment = _moment(number, epoch_1904)
    if moment is None:
        return None
    parts = _date_parts(tokens, moment, round(float(number) * 86_400))
    letters = "".join(letter[0] for letter, _ in parts if letter)
    chinese = any(CJK.search(text) for kind, text in tokens if kind in TEXT_KINDS)
    named = any(kind == "ampm" or re.fullmatch("m{3,}|d{3,}|yy?", text, re.I) for kind, text in tokens)  # fmt: skip
    if chinese or (not named and "y" not in letters[1:]):
        return "".join(text for _, text in parts).strip()
    day = [f"{moment.year}"] if "y" in letters else []
    day += [f"{moment.month:02}"] if "M" in letters else []
    day += [f"{moment.day:02}"] if "d" in letters else []
    time = f"{moment:%H:%M:%S}" if "s" in letters else f"{moment:%H:%M}" if "h" in letters else ""
    return " ".join(filter(None, ("-".join(day), time)))


def _moment(number: Decimal, epoch_1904: bool) -> datetime | None:
    if not 0 <= number <= LAST_DAY - 1500 * epoch_1904:
        return None
    base = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30 + (number < 60))
    return base + timedelta(seconds=round(float(number) * 86_400))


def _date_parts(tokens: list[Token], moment: datetime, seconds: int) -> list[tuple[str, str]]:
    """Each token as a letter and its text; an m beside hours or seconds counts minutes."""
    elapsed = {"h": seconds // 3600, "m": seconds // 60, "s": seconds}
    letters = [text[0].lower() if kind in ("date", "elapsed") else "" for kind, text in tokens]
    parts = []
    for at, (kind, text) in enumerate(tokens):
        letter = letters[at]
        if kind == "elapsed":
            parts.append((letter, f"{elapsed[letter]:0{len(text)}}"))
            continue
        if kind != "date":
            parts.append(("", text if kind in (*TEXT_KINDS, "mark") else ""))
            continue
        before = next((one for one in reversed(letters[:at]) if one), "")
        after = next((one for one in letters[at + 1 :] if one), "")
        if letter == "m" and before != "h" and after != "s":
            letter = "M"
        parts.append((letter, _part(letter, len(text), moment)))
    return parts


def _part(letter: str, length: int, moment: datetime) -> str:
    if letter in "ye":
        return f"{moment.year}" if length > 2 or letter == "e" else f"{moment.year % 100:02}"
    if letter == "a":
        return ("星期" if length > 3 else "") + WEEKDAYS[moment.weekday()]
    numbers = {
        "M": moment.month,
        "d": moment.day,
        "h": moment.hour,
        "m": moment.minute,
        "s": moment.second,
    }
    number = numbers.get(letter)
    return "" if number is None else f"{number:02}" if length > 1 else f"{number}"
