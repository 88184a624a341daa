"""Sending files in tests."""

from time import monotonic, sleep
from typing import Any

from httpx import Client, Response

from tests.cli import FLAWED

Named = tuple[str, bytes]


def flawed(name: str = "flawed.md") -> Named:
    return name, FLAWED.encode()


def send(client: Client, path: str, *files: Named) -> Response:
    return client.post(path, files=[("files", one) for one in files])


def job(client: Client, *files: Named) -> str:
    """The path of a job that is done."""
    answer = send(client, "/v1/jobs", *files)
    assert answer.status_code == 202, answer.text
    path = answer.headers["location"]
    deadline = monotonic() + 30
    while client.get(path).json()["state"] != "done" and monotonic() < deadline:
        sleep(0.01)
    return str(path)


def reason(finding: dict[str, Any], text: str = "已与主管部门核实") -> dict[str, str]:
    return {"fingerprint": finding["fingerprint"], "reason": text}
