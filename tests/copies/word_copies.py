"""Whole Word files from a body, and the comments of a file as python-docx and its XML show them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.document import Document

from perfcheck.documents.ooxml import TEXTS, W
from tests.copies.made import zipped
from tests.word import document

MAIN = "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def relations(*targets: tuple[str, str]) -> str:
    """The relations of a part: kind and target of each."""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    space = f"{OFFICE}/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{listed}</Relationships>'


def types(main: str, **overrides: str) -> str:
    """The content types of a package; ``overrides`` by the part's name without folder and ending."""
    own = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>'
        for name, kind in {"document": main, **overrides}.items()
    )
    return (
        f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{own}</Types>'
    )


def word_file(body: str, main: str = f"{WORD_TYPE}.document.main+xml", **more: bytes) -> bytes:
    """A Word file that any program opens; ``more`` are parts in ``word/`` that nothing points to."""
    extra: dict[str, str | bytes] = {f"word/{name}.bin": one for name, one in more.items()}
    return zipped(
        {
            "[Content_Types].xml": types(main),
            "_rels/.rels": relations(("officeDocument", MAIN)),
            MAIN: document(body),
            **extra,
        }
    )


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def comments(content: bytes) -> dict[str, str]:
    """The text of each comment by its id."""
    return {str(one.comment_id): one.text for one in opened(content).comments}


def starts(content: bytes) -> Iterator[tuple[Any, str]]:
    """Each place where a commented range begins, with the comment's text, in order."""
    texts = comments(content)
    for mark in opened(content).element.body.iter(f"{W}commentRangeStart"):
        yield mark, texts[mark.get(f"{W}id")]


def cell_of(element: Any) -> Any:
    """The innermost table cell around an element."""
    return next(element.iterancestors(f"{W}tc"), None)


def written(element: Any) -> str:
    """Every character inside an element, whatever it is wrapped in."""
    return "".join(one.text or "" for one in element.iter(*TEXTS))


def unmarked(content: bytes) -> str:
    """The body's XML without the marks of comments."""
    from lxml import etree

    body = opened(content).element.body
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in list(body.iter(f"{W}{tag}")):
            parent = mark.getparent()
            parent.remove(mark)
            if parent.tag == f"{W}r" and not len(parent):
                parent.getparent().remove(parent)
    return str(etree.tostring(body, method="c14n").decode())
