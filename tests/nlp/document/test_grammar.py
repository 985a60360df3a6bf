"""Questions to a tree, on hand-built Docs."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import VOCAB, build

from toolkit.nlp.document import grammar


@pytest.fixture
def refusal() -> Doc:
    # Norway , which left , refused to sign and did not call for talks .
    return build(
        ("Norway", "Norway", "NNP/PROPN", 5, "nsubj"),
        (",", ",", ",/PUNCT", 0, "punct"),
        ("which", "which", "WDT/PRON", 3, "nsubj"),
        ("left", "leave", "VBD/VERB", 0, "relcl"),
        (",", ",", ",/PUNCT", 0, "punct"),
        ("refused", "refuse", "VBD/VERB", 5, "ROOT"),
        ("to", "to", "TO/PART", 7, "aux"),
        ("sign", "sign", "VB/VERB", 5, "xcomp"),
        ("and", "and", "CC/CCONJ", 5, "cc"),
        ("did", "do", "VBD/AUX", 11, "aux"),
        ("not", "not", "RB/PART", 11, "neg"),
        ("call", "call", "VB/VERB", 5, "conj"),
        ("for", "for", "IN/ADP", 11, "prep"),
        ("talks", "talk", "NNS/NOUN", 12, "pobj"),
        (".", ".", "./PUNCT", 5, "punct"),
    )


@pytest.fixture
def praised() -> Doc:
    # The talks will be praised by Ms Berg , the minister who opened them .
    return build(
        ("The", "the", "DT/DET", 1, "det"),
        ("talks", "talk", "NNS/NOUN", 4, "nsubjpass"),
        ("will", "will", "MD/AUX", 4, "aux"),
        ("be", "be", "VB/AUX", 4, "auxpass"),
        ("praised", "praise", "VBN/VERB", 4, "ROOT"),
        ("by", "by", "IN/ADP", 4, "agent"),
        ("Ms", "Ms", "NNP/PROPN", 7, "compound"),
        ("Berg", "Berg", "NNP/PROPN", 5, "pobj"),
        (",", ",", ",/PUNCT", 7, "punct"),
        ("the", "the", "DT/DET", 10, "det"),
        ("minister", "minister", "NN/NOUN", 7, "appos"),
        ("who", "who", "WP/PRON", 12, "nsubj"),
        ("opened", "open", "VBD/VERB", 10, "relcl"),
        ("them", "they", "PRP/PRON", 12, "dobj"),
        (".", ".", "./PUNCT", 4, "punct"),
    )


@pytest.mark.parametrize(("verb", "expected"), [(3, 0), (5, 0), (7, 0), (11, 0)])
def test_subject_through_relative_complement_and_conjunction(refusal: Doc, verb: int, expected: int) -> None:
    found, passive = grammar.subject(refusal[verb])
    assert found is not None
    assert found.i == expected
    assert not passive


def test_subject_of_passive_and_its_agent(praised: Doc) -> None:
    found, passive = grammar.subject(praised[4])
    assert found is not None
    assert (found.i, passive) == (1, True)
    by = grammar.agent(praised[4])
    assert by is not None
    assert by.text == "Berg"
    assert grammar.agent(praised[12]) is None


def test_noun_phrase_with_and_without_relative_clause(praised: Doc) -> None:
    berg = praised[7]
    assert grammar.noun_phrase(berg) == (6, 11)
    assert grammar.noun_phrase(berg, relatives=True) == (6, 14)
    assert grammar.core_phrase(berg) == (6, 8)


def test_negation_is_its_own_or_of_the_verb_above(refusal: Doc) -> None:
    assert grammar.negated(refusal[7])
    assert grammar.negated(refusal[11])
    assert not grammar.negated(refusal[5])
    assert not grammar.negated(refusal[3])


def test_modality(praised: Doc, refusal: Doc) -> None:
    assert grammar.modality(praised[4]) == "future"
    assert grammar.modality(refusal[5]) is None


def test_clause_and_subtree(refusal: Doc) -> None:
    assert grammar.subtree_range(refusal[5], {"conj", "cc", "punct"}) == (0, 8)
    assert [t.i for t in grammar.governing_clauses(refusal[13])] == [11, 5]


def test_antecedent_only_of_relative_pronouns(refusal: Doc, praised: Doc) -> None:
    found = grammar.antecedent(refusal[2])
    assert found is not None
    assert found.text == "Norway"
    assert grammar.antecedent(praised[13]) is None


def test_unparsed_tokens_do_not_raise() -> None:
    doc = Doc(VOCAB, words=["He", "said", "so", "."])
    for token in doc:
        assert grammar.subject(token) == (None, False)
        assert not grammar.negated(token)
        assert grammar.modality(token) is None
        assert grammar.noun_phrase(token) == (token.i, token.i + 1)
        assert not grammar.is_question(token)


def test_who_is_quoted_as_saying_is_the_subject() -> None:
    doc = build(
        ("Radio", "radio", "NNP/PROPN", 1, "nsubj"),
        ("quoted", "quote", "VBD/VERB", 1, "ROOT"),
        ("him", "he", "PRP/PRON", 1, "dobj"),
        ("as", "as", "IN/ADP", 1, "prep"),
        ("saying", "say", "VBG/VERB", 3, "pcomp"),
        ("so", "so", "RB/ADV", 4, "advmod"),
    )
    found, _ = grammar.subject(doc[4])
    assert found is not None
    assert found.text == "him"
    without = build(
        ("He", "he", "PRP/PRON", 1, "nsubj"),
        ("began", "begin", "VBD/VERB", 1, "ROOT"),
        ("by", "by", "IN/ADP", 1, "prep"),
        ("thanking", "thank", "VBG/VERB", 2, "pcomp"),
        ("them", "they", "PRP/PRON", 3, "dobj"),
    )
    found, _ = grammar.subject(without[3])
    assert found is not None
    assert found.text == "He"
