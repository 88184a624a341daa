"""Who may ask, and how much: other pages, other names, no token, too much, too slowly."""

import socket
from collections.abc import Iterator
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
from httpx import Client

from perfcheck.web import limits, security, serve, uploads
from perfcheck.web.app import create_app
from perfcheck.web.security import Gate
from tests.web.conftest import asking
from tests.web.sent import flawed, send

TOKEN = "开门 secret/1"
PAGES = ["/", "/static/page.js", "/openapi.json", "/v1/rules", "/nowhere"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8710", "127.0.0.1.evil.example", "10.0.0.1", "[::2]"]
)
def test_a_foreign_host_is_refused(client: Client, path: str, host: str) -> None:
    answer = client.get(path, headers={"host": host})
    assert answer.status_code == 421
    assert "127.0.0.1" in answer.json()["detail"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8710", "LOCALHOST", "[::1]:9"])
def test_every_name_of_this_machine_will_do(client: Client, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
    ],
)
def test_a_request_from_another_page_is_refused(client: Client, headers: dict[str, str]) -> None:
    for path in PAGES:
        assert client.get(path, headers=headers).status_code == 403
    answer = client.post("/v1/check", headers=headers, files=[("files", flawed())])
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_origin_of_another_scheme_is_another_page(client: Client) -> None:
    where = urlsplit(str(client.base_url)).netloc
    assert client.get("/", headers={"origin": f"http://{where}"}).status_code == 200
    assert client.get("/", headers={"origin": f"https://{where}"}).status_code == 403


def test_a_link_from_anywhere_may_lead_to_the_page_and_to_nothing_else(client: Client) -> None:
    link = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
    }
    assert client.get("/", headers=link).status_code == 200
    assert client.get("/v1/rules", headers=link).status_code == 403


def test_every_answer_tells_the_browser_to_load_nothing_from_elsewhere(client: Client) -> None:
    for path in PAGES:
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; ")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers
    assert "server" not in headers


# The token


@pytest.fixture(scope="module")
def guarded() -> Iterator[Client]:
    with asking(create_app(gate=Gate("0.0.0.0", TOKEN))) as one:
        yield one


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer wrong"},
        {"authorization": f"Basic {TOKEN.encode().hex()}"},
        {"cookie": "perfcheck=wrong"},
    ],
)
def test_nobody_comes_in_without_the_token(
    guarded: Client, path: str, headers: dict[str, str]
) -> None:
    answer = guarded.get(path, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_the_token_opens_the_page_and_is_then_a_cookie() -> None:
    token = "abcDEF123"
    with asking(create_app(gate=Gate("0.0.0.0", token))) as one:
        assert one.get("/?token=wrong").status_code == 401
        answer = one.get(f"/?lang=en&token={token}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/?lang=en")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        page = one.get("/?lang=en")  # the client has the cookie now
        assert page.status_code == 200
        assert "Files go to the machine" in page.text
        one.cookies.clear()
        assert one.get("/v1/rules").status_code == 401
        with_header = {"authorization": f"Bearer {token}", "host": "pc-7.example:8710"}
        assert one.get("/v1/rules", headers=with_header).status_code == 200
        foreign = with_header | {"origin": "http://evil.example"}
        assert one.get("/v1/rules", headers=foreign).status_code == 403


# How much


def body(client: Client, path: str, parts: Iterator[bytes], *, kind: str) -> int:
    """The status for a body in chunks, whose length nobody says beforehand."""
    return client.post(path, content=parts, headers={"content-type": kind}).status_code


def test_a_body_that_says_it_is_too_large_is_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DIRECT", 1000)
    answer = send(client, "/v1/check", ("a.md", b"x" * 1001))
    assert answer.status_code == 413
    assert "/v1/jobs" in answer.json()["detail"]


def test_a_body_that_turns_out_too_large_is_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DIRECT", 1000)
    monkeypatch.setattr(limits, "ROUTINE", 1000)
    form = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
    kind = "multipart/form-data; boundary=x"
    chunks = (form if n == 0 else b"x" * 100 for n in range(20))
    assert body(client, "/v1/check", chunks, kind=kind) == 413
    text = (b'{"values": ["' if n == 0 else b"1" * 100 for n in range(20))
    assert body(client, "/v1/parse", text, kind="application/json") == 413


def test_51_megabytes_at_once_are_too_much(client: Client) -> None:
    assert send(client, "/v1/check", ("a.md", bytes(51 * 1024 * 1024))).status_code == 413


def test_too_many_files_are_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "FILES", 3)
    assert send(client, "/v1/check", *[flawed()] * 3).status_code == 200
    answer = send(client, "/v1/check", *[flawed()] * 4)
    assert answer.status_code == 413
    assert "3 个文件" in answer.json()["detail"]


def test_a_thousand_files_are_too_many(client: Client) -> None:
    assert send(client, "/v1/jobs", *[("a.md", b"x")] * 1000).status_code == 413


# How slowly


def raw(client: Client, request: bytes) -> bytes:
    """All that the server says until it closes the connection."""
    place = urlsplit(str(client.base_url))
    assert place.hostname
    assert place.port
    with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
        connection.sendall(request)
        said = b""
        while part := connection.recv(65536):
            said += part
    return said


HEAD = b"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"


@pytest.mark.parametrize(
    "length", [b"Content-Length: 100\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"]
)
def test_a_body_that_does_not_come_is_not_waited_for(
    client: Client, monkeypatch: pytest.MonkeyPatch, length: bytes
) -> None:
    monkeypatch.setattr(security, "PATIENCE", 0.1)
    assert raw(client, HEAD + length).startswith(b"HTTP/1.1 408 ")


def test_whoever_says_nothing_is_dropped(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "PATIENCE", 0.1)
    assert raw(client, b"") == b""
    assert raw(client, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-") == b""


def test_whoever_leaves_in_the_middle_leaves_no_trace(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    place = urlsplit(str(client.base_url))
    for _ in range(limits.RUNNING + limits.WAITING + 1):
        with socket.create_connection((place.hostname, place.port or 80), timeout=20) as leaving:
            leaving.sendall(HEAD + b"Content-Length: 100\r\n\r\n--x\r\n")
    deadline = monotonic() + 20
    while send(client, "/v1/check", flawed()).status_code == 503 and monotonic() < deadline:
        sleep(0.02)
    assert send(client, "/v1/check", flawed()).status_code == 200
    assert [one for one in caplog.records if one.levelname == "ERROR"] == []
