"""The page: its frame, the report in it, and the pages about rules and the API. All of it is our own."""

from functools import cache, partial
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader

from perfcheck import __version__, reports
from perfcheck.documents import suffixes
from perfcheck.fixing import can_fix
from perfcheck.reports import View
from perfcheck.reports.compared import comparison_text
from perfcheck.reports.html import document_parts, environment, verdict
from perfcheck.reports.inert import clean
from perfcheck.rules import FAMILIES, Report, all_rules
from perfcheck.values import own_units, parse_value, to_record
from perfcheck.web.comparisons import New, Old, compared
from perfcheck.web.jobs import Job
from perfcheck.web.queued import Edits, try_edits
from perfcheck.web.shared import JobsHere, Lang
from perfcheck.web.words import say, script_words

router = APIRouter(include_in_schema=False)

REPORT_STYLE = Path(reports.__file__).parent / "templates" / "report.css"
LONGEST_VALUE = 5000


@router.get("/")
def page(request: Request, jobs: JobsHere, lang: Lang = "zh") -> Response:
    """The frame, into which the scripts put a report."""
    return _framed(
        request,
        "page",
        lang,
        words=script_words(lang),
        suffixes=" ".join(sorted(suffixes())),
        config=jobs.settings.config,
    )


@router.get("/static/report.css")
def report_style() -> Response:
    """The style that reports have in themselves, for the page too."""
    return FileResponse(REPORT_STYLE)


@router.get("/page/value")
def value(jobs: JobsHere, value: str = "", lang: Lang = "zh") -> Response:
    """How a value is read."""
    with own_units(jobs.settings.units):
        record = to_record(parse_value(value[:LONGEST_VALUE]))
    return _html("value", lang, record=record)


@router.get("/page/{id}")
async def view(id: str, jobs: JobsHere, lang: Lang = "zh") -> Response:
    """The report of a job."""
    return await jobs.aside(_view, jobs.find(id), lang)


def _view(job: Job, lang: str) -> Response:
    report = job.report
    return _html(
        "view",
        lang,
        job=job.id,
        report=report,
        verdict=verdict(report, lang),
        documents=document_parts(report, lang, apart=True),
        mendable=_mendable(job),
    )


def _mendable(job: Job) -> set[str]:
    """The documents in which something is certain and can be changed."""
    wanted = {one.document for one in job.report.findings if one.edits}
    return {one.name for one in job.uploads if one.name in wanted and can_fix(one.content())}


@router.post("/page/{id}/what-if")
async def tried_view(id: str, edits: Edits, jobs: JobsHere, lang: Lang = "zh") -> Response:
    """The parts of a document's view that differ after some edits."""
    _, before = jobs.find(id).document(edits.document)
    after = await try_edits(id, edits, jobs)
    return await jobs.aside(_changed, before, after, edits, lang)


def _changed(before: Report, after: Report, edits: Edits, lang: str) -> Response:
    (old,), (new,) = (
        document_parts(before, lang, apart=True),
        document_parts(after, lang, apart=True),
    )
    edited = {one.table for one in edits.edits}
    tables = [
        one
        for one, other in zip(new.tables, old.tables, strict=True)
        if one.section.table.number in edited or one.section.findings != other.section.findings
    ]
    about = new.about != old.about or new.bridge != old.bridge
    return _html("changed", lang, part=new, tables=tables, about=about, d=f"d{edits.document}")


@router.get("/page/{id}/comparison")
async def compared_view(
    id: str, jobs: JobsHere, old: Old = 1, new: New = 2, lang: Lang = "zh"
) -> Response:
    """How one file of a job differs from another, as ``perfcheck compare`` tells it."""
    found = await jobs.aside(compared, jobs.find(id), old, new)
    text = await jobs.aside(comparison_text, found, View(lang, verbose=True))
    return _html("comparison", lang, text=text, old=old, new=new)


@router.get("/rules")
def rules(request: Request, lang: Lang = "zh") -> Response:
    """What each rule asks, why, and on what basis."""
    return _framed(request, "rules", lang, rules=all_rules(), families=FAMILIES)


@router.get("/docs")
def docs(request: Request, lang: Lang = "zh") -> Response:
    """The API, from its own description."""
    return _framed(request, "docs", lang, api=request.app.openapi(), address=str(request.base_url))


def _framed(request: Request, name: str, lang: str, **values: Any) -> Response:
    """A whole page, which says where the files go."""
    return _html(name, lang, is_local=request.app.state.is_local, **values)


def _html(name: str, lang: str, **values: Any) -> Response:
    return HTMLResponse(_templates(lang).get_template(f"{name}.html.jinja").render(values))


@cache
def _templates(lang: str) -> Environment:
    """Our templates, and those of the report for its parts."""
    base = environment(lang)
    loader = ChoiceLoader([PackageLoader("perfcheck.web"), *filter(None, [base.loader])])
    found = base.overlay(loader=loader)
    found.globals = base.globals | {
        "w": partial(say, lang=lang),
        "version": __version__,
        "live": True,
        "rules_at": "/rules" if lang == "zh" else "/rules?lang=en",
    }
    found.filters = base.filters | {"clean": clean}
    return found
