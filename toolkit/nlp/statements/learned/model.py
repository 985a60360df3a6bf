"""The learned stage: which words are cues, and which stretch is their content, by a log-linear model over both at once.

For a cue the model weighs every candidate content against "reports nothing", whose score is 0; the probabilities are a
softmax over them (conditional logit: McFadden 1974). Weights are those of named features, see
:mod:`toolkit.nlp.statements.learned.cue_features`.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from toolkit.nlp.layers import Range, Ranges
from toolkit.nlp.statements.cluster import Cluster
from toolkit.nlp.statements.contents import Stretch, left_stretches, right_stretches
from toolkit.nlp.statements.cues import Cue
from toolkit.nlp.statements.learned.content_features import first_features, joint_features, stretch_features
from toolkit.nlp.statements.learned.cue_features import cue_features
from toolkit.nlp.statements.learned.forest import Forest, from_arrays
from toolkit.nlp.statements.learned.source_features import source_features
from toolkit.nlp.statements.signals import holds_statement
from toolkit.nlp.statements.sources import Option, Source, source_options
from toolkit.nlp.statements.tree import Tree

FILE = "attribution_model.npz"
LOWEST_RATE = 0.05
FLOOR = 0.02
"""Probability under which a cue is given up at first look."""
HOPELESS = -5.5
"""Score of the cue alone under which no content has saved one: on the development part of PolNeAR none of 4,700."""
CONTENDERS = 6
EXACTNESS = 0.6
"""How much being right is worth beside sharing half with what is right, where contents are weighed against each other."""

Content = tuple[Stretch | None, Stretch | None]


@dataclass(frozen=True, slots=True)
class Scored:
    """The best content of a cue: its pieces, what kind it is, and the probabilities of the cue and of this content."""

    content: Content
    cue_probability: float
    content_probability: float
    pieces: tuple[Range, ...] = field(init=False)
    """The token ranges of the content; asked for often."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "pieces", tuple(s.range for s in self.content if s is not None))


def candidates(tree: Tree, cluster: Cluster) -> list[Content]:
    """Contents that the tree and the quotation marks offer a cue, as pairs of a left and a right stretch."""
    left, right = left_stretches(tree, cluster), right_stretches(tree, cluster)
    found: list[Content] = [(s, None) for s in left]
    found += [(None, s) for s in right]
    for before in left:
        for after in right:
            if _may_go_on(tree, before, after):
                found.append((before, after))
    return found


def _may_go_on(tree: Tree, before: Stretch, after: Stretch) -> bool:
    """Whether a content begun before the cue may go on after it: with a quotation, after a comma, or by its complement."""
    at = after.first.at
    opens = tree.opens_quote(at)
    if before.first.kind == "subject":
        return opens or after.first.kind != "next"
    return opens or after.first.kind == "next" or tree.lower[at - 1] == ","


def worth_scoring(tree: Tree, cue: Cue) -> bool:
    """Whether a word has any chance to be a cue: the lexicon knows it, or it has a clause or a quotation beside it."""
    if cue.kind != "verb" or cue.entry.rate >= 2 * LOWEST_RATE or (cue.entry.known and cue.entry.rate >= LOWEST_RATE):
        return True
    if any(tree.dep[k] == "ccomp" for k in tree.kids[cue.head]):
        return True
    first, last = tree.sents[tree.sent[cue.head]]
    return holds_statement(tree, first, last)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature name, numbers of words of like meaning, and the trees of the second look."""

    weights: dict[str, float]
    groups: dict[str, int]
    forest: Forest | None = None

    def _sum(self, names: Iterable[str]) -> float:
        return sum(filter(None, map(self.weights.get, names)))

    def score(self, tree: Tree, cue: Cue, source: Source, cluster: Cluster, floor: float = FLOOR) -> Scored | None:
        """The best content of a cue, or ``None`` where it has none or is hopeless (below ``floor``)."""
        base = self._sum("c:" + name for name in cue_features(tree, cue, source, cluster))
        if floor and base < HOPELESS:
            return None
        options = candidates(tree, cluster)
        if not options:
            return None
        # Stretches and edges are shared between options: each is weighed once, known by its identity.
        known: dict[int, float] = {}
        scores = []
        for left, right in options:
            total = base + self._sum(joint_features(tree, cue, cluster, left, right))
            for side, stretch in (("L", left), ("R", right)):
                if stretch is None:
                    continue
                if id(stretch) not in known:
                    first = id(stretch.first)
                    if first not in known:
                        known[first] = self._sum(first_features(tree, cue, cluster, side, stretch.first))
                    own = self._sum(stretch_features(tree, cue, cluster, side, stretch))
                    known[id(stretch)] = known[first] + own
                total += known[id(stretch)]
            scores.append(total)
        return _best(options, scores, floor)

    def source(self, tree: Tree, cue: Cue, source: Source, content: tuple[Range, ...]) -> Option:
        """Who most likely is the source of a cue with this content, given what the grammar says (``source``)."""
        options = source_options(tree, cue, source, content)
        scores = [self._sum("s:" + n for n in source_features(tree, cue, source, content, o)) for o in options]
        return options[max(range(len(scores)), key=scores.__getitem__)]


def _best(options: list[Content], scores: list[float], floor: float) -> Scored | None:
    top = max(0.0, max(scores))
    exps = [math.exp(s - top) for s in scores]
    whole = math.exp(-top) + sum(exps)
    probability = sum(exps) / whole
    if probability < floor:
        return None
    chosen = _least_risk(options, [e / whole for e in exps])
    return Scored(options[chosen], probability, exps[chosen] / whole)


HALF = 0.5
"""Share of the words of two contents from which on one counts for the other, as figures count."""


def _least_risk(options: list[Content], chances: list[float]) -> int:
    """The option that most likely is right, or shares half with the right one (minimum Bayes risk)."""
    best = sorted(range(len(chances)), key=lambda k: -chances[k])[:CONTENDERS]
    if len(best) == 1 or chances[best[0]] > sum(chances[k] for k in best[1:]):
        return best[0]
    ranges = {k: tuple(s.range for s in options[k] if s is not None) for k in best}

    def gain(k: int) -> float:
        near = sum(chances[j] for j in best if j == k or _share(ranges[k], ranges[j]) >= HALF)
        return EXACTNESS * chances[k] + near

    return max(best, key=gain)


def _share(a: Ranges, b: Ranges) -> float:
    """Intersection over union of two lists of token ranges."""
    both = sum(max(0, min(e, f) - max(s, r)) for s, e in a for r, f in b)
    return both / (sum(e - s for s, e in a) + sum(f - r for r, f in b) - both)


@cache
def load_model(path: str | None = None) -> Model | None:
    """The weights that are shipped with the package (or those in the file ``path``); ``None`` where there are none."""
    import numpy as np

    if path is not None:
        data = Path(path).read_bytes()
    else:
        file = resources.files(__package__).joinpath(FILE)
        if not file.is_file():
            return None
        data = file.read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        weights = dict(zip(_words(arrays["names"]), arrays["weights"].astype(float).tolist(), strict=True))
        groups = dict(zip(_words(arrays["group_words"]), arrays["group_numbers"].tolist(), strict=True))
        return Model(weights, groups, from_arrays(arrays))


def _words(array: Any) -> list[str]:
    """Names that stand in an array of bytes, parted by zeros."""
    text = array.tobytes().decode("utf-8")
    return text.split("\0") if text else []
