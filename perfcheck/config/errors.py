"""What is wrong with a configuration: one line, with the file, the key, what stands there and what may."""

from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches

from perfcheck.messages import Trouble


class ConfigError(Trouble, ValueError):
    """A mistake in a configuration. ``str()`` is the Chinese line, ``message_en`` the English one."""


class Wrong(Trouble):
    """What is wrong with one value; whoever knows its file and its key makes it a `ConfigError`."""


def not_a(value: object, zh: str, en: str) -> Wrong:
    """The value is of another kind than it should be."""
    return Wrong(f"应为{zh}，写的是{shown(value)}", f"should be {en}, not {shown(value)}")


def unknown(
    word: str, known: Iterable[str], zh: str, en: str, see: tuple[str, str] | None = None
) -> Wrong:
    """The word is none of those known; the nearest is suggested. ``see``: where too many are listed."""
    names = list(known)
    near = next(iter(get_close_matches(word, names, 1)), None)
    guess, guess_en = (f"，是不是“{near}”", f", did you mean “{near}”") if near else ("", "")
    see = see or (f"可用：{'、'.join(names)}", f"possible: {', '.join(names)}")
    return Wrong(f"没有{zh}“{word}”{guess}？{see[0]}", f"no {en} “{word}”{guess_en}? {see[1]}")


def shown(value: object) -> str:
    """A value as a person wrote it, cut where it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{'，'.join(map(shown, value[:3]))}{'……' if len(value) > 3 else ''}]"
    if isinstance(value, dict):
        return f"{{{'，'.join(list(value)[:3])}}}"
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    text = text if len(text) <= 40 else f"{text[:40]}……"
    return f"“{text}”" if isinstance(value, str) else text
