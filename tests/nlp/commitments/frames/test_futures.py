"""The words that make a verb a future, on hand-built trees; what is made of futures is in ``rules.tsv``."""

from __future__ import annotations

import pytest
from trees import build

from toolkit.nlp.commitments.frames.futures import future_frames, future_of


@pytest.mark.parametrize(
    ("word", "tag", "is_future"),
    [
        ("will", "MD/AUX", True),
        ("would", "MD/AUX", True),
        ("shall", "MD/AUX", True),
        ("wo", "MD/AUX", True),
        ("sha", "MD/AUX", True),
        ("'ll", "MD/AUX", True),
        ("'ll", "VB/AUX", True),
        ("’ll", "VBP/AUX", True),
        ("'d", "MD/AUX", True),
        ("'d", "VBD/AUX", False),
        ("’d", "MD/AUX", True),
        ("will", "NN/NOUN", False),
        ("may", "MD/AUX", False),
        ("can", "MD/AUX", False),
        ("should", "MD/AUX", False),
        ("did", "VBD/AUX", False),
    ],
)
def test_what_makes_a_future(word: str, tag: str, is_future: bool) -> None:
    doc = build(
        ("They", "they", "PRP/PRON", 2, "nsubj"), (word, word, tag, 2, "aux"), ("pay", "pay", "VB/VERB", 2, "ROOT")
    )
    assert future_of(doc[2]) == (doc[1] if is_future else None)
    assert bool(list(future_frames(doc[2]))) is is_future


def test_the_first_modal_counts_and_that_of_a_coordinated_verb_holds_for_the_next() -> None:
    doc = build(
        ("They", "they", "PRP/PRON", 3, "nsubj"),
        ("will", "will", "MD/AUX", 3, "aux"),
        ("soon", "soon", "RB/ADV", 3, "advmod"),
        ("stop", "stop", "VB/VERB", 3, "ROOT"),
        ("and", "and", "CC/CCONJ", 3, "cc"),
        ("pay", "pay", "VB/VERB", 3, "conj"),
    )
    assert future_of(doc[3]) == future_of(doc[5]) == doc[1]


def test_no_future_without_an_auxiliary() -> None:
    doc = build(("They", "they", "PRP/PRON", 1, "nsubj"), ("pay", "pay", "VBP/VERB", 1, "ROOT"))
    assert future_of(doc[1]) is None
