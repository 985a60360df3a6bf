"""The cue and the source next to it, as the run of words that the content of a statement goes around."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from toolkit import lexicon
from toolkit.nlp.document.grammar import run_around
from toolkit.nlp.layers import Range
from toolkit.nlp.statements.cues import Cue
from toolkit.nlp.statements.sources import Source
from toolkit.nlp.statements.tree import Tree

_NEAR = 2
"""Tokens after the cue within which its source is next to it."""
_MOST_BEFORE_DAY = 3


@dataclass(slots=True)
class Cluster:
    """The words of the cue and the source next to it, which the content goes around."""

    head: int
    cue: list[int]
    source: Range | None
    passive: bool
    start: int
    end: int


def cluster_of(tree: Tree, cue: Cue, source: Source) -> Cluster:
    """The cue's words and the source next to them; a subject with a long description belongs to it whole."""
    start, end = run_around(cue.head, cue.tokens)
    end = _after_day(tree, end)
    near: Range | None = None
    for s, e in source.ranges:
        if e <= start and _adjoin(tree, e, start):
            start, near = s, (s, e)
        elif 0 <= s - end <= _NEAR:
            end, near = e, (s, e)
    if near is None or near[0] > cue.head:
        whole = _subject_before(tree, source, start)
        if whole is not None:
            start, near = whole[0], whole
    return Cluster(cue.head, cue.tokens, near, source.passive, start, end)


def _adjoin(tree: Tree, end: int, start: int) -> bool:
    """Whether nothing but commas and one other token stands between two ranges."""
    return tree.trim(end, start)[0] >= start - 1


def _subject_before(tree: Tree, source: Source, start: int) -> Range | None:
    """The whole subject of an active cue that stands right before ``start``."""
    subject = source.subject
    if subject is None or source.passive or subject.i >= start:
        return None
    first, end = tree.left[subject.i], tree.right[subject.i] + 1
    return (first, end) if end <= start and _adjoin(tree, end, start) else None


@cache
def _days() -> frozenset[str]:
    names = lexicon.document("times")["weekdays"].values()
    return frozenset(full for full, *_ in names) | lexicon.words("statements", "days")


def _after_day(tree: Tree, at: int) -> int:
    """The position after the day of a statement ("said Monday", "said late on Tuesday"), or ``at``."""
    k = at
    while k < len(tree) and k - at < _MOST_BEFORE_DAY and tree.lower[k] in lexicon.words("statements", "before_day"):
        k += 1
    return k + 1 if k < len(tree) and tree.lower[k] in _days() else at
