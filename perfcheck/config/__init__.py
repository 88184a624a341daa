"""``perfcheck.toml``: which rules, how grave, by what policy, and which findings are explained."""

from perfcheck.config.baseline import accept_entries, baseline, with_baseline
from perfcheck.config.errors import ConfigError
from perfcheck.config.find import NAME, find_config, own_settings
from perfcheck.config.load import load_config
from perfcheck.config.profiles import Profile, profiles

__all__ = [
    "NAME",
    "ConfigError",
    "Profile",
    "accept_entries",
    "baseline",
    "find_config",
    "load_config",
    "own_settings",
    "profiles",
    "with_baseline",
]
