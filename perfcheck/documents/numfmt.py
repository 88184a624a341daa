"""Numbers of a spreadsheet as its reader sees them: 0.95 under the format ``0%`` is 95%.

Digits, percent signs, written-out units and dates are followed; thousands separators are left out.
A format that is not understood shows the plain number, never another one.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

# Formats that every workbook knows by number; the dates as a Chinese Excel shows them.
BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd",
    15: "yyyy-mm-dd", 16: "mm-dd", 17: "yyyy-mm", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm",
    21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 27: "yyyy年m月", 28: "m月d日", 29: "m月d日",
    30: "yyyy-mm-dd", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒", 34: "yyyy年m月",
    35: "m月d日", 36: "yyyy年m月", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"',
    42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"',
    45: "h:mm:ss", 47: "h:mm:ss", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日",
    54: "m月d日", 55: "yyyy年m月", 56: "m月d日", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip

TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | \[\$(?P<symbol>[^\]-]*)[^\]]*\]
    | \[(?P<elapsed>[hms]+)\] | (?P<condition>\[[<>=][^\]]*\]) | \[[^\]]*\] | [_*].
    | (?P<ampm>AM/PM|A/P|上午/下午) | (?P<general>General|G/通用格式|@) | (?P<exponent>E[+-])
    | (?P<date>[ymdhs]+|e+|a{3,4}|g+) | (?P<digit>[0#?]) | (?P<mark>[.,%/]) | (?P<literal>.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
TEXT_KINDS = ("quoted", "escaped", "symbol", "literal")
CJK = re.compile("[\u4e00-\u9fff]")
WEEKDAYS = "一二三四五六日"
LAST_DAY = 2_958_465  # 9999-12-31
SIGNIFICANT = 15  # what a spreadsheet keeps of a number
MAX_EXPONENT = 310

Token = tuple[str, str]  # kind and text


def shown(raw: str, code: str, epoch_1904: bool = False) -> str:
    """The text that a cell with the number ``raw`` shows under the format ``code``."""
    number = _number(raw)
    if number is None:
        return raw.strip()
    sections = _sections(code)
    tokens, number = _choose(sections, number)
    kinds = {kind for kind, _ in tokens}
    if kinds & {"condition", "exponent", "elapsed"} or (
        ("mark", "/") in tokens and "digit" in kinds
    ):
        return plain(number)
    if "date" in kinds:
        return _date(tokens, number, epoch_1904) or plain(number)
    if "digit" in kinds:
        return _digits(tokens, number)
    return "".join(
        plain(number) if kind == "general" else text
        for kind, text in tokens
        if kind in (*TEXT_KINDS, "general")
    ).strip()


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


def _choose(sections: list[list[Token]], number: Decimal) -> tuple[list[Token], Decimal]:
    """The section for a number, which shows its sign where the section does not do so."""
    if not any(sections[0]) and len(sections) == 1:
        return [("general", "")], number
    if any(kind == "condition" for section in sections for kind, _ in section):
        return [("condition", "")], number
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


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
    number = number.scaleb(2 * percents - 3 * thousands)
    rounded = f"{_rounded(abs(number), len(decimals)):f}"
    whole, _, fraction = rounded.partition(".")
    optional = [tokens[at][1] != "0" for at in decimals]
    while fraction.endswith("0") and optional[len(fraction) - 1]:
        fraction = fraction[:-1]
    filled = _fill(tokens, [at for at in places if at < point], whole.lstrip("0"))
    filled |= dict(zip(decimals, fraction, strict=False))
    if point < len(tokens):
        filled[point] = "." if fraction else ""
    text = "".join(_piece(at, token, filled) for at, token in enumerate(tokens)).strip()
    return f"-{text}" if number < 0 and rounded.strip("0.") else text


def _rounded(number: Decimal, places: int) -> Decimal:
    """Rounded half up, unless the number has so many digits that nothing is to be rounded."""
    try:
        return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:
        return number


def _fill(tokens: list[Token], places: list[int], whole: str) -> dict[int, str]:
    """The digits of the whole part by place, from the right; the first place takes what is left."""
    filled = {}
    for at in reversed(places):
        digit, whole = (whole, "") if at == places[0] else (whole[-1:], whole[:-1])
        filled[at] = digit or ("0" if tokens[at][1] == "0" else "")
    return filled


def _piece(at: int, token: Token, filled: dict[int, str]) -> str:
    kind, text = token
    if kind == "digit" or token == ("mark", "."):
        return filled.get(at, "")
    return "%" if token == ("mark", "%") else text if kind in TEXT_KINDS else ""


def _date(tokens: list[Token], number: Decimal, epoch_1904: bool) -> str | None:
    """A date by its format: in Chinese where the format has 年月日, else year-month-day."""
    moment = _moment(number, epoch_1904)
    if moment is None:
        return None
    parts = _date_parts(tokens, moment)
    if any(CJK.search(text) for kind, text in tokens if kind in TEXT_KINDS):
        return "".join(text for _, text in parts).strip()
    kinds = {kind for kind, _ in parts}
    day = [f"{moment.year}"] if "y" in kinds else []
    day += [f"{moment.month:02}"] if "m" in kinds else []
    day += [f"{moment.day:02}"] if "d" in kinds else []
    time = f"{moment:%H:%M:%S}" if "s" in kinds else f"{moment:%H:%M}" if "h" in kinds else ""
    return " ".join(filter(None, ("-".join(day), time)))


def _moment(number: Decimal, epoch_1904: bool) -> datetime | None:
    if not 0 <= number <= LAST_DAY - 1500 * epoch_1904:
        return None
    base = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30 + (number < 60))
    return base + timedelta(seconds=round(float(number) * 86_400))


def _date_parts(tokens: list[Token], moment: datetime) -> list[tuple[str, str]]:
    """Each token as text; an m beside hours or seconds counts minutes."""
    letters = [text[0].lower() if kind == "date" else "" for kind, text in tokens]
    parts = []
    for at, (kind, text) in enumerate(tokens):
        if kind != "date":
            parts.append(("", text if kind in (*TEXT_KINDS, "mark") else ""))
            continue
        letter = letters[at]
        before = next((one for one in reversed(letters[:at]) if one), "")
        after = next((one for one in letters[at + 1 :] if one), "")
        if letter == "m" and (before == "h" or after == "s"):
            letter = "minute"
        parts.append((letter, _part(letter, len(text), moment)))
    return parts


def _part(letter: str, length: int, moment: datetime) -> str:
    if letter in "ye":
        return f"{moment.year}" if length > 2 or letter == "e" else f"{moment.year % 100:02}"
    if letter == "a":
        return ("星期" if length > 3 else "") + WEEKDAYS[moment.weekday()]
    numbers = {
        "m": moment.month,
        "d": moment.day,
        "h": moment.hour,
        "minute": moment.minute,
        "s": moment.second,
    }
    number = numbers.get(letter)
    return "" if number is None else f"{number:02}" if length > 1 else f"{number}"
