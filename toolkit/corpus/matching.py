"""Which commitments of several articles are one commitment: likeness of every pair, and clusters of pairs."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

from toolkit.articles import ZoneKind
from toolkit.corpus.blocking import candidates
from toolkit.corpus.parties import party_keys
from toolkit.corpus.similarity import Match, Vectors, Wording, match
from toolkit.corpus.text import sentences
from toolkit.findings import ArticleAnalysis
from toolkit.layout import one_line
from toolkit.records import Commitment

if TYPE_CHECKING:
    import numpy as np

_STRAY = re.compile(r"\s+(?:,\s*)+(?=,)|(?<=,)(?:\s*,)+|,\s+,\s+|\s{2,}")
"""What cuts leave behind: blanks, and commas that enclose nothing."""

ANOTHER_AGE = dt.timedelta(days=3653)
"""Reports further apart than this are never of one commitment: ten years."""

COPIES = 64
"""Pairs of reports that are the same in all that is compared, up to which each is told; of more, one for all."""

Held = tuple[ArticleAnalysis, Commitment]


@dataclass(frozen=True)
class Pool:
    """The commitments of several articles, and how alike any two of them are."""

    held: tuple[Held, ...]
    analysed: tuple[ArticleAnalysis, ...]
    _known: dict[tuple[int, int], Match] = field(default_factory=dict, repr=False, compare=False)
    _found: dict[float, list[tuple[int, int]]] = field(default_factory=dict, repr=False, compare=False)
    comparisons: Counter[str] = field(default_factory=Counter, repr=False, compare=False)

    @classmethod
    def of(cls, analysed: Iterable[ArticleAnalysis]) -> Pool:
        """All commitments of some articles."""
        articles = tuple(analysed)
        return cls(tuple((a, row) for a in articles for row in a.commitments), articles)

    def __call__(self, i: int, j: int) -> Match:
        """How alike two commitments are, by their position in ``held``."""
        one, other = sorted((self.firsts[i], self.firsts[j]))
        if (one, other) not in self._known:
            self._compare([one], [other])
        return self._known[one, other]

    def _compare(self, first: Sequence[int] | np.ndarray, second: Sequence[int] | np.ndarray, least: float = 0) -> None:
        """Find out how alike some pairs are, and keep it for those whose wording is at least so much alike."""
        import numpy as np

        one, other = np.minimum(first, second), np.maximum(first, second)
        self.comparisons["pairs"] += len(one)
        wording = self._wording.likeness(one, other, least=least)
        for n in np.flatnonzero(wording >= least).tolist():
            pair = int(one[n]), int(other[n])
            self._known[pair] = self._match(*pair, float(wording[n]))

    def _match(self, i: int, j: int, wording: float) -> Match:
        (a, first), (b, second) = self.held[i], self.held[j]
        return match(
            first,
            second,
            wording,
            parties=(self._parties[i], self._parties[j]),
            published=(a.article.published, b.article.published),
        )

    def near(self, threshold: float) -> list[tuple[int, int, Match]]:
        """The pairs that may be joined and are at least ``threshold`` alike.

        Of more than :data:`COPIES` pairs that are alike in the same, only one is told, with one for each other report.
        """
        found = ((i, j, self(i, j)) for one, other in self._alike(threshold) for i, j in self._copies_of(one, other))
        return sorted((i, j, alike) for i, j, alike in found if self.may_join(i, j))

    def _alike(self, threshold: float) -> list[tuple[int, int]]:
        """The pairs of different commitments that are so much alike, and those of which there is more than one, with itself."""
        enough = max((known for known in self._found if known <= threshold), default=None)
        if enough is None:
            enough = threshold
            self._found[enough] = self._search(threshold)
        return [pair for pair in self._found[enough] if self._known[pair].total >= threshold]

    def _search(self, threshold: float) -> list[tuple[int, int]]:
        import numpy as np

        places = np.array(list(self._copies), dtype=np.int64)
        told = [(self.held[i][0].article.published or dt.date.max, self.held[i][1].action, i) for i in places.tolist()]
        order = sorted(range(len(places)), key=told.__getitem__)
        parties = [self._parties[i] for i in places.tolist()]
        several = np.array([i for i, copies in self._copies.items() if len(copies) > 1], dtype=np.int64)
        self._compare(several, several, threshold)
        for first, second in candidates(self._wording.some(places), parties, order, threshold):
            self._compare(places[first], places[second], threshold)
        return sorted(pair for pair, found in self._known.items() if found.total >= threshold)

    def _copies_of(self, one: int, other: int) -> Iterable[tuple[int, int]]:
        first, second = self._copies[one], self._copies[other]
        if one == other:
            few = len(first) * (len(first) - 1) // 2 <= COPIES
            return combinations(first, 2) if few else ((one, i) for i in first[1:])
        if len(first) * len(second) > COPIES:
            return [(one, other)]
        return ((min(pair), max(pair)) for pair in product(first, second))

    def may_join(self, i: int, j: int) -> bool:
        """Two rows of one article were told apart there, unless they are worded the same or one is in its headline; and
        what is told decades apart is another affair, however alike it sounds."""
        (a, first), (b, second) = self.held[i], self.held[j]
        days = a.article.published, b.article.published
        if days[0] and days[1] and abs(days[0] - days[1]) > ANOTHER_AGE:
            return False
        return a.doc_id != b.doc_id or first.action == second.action or self._headed[i] != self._headed[j]

    def may_all_join(self, first: Sequence[int], second: Sequence[int]) -> bool:
        """Whether each of some may be joined with each of others."""
        days = [[d for i in side if (d := self.held[i][0].article.published)] for side in (first, second)]
        if all(days) and max(max(days[0]) - min(days[1]), max(days[1]) - min(days[0])) > ANOTHER_AGE:
            return False
        there: dict[str, list[int]] = {}
        for i in first:
            there.setdefault(self.held[i][0].doc_id, []).append(i)
        return all(self.may_join(i, j) for j in second for i in there.get(self.held[j][0].doc_id, ()))

    @cached_property
    def firsts(self) -> list[int]:
        """For each commitment, the first that is the same in all that is compared: what many papers print is compared once."""
        known: dict[Hashable, int] = {}
        return [
            known.setdefault(
                (row.action, told, parties, headed, row.deadline_from, row.deadline_to, analysed.article.published), n
            )
            for n, ((analysed, row), told, parties, headed) in enumerate(
                zip(self.held, self._actions, self._parties, self._headed, strict=True)
            )
        ]

    @cached_property
    def _copies(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for n, first in enumerate(self.firsts):
            found.setdefault(first, []).append(n)
        return found

    @cached_property
    def _headed(self) -> list[bool]:
        """Which commitments stand in a headline, which tells again what the article tells."""
        heads = {a.doc_id: a.article.spans(ZoneKind.HEADLINE) for a in self.analysed}
        return [
            any(start <= row.action_spans[0][0] < end for start, end in heads[a.doc_id]) if row.action_spans else False
            for a, row in self.held
        ]

    @cached_property
    def _actions(self) -> list[str]:
        return [core(a, row) for a, row in self.held]

    @cached_property
    def _wording(self) -> Vectors:
        background = (s.text for a in self.analysed for s in sentences(a.article))
        return Wording(chain(self._actions, background)).vectors(self._actions)

    @cached_property
    def _parties(self) -> list[frozenset[str]]:
        actors = {a.doc_id: {actor.actor_id: actor for actor in a.actors} for a in self.analysed}
        return [party_keys(row.parties, actors[a.doc_id]) or _names(row) for a, row in self.held]


def _names(row: Commitment) -> frozenset[str]:
    """Countries, for rows whose actors are not at hand."""
    return frozenset(row.party_countries)


def core(analysed: ArticleAnalysis, row: Commitment) -> str:
    """The action without its deadline and condition, which are compared on their own."""
    text = analysed.article.text
    cuts = sorted(span for span in (row.deadline_span, row.condition_span) if span)
    pieces = []
    for start, end in row.action_spans:
        for a, b in cuts:
            if start <= a and b <= end:
                pieces.append(text[start:a])
                start = b
        pieces.append(text[start:end])
    told = _STRAY.sub(" ", " ".join(map(one_line, pieces))).strip(" ,;–—")
    return told if any(ch.isalnum() for ch in told) else row.action
