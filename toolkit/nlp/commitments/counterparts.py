"""Toward whom something is undertaken: who is named beside the verb or inside the action, else the other side in play."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from toolkit.nlp.commitments.parties import PartyFinder
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import is_infinitive, own_subject
from toolkit.nlp.document.grammar import conjuncts
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.nlp.layers import ActorCluster, Range
from toolkit.records import ActorType

_PRESS = "MED"
"""PLOVER sector of those who are told everything, and concerned by nothing."""

_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
"""PLOVER sectors of those who are on the side of their state."""

_DEEPEST = 9
"""So many steps down are looked at: what is named deeper is no longer whom the action is done to."""


def counterparts(
    parties: PartyFinder, partner: Token | None, bound: Sequence[int], within: Token | None
) -> tuple[int, ...]:
    """Keys of the actors that the frame's partner names; else of those nearest to the top of the action.

    Those who are bound, and their own people, are no counterparts. Persons stay persons here.

    Parameters
    ----------
    parties
        What finds the actors behind noun phrases.
    partner
        Head of the phrase that the frame itself names as its other side.
    bound
        Keys of the actors that are bound.
    within
        Head of the action.
    """
    barred = _own(parties, bound)
    named = () if partner is None else parties.of_phrase(partner, personal=True)
    found = tuple(key for key in named if key not in barred)
    return found or (_nearest(parties, within, barred) if within is not None else ())


def implied(
    parties: PartyFinder, told: Sequence[int], condition: Range | None, bound: Sequence[int]
) -> tuple[int, ...]:
    """Who is concerned where neither frame nor action names anybody: who is told, else who is to do what it depends on.

    Parameters
    ----------
    parties
        What finds the actors behind noun phrases.
    told
        Keys of the addressees of the statement.
    condition
        The words of the condition.
    bound
        Keys of the actors that are bound.
    """
    barred = _own(parties, bound)
    found = [key for key in parties.binding.bound(told) if parties.actors[key].plover_sector != _PRESS]
    if not found and condition is not None:
        clause = next((t for t in parties.layers.doc[slice(*condition)] if t.dep_ == "advcl"), None)
        found = [] if clause is None else list(parties.of_phrase(own_subject(clause)[0], create=False))
    return tuple(key for key in found if key not in barred)


def other_side(parties: PartyFinder, bound: Sequence[int]) -> tuple[int, ...]:
    """The state that an article names most, of those on another side than the state that is bound.

    For what a state always does toward somebody, though nobody may be named beside it: refusals, threats, offers. Parties,
    unions and companies do so toward those at home as well.

    Parameters
    ----------
    parties
        What finds the actors behind noun phrases.
    bound
        Keys of the actors that are bound.
    """
    if not any(_is_of_state(parties.actors[key]) for key in bound):
        return ()
    barred = _own(parties, bound)
    others = [c for c in parties.actors if c.type == ActorType.STATE and c.key not in barred and c.mentions]
    return (max(others, key=lambda c: len(c.mentions)).key,) if others else ()


def _own(parties: PartyFinder, bound: Sequence[int]) -> set[int]:
    """The parties, the states of those that speak for one, and the officials of those states."""
    states = {c.country for c in (parties.actors[key] for key in bound) if c.country and _is_of_state(c)}
    own = {c.key for c in parties.actors if c.country in states and _is_of_state(c)}
    return own | set(bound)


def _is_of_state(cluster: ActorCluster) -> bool:
    return cluster.type == ActorType.STATE or cluster.plover_sector in _OFFICIAL


def _nearest(parties: PartyFinder, top: Token, barred: set[int]) -> tuple[int, ...]:
    level = [top]
    for _ in range(_DEEPEST):
        found = next(filter(None, (_named(parties, token, barred) for token in level)), ())
        if found:
            return found
        level = [
            c
            for token in level
            for c in token.children
            if not _is_circumstance(c) and (token != top or not _is_outside(c))
        ]
    return ()


def _named(parties: PartyFinder, token: Token, barred: set[int]) -> tuple[int, ...]:
    """The actors that a word names, with those coordinated to it; none if it names none itself."""
    found = _here(parties, token, barred)
    rest = [key for other in conjuncts(token)[1:] for key in _here(parties, other, barred)] if found else []
    return tuple(dict.fromkeys([*found, *rest]))


def _here(parties: PartyFinder, token: Token, barred: set[int]) -> list[int]:
    if token.pos_ == "PRON" or _is_place(token):
        return []
    return [k for k in parties.registry.resolve(token) if k not in barred]


def _is_place(token: Token) -> bool:
    """Whether a name only says where or by what: "in Lviv", "under the treaty"; "at the table of the council" is no such."""
    return token.dep_ == "pobj" and token.head.lower_ in words("places_under")


def _is_circumstance(part: Token) -> bool:
    """Whether a phrase says by what measure or as what something is done: "in line with", "according to"."""
    if part.lower_ in ("according", "as") and part.dep_ in ("prep", "mark"):
        return True
    inner = (c for c in part.children if c.dep_ == "pobj")
    return part.dep_ == "prep" and any(lemma_of(c) in words("measures") for c in inner)


def _is_outside(part: Token) -> bool:
    """Whether a part of an action's clause tells no more whom it is done to: its subject, a circumstance."""
    return part.dep_ in ("nsubj", "punct", "conj") or (part.dep_ == "advcl" and not is_infinitive(part))
