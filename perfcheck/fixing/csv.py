"""Edits in a .csv file: its bytes stay what they are but for the characters that change.

Python's reader does not tell where a field stands, so the fields are found here; what it reads
must be the same, or nothing is changed.
"""

from collections.abc import Iterator

from attrs import Factory, define

from perfcheck.documents.readers.csv import delimiter_of, rows_of
from perfcheck.fixing.edits import CellEdit, Mending
from perfcheck.fixing.refused import OTHER_TEXT, Refused, without
from perfcheck.fixing.spans import Change, changed, changes

QUOTE = '"'
# The mark that a file may begin with, and how what follows it is written.
CODECS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"", "utf-8"),
    (b"", "gb18030"),
)

Char = tuple[str, int, int]  # what a field says, and the stretch of the text that writes it


@define
class Field:
    """A field as written: the characters that it stands for, a line end as one."""

    quoted: bool
    chars: list[Char] = Factory(list)

    @property
    def value(self) -> str:
        return "".join(char for char, _, _ in self.chars)

    def trimmed(self) -> list[Char]:
        """Without the spaces around it, as the reader of documents gives it."""
        value = self.value
        start = len(value) - len(value.lstrip(" "))
        return self.chars[start : start + len(value.strip(" "))]


def apply_csv(content: bytes, mending: Mending) -> tuple[bytes, Mending]:
    """The file with the edits made, and the mending as it was done: what was refused is left.

    Raises ``Refused`` where nothing of the file can be changed with certainty.
    """
    mark, codec, text = _decoded(content)
    records = _records(text)
    wanted: list[Change] = []
    for edit in mending.edits:
        try:
            wanted += _in_text(edit, records)
        except Refused as reason:
            mending = without(mending, edit, reason)
    return mark + changed(text, wanted).encode(codec), mending


def _decoded(content: bytes) -> tuple[bytes, str, str]:
    """The mark, the codec and the text of a file of which every byte can be written again."""
    for mark, codec in CODECS:
        if not content.startswith(mark):
            continue
        try:
            text = content[len(mark) :].decode(codec)
        except UnicodeDecodeError:
            continue
        if text.encode(codec) == content[len(mark) :]:
            return mark, codec, text
    raise Refused("文件的编码不能原样写回", "the file's encoding cannot be written back unchanged")


def _records(text: str) -> list[list[Field]]:
    """The rows of the text, as Python's reader has them: blank lines are left out."""
    delimiter = delimiter_of(text)
    if delimiter is None:
        raise Refused("不是 .csv 表格", "this is no .csv table")
    records = [one for one in _lines(text, delimiter) if one[0].quoted or one[0].chars or one[1:]]
    read = [[field.replace("\r\n", "\n") for field in row] for _, row in rows_of(text, delimiter)]
    if [[field.value for field in record] for record in records] != read:
        raise Refused("引号的用法读不准", "the use of quotes is not clear")
    return records


def _lines(text: str, delimiter: str) -> Iterator[list[Field]]:
    at, record = 0, list[Field]()
    while at < len(text):
        field, at = _field(text, at, delimiter)
        record.append(field)
        if text.startswith(delimiter, at):
            at += 1
            if at < len(text):
                continue
            record.append(Field(quoted=False))
        yield record
        record = []
        at += 2 if text.startswith("\r\n", at) else 1


def _field(text: str, start: int, delimiter: str) -> tuple[Field, int]:
    """The field that begins at a place, and the place after it."""
    field, at = Field(quoted=text.startswith(QUOTE, start)), start
    inside = field.quoted
    at += inside
    while at < len(text) and (inside or text[at] not in f"{delimiter}\r\n"):
        doubled = inside and text.startswith(QUOTE * 2, at)
        if inside and text[at] == QUOTE and not doubled:
            inside = False
            at += 1
            continue
        width = 2 if doubled or text.startswith("\r\n", at) else 1
        field.chars.append((text[at] if width == 1 or doubled else "\n", at, at + width))
        at += width
    return field, at


def _in_text(edit: CellEdit, records: list[list[Field]]) -> list[Change]:
    """The edit of a cell as changes of the file's text."""
    row, col = edit.location.row, edit.location.col
    if row is None or col is None or row > len(records) or col > len(records[row - 1]):
        raise Refused(*OTHER_TEXT)
    field = records[row - 1][col - 1]
    chars = field.trimmed()
    if not chars or "".join(char for char, _, _ in chars) != edit.old:
        raise Refused(*OTHER_TEXT)
    return [_placed(change, chars, field) for change in changes(edit.old, edit.new)]


def _placed(change: Change, chars: list[Char], field: Field) -> Change:
    new = change.new.replace(QUOTE, QUOTE * 2) if field.quoted else change.new
    if not field.quoted and any(char in new for char in ',;\r\n"'):
        raise Refused("要写的字含分隔符", "the new text holds a delimiter")
    if change.start == change.end:
        at = chars[change.start - 1][2] if change.start else chars[0][1]
        return Change(at, at, new)
    return Change(chars[change.start][1], chars[change.end - 1][2], new)
