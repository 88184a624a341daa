"""Jobs: files that are checked while others wait, and all that can be had of the result."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Path as InPath
from pydantic import BaseModel, Field

from perfcheck.config import accept_entries
from perfcheck.reports import View, all_formats
from perfcheck.reports.records import report_record
from perfcheck.rules import Report
from perfcheck.tables import Column
from perfcheck.web.jobs import Job
from perfcheck.web.openapi import FILES_BODY, answers
from perfcheck.web.problems import Problem, as_json
from perfcheck.web.shared import Id, JobsHere, Lang, Reasons, attachment, stem
from perfcheck.web.tries import Edit, explained, tried
from perfcheck.web.uploads import receive

router = APIRouter(prefix="/v1/jobs")

FormatName = Annotated[str, InPath(alias="format", description="报告格式 (report format)")]


class Cell(BaseModel):
    """一格的新内容。表和行从 1 起：行是该表的第几条指标。"""

    table: int = Field(ge=1)
    row: int = Field(ge=1)
    column: Column
    text: str = Field(max_length=5000)


class Edits(BaseModel):
    """试算：第几个文件，改哪些格。"""

    document: int = Field(default=1, ge=1)
    edits: list[Cell] = Field(max_length=1000)


@router.post(
    "",
    summary="提交任务 (submit files)",
    status_code=202,
    openapi_extra=FILES_BODY,
    responses=answers("Job", 400, 408, 413, 415, 503, status=202),
)
async def submit(request: Request, jobs: JobsHere) -> Response:
    """提交文件排队检查，合计不超过 500 MB、500 个。结果保留到最后一次使用一小时后。"""
    job = jobs.open()
    try:
        job.uploads = await receive(request, job.folder)
    except BaseException:
        jobs.drop(job)
        raise
    jobs.start(job, jobs.settings)
    return as_json(_record(job), 202, {"location": f"/v1/jobs/{job.id}"})


@router.get("/{id}", summary="任务的进度 (progress)", responses=answers("Job", 404))
async def progress(id: Id, jobs: JobsHere) -> Response:
    """`state` 为 done 时才有报告。"""
    return as_json(_record(jobs.find(id)))


@router.delete("/{id}", summary="删除任务 (delete)", status_code=204, responses=answers(None, 404))
async def delete(id: Id, jobs: JobsHere) -> Response:
    """立即删除文件和结果。"""
    jobs.drop(jobs.find(id))
    return Response(status_code=204)


def _record(job: Job) -> dict[str, object]:
    return {
        "id": job.id,
        "state": job.state.value,
        "files": len(job.uploads),
        "done": len(job.reports),
        "current": job.current,
    }


@router.get(
    "/{id}/report.{format}", summary="报告 (the report)", responses=answers("File", 404, 409)
)
async def report(id: Id, name: FormatName, jobs: JobsHere, lang: Lang = "zh") -> Response:
    """格式与 `perfcheck check --format` 相同；docx 是审核意见。"""
    return await _reported(jobs, id, name, lang, Reasons())


@router.post(
    "/{id}/report.{format}",
    summary="去掉不予采纳的问题后的报告 (the report without explained findings)",
    responses=answers("File", 400, 404, 408, 409, 413),
)
async def report_without(
    id: Id, name: FormatName, reasons: Reasons, jobs: JobsHere, lang: Lang = "zh"
) -> Response:
    return await _reported(jobs, id, name, lang, reasons)


async def _reported(jobs: JobsHere, id: str, name: str, lang: str, reasons: Reasons) -> Response:
    job, form = jobs.find(id), all_formats().get(name)
    if form is None:
        raise Problem(
            404,
            f"没有格式 {name}；可用：{'、'.join(all_formats())}",
            f"there is no format {name}; there are {', '.join(all_formats())}",
        )
    whole = explained(job.report, reasons.by_fingerprint())
    content = await jobs.aside(form.render, whole, View(lang, verbose=True))
    what = "审核意见" if name == "docx" else "检查报告"
    title = f"{stem(job.uploads[0].name)}-{what}" if len(job.uploads) == 1 else what
    return attachment(content, form.media_type, f"{title}{form.suffix}")


@router.post(
    "/{id}/what-if",
    summary="试算 (what if)",
    responses=answers("Report", 400, 404, 408, 409, 413),
)
async def what_if(id: Id, edits: Edits, jobs: JobsHere, lang: Lang = "zh") -> Response:
    """某个文件改几格后会有哪些问题；什么也不保存。"""
    return as_json(report_record(await try_edits(id, edits, jobs), lang))


async def try_edits(id: str, edits: Edits, jobs: JobsHere) -> Report:
    """The report of the document after the edits. Raises ``Problem``."""
    job = jobs.find(id)
    job.document(edits.document)
    cells = [Edit(one.table, one.row, one.column, one.text) for one in edits.edits]
    try:
        return await jobs.aside(tried, job.reports, edits.document, cells)
    except LookupError:
        raise Problem(404, "没有这一格，或不能改", "no such cell, or none to change") from None


@router.post(
    "/{id}/accepts",
    summary="不予采纳清单 (explained findings as [[accept]])",
    responses=answers("File", 400, 404, 408, 409, 413),
)
async def accepts(id: Id, reasons: Reasons, jobs: JobsHere) -> Response:
    """口径文件 perfcheck.toml 里的 `[[accept]]` 条目：以后的检查不再报这些问题。"""
    found = explained(jobs.find(id).report, reasons.by_fingerprint()).accepted
    own = [(one.finding, one.accept.reason) for one in found if not one.accept.config]
    return attachment(accept_entries(own), "application/toml", "不予采纳.toml")
