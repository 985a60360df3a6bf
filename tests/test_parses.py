"""Stored parses come back as they were, are written once, and follow their table of sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from parses import as_doc, as_line, store, stored
from spacy.language import Language
from spacy.tokens import Doc, Span
from trees import build


@pytest.fixture
def doc() -> Doc:
    doc = build(
        ("Mr", "Mr", "NNP/PROPN", 1, "compound"),
        ("Rey", "Rey", "NNP/PROPN", 2, "nsubj"),
        ("left", "leave", "VBD/VERB", 2, "ROOT"),
        (",", ",", ",/PUNCT", 2, "punct"),
        ("he", "he", "PRP/PRON", 5, "nsubj"),
        ("said", "say", "VBD/VERB", 2, "parataxis"),
    )
    doc.ents = [Span(doc, 0, 2, label="PERSON")]
    return doc


def facts(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.head.i), t.dep_, t.lemma_, t.ent_iob_, t.ent_type_) for t in doc]


def test_a_parse_comes_back_as_it_was(doc: Doc) -> None:
    again = as_doc(as_line(doc))
    assert facts(again) == facts(doc)


def test_blanks_between_words_are_those_of_the_text() -> None:
    line = (
        "He can't go.\tHe ca n't go .\tPRP MD RB VB .\tPRON AUX PART VERB PUNCT"
        "\t3 3 3 3 3\tnsubj aux neg ROOT punct\t= can not = =\t- - - - -"
    )
    assert as_doc(line).text == "He can't go."
    assert as_line(as_doc(line)) == line


def test_only_what_lacks_a_parse_is_parsed_and_what_is_gone_goes(nlp: Language, tmp_path: Path) -> None:
    table = tmp_path / "some.tsv"
    table.write_text("# remark\n-\tGhana left.\n-\tTogo left.\n", encoding="utf-8")
    assert store(table, nlp) == 2
    first = (tmp_path / "some.parses.tsv").read_bytes()
    assert store(table, nlp) == 0
    assert (tmp_path / "some.parses.tsv").read_bytes() == first
    table.write_text("-\tTogo left.\n-\tPeru left.\n", encoding="utf-8")
    assert store(table, nlp) == 1
    assert list(stored(table)) == ["Togo left.", "Peru left."]
    assert store(table, nlp, again=True) == 2
