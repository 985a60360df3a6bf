"""Articles in JSON as crawlers write them: text, title, day, publisher, author and address are found in each."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.readers import read

FERRY = "Kenya agreed on Tuesday to reopen the ferry terminal by October 1, Transport Minister Daniel Mwangi said."
PAY = '"We will pay for the repairs," Mwangi told reporters. Uganda pledged to send two inspectors.'
TITLE, URL = "Kenya, Uganda settle ferry dispute", "https://lake.example/ferry"

NEWS_PLEASE = {
    "authors": ["Grace Otieno"], "date_download": "2024-01-05 10:00:00", "date_publish": "2023-09-12 08:30:00",
    "description": "The terminal reopens.", "language": "en", "maintext": f"{FERRY}\n{PAY}", "source_domain": "The Lake Herald",
    "title": TITLE, "url": URL,
}  # fmt: skip
FUNDUS: dict[str, Any] = {
    "title": TITLE, "authors": ["Grace Otieno"], "publishing_date": "2023-09-12 08:30:00+02:00", "topics": ["Ferries"],
    "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [FERRY]}, {"headline": [], "paragraphs": [PAY]}]},
    "html": {"requested_url": URL, "responded_url": URL, "content": "<html>", "source_info": {"publisher": "The Lake Herald"}},
}  # fmt: skip
FUNDUS_PLAIN = {key: value for key, value in FUNDUS.items() if key != "body"} | {"plaintext": f"{FERRY}\n\n{PAY}"}
TRAFILATURA = {
    "title": TITLE, "author": "Grace Otieno", "hostname": "lake.example", "date": "2023-09-12", "fingerprint": "abc",
    "raw_text": f"{FERRY} {PAY}", "text": f"{FERRY}\n{PAY}", "source": URL, "source-hostname": "The Lake Herald", "tags": "",
}  # fmt: skip
SCHEMA = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "articleBody": f"{FERRY}\n{PAY}", "url": URL,
    "datePublished": "2023-09-12T08:30:00Z", "author": [{"@type": "Person", "name": "Grace Otieno"}],
    "publisher": {"@type": "Organization", "name": "The Lake Herald"},
}  # fmt: skip


@pytest.mark.parametrize("article", [NEWS_PLEASE, FUNDUS, FUNDUS_PLAIN, TRAFILATURA, SCHEMA])
@pytest.mark.parametrize("name", ["one.json", "two.json", "two.jsonl"])
def test_articles_of_crawlers(article: dict[str, Any], name: str, tmp_path: Path) -> None:
    second = article | {"title" if "title" in article else "headline": "Another title"}
    written = {
        "one.json": json.dumps(article),
        "two.json": json.dumps([article, second]),
        "two.jsonl": "\n".join(map(json.dumps, [article, second])),
    }
    (tmp_path / name).write_text(written[name], encoding="utf-8")
    articles = read(tmp_path / name)
    assert not articles.problems
    assert [one.title for one in articles] == [TITLE, "Another title"][: 1 if name == "one.json" else 2]
    assert [one.doc_id for one in articles] == (["one"] if name == "one.json" else ["two#1", "two#2"])
    for one in articles:
        assert [part for part in one.text.split("\n") if part] == [FERRY, PAY]
        assert (one.publisher, one.byline, one.url) == ("The Lake Herald", "Grace Otieno", URL)
        assert one.published == dt.date(2023, 9, 12)


@pytest.mark.parametrize(
    "damaged",
    [{"body": {"sections": None}}, {"body": {"sections": [None, 3, {"paragraphs": "x"}]}}, {"html": {"source_info": None}},
     {"author": [{"name": None}]}, {"publisher": {"name": 3}}],
)  # fmt: skip
def test_a_damaged_article_is_a_row_that_says_so_or_an_article(damaged: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_text(json.dumps([FUNDUS | damaged, FUNDUS]), encoding="utf-8")
    articles = read(tmp_path / "dump.json")
    assert articles[-1].text == f"{FERRY}\n\n{PAY}"
    assert len(articles) + len(articles.problems) == 2
