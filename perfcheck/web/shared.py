"""What the routes share: the jobs of the application, what a question may bring, files to save."""

from pathlib import PurePosixPath
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Depends, Query, Request, Response
from fastapi import Path as InPath
from pydantic import BaseModel, Field

from perfcheck.web.jobs import Jobs


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


JobsHere = Annotated[Jobs, Depends(_jobs)]
Lang = Annotated[
    Literal["zh", "en"], Query(description="答复的语言 (the language of the messages)")
]
Id = Annotated[str, InPath(description="任务的 id (of the job)")]
Number = Annotated[int, InPath(ge=1, description="第几个文件，从 1 起 (which file)")]


class Reason(BaseModel):
    """一个不予采纳的问题和理由。"""

    fingerprint: str = Field(pattern="^[0-9a-f]{16}$")
    reason: str = Field(min_length=1, max_length=1000, pattern=r"\S")


class Reasons(BaseModel):
    """不予采纳的问题：报告里列为“已说明”，不计数。"""

    accepted: list[Reason] = Field(default=[], max_length=10_000)

    def by_fingerprint(self) -> dict[str, str]:
        return {one.fingerprint: one.reason.strip() for one in self.accepted}


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
