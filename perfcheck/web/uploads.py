"""Files that come in a request: kept under our own names, shown under their own."""

import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from anyio import to_thread
from attrs import frozen
from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from perfcheck.documents.limits import USUAL
from perfcheck.reports.inert import clean
from perfcheck.web.limits import FILES
from perfcheck.web.problems import Problem

FIELD, FIELDS = "files", 10
LONGEST = 200  # characters of a name


@frozen
class Upload:
    """``name`` is what reports call the file, ``path`` where it lies."""

    name: str
    path: Path

    def content(self) -> bytes:
        """The bytes, or so many of them that the file is seen to be too large."""
        with self.path.open("rb") as file:
            return file.read(USUAL.pdf + 1)


class _Parser(MultiPartParser):
    """It also tells whether the end was reached: what was cut off may be a file."""

    is_whole = False

    def on_end(self) -> None:
        self.is_whole = True


async def receive(request: Request, folder: Path) -> tuple[Upload, ...]:
    """Put the files of a multipart request into the folder. Raises ``Problem``."""
    form = await _form(request)
    try:
        files = [one for one in form.getlist(FIELD) if isinstance(one, UploadFile)]
        if not files:
            raise Problem(
                422, f"没有收到文件：字段名应为 {FIELD}", f"no files: the field is called {FIELD}"
            )
        names = distinct(shown_name(one.filename or "") for one in files)
        uploads = [Upload(name, folder / str(n)) for n, name in enumerate(names, 1)]
        for file, upload in zip(files, uploads, strict=True):
            await to_thread.run_sync(_store, file.file, upload.path)
    finally:
        await form.close()
    return tuple(uploads)


async def _form(request: Request) -> FormData:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Problem(415, "请用 multipart/form-data 传文件", "send files as multipart/form-data")
    parser = _Parser(request.headers, request.stream(), max_files=FILES, max_fields=FIELDS)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        if error.message.startswith("Too many files"):
            raise Problem(
                413, f"一次最多 {FILES} 个文件", f"at most {FILES} files at a time"
            ) from None
        raise Problem(400, "上传的内容格式不对", error.message) from None
    if not parser.is_whole:
        await form.close()
        raise Problem(400, "上传的内容不完整", "the upload is cut off")
    return form


def _store(file: IO[bytes], path: Path) -> None:
    with path.open("wb") as target:
        shutil.copyfileobj(file, target)


def shown_name(given: str) -> str:
    """The name as it may be shown: with the folders in it, but leading nowhere."""
    windows = PureWindowsPath(clean(given).replace("\n", "").replace("\t", " ").strip())
    parts = [
        one for one in windows.relative_to(windows.anchor).parts if one not in ("", ".", "..")
    ]
    name = "/".join(parts)
    if len(name) <= LONGEST:
        return name or "未命名"
    ending = PurePosixPath(name).suffix[:10]
    return name[: LONGEST - len(ending)] + ending


def distinct(names: Iterable[str]) -> list[str]:
    """The names, a number in those that come again: a report tells documents apart by name."""
    found: dict[str, None] = {}
    for name in names:
        path, number, new = PurePosixPath(name), 1, name
        while new in found:
            number += 1
            new = str(path.with_stem(f"{path.stem} ({number})"))
        found[new] = None
    return list(found)
