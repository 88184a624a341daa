"""What reading one file may cost, and what is said of a file that costs more."""

from attrs import frozen

from perfcheck.documents.archive import too_large
from perfcheck.documents.model import ReadError

MB = 1024 * 1024


@frozen
class Limits:
    """The size of a file and of a PDF in bytes, the seconds and the memory for reading it."""

    file: int = 50 * MB
    pdf: int = 100 * MB
    seconds: float = 60
    memory: int = 1024 * MB

    def check_size(self, content: bytes) -> None:
        """Raises ``ReadError`` for content, or the beginning of one, that is over the limit."""
        most = self.size_of(content)
        if len(content) > most:
            raise too_large(f"上限 {most / MB:g} MB", f"over {most / MB:g} MB")

    def size_of(self, head: bytes) -> int:
        """How large a file that begins like this may be."""
        return self.pdf if b"%PDF" in head[:HEAD] else self.file


HEAD = 1024  # bytes in which a PDF shows itself
USUAL = Limits()


def timed_out(seconds: float) -> ReadError:
    """The error for a file that was still being read when its time was up."""
    return ReadError(
        "read-timeout",
        f"读取超过 {seconds:g} 秒，已停止",
        f"reading was stopped after {seconds:g} seconds",
    )


def crashed(what: str, what_en: str) -> ReadError:
    """The error for a file on which the reader itself came to an end."""
    return ReadError(
        "reader-crashed", f"读取程序中断（{what}）", f"the reader broke off ({what_en})"
    )
