"""Who is bound, comparable across articles: a minister and the state he speaks for are one party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toolkit.records import Actor, ActorType

STATE = "state:"
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
"""PLOVER sectors whose members act for their state."""


def party_keys(actor_ids: Iterable[str], actors: Mapping[str, Actor]) -> frozenset[str]:
    """Keys for some actors of an article, the same in every article.

    ``state:`` and the country for a state, its bodies and its officials; the name in lower case for anybody else; those
    of its members for a group; nothing for a group whose members are not known ("the two sides").
    """
    found: set[str] = set()
    for actor_id in actor_ids:
        actor = actors.get(actor_id)
        if actor is None:
            continue
        members = [actors[m] for m in actor.members if m in actors and m != actor_id]
        found |= {key for a in members or [actor] if (key := _key(a))}
    return frozenset(found)


def _key(actor: Actor) -> str | None:
    if actor.country and _acts_for_state(actor):
        return STATE + actor.country
    if actor.type == ActorType.GROUP and not actor.country:
        return None
    return actor.name.casefold()


def _acts_for_state(actor: Actor) -> bool:
    if actor.type == ActorType.STATE:
        return True
    return actor.plover_sector in OFFICIAL and (actor.type != ActorType.PERSON or bool(actor.role))
