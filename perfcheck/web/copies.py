"""Copies of a file of a job: with comments at its findings, or mended. The file itself stays as it is."""

from fastapi import APIRouter, Response

from perfcheck.copies import CopyError, annotate, suffix_of
from perfcheck.documents import ReadError, as_ooxml
from perfcheck.fixing import Refused, fix, suffix_of_copy
from perfcheck.rules import Message, Report
from perfcheck.web.openapi import answers
from perfcheck.web.problems import Problem
from perfcheck.web.shared import Id, JobsHere, Lang, Number, Reasons, attachment, stem
from perfcheck.web.tries import explained
from perfcheck.web.uploads import Upload

router = APIRouter(prefix="/v1/jobs/{id}")

ANY_TYPE = "application/octet-stream"


@router.get(
    "/copies/{number}",
    summary="带批注的副本 (the marked copy)",
    responses=answers("File", 404, 409, 422),
)
async def copy(id: Id, number: Number, jobs: JobsHere, lang: Lang = "zh") -> Response:
    """原文件的副本，问题写成批注；原文件不改。PDF、Word、Excel 保持原格式，其他格式写成 .xlsx。"""
    return await _marked(jobs, id, number, lang, Reasons())


@router.post(
    "/copies/{number}",
    summary="去掉不予采纳的问题后的副本 (the copy without explained findings)",
    responses=answers("File", 400, 404, 408, 409, 413),
)
async def copy_without(
    id: Id, number: Number, reasons: Reasons, jobs: JobsHere, lang: Lang = "zh"
) -> Response:
    return await _marked(jobs, id, number, lang, reasons)


@router.post(
    "/mended/{number}",
    summary="改好的副本 (the mended copy)",
    responses=answers("File", 400, 404, 408, 409, 413),
)
async def mended(id: Id, number: Number, reasons: Reasons, jobs: JobsHere) -> Response:
    """与 `perfcheck fix` 相同：只改写法确定无疑的地方，不予采纳的不改。`perfcheck-mended`、`perfcheck-left` 是改了和没改成的处数。"""
    upload, alone = jobs.find(id).document(number)
    return await jobs.aside(_mended, upload, explained(alone, reasons.by_fingerprint()))


async def _marked(jobs: JobsHere, id: str, number: int, lang: str, reasons: Reasons) -> Response:
    upload, alone = jobs.find(id).document(number)
    return await jobs.aside(_annotated, upload, explained(alone, reasons.by_fingerprint()), lang)


def _annotated(upload: Upload, alone: Report, lang: str) -> Response:
    _check_read(alone)
    try:
        content = upload.content()
        made, suffix = as_ooxml(content) or (content, suffix_of(content))
        marked = annotate(made, upload.name, alone, lang)
    except (CopyError, ReadError) as error:
        raise _no_copy(error.told) from None
    return attachment(marked.content, ANY_TYPE, f"{stem(upload.name)}-批注{suffix}")


def _mended(upload: Upload, alone: Report) -> Response:
    _check_read(alone)
    content = upload.content()
    try:
        made, mending = fix(content, alone)
    except Refused as error:
        raise _no_copy(error.told, 409) from None
    except ReadError as error:
        raise _no_copy(error.told) from None
    answer = attachment(made, ANY_TYPE, f"{stem(upload.name)}-改好{suffix_of_copy(content)}")
    answer.headers["perfcheck-mended"] = str(len(mending.edits))
    answer.headers["perfcheck-left"] = str(len(mending.left))
    return answer


def _check_read(alone: Report) -> None:
    if alone.not_checked:
        raise _no_copy(alone.why_not_checked.message)


def _no_copy(why: Message, status: int = 422) -> Problem:
    return Problem(status, f"{why.zh}；没有副本", f"{why.en}; there is no copy")
