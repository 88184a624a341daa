"""Ready profiles: settings for a template or a year, as written in ``profiles.toml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from attrs import frozen

from perfcheck.config.keys import Keys, list_of, text
from perfcheck.config.load import apply, parse_config, read_config
from perfcheck.rules import LegalBasis, Settings, sources

FILE = Path(__file__).with_name("profiles.toml")


@frozen
class Profile:
    """方案: ``about`` says what it rests on, and what of that nobody has read in the original."""

    name: str
    title: str
    title_en: str
    about: str
    sources: tuple[LegalBasis, ...]
    settings: Settings


@cache
def profiles() -> Mapping[str, Profile]:
    """All profiles by name."""
    return {
        one.name: one for one in map(_profile, parse_config(read_config(FILE), FILE.name).items())
    }


def _profile(item: tuple[str, dict[str, object]]) -> Profile:
    name, data = item
    keys = Keys(FILE.name, data, (name, name))
    profile = Profile(
        name=name,
        title=keys.need("title", text),
        title_en=keys.need("title_en", text),
        about=keys.need("about", text),
        sources=tuple(sources()[key] for key in keys.need("sources", list_of(text))),
        settings=apply(keys.table("settings"), Settings()),
    )
    keys.done()
    return profile
