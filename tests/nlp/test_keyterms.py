"""Key terms: what the article turns on, not its names and furniture."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from toolkit.analysis import analyze
from toolkit.articles import Article, Zone, ZoneKind
from toolkit.display.article.summary import version_of
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


WITHOUT_FLORET = """
import json, sys
import spacy
sys.modules["floret"] = None  # as where it is not installed: importing it fails
from toolkit.nlp.keyterms import key_terms
from toolkit.nlp.pipeline import load_model

print(json.dumps(key_terms(load_model()(sys.argv[1]))))
import textacy
try:
    textacy.identify_lang("A ferry.")
except ImportError as error:
    print(error)
"""


@pytest.mark.slow
def test_the_same_terms_without_floret(parse_text: Callable[..., Doc]) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_FLORET, TEXT], capture_output=True, text=True, check=True)
    terms, refusal = done.stdout.splitlines()
    assert tuple(json.loads(terms)) == key_terms(parse_text(TEXT)) != ()
    assert "floret" in refusal


def test_without_textacy_an_article_has_no_terms_and_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.nlp.keyterms.find_spec", lambda name: None)
    analysed = analyze(Article("ferry", TEXT), cache=False, progress=False)["ferry"]
    assert analysed.keyterms is None
    assert analysed.actors


def test_a_package_that_is_missing_is_told() -> None:
    assert version_of("no-such-package-as-this") == "(not installed)"
