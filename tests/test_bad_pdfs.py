"""Broken PDF files, and ones built to break a reader. Without the reader of PDF they are skipped."""

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from perfcheck.documents import Limits, ReadError, read_bytes
from tests.bad import outcome

pytest.importorskip("perfcheck.documents.readers.pdf")
pytest.importorskip("pdfplumber")

pytestmark = pytest.mark.usefixtures("no_process_is_left")

X = "/XObject << /X 6 0 R >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
TEXT = b"BT /F 12 Tf 72 700 Td (text) Tj ET"


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def pdf(*objects: str | bytes) -> bytes:
    """A file of these objects, numbered from 1, with a table of where they are."""
    content = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        body = one.encode() if isinstance(one, str) else one
        content += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        content
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
        ).encode()
    )


def page(
    content: bytes = stream(TEXT),
    *more: str | bytes,
    kids: str = "[3 0 R]",
    count: int = 1,
    box: str = "[0 0 595 842]",
    resources: str = "",
) -> bytes:
    """A file of one page; ``more`` are objects from 6 on."""
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids {kids} /Count {count} >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 4 0 R"
        f" /Resources << /Font << /F 5 0 R >> {resources} >> >>",
        content,
        FONT,
        *more,
    )


def form(content: bytes, forms: str) -> bytes:
    entries = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    return stream(content, f"{entries} /Resources << /XObject << {forms} >> >>")


def forms_in_forms(depth: int, times: int) -> bytes:
    """Each form draws the next so many times."""
    forms = [form(b"/X Do " * times, f"/X {at + 7} 0 R") for at in range(depth)]
    return page(stream(b"/X Do"), *forms, form(b"0 0 m", ""), resources=X)


BOMB = zlib.compress(bytes(300_000_000), 9)

DRAWS_ITSELF = form(b"/X Do", "/X 6 0 R")

# No table is in any of them. ANYHOW: it may be read as far as it goes, or refused.
ANYHOW = ""
PDFS: dict[str, tuple[Callable[[], bytes], str]] = {
    "one page": (page, "PC905"),
    "cut": (lambda: page()[:300], "PC907"),
    "the head only": (lambda: b"%PDF-1.7\n", "PC907"),
    "a bomb": (lambda: page(stream(BOMB, "/Filter /FlateDecode")), "PC909"),
    "a page of 700 metres": (lambda: page(box="[0 0 2000000 2000000]"), "PC905"),
    "pages in a circle": (lambda: page(kids="[2 0 R]"), ANYHOW),
    "two billion pages": (lambda: page(count=2_000_000_000), ANYHOW),
    "a form in itself": (lambda: page(stream(b"/X Do"), DRAWS_ITSELF, resources=X), ANYHOW),
    "arrays in arrays": (lambda: page(stream(b"[" * 100_000 + TEXT)), ANYHOW),
}


@pytest.mark.parametrize("name", PDFS)
def test_pdfs(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, expected = PDFS[name]
    found = outcome(make(), "a.pdf", tmp_path, capsys)
    assert found.startswith(expected or "PC9")


def test_a_page_that_draws_for_ever_is_stopped() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(forms_in_forms(8, 12), "a.pdf", Limits(seconds=3))
    assert caught.value.reason in {"read-timeout", "file-too-large", "file-damaged"}
