"""A report tells which other articles tell the same, where that is sure, and leads to their rows."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
import sample

from toolkit import display
from toolkit.display import Told
from toolkit.display.article.view import View
from toolkit.findings import ArticleAnalysis
from toolkit.naming import output_name
from toolkit.reporting.across import CorpusOptions, corpus_of, prepare
from toolkit.reporting.sisters import data_of, told_elsewhere
from toolkit.results import Analysis


def retold(
    doc_id: str = "other",
    publisher: str | None = "Vestria Times",
    words: str = "reopen the ferry line across the Sound",
) -> ArticleAnalysis:
    """The first commitment of the sample in another article, or one of other words there."""
    first = sample.commitments()[0]
    row = replace(first, doc_id=doc_id, commitment_id=f"{doc_id}-1", action=words, action_spans=(sample.span(words),))
    analysed = sample.analysed(commitments=(row,), attributions=(), commentary=())
    return replace(analysed, article=replace(analysed.article, doc_id=doc_id, publisher=publisher))


def elsewhere(*articles: ArticleAnalysis) -> dict[str, Told]:
    return told_elsewhere(corpus_of(Analysis(articles), prepare(CorpusOptions())))


def others(told: dict[str, Told], doc_id: str, key: str) -> list[tuple[str, str]]:
    return [(other["name"], other["address"]) for other in told[doc_id][key]["others"]]


def test_the_same_told_elsewhere_is_linked_both_ways(analysed: ArticleAnalysis) -> None:
    told = elsewhere(analysed, retold())
    assert others(told, "norland-vestria", "c-1") == [("Vestria Times", f"{output_name('other')}.html#row-other-1")]
    assert others(told, "other", "other-1") == [("Harbour Wire", f"{output_name('norland-vestria')}.html#row-c-1")]
    assert set(told["norland-vestria"]) == {"c-1"}


def test_both_lead_to_the_one_row_of_the_ledger(analysed: ArticleAnalysis) -> None:
    told = elsewhere(analysed, retold())
    corpus = corpus_of(Analysis([analysed, retold()]), prepare(CorpusOptions()))
    entries = {entry.entry_id for entry in corpus.ledger.entries}
    addresses = {told["norland-vestria"]["c-1"]["entry"], told["other"]["other-1"]["entry"]}
    assert len(addresses) == 1
    assert addresses <= {f"corpus.html#entry-{entry}" for entry in entries}


def test_an_article_without_publisher_goes_by_its_title(analysed: ArticleAnalysis) -> None:
    told = elsewhere(analysed, retold(publisher=None))
    assert others(told, "norland-vestria", "c-1")[0][0].startswith("Norland and Vestria settle")


@pytest.mark.parametrize(
    ("day", "status", "due", "note"),
    [
        ("2099-10-06", "refused", None, "told since, 6 October 2099: refused"),
        ("2099-10-06", "agreed", None, ""),
        ("1999-10-06", "refused", None, ""),
        ("", "refused", None, ""),
        ("", "agreed", dt.date(2000, 1, 1), "date passed, outcome not reported"),
        ("1999-10-06", "refused", dt.date(2000, 1, 1), "date passed, outcome not reported"),
        ("2099-10-06", "refused", dt.date(2000, 1, 1), "date passed · told since, 6 October 2099: refused"),
        ("2099-10-06", "agreed", dt.date(2000, 1, 1), "date passed · told since, 6 October 2099: agreed"),
        ("2099-10-06", "agreed", dt.date(2099, 12, 1), ""),
        ("2099-10-06", "agreed", dt.date(2099, 9, 1), "told since, 6 October 2099: agreed"),
    ],
)
def test_a_later_article_tells_the_outcome(day: str, status: str, due: dt.date | None, note: str) -> None:
    row = replace(sample.commitments()[0], counterparts=(), counterpart_names=(), condition_span=None, deadline_to=due)
    other = {"name": "Vestria Times", "address": "other.html#row-x", "day": day, "status": status}
    body = display.commitments(
        sample.analysed(commitments=(row,)), also={"c-1": {"entry": "corpus.html#entry-1", "others": [other]}}
    ).body
    assert (f'<span class="aside-of">{note}</span>' in body) if note else ("told since" not in body)
    assert ("outcome not reported" in body) == ("not reported" in note)


def test_what_only_sounds_alike_is_not_told(analysed: ArticleAnalysis) -> None:
    other = retold(words="the talks had nearly failed over herring")
    assert elsewhere(analysed, other) == {}
    assert elsewhere(analysed) == {}
    assert told_elsewhere(None) == {}


def test_of_very_many_the_latest_are_told(analysed: ArticleAnalysis) -> None:
    days = [dt.date(2031, 1, 1) + dt.timedelta(n) for n in range(40)]
    many = [retold(f"paper-{n:02d}", f"Paper {n:02d}") for n in range(40)]
    dated = [replace(a, article=replace(a.article, published=day)) for a, day in zip(many, days, strict=True)]
    told = elsewhere(*dated, retold("copy", "Copy"))["paper-00"]["paper-00-1"]["others"]
    assert [other["name"] for other in told] == [f"Paper {n:02d}" for n in range(28, 40)]


def test_it_travels_in_the_data_file_to_the_table(analysed: ArticleAnalysis, tmp_path: Path) -> None:
    other = {"name": "Vestria Times", "address": "other.html#row-x", "day": "", "status": "agreed"}
    told: Told = {"c-1": {"entry": "corpus.html#entry-1", "others": [other]}}
    path = tmp_path / "a.json"
    path.write_text(data_of(analysed, told), encoding="utf-8")
    assert display.load(path) == analysed
    assert data_of(analysed, None) == analysed.text()
    assert "also" not in json.loads(analysed.text())
    body = display.commitments(display.load(path), also=display.also_told(path)).body
    link = '<a href="corpus.html#entry-1">also reported</a> by <a href="other.html#row-x">Vestria Times</a>'
    assert link in body
    assert "also reported" not in display.commitments(analysed).body


def test_an_untitled_article_goes_by_its_first_words() -> None:
    untitled = View(sample.analysed(title=None))
    assert untitled.title == "“Norland and Vestria agreed on Monday to reopen the ferry line across …”"
