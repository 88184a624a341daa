"""A real browser for tests, and what a reviewer does in it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import ActionChains, Chrome, ChromeOptions, ChromeService, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

T = TypeVar("T")

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-prefers-reduced-motion",
    "--window-size=1366,900",
]
PATIENCE = 20  # seconds


def find_browser() -> tuple[str, str] | None:
    """The Chromium of this machine and its driver."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    return (chromium, driver) if chromium and driver else None


def start(chromium: str, driver: str, folder: Path) -> Chrome:
    """A browser with a profile of its own, which puts downloads into ``folder / "downloads"``."""
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.add_experimental_option(
        "prefs", {"download.default_directory": str(folder / "downloads")}
    )
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return Chrome(options, ChromeService(driver))


class Reviewer:
    """Somebody at the page."""

    def __init__(self, browser: Chrome, address: str, folder: Path) -> None:
        self.browser, self.address, self.folder = browser, address, folder

    def visit(self, path: str = "/") -> None:
        """The page as it is to somebody who comes for the first time."""
        self.browser.get(self.address + path)
        self.browser.execute_script("localStorage.clear()")
        self.browser.get(self.address + path)

    def check(self, *files: Path) -> None:
        self.visit()
        self.one("#files").send_keys("\n".join(map(str, files)))
        self.until(lambda: self.all("#view"))

    def drop(self, *files: Path, path: str = "/") -> None:
        """Drag files or folders over the page and let them go."""
        self.visit(path)
        middle = self.one("#drop").rect
        place = {
            "x": middle["x"] + middle["width"] / 2,
            "y": middle["y"] + middle["height"] / 2,
        }
        data = {"items": [], "files": list(map(str, files)), "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            self.browser.execute_cdp_cmd(
                "Input.dispatchDragEvent", {"type": kind, "data": data, **place}
            )
        self.until(lambda: self.all("#view"))

    def until(self, what: Callable[[], T]) -> T:
        def met(_: Chrome) -> Any:
            return what()

        replaced = [StaleElementReferenceException]  # what was there when we looked is no more
        found: T = WebDriverWait(self.browser, PATIENCE, 0.02, replaced).until(met)
        return found

    def all(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return self.one(selector).text

    def counts(self) -> dict[str, int]:
        """The number on each severity."""
        chips = self.all(".chip")
        return {
            str(one.get_attribute("data-severity")): int(one.find_element(By.TAG_NAME, "b").text)
            for one in chips
        }

    def shown(self) -> list[str]:
        """The codes of the findings that are shown."""
        return [str(one.get_attribute("data-code")) for one in self.all(".card:not([hidden])")]

    def card(self, code: str) -> WebElement:
        return self.one(f".card[data-code='{code}']")

    def cell(self, row: int, column: str = "指标值") -> WebElement:
        return self.one(f"td[data-row='{row}'][data-label='{column}']")

    def press(self, *keys: str) -> None:
        ActionChains(self.browser).send_keys(*keys).perform()

    def write(self, text: str) -> None:
        """Put a text in the place of what stands in the cell that is being changed."""
        box = self.one(".trial input, .trial textarea")
        box.send_keys(Keys.CONTROL, "a")
        box.send_keys(text)

    def recheck(self, text: str) -> str:
        """Write it, apply it, and see what is said of it."""
        self.browser.execute_script("document.getElementById('status').textContent = ''")
        self.write(text)
        self.press(Keys.ENTER)
        return self.until(
            lambda: self.text("#trying .told" if self.all("#trying:not([hidden])") else "#status")
        )

    def focused(self) -> WebElement:
        return self.browser.switch_to.active_element

    def reject(self, code: str, reason: str) -> None:
        self.card(code).find_element(By.CSS_SELECTOR, ".reject").click()
        self.one("#reason").send_keys(reason)
        self.one("#rejecting button[value=ok]").click()
        self.until(lambda: self.all(f".card.rejected[data-code='{code}']"))

    def download(self, file: str) -> Path:
        """The file that a button gives."""
        folder = self.folder / "downloads"
        before = set(folder.glob("*"))
        self.one(f"button[data-file='{file}']").click()

        def came() -> list[Path]:
            new = set(folder.glob("*")) - before
            unfinished = (".crdownload", ".tmp")
            return [one for one in new if one.suffix not in unfinished and one.name[0] != "."]

        return self.until(came)[0]
