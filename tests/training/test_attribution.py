"""Fitting the attribution stage, on a tiny corpus of our own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from spacy.tokens import Doc

from toolkit.evaluation.brat import Attribution, GoldText
from toolkit.nlp.statements.learned.forest import Forest, from_arrays
from toolkit.nlp.statements.learned.model import load_model
from toolkit.training.attribution import write
from toolkit.training.examples import example, wanted_shares
from toolkit.training.loglinear import Groups, Problem, Vocabulary


def test_conditional_logit_learns_which_option_wins() -> None:
    vocabulary, groups = Vocabulary(), Groups()
    for number in range(20):
        rows = [vocabulary.numbers(["good"]), vocabulary.numbers(["bad"])]
        groups.add(number, [], rows, [1.0, 0.0])
    problem = Problem.of(groups, len(vocabulary), nothing=False)
    p, _, _ = problem.judge(problem.fit(0.1))
    assert all(p[0::2] > 0.9)
    assert all(p[1::2] < 0.1)


def test_none_of_the_options_may_win() -> None:
    vocabulary, groups = Vocabulary(), Groups()
    for number in range(40):
        reports = number % 2 == 0
        shared = vocabulary.numbers(["said" if reports else "ate"])
        groups.add(number, shared, [vocabulary.numbers(["clause"])], [float(reports)])
    problem = Problem.of(groups, len(vocabulary), nothing=True)
    p, _, _ = problem.judge(problem.fit(0.1))
    assert min(p[0::2]) > 0.8
    assert max(p[1::2]) < 0.2


def test_features_are_counted_by_document() -> None:
    vocabulary, groups = Vocabulary(), Groups()
    for document in (0, 0, 1):
        groups.add(document, vocabulary.numbers(["a"]), [vocabulary.numbers(["b", "b"])], [1.0])
    assert groups.used() == {vocabulary["a"]: 2, vocabulary["b"]: 2}


def test_forest_sums_the_leaves() -> None:
    # One tree: feature 0 <= 1 gives -2, else 2.
    forest = Forest(
        np.array([[0, -1, -1]]), np.array([[1.0, 0, 0]]), np.array([[1, 0, 0]]), np.array([[2, 0, 0]]),
        np.array([[0.0, -2.0, 2.0]]), base=0.0,
    )  # fmt: skip
    low, high = forest.probabilities([[0.0], [5.0]])
    assert low == pytest.approx(1 / (1 + np.exp(2)))
    assert high == pytest.approx(1 - low)
    again = from_arrays(forest.arrays())
    assert again.probabilities([[0.0], [5.0]]) == [low, high]
    assert forest.probabilities([]) == []


def test_example_gives_gold_to_the_cue_with_the_best_candidate(parse_text: Callable[..., Doc]) -> None:
    text = "The minister said that the bridge would reopen in May."
    at = text.index("that")
    gold = GoldText("a", text, [Attribution(((0, 12),), ((13, 17),), ((at, len(text) - 1),))])
    found = example(parse_text(text), gold, {})
    marked = [item for item in found.items if item.gold == 0]
    assert [found.tree.lower[item.cue.head] for item in marked] == ["said"]
    assert marked[0].best == 1.0
    shares = wanted_shares(marked[0])
    assert sum(shares) == pytest.approx(1.0)
    assert marked[0].shares is not None
    assert max(shares) == shares[marked[0].shares.index(1.0)]


def test_written_weights_are_the_same_bytes_and_are_read_back(tmp_path: Path) -> None:
    forest = Forest(*(np.zeros((1, 1)) - (k == 0) for k in range(5)), base=0.5)
    arrays = {
        "names": np.frombuffer(b"c:w=v:say\0\n", dtype=np.uint8),
        "weights": np.array([1.5, -0.5], dtype=np.float32),
        "group_words": np.frombuffer(b"", dtype=np.uint8),
        "group_numbers": np.array([], dtype=np.int16),
        **forest.arrays(),
    }
    sizes = [write(tmp_path / name, arrays) for name in ("a.npz", "b.npz")]
    assert sizes[0] == sizes[1]
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    model = load_model(str(tmp_path / "a.npz"))
    assert model is not None
    assert model.weights == {"c:w=v:say": 1.5, "\n": -0.5}
    assert model.groups == {}


def test_shipped_weights_hold_features_not_sentences() -> None:
    model = load_model()
    assert model is not None
    assert len(model.weights) > 10_000
    assert max(len(name.split()) for name in model.weights) <= 3
