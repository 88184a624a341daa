"""What a run may choose: which rules, by what policy, and from which severity on it fails."""

from attrs import frozen

from perfcheck.rules.finding import Severity
from perfcheck.rules.policy import Policy


@frozen
class Settings:
    """``select`` and ``ignore`` hold codes, beginnings of codes (``PC6``) or rule names.

    An empty ``select`` means every rule; ``ignore`` wins.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.ERROR
    policy: Policy = Policy()

    def runs(self, code: str, name: str) -> bool:
        def named(patterns: tuple[str, ...]) -> bool:
            return any(name == pattern or code.startswith(pattern.upper()) for pattern in patterns)

        return (not self.select or named(self.select)) and not named(self.ignore)
