"""The pages as the server gives them: nothing from elsewhere, nothing that acts, both languages."""

import re
from pathlib import Path

import pytest
from httpx import Client
from lxml import html

from perfcheck.web import words
from tests.cli import FLAWED
from tests.conftest import ROOT
from tests.web.sent import flawed, job

WEB = ROOT / "perfcheck" / "web"
PAGES = ["/", "/rules", "/docs", "/?lang=en", "/rules?lang=en", "/docs?lang=en"]
SCRIPTS = sorted((WEB / "static").glob("*.js"))
TEMPLATES = sorted((WEB / "templates").glob("*.jinja"))
HOSTILE = '<img src=x onerror="alert(1)">'


def view(client: Client, path: str, lang: str = "zh") -> str:
    return client.get(path.replace("/v1/jobs/", "/page/"), params={"lang": lang}).text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_no_other_machine(client: Client, path: str) -> None:
    text = client.get(path).text
    assert "https://" not in text
    tree = html.fromstring(text)
    loaded = tree.xpath("//script/@src | //link/@href | //img/@src | //a/@href")
    assert loaded
    for one in loaded:
        assert one.startswith(("/", "?", "#")), one


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_script_or_style_in_it(client: Client, path: str) -> None:
    tree = html.fromstring(client.get(path).text)
    assert tree.xpath("//style | //@style | //@*[starts-with(name(), 'on')]") == []
    kinds = {one.get("type") for one in tree.xpath("//script[not(@src)]")}
    assert kinds <= {"application/json"}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_reach_nothing_else(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"\beval\(|new Function|document\.write", text)


def test_the_page_says_that_nothing_leaves_the_machine(client: Client) -> None:
    assert "文件不离开这台电脑" in client.get("/").text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_file_of_the_page_is_there(client: Client, lang: str) -> None:
    tree = html.fromstring(client.get("/", params={"lang": lang}).text)
    wanted = tree.xpath("//script/@src | //link/@href")
    wanted += [f"/static/{path.name}" for path in SCRIPTS]
    for path in wanted:
        assert client.get(path).status_code == 200, path


def test_every_phrase_has_the_same_gaps_in_both_languages_and_is_used() -> None:
    used = "".join(path.read_text("utf-8") for path in (*SCRIPTS, *TEMPLATES))
    for key, (zh, en) in (words.WORDS | words.SCRIPT).items():
        assert set(re.findall(r"\{\w+\}", zh)) == set(re.findall(r"\{\w+\}", en)), key
        assert key.startswith("op_") or f'"{key}"' in used, key


def test_every_phrase_of_the_scripts_is_known() -> None:
    known = words.script_words("zh")
    for path in SCRIPTS:
        for key in re.findall(r'\bsay\("(\w+)"', path.read_text("utf-8")):
            assert key in known, (path.name, key)


def test_the_rules_page_explains_every_rule(client: Client) -> None:
    tree = html.fromstring(client.get("/rules").text)
    for rule in client.get("/v1/rules").json():
        assert tree.get_element_by_id(rule["code"]) is not None


def test_the_docs_page_shows_every_operation(client: Client) -> None:
    text = client.get("/docs").text
    for path in client.get("/openapi.json").json()["paths"]:
        assert path in text


# The report in the page


def test_findings_stand_beside_the_table_and_lead_to_its_cells(client: Client) -> None:
    tree = html.fromstring(view(client, job(client, flawed())))
    rows = tree.xpath("//table[contains(@class, 'marked')]//tr[td]")
    assert len(rows) == 6
    assert not tree.find_class("notes")
    marks = {mark.get("href") for mark in tree.xpath("//td/a[contains(@class, 'no')]")}
    told = {f"#{one.get('id')}" for one in tree.find_class("finding")}
    assert marks <= told
    assert marks
    cost = tree.xpath("//td[@data-row='4'][@data-label='指标值']")[0]
    assert cost.text == "≤30万元"
    assert "error" in cost.get("class")


def test_a_finding_leads_to_its_rule(client: Client) -> None:
    tree = html.fromstring(view(client, job(client, flawed()), "en"))
    link = tree.xpath("//p[@class='head']/a")[0]
    assert link.get("href").startswith("/rules?lang=en#PC")


def test_what_an_author_wrote_is_text(client: Client) -> None:
    text = FLAWED.replace("维护总成本", HOSTILE).replace("健身步道维护费", HOSTILE)
    path = job(client, (f"{HOSTILE}.md", text.encode()))
    shown = view(client, path)
    edits = {"edits": [{"table": 1, "row": 4, "column": "指标值", "text": HOSTILE}]}
    shown += client.post(f"{path.replace('/v1/jobs/', '/page/')}/what-if", json=edits).text
    shown += client.get("/page/value", params={"value": HOSTILE}).text
    tree = html.fromstring(shown)
    assert tree.xpath("//img | //@onerror") == []
    assert "onerror" in tree.text_content()


def test_a_trial_gives_the_parts_that_differ(client: Client) -> None:
    two = FLAWED + "\n\n" + FLAWED.replace("健身步道维护费", "绿道维护费")
    path = job(client, ("two.md", two.encode())).replace("/v1/jobs/", "/page/")
    edit = {"table": 2, "row": 4, "column": "指标值", "text": "≤24万元"}
    made = html.fromstring(
        f"<div>{client.post(f'{path}/what-if', json={'edits': [edit]}).text}</div>"
    )
    assert "d1t2" in made.xpath("//@data-part")
    assert "d1t1" not in made.xpath("//@data-part")
    assert client.post(f"{path}/what-if", json={"edits": []}).text.strip() == ""


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("≤11万", ["数值", "≤ 不高于", "11万", "110000", "没有写单位", "≤11万元"]),
        ("95%", ["没有写，按等于读", "百分比"]),
        ("10~20万元", ["区间", "10万 至 20万", "金额"]),
        ("2024年12月底前", ["日期", "不限 至 2024-12-31"]),
        ("≥3次；≥95%", ["多项", "3", "95"]),
        ("达标", ["定性"]),
        ("≧ %", ["读不出"]),
    ],
)
def test_a_value_is_explained(client: Client, value: str, read: list[str]) -> None:
    text = client.get("/page/value", params={"value": value}).text
    shown = html.fromstring(text).text_content()
    assert [one for one in read if one not in shown] == []


def test_no_value_is_explained_by_nothing(client: Client) -> None:
    assert client.get("/page/value", params={"value": "  "}).text.strip() == ""
