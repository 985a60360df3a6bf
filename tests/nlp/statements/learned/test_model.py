"""The learned stage with weights of our own, on Docs built by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from trees import sketch

from toolkit.nlp.layers import Layers, Quote
from toolkit.nlp.statements import find
from toolkit.nlp.statements.cluster import cluster_of
from toolkit.nlp.statements.contents import Edge, Stretch
from toolkit.nlp.statements.cues import find_cues
from toolkit.nlp.statements.learned import forest, neighbours
from toolkit.nlp.statements.learned.model import FLOOR, HOPELESS, Model, Scored, candidates, worth_scoring
from toolkit.nlp.statements.sources import Source, find_source
from toolkit.nlp.statements.tree import Tree, build

DEPS = {"Berg": "nsubj:said", "said": "ROOT:said", "talks": "nsubj:failed", "failed": "ccomp:said"}


def said() -> Layers:
    return Layers(sketch("Berg said/VBD talks failed/VBD", deps=DEPS, lemmas={"said": "say"}))


def scored(model: Model, floor: float = FLOOR) -> Scored | None:
    tree = build(said().doc, [])
    cue = find_cues(tree)[0]
    source = find_source(tree, cue)
    return model.score(tree, cue, source, cluster_of(tree, cue, source), floor)


def test_without_weights_every_content_is_as_likely_as_none() -> None:
    tree = build(said().doc, [])
    cue = find_cues(tree)[0]
    options = candidates(tree, cluster_of(tree, cue, find_source(tree, cue)))
    found = scored(Model({}, {}))
    assert found is not None
    assert found.cue_probability == pytest.approx(len(options) / (len(options) + 1))
    assert found.content_probability == pytest.approx(1 / (len(options) + 1))


def test_a_weight_of_the_cue_moves_its_probability_by_the_logistic_function() -> None:
    plain, moved = scored(Model({}, {})), scored(Model({"c:w=v:say": -2.0}, {}))
    assert plain is not None
    assert moved is not None
    odds = [p / (1 - p) for p in (plain.cue_probability, moved.cue_probability)]
    assert math.log(odds[1] / odds[0]) == pytest.approx(-2.0)


def test_what_is_hopeless_or_under_the_floor_is_given_up() -> None:
    assert scored(Model({"c:w=v:say": HOPELESS - 0.1}, {})) is None
    assert scored(Model({"c:w=v:say": HOPELESS - 0.1}, {}), floor=0) is not None, "training looks at all"
    low = scored(Model({}, {}), floor=0)
    assert low is not None
    assert scored(Model({}, {}), floor=low.cue_probability + 0.01) is None


def test_the_content_with_the_highest_weight_wins() -> None:
    found = scored(Model({"f=Rccomp": 5.0, "e=Rown": 2.0}, {}))
    assert found is not None
    assert found.pieces == ((2, 4),)


def test_of_close_contenders_the_one_that_shares_most_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.nlp.statements.learned import model

    def right(start: int, end: int) -> tuple[None, Stretch]:
        return None, Stretch(Edge(start, "x", start), Edge(end, "y", end))

    options = [right(0, 4), right(20, 30), right(20, 29)]
    assert model._least_risk(options, [0.36, 0.34, 0.30]) == 1
    assert model._least_risk(options, [0.51, 0.25, 0.24]) == 0
    monkeypatch.setattr(model, "CONTENDERS", 1)
    assert model._least_risk(options, [0.36, 0.34, 0.30]) == 0


@pytest.mark.parametrize(
    ("text", "quotes", "deps", "expected"),
    [
        ("Berg said/VBD", [], {}, True),
        ("Berg hummed/VBD", [], {}, False),
        ("Berg hummed/VBD talks", [], {"hummed": "ROOT:hummed", "talks": "ccomp:hummed"}, True),
        ("Berg hummed/VBD “ we won it now ”", [(2, 8)], {}, True),
        ("Berg hummed/VBD “ we won ”", [(2, 6)], {}, False),
    ],
)
def test_what_is_worth_scoring(text: str, quotes: list, deps: dict[str, str], expected: bool) -> None:
    tree = build(sketch(text, deps=deps, lemmas={"said": "say"}), [Quote(s, e, "“") for s, e in quotes])
    cue = next(c for c in find_cues(tree) if c.kind == "verb")
    assert worth_scoring(tree, cue) is expected


def test_a_tree_is_walked_to_its_leaf() -> None:
    """One split at 0.5 on the second feature, leaves -1 and +1."""
    trees = forest.Forest(
        feature=np.array([[1, -1, -1]]),
        threshold=np.array([[0.5, 0.0, 0.0]]),
        left=np.array([[1, 0, 0]]),
        right=np.array([[2, 0, 0]]),
        value=np.array([[0.0, -1.0, 1.0]]),
        base=0.25,
    )
    found = trees.probabilities([[9.0, 0.5], [9.0, 0.6]])
    assert found == pytest.approx([1 / (1 + math.exp(0.75)), 1 / (1 + math.exp(-1.25))])
    assert trees.probabilities([]) == []
    assert forest.from_arrays(trees.arrays()).probabilities([[9.0, 0.6]]) == found[1:]


def judged(tree: Tree, head: int, content: tuple[int, int], sure: float) -> neighbours.Judged:
    cue = next(c for c in find_cues(tree) if c.head == head)
    stretch = Stretch(Edge(content[0], "next", content[0]), Edge(content[1], "limit", content[1]))
    return neighbours.Judged(cue, Source(), Scored((None, stretch), sure, sure))


def test_the_second_look_sees_the_cues_beside() -> None:
    deps = {"said": "ROOT:said", "hopes": "ccomp:said", "fears": "ccomp:hopes"}
    tree = build(sketch("Berg said/VBD Roe hopes/VBZ or/CC fears/VBZ so", deps=deps), [])
    items = [judged(tree, 1, (2, 7), 0.9), judged(tree, 3, (4, 7), 0.6), judged(tree, 5, (6, 7), 0.2)]
    outer, middle, inner = (row[-11:-2] for row in neighbours.table(tree, items))
    assert outer == [0.0, 0.6, 0.0, pytest.approx(0.8), 0, 0.0, 0.6, 1, 0.6]
    assert middle[:2] == [0.9, 0.2]
    assert middle[-3:] == [0.9, 1, 0.9]
    assert inner[0] == 0.9
    assert inner[4] == 2
    assert [row[-2:] for row in neighbours.table(tree, items)] == [[pytest.approx(1.7 / 3), pytest.approx(1.7)]] * 3
    crossing = [judged(tree, 1, (2, 3), 0.9), judged(tree, 5, (2, 3), 0.2)]
    assert neighbours.table(tree, crossing)[1][-9] == 0.9


@pytest.mark.parametrize("window", [2, 1])
def test_cues_far_away_are_not_looked_at(window: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "WINDOW", window)
    tree = build(sketch("Berg said/VBD Roe hopes/VBZ so"), [])
    rows = neighbours.table(tree, [judged(tree, 1, (2, 3), 0.9), judged(tree, 3, (4, 5), 0.6)])
    assert rows[0][-5] == (0.6 if window == 2 else 0.0)


@pytest.fixture
def decide(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[float]]:
    """What is kept, by confidence, where the model is as sure as said."""

    def kept(sure: float, mode: str, learned: bool = True) -> list[float]:
        class Fixed(Model):
            def score(self, *_: object, **__: object) -> Scored:
                return Scored((None, Stretch(Edge(2, "ccomp", 3), Edge(4, "own", 3))), sure, sure)

        monkeypatch.setattr(find, "load_model", lambda: Fixed({}, {}))
        layers = said()
        find.find_attributions(layers, mode=mode, learned=learned)
        return [a.confidence for a in layers.attributions]

    return kept


@pytest.mark.parametrize(("mode", "least"), [("complete", find.COMPLETE), ("precise", find.PRECISE)])
def test_the_modes_keep_what_is_sure_enough(decide: Callable[..., list[float]], mode: str, least: float) -> None:
    assert decide(least, mode) == [least]
    assert decide(least - 0.001, mode) == []


def test_the_thresholds_are_those_that_the_figures_were_measured_with() -> None:
    assert (find.COMPLETE, find.PRECISE, find.PRECISE_RULES, find.LEAST) == (0.38, 0.7, 0.6, 0.2)
    assert (neighbours.WINDOW, neighbours.LIKELY, FLOOR, HOPELESS) == (120, 0.5, 0.02, -5.5), (
        "the weights were fitted so"
    )


def test_rules_alone_keep_all_or_what_the_lexicon_is_sure_of(
    decide: Callable[..., list[float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (rate,) = decide(0.0, "complete", learned=False)
    assert decide(0.0, "precise", learned=False) == [rate]
    monkeypatch.setitem(find._THRESHOLDS, (True, False), rate + 0.01)
    assert decide(0.0, "precise", learned=False) == []
