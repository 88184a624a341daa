"""The explanations of the rules in English; the Chinese ones stand in their docstrings."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def in_english() -> dict[str, str]:
    """Why each rule is asked, by the rule's name."""
    return tomllib.loads(Path(__file__).with_name("english.toml").read_text("utf-8"))
