"""When a name of a place or a people stands for a state as an actor.

A state's own name and its adjective always count. Its capital, a palace or a street count where they act or speak ("Zenda
rejected the offer", "talks with Zenda"), not as a place ("arrived in Zenda").
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.actors.collectives import BodySpan
from toolkit.nlp.actors.known_names import NameEntry
from toolkit.nlp.actors.person_words import is_capitalised, role_sectors
from toolkit.nlp.document.grammar import head_of
from toolkit.records import ActorType, MentionKind

PLACES = frozenset({"capital", "city", "metonym"})
"""Kinds of names that stand for the state only where they act."""

_ACTING_PREPOSITIONS = frozenset({"with", "between", "against", "by", "toward", "towards", "among", "on", "from", "to"})
_SEATED = frozenset(
    {"government", "ministry", "regime", "administration", "authorities", "cabinet", "leadership", "rulers"}
)
_QUARTERS = frozenset({"North", "South"})
_PRIVATE = frozenset({"MED", "BUS", "EDU", "NGO"})


def is_part_of_name(doc: Doc, start: int, end: int, entry: NameEntry) -> bool:
    """Whether a state's name is a word of another name here: "Jordan Berg", "New Mexico"."""
    if entry.kind == "leader" or end - start > 1:
        return False
    token = doc[start]
    after = doc[end] if end < len(doc) else None
    if token.ent_type_ == "PERSON" and after is not None and is_capitalised(after) and after.ent_type_ == "PERSON":
        return True
    before = doc[start - 1] if start > 0 else None
    if before is not None and before.text in ("New", "Latin", "Central") and entry.kind in ("state", "demonym"):
        return True
    if (
        after is not None
        and entry.kind == "demonym"
        and after.lower_ in ("peninsula", "sea", "gulf", "channel", "ocean")
    ):
        return True
    return (
        token.ent_type_ == "PERSON" and before is not None and before.ent_type_ == "PERSON" and is_capitalised(before)
    )


def without_signatures(
    found: list[tuple[int, int, NameEntry]], signed: Collection[int]
) -> list[tuple[int, int, NameEntry]]:
    """The known organisations without the papers and agencies that are only named where articles are signed."""
    acting = {entry.name for start, _, entry in found if start not in signed}
    return [n for n in found if n[0] not in signed or n[2].plover_sector != "MED" or n[2].name in acting]


def quarters(doc: Doc, found: list[tuple[int, int, NameEntry]]) -> list[tuple[int, int, NameEntry]]:
    """ "the South" in an article on South Ruritania: the one state named with that word, where it is named again and again."""
    named: dict[str, list[NameEntry]] = {}
    for start, _, entry in found:
        if entry.type == ActorType.STATE and doc[start].text in _QUARTERS:
            named.setdefault(doc[start].text, []).append(entry)
    taken = {i for start, end, _ in found for i in range(start, end)}
    hits = []
    for token in doc[1:]:
        entries = named.get(token.text, [])
        if len(entries) < 2 or token.i in taken or len({e.code for e in entries}) > 1:
            continue
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        goes_on = after is not None and (is_capitalised(after) or after.lower_ in ("of", "and"))
        if doc[token.i - 1].lower_ == "the" and not goes_on:
            hits.append((token.i, token.i + 1, replace(entries[0], kind="state")))
    return hits


def mention_kind(entry: NameEntry) -> MentionKind:
    """How a name of that kind refers to the state."""
    if entry.kind == "demonym":
        return MentionKind.DEMONYM
    return MentionKind.ABBREVIATION if entry.kind == "abbreviation" else MentionKind.NAME


def counts(doc: Doc, start: int, end: int, entry: NameEntry, body: BodySpan | None) -> bool:
    """Whether the name stands for the state as an actor here.

    ``body`` is the organisation's name that it is part of, if any: that of a company or a paper says nothing of the state.
    """
    if start > 0 and entry.kind == "demonym" and doc[start - 1].lower_ == "ethnic":
        return False
    if body is not None and body.sector in _PRIVATE and body.rule != "collective":
        return False
    if entry.kind not in PLACES:
        return True
    return acts(head_of(doc, start, end))


def mediates(token: Token) -> bool:
    """Whether a state's name only says who mediates: "the Ruritanian mediator", "mediators from Ruritania and Zenda"."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token.dep_ == "pobj" and token.head.lower_ in ("from", "of"):
        token = token.head
    return token.head.lemma_.lower() in ("mediator", "mediation", "facilitator", "go-between")


def acts(token: Token) -> bool:
    """Whether a place acts or speaks: subject, agent, partner of talks, owner of a policy; not a location."""
    head, dep = token.head, token.dep_
    lemma = head.lemma_.lower()
    if dep in ("nsubj", "nsubjpass"):
        return lemma != "be" or any(c.dep_ in ("acomp", "xcomp") for c in head.children)
    if dep == "conj" and head.i != token.i:
        return acts(head)
    if dep in ("dobj", "dative"):
        return lemma in lexicon.words("bodies", "addressed")
    if dep == "pobj":
        if head.lower_ in ("to", "from", "on"):
            return head.head.lemma_.lower() in lexicon.words("bodies", "given")
        if head.lower_ == "in":
            return head.head.lower_ in _SEATED
        return head.dep_ == "agent" or head.lower_ in _ACTING_PREPOSITIONS
    if dep == "poss":
        speaking = lexicon.words("bodies", "acts") | lexicon.words("bodies", "led") | role_sectors().keys()
        return lemma in speaking
    return dep in ("compound", "amod", "nmod") and lemma in lexicon.words("bodies", "led")
