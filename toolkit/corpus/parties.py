"""Who is bound, comparable across articles: a minister and the state he speaks for are one party, a candidate is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toolkit.evidence import sentences_of
from toolkit.lexicon import words
from toolkit.records import Actor, ActorType, Commitment, MentionKind, Origin, Span

STATE = "state:"
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
"""PLOVER sectors whose members act for their state."""

SURE = 0.5
"""Confidence from which a row's party is told as a fact; below it the row is to be checked first."""


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


def bound_keys(row: Commitment, actors: Mapping[str, Actor]) -> frozenset[str]:
    """Keys of those who are bound, as :func:`party_keys` gives them, by what the article itself says of them.

    Where it names a person without an office of state ("Trump" in an election year), that person is bound and not the state.
    """
    keys = party_keys(row.parties, actors)
    persons = [person for person in actors.values() if person.type == ActorType.PERSON and not _holds_office(person)]
    meant = [p for p in persons if p.country and STATE + p.country in keys and _names_party(p, row)]
    return (keys - {f"{STATE}{p.country}" for p in meant}) | {name_key(p) for p in meant}


def _names_party(person: Actor, row: Commitment) -> bool:
    """Whether a mention of the person, a pronoun too, names the parties: "Trump", "Mr Trump", "he"; not "his country"."""
    plain = [(m.start, m.end) for m in person.mentions if m.kind != MentionKind.NOMINAL]
    return any(start <= a and b == end for start, end in row.party_spans for a, b in plain)


def toward(row: Commitment, actors: Mapping[str, Actor], text: str) -> dict[str, str]:
    """Key and name of those toward or with whom it is undertaken, without the bound and without what it is only about.

    A counterpart that stands in the commitment only as a place or a matter ("talks about Syria", "the war in Ukraine")
    is its topic. Who is named in other sentences alone is likely meant, but is nothing to assert.
    """
    bound = bound_keys(row, actors)
    spans = (*row.action_spans, *row.trigger_spans, *row.party_spans)
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    sentence = sentences_of(text, spans) if row.origin is Origin.MODEL else (0, len(text))
    found: dict[str, str] = {}
    for actor_id in row.counterparts:
        actor = actors.get(actor_id)
        if actor is None or not _is_named(actor, sentence) or _is_topic(actor, (low, high), text):
            continue
        found |= dict.fromkeys(sorted(party_keys([actor_id], actors) - bound), actor.name)
    return found


def _is_named(actor: Actor, sentence: Span) -> bool:
    """Whether a sentence names an actor; one that a person added stands nowhere in the text."""
    return not actor.mentions or any(sentence[0] <= m.start < sentence[1] for m in actor.mentions)


def _is_topic(actor: Actor, within: Span, text: str) -> bool:
    inside = [m.start for m in actor.mentions if within[0] <= m.start < within[1]]
    topical = words("references", "topic_prepositions")
    return bool(inside) and all(_before(text, start) in topical for start in inside)


def _before(text: str, start: int) -> str:
    """The word before a mention, an article left out."""
    before = text[max(0, start - 40) : start].casefold().split()
    return next((word for word in reversed(before) if word not in words("references", "articles")), "")


def is_sure(row: Commitment) -> bool:
    """Whether it is sure enough who is bound to say so outside of the row itself: a party, and no need to check the row."""
    return bool(row.parties) and min(row.confidence, row.party_confidence) >= SURE


def _key(actor: Actor) -> str | None:
    if actor.country and _acts_for_state(actor):
        return STATE + actor.country
    if actor.type == ActorType.GROUP and not actor.country:
        return None
    return name_key(actor)


def name_key(actor: Actor) -> str:
    """The name in lower case; a person's without initials in the middle ("Donald J. Trump")."""
    first, *rest = actor.name.casefold().split()
    if actor.type == ActorType.PERSON:
        rest = [word for word in rest if len(word.rstrip(".")) > 1]
    return " ".join([first, *rest])


def _acts_for_state(actor: Actor) -> bool:
    """A candidate for an office is not the state, nor who once held it: only those who hold one are."""
    if actor.type == ActorType.STATE:
        return True
    if actor.plover_sector not in OFFICIAL:
        return False
    return actor.type != ActorType.PERSON or _holds_office(actor)


def _holds_office(person: Actor) -> bool:
    role = {word.strip(".,'’") for word in (person.role or "").casefold().replace("-", " ").split()}
    return bool(role) and not role & words("commissives", "no_office_of_state")
