"""What a reviewer does on the page, in a real browser."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("selenium", reason="the browser is driven with selenium")

from docx import Document
from httpx import Client
from openpyxl import load_workbook
from selenium.webdriver import Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from perfcheck.config import load_config
from perfcheck.web.app import create_app
from tests.cli import CLEAN, FLAWED
from tests.web.browser import Reviewer, find_browser, start
from tests.web.conftest import serving
from tests.web.sent import word_file


@pytest.fixture(scope="module")
def reviewer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewer]:
    found = find_browser()
    if found is None:
        pytest.skip("chromium and chromedriver, in which the page is tried, are not installed")
    folder = tmp_path_factory.mktemp("browser")
    (folder / "downloads").mkdir()
    with serving(create_app()) as address:
        browser = start(*found, folder)
        try:
            yield Reviewer(browser, address, folder)
        finally:
            browser.quit()


@pytest.fixture(autouse=True)
def nothing_is_wrong(reviewer: Reviewer) -> Iterator[None]:
    """Whatever a test does: the page breaks no rule of its own, and asks no other machine."""
    yield
    log = reviewer.browser.execute("getLog", {"type": "browser"})["value"]
    wrong = [one["message"] for one in log if "status of 4" not in one["message"]]
    assert wrong == []
    asked = reviewer.browser.execute_script(
        "return performance.getEntriesByType('resource').map((one) => one.name)"
    )
    assert [one for one in asked if not one.startswith((reviewer.address, "blob:"))] == []


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "步道.docx"
    path.write_bytes(word_file())
    return path


def test_a_word_file_is_checked_and_counted(reviewer: Reviewer, file: Path) -> None:
    reviewer.check(file)
    assert reviewer.text("#verdict") == "发现 1 处错误，需要修改"
    counts = reviewer.counts()
    assert counts["error"] == 1
    assert counts["info"] > 0
    shown = reviewer.shown()
    assert "PC601" in shown
    assert len(shown) == counts["error"] + counts["warning"]  # notes are folded at first
    assert reviewer.focused().get_attribute("id") == "verdict"


def test_a_dropped_file_is_checked(reviewer: Reviewer, file: Path) -> None:
    reviewer.drop(file)
    assert file.name in reviewer.text(".document h2")
    assert reviewer.counts()["error"] == 1


def test_of_a_dropped_folder_the_tables_are_checked(reviewer: Reviewer, tmp_path: Path) -> None:
    folder = tmp_path / "报送"
    (folder / "下级").mkdir(parents=True)
    (folder / "下级" / "步道.md").write_text(CLEAN, "utf-8")
    (folder / "成本.md").write_text(FLAWED, "utf-8")
    (folder / "说明.log").write_text("不是表", "utf-8")
    (folder / "~$成本.docx").write_bytes(b"")
    reviewer.drop(folder)
    names = {one.text for one in reviewer.all(".document h2")}
    assert names == {"报送/下级/步道.md", "报送/成本.md"}


def test_a_finding_leads_to_its_cell_and_a_cell_to_its_findings(
    reviewer: Reviewer, file: Path
) -> None:
    reviewer.check(file)
    card, cell = reviewer.card("PC601"), reviewer.cell(4)
    card.find_element(By.CSS_SELECTOR, ".find").click()
    assert reviewer.focused() == cell
    assert "chosen" in str(cell.get_attribute("class"))
    reviewer.cell(1).click()
    assert "chosen" not in str(card.get_attribute("class"))
    cell.click()
    assert "chosen" in str(card.get_attribute("class"))
    assert "error" in str(cell.get_attribute("class"))


def test_findings_are_filtered(reviewer: Reviewer, file: Path) -> None:
    reviewer.check(file)
    counts = reviewer.counts()
    reviewer.one(".chip.info").click()
    assert len(reviewer.shown()) == sum(counts.values())
    reviewer.one(".chip.error").click()
    assert "PC601" not in reviewer.shown()
    assert "error" not in str(reviewer.cell(4).get_attribute("class")).split()
    reviewer.one(".chip.error").click()
    Select(reviewer.one("#by-rule")).select_by_value("PC601")
    assert reviewer.shown() == ["PC601"]
    Select(reviewer.one("#by-rule")).select_by_value("")
    Select(reviewer.one("#by-part")).select_by_value("d1t1")
    assert not reviewer.one("#d1a").is_displayed()
    assert reviewer.one("#d1t1").is_displayed()


def test_the_steps_go_through_what_is_shown(reviewer: Reviewer, file: Path) -> None:
    reviewer.check(file)
    seen = []
    for _ in reviewer.shown():
        reviewer.one("#next").click()
        (chosen,) = reviewer.all(".card.chosen")
        seen.append(str(chosen.get_attribute("data-code")))
    assert seen == reviewer.shown()
    reviewer.one("#previous").click()
    assert reviewer.one(".card.chosen").get_attribute("data-code") == seen[-2]


def test_another_value_is_checked_at_once_and_kept_nowhere(
    reviewer: Reviewer, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reviewer.check(file)
    before = reviewer.counts()
    reviewer.card("PC601").find_element(By.CSS_SELECTOR, ".edit").click()
    reviewer.write("≤24万元")
    reviewer.until(lambda: "金额" in reviewer.text(".trial .reading"))
    said = reviewer.recheck("≤24万元")
    assert said.startswith("已重查：少了 1 条问题")
    assert "PC601" not in reviewer.shown()
    assert reviewer.counts()["error"] == before["error"] - 1
    assert "有 1 处错误" not in reviewer.text("#verdict")
    assert "原为 ≤30万元" in reviewer.cell(4).text
    took = reviewer.one("#view").get_attribute("data-took")
    with capsys.disabled():
        print(f"\nan edited value was rechecked and shown in {took} ms")
    reviewer.one("#restore").click()
    reviewer.until(lambda: reviewer.counts() == before)
    assert reviewer.cell(4).text.startswith("≤30万元")
    assert not reviewer.one("#trying").is_displayed()


def test_a_finding_is_rejected_with_a_reason(reviewer: Reviewer, file: Path) -> None:
    reviewer.check(file)
    before = reviewer.counts()
    reviewer.card("PC601").find_element(By.CSS_SELECTOR, ".reject").click()
    reviewer.one("#rejecting button[value=ok]").click()  # there is no reason yet
    assert reviewer.one("#rejecting").get_attribute("open") is not None
    reviewer.press(Keys.ESCAPE)
    assert reviewer.counts() == before

    reviewer.reject("PC601", "含结转资金，已核实")
    assert reviewer.counts() == before | {"error": 0}
    assert "含结转资金，已核实" in reviewer.card("PC601").text
    assert "error" not in str(reviewer.cell(4).get_attribute("class")).split()

    reviewer.browser.refresh()
    reviewer.until(lambda: reviewer.all(".card.rejected"))
    entries = reviewer.download("accepts")
    (entry,) = tomllib.loads(entries.read_text("utf-8"))["accept"]
    assert entry["rule"] == "cost-over-budget"
    assert entry["reason"] == "含结转资金，已核实"
    assert load_config(entries).accepts[0].fingerprint == entry["fingerprint"]

    reviewer.card("PC601").find_element(By.CSS_SELECTOR, ".reject").click()
    assert reviewer.counts() == before


def test_what_is_downloaded_can_be_opened_and_knows_what_was_rejected(
    reviewer: Reviewer, file: Path
) -> None:
    reviewer.check(file)
    copy = Document(str(reviewer.download("copies/1")))
    comments = [one.text for one in copy.comments]
    assert any("超过项目预算" in one for one in comments)
    assert copy.tables[0].cell(1, 0).text  # it is still the reviewer's own file

    reviewer.reject("PC601", "已核实")
    opinion = reviewer.download("report.docx")
    assert opinion.name == "步道-审核意见.docx"
    said = "\n".join(one.text for one in Document(str(opinion)).paragraphs)
    assert "绩效目标审核意见" in said
    assert "超过项目预算" not in said
    assert load_workbook(reviewer.download("report.xlsx")).sheetnames
    page = reviewer.download("report.html").read_text("utf-8")
    assert "已核实" in page
    assert "https://" not in page


def test_two_versions_are_compared_and_one_is_mended(reviewer: Reviewer, tmp_path: Path) -> None:
    lines = "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,清淤长度,≥12公里\n,质量指标,合格率,{}\n"
    old, new = tmp_path / "一上.csv", tmp_path / "二上.csv"
    old.write_text(lines.format("≥98百分比"), "utf-8")
    new.write_text(lines.format("≥95%"), "utf-8")
    reviewer.check(old, new)
    reviewer.one("button.compare").click()
    shown = reviewer.until(lambda: reviewer.one("#comparison").text)
    assert "放宽  合格率  ≥98百分比 → ≥95%" in shown
    reviewer.one("#comparison button.compare").click()
    reviewer.until(lambda: "收紧  合格率" in reviewer.one("#comparison").text)

    mended = reviewer.download("mended/1")
    assert mended.name == "一上-改好.csv"
    assert mended.read_text("utf-8") == lines.format("≥98%")
    assert not reviewer.all("button[data-file='mended/2']")  # there is nothing to mend in it
    assert "改 1 处写法，0 处没有改" in reviewer.one("#status").text


def test_no_mended_copy_is_offered_of_what_cannot_be_mended(
    reviewer: Reviewer, tmp_path: Path
) -> None:
    table = tmp_path / "表.md"
    table.write_text(CLEAN.replace("≥98%", "≥98百分比"), "utf-8")
    reviewer.drop(table)
    assert reviewer.all(".card[data-code=PC107]")
    assert not reviewer.all("button[data-file^=mended]")


def test_all_of_it_goes_by_keyboard(reviewer: Reviewer, file: Path) -> None:
    reviewer.check(file)
    reviewer.one("#next").send_keys(Keys.ENTER)
    for _ in range(60):
        if reviewer.focused().get_attribute("data-row"):
            break
        reviewer.press(Keys.TAB)
    cell = reviewer.focused()
    assert (cell.get_attribute("data-row"), cell.get_attribute("data-label")) == ("1", "三级指标")
    reviewer.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, *[Keys.ARROW_DOWN] * 3)
    assert reviewer.focused() == reviewer.cell(4)
    assert "chosen" in str(reviewer.card("PC601").get_attribute("class"))
    reviewer.press(Keys.ENTER)
    reviewer.write("≤1万元")
    reviewer.press(Keys.ESCAPE)
    assert reviewer.focused() == reviewer.cell(4)
    assert reviewer.cell(4).text.startswith("≤30万元")
    reviewer.press(Keys.F2)
    assert reviewer.recheck("≤24万元")
    assert reviewer.focused() == reviewer.cell(4)
    assert "PC601" not in reviewer.shown()


def test_one_value_is_explained_while_it_is_typed(reviewer: Reviewer) -> None:
    reviewer.visit()
    reviewer.one("#value").send_keys("≤11万")
    reviewer.until(lambda: "110000" in reviewer.text("#reading"))
    assert "≤ 不高于" in reviewer.text("#reading")
    reviewer.one("#value").send_keys(Keys.CONTROL, "a")
    reviewer.one("#value").send_keys(Keys.DELETE)
    reviewer.until(lambda: reviewer.text("#reading") == "")


def test_a_file_that_cannot_be_read_comes_first(
    reviewer: Reviewer, file: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04")
    reviewer.check(file, broken)
    assert reviewer.text("#verdict") == "有 1 个文件没有检查"
    assert "未检查" in reviewer.text(".overview")
    assert "文件已损坏" in reviewer.text("#d2")
    assert not reviewer.all("#d2 .reject")


def test_a_result_that_is_gone_is_told(reviewer: Reviewer, file: Path) -> None:
    reviewer.check(file)
    job = reviewer.one("#view").get_attribute("data-job")
    with Client(base_url=reviewer.address) as client:
        assert client.delete(f"/v1/jobs/{job}").status_code == 204
    reviewer.one("button[data-file='report.docx']").click()
    reviewer.until(lambda: "请重新提交文件" in reviewer.text("#failure"))
    reviewer.check(file)
    assert reviewer.text("#failure") == ""


@pytest.mark.parametrize("width", [360, 768, 1366])
def test_nothing_sticks_out_at_any_width(reviewer: Reviewer, file: Path, width: int) -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    reviewer.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        reviewer.check(file)
        inner = "return [document.documentElement.scrollWidth, innerWidth]"
        whole, seen = reviewer.browser.execute_script(inner)
        assert whole <= seen == width
    finally:
        reviewer.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_page_in_english(reviewer: Reviewer, tmp_path: Path) -> None:
    table = tmp_path / "flawed.md"
    table.write_text(FLAWED, "utf-8")
    reviewer.drop(table, path="/?lang=en")
    assert reviewer.text("#verdict") == "1 error(s) to be mended"
    assert "exceeds the budget" in reviewer.card("PC601").text
