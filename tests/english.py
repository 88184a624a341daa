"""Looking for Chinese in English output: what stands outside the document's own words."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from xml.etree import ElementTree

from perfcheck.rules import Report, sources
from perfcheck.values import to_record
from perfcheck.values.units import unit_table

CHINESE = re.compile(r"[\u3400-\u9fff，。；：、！？（）]+")

# Words and titles that are quoted; a long one may be cut.
QUOTED = re.compile(r"“(?:[^“”]|“[^“”]*”)*(?:”|…|$)|《[^》]*》")


@cache
def figures() -> re.Pattern[str]:
    """A number with a unit stays as the document counts: 30万元, 180元/人."""
    units = "|".join(sorted(map(re.escape, unit_table()), key=len, reverse=True))
    return re.compile(rf"\d[\d.,]*[万亿]?(?:{units})(?:/(?:{units}))?")


def foreign(text: str, own: Iterable[str] = ()) -> list[str]:
    """The Chinese in a text that is neither quoted, nor a figure, nor the number of a law, nor one of the
    ``own`` words of the documents; each with what is around it.

    Blanks do not count, for lines are broken anywhere.
    """
    text = "".join(text.split())
    known = {"".join(one.split()) for one in (*own, *(one.number for one in sources().values()))}
    for one in sorted(known, key=len, reverse=True):
        if len(one) > 1 and CHINESE.search(one):
            text = text.replace(one, "~")
    text = figures().sub("~", QUOTED.sub("~", text))
    found = (match for match in CHINESE.finditer(text) if match[0] not in known)
    return [text[max(0, match.start() - 30) : match.end() + 30] for match in found]


def words_of(report: Report) -> set[str]:
    """What documents say, and what findings say should be written into them."""
    words: set[str] = set()
    for one in report.findings:
        words |= {one.value or "", one.expected or "", one.difference or "", one.fix or ""}
    for document in report.documents:
        if document.submission is None:
            continue
        submission = document.submission
        words |= {paragraph.text for paragraph in submission.document.paragraphs}
        words |= {cell.text for grid in submission.document.grids for cell in grid.cells}
        words |= {submission.department.unit or ""}
        for table in submission.tables:
            words |= {table.project or "", table.title or ""}
            words |= {row.name for row in table.indicators}
            words |= {str(to_record(row.constraint)["unit"]) for row in table.indicators}
    return words


# Examples of rules are documents; of sources programs get the title by which they are known.
EXAMPLE = re.compile(r"```text.*?```|<pre>.*?</pre>|\"title\": ?\"[^\"]*\",\s*\"date\"", re.S)


def texts_of(content: str | bytes) -> Iterator[str]:
    """What a report says: itself, or each text of an Office file."""
    if isinstance(content, str):
        yield unescape(EXAMPLE.sub("", content)).replace("\\|", "|")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                for element in ElementTree.fromstring(package.read(name)).iter():
                    yield from filter(None, (element.text, element.get("name")))
