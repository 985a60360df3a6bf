"""Toward whom something is undertaken: who is named beside the verb, else the nearest actor inside the action."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from toolkit.nlp.commitments.parties import PartyFinder
from toolkit.nlp.document.clauses import is_infinitive, own_subject
from toolkit.nlp.document.grammar import conjuncts
from toolkit.nlp.layers import ActorCluster, Range
from toolkit.records import ActorType

_PRESS = "MED"
"""PLOVER sector of those who are told everything, and concerned by nothing."""

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


def _own(parties: PartyFinder, bound: Sequence[int]) -> set[int]:
    """The parties, the states of those that speak for one, and the officials of those states."""
    states = {c.country for c in (parties.actors[key] for key in bound) if c.country and _is_of_state(c)}
    own = {c.key for c in parties.actors if c.country in states and _is_of_state(c)}
    return own | set(bound)


def _is_of_state(cluster: ActorCluster) -> bool:
    return cluster.type == ActorType.STATE or cluster.plover_sector == "GOV"


def _nearest(parties: PartyFinder, top: Token, barred: set[int]) -> tuple[int, ...]:
    level = [top]
    for _ in range(_DEEPEST):
        found = next(filter(None, (_named(parties, token, barred) for token in level)), ())
        if found:
            return found
        level = [c for token in level for c in token.children if token != top or not _is_outside(c)]
    return ()


def _named(parties: PartyFinder, token: Token, barred: set[int]) -> tuple[int, ...]:
    """The actors that a word names, with those coordinated to it; none if it names none itself."""
    found = _here(parties, token, barred)
    rest = [key for other in conjuncts(token)[1:] for key in _here(parties, other, barred)] if found else []
    return tuple(dict.fromkeys([*found, *rest]))


def _here(parties: PartyFinder, token: Token, barred: set[int]) -> list[int]:
    return [] if token.pos_ == "PRON" else [k for k in parties.registry.resolve(token) if k not in barred]


def _is_outside(part: Token) -> bool:
    """Whether a part of an action's clause tells no more whom it is done to: its subject, a circumstance."""
    return part.dep_ in ("nsubj", "punct", "conj") or (part.dep_ == "advcl" and not is_infinitive(part))
