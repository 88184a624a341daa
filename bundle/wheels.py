"""What wheels say of themselves, and which of them a machine takes.

pip can fetch wheels for another system, but it reads the conditions in their metadata (``; sys_platform
== "win32"``) as the machine it runs on: what only Windows needs would be missing. So the conditions are
read here, for the machine that is meant.
"""

import zipfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from attrs import frozen
from packaging.metadata import Metadata
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")


@frozen
class Platform:
    """A system: what its wheels are called, and how its Python answers the conditions of metadata."""

    name: str
    tags: tuple[str, ...]
    markers: Mapping[str, str]


WINDOWS = Platform(
    "windows",
    ("win_amd64",),
    {
        "os_name": "nt",
        "sys_platform": "win32",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
        "platform_release": "10",
        "platform_version": "10.0.19045",
    },
)
LINUX = Platform(
    "linux",
    # glibc 2.28 is that of Kylin V10, UOS 20 and Debian 10; what is made for an older one runs too.
    (*(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)), "manylinux2014_x86_64"),
    {
        "os_name": "posix",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
        "platform_release": "4.19",
        "platform_version": "",
    },
)
PLATFORMS = (WINDOWS, LINUX)


@frozen
class Machine:
    """A platform with one Python on it."""

    platform: Platform
    python: str

    def __str__(self) -> str:
        return f"{self.platform.name}, Python {self.python}"

    def tags(self) -> list[Tag]:
        """The tags of wheels that it takes, the best first."""
        version = tuple(map(int, self.python.split(".")))
        name = f"cp{self.python.replace('.', '')}"
        return [
            *cpython_tags(version, [name], self.platform.tags),
            *compatible_tags(version, name, self.platform.tags),
        ]

    def asks(self, requirement: Requirement, extras: Collection[str]) -> bool:
        """Does a requirement hold here, of a package that is installed with these extras?"""
        marker = requirement.marker
        answers = dict(self.platform.markers) | {
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "platform_python_implementation": "CPython",
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
        }
        return marker is None or any(
            marker.evaluate(answers | {"extra": extra}) for extra in ("", *extras)
        )


@frozen
class Wheel:
    path: Path
    name: str
    version: Version
    tags: frozenset[Tag]
    metadata: Metadata

    @classmethod
    def read(cls, path: Path) -> "Wheel":
        name, version, _, tags = parse_wheel_filename(path.name)
        with zipfile.ZipFile(path) as archive:
            inside = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
            metadata = Metadata.from_email(archive.read(inside), validate=False)
        return cls(path, name, version, tags, metadata)

    def meets(self, requirement: Requirement, python: str) -> bool:
        pythons = self.metadata.requires_python
        return requirement.specifier.contains(self.version, prereleases=True) and (
            pythons is None or pythons.contains(f"{python}.0")
        )

    def requires(self, extras: Collection[str], machine: Machine) -> Iterator[Requirement]:
        for requirement in self.metadata.requires_dist or ():
            if machine.asks(requirement, extras):
                asked = Requirement(str(requirement))
                asked.marker = None
                yield asked


@frozen
class Choice:
    """What a machine installs out of a folder, and what it asks for in vain."""

    wheels: frozenset[Path]
    missing: tuple[str, ...]


def choose(wanted: str, folder: Path, machine: Machine) -> Choice:
    """The wheels that a machine takes from a folder to install what is wanted, without a network."""
    best_first = _best_first(folder, machine)
    asked: dict[str, list[Requirement]] = {}
    chosen: dict[str, Wheel] = {}
    missing: set[str] = set()
    waiting = [Requirement(wanted)]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        wishes = asked.setdefault(name, [])
        if requirement in wishes:
            continue
        wishes.append(requirement)
        for wheel in best_first:
            if wheel.name == name and all(wheel.meets(wish, machine.python) for wish in wishes):
                chosen[name] = wheel
                extras = set().union(*(wish.extras for wish in wishes))
                waiting += wheel.requires(extras, machine)
                break
        else:
            missing.add(str(requirement))
    return Choice(frozenset(wheel.path for wheel in chosen.values()), tuple(sorted(missing)))


def _best_first(folder: Path, machine: Machine) -> list[Wheel]:
    """The wheels that the machine can take; of two of one version the one made more for it."""
    rank = {tag: place for place, tag in enumerate(machine.tags())}
    wheels = [Wheel.read(path) for path in folder.glob("*.whl")]
    fitting = [wheel for wheel in wheels if wheel.tags & rank.keys()]

    def worth(wheel: Wheel) -> tuple[Version, int]:
        return wheel.version, -min(rank[tag] for tag in wheel.tags & rank.keys())

    return sorted(fitting, key=worth, reverse=True)
