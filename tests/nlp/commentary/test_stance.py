"""What evaluative words weigh where they stand, and from which weight on they carry a stance; on trees built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import Row, build

from toolkit.nlp.commentary.evaluative_words import weighed
from toolkit.nlp.commentary.stance import assess
from toolkit.records import Stance

PLAN: tuple[Row, ...] = (
    ("the", "the", "DT/DET", 1, "det"),
    ("plan", "plan", "NN/NOUN", 2, "nsubj"),
    ("is", "be", "VBZ/AUX", 2, "ROOT"),
    ("wise", "wise", "JJ/ADJ", 2, "acomp"),
)


def deep(*deps: str) -> Doc:
    """ "Works, works, ... dangerous": each clause hangs on the one before with a label, and the last one holds the word."""
    rows: list[Row] = [("works", "work", "VBZ/VERB", 0, "ROOT")]
    rows += [("works", "work", "VBZ/VERB", i, dep) for i, dep in enumerate(deps)]
    return build(*rows, ("dangerous", "dangerous", "JJ/ADJ", len(deps), "acomp"))


def beside(*deps: str) -> Doc:
    """ "The plan is wise", and clauses below it that say "dangerous"."""
    rows: list[Row] = [("works", "work", "VBZ/VERB", 2 if i == 0 else 3 + i, dep) for i, dep in enumerate(deps)]
    return build(*PLAN, *rows, ("dangerous", "dangerous", "JJ/ADJ", 3 + len(deps), "acomp"))


def weight(doc: Doc, word: str) -> float:
    found = weighed(next(t for t in doc if t.text == word), set(range(len(doc))), set())
    assert found is not None
    return found.weight


@pytest.mark.parametrize(
    ("deps", "expected"),
    [
        ((), -1.0),
        (("prep",), -1 / 1.3),
        (("xcomp",), -1 / 1.4),
        (("csubj",), -1 / 1.5),
        (("ccomp",), -1 / 2),
        (("pcomp",), -1 / 2),
        (("advcl",), -1 / 2),
        (("relcl",), -1 / 2),
        (("acl",), -1 / 2),
        (("ccomp", "ccomp"), -1 / 3),
        (("ccomp",) * 3, -1 / 4),
        (("conj",), -1.0),
    ],
)
def test_a_word_weighs_less_the_deeper_it_stands(deps: tuple[str, ...], expected: float) -> None:
    assert weight(deep(*deps), "dangerous") == pytest.approx(expected)


def test_a_word_that_only_qualifies_weighs_less_and_so_does_one_in_a_question() -> None:
    assert weight(build(*PLAN), "wise") == 1.0
    assert weight(build(*PLAN, ("?", "?", "./PUNCT", 2, "punct")), "wise") == pytest.approx(0.4)
    qualifying = build(
        ("the", "the", "DT/DET", 2, "det"), ("wise", "wise", "JJ/ADJ", 2, "amod"),
        ("plan", "plan", "NN/NOUN", 3, "nsubj"), ("worked", "work", "VBD/VERB", 3, "ROOT"),
    )  # fmt: skip
    assert weight(qualifying, "wise") == pytest.approx(0.7)


@pytest.mark.parametrize(("clauses", "stance"), [(2, Stance.NEGATIVE), (3, Stance.NEUTRAL)])
def test_what_is_too_deep_carries_no_stance(clauses: int, stance: Stance) -> None:
    doc = deep(*["ccomp"] * clauses)
    assert assess(doc, ((0, len(doc)),)).stance is stance


@pytest.mark.parametrize(("deps", "stance"), [
    (("ccomp",), Stance.POSITIVE), (("xcomp",), Stance.MIXED), (("csubj",), Stance.MIXED),
])  # fmt: skip
def test_one_side_outweighs_the_other_from_twice_its_weight_on(deps: tuple[str, ...], stance: Stance) -> None:
    doc = beside(*deps)
    assert assess(doc, ((0, len(doc)),)).stance is stance


@pytest.mark.parametrize(
    ("before", "after", "denied"),
    [(0, 0, False), (1, 0, False), (2, 0, False), (3, 0, True), (0, 1, False), (0, 2, True)],
)
def test_not_only_denies_nothing_near_the_word(before: int, after: int, denied: bool) -> None:
    """ "Not only (...) wise", "wise not only": four words back, or two ahead, they are too far off to be about it."""
    words = ["not", "only", *["x"] * before, "wise"] if not after else ["wise", *["x"] * (after - 1), "not", "only"]
    at = words.index("wise")
    rows: list[Row] = [
        (w, w, "JJ/ADJ", at, "ROOT") if w == "wise" else (w, w, "RB/ADV", at, "neg" if w == "not" else "dep")
        for w in words
    ]
    assert weight(build(*rows), "wise") == (-1.0 if denied else 1.0)


@pytest.mark.parametrize(("between", "words"), [(0, "not wise"), (2, "not x x wise"), (3, "wise")])
def test_a_denial_belongs_to_the_words_of_a_stance_where_it_stands_near(between: int, words: str) -> None:
    filler: list[Row] = [("x", "x", "RB/ADV", 2, "dep")] * between
    doc = build(*PLAN[:3], ("not", "not", "RB/PART", 2, "neg"), *filler, ("wise", "wise", "JJ/ADJ", 2, "acomp"))
    found = assess(doc, ((0, len(doc)),))
    assert found.stance is Stance.NEGATIVE
    assert found.words is not None
    assert doc[slice(*found.words)].text == words
