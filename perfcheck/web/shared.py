"""What the routes share: the jobs of the application, the language of an answer, files to save."""

from pathlib import PurePosixPath
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Depends, Query, Request, Response

from perfcheck.web.jobs import Jobs


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


JobsHere = Annotated[Jobs, Depends(_jobs)]
Lang = Annotated[
    Literal["zh", "en"], Query(description="答复的语言 (the language of the messages)")
]


def attachment(content: str | bytes, media_type: str, name: str) -> Response:
    """A file that is saved and never shown as a page of this server."""
    plain = "perfcheck" + PurePosixPath(name).suffix
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    if isinstance(content, str):
        content = content.encode("utf-8", "replace")
    return Response(content, 200, {"content-disposition": disposition}, media_type)


def stem(name: str) -> str:
    """``2024/甲局.docx`` → ``甲局``: what the names of files made from it begin with."""
    return PurePosixPath(name).stem or "perfcheck"
