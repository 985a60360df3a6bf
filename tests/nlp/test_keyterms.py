"""Key terms: what the article turns on, not its names and furniture."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from toolkit.article import Zone, ZoneKind
from toolkit.nlp.keyterms import key_terms

TEXT = (
    "Share this page\n"
    "The two islands argued for years about the fishing rights in the narrow strait. The fishing rights are old, and a "
    "patrol boat guards them. Norland sent a second patrol boat in spring. The ferry terminal closed. Without the ferry "
    "terminal nobody crosses the strait, said Norland.\n"
)


def test_terms_of_several_words_and_no_names(parse_text: Callable[..., Doc]) -> None:
    terms = key_terms(parse_text(TEXT, zones=(Zone(0, 15, ZoneKind.FURNITURE),)), most=4)
    assert "fishing rights" in terms
    assert "ferry terminal" in terms
    assert not [term for term in terms if "norland" in term or "page" in term]


def test_no_word_twice(parse_text: Callable[..., Doc]) -> None:
    words = [word for term in key_terms(parse_text(TEXT), most=10) for word in term.split()]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("text", ["", "No.", "A ferry."])
def test_a_text_too_short_has_none(parse_text: Callable[..., Doc], text: str) -> None:
    assert key_terms(parse_text(text)) == ()


def test_the_same_terms_each_time(parse_text: Callable[..., Doc]) -> None:
    assert key_terms(parse_text(TEXT)) == key_terms(parse_text(TEXT))
