"""Highlights in copies of PDF files: over their boxes, behind the bytes of the original."""

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from perfcheck.api import check
from perfcheck.copies import Copy, CopyError, annotate, suffix_of
from perfcheck.copies.notes import notes_of
from perfcheck.documents import Box, Document, Location, read_bytes
from perfcheck.rules import Finding, Severity
from tests.copies.made import finding, reported

pypdf = pytest.importorskip("pypdf", reason="annotating PDF needs perfcheck[pdf]")

BARE = "/Type /Page /Parent 2 0 R"
PAGE = f"{BARE} /MediaBox [0 0 400 600]"
INFO = "<< /Title (T) /Producer (P) >>"


def pdf(
    *pages: str, more: tuple[str, ...] = (), newer: bool = False, generation: int = 0
) -> bytes:
    """A PDF of pages as dictionaries, and other objects from the number after the pages.

    ``newer``: its table of objects is an object itself; ``generation``: how often the first page
    has been replaced.
    """
    first = 4
    kids = " ".join(f"{first + n} {generation if n == 0 else 0} R" for n, _ in enumerate(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        INFO,
        *(f"<< {page} >>" for page in pages),
        *more,
    ]
    file = BytesIO()
    file.write(b"%PDF-1.7\n")
    rows = [(0, 0, 65535)]
    for number, one in enumerate(objects, 1):
        own = generation if number == first else 0
        rows.append((1, file.tell(), own))
        file.write(f"{number} {own} obj\n{one}\nendobj\n".encode())
    start = file.tell()
    if newer:
        rows.append((1, start, 0))
        data = b"".join(
            bytes([kind]) + at.to_bytes(3, "big") + own.to_bytes(2, "big")
            for kind, at, own in rows
        )
        file.write(
            f"{len(rows) - 1} 0 obj\n<< /Type /XRef /Size {len(rows)} /W [1 3 2] /Root 1 0 R /Info 3 0 R "
            f"/ID [<AA> <BB>] /Length {len(data)} >>\nstream\n".encode()
        )
        file.write(data + b"\nendstream\nendobj\n")
    else:
        table = "".join(f"{at:010} {own:05} {'n' if kind else 'f'} \n" for kind, at, own in rows)
        file.write(
            f"xref\n0 {len(rows)}\n{table}trailer\n<< /Size {len(rows)} /Root 1 0 R /Info 3 0 R "
            f"/ID [<AA> <BB>] >>\n".encode()
        )
    file.write(f"startxref\n{start}\n%%EOF\n".encode())
    return file.getvalue()


def copied(content: bytes, *findings: Finding) -> Copy:
    return annotate(content, "t", reported(Document("t", ()), *findings))


def at(*boxes: Box) -> Location:
    return Location(table=1, row=1, col=1, boxes=boxes)


def annotations(content: bytes, page: int = 1) -> list[Any]:
    found = pypdf.PdfReader(BytesIO(content)).pages[page - 1].annotations or []
    return [one.get_object() for one in found]


def highlights(content: bytes, page: int = 1) -> list[Any]:
    return [one for one in annotations(content, page) if one["/Subtype"] == "/Highlight"]


BOX = Box(1, 20, 30, 120, 60)
FIRST = finding(at(BOX), "其一")

# A page as it is written, and the rectangle of BOX there: left, bottom, right, top.
PAGES = {
    "plain": (PAGE, (20, 540, 120, 570)),
    "another origin": (f"{BARE} /MediaBox [10 20 410 620]", (30, 560, 130, 590)),
    "cut to a crop box": (f"{PAGE} /CropBox [50 100 350 500]", (70, 440, 170, 470)),
    "turned by 90": (f"{PAGE} /CropBox [50 100 350 500] /Rotate 90", (80, 120, 110, 220)),
    "turned by 180": (f"{PAGE} /CropBox [50 100 350 500] /Rotate 180", (230, 130, 330, 160)),
    "turned by 270": (f"{PAGE} /CropBox [50 100 350 500] /Rotate -90", (290, 380, 320, 480)),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_highlight_lies_over_its_box_however_the_page_is_turned(name: str) -> None:
    page, rectangle = PAGES[name]
    (one,) = highlights(copied(pdf(page), FIRST).content)
    assert tuple(map(float, one["/Rect"])) == rectangle
    left, bottom, right, top = rectangle
    assert list(map(float, one["/QuadPoints"])) == [
        left,
        top,
        right,
        top,
        left,
        bottom,
        right,
        bottom,
    ]
    look = one["/AP"]["/N"]
    assert tuple(map(float, look["/BBox"])) == rectangle
    assert (
        look.get_data()
        .decode()
        .endswith(f" {left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re f")
    )


@pytest.mark.parametrize(
    ("name", "turn"), [("plain", 0), ("turned by 90", 90), ("turned by 270", 270)]
)
def test_a_viewer_draws_it_where_the_box_is(name: str, turn: int) -> None:
    pdfium = pytest.importorskip("pypdfium2", reason="no renderer")
    content = copied(pdf(PAGES[name][0]), FIRST).content
    image = pdfium.PdfDocument(content)[0].render(scale=1).to_pil().convert("RGB")
    coloured = [
        (x, y)
        for x in range(image.width)
        for y in range(image.height)
        if image.getpixel((x, y)) != (255, 255, 255) and not (x <= 30 and y < 30)
    ]
    assert (min(coloured), max(coloured)) == ((20, 30), (119, 59))


def test_what_stands_at_one_cell_is_said_by_one_highlight() -> None:
    more = finding(at(BOX), "其二", Severity.INFO)
    copy = copied(pdf(PAGE), more, FIRST)
    (one,) = highlights(copy.content)
    assert one["/Contents"] == "【提示 PC601】其二\n【错误 PC601】其一"
    assert one["/T"] == "perfcheck"
    assert [round(float(number), 2) for number in one["/C"]] == [1.0, 0.85, 0.85]
    assert copy.comments == 2


def test_a_cell_that_runs_over_two_pages_is_marked_on_both() -> None:
    copy = copied(pdf(PAGE, PAGE), finding(at(BOX, Box(2, 20, 10, 120, 40))))
    assert len(highlights(copy.content, 1)) == len(highlights(copy.content, 2)) == 1
    assert copy.comments == 1


def test_what_has_no_box_or_no_page_is_said_on_the_first_page() -> None:
    copy = copied(
        pdf(PAGE), finding(Location(), "合计不符"), finding(at(Box(2, 1, 1, 2, 2)), "别处")
    )
    (note,) = annotations(copy.content)
    assert note["/Subtype"] == "/Text"
    assert note["/AP"]["/N"].get_data()
    assert note["/Contents"].startswith("perfcheck 检查说明")
    assert "【错误 PC601】合计不符" in note["/Contents"]
    assert "【错误 PC601】别处" in note["/Contents"]
    assert (copy.comments, copy.unplaced) == (0, 2)


@pytest.mark.parametrize("newer", [False, True])
def test_the_copy_is_the_original_with_an_update_of_its_kind(newer: bool) -> None:
    content = pdf(PAGE, PAGE, newer=newer)
    copy = copied(content, FIRST).content
    assert copy.startswith(content)
    assert (b"/XRef" in copy[len(content) :]) == newer
    assert (b"trailer" in copy[len(content) :]) == (not newer)
    reader = pypdf.PdfReader(BytesIO(copy), strict=True)
    assert reader.metadata.title == "T"
    assert reader.trailer["/ID"]
    assert len(reader.pages) == 2
    assert len(highlights(copy)) == 1
    pdfium = pytest.importorskip("pypdfium2", reason="no second reader")
    assert len(list(pdfium.PdfDocument(copy)[0].get_objects())) == 0


THEIRS = (
    "<< /Type /Annot /Subtype /Text /Rect [1 1 9 9] /T (Zhang) /Contents (why?) >>",
    "<< /Type /Annot /Subtype /Link /Rect [1 1 9 9] /Border [0 0 0] >>",
)


def test_annotations_of_people_stay() -> None:
    content = pdf(f"{PAGE} /Annots [5 0 R 6 0 R]", more=THEIRS)
    found = annotations(copied(content, FIRST).content)
    assert [one["/Subtype"] for one in found] == ["/Text", "/Link", "/Highlight", "/Text"]
    assert found[0]["/Contents"] == "why?"


def test_ours_are_replaced_and_replies_to_them_stand_by_themselves() -> None:
    own = (
        "<< /Type /Annot /Subtype /Highlight /Rect [1 1 9 9] /T (perfcheck) /Contents (old) /Popup 6 0 R >>",
        "<< /Type /Annot /Subtype /Popup /Rect [1 1 9 9] /Parent 5 0 R >>",
        "<< /Type /Annot /Subtype /Text /Rect [1 1 9 9] /T (Zhang) /Contents (no) /IRT 5 0 R >>",
    )
    content = pdf(f"{PAGE} /Annots [5 0 R 6 0 R 7 0 R]", more=own)
    found = annotations(copied(content, FIRST).content)
    assert [one.get("/T") for one in found] == ["Zhang", "perfcheck", "perfcheck"]
    assert "/IRT" not in found[0]


def test_annotating_again_is_annotating_once() -> None:
    def said(content: bytes) -> list[dict[str, str]]:
        return [
            {key: str(one[key]) for key in ("/Subtype", "/Rect", "/Contents", "/C") if key in one}
            for one in annotations(content)
        ]

    once = copied(pdf(PAGE), FIRST).content
    twice = copied(once, FIRST).content
    assert said(twice) == said(once)
    assert len(said(copied(twice).content)) == 1


def test_bytes_before_the_file_are_left_out() -> None:
    content = pdf(PAGE)
    copy = copied(b"junk\n" + content, FIRST).content
    assert suffix_of(b"junk\n" + content) == ".pdf"
    assert copy.startswith(content)
    assert len(highlights(copy)) == 1


def test_a_locked_file_says_so() -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf(PAGE)))
    writer.encrypt(user_password="", owner_password="x", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    with pytest.raises(CopyError, match="权限密码"):
        copied(file.getvalue(), FIRST)


@pytest.mark.parametrize(
    "content",
    [
        pdf(PAGE, generation=3),
        pdf(PAGE).replace(b"startxref\n", b"startxref\n1"),
    ],
)
def test_a_file_that_nothing_can_be_added_to_is_written_anew(content: bytes) -> None:
    copy = copied(content, FIRST).content
    assert not copy.startswith(content)
    assert len(highlights(copy)) == 1
    assert pypdf.PdfReader(BytesIO(copy), strict=True).metadata.title == "T"


@pytest.mark.parametrize(
    "content",
    [
        pdf(PAGE)[:200],
        pdf(PAGE).replace(b"/Kids [4 0 R]", b"/Kids 7      "),
        pdf(PAGE).replace(b"startxref", b"startxyef"),
        b"%PDF-1.7\n%%EOF",
    ],
)
def test_a_broken_file_says_so(content: bytes) -> None:
    with pytest.raises(CopyError, match="内部结构有误"):
        copied(content, FIRST)


def test_without_the_library_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(CopyError, match=r"perfcheck\[pdf\]"):
        copied(pdf(PAGE), FIRST)


def test_every_finding_of_the_reference_documents_is_over_its_text(data: Path) -> None:
    """By another reader: the text under a highlight is that of the cell, which may be cut by the page."""
    pdfium = pytest.importorskip("pypdfium2", reason="no second reader")
    pytest.importorskip("pdfplumber", reason="pdfplumber, which reads .pdf, is not installed")
    for path in sorted((data / "renditions").glob("*.pdf")):
        content = path.read_bytes()
        report = check(content, name="t")
        assert not report.not_checked
        copy = annotate(content, "t", report)
        document = read_bytes(content, "t")
        texts = {cell.location: cell.text for one in document.grids for cell in one.cells}
        texts |= {one.location: one.text for one in document.paragraphs}
        shown = pdfium.PdfDocument(copy.content)
        marked = {
            (page, tuple(round(float(number)) for number in one["/Rect"])): one["/Contents"]
            for page in range(1, len(shown) + 1)
            for one in highlights(copy.content, page)
        }
        assert copy.unplaced == 0
        for note in notes_of(report, "t", "zh"):
            assert note.location.boxes
            for box in note.location.boxes:
                page = shown[box.page - 1]
                height = page.get_height()
                rectangle = (box.left, height - box.bottom, box.right, height - box.top)
                assert note.text in marked[box.page, tuple(round(number) for number in rectangle)]
                under = page.get_textpage().get_text_bounded(*rectangle)
                assert "".join(under.split()) in "".join(texts[note.location].split())
        places = {box for note in notes_of(report, "t", "zh") for box in note.location.boxes}
        assert len(marked) == len(places)
