"""Which found row is which gold row: spans, names, and pairs one to one.

Two spans match if their intersection over union is at least 0.5 (the usual bound for "found", Everingham et al. 2010, *The
Pascal visual object classes challenge*), or if one holds most of the other: annotators differ in how much they take in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

Span = Sequence[int]
"""Start and end, end exclusive."""

IOU = 0.5
CONTAINED = 0.6
"""Spans also match if their overlap is this share of the shorter one."""

T = TypeVar("T")
U = TypeVar("U")


def hull(spans: Iterable[Span]) -> tuple[int, int] | None:
    """From the first character of the first piece to the last of the last; ``None`` without pieces."""
    pieces = list(spans)
    return (min(s for s, _ in pieces), max(e for _, e in pieces)) if pieces else None


def overlap(a: Span, b: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def iou(a: Span, b: Span) -> float:
    """Intersection over union of two spans, 0 to 1."""
    shared = overlap(a, b)
    union = (a[1] - a[0]) + (b[1] - b[0]) - shared
    return shared / union if union else 0.0


def spans_match(a: Span, b: Span) -> bool:
    """Whether two spans are taken for the same."""
    shorter = min(a[1] - a[0], b[1] - b[0])
    return iou(a, b) >= IOU or (shorter > 0 and overlap(a, b) >= CONTAINED * shorter)


def pieces_iou(first: Iterable[Span], second: Iterable[Span]) -> float:
    """Intersection over union of two lists of spans, each taken as one set of characters."""
    a = {i for start, end in first for i in range(start, end)}
    b = {i for start, end in second for i in range(start, end)}
    return len(a & b) / len(a | b) if a | b else 0.0


def pairs(gold: Sequence[T], found: Sequence[U], weight: Callable[[T, U], float]) -> dict[int, int]:
    """One-to-one pairs, heaviest first, as gold's index to the found row's; a weight of 0 forbids a pair.

    Ties go to the earlier gold row, then to the earlier found row.
    """
    candidates = [(weight(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for value, i, j in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if value > 0 and i not in paired and j not in taken:
            paired[i] = j
            taken.add(j)
    return dict(sorted(paired.items()))


def fold(name: str | None) -> str:
    """A name without case, surplus blanks and a leading article."""
    words = (name or "").casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def names_of(actor: Mapping[str, Any]) -> list[str]:
    """The folded name and aliases of an actor."""
    return [fold(name) for name in (actor["name"], *(actor.get("aliases") or ()))]


class Names:
    """Brings the names that gold and analysis use in one article to common keys.

    A name leads to a gold actor by that actor's name or aliases (a name goes before an alias); else by the aliases that the
    analysis gives the name, if all of them lead to one gold actor. A name that leads nowhere stands for itself.
    """

    def __init__(self, gold: Iterable[Mapping[str, Any]], found: Iterable[Mapping[str, Any]]) -> None:
        actors = list(gold)
        self._keys = {fold(actor["name"]): fold(actor["name"]) for actor in actors}
        for actor in actors:
            for alias in names_of(actor):
                self._keys.setdefault(alias, fold(actor["name"]))
        known = dict(self._keys)
        for actor in found:
            reached = {known[name] for name in names_of(actor) if name in known}
            if len(reached) == 1:
                for name in names_of(actor):
                    self._keys.setdefault(name, next(iter(reached)))

    def key(self, name: str | None) -> str:
        """What a name stands for."""
        return self._keys.get(fold(name), fold(name))

    def keys(self, names: Iterable[str]) -> set[str]:
        """What several names stand for."""
        return {self.key(name) for name in names}
