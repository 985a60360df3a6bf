"""Actors that are proposed first and join the others only when they are kept."""

from __future__ import annotations

import pytest

from toolkit.nlp.commitments.drafts import ActorDrafts
from toolkit.nlp.layers import ActorRegistry
from toolkit.records import ActorType, MentionKind


@pytest.fixture
def registry() -> ActorRegistry:
    registry = ActorRegistry()
    registry.add("Chad", ActorType.STATE, country="TCD")
    return registry


def test_nobody_knows_of_a_proposed_actor_until_it_is_kept(registry: ActorRegistry) -> None:
    drafts = ActorDrafts(registry)
    rebels = drafts.propose("northern rebels", ActorType.GROUP, country="TCD")
    drafts.mention(rebels, (4, 6, 5), MentionKind.NOMINAL)
    assert drafts[rebels.key] is rebels
    assert drafts.named("Northern Rebels") is rebels
    assert [c.name for c in drafts] == ["Chad", "northern rebels"]
    assert len(registry.clusters) == 1
    assert registry.at(5) is None
    drafts.keep()
    assert registry.clusters[rebels.key] is rebels
    assert registry.at(5) is rebels
    assert [(m.start, m.end, m.head) for m in rebels.mentions] == [(4, 6, 5)]


def test_what_is_dropped_is_forgotten_and_its_key_is_free_again(registry: ActorRegistry) -> None:
    drafts = ActorDrafts(registry)
    dropped = drafts.propose("northern rebels", ActorType.GROUP)
    drafts.mention(dropped, (4, 6, 5), MentionKind.NOMINAL)
    drafts.drop()
    drafts.keep()
    assert [c.name for c in drafts] == ["Chad"]
    assert registry.at(5) is None
    assert drafts.propose("southern rebels", ActorType.GROUP).key == dropped.key


def test_a_mention_of_a_known_actor_stands_at_once(registry: ActorRegistry) -> None:
    drafts = ActorDrafts(registry)
    drafts.mention(registry.clusters[0], (2, 3, 2), MentionKind.NAME)
    drafts.drop()
    assert registry.at(2) is registry.clusters[0]
