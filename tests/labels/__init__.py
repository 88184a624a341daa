"""Findings that a person has judged, and what they say of the program's precision.

``findings.tsv`` has a line for each error and warning that the program gives on the reference
documents: its fingerprint, its rule, a label and a few words why. The same fingerprint and rule, in
however many places, is the same problem and has one line. Nothing else tells which document it is from.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from attrs import frozen

from perfcheck.api import check_paths
from perfcheck.rules import Finding, Severity

LABELS = Path(__file__).with_name("findings.tsv")


class Label(StrEnum):
    """A reviewer's judgement.

    ``excerpt``: something seems to be missing only because the document is cut short.
    ``misread``: the rule is right about what it was shown, but the table was read wrongly.
    """

    RIGHT = "right"
    WRONG = "wrong"
    ARGUABLE = "arguable"
    EXCERPT = "excerpt"
    MISREAD = "misread"


@frozen
class Key:
    """What a label is kept under; ``str`` is how a line of the file begins."""

    fingerprint: str
    rule: str

    @classmethod
    def of(cls, finding: Finding) -> "Key":
        return cls(finding.fingerprint, finding.rule)

    def __str__(self) -> str:
        return f"{self.fingerprint}\t{self.rule}"


def labels() -> dict[Key, tuple[Label, str]]:
    """The file: what was judged, the label and the reason."""
    found: dict[Key, tuple[Label, str]] = {}
    for line in LABELS.read_text("utf-8").splitlines()[1:]:
        fingerprint, rule, label, why = line.split("\t")
        key = Key(fingerprint, rule)
        assert key not in found, f"{key} has two labels"
        found[key] = (Label(label), why)
    return found


def judged_documents(data: Path) -> list[Path]:
    """The reference documents as text, whose findings have labels."""
    return [*sorted((data / "seeds").glob("*.txt")), *sorted((data / "corpus").glob("*.txt"))]


def grave_findings(paths: list[Path]) -> list[Finding]:
    """The errors and warnings that the program gives on these files."""
    report = check_paths(paths)
    return [one for one in report.findings if one.severity.reaches(Severity.WARNING)]


def speaks_of_reading(finding: Finding) -> bool:
    """PC9xx say what the program could not read; they find no fault with the unit's table."""
    return finding.code.startswith("PC9")


def counts(findings: Iterable[Finding]) -> Counter[Label]:
    """How many of these findings have each label; unlabelled ones are left out."""
    judged = labels()
    return Counter(judged[key][0] for one in findings if (key := Key.of(one)) in judged)


def precision(count: Counter[Label]) -> float:
    """Right among right and wrong. What is arguable, cut short or misread says nothing of the rules."""
    return count[Label.RIGHT] / (count[Label.RIGHT] + count[Label.WRONG])
