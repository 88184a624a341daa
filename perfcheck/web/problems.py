"""What is said to whoever asks for something that cannot be done: problem+json (RFC 9457)."""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

LOG = logging.getLogger("perfcheck.web")

WORDS = {
    400: ("请求无法理解", "the request cannot be understood"),
    404: ("没有这个地址", "no such address"),
    405: ("这个地址不接受这种请求", "this address takes no such request"),
    422: ("请求的内容不对", "the content of the request is wrong"),
    500: ("程序出错，请把文件和操作告诉维护者", "a fault of the program; please report it"),
}


class Problem(HTTPException):
    """One line in Chinese and its English twin; ``more`` are further members of the answer."""

    def __init__(
        self,
        status: int,
        zh: str,
        en: str,
        *,
        headers: dict[str, str] | None = None,
        **more: object,
    ) -> None:
        super().__init__(status, zh, headers)
        self.en = en
        self.more = more

    def response(self) -> Response:
        record = {
            "type": "about:blank",
            "title": HTTPStatus(self.status_code).phrase,
            "status": self.status_code,
            "detail": self.detail,
            "detail_en": self.en,
            **self.more,
        }
        return as_json(record, self.status_code, self.headers, "application/problem+json")


def as_json(
    record: object,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    media_type: str = "application/json",
) -> Response:
    """JSON that a person can read. What no UTF-8 can hold (half a character) becomes ?."""
    content = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, status, headers, media_type)


async def told(request: Request, error: Exception) -> Response:
    """The answer to any exception."""
    return problem_of(error).response()


def problem_of(error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case RequestValidationError():
            zh, en = WORDS[422]
            faults = [
                {"where": ".".join(map(str, one["loc"])), "what": one["msg"]}
                for one in error.errors()
            ]
            return Problem(422, zh, en, errors=faults)
        case ClientDisconnect():  # nobody will read it
            return Problem(400, "连接断开了", "the connection was closed")
        case HTTPException(status_code=status):
            zh, en = WORDS.get(status, (HTTPStatus(status).phrase, HTTPStatus(status).phrase))
            return Problem(status, zh, en, headers=dict(error.headers or {}))
        case _:
            return Problem(500, *WORDS[500])
