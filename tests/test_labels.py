"""Every error and warning on the reference documents was judged by a person, and most are right.

Precision is right / (right + wrong), counted in findings. What is ``arguable`` counts for neither side
but may be a tenth at most; what a cut (``excerpt``) or a table read wrongly (``misread``) brings about
is left out as well, and the latter must not grow: mend the reading, then delete the label.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from perfcheck.rules import Finding, Severity, find_rule
from tests.labels import (
    Key,
    Label,
    counts,
    grave_findings,
    judged_documents,
    labels,
    precision,
    speaks_of_reading,
)

ARGUABLE, MISREAD = 0.10, 0


@pytest.fixture(scope="module")
def judged(data: Path) -> list[Finding]:
    """The errors and warnings on the documents as text."""
    return grave_findings(judged_documents(data))


def without_label(findings: Iterable[Finding]) -> list[str]:
    known = labels()
    return [
        f"{Key.of(one)}\t?\t{one.severity} {Path(one.document).name} {one.location.line}: {one.message.zh}"
        for one in findings
        if Key.of(one) not in known
    ]


def test_every_error_and_warning_is_judged(judged: list[Finding]) -> None:
    assert len(judged) > 200
    assert without_label(judged) == []


def test_the_same_tables_in_word_bring_nothing_new(data: Path) -> None:
    found = grave_findings(sorted((data / "renditions").glob("*.docx")))
    assert len(found) > 100
    assert without_label(found) == []


def test_no_judgement_is_stale(judged: list[Finding]) -> None:
    given = {Key.of(one) for one in judged}
    assert [str(key) for key in labels() if key not in given] == []


@pytest.mark.parametrize(
    ("severity", "wanted"), [(Severity.ERROR, 0.95), (Severity.WARNING, 0.90)]
)
def test_precision(judged: list[Finding], severity: Severity, wanted: float) -> None:
    own = [one for one in judged if one.severity is severity and not speaks_of_reading(one)]
    count = counts(own)
    assert precision(count) >= wanted, count
    assert count[Label.ARGUABLE] <= ARGUABLE * len(own), count


def test_no_more_is_misread(judged: list[Finding]) -> None:
    assert counts(judged)[Label.MISREAD] <= MISREAD


@pytest.mark.parametrize("label", list(Label))
def test_precision_counts_only_right_and_wrong(label: Label) -> None:
    count = counts([])
    count.update({Label.RIGHT: 3, Label.WRONG: 1})
    count[label] += 4
    expected = {Label.RIGHT: 7 / 8, Label.WRONG: 3 / 8}.get(label, 3 / 4)
    assert precision(count) == expected


def test_labels_name_a_rule_and_a_reason() -> None:
    for key, (_, why) in labels().items():
        assert find_rule(key.rule), key
        assert len(key.fingerprint) == 16
        assert 4 <= len(why) <= 60, key
