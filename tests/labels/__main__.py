"""How the findings on the reference documents were judged, rule by rule: ``python -m tests.labels``."""

from collections import defaultdict

from tabulate import tabulate

from perfcheck.rules import Finding, Severity
from tests.conftest import data_dir
from tests.labels import (
    Label,
    counts,
    grave_findings,
    judged_documents,
    precision,
    speaks_of_reading,
)


def main() -> None:
    findings = grave_findings(judged_documents(data_dir()))
    by_rule: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in findings:
        by_rule[(one.code, one.rule)].append(one)
    rows = [
        [*rule, *(count[label] or "" for label in Label)]
        for rule, own in sorted(by_rule.items())
        for count in [counts(own)]
    ]
    print(tabulate(rows, headers=["", "rule", *Label]))
    for severity in (Severity.ERROR, Severity.WARNING):
        count = counts(
            one for one in findings if one.severity is severity and not speaks_of_reading(one)
        )
        listed = ", ".join(f"{count[label]} {label}" for label in Label)
        print(f"\n{severity}: {listed}; precision {precision(count):.1%}")


if __name__ == "__main__":
    main()
