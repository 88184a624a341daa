"""``sarif``: SARIF 2.1.0, for code hosts, editors and other programs that gather findings.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from perfcheck import __version__
from perfcheck.documents import Location
from perfcheck.messages import mark
from perfcheck.reports.catalogue import rule_markdown
from perfcheck.reports.format import Format, View
from perfcheck.reports.inert import clean
from perfcheck.reports.places import address
from perfcheck.reports.words import dimension_word, say
from perfcheck.rules import (
    FAMILIES,
    Accepted,
    CheckedDocument,
    Finding,
    Report,
    Rule,
    Severity,
    Unchecked,
    find_rule,
)

Node = dict[str, Any]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report, view: View) -> str:
    return json.dumps(_log(report, view.lang), ensure_ascii=False, indent=2) + "\n"


def _log(report: Report, lang: str) -> Node:
    explained = (one.finding for one in report.accepted)
    fired = sorted({finding.code for finding in (*report.findings, *explained)})
    documents = {document.name: document for document in report.documents}

    def result(finding: Finding) -> Node:
        return _result(finding, fired.index(finding.code), documents[finding.document], lang)

    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "perfcheck",
                        "version": __version__,
                        "language": "en" if lang == "en" else "zh-CN",
                        "rules": [
                            _rule(rule, lang) for code in fired if (rule := find_rule(code))
                        ],
                    }
                },
                "invocations": [
                    {
                        "executionSuccessful": not report.not_checked,
                        "toolExecutionNotifications": list(_notifications(report, lang)),
                    }
                ],
                "columnKind": "unicodeCodePoints",
                "results": [
                    *(result(finding) for finding in report.findings),
                    *(result(one.finding) | _suppressed(one) for one in report.accepted),
                ],
            }
        ],
    }


def _rule(rule: Rule, lang: str) -> Node:
    """A reportingDescriptor. The examples are Chinese documents in either language."""
    markdown = rule_markdown(rule, lang)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title_in(lang)},
        "fullDescription": {"text": rule.explanation_in(lang) or rule.title_in(lang)},
        "help": {"text": markdown, "markdown": markdown},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "family": FAMILIES[rule.family].in_(lang),
            "dimension": dimension_word(rule.dimension, lang),
            "basis": [one.cite(lang) for one in rule.basis],
        },
    }


def _notifications(report: Report, lang: str) -> Iterator[Node]:
    """Files that were not checked, then rules that could not be applied."""
    unread = {document.name for document in report.documents if not document.is_checked}
    for finding in report.findings:
        if finding.document in unread and finding.code.startswith("PC9"):
            yield {
                "level": "error",
                "descriptor": {"id": finding.code},
                "message": {"text": _text(finding.message.in_(lang))},
                "locations": [_location(finding.document, Location(), lang)],
            }
    for one in report.unchecked:
        yield _not_applied(one, lang)


def _not_applied(one: Unchecked, lang: str) -> Node:
    where = say("document", lang) if one.table is None else say("table", lang, n=one.table)
    rule = find_rule(one.rule)
    return {
        "level": "note",
        "associatedRule": {"id": rule.code if rule else one.rule},
        "message": {"text": _text(f"{where}{mark('：', lang)}{one.reason.in_(lang)}")},
        "locations": [_location(one.document, Location(), lang)],
    }


def _result(finding: Finding, index: int, document: CheckedDocument, lang: str) -> Node:
    places = [one.location for one in finding.occurrences] or [finding.location]
    result: Node = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": _text(finding.message.in_(lang))},
        "locations": [_location(finding.document, one, lang) for one in places],
        "partialFingerprints": {"perfcheck/v1": finding.fingerprint},
        "properties": _properties(finding),
    }
    if finding.fix and _fills_its_line(finding, document):
        result["fixes"] = [_fix(finding, finding.fix)]
    return result


def _suppressed(one: Accepted) -> Node:
    """It is explained in a configuration, so that hosts show it as closed."""
    return {"suppressions": [{"kind": "external", "justification": clean(one.accept.reason)}]}


def _properties(finding: Finding) -> Node:
    fields = {
        "project": finding.project,
        "indicator": finding.indicator,
        "value": finding.value,
        "expected": finding.expected,
        "difference": finding.difference,
        "fix": finding.fix,
    }
    shown: Node = {name: clean(text) for name, text in fields.items() if text}
    if finding.table is not None:
        shown["table"] = finding.table
    if finding.occurrences:
        shown["indicators"] = [clean(one.indicator) for one in finding.occurrences]
    return shown


def _location(document: str, location: Location, lang: str) -> Node:
    physical: Node = {"artifactLocation": {"uri": uri(document)}}
    if line := location.line or location.row:
        physical["region"] = {"startLine": line}
    node: Node = {"physicalLocation": physical}
    if name := address(location, lang):
        node["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "cell"}]
    return node


def uri(document: str) -> str:
    """The file's name as a URI reference, percent-encoded."""
    path = Path(document)
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix().encode("utf-8", "surrogateescape"))


def _fills_its_line(finding: Finding, document: CheckedDocument) -> bool:
    """Is the value all of a line of a text file, and all to be mended, so that the line can be replaced?"""
    if document.submission is None or finding.location.line is None or len(finding.edits) != 1:
        return False
    cells = [cell for grid in document.submission.document.grids for cell in grid.cells]
    on_line = Counter(cell.location.line for cell in cells)
    own = [cell.text for cell in cells if cell.location == finding.location]
    whole = [text.strip() for text in own] == [(finding.value or "").strip()]
    return whole and on_line[finding.location.line] == 1 and "\n" not in own[0]


def _fix(finding: Finding, mended: str) -> Node:
    """The line anew: in the layout of one cell a line, a tab stands before the cell."""
    return {
        "description": {"text": _text(mended)},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": uri(finding.document)},
                "replacements": [
                    {
                        "deletedRegion": {"startLine": finding.location.line},
                        "insertedContent": {"text": f"\t{clean(mended)}"},
                    }
                ],
            }
        ],
    }


def _text(text: str) -> str:
    """A message in plain text: SARIF would read ``[words](address)`` as a link, ``{0}`` as a gap."""
    return clean(text).replace("](", "]\\(").replace("{", "{{").replace("}", "}}")


FORMAT = Format("sarif", render, ".sarif", "application/sarif+json")
