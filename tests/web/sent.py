"""Sending files in tests."""

from io import BytesIO
from time import monotonic, sleep
from typing import Any

from docx import Document
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


def word_file() -> bytes:
    """The flawed table as a Word file, with a goal that has no number: an error, a warning, a note."""
    document = Document()
    lines = FLAWED.replace("步道12公里，", "步道，").splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    document.add_paragraph(lines[0])
    grid = document.add_table(len(rows), 5)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            grid.cell(row, column).text = text.strip()
    file = BytesIO()
    document.save(file)
    return file.getvalue()
