"""When a name of a place or a people stands for a state as an actor.

A state's own name and its adjective always count. Its capital, a palace or a street count where they act or speak ("Zenda
rejected the offer", "talks with Zenda"), not as a place ("arrived in Zenda").
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.actors.collectives import BodySpan
from toolkit.nlp.actors.gazetteer import NameEntry
from toolkit.nlp.actors.naming import NamedRange
from toolkit.nlp.actors.person_words import is_capitalised, role_sectors
from toolkit.nlp.document.grammar import head_of
from toolkit.records import ActorType, MentionKind

PLACES = frozenset({"capital", "city", "metonym"})
"""Kinds of names that stand for the state only where they act."""

_ACTING_PREPOSITIONS = frozenset({"with", "between", "against", "by", "toward", "towards", "among", "on", "from", "to"})
_GIVING_PREPOSITIONS = frozenset({"to", "from", "on"})
"""Prepositions after which a place acts only beside a noun of what is given: "a message to"."""
_OF_WHERE = frozenset({"from", "of"})
_GOES_ON = frozenset({"of", "and"})
_PRIVATE = frozenset({"MED", "BUS", "EDU", "NGO"})
"""Sectors of organisations whose names say nothing of the state they hold."""


def is_part_of_name(doc: Doc, start: int, end: int, entry: NameEntry) -> bool:
    """Whether a state's name is a word of another place's name here: "New Mexico", "the Korean peninsula".

    Parameters
    ----------
    doc
        The Doc.
    start, end
        Where the name stands.
    entry
        What it stands for by itself.
    """
    if end - start > 1 or entry.kind not in ("state", "demonym"):
        return False
    if start > 0 and doc[start - 1].text in _words("other_places"):
        return True
    return entry.kind == "demonym" and end < len(doc) and doc[end].lower_ in _words("waters")


def _words(key: str) -> frozenset[str]:
    return lexicon.words("place_names", key)


def with_governments(
    doc: Doc, places: Iterable[NamedRange], found: Iterable[BodySpan]
) -> tuple[list[NamedRange], list[BodySpan]]:
    """Names of states and of organisations, the governments that mean their state moved from the second to the first.

    Parameters
    ----------
    doc
        The Doc.
    places
        Names of states, of their people and capitals.
    found
        Organisations found in the text.
    """
    held, bodies = list(places), list(found)
    by_start = {} if is_torn(doc) else {start: entry for start, _, entry in held}
    entries = [_governed(doc, body, by_start) for body in bodies]
    moved = [
        (body.start, body.end, replace(entry, kind="official"))
        for body, entry in zip(bodies, entries, strict=True)
        if entry is not None
    ]
    names = sorted([*(name for name in held if not _lies_in(name, moved)), *moved], key=lambda n: n[:2])
    return names, [body for body, entry in zip(bodies, entries, strict=True) if entry is None]


def _lies_in(name: NamedRange, others: Iterable[NamedRange]) -> bool:
    return any(start <= name[0] < end for start, end, _ in others)


def _governed(doc: Doc, body: BodySpan, by_start: Mapping[int, NameEntry]) -> NameEntry | None:
    """The state whose government a body is, by the name or adjective that it begins with."""
    if doc[body.end - 1].lower_ not in lexicon.words("bodies", "as_state"):
        return None
    return by_start.get(body.start + (doc[body.start].lower_ == "the"))


def is_torn(doc: Doc) -> bool:
    """Whether the article tells of those who fight or oppose a government, which then is not all of its state."""
    return any(token.lower_ in lexicon.words("bodies", "against_government") for token in doc)


def without_signatures(found: list[NamedRange], signed: Collection[int]) -> list[NamedRange]:
    """The known organisations without the papers and agencies that are only named where articles are signed."""
    acting = {entry.name for start, _, entry in found if start not in signed}
    return [n for n in found if n[2].plover_sector != "MED" or n[2].name in acting]


def halves(doc: Doc, found: Iterable[NamedRange]) -> list[NamedRange]:
    """ "the South" in an article on South Ruritania: the one state named with that word, where it is named again and again."""
    taken: set[int] = set()
    named: dict[str, list[NameEntry]] = {}
    for start, end, entry in found:
        taken.update(range(start, end))
        if entry.type == ActorType.STATE and doc[start].text in _words("halves"):
            named.setdefault(doc[start].text, []).append(entry)
    only = {word: entries[0] for word, entries in named.items() if _is_one_state(entries)}
    return [
        (i, i + 1, replace(only[doc[i].text], kind="state"))
        for i in range(1, len(doc))
        if doc[i].text in only and i not in taken and _stands_alone(doc, i)
    ]


def _is_one_state(entries: list[NameEntry]) -> bool:
    return len(entries) > 1 and len({entry.code for entry in entries}) == 1


def _stands_alone(doc: Doc, position: int) -> bool:
    """ "the South", but not "the South of" or "the South Zenda Line"."""
    after = doc[position + 1] if position + 1 < len(doc) else None
    goes_on = after is not None and (is_capitalised(after) or after.lower_ in _GOES_ON)
    return doc[position - 1].lower_ == "the" and not goes_on


def mention_kind(entry: NameEntry) -> MentionKind:
    """How a name of that kind refers to the state."""
    if entry.kind == "demonym":
        return MentionKind.DEMONYM
    return MentionKind.ABBREVIATION if entry.kind == "abbreviation" else MentionKind.NAME


def counts(doc: Doc, start: int, end: int, entry: NameEntry, body: BodySpan | None) -> bool:
    """Whether the name stands for the state as an actor here.

    Parameters
    ----------
    doc
        The Doc.
    start, end
        Where the name stands.
    entry
        What it stands for.
    body
        The organisation's name that it is part of, if any: that of a company or a paper says nothing of the state.
    """
    if start > 0 and doc[start - 1].lower_ in _words("not_of_state"):
        return False
    if body is not None and body.sector in _PRIVATE and body.rule != "collective":
        return False
    return entry.kind not in PLACES or acts(head_of(doc, start, end))


def mediates(token: Token) -> bool:
    """Whether a state's name only says who mediates: "the Ruritanian mediator", "mediators from Ruritania and Zenda"."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token.dep_ == "pobj" and token.head.lower_ in _OF_WHERE:
        token = token.head
    return token.head.lemma_.lower() in _words("mediators")


def acts(token: Token) -> bool:
    """Whether a place acts or speaks: subject, agent, partner of talks, owner of a policy; not a location."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    rule = _ACTS.get(token.dep_)
    return rule is not None and rule(token)


def _does(token: Token) -> bool:
    """As a subject: of any verb but "be", and of that where it tells a quality or an intention."""
    return token.head.lemma_.lower() != "be" or any(c.dep_ in ("acomp", "xcomp") for c in token.head.children)


def _is_addressed(token: Token) -> bool:
    return token.head.lemma_.lower() in lexicon.words("bodies", "addressed")


def _is_party(token: Token) -> bool:
    """After a preposition: "a message to Zenda", "the government in Zenda", "praised by Zenda", "talks with Zenda"."""
    preposition = token.head
    if preposition.lower_ in _GIVING_PREPOSITIONS:
        return preposition.head.lemma_.lower() in lexicon.words("bodies", "given")
    if preposition.lower_ == "in":
        return preposition.head.lower_ in _words("seated")
    return preposition.lower_ in _ACTING_PREPOSITIONS


def _owns(token: Token) -> bool:
    lemma = token.head.lemma_.lower()
    return lemma in role_sectors() or lemma in lexicon.words("bodies", "acts") or _leads(token)


def _leads(token: Token) -> bool:
    return token.head.lemma_.lower() in lexicon.words("bodies", "led")


_ACTS: Mapping[str, Callable[[Token], bool]] = {
    "nsubj": _does,
    "nsubjpass": _does,
    "dobj": _is_addressed,
    "dative": _is_addressed,
    "pobj": _is_party,
    "poss": _owns,
    "compound": _leads,
    "amod": _leads,
    "nmod": _leads,
}
"""When a place acts, by its label in the tree."""
