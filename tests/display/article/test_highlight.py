"""The article highlighted: every row marked, layers chosen and switched, nothing hostile let through."""

from __future__ import annotations

import html
import re

import pytest
import sample

from toolkit.display import LAYERS, highlight
from toolkit.errors import UsageError
from toolkit.findings import ArticleAnalysis


def shown_text(body: str) -> str:
    words = body[body.index('<div class="words">') :]
    without_references = re.sub(r'<(a|span) class="ref[^>]*>[^<]*</\1>', "", words)
    return html.unescape(re.sub(r"<[^>]*>", "", without_references))


def test_every_word_of_the_article_is_there(analysed: ArticleAnalysis) -> None:
    assert shown_text(highlight(analysed).body).split() == sample.TEXT.split()


def test_every_row_is_marked_and_can_be_reached(analysed: ArticleAnalysis) -> None:
    body = highlight(analysed, linked=True).body
    rows = [r.commitment_id for r in analysed.commitments] + [r.attribution_id for r in analysed.attributions]
    for row in [*rows, "e-1"]:
        assert body.count(f'id="at-{row}"') == 1
        assert body.count(f'href="#row-{row}"') == 1


def test_marked_words_are_the_evidence(analysed: ArticleAnalysis) -> None:
    body = highlight(analysed, ["commitments"]).body
    match = re.search(r'id="at-c-1"[^>]*>(.*?)</span>', body)
    assert match
    assert match[1] == "reopen the ferry line across the Sound"


def test_direct_speech_is_told_from_paraphrase_and_undertakings_from_threats(analysed: ArticleAnalysis) -> None:
    body = highlight(analysed).body
    assert 'class="st st-direct" id="at-s-1"' in body
    assert 'class="st st-indirect" id="at-s-2"' in body
    assert 'class="cm cm-threat" id="at-c-6"' in body


def test_only_the_layers_asked_for(analysed: ArticleAnalysis) -> None:
    body = highlight(analysed, layers=["commitments"]).body.partition('<div class="words">')[2]
    assert 'class="cm ' in body
    assert 'class="st ' not in body
    assert 'class="ac ' not in body
    assert "checkbox" not in body
    assert highlight(analysed).body.count('type="checkbox"') == len(LAYERS)
    assert highlight(analysed).body.count(" checked") == len(LAYERS)
    first = highlight(analysed, on=["commitments"]).body
    assert re.findall(r'class="layer-(\w+)" checked', first) == ["commitments"]


def test_labels_are_plain_where_there_are_no_rows_to_lead_to(analysed: ArticleAnalysis) -> None:
    assert "<a " not in highlight(analysed).body


def test_prefix_keeps_ids_apart(analysed: ArticleAnalysis) -> None:
    one, two = (set(re.findall(r' id="([^"]*)"', highlight(analysed, prefix=p).body)) for p in ("", "b-"))
    assert one
    assert not one & two


def test_the_key_is_five_samples_and_terms_stand_beside_it(analysed: ArticleAnalysis) -> None:
    body = highlight(analysed, linked=True).body
    assert len(re.findall(r"<span class", body[body.index("Key:") : body.index("</p>")])) == 5
    assert "Terms: ferry line, fishing zone" in body


def test_unknown_layer_names_the_near_match(analysed: ArticleAnalysis) -> None:
    with pytest.raises(UsageError, match="did you mean 'commitments'"):
        highlight(analysed, ["comitments"])


def test_one_layer_may_be_a_plain_string(analysed: ArticleAnalysis) -> None:
    assert 'class="st ' in highlight(analysed, "statements").body


def test_an_article_without_rows_or_words() -> None:
    empty = sample.analysed(text="", zones=(), actors=(), attributions=(), commitments=(), commentary=())
    assert '<div class="words">' in highlight(empty).body
