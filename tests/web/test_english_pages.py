"""The page in English: nothing Chinese but what is quoted, examples, and the way to the Chinese page."""

import re

import pytest
from httpx import Client

from tests.english import foreign, texts_of

TO_CHINESE = re.compile(r'<a href="\?"[^>]*>中文</a>')


@pytest.mark.parametrize("path", ["/", "/rules"])
def test_pages(client: Client, path: str) -> None:
    page = TO_CHINESE.sub("", client.get(path, params={"lang": "en"}).text)
    assert '<html lang="en">' in page
    assert [one for text in texts_of(page) for one in foreign(text)] == []


def test_a_complaint_comes_in_both_languages(client: Client) -> None:
    for answer in (client.get("/v1/jobs/none"), client.post("/v1/check")):
        told = answer.json()
        assert answer.status_code >= 400
        assert foreign(told["detail"])
        assert foreign(told["detail_en"]) == []
