"""When a place stands for its state, on Docs built by hand."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from toolkit.nlp.actors.states import acts

VOCAB = English().vocab


def doc(words: str, heads: list[int], deps: str, lemmas: str | None = None) -> Doc:
    """A Doc with a tree; lemmas are the words where not given."""
    parts = words.split()
    return Doc(VOCAB, words=parts, heads=heads, deps=deps.split(), lemmas=(lemmas or words).split())


@pytest.mark.parametrize(
    ("words", "heads", "deps", "lemmas", "place", "expected"),
    [
        ("Oslo rejected it", [1, 1, 1], "nsubj ROOT dobj", "Oslo reject it", 0, True),
        ("Oslo is cold", [1, 1, 1], "nsubj ROOT attr", "Oslo be cold", 0, False),
        ("Oslo is ready", [1, 1, 1], "nsubj ROOT acomp", "Oslo be ready", 0, True),
        ("arrived in Oslo", [0, 0, 1], "ROOT prep pobj", "arrive in Oslo", 2, False),
        ("talks with Oslo", [0, 0, 1], "ROOT prep pobj", "talk with Oslo", 2, True),
        ("message to Oslo", [0, 0, 1], "ROOT prep pobj", "message to Oslo", 2, True),
        ("travelled to Oslo", [0, 0, 1], "ROOT prep pobj", "travel to Oslo", 2, False),
        ("Oslo 's refusal", [2, 0, 2], "poss case ROOT", "Oslo 's refusal", 0, True),
        ("Oslo 's streets", [2, 0, 2], "poss case ROOT", "Oslo 's street", 0, False),
        ("accused Oslo", [0, 0], "ROOT dobj", "accuse Oslo", 1, True),
        ("visited Oslo", [0, 0], "ROOT dobj", "visit Oslo", 1, False),
        ("Oslo government", [1, 1], "compound ROOT", "Oslo government", 0, True),
        ("Oslo airport", [1, 1], "compound ROOT", "Oslo airport", 0, False),
    ],
)
def test_acts(words: str, heads: list[int], deps: str, lemmas: str, place: int, expected: bool) -> None:
    assert acts(doc(words, heads, deps, lemmas)[place]) is expected
