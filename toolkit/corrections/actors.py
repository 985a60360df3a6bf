"""Decisions about actors: who is the same, who is not, what is true of them; and actors that decisions bring in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from toolkit.corrections.decisions import Action, Decision
from toolkit.corrections.editing import Unfit, changed
from toolkit.lexicon import table
from toolkit.records import Actor, ActorType, Mention, MentionKind, Origin, row_id

Actors = dict[str, Actor]
"""An article's actors by id."""


def called(actors: Mapping[str, Actor], name: str) -> list[Actor]:
    """The actors of that id, name or alias, without regard to case."""
    if name in actors:
        return [actors[name]]
    wanted = name.casefold()
    for held in (lambda a: [a.name], lambda a: a.aliases):  # type: Callable[[Actor], Iterable[str]]
        found = [actor for actor in actors.values() if wanted in (one.casefold() for one in held(actor))]
        if found:
            return found
    return []


def by_name(actors: Actors, name: str, doc_id: str, text: str) -> str:
    """The id of an actor; one that the article has not is added, mentioned where the text has the name.

    Parameters
    ----------
    actors
        The article's actors; the new one comes into them.
    name
        An id or a name.
    doc_id, text
        The article.

    Returns
    -------
    str
        The id.

    Raises
    ------
    Unfit
        It is an id of no actor.
    """
    found = called(actors, name)
    if found:
        return found[0].actor_id
    if re.fullmatch(r"a-[0-9a-f]{12}(-\d+)?", name):
        raise Unfit(f"the article has no actor {name}")
    state = next((row for row in table("states") if name in (row["name"], row["official"])), None)
    kind = ActorType.STATE if state else ActorType.ORGANISATION
    mentions = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    actor = Actor(
        doc_id=doc_id,
        actor_id=row_id("a", str(kind), name),
        name=name,
        type=kind,
        country=state["code"] if state else None,
        role=None,
        affiliation=None,
        aliases=(),
        mentions=tuple(Mention(m.start(), m.end(), MentionKind.NAME) for m in mentions),
        plover_sector="GOV" if state else None,
        members=(),
        rule="added",
        confidence=1.0,
        origin=Origin.ADDED,
    )
    actors[actor.actor_id] = actor
    return actor.actor_id


def renamed(value: Any, new: Mapping[str, str]) -> Any:
    """A record whose references to actors follow them to other ids, each once.

    Parameters
    ----------
    value
        A record of any table.
    new
        The new id by the old.

    Returns
    -------
    Any
        The new record, or the same where nothing refers to the old ids.
    """
    values: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name in REFER and isinstance(held, tuple) and set(held) & set(new):
            values[field.name] = tuple(dict.fromkeys(new.get(one, one) for one in held))
        elif field.name in REFER and held in new:
            values[field.name] = new[held]
    return replace(value, **values) if values else value


REFER = ("source_id", "source_ids", "addressee_ids", "parties", "counterparts", "reported_by", "expert_id", "members")
"""Columns that hold ids of actors."""


def refers_to(row: Any) -> set[str]:
    """The ids of the actors that a row refers to."""
    held = (getattr(row, name, ()) or () for name in REFER)
    return {one for value in held for one in ([value] if isinstance(value, str) else value)}


def merged(first: Actor, others: Iterable[Actor]) -> Actor:
    """One actor of several: the first's facts, the others' where it has none, all mentions, all names."""
    held = [first, *others]
    facts: dict[str, Any] = {
        name: next((value for one in held if (value := getattr(one, name))), None)
        for name in ("country", "role", "affiliation", "plover_sector")
    }
    names = dict.fromkeys(name for one in held for name in (one.name, *one.aliases))
    members = dict.fromkeys(member for one in held for member in one.members)
    mentions = sorted({m for one in held for m in one.mentions}, key=lambda m: (m.start, m.end, m.kind))
    facts |= {"aliases": _but(names, first.name), "members": _but(members, first.actor_id)}
    return _decided(replace(first, mentions=tuple(mentions), **facts))


def _but(names: Iterable[str], one: str) -> tuple[str, ...]:
    return tuple(name for name in names if name != one)


def _decided(actor: Actor) -> Actor:
    origin = Origin.ADDED if actor.origin is Origin.ADDED else Origin.CORRECTED
    return replace(actor, origin=origin, confidence=1.0)


def decide(decision: Decision, actors: Actors, text: str, known: Mapping[str, Actor]) -> dict[str, str] | None:
    """Carry out a decision about actors on an article's.

    Parameters
    ----------
    decision
        Of action merge, alias, fact or split.
    actors
        The article's actors, which are changed.
    text
        The article's text.
    known
        The actors of all articles by id.

    Returns
    -------
    dict or None
        New ids by old ones, for the rows that refer to them; ``None`` if the article has no such actor.

    Raises
    ------
    Unfit
        It cannot be carried out here.
    """
    return _WAYS[decision.action](decision, actors, text, known)


def _merge(decision: Decision, actors: Actors, text: str, known: Mapping[str, Actor]) -> dict[str, str] | None:
    first, *others = decision.rows
    here = [actors[i] for i in others if i in actors]
    if not here:
        return None
    if first not in actors and first not in known:
        raise Unfit(f"no article has an actor {first}")
    doc_id = here[0].doc_id
    keep = actors.get(first) or replace(known[first], doc_id=doc_id, mentions=(), members=(), aliases=())
    return _together(actors, keep, here)


def _together(actors: Actors, keep: Actor, others: list[Actor]) -> dict[str, str]:
    for one in others:
        del actors[one.actor_id]
    actors[keep.actor_id] = merged(keep, others)
    return {one.actor_id: keep.actor_id for one in others}


def _alias(decision: Decision, actors: Actors, text: str, known: Mapping[str, Actor]) -> dict[str, str] | None:
    here = called(actors, str(decision.name))
    keep = [actor for actor in called(actors, str(decision.of)) if actor not in here]
    if not here:
        return None
    if keep:
        return _together(actors, keep[0], here)
    first = here[0]
    if first.name == decision.of:
        return None
    aliases = _but(dict.fromkeys([*first.aliases, first.name]), str(decision.of))
    new = row_id("a", str(first.type), decision.of)  # the id that the actor has in articles that name it so themselves
    del actors[first.actor_id]
    actors[new] = _decided(replace(first, actor_id=new, name=str(decision.of), aliases=aliases))
    return {first.actor_id: new}


def _fact(decision: Decision, actors: Actors, text: str, known: Mapping[str, Actor]) -> dict[str, str] | None:
    here = called(actors, str(decision.name))
    for actor in here:
        actors[actor.actor_id] = _decided(changed("actors", actor, decision.changes, text, str))
    return {actor.actor_id: actor.actor_id for actor in here} or None


def _split(decision: Decision, actors: Actors, text: str, known: Mapping[str, Actor]) -> dict[str, str] | None:
    actor = actors.get(str(decision.row))
    if actor is None:
        raise Unfit(f"the article has no actor {decision.row}")
    more = dict(decision.changes)
    spans, name = {tuple(span) for span in more.pop("mentions", ())}, more.pop("name", None)
    own = tuple(m for m in actor.mentions if (m.start, m.end) in spans)
    if not name or not own:
        raise Unfit("a split needs the name of the other actor and some of this one's mentions as [start, end]")
    rest = tuple(m for m in actor.mentions if m not in own)
    actors[actor.actor_id] = _decided(replace(actor, mentions=rest, aliases=_but(actor.aliases, name)))
    new = replace(actor, name=name, aliases=(), mentions=own, members=(), actor_id=row_id("a", str(actor.type), name))
    actors[new.actor_id] = replace(changed("actors", new, more, text, str), origin=Origin.ADDED, confidence=1.0)
    return {}


_WAYS: dict[Action, Callable[[Decision, Actors, str, Mapping[str, Actor]], dict[str, str] | None]] = {
    Action.MERGE: _merge,
    Action.ALIAS: _alias,
    Action.FACT: _fact,
    Action.SPLIT: _split,
}
