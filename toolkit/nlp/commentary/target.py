"""What an evaluative word is said of, by its place in the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from toolkit.nlp.commentary.evaluative_words import evaluation, listed
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import Range

_SPEAKER = frozenset({"i", "we", "you"})
_ABOUT = frozenset({"about", "over", "towards", "toward", "regarding"})
_OWNED_BY = frozenset({"of", "in", "with", "for", "by", "to"})
"""Prepositions after an evaluative noun that name what it is said of: "the failure of the talks"."""
_PASSED_ON = frozenset({"of", "for", "to"})
"""Prepositions before an evaluative noun: what stands before them is asked in its place ("a sign of weakness")."""
_COMPARED = frozenset({"as", "like"})
_COMPLEMENTS = frozenset({"attr", "oprd"})
_SPOKEN_OF = frozenset({"nsubj", "nsubjpass", "ROOT"})
_FREE = _SPOKEN_OF | {"dobj", "pobj"}


def topic(tokens: Iterable[Token], inside: set[int]) -> Range | None:
    """The subject of the statement's main clause."""
    for token in tokens:
        if token.i in inside and (token.head.i not in inside or token.head.i == token.i):
            subject = grammar.subject(token)[0] if token.pos_ in grammar.VERBAL else None
            if subject is not None and subject.i in inside:
                return _clipped(subject, inside)
            if token.pos_ in {"NOUN", "PROPN"}:
                return _clipped(token, inside)
    return None


def _clipped(token: Token, inside: set[int]) -> Range:
    start, end = grammar.core_phrase(token)
    while start > 1 and token.doc[start - 1].text == "-" and start - 2 in inside:
        start -= 2  # "African-Americans"
    while start < token.i and start not in inside:
        start += 1
    while end - 1 > token.i and end - 1 not in inside:
        end -= 1
    return grammar.trimmed(token.doc, start, end)


def target_of(token: Token, tokens: list[Token], inside: set[int]) -> Range | None:
    """What the evaluative word is said of."""
    found = _evaluated(token)
    if found is not None:
        found = grammar.antecedent(found) or found
    if found is not None and found.lower_ in _SPEAKER and token.pos_ in {"ADJ", "NOUN"}:
        found = token.head if token.dep_ == "amod" else token
        return _clipped(found, inside)
    if found is None or found.i == token.i:
        return topic(tokens, inside)
    return grammar.core_phrase(found) if found.i not in inside else _clipped(found, inside)


def _evaluated(token: Token) -> Token | None:
    about = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in _ABOUT), None)
    if about is not None:
        return grammar.child(about, "pobj")
    if token.pos_ in grammar.VERBAL:
        return _of_verb(token)
    asked = _BY_LABEL.get((token.dep_, token.pos_)) or _BY_LABEL.get((token.dep_, "")) or _of_noun
    return asked(token)


def _of_verb(verb: Token) -> Token | None:
    found = evaluation(verb)
    subject, passive = grammar.subject(verb)
    if found is not None and found[1] == "object":
        return subject if passive else _object(verb)
    return (grammar.agent(verb) or subject) if passive else subject


def _object(verb: Token) -> Token | None:
    """What a verb is done to: its object, or what its first preposition takes."""
    found = grammar.child(verb, "dobj", "obj")
    prep = grammar.child(verb, "prep")
    return found or (grammar.child(prep, "pobj") if prep is not None else None)


def _of_modifier(adjective: Token) -> Token | None:
    return _of_noun(adjective.head) or adjective.head


def _of_adverb(adverb: Token) -> Token | None:
    return grammar.subject(adverb.head)[0] if adverb.head.pos_ in grammar.VERBAL else _of_noun(adverb)


def _of_complement(token: Token) -> Token | None:
    """Object complements are said of the object ("called the deal unwise"), others of the subject."""
    verb = token.head
    made = grammar.child(verb, "dobj", "obj")
    if token.dep_ == "oprd" and made is not None:
        return made
    return grammar.subject(verb)[0] if verb.pos_ in grammar.VERBAL else None


_BY_LABEL: dict[tuple[str, str], Callable[[Token], Token | None]] = {
    ("amod", ""): _of_modifier,
    ("acomp", "ADJ"): _of_complement,
    ("oprd", "ADJ"): _of_complement,
    ("attr", "ADJ"): _of_complement,
    ("advmod", ""): _of_adverb,
}
"""Who is asked by label and part of speech (none: any) of a word that is no verb; else it is taken for a noun."""


def _of_noun(noun: Token) -> Token | None:
    head = noun.head
    if noun.dep_ in _COMPLEMENTS and head.pos_ in grammar.VERBAL:
        return _of_complement(noun)
    if noun.dep_ == "dobj" and head.lemma_.lower() in listed("light_verbs"):
        return grammar.subject(head)[0]
    if noun.dep_ == "pobj":
        return _of_object(noun)
    return _owner(noun) or (noun if noun.dep_ in _SPOKEN_OF else None)


def _of_object(noun: Token) -> Token | None:
    """What a noun after a preposition is said of: "regards it as a success", "a sign of weakness"."""
    preposition, above = noun.head, noun.head.head
    if preposition.lower_ in _COMPARED and above.pos_ in grammar.VERBAL:
        return grammar.child(above, "dobj", "obj") or grammar.subject(above)[0]
    return _of_noun(above) if preposition.lower_ in _PASSED_ON and above.pos_ == "NOUN" else _owner(noun)


def _owner(noun: Token) -> Token | None:
    """What a noun is said of by a preposition after it, where the noun does not complete another."""
    if noun.dep_ not in _FREE:
        return None
    named = (grammar.child(c, "pobj") for c in noun.children if c.dep_ == "prep" and c.lower_ in _OWNED_BY)
    return next((inner for inner in named if inner is not None), None)
