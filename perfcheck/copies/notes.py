"""What a marked copy says at each place."""

import re
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from attrs import frozen

from perfcheck.documents import Location
from perfcheck.reports.words import say, severity_word
from perfcheck.rules import Finding, Report, Severity, find_rule

# For text on a white ground; and pale, for what lies behind text.
INK = {Severity.ERROR: "C00000", Severity.WARNING: "9C5700", Severity.INFO: "1F4E79"}
PAPER = {Severity.ERROR: "FFD9D9", Severity.WARNING: "FFF0C2", Severity.INFO: "DDEBF7"}

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Place = TypeVar("Place", bound=Hashable)


@frozen
class Note:
    """What is said at one place: a label such as ``【错误 PC601】``, and the sentence."""

    location: Location
    severity: Severity
    label: str
    sentence: str

    @property
    def text(self) -> str:
        return self.label + self.sentence


def notes_of(report: Report, name: str, lang: str) -> list[Note]:
    """Every finding of the document, and each further row of one that stands for many."""
    found = (finding for finding in report.findings if finding.document == name)
    return [note for finding in found for note in _notes(finding, lang)]


def _notes(finding: Finding, lang: str) -> Iterator[Note]:
    word = severity_word(finding.severity, lang)
    label = f"[{word} {finding.code}] " if lang == "en" else f"【{word} {finding.code}】"
    message = finding.message.in_(lang)
    if finding.fix and finding.fix not in message:
        message += " " + say("expected", lang, value=finding.fix)
    yield Note(finding.location, finding.severity, label, printable(message))
    again = printable(_again(finding, lang))
    for location in dict.fromkeys(one.location for one in finding.occurrences):
        if location != finding.location:
            yield Note(location, finding.severity, label, again)


def _again(finding: Finding, lang: str) -> str:
    """What the further rows say of a fault that is written out at the first."""
    first = finding.occurrences[0].indicator if finding.occurrences else None
    title = title_of(finding.code, lang)
    return f"{title}: as at “{first}”" if lang == "en" else f"{title}：同上，见“{first}”"


def title_of(rule_name: str, lang: str) -> str:
    """A rule's title, by its code or name."""
    rule = find_rule(rule_name)
    return rule_name if rule is None else rule.title_in(lang)


def printable(text: str) -> str:
    """The text without what no XML can hold; line ends as one character."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def gravest(notes: Iterable[Note]) -> Severity:
    """The severity by which a place with several notes is coloured."""
    return min((note.severity for note in notes), key=lambda one: one.rank, default=Severity.INFO)


def grouped(pairs: Iterable[tuple[Place, Note]]) -> dict[Place, list[Note]]:
    """The notes of each place, in their order."""
    places: dict[Place, list[Note]] = {}
    for place, note in pairs:
        places.setdefault(place, []).append(note)
    return places
