"""Commitments by who is bound, and by what they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from toolkit.display.article.view import topic_names
from toolkit.records import Commitment


def by_parties(rows: Iterable[Commitment]) -> list[tuple[tuple[str, ...], list[Commitment]]]:
    """Commitments by who is bound: what several parties share first, then the party with most rows."""
    groups: dict[tuple[str, ...], list[Commitment]] = defaultdict(list)
    for row in rows:
        groups[tuple(sorted(row.parties))].append(row)
    return sorted(
        groups.items(), key=lambda item: (not item[0], len(item[0]) == 1, -len(item[1]), item[1][0].party_names)
    )


def by_topics(rows: Iterable[Commitment]) -> list[tuple[str | None, list[Commitment]]]:
    """Commitments by what they are about first of all: the topic with most rows first, those that tell of none last."""
    groups: dict[str | None, list[Commitment]] = defaultdict(list)
    for row in rows:
        groups[next(iter(topic_names(row.contexts)), None)].append(row)
    return sorted(groups.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or ""))
