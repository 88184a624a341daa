"""``perfcheck serve``: the address, the port, the token, the end, and many callers at once."""

import re
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from httpx import Client, get

from perfcheck.paths import UsageError
from perfcheck.web.limits import RUNNING, WAITING
from perfcheck.web.serve import address_of, listen
from tests.cli import run
from tests.conftest import ROOT
from tests.web.sent import flawed, send


def test_a_port_in_use_gives_the_next() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with listen("127.0.0.1", port) as second:
            assert port < second.getsockname()[1] < port + 20


def test_no_address_is_told_in_a_line() -> None:
    with pytest.raises(UsageError, match=r"地址|服务"):
        listen("no-such-host.invalid", 8710)
    with pytest.raises(UsageError, match="服务"):
        listen("192.0.2.1", 8710)  # of no machine


@pytest.mark.parametrize(
    ("host", "token", "address"),
    [
        ("127.0.0.1", None, "http://127.0.0.1:80/"),
        ("0.0.0.0", "秘/1", "http://127.0.0.1:80/?token=%E7%A7%98%2F1"),
        ("::1", None, "http://[::1]:80/"),
        ("pc-7", "x", "http://pc-7:80/?token=x"),
    ],
)
def test_the_address_to_open(host: str, token: str | None, address: str) -> None:
    assert address_of(host, 80, token) == address


@pytest.mark.parametrize(
    "options",
    [("--host", "0.0.0.0"), ("--port", "70000"), ("--port", "x"), ("--config", "no-such.toml")],
)
def test_misuse_is_status_2_and_one_line(
    capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    status, out, err = run(capsys, "serve", "--no-browser", *options)
    assert (status, out) == (2, "")
    assert "Traceback" not in err
    if "--host" in options:
        assert "--token" in err


@pytest.mark.skipif(sys.platform == "win32", reason="a signal ends it")
def test_it_says_where_it_is_and_ends_quietly() -> None:
    command = [sys.executable, "-m", "perfcheck", "serve", "--no-browser", "--port", "0"]
    process = subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, line
        assert "绩效目标" in get(found[0]).text
        with Client(base_url=found[0]) as client:
            assert (
                send(client, "/v1/check", flawed()).status_code == 200
            )  # a reading process is up
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    finally:
        process.kill()
        process.wait()
    assert (out, err, process.returncode) == ("", "", 130)


def test_many_at_once_are_served_or_told_to_come_again(client: Client) -> None:
    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(lambda _: send(client, "/v1/check", flawed()), range(50)))
    statuses = Counter(answer.status_code for answer in answers)
    assert set(statuses) <= {200, 503}
    assert statuses[200] >= RUNNING + WAITING
    for answer in answers:
        if answer.status_code == 503:
            assert int(answer.headers["retry-after"]) > 0
    assert send(client, "/v1/check", flawed()).status_code == 200


def test_a_server_without_its_libraries_says_what_to_install() -> None:
    script = (
        "import sys; sys.modules['fastapi'] = None;"
        "from perfcheck.cli import main; sys.exit(main(['serve', '--no-browser']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "perfcheck[web]" in done.stderr
    assert "Traceback" not in done.stderr
