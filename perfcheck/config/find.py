"""Which configuration a file goes by: the nearest one in its folder or above."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from perfcheck.config.load import load_config
from perfcheck.rules import Settings

NAME = "perfcheck.toml"


def find_config(path: Path) -> Path | None:
    """The nearest ``perfcheck.toml`` in the folder of a file or above it."""
    folder = os.path.dirname(os.path.abspath(path))
    while not os.path.isfile(os.path.join(folder, NAME)):
        if folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)
    return Path(folder, NAME)


def own_settings() -> Callable[[Path], Settings]:
    """A function that gives each file the settings of its own configuration, each read once."""
    loaded, default = cache(load_config), Settings()

    @cache
    def of_folder(folder: Path) -> Settings:
        config = find_config(folder / NAME)
        return default if config is None else loaded(config)

    return lambda path: of_folder(path.parent)
