"""A document cut into files is told what the whole of it is told."""

from collections.abc import Iterable
from pathlib import Path

from attrs import evolve

from perfcheck.api import check, extract, joined
from perfcheck.documents import Document, Location, Paragraph
from perfcheck.rules import Scope, Settings, all_rules
from perfcheck.tables import Submission
from tests.conftest import EXAMPLES


def in_pieces(whole: Submission) -> list[Submission]:
    """The text of a document, and each of its tables in a file that says whose it is."""
    signed = Paragraph(f"填报单位：{whole.department.unit}", Location(line=1))
    pieces = [
        Submission(Document(f"{table.number}.md", (signed,)), (evolve(table, number=1),))
        for table in whole.tables
    ]
    return [evolve(whole, document=evolve(whole.document, name="0.md"), tables=()), *pieces]


def said(submissions: Iterable[Submission]) -> set[tuple[str, str]]:
    """What rules on dossiers say."""
    across = {rule.code for rule in all_rules() if rule.scope is Scope.DOSSIER}
    settings = Settings(select=tuple(sorted(across)))
    result = joined(check(one, settings=settings) for one in submissions)
    return {(one.code, one.fingerprint) for one in result.findings if one.code in across}


def test_a_document_in_pieces_is_told_the_same() -> None:
    whole = extract(EXAMPLES / "tables" / "02-county-sums.txt")
    assert {code for code, _ in said([whole])} == {"PC801"}
    assert said(in_pieces(whole)) == said([whole])


def test_reference_documents_in_pieces_are_told_the_same(seeds: list[Path]) -> None:
    told = [(said([whole]), said(in_pieces(whole))) for whole in map(extract, seeds)]
    assert len(set().union(*(one for one, _ in told))) > 10
    for one, pieces in told:
        assert pieces == one
