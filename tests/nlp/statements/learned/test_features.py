"""What the learned stage sees of "Berg said talks failed": names of features, which the shipped weights go by."""

from __future__ import annotations

import pytest
from trees import sketch

from toolkit.nlp.statements.cluster import cluster_of
from toolkit.nlp.statements.cues import find_cues
from toolkit.nlp.statements.learned import content_features, cue_features, source_features
from toolkit.nlp.statements.learned.model import candidates, load_model
from toolkit.nlp.statements.sources import find_source, source_options
from toolkit.nlp.statements.tree import build

DEPS = {"Berg": "nsubj:said", "said": "ROOT:said", "talks": "nsubj:failed", "failed": "ccomp:said"}
TREE = build(sketch("Berg said/VBD talks failed/VBD", deps=DEPS, lemmas={"said": "say"}), [])
CUE = find_cues(TREE)[0]
SOURCE = find_source(TREE, CUE)
CLUSTER = cluster_of(TREE, CUE, SOURCE)
CLAUSE = next(right for left, right in candidates(TREE, CLUSTER) if right is not None and left is None)
CONTENT = (CLAUSE.range,)


def of_cue() -> set[str]:
    return {f"c:{name}" for name in cue_features.cue_features(TREE, CUE, SOURCE, CLUSTER)}


def of_content() -> set[str]:
    first = content_features.first_features(TREE, CUE, CLUSTER, "R", CLAUSE.first)
    rest = content_features.stretch_features(TREE, CUE, CLUSTER, "R", CLAUSE)
    return {*first, *rest, *content_features.joint_features(TREE, CUE, CLUSTER, None, CLAUSE)}


def of_source(kind: str) -> set[str]:
    option = next(o for o in source_options(TREE, CUE, SOURCE, CONTENT) if o.kind == kind)
    return {f"s:{name}" for name in source_features.source_features(TREE, CUE, SOURCE, CONTENT, option)}


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (of_cue(), {"c:w=v:say", "c:verb|ROOT", "c:sig=ccomp>+nsubj<|f", "c:src=PROPN|False|True", "c:q=000"}),
        (of_cue(), {"c:place=head|verb", "c:n=talks", "c:at=first|speech", "c:over=none|speech"}),
        (of_content(), {"f=Rccomp", "f=Rccomp|say", "fd=0|R|ccomp", "e=Rown", "n=2|say", "et=VBD|R"}),
        (of_content(), {"took=ccomp|say", "side=right", "gap=0|right|0", "between=0|right|ccomp"}),
        (of_source("grammar"), {"s:path=nsubj<", "s:who=PROPN", "s:near=1|L|grammar", "s:touch=0|L|R"}),
        (of_source("grammar"), {"s:same=1|R|verb|01", "s:between=0|L|R", "s:dep=nsubj|grammar"}),
        (of_source("none"), {"s:none|verb|01", "s:none|v:say", "s:none|R|verb|01"}),
    ],
    ids=["cue", "around the cue", "content", "both sides", "source", "its place", "nobody"],
)
def test_what_is_seen(seen: set[str], told: set[str]) -> None:
    assert told <= seen


@pytest.mark.parametrize(
    ("seen", "least"),
    [(of_cue(), 0.6), (of_content(), 0.6), (of_source("grammar"), 0.6)],
    ids=["cue", "content", "source"],
)
def test_the_shipped_weights_know_most_of_it(seen: set[str], least: float) -> None:
    """A name changed in the code alone would leave its weight without a reader."""
    known = load_model().weights
    assert sum(name in known for name in seen) > least * len(seen)
