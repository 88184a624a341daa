"""依据: the documents that rules rest on."""

import tomllib
from functools import cache
from pathlib import Path

from attrs import frozen


@frozen
class LegalBasis:
    """A document by number, title and date (ISO); LOGIC and CONVENTION have no date."""

    key: str
    number: str
    title: str
    title_en: str
    date: str | None = None

    def cite(self, lang: str = "zh") -> str:
        title = self.title if lang == "zh" else self.title_en
        if self.date is None:
            return title
        number = "" if self.number == "法律" else self.number
        return f"{number}《{title}》" if lang == "zh" else f"{number} {title}".strip()


@cache
def sources() -> dict[str, LegalBasis]:
    """Every source in ``basis.toml`` by its key."""
    data = tomllib.loads(Path(__file__).with_name("basis.toml").read_text("utf-8"))
    return {key: LegalBasis(key, **entry) for key, entry in data.items()}
