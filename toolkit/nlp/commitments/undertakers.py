"""Who can undertake something, and what is undertaken of free will."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.actors.person_words import role_sectors
from toolkit.nlp.commitments.words import NAMED, words
from toolkit.nlp.document.grammar import OBJECTS, RELATIVE_PRONOUNS, child
from toolkit.nlp.document.lemmas import lemma_of

_PERSONAL_RELATIVES = frozenset({"who", "which"})
_IMPERSONAL = frozenset(
    {"this", "there", "what", "something", "nothing", "everything", "anything", "these", "those", "one", "you"}
)
"""Pronouns that mean nobody who could be bound."""

_QUANTITIES = frozenset({"both", "all", "two", "three", "four", "five", "others", "many", "several", "each"})
"""Words of number that stand for people or bodies: "both agreed"."""

_NOT_NAMED = frozenset({"DATE", "TIME", "EVENT", "WORK_OF_ART", "LAW", "FAC", "PRODUCT", "MONEY", "PERCENT"})
"""Entity labels of proper nouns that cannot act."""

_ARGUMENTS = frozenset({"dobj", "obj", "prt", "oprd", "advmod", "acomp", "ccomp"})


def can_undertake(holder: Token | None) -> bool:
    """Whether the phrase headed by ``holder`` can be bound: a name, a pronoun, or a noun of people or bodies."""
    if holder is None:
        return False
    if holder.pos_ == "PRON":
        return holder.lower_ not in (RELATIVE_PRONOUNS - _PERSONAL_RELATIVES) | _IMPERSONAL
    if holder.ent_type_ in NAMED or {lemma_of(holder), holder.lower_} & words("undertakers"):
        return True
    if holder.pos_ == "PROPN":
        return holder.ent_type_ not in _NOT_NAMED
    if holder.pos_ in ("ADJ", "NUM", "DET"):
        return holder.lower_ in _QUANTITIES
    return _is_of_people(holder)


def _is_of_people(noun: Token) -> bool:
    """Whether a noun is one of people: one that a role can be, or a plural that is formed like one ("hijackers")."""
    lemma = lemma_of(noun)
    if lemma in words("not_undertakers"):
        return False
    plural_of_people = noun.tag_ == "NNS" and lemma.endswith(tuple(words("people_endings")))
    return lemma in role_sectors() or (plural_of_people and child(noun, "relcl") is None)


def is_voluntary(verb: Token) -> bool:
    """Whether what ``verb`` says is done on purpose, and so can be undertaken."""
    lemma = lemma_of(verb)
    if lemma in words("held_or_taken"):
        named = {lemma_of(c) for c in _arguments(verb)}
        return bool(named) and not named & words("spans")
    if lemma not in words("involuntary"):
        return True
    allowed = lexicon.document("commissives")["voluntary_objects"].get(lemma, ())
    return any(lemma_of(c) in allowed for c in _arguments(verb))


def _arguments(verb: Token) -> Iterator[Token]:
    """What a verb governs, with what is coordinated to its objects and what qualifies them."""
    for other in verb.children:
        if other.dep_ in _ARGUMENTS:
            yield other
        if other.dep_ in OBJECTS:
            yield from (c for c in other.children if c.dep_ in ("conj", "amod"))
