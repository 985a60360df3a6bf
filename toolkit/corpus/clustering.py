"""Which commitments of several articles are one undertaking: clusters by average linkage."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations, product

from toolkit.corpus.entries import LedgerMatch
from toolkit.corpus.matching import Pool

Verdicts = Mapping[tuple[str, str], bool]
"""Whether two commitments, by id, are one undertaking, as a person ruled."""

NEAR_MISS = 0.1
"""Pairs that are this much less alike than the threshold are listed, to be checked by a person."""

LEAST = 0.05
"""Pairs that are less alike than this are never listed."""

MANY = 64
"""Reports of an entry up to which all pairs of them are listed."""


def least(threshold: float) -> float:
    """The likeness from which pairs are listed."""
    return max(LEAST, threshold - NEAR_MISS)


def clusters(pool: Pool, threshold: float, verdicts: Verdicts) -> list[list[int]]:
    """Positions in ``pool.held``, clustered by average linkage; verdicts bind.

    Returns
    -------
    list
        Every position once, sorted inside and outside.
    """
    ruled = _ruled(pool, verdicts)
    together = [(min(pair), max(pair)) for pair, same in ruled.items() if same]
    apart: dict[int, set[int]] = {}
    for i, j in (sorted(pair) for pair, same in ruled.items() if not same):
        apart.setdefault(i, set()).add(j)
        apart.setdefault(j, set()).add(i)
    links = [(i, j) for i, j, _ in pool.near(threshold)]
    named = {i for pair in ruled for i in pair}
    # nothing is more alike than what is the same in all: average linkage joins that first, in whatever order
    same = [(i, j) for i, j in links if pool.firsts[i] == pool.firsts[j] and not named & {i, j}]
    seeds = _components(range(len(pool.held)), [*together, *same])
    return sorted(_Linkage(seeds, links, pool, apart).joined(threshold))


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


class _Linkage:
    """Clusters that are joined step by step.

    Clusters without a link between them are not alike enough on average, and are asked about only when one of them is joined
    with a neighbour of the other.
    """

    def __init__(
        self, seeds: Sequence[list[int]], links: Iterable[tuple[int, int]], pool: Pool, apart: Mapping[int, set[int]]
    ) -> None:
        self.pool, self.apart = pool, apart
        self.left = dict(enumerate(seeds))
        self.beside: dict[int, set[int]] = {n: set() for n in self.left}
        home = {i: n for n, seed in self.left.items() for i in seed}
        for a, b in {(home[i], home[j]) for i, j in links if home[i] != home[j]}:
            self.beside[a].add(b)
            self.beside[b].add(a)
        self.means = {
            (a, b): self._mean(self.left[a], self.left[b]) for a, near in self.beside.items() for b in near if a < b
        }

    def joined(self, threshold: float) -> list[list[int]]:
        """Join the most alike pair of clusters until none is at least ``threshold`` alike on average."""
        queue = [(-mean, pair) for pair, mean in self.means.items() if mean >= threshold]
        heapify(queue)
        while queue:
            mean, (a, b) = heappop(queue)
            if a in self.left and b in self.left and self.means[a, b] == -mean:
                for pair in self._join(a, b):
                    if self.means[pair] >= threshold:
                        heappush(queue, (-self.means[pair], pair))
        return [sorted(c) for c in self.left.values()]

    def _join(self, a: int, b: int) -> Iterable[tuple[int, int]]:
        """Make two clusters one, and tell the pairs whose likeness is another now.

        It follows from that of the halves (Lance and Williams 1967, group average).
        """
        halves = {a: self.left[a], b: self.left.pop(b)}
        self.left[a] = halves[a] + halves[b]
        self.beside[a] = (self.beside[a] | self.beside.pop(b)) - {a, b}
        for c in self.beside[a]:
            likeness = {n: self._known(n, c, members) for n, members in halves.items()}
            pair = min(a, c), max(a, c)
            self.means[pair] = sum(len(halves[n]) * likeness[n] for n in halves) / len(self.left[a])
            self.beside[c] = self.beside[c] - {b} | {a}
            yield pair

    def _known(self, n: int, c: int, members: Sequence[int]) -> float:
        known = self.means.get((min(n, c), max(n, c)))
        return self._mean(members, self.left[c]) if known is None else known

    def _mean(self, first: Sequence[int], second: Sequence[int]) -> float:
        """Likeness of two clusters, the mean over all links; below everything where a link is forbidden."""
        ruled_out = any(not self.apart[i].isdisjoint(second) for i in first if i in self.apart)
        if ruled_out or not self.pool.may_all_join(first, second):
            return -math.inf
        sides = (Counter(self.pool.firsts[i] for i in side) for side in (first, second))
        links = product(*(side.items() for side in sides))
        return sum(self.pool(i, j).total * n * m for (i, n), (j, m) in links) / (len(first) * len(second))


def _components(nodes: Iterable[int], edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return sorted(sorted(c) for c in nx.connected_components(graph))


def listed(pool: Pool, found: Sequence[Sequence[int]], threshold: float, verdicts: Verdicts) -> tuple[LedgerMatch, ...]:
    """Every pair inside an entry, and the pairs between entries that are nearly alike, by likeness.

    Of an entry with more than :data:`MANY` reports, the pairs that are nearly alike, as between entries.
    """
    home = {i: n for n, members in enumerate(found) for i in members}
    pairs = {(min(pair), max(pair)) for members in found if len(members) <= MANY for pair in combinations(members, 2)}
    pairs |= {(i, j) for i, j, _ in pool.near(least(threshold))}
    ruled = {frozenset(pair) for pair in verdicts}
    rows = []
    for i, j in sorted(pairs):
        alike, ids = pool(i, j), (pool.held[i][1].commitment_id, pool.held[j][1].commitment_id)
        told = alike.total, alike.action, alike.parties, alike.time
        rows.append(LedgerMatch(*ids, home[i] == home[j], frozenset(ids) in ruled, *told))
    return tuple(sorted(rows, key=lambda row: -row.likeness))


def strongest(matches: Iterable[LedgerMatch]) -> dict[str, float]:
    """The likeness of each report to that of its entry that it is most like."""
    found: dict[str, float] = {}
    for row in matches:
        if row.same:
            for name in (row.commitment_a, row.commitment_b):
                found[name] = max(found.get(name, 0.0), row.likeness)
    return found
