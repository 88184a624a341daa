"""Take the pictures of the pages: the program's own page in a real browser, on an example.

    python -m docs.pictures

Needs Chromium with its driver, and a Chinese font. The pictures are looked at by people, not compared:
fonts differ from machine to machine.
"""

import base64
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from perfcheck.web.app import create_app
from tests.web.browser import Reviewer, find_browser, start
from tests.web.conftest import serving

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "examples" / "rounds" / "1-first.docx"
NAME = "公园饮水点维护（一上）.docx"
WIDTH, SCALE = 1160, 1.5
COLOURS = 128  # of a page that has few: a third of the bytes


@contextmanager
def reviewer() -> Iterator[Reviewer]:
    """Somebody at the page, in a window that is as wide as the pictures."""
    found = find_browser()
    if found is None:
        sys.exit("needs chromium and chromedriver")
    with tempfile.TemporaryDirectory() as place, serving(create_app()) as address:
        browser = start(*found, Path(place))
        try:
            browser.set_window_size(WIDTH, 1200)
            yield Reviewer(browser, address, Path(place))
        finally:
            browser.quit()


def take(one: Reviewer, name: str, *, until: str) -> None:
    """A picture of the page from its top to the end of an element."""
    bottom = one.browser.execute_script(
        "return document.querySelector(arguments[0]).getBoundingClientRect().bottom + scrollY",
        until,
    )
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": bottom + 16, "scale": SCALE}
    taken = one.browser.execute_cdp_cmd(
        "Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True}
    )
    picture = Image.open(io.BytesIO(base64.b64decode(taken["data"])))
    picture.convert("RGB").quantize(
        COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE
    ).save(HERE / name, optimize=True)


def main() -> None:
    with reviewer() as one:
        file = Path(shutil.copy(EXAMPLE, one.folder / NAME))
        one.check(file)
        take(one, "report.png", until=".unchecked-list")
        one.card("PC601").find_element("css selector", ".edit").click()
        one.recheck("≤28万元")
        take(one, "trial.png", until=".unchecked-list")
        one.visit("/?lang=en")
        one.one("#files").send_keys(str(file))
        one.until(lambda: one.all("#view"))
        take(one, "report.en.png", until=".unchecked-list")


if __name__ == "__main__":
    main()
