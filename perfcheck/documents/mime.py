"""Web archives (.mht): a message that holds the pages of a document, often under the name .doc."""

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from attrs import frozen

from perfcheck.documents.archive import damaged

if TYPE_CHECKING:
    from email.message import Message

HEAD = 4_096  # bytes in which a message shows itself
FIRST_LINES = re.compile(
    rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.IGNORECASE
)
# Pages that an office program adds: the row of sheet names, and the header of the printed page.
ADDED = ("tabstrip.htm", "header.htm")


@frozen
class Page:
    """A page as bytes, and the name of its file."""

    content: bytes
    name: str = ""


def is_message(content: bytes) -> bool:
    return FIRST_LINES.match(content[:HEAD].removeprefix(b"\xef\xbb\xbf")) is not None


def pages_of(content: bytes) -> list[Page]:
    """The pages of a web archive in order. Raises ``ReadError``."""
    from email import message_from_bytes

    try:
        message = message_from_bytes(content.removeprefix(b"\xef\xbb\xbf").lstrip())
        parts = (part for part in message.walk() if part.get_content_type() == "text/html")
        pages = [
            Page(_payload(part), file_name(str(part.get("Content-Location") or "")))
            for part in parts
        ]
    except (RecursionError, LookupError, ValueError):
        raise damaged("网页存档无法解析", "a web archive that cannot be parsed") from None
    if not pages:
        raise damaged("网页存档里没有网页", "a web archive without a page")
    return [page for page in pages if page.name not in ADDED]


def _payload(part: "Message") -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def file_name(address: str) -> str:
    """The last part of an address, written with either slash."""
    return unquote(address).replace("\\", "/").rpartition("/")[2]
