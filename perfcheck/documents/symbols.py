"""Characters that only a symbol font makes readable: in the Symbol font, F0B3 is drawn as ≥."""

import re

# The Symbol font from 20 and from A0 on. Where Unicode has a look-alike of ASCII's, ASCII is given.
ADOBE_SYMBOL = {
    0x20: (
        " !∀#∃%&∋()*+,-./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾"
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~"
    ),
    0xA0: (
        "€ϒ′≤/∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
        "\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
    ),
}
PRIVATE = 0xF000  # where Word puts the characters of symbol fonts
SYMBOL_FONT_TEXT = re.compile("[\uf000-\uf0ff]")
SYMBOLS = {
    PRIVATE + start + offset: char
    for start, chars in ADOBE_SYMBOL.items()
    for offset, char in enumerate(chars)
}


def _private(chars: dict[int, str]) -> dict[int, str]:
    return {PRIVATE + code: char for code, char in chars.items()}


# The fonts that forms draw their ticks and boxes with; of any other font nothing is guessed.
FONTS = {
    "symbol": SYMBOLS,
    "wingdings": _private({
        0x52: "☑", 0x53: "☒", 0x54: "☒", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆",
        0x9F: "•", 0xA7: "■", 0xA8: "□", 0xDF: "←", 0xE0: "→", 0xE8: "→", 0xFB: "✗", 0xFC: "✓",
        0xFD: "☒", 0xFE: "☑",
    }),
    "wingdings 2": _private({
        0x2A: "□", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□",
    }),
}  # fmt: skip


def symbols_of_font(font: str | None) -> dict[int, str]:
    """What the font draws, by the codes that Word gives its characters; nothing for other fonts."""
    return FONTS.get((font or "").lower(), {})
