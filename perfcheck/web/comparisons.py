"""Two files of a job compared: versions of a table, or a plan and its self-evaluation."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from perfcheck.comparing import CompareError, Comparison, compare
from perfcheck.reports.comparison_records import comparison_record
from perfcheck.web.jobs import Job
from perfcheck.web.openapi import answers
from perfcheck.web.problems import Problem, as_json
from perfcheck.web.shared import Id, JobsHere, Lang

router = APIRouter(prefix="/v1/jobs/{id}")

Old = Annotated[
    int, Query(ge=1, description="前一份或计划是第几个文件 (the older file, or the plan)")
]
New = Annotated[
    int, Query(ge=1, description="后一份或自评是第几个文件 (the newer, or its evaluation)")
]


@router.get(
    "/comparison",
    summary="比较两个文件 (compare two files)",
    responses=answers("Record", 404, 409),
)
async def comparison(
    id: Id, jobs: JobsHere, old: Old = 1, new: New = 2, lang: Lang = "zh"
) -> Response:
    """与 `perfcheck compare --format json` 相同。"""
    found = await jobs.aside(compared, jobs.find(id), old, new)
    return as_json(comparison_record(found, lang))


def compared(job: Job, old: int, new: int) -> Comparison:
    """The comparison of two of the files, by their numbers. Raises ``Problem``."""
    (_, before), (_, after) = job.document(old), job.document(new)
    (document,) = after.documents
    try:
        return compare(before, after, document.settings)
    except CompareError as error:
        raise Problem(409, error.message, error.message_en) from None
