"""Which commitments of several articles are one commitment: likeness of every pair, and clusters of pairs."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import combinations

from toolkit.articles import ZoneKind
from toolkit.corpus.parties import party_keys
from toolkit.corpus.similarity import Match, Wording, match
from toolkit.corpus.text import sentences
from toolkit.findings import ArticleAnalysis
from toolkit.layout import one_line
from toolkit.records import Commitment

Verdicts = Mapping[tuple[str, str], bool]
"""Whether two commitments, by id, are one commitment, as a person ruled."""

_STRAY = re.compile(r"\s+(?:,\s*)+(?=,)|(?<=,)(?:\s*,)+|,\s+,\s+|\s{2,}")
"""What cuts leave behind: blanks, and commas that enclose nothing."""

ANOTHER_AGE = dt.timedelta(days=3653)
"""Reports further apart than this are never of one commitment: ten years."""

Held = tuple[ArticleAnalysis, Commitment]


@dataclass(frozen=True)
class Pool:
    """The commitments of several articles, and how alike any two of them are."""

    held: tuple[Held, ...]
    analysed: tuple[ArticleAnalysis, ...]
    _known: dict[tuple[int, int], Match] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, analysed: Iterable[ArticleAnalysis]) -> Pool:
        """All commitments of some articles."""
        articles = tuple(analysed)
        return cls(tuple((a, row) for a in articles for row in a.commitments), articles)

    def __call__(self, i: int, j: int) -> Match:
        """How alike two commitments are, by their position in ``held``."""
        if (i, j) not in self._known:
            self._known[i, j] = self._match(i, j)
        return self._known[i, j]

    def _match(self, i: int, j: int) -> Match:
        (a, first), (b, second) = self.held[i], self.held[j]
        return match(
            first,
            second,
            float(self._wording[i, j]),
            parties=(self._parties[i], self._parties[j]),
            published=(a.article.published, b.article.published),
        )

    def near(self, threshold: float) -> list[tuple[int, int, Match]]:
        """The pairs of different articles that are at least ``threshold`` alike; most are ruled out by wording alone."""
        import numpy as np

        pairs = np.argwhere(np.triu(self._wording >= threshold, 1)).tolist()
        found = ((i, j, self(i, j)) for i, j in pairs if self.may_join(i, j))
        return [(i, j, alike) for i, j, alike in found if alike.total >= threshold]

    def may_join(self, i: int, j: int) -> bool:
        """Two rows of one article were told apart there, unless they are worded the same or one is in its headline; and
        what is told decades apart is another affair, however alike it sounds."""
        (a, first), (b, second) = self.held[i], self.held[j]
        days = a.article.published, b.article.published
        if days[0] and days[1] and abs(days[0] - days[1]) > ANOTHER_AGE:
            return False
        return a.doc_id != b.doc_id or first.action == second.action or self._headed[i] != self._headed[j]

    @cached_property
    def _headed(self) -> list[bool]:
        """Which commitments stand in a headline, which tells again what the article tells."""
        heads = {a.doc_id: a.article.spans(ZoneKind.HEADLINE) for a in self.analysed}
        return [
            any(start <= row.action_spans[0][0] < end for start, end in heads[a.doc_id]) if row.action_spans else False
            for a, row in self.held
        ]

    @cached_property
    def _wording(self):  # type: ignore[no-untyped-def]  # numpy is imported late
        actions = [core(a, row) for a, row in self.held]
        background = [s.text for a in self.analysed for s in sentences(a.article)]
        return Wording([*actions, *background]).likeness(actions, actions, weigh=True)

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


def clusters(pool: Pool, threshold: float, verdicts: Verdicts) -> list[list[int]]:
    """Positions in ``pool.held``, clustered by average linkage; verdicts bind.

    Returns
    -------
    list
        Every position once, sorted inside and outside.
    """
    ruled = _ruled(pool, verdicts)
    together = [(min(pair), max(pair)) for pair, same in ruled.items() if same]
    apart = {pair for pair, same in ruled.items() if not same}
    everything = range(len(pool.held))
    seeds = _components(everything, together)
    # Average linkage never reaches beyond what single links connect, so each connected part can be clustered alone.
    links = [(i, j) for i, j, _ in pool.near(threshold)]
    parts = _components(everything, [*links, *together])
    home = {i: n for n, part in enumerate(parts) for i in part}
    inside: list[list[list[int]]] = [[] for _ in parts]
    for seed in seeds:
        inside[home[seed[0]]].append(seed)
    return sorted(c for found in inside for c in _average_linkage(found, pool, threshold, apart))


def _ruled(pool: Pool, verdicts: Verdicts) -> dict[frozenset[int], bool]:
    place: dict[str, list[int]] = {}
    for i, (_, row) in enumerate(pool.held):
        place.setdefault(row.commitment_id, []).append(i)
    return {
        frozenset((i, j)): same
        for (first, second), same in verdicts.items()
        for i in place.get(first, ())
        for j in place.get(second, ())
        if i != j
    }


def _average_linkage(
    found: list[list[int]], pool: Pool, threshold: float, apart: set[frozenset[int]]
) -> list[list[int]]:
    """Join the most alike pair of clusters until none is at least ``threshold`` alike on average.

    The likeness of a joined cluster follows from those of its halves (Lance and Williams 1967, group average).
    """
    left = dict(enumerate(found))
    means = {pair: _mean(left[pair[0]], left[pair[1]], pool, apart) for pair in combinations(left, 2)}
    queue = [(-mean, pair) for pair, mean in means.items() if mean >= threshold]
    heapify(queue)
    while queue:
        mean, (a, b) = heappop(queue)
        if a not in left or b not in left or means[a, b] != -mean:
            continue
        size_a, size_b = len(left[a]), len(left[b])
        left[a] = left[a] + left.pop(b)
        for c in left:
            if c == a:
                continue
            key, other = (min(a, c), max(a, c)), means[min(b, c), max(b, c)]
            means[key] = (size_a * means[key] + size_b * other) / (size_a + size_b)
            if means[key] >= threshold:
                heappush(queue, (-means[key], key))
    return [sorted(c) for c in left.values()]


def _mean(first: Sequence[int], second: Sequence[int], pool: Pool, apart: set[frozenset[int]]) -> float:
    """Likeness of two clusters, the mean over all links; below everything where a link is forbidden."""
    links = [(i, j) for i in first for j in second]
    if any(frozenset(link) in apart or not pool.may_join(*link) for link in links):
        return -math.inf
    return sum(pool(i, j).total for i, j in links) / len(links)


def _components(nodes: Iterable[int], edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return sorted(sorted(c) for c in nx.connected_components(graph))
