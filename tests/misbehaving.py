"""A worker whose reader does what the file tells it to, as a broken one might."""

import os
import sys
import warnings

from perfcheck.documents import Document, Paragraph, ReadError, worker

BOOT = "import sys; sys.path[:] = sys.argv[1:]; from tests.misbehaving import main; main()"


def parse(content: bytes, name: str) -> Document:
    match content.split():
        case [b"abort"]:
            os.abort()
        case [b"exit"]:
            raise SystemExit(3)
        case [b"hang"]:
            while True:
                pass
        case [b"fail"]:
            raise KeyError(name)
        case [b"refuse"]:
            raise ReadError("file-damaged", "文件已损坏", "the file is damaged")
        case [b"recurse"]:
            return parse(content, name)
        case [b"hoard"]:
            hoard = []
            while True:
                hoard.append(object())
        case [b"swell"]:
            return Document(name, (Paragraph("x" * 10**12),))
        case [b"talk"]:
            print("out of line", flush=True)
            os.write(1, b"\x00" * 100)
            os.write(2, b"\x00" * 1_000_000)
            warnings.warn("beware", stacklevel=1)
            return Document(sys.stdin.read(), ())
    return Document(name, (Paragraph(str(os.getpid())),))


def main() -> None:
    vars(worker).update(parse_bytes=parse, GRACE=1)
    worker.main()
