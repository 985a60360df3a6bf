"""What an evaluative word is said of."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from toolkit.nlp.commentary.evaluative_words import LIGHT, evaluation
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import Range

_SPEAKER = frozenset({"i", "we", "you"})
_ABOUT = frozenset({"about", "over", "towards", "toward", "regarding"})


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
    found = evaluation(token)
    about = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in _ABOUT), None)
    if about is not None:
        return grammar.child(about, "pobj")
    if token.pos_ in grammar.VERBAL:
        return _of_verb(token, found[1] if found else "subject")
    if token.dep_ == "amod":
        noun = token.head
        return _of_noun(noun) or noun
    if token.dep_ in {"acomp", "oprd", "attr"} and token.pos_ == "ADJ":
        return _of_complement(token)
    if token.dep_ == "advmod" and token.head.pos_ in grammar.VERBAL:
        return grammar.subject(token.head)[0]
    return _of_noun(token)


def _of_verb(verb: Token, role: str) -> Token | None:
    subject, passive = grammar.subject(verb)
    if role == "object":
        found = grammar.child(verb, "dobj", "obj")
        prep = next((c for c in verb.children if c.dep_ == "prep"), None)
        return subject if passive else found or (grammar.child(prep, "pobj") if prep is not None else None)
    return (grammar.agent(verb) or subject) if passive else subject


def _of_complement(token: Token) -> Token | None:
    """Object complements are said of the object ("called the deal unwise"), others of the subject."""
    verb = token.head
    made = grammar.child(verb, "dobj", "obj")
    if token.dep_ == "oprd" and made is not None:
        return made
    return grammar.subject(verb)[0] if verb.pos_ in grammar.VERBAL else None


def _of_noun(noun: Token) -> Token | None:
    head = noun.head
    if noun.dep_ in {"attr", "oprd"} and head.pos_ in grammar.VERBAL:
        return _of_complement(noun)
    if noun.dep_ == "dobj" and head.lemma_.lower() in LIGHT:
        return grammar.subject(head)[0]
    if noun.dep_ == "pobj" and head.lower_ in {"as", "like"} and head.head.pos_ in grammar.VERBAL:
        return grammar.child(head.head, "dobj", "obj") or grammar.subject(head.head)[0]
    if noun.dep_ == "pobj" and head.lower_ in {"of", "for", "to"} and head.head.pos_ == "NOUN":
        return _of_noun(head.head)
    for preposition in noun.children:
        if preposition.dep_ == "prep" and preposition.lower_ in {"of", "in", "with", "for", "by", "to"}:
            inner = grammar.child(preposition, "pobj")
            if inner is not None and noun.dep_ in {"nsubj", "nsubjpass", "ROOT", "dobj", "pobj"}:
                return inner
    return noun if noun.dep_ == "ROOT" or noun.dep_.startswith("nsubj") else None
