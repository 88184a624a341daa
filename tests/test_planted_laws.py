"""Sound tables have no fault; a planted one is found, where it stands, and nothing else with it."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from perfcheck import strategies
from perfcheck.api import check
from perfcheck.comparing import compare
from perfcheck.documents import Location
from perfcheck.rules import Finding, Scope, Severity, all_rules
from perfcheck.tables import Indicator, IndicatorKind, Submission, TargetTable
from tests.planted import Defect, Pair, Sound, all_defects

# Rules that are found in reading a file, before there is a table: small files of tests/test_bad_*.py,
# tests/test_docx*.py and tests/test_xlsx*.py break each of them.
IN_READING = {rule.name for rule in all_rules() if rule.scope is Scope.FILE}
BETWEEN_FILES = {"project-in-two-files"}  # see test_across_documents.py

# A table of duties has no column for the year's target; to inform of that is right.
ALWAYS = {"grade-no-target"}

# To explain a failure takes a minute and says little of tables.
PHASES = (Phase.generate, Phase.shrink)

SOURCES = {
    "target_tables": strategies.target_tables(),
    "self_evaluations": strategies.self_evaluations(),
    "graded_tables": strategies.graded_tables(),
    "submissions": strategies.submissions(),
}


def findings(sound: Sound) -> Sequence[Finding]:
    if isinstance(sound, Pair):
        return compare(check(sound.plan), check(sound.evaluation)).deviations
    return check(sound).findings


def places(sound: Sound) -> Counter[tuple[str, Location]]:
    """Which rules point where."""
    return Counter((finding.rule, finding.location) for finding in findings(sound))


@pytest.mark.parametrize("name", SOURCES)
def test_a_sound_one_has_no_fault(name: str) -> None:
    @settings(max_examples=40)
    @given(SOURCES[name])
    def law(sound: TargetTable | Submission) -> None:
        assert {rule for rule, _ in places(sound)} <= ALWAYS

    law()


@pytest.mark.parametrize("kind", IndicatorKind)
def test_an_indicator_of_any_kind_can_be_asked_for(kind: IndicatorKind) -> None:
    @settings(max_examples=4)
    @given(strategies.indicators(kind))
    def law(row: Indicator) -> None:
        assert row.kind is kind
        assert row.value

    law()


@pytest.mark.parametrize("defect", all_defects(), ids=lambda one: f"{one.rule}:{one.name}")
def test_a_planted_defect_is_found_exactly(defect: Defect) -> None:
    followed: set[str] = set()

    @settings(max_examples=8, phases=PHASES)
    @given(defect.source, st.data())
    def law(sound: Sound, data: st.DataObject) -> None:
        flawed, place = defect.plant(data.draw, sound)
        found = places(flawed)
        assert [one for one in found.elements() if one[0] == defect.rule] == [(defect.rule, place)]
        others = {rule for rule, _ in found} - {defect.rule, *ALWAYS}
        assert others <= set(defect.follows)
        followed.update(others)

    law()
    assert followed == set(defect.follows), "what never follows need not be listed"


def test_every_grave_rule_has_a_defect() -> None:
    """A new error or warning needs a defect that it finds."""
    grave = {rule.name for rule in all_rules() if rule.severity is not Severity.INFO}
    planted = {defect.rule for defect in all_defects()}
    assert grave - planted == grave & (IN_READING | BETWEEN_FILES)
    assert planted <= {rule.name for rule in all_rules()}
