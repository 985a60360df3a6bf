"""Questions that a notebook asks in one line."""

from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from toolkit import Analysis
from toolkit.errors import UsageError
from toolkit.evidence import FIRST, sentences_of
from toolkit.findings import ArticleAnalysis


@pytest.fixture
def found(analysed: ArticleAnalysis) -> Analysis:
    """The invented article, and the same two months later by another publisher, and undated."""
    later = replace(
        analysed.article, doc_id="b", published=dt.date(2031, 7, 1), publisher="Sound Post", meta={"desk": "sea"}
    )
    undated = replace(analysed.article, doc_id="c", published=None)
    return Analysis(
        [analysed, replace(analysed.renamed("b"), article=later), replace(analysed.renamed("c"), article=undated)]
    )


def test_evidence_is_the_sentence_with_the_words_marked(found: Analysis, analysed: ArticleAnalysis) -> None:
    refusal = next(row for row in analysed.commitments if row.kind.value == "refusal")
    shown = found.evidence(refusal.commitment_id)
    assert str(shown).startswith("Vestria's foreign minister Ivo Lasse refused to widen")
    assert analysed.article.text[shown.start : shown.end] == shown.text
    assert "<mark>widen the fishing zone</mark>" in shown._repr_html_()
    row = found.commitments.iloc[-1]
    assert found.evidence(row).doc_id == "c"
    comment = found.commentary.iloc[0]
    assert comment["evidence"] == str(found.evidence(comment))
    with pytest.raises(UsageError, match="No article has a row 'c-nothing'"):
        found.evidence("c-nothing")


def test_evidence_of_hostile_text_is_escaped(analysed: ArticleAnalysis) -> None:
    text = analysed.article.text.replace("Norland and Vestria", "<b>xx</b> & 'Vestria", 2)
    shown = Analysis([replace(analysed, article=replace(analysed.article, text=text))]).evidence(
        analysed.commitments[0].commitment_id
    )
    assert "<b>" not in shown._repr_html_()


def test_sentences_hold_their_spans() -> None:
    text = "One goes. Two stays here. Three ends."
    assert text[slice(*sentences_of(text, ((14, 19),)))] == "Two stays here."
    assert text[slice(*sentences_of(text, ((4, 8), (14, 19))))] == "One goes. Two stays here."


def test_tables_tell_when_by_whom_and_where(found: Analysis) -> None:
    table = found.commitments
    assert list(table["source"].unique()) == ["Harbour Wire", "Sound Post"]
    assert table[table["doc_id"] == "b"]["published"].unique().tolist() == pd.to_datetime(["2031-07-01"]).tolist()
    assert set(table[table["doc_id"] == "b"]["desk"]) == {"sea"}
    assert all(action.split()[-1] in said for action, said in zip(table["action"], table["evidence"], strict=True))
    assert "evidence" not in found.actors
    assert list(table.columns[:7]) == list(FIRST["commitments"])


def test_rows_are_counted_over_time(found: Analysis) -> None:
    counts = found.per("month", by="status")
    assert [str(month) for month in counts.index] == ["2031-05", "2031-06", "2031-07"]
    assert counts.loc["2031-06"].sum() == 0
    assert counts.to_numpy().sum() == 2 * len(found["b"].commitments)
    assert found.per("year", table="attributions").to_numpy().tolist() == [[2 * len(found["b"].attributions)]]
    assert found.per(by="desk").columns.tolist() == ["sea"]
    with pytest.raises(UsageError, match="did you mean 'status'"):
        found.per(by="statis")
    with pytest.raises(UsageError, match="month"):
        found.per("mnth")  # type: ignore[arg-type]


def test_a_keyword_in_context(found: Analysis) -> None:
    pytest.importorskip("textacy")
    lines = found.kwic("HERRING", width=20)
    assert lines["doc_id"].tolist() == ["norland-vestria", "b", "c"]
    assert (lines["keyword"][0], lines["before"][0].endswith("over")) == ("herring", True)
    assert lines["published"][0] == dt.date(2031, 5, 12)


def test_a_network_draws_itself(found: Analysis) -> None:
    graph = found.network()
    axes = graph.plot()
    pairs = sum(len(row.parties) * len(row.counterparts) for row in found.records("commitments"))
    assert sum(facts["weight"] for *_, facts in graph.edges(data=True)) == pairs
    assert {text.get_text() for text in axes.texts} >= {"Norland", "Vestria"}
    axes.figure.canvas.draw()
    names = [text.get_window_extent() for text in axes.texts]
    assert not any(a.overlaps(b) for n, a in enumerate(names) for b in names[n + 1 :])


def test_a_ledger_and_accounts_join_back(found: Analysis) -> None:
    ledger = found.ledger(as_of="2032-01-01")
    assert ledger.as_of == dt.date(2032, 1, 1)
    assert set(ledger.reports_frame()["commitment_id"]) == set(found.commitments["commitment_id"])
    entries = ledger.frame().explode("commitment_ids")
    assert set(entries["commitment_ids"]) == set(found.commitments["commitment_id"])
    assert set(ledger.frame().explode("doc_ids")["doc_ids"]) == set(found)
    assert found.compare("norland-vestria", "b").frame().shape[1] == 2


def test_texts_go_to_textacy_with_their_facts(found: Analysis) -> None:
    pytest.importorskip("textacy")
    corpus = found.to_textacy()
    assert corpus.n_docs == 3
    assert corpus[1]._.meta["source"] == "Sound Post"
    assert corpus[1]._.meta["desk"] == "sea"
    table = found.stats()
    assert table["articles"].to_dict() == {"Harbour Wire": 2, "Sound Post": 1}
    assert table["n_words"].min() > 100
    assert found.stats(by=None).index.tolist() == ["norland-vestria", "b", "c"]


def test_rows_of_one_article_are_a_frame_as_those_of_all_are(found: Analysis, analysed: ArticleAnalysis) -> None:
    for table in ("actors", "attributions", "commitments", "commentary"):
        mine, everything = getattr(found["b"], table), getattr(found, table)
        assert list(mine.columns) == list(everything.columns)
        assert len(mine) == len(mine.frame()) == (everything["doc_id"] == "b").sum()
        assert mine == getattr(analysed.renamed("b"), table)  # and a tuple of records
        assert pickle.loads(pickle.dumps(mine)) == mine
    rows: Any = found["b"].commitments
    assert set(rows["source"]) == {"Sound Post"}
    assert rows.query("status == 'refused'")["action"].tolist() == ["widen the fishing zone"]
    assert rows[0].action == rows["action"][0] == next(iter(rows)).action
    assert "widen the fishing zone" in rows._repr_html_()
    assert "rows x" in repr(rows)
    with pytest.raises(AttributeError):
        _ = rows.nothing_like_it
