"""A report tells which other articles tell the same, where that is sure, and leads to their rows."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import sample

from toolkit import display
from toolkit.display.article.view import View
from toolkit.findings import ArticleAnalysis
from toolkit.naming import output_name
from toolkit.reporting.across import CorpusOptions, prepare
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


def test_the_same_told_elsewhere_is_linked_both_ways(analysed: ArticleAnalysis) -> None:
    told = told_elsewhere(Analysis([analysed, retold()]), prepare(CorpusOptions()))
    assert told["norland-vestria"]["c-1"] == [("Vestria Times", f"{output_name('other')}.html#row-other-1")]
    assert told["other"]["other-1"] == [("Harbour Wire", f"{output_name('norland-vestria')}.html#row-c-1")]
    assert set(told["norland-vestria"]) == {"c-1"}


def test_an_article_without_publisher_goes_by_its_title(analysed: ArticleAnalysis) -> None:
    told = told_elsewhere(Analysis([analysed, retold(publisher=None)]), prepare(CorpusOptions()))
    assert told["norland-vestria"]["c-1"][0][0].startswith("Norland and Vestria settle")


def test_what_only_sounds_alike_is_not_told(analysed: ArticleAnalysis) -> None:
    other = retold(words="the talks had nearly failed over herring")
    assert told_elsewhere(Analysis([analysed, other]), prepare(CorpusOptions())) == {}
    assert told_elsewhere(Analysis([analysed]), prepare(CorpusOptions())) == {}
    assert told_elsewhere(Analysis([analysed, retold()]), None) == {}


def test_it_travels_in_the_data_file_to_the_table(analysed: ArticleAnalysis, tmp_path: Path) -> None:
    told = {"c-1": [("Vestria Times", "other.html#row-x")]}
    path = tmp_path / "a.json"
    path.write_text(data_of(analysed, told), encoding="utf-8")
    assert display.load(path) == analysed
    assert data_of(analysed, None) == analysed.text()
    assert "also" not in json.loads(analysed.text())
    body = display.commitments(display.load(path), also=display.also_told(path)).body
    assert 'also reported by <a href="other.html#row-x">Vestria Times</a>' in body
    assert '1 also reported by others: see <a href="corpus.html">' in body
    assert "also reported" not in display.commitments(analysed).body


def test_an_untitled_article_goes_by_its_first_words() -> None:
    untitled = View(sample.analysed(title=None))
    assert untitled.title == "“Norland and Vestria agreed on Monday to reopen the ferry line across …”"
