"""Clusters of pairs: average linkage over all links, and what a person ruled binds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from types import SimpleNamespace

import pytest

from toolkit.corpus.clustering import clusters


@dataclass
class Told:
    """A pool of which the likeness of every pair is given; who is not named has none."""

    names: str
    alike: dict[str, float]

    @property
    def held(self) -> list[tuple[None, SimpleNamespace]]:
        return [(None, SimpleNamespace(commitment_id=name)) for name in self.names]

    def __call__(self, i: int, j: int) -> SimpleNamespace:
        one, other = sorted((self.names[i], self.names[j]))
        return SimpleNamespace(total=self.alike.get(one + other, 0.0))

    @property
    def firsts(self) -> list[int]:
        return list(range(len(self.names)))

    def may_all_join(self, first: list[int], second: list[int]) -> bool:
        return True

    def near(self, threshold: float) -> list[tuple[int, int, SimpleNamespace]]:
        pairs = combinations(range(len(self.names)), 2)
        return [(i, j, self(i, j)) for i, j in pairs if self(i, j).total >= threshold]


def joined(names: str, alike: dict[str, float], threshold: float, verdicts: dict[tuple[str, str], bool]) -> set[str]:
    found = clusters(Told(names, alike), threshold, verdicts)  # type: ignore[arg-type]
    return {"".join(sorted(names[i] for i in cluster)) for cluster in found}


CLOSE = {"ab": 0.9, "ac": 0.8, "bc": 0.8}
"""a and b are joined first, then c."""


@pytest.mark.parametrize(
    ("alike", "threshold", "expected"),
    [
        # d is alike by (0.6 + 0.6 + 0.3) / 3 = 0.5; the mean of both halves would be 0.45
        ({"ad": 0.6, "bd": 0.6, "cd": 0.3}, 0.48, {"abcd"}),
        # by (0.3 + 0.3 + 0.6) / 3 = 0.4; the mean of both halves would be 0.45
        ({"ad": 0.3, "bd": 0.3, "cd": 0.6}, 0.42, {"abc", "d"}),
        # one strong link is not enough
        ({"cd": 0.7}, 0.5, {"abc", "d"}),
    ],
)
@pytest.mark.parametrize("names", ["abcd", "dcba", "cdab", "bdca"])
def test_every_link_counts_the_same(alike: dict[str, float], threshold: float, expected: set[str], names: str) -> None:
    assert joined(names, CLOSE | alike, threshold, {}) == expected


def test_two_clusters_are_as_alike_as_their_links_on_average() -> None:
    halves = {"ab": 0.9, "cd": 0.9, "ac": 0.7, "ad": 0.5, "bc": 0.5, "bd": 0.3}
    assert joined("abcd", halves, 0.5, {}) == {"abcd"}
    assert joined("abcd", {**halves, "bd": 0.2}, 0.5, {}) == {"ab", "cd"}


def test_what_was_ruled_binds_whole_clusters() -> None:
    assert joined("abcd", CLOSE, 0.5, {("a", "d"): True}) == {"ad", "bc"}
    assert joined("abc", CLOSE, 0.5, {("a", "b"): False}) == {"ac", "b"}
