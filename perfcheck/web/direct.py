"""Questions that are answered at once: check, extract, parse, rules. The JSON is that of the command line."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any, Literal

from attrs import evolve
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from perfcheck.reports.catalogue import rule_records
from perfcheck.reports.records import (
    document_record,
    indicator_records,
    report_record,
    table_records,
)
from perfcheck.rules import Report, Settings, all_rules, find_rule
from perfcheck.tables import Submission
from perfcheck.values import own_units, parse_value, to_record
from perfcheck.web.jobs import Jobs
from perfcheck.web.openapi import FILES_BODY, answers
from perfcheck.web.problems import Problem, as_json
from perfcheck.web.shared import JobsHere, Lang
from perfcheck.web.uploads import receive

router = APIRouter(prefix="/v1")


class Values(BaseModel):
    """指标值，一个一条。"""

    values: list[str] = Field(max_length=10_000, examples=[["≤11万", "≥98百分比"]])


@router.post(
    "/check",
    summary="检查文件 (check files)",
    openapi_extra=FILES_BODY,
    responses=answers("Report", 400, 408, 413, 415, 503),
)
async def check(request: Request, jobs: JobsHere, lang: Lang = "zh") -> Response:
    """检查一个或几个文件，答复与 `perfcheck check --format json` 相同；读不了的文件是一条 PC9xx 问题。

    合计不超过 50 MB；更大的用 `POST /v1/jobs`。
    """
    async with _report(request, jobs, jobs.settings) as report:
        return as_json(report_record(report, lang))


@router.post(
    "/extract",
    summary="读出指标 (extract indicators)",
    openapi_extra=FILES_BODY,
    responses=answers("Records", 400, 408, 413, 415, 503),
)
async def extract(
    request: Request,
    jobs: JobsHere,
    what: Annotated[
        Literal["indicators", "tables", "documents"],
        Query(description="每行指标、每张表或每份文件一条 (one record for each)"),
    ] = "indicators",
) -> Response:
    """读出每一行指标，答复是 `perfcheck extract --format jsonl` 各行的数组。

    有文件没有读出时不给部分结果：答复 422，`errors` 列出每个文件的原因。
    """
    only_reading = evolve(jobs.settings, select=("PC9",))
    async with _report(request, jobs, only_reading) as report:
        submissions = [document.submission for document in report.documents]
        if report.not_checked:
            raise _not_read(report)
        return as_json([one for each in submissions if each for one in _records(each, what)])


@asynccontextmanager
async def _report(request: Request, jobs: Jobs, settings: Settings) -> AsyncIterator[Report]:
    """The report of the files in the request, which are forgotten afterwards."""
    job = jobs.open()
    try:
        job.uploads = await receive(request, job.folder)
        await asyncio.wrap_future(jobs.start(job, settings))
        yield job.report
    finally:
        jobs.drop(job)


def _records(submission: Submission, what: str) -> list[dict[str, Any]]:
    match what:
        case "tables":
            return list(table_records(submission))
        case "documents":
            return [document_record(submission)]
    return list(indicator_records(submission))


def _not_read(report: Report) -> Problem:
    unread = {document.name for document in report.documents if not document.is_checked}
    errors = [
        {
            "document": one.document,
            "code": one.code,
            "message": one.message.zh,
            "message_en": one.message.en,
        }
        for one in report.findings
        if one.document in unread
    ]
    return Problem(422, "有文件没有读出", "some files could not be read", errors=errors)


@router.post(
    "/parse", summary="解析指标值 (parse values)", responses=answers("Records", 400, 408, 413)
)
def parse(values: Values, jobs: JobsHere) -> Response:
    """每个值一条，与 `perfcheck parse --format jsonl` 的一行相同；任何文字都有答复。"""
    with own_units(jobs.settings.units):
        return as_json([to_record(parse_value(one)) for one in values.values])


@router.get("/rules", summary="规则目录 (all rules)", responses=answers("Records"))
def rules() -> Response:
    """与 `perfcheck rules --format json` 相同。"""
    return as_json(rule_records(all_rules()))


@router.get("/rules/{rule}", summary="一条规则 (one rule)", responses=answers("Record", 404))
def rule(rule: str) -> Response:
    """按编号（PC201）或名称。"""
    found = find_rule(rule)
    if found is None:
        raise Problem(404, f"没有规则 {rule}", f"there is no rule {rule}")
    return as_json(rule_records([found])[0])
