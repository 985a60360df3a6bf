"""Lemmas, on Docs built by hand."""

from __future__ import annotations

import pytest
from trees import sketch

from toolkit.nlp.document.lemmas import any_lemma, any_word, lemma_of


@pytest.mark.parametrize(
    ("word", "lemma", "expected"), [("hopes", "hop", "hope"), ("Hoped", "hop", "hope"), ("Goes", "Go", "go")]
)
def test_lemmas_are_right_where_the_model_is_not(word: str, lemma: str, expected: str) -> None:
    (token,) = sketch(f"{word}/VBZ", lemmas={word: lemma})
    assert lemma_of(token) == expected


def test_one_of_several_tokens_is_found_by_its_lemma_or_as_it_is_written() -> None:
    doc = sketch("Zenda Hopes/VBZ to gain/VB", lemmas={"Hopes": "hop"})
    assert any_lemma(doc, {"hope"})
    assert not any_lemma(doc, {"hopes", "hop"})
    assert any_word(doc, {"hopes"})
    assert not any_word(doc, {"hope", "Hopes"})
    assert not any_word((), {"hopes"})
