"""Running the server: a free port, the browser, a quiet end."""

import asyncio
import socket
import threading
import webbrowser
from collections.abc import Callable
from urllib.parse import quote

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from perfcheck.messages import Message
from perfcheck.paths import UsageError
from perfcheck.rules import Settings
from perfcheck.web.app import create_app
from perfcheck.web.limits import CONNECTIONS, PATIENCE
from perfcheck.web.security import LOOPBACK, Gate

TRIES = 20  # ports, from the wanted one on


class Impatient(H11Protocol):
    """A connection that is dropped where nobody says in time what is wanted."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        super().connection_made(transport)
        self.loop.call_later(PATIENCE, self._drop_if_silent)

    def _drop_if_silent(self) -> None:
        if not self.headers:
            self.transport.close()


def serve(
    settings: Settings,
    *,
    host: str,
    port: int,
    token: str | None,
    browser: bool,
    tell: Callable[[Message], None],
    lang: str = "zh",
) -> None:
    """Serve the page until somebody ends it. Raises ``UsageError`` where that cannot be."""
    if token is None and host not in LOOPBACK:
        raise UsageError(
            f"{host} 不只是本机：请用 --token 设一个口令，否则谁都能用",
            f"{host} is not this machine alone: set a password with --token, or anybody can use it",
        )
    listening = listen(host, port)
    found = listening.getsockname()[1]
    if port and found != port:
        tell(Message(f"端口 {port} 用不了，改用 {found}", f"port {port} is taken, {found} it is"))
    address = address_of(host, found, token, lang)
    told = Message(f"{address}   按 Ctrl-C 结束", f"{address}   Ctrl-C ends it").about("perfcheck")
    print(told.in_(lang), flush=True)
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    server(create_app(settings, Gate(host, token))).run(sockets=[listening])


def server(app: FastAPI) -> uvicorn.Server:
    """The server of an application, with nothing to say unless something is wrong."""
    config = uvicorn.Config(
        app,
        http=Impatient,
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=2,
    )
    return uvicorn.Server(config)


def listen(host: str, port: int) -> socket.socket:
    """The first port from the wanted one on that can be listened at. Raises ``UsageError``."""
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise UsageError(
            f"没有 {host} 这个地址（{error.strerror}）", f"no address {host} ({error.strerror})"
        ) from None
    reason = ""
    for one in range(port, min(port + TRIES, 65536) if port else 1):
        try:
            return socket.create_server((place[0], one), family=family)
        except OSError as error:
            reason = error.strerror or str(error)
    raise UsageError(
        f"不能在 {host} 的端口 {port} 上服务（{reason}）",
        f"cannot serve at port {port} of {host} ({reason})",
    )


def address_of(host: str, port: int, token: str | None, lang: str = "zh") -> str:
    """What to open in a browser on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    name = f"[{name}]" if ":" in name else name
    asked = {"token": token, "lang": None if lang == "zh" else lang}
    query = "&".join(f"{key}={quote(one, safe='')}" for key, one in asked.items() if one)
    return f"http://{name}:{port}/" + (f"?{query}" if query else "")
