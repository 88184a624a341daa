"""The HTTP API gives what the command line gives, and says in its words what it cannot."""

import json
import re
import tomllib
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from docx import Document
from httpx import Client
from openpyxl import load_workbook

import perfcheck
from perfcheck.config import load_config
from perfcheck.reports import all_formats
from perfcheck.reports.catalogue import rule_records
from perfcheck.reports.records import report_record
from perfcheck.rules import Settings, all_rules
from perfcheck.web.app import create_app
from tests.cli import CLEAN, FLAWED, run
from tests.conftest import EXAMPLES
from tests.web.conftest import asking
from tests.web.sent import flawed, job, reason, send, word_file

GRADED = "03-graded-hole.txt", (EXAMPLES / "tables" / "03-graded-hole.txt").read_bytes()


def codes(record: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in record["findings"]]


# At once


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_check_gives_the_report_of_the_library(client: Client, lang: str) -> None:
    answer = send(client, f"/v1/check?lang={lang}", flawed())
    assert answer.status_code == 200
    report = perfcheck.check(FLAWED.encode(), name="flawed.md")
    assert answer.json() == report_record(report, lang)


def test_several_files_are_one_report(client: Client) -> None:
    record = send(client, "/v1/check", flawed("甲.md"), flawed("甲.md"), GRADED).json()
    names = [one["document"] for one in record["documents"]]
    assert names == ["甲.md", "甲 (2).md", "03-graded-hole.txt"]
    assert record["summary"]["tables"] == 3
    assert codes(record).count("PC601") == 2


def test_a_file_that_cannot_be_read_is_a_finding(client: Client) -> None:
    record = send(client, "/v1/check", ("空.docx", b""), flawed()).json()
    assert record["summary"]["not_checked"] == 1
    assert {"PC902", "PC601"} <= set(codes(record))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../a.docx", "a.docx"),
        ("/etc/cron.d/a.docx", "etc/cron.d/a.docx"),
        (r"C:\windows\a.docx", "a.docx"),
        ("CON", "CON"),
        ("长" * 300 + ".docx", "长" * 195 + ".docx"),
    ],
)
def test_a_name_is_a_name_and_no_path(client: Client, name: str, shown: str) -> None:
    path = job(client, (name, word_file()))
    record = client.get(f"{path}/report.json").json()
    assert [one["document"] for one in record["documents"]] == [shown]
    for file in ("report.xlsx", "copies/1"):
        disposition = unquote(client.get(f"{path}/{file}").headers["content-disposition"])
        assert "/" not in disposition.partition("''")[2]


@pytest.mark.parametrize(
    ("what", "option"),
    [("indicators", ()), ("tables", ("--tables",)), ("documents", ("--documents",))],
)
def test_extract_gives_the_lines_of_the_command(
    client: Client,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    option: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(GRADED[0]).write_bytes(GRADED[1])
    _, out, _ = run(capsys, "extract", GRADED[0], "--format", "jsonl", *option)
    answer = send(client, f"/v1/extract?what={what}", GRADED)
    assert answer.json() == [json.loads(line) for line in out.splitlines()]


def test_extract_gives_no_part_of_what_it_could_not_read(client: Client) -> None:
    answer = send(client, "/v1/extract", flawed(), ("空.docx", b""), ("话.txt", "没有表".encode()))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    errors = [(one["document"], one["code"]) for one in answer.json()["errors"]]
    assert errors == [("空.docx", "PC902"), ("话.txt", "PC905")]


def test_parse_gives_the_lines_of_the_command(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    values = ["≤11万", "≥98百分比", "", "48小时内处理完毕"]
    _, out, _ = run(capsys, "parse", *values, "--format", "jsonl")
    answer = client.post("/v1/parse", json={"values": values})
    assert answer.json() == [json.loads(line) for line in out.splitlines()]


def test_rules_are_the_catalogue(client: Client) -> None:
    assert client.get("/v1/rules").json() == rule_records(all_rules())
    assert client.get("/v1/rules/pc601").json() == client.get("/v1/rules/cost-over-budget").json()


def test_the_server_goes_by_a_configuration(tmp_path: Path) -> None:
    config = tmp_path / "perfcheck.toml"
    config.write_text('ignore = ["PC601"]\n', encoding="utf-8")
    with asking(create_app(load_config(config))) as client:
        record = send(client, "/v1/check", flawed()).json()
    assert "PC601" not in codes(record)
    assert record["documents"][0]["config"] == str(config)


# Jobs


def test_a_job_from_its_files_to_its_report(client: Client) -> None:
    path = job(client, flawed(), GRADED)
    record = client.get(path).json()
    assert record | {"id": ""} == {
        "id": "", "state": "done", "files": 2, "done": 2, "current": None,
    }  # fmt: skip
    assert path == f"/v1/jobs/{record['id']}"
    report = client.get(f"{path}/report.json").json()
    assert report == send(client, "/v1/check", flawed(), GRADED).json()
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", sorted(all_formats()))
def test_a_report_in_every_format(client: Client, name: str) -> None:
    path = job(client, flawed("2024/步道.md"))
    answer = client.get(f"{path}/report.{name}")
    form = all_formats()[name]
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(form.media_type)
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; ")
    title = "审核意见" if name == "docx" else "检查报告"
    assert unquote(disposition).endswith(f"步道-{title}{form.suffix}")
    assert answer.content


def test_a_rejected_finding_is_in_no_report_but_as_explained(client: Client) -> None:
    path = job(client, flawed())
    before = client.get(f"{path}/report.json").json()
    finding = next(one for one in before["findings"] if one["code"] == "PC601")
    body = {"accepted": [reason(finding)]}
    after = client.post(f"{path}/report.json", json=body).json()
    assert set(codes(before)) - set(codes(after)) == {"PC601"}
    assert after["summary"]["accepted"] == 1
    assert "已与主管部门核实" in client.post(f"{path}/report.md", json=body).text
    opinion = Document(BytesIO(client.post(f"{path}/report.docx", json=body).content))
    said = "\n".join(paragraph.text for paragraph in opinion.paragraphs)
    assert "健身步道维护费" in said + "".join(c.text for t in opinion.tables for c in t._cells)
    assert "超过项目预算" not in said


def test_rejected_findings_are_entries_of_a_configuration(client: Client, tmp_path: Path) -> None:
    path = job(client, flawed())
    findings = client.get(f"{path}/report.json").json()["findings"]
    why = '预算含“结转”，见 "附件\\1"\n第2页'
    text = client.post(f"{path}/accepts", json={"accepted": [reason(findings[0], why)]}).text
    (entry,) = tomllib.loads(text)["accept"]
    assert entry["reason"] == why
    assert entry["rule"] == findings[0]["rule"]
    config = tmp_path / "perfcheck.toml"
    config.write_text(text, encoding="utf-8")
    after = perfcheck.check(FLAWED.encode(), name="flawed.md", settings=load_config(config))
    assert len(after.findings) == len(findings) - 1
    assert [one.accept.reason for one in after.accepted] == [why]


def test_a_file_that_was_not_checked_cannot_be_explained_away(client: Client) -> None:
    path = job(client, ("空.docx", b""))
    (finding,) = client.get(f"{path}/report.json").json()["findings"]
    after = client.post(f"{path}/report.json", json={"accepted": [reason(finding)]}).json()
    assert codes(after) == ["PC902"]


def test_the_marked_copy_has_comments_at_its_findings(client: Client) -> None:
    path = job(client, ("步道.docx", word_file()))
    answer = client.get(f"{path}/copies/1")
    assert unquote(answer.headers["content-disposition"]).endswith("步道-批注.docx")
    comments = [one.text for one in Document(BytesIO(answer.content)).comments]
    assert any("超过项目预算" in one for one in comments)
    findings = client.get(f"{path}/report.json").json()["findings"]
    body = {"accepted": [reason(one) for one in findings if one["code"] == "PC601"]}
    copy = client.post(f"{path}/copies/1", json=body)
    comments = [one.text for one in Document(BytesIO(copy.content)).comments]
    assert comments
    assert not any("超过项目预算" in one for one in comments)


def test_a_text_gets_a_workbook_for_its_copy(client: Client) -> None:
    answer = client.get(f"{job(client, flawed())}/copies/1")
    assert unquote(answer.headers["content-disposition"]).endswith("flawed-批注.xlsx")
    assert load_workbook(BytesIO(answer.content)).sheetnames


def test_the_mended_copy_leaves_what_was_rejected(client: Client) -> None:
    text = (
        "一级指标,二级指标,三级指标,指标值\n产出指标,质量指标,合格率,≥98百分比\n,,优良率,≥９５%\n"
    )
    path = job(client, ("表.csv", text.encode()))
    answer = client.post(f"{path}/mended/1", json={})
    assert unquote(answer.headers["content-disposition"]).endswith("表-改好.csv")
    assert answer.text == text.replace("98百分比", "98%").replace("９５", "95")
    assert (answer.headers["perfcheck-mended"], answer.headers["perfcheck-left"]) == ("2", "0")
    findings = client.get(f"{path}/report.json").json()["findings"]
    body = {"accepted": [reason(one) for one in findings if one["code"] == "PC107"]}
    assert client.post(f"{path}/mended/1", json=body).text == text.replace("９５", "95")


def test_two_files_of_a_job_are_compared(client: Client) -> None:
    path = job(client, flawed("一上.md"), ("二上.md", CLEAN.encode()))
    record = client.get(f"{path}/comparison").json()
    assert (record["old"]["document"], record["new"]["document"]) == ("一上.md", "二上.md")
    assert record["summary"]["tightened"] == 1  # ≤30万元 → ≤24万元
    turned = client.get(f"{path}/comparison?old=2&new=1").json()
    assert turned["summary"]["weaker"] == 1


def test_what_if_rechecks_and_keeps_nothing(client: Client) -> None:
    path = job(client, flawed())
    before = client.get(f"{path}/report.json").json()
    edit = {"table": 1, "row": 4, "column": "指标值", "text": "≤24万元"}
    tried = client.post(f"{path}/what-if", json={"edits": [edit]}).json()
    mended = FLAWED.replace("≤30万元", "≤24万元")
    assert tried == report_record(perfcheck.check(mended.encode(), name="flawed.md"))
    assert set(codes(before)) - set(codes(tried)) == {"PC601"}
    assert client.post(f"{path}/what-if", json={"edits": []}).json() == before
    assert client.get(f"{path}/report.json").json() == before


@pytest.mark.parametrize(
    ("status", "edit"),
    [
        (404, {"table": 9, "row": 1, "column": "指标值", "text": "1"}),
        (404, {"table": 1, "row": 99, "column": "指标值", "text": "1"}),
        (404, {"table": 1, "row": 1, "column": "一级指标", "text": "1"}),
        (422, {"table": 1, "row": 1, "column": "没有", "text": "1"}),
        (422, {"table": 0, "row": 1, "column": "指标值", "text": "1"}),
    ],
)
def test_a_cell_that_is_not_there_is_told(
    client: Client, status: int, edit: dict[str, object]
) -> None:
    answer = client.post(f"{job(client, flawed())}/what-if", json={"edits": [edit]})
    assert answer.status_code == answer.json()["status"] == status


# What cannot be done


def test_every_problem_is_told_alike(client: Client) -> None:
    path = job(client, flawed(), ("empty.docx", b""))
    answers = {
        404: [
            client.get("/nowhere"),
            client.get("/v1/jobs/none"),
            client.get("/v1/rules/none"),
            client.get(f"{path}/report.none"),
            client.get(f"{path}/copies/9"),
            client.get(f"{path}/comparison?old=9"),
        ],
        405: [client.get("/v1/check")],
        409: [client.get(f"{path}/comparison"), client.post(f"{path}/mended/1", json={})],
        415: [client.post("/v1/check", content=b"abc")],
        400: [
            client.post(
                "/v1/check",
                content=b"--x\r\nbroken",
                headers={"content-type": "multipart/form-data; boundary=x"},
            )
        ],
        422: [
            client.post("/v1/check", files=[("other", flawed())]),
            client.post("/v1/check", data={"files": "text"}, files=[("other", flawed())]),
            client.post("/v1/parse", json={"value": "≤1"}),
            client.post("/v1/parse", content=b"{"),
            client.get(f"{path}/copies/2"),
            client.get(f"{path}/copies/0"),
            send(client, "/v1/check?lang=fr", flawed()),
        ],
    }
    for status, given in answers.items():
        for answer in given:
            problem = answer.json()
            assert answer.status_code == status, problem
            assert answer.headers["content-type"] == "application/problem+json"
            assert re.search("[一-龥]", problem["detail"]), problem
            assert not re.search("[一-龥]", problem["detail_en"]), problem
            assert problem["status"] == status


def test_half_a_character_does_not_break_an_answer(client: Client) -> None:
    answer = client.post("/v1/parse", content=b'{"values": ["\\ud800"]}')
    assert answer.status_code in (200, 422)
    assert answer.json()


def test_settings_are_those_of_the_server() -> None:
    with asking(create_app(Settings(select=("PC6",)))) as client:
        record = send(
            client, "/v1/check", ("c.md", CLEAN.replace("24万元 |", "9万元 |", 1).encode())
        ).json()
    assert {code[:3] for code in codes(record)} <= {"PC6"}
