"""What is refused before anything reads it: other hosts, other pages, strangers, too much, too slow.

The server reads the files of whoever sits at this machine. A page of the network that is open in the same browser
must not reach it: neither as a cross-origin request nor under a name that was made to point here.
"""

import asyncio
import secrets
from collections.abc import MutableMapping
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from attrs import frozen
from fastapi import Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from perfcheck.web.limits import PATIENCE, RATE, largest
from perfcheck.web.problems import Problem

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
COOKIE = "perfcheck"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
ON_EVERY_ANSWER = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


@frozen
class Gate:
    """Who may come in. ``host``: the name that the server is asked by, besides those of this machine;
    with a ``token`` any name will do, for then nobody comes in without it.
    """

    host: str = "127.0.0.1"
    token: str | None = None

    def check(self, scope: Scope, headers: Headers) -> None:
        """Raises ``Problem`` for a request that is not from here."""
        self._check_host(headers)
        _check_origin(scope, headers)
        if self.token is not None and not self._knows_token(headers):
            raise Problem(
                401,
                "需要口令：请打开启动时显示的完整地址，或在请求头 Authorization 里写 Bearer 口令",
                "a token is needed: open the whole address shown at the start, or send Authorization: Bearer",
                headers={"www-authenticate": "Bearer"},
            )

    def _check_host(self, headers: Headers) -> None:
        name = urlsplit(f"//{headers.get('host', '')}").hostname
        if self.token is None and name not in {*LOOPBACK, self.host}:
            raise Problem(
                421,
                "这个地址不是本服务的，已拒绝；请用 127.0.0.1 访问",
                "not an address of this server; use 127.0.0.1",
            )

    def _knows_token(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            given = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        return self._is_token(given.strip())

    def _is_token(self, given: str) -> bool:
        return self.token is not None and secrets.compare_digest(
            given.encode("utf-8", "replace"), self.token.encode()
        )

    def welcome(self, scope: Scope) -> Response | None:
        """For the address with ``?token=``: the page, and a cookie that stands for the token."""
        query = parse_qs(scope["query_string"].decode("latin-1"))
        given = query.pop("token", None)
        if scope["path"] != "/" or not given or not self._is_token(given[0]):
            return None
        rest = urlencode(query, doseq=True)
        answer = RedirectResponse(f"/?{rest}" if rest else "/", 303)
        answer.set_cookie(COOKIE, given[0], httponly=True, samesite="strict")
        return answer


def _check_origin(scope: Scope, headers: Headers) -> None:
    origin = headers.get("origin")
    same = f"{scope['scheme']}://{headers.get('host')}"
    site = headers.get("sec-fetch-site", "none")
    if origin not in (None, same) or (
        site not in ("none", "same-origin") and not _is_link(scope, headers)
    ):
        raise Problem(
            403, "来自其他网页的请求，已拒绝", "a request from another page, which is refused"
        )


def _is_link(scope: Scope, headers: Headers) -> bool:
    """Somebody followed a link to the page, from wherever: it shows, and does nothing."""
    mode, goal = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    return (scope["method"], scope["path"], mode, goal) == ("GET", "/", "navigate", "document")


class Body:
    """A request's body while it comes in: counted, and not waited for longer than it deserves."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most = receive, most
        self._began, self._size = monotonic(), 0
        self._whole = False

    def check_length(self, headers: Headers) -> None:
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self._most:
            raise self._too_large()

    async def receive(self) -> Message:
        if self._whole:  # what comes now is the end of the connection, however late
            return await self._receive()
        left = PATIENCE + self._size / RATE - (monotonic() - self._began)
        try:
            message = await asyncio.wait_for(self._receive(), max(left, 0))
        except TimeoutError:
            raise Problem(
                408,
                "文件传得太慢，已停止",
                "the request came too slowly",
                headers={"connection": "close"},
            ) from None
        self._whole = not message.get("more_body", False)
        self._size += len(message.get("body", b""))
        if self._size > self._most:
            raise self._too_large()
        return message

    def _too_large(self) -> Problem:
        size = f"{self._most / 1024 / 1024:g} MB"
        return Problem(
            413,
            f"一次最多 {size}；更多的文件请分几次，或用 /v1/jobs",
            f"at most {size} at a time; send fewer files, or use /v1/jobs",
        )


class Guard:
    """The ASGI application behind its gate."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app, self._gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        send = _with_headers(send)
        body = Body(receive, largest(scope["path"]))
        try:
            answer = self._gate.welcome(scope)
            if answer is None:
                self._gate.check(scope, headers)
                body.check_length(headers)
        except Problem as problem:
            answer = problem.response()
        if answer is not None:
            await answer(scope, receive, send)
        else:
            await self._app(scope, body.receive, send)


def _with_headers(send: Send) -> Send:
    async def sent(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in ON_EVERY_ANSWER.items():
                headers.setdefault(name, value)
        await send(message)

    return sent
