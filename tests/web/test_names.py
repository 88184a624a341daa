"""The names of uploads: shown as they are, leading nowhere, each once."""

from pathlib import PurePosixPath
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perfcheck.web.uploads import LONGEST, distinct, shown_name


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("步道.docx", "步道.docx"),
        ("2024/一上/步道.docx", "2024/一上/步道.docx"),
        ("甲局  表（定稿）.xlsx", "甲局  表（定稿）.xlsx"),
        ("../../a.docx", "a.docx"),
        ("/etc/passwd", "etc/passwd"),
        (r"C:\用户\表\a.docx", "用户/表/a.docx"),
        (r"\\server\share\a.docx", "a.docx"),
        ("CON", "CON"),
        ("a\x00b\x1b[31m.docx", "ab[31m.docx"),
        ("\u202exslx.docx", "xslx.docx"),
        ("两\n行.docx", "两行.docx"),
        ("", "未命名"),
        ("..", "未命名"),
        ("长" * 300 + ".docx", "长" * 195 + ".docx"),
    ],
)
def test_a_name_is_shown_without_what_it_might_do(given_name: str, shown: str) -> None:
    assert shown_name(given_name) == shown


@given(st.text(max_size=300))
@example("a:b")
@example("C:")
@example("\\\\.\\nul")
def test_no_name_leads_anywhere(text: str) -> None:
    name = shown_name(text)
    assert 0 < len(name) <= LONGEST
    assert not name.startswith("/")
    assert ".." not in PurePosixPath(name).parts
    assert not {"Cc", "Cs"} & {category(char) for char in name}


def test_names_that_come_again_are_numbered() -> None:
    names = ["甲.docx", "甲.docx", "乙/甲.docx", "甲 (2).docx", "甲.docx", "x", "x"]
    assert distinct(names) == [
        "甲.docx", "甲 (2).docx", "乙/甲.docx", "甲 (2) (2).docx", "甲 (3).docx", "x", "x (2)",
    ]  # fmt: skip


@given(st.lists(st.text("甲a. /", max_size=4).map(shown_name), max_size=8))
def test_no_two_documents_have_one_name(names: list[str]) -> None:
    found = distinct(names)
    assert len(found) == len(set(found)) == len(names)
