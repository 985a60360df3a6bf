"""A second look at each cue, beside all others of the article: what speaks for it there, as a row of numbers.

The first look (:mod:`toolkit.nlp.statements.learned.model`) sees one cue at a time. Whether "hopes" is an attribution also
depends on whether it stands in what somebody said, on how sure the cues around it are, and on how dense attributions are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.nlp.statements.cues import Cue
from toolkit.nlp.statements.learned.model import Scored
from toolkit.nlp.statements.signals import quote_relation
from toolkit.nlp.statements.sources import Source
from toolkit.nlp.statements.tree import Tree

KINDS = ("verb", "noun", "adjective", "according", "punctuation")
CLASSES = ("speech", "attitude", "judgement", "finding", "noun", "according_to", "punctuation")
RELATIONS = ("none", "holds", "ends", "begins", "both", "cut", "in", "whole")
LABELS = (
    "ROOT",
    "conj",
    "ccomp",
    "advcl",
    "relcl",
    "acl",
    "xcomp",
    "pcomp",
    "parataxis",
    "csubj",
    "dobj",
    "pobj",
    "nsubj",
)
POS = ("PRON", "PROPN", "NOUN")
ENTITIES = ("PERSON", "ORG", "GPE", "NORP")
LIKELY = 0.5
"""Probability above which a cue beside is counted; the weights were fitted with it, as with the next."""
WINDOW = 120
"""Tokens on both sides within which other cues are looked at."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A cue with the source that the grammar gives it and the best content of the first look."""

    cue: Cue
    source: Source
    scored: Scored


def _inside(position: int, judged: Judged) -> bool:
    return any(start <= position < end for start, end in judged.scored.pieces)


def _touch(a: Judged, b: Judged) -> bool:
    return any(s < f and r < e for s, e in a.scored.pieces for r, f in b.scored.pieces)


def _cross(a: Judged, b: Judged) -> bool:
    """Whether contents share words and neither cue stands in the other's."""
    return _touch(a, b) and not _inside(a.cue.head, b) and not _inside(b.cue.head, a)


def _place(name: str, names: tuple[str, ...]) -> int:
    return names.index(name) if name in names else len(names)


def table(tree: Tree, items: Sequence[Judged]) -> list[list[float]]:
    """One row of numbers for each cue, in the order of ``items`` (by position)."""
    total = sum(item.scored.cue_probability for item in items)
    mean, dense = total / max(1, len(items)), total / max(1, len(tree.sents))
    rows = []
    low = 0
    for k, item in enumerate(items):
        head = item.cue.head
        while items[low].cue.head < head - WINDOW:
            low += 1
        near = []
        for j in range(low, len(items)):
            if items[j].cue.head > head + WINDOW:
                break
            if j != k:
                near.append(items[j])
        rows.append([*_own(tree, item), *_beside(tree, item, near), mean, dense])
    return rows


def _own(tree: Tree, item: Judged) -> list[float]:
    head, scored, who = item.cue.head, item.scored, item.source.head
    p = min(max(scored.cue_probability, 1e-6), 1 - 1e-6)
    left, right = scored.content
    stretch = left or right
    relation = quote_relation(tree, *stretch.range) if stretch is not None else "none"
    return [
        math.log(p / (1 - p)),
        math.log(max(scored.content_probability, 1e-6)),
        item.cue.entry.rate,
        _place(item.cue.kind, KINDS),
        _place(item.cue.entry.cue_class.value, CLASSES),
        sum(end - start for start, end in scored.pieces),
        (left is not None) + 2 * (right is not None),
        _place(relation, RELATIONS),
        _place(tree.dep[head], LABELS),
        tree.unit[head] / max(1, len(tree.units)),
        float(tree.unit[head] == 0),
        -1 if who is None else _place(who.pos_, POS),
        -1 if who is None else _place(who.ent_type_, ENTITIES),
        float(item.source.passive),
    ]


def _beside(tree: Tree, item: Judged, near: list[Judged]) -> list[float]:
    return [*_by_content(item, near), *_by_place(tree, item, near)]


def _by_content(item: Judged, near: list[Judged]) -> list[float]:
    """The cues in whose content this one stands, those that stand in its own, and those whose content crosses it."""
    over = [o for o in near if _inside(item.cue.head, o)]
    under = [o for o in near if _inside(o.cue.head, item)]
    crossing = [o for o in near if _cross(o, item)]
    return [
        _highest(over),
        _highest(under),
        _highest(crossing),
        sum(o.scored.cue_probability for o in under),
        len(over),
        max((o.cue.entry.rate for o in over), default=0.0),
    ]


def _by_place(tree: Tree, item: Judged, near: list[Judged]) -> list[float]:
    """The cues of the sentence, the likely ones of the paragraph, and those next to it in the tree."""
    head = item.cue.head
    unit = [o for o in near if tree.unit[o.cue.head] == tree.unit[head]]
    return [
        _highest([o for o in near if tree.sent[o.cue.head] == tree.sent[head]]),
        sum(o.scored.cue_probability > LIKELY for o in unit),
        _highest([o for o in near if tree.head[o.cue.head] == head or tree.head[head] == o.cue.head]),
    ]


def _highest(items: list[Judged]) -> float:
    return max((item.scored.cue_probability for item in items), default=0.0)
