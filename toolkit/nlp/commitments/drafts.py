"""Actors that a frame proposes: they join the article's actors only when a commitment of the frame is kept."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.nlp.layers import ActorCluster, ActorRegistry
from toolkit.records import ActorType, MentionKind

Place = tuple[int, int, int]
"""Where a mention stands: its first token, the one after its last, its head."""


class ActorDrafts:
    """The actors of one article together with those that the frame being read proposes.

    Parameters
    ----------
    registry
        The actors known so far; :meth:`keep` adds to them.
    """

    def __init__(self, registry: ActorRegistry) -> None:
        self.registry = registry
        self._proposed: list[ActorCluster] = []
        self._mentions: list[tuple[ActorCluster, Place, MentionKind]] = []

    def __getitem__(self, key: int) -> ActorCluster:
        known = len(self.registry.clusters)
        return self.registry.clusters[key] if key < known else self._proposed[key - known]

    def __iter__(self) -> Iterator[ActorCluster]:
        yield from self.registry.clusters
        yield from self._proposed

    def named(self, name: str) -> ActorCluster | None:
        """The first actor of this name, in any case."""
        return next((cluster for cluster in self if cluster.name.lower() == name.lower()), None)

    def propose(self, name: str, type: ActorType, **facts: object) -> ActorCluster:
        """A new actor; nobody knows of it until it is kept. ``facts`` are further fields of :class:`ActorCluster`."""
        key = len(self.registry.clusters) + len(self._proposed)
        cluster = ActorCluster(key, name, type, **facts)  # type: ignore[arg-type]
        self._proposed.append(cluster)
        return cluster

    def mention(self, cluster: ActorCluster, place: Place, kind: MentionKind) -> None:
        """Record a mention: of a known actor at once, of a proposed one when it is kept."""
        if cluster.key >= len(self.registry.clusters):
            self._mentions.append((cluster, place, kind))
        else:
            self.registry.mention(cluster, *place, kind)

    def keep(self) -> None:
        """Add what was proposed to the actors."""
        self.registry.clusters.extend(self._proposed)
        for cluster, place, kind in self._mentions:
            self.registry.mention(cluster, *place, kind)
        self.drop()

    def drop(self) -> None:
        """Forget what was proposed."""
        self._proposed, self._mentions = [], []
