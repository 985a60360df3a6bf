"""Where a stance is sure enough to be given."""

from __future__ import annotations

from dataclasses import replace

from tests.trees import sketch
from toolkit.nlp.commentary.clarity import chances, features, is_clear, shipped
from toolkit.nlp.commentary.stance import Assessment
from toolkit.records import Stance

SURE = Assessment(Stance.NEGATIVE, (0, 1), None, (), "evaluative_word", (-1.0, -1.0, -1.0))
TORN = replace(SURE, weights=(-0.3, 0.3))
WORDS = list(sketch("It was/VBD a serious/JJ failure"))


def test_features_sum_the_weights_and_name_telling_words() -> None:
    found = features(replace(SURE, weights=(-1.0, 0.5, -0.5)), list(sketch("It is not/RB better/JJR than/IN 2")))
    assert (found["good"], found["bad"], found["net"], found["best"], found["worst"]) == (0.5, 1.5, -1.0, 0.5, 1.0)
    assert found["verdict negative"] == found["word not"] == found["compares"] == found["number"] == 1
    assert found["past"] == 0
    assert "word but" not in found


def test_chances_are_those_of_logistic_regression() -> None:
    model = {"classes": ["no", "yes"], "intercept": [0.0, 0.0], "weights": {"x": [0.0, 2.0]}}
    found = chances({"x": 1.0, "unknown": 9.0}, model)
    assert round(found["yes"], 4) == 0.8808
    assert round(sum(found.values()), 9) == 1


def test_a_verdict_is_clear_where_the_words_weigh() -> None:
    assert is_clear(SURE, WORDS)
    assert not is_clear(TORN, WORDS)


def test_an_explicit_concession_is_mixed_and_clear_but_two_polarities_are_not() -> None:
    mixed = replace(TORN, stance=Stance.MIXED)
    assert is_clear(replace(mixed, rule="concession"), WORDS)
    assert not is_clear(replace(mixed, rule="both_polarities"), WORDS)


def test_shipped_weights_have_a_number_a_class() -> None:
    model = shipped()
    assert all(1 / 3 < model["thresholds"][name] < 1 for name in model["classes"])
    assert {len(row) for row in model["weights"].values()} == {len(model["classes"])} == {len(model["intercept"])}
    assert set(model["classes"]) <= set(Stance)
