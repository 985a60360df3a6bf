"""What an undertaking is about, by the words of the lexicon."""

from __future__ import annotations

import pytest
from trees import build

from toolkit import lexicon
from toolkit.nlp.topics import topics_of

Words = list[tuple[str, str]]


def doc_of(words: Words):  # type: ignore[no-untyped-def]
    """A flat sentence: every word hangs on the first."""
    return build(*((word, lemma, "NN/NOUN", 0, "ROOT" if n == 0 else "dep") for n, (word, lemma) in enumerate(words)))


def plain(text: str) -> Words:
    return [(word, word) for word in text.split()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("withdraw its artillery", ("military",)),
        ("allow inspectors into its uranium plants", ("cbrn",)),
        ("lower the tariff", ("economic",)),
        ("build a natural gas pipeline", ("resource",)),
        ("cut greenhouse gas output", ("environment",)),
        ("readmit every asylum seeker", ("refugee",)),
        ("reopen the embassy", ("diplomatic",)),
        ("put the killers on trial", ("legal",)),
        ("eat the cake", ()),
    ],
)
def test_a_word_of_the_action_tells(words: str, expected: tuple[str, ...]) -> None:
    doc = doc_of(plain(words))
    assert topics_of(doc, [(0, len(doc))]) == expected


def test_inflected_words_tell_by_their_lemma_and_hyphened_ones_in_pieces() -> None:
    assert topics_of(doc_of([("missiles", "missile")]), [(0, 1)]) == ("military",)
    assert topics_of(doc_of(plain("a cease - fire")), [(0, 4)]) == ("military",)


def test_the_action_counts_more_than_its_sentence() -> None:
    doc = doc_of(plain("troop and tank stay where they are but tariff cuts begin"))
    assert topics_of(doc, [(8, 10)])[0] == "economic"
    assert topics_of(doc, [(10, 11)])[0] == "military"


def test_general_words_of_diplomacy_give_way_and_actors_count_little() -> None:
    assert topics_of(doc_of(plain("hold talks on tariff cuts")), [(0, 5)])[0] == "economic"
    assert topics_of(doc_of(plain("the army spends a tariff")), [(0, 5)])[0] == "economic"


def test_words_of_names_tell_nothing() -> None:
    from spacy.tokens import Span

    doc = doc_of(plain("the Nuclear Bank agrees"))
    doc.ents = [Span(doc, 1, 3, label="ORG")]
    assert topics_of(doc, [(0, 4)]) == ()


def test_nothing_is_told_of_nothing() -> None:
    assert topics_of(doc_of(plain("trade")), []) == ()


def test_every_context_has_a_title_and_words_of_its_own() -> None:
    entries = lexicon.document("topics")
    assert len({entry["title"] for entry in entries.values()}) == len(entries)
    for name, entry in entries.items():
        words = [*entry["words"], *entry.get("faint", ())]
        assert len(set(words)) == len(words), name
        assert all(word == word.lower() for word in words), name


def test_a_second_topic_is_named_only_if_it_scores_nearly_as_high() -> None:
    """One word inside counts 3; the words around count 0.4 each, of which five are not 0.6 of it."""
    assert topics_of(doc_of(plain("artillery tariff")), [(0, 2)]) == ("military", "economic")
    assert topics_of(doc_of(plain("tariff tariff artillery artillery artillery artillery")), [(0, 6)]) == ("military",)
    assert topics_of(doc_of(plain("artillery tariff tariff tariff tariff")), [(0, 1)]) == ("military",)
