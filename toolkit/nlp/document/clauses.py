"""Questions to clauses: infinitives, passives, own subjects, indirect questions."""

from __future__ import annotations

from itertools import chain

from spacy.tokens import Token

from toolkit.nlp.document.grammar import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    REFLEXIVE,
    SUBJECTS,
    VERBAL,
    ancestors,
    antecedent,
    child,
    children,
    conjuncts,
)

PREFIXES = frozenset({"re", "co", "pre"})
"""Prefixes that the tokeniser splits off at a hyphen."""
_MOST_CONJUNCTS = 8
"""No sentence coordinates more verbs before the one that names the subject; a cycle-proof bound."""


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive."""
    return any(c.dep_ in PASSIVE_SUBJECTS or c.dep_ == "auxpass" for c in verb.children)


def infinitive_of(verb: Token) -> Token | None:
    """The infinitive that a verb undertakes ("agreed to send"), also where it was taken for a purpose."""
    for other in children(verb, "xcomp"):
        if other.i > verb.i and (other.tag_ == "VB" or is_infinitive(other)):
            return _prefixed(other)
    infinitives = [other for other in verb.children if other.i > verb.i and is_infinitive(other)]
    clauses = (other for other in infinitives if other.dep_ == "ccomp")
    return next(chain(filter(_is_undertaken, infinitives), clauses), None)


def _is_undertaken(purpose: Token) -> bool:
    """Whether an adverbial is what its verb undertakes: it has no subject, and no object but a reflexive stands before it."""
    if purpose.dep_ != "advcl" or child(purpose, *SUBJECTS) is not None:
        return False
    taken = [other for other in children(purpose.head, "ccomp", *OBJECTS) if other.i < purpose.i]
    return all(other.lower_.endswith(REFLEXIVE) for other in taken)


def _prefixed(verb: Token) -> Token:
    """The verb itself where the tokeniser split off its prefix ("re-open")."""
    doc = verb.doc
    split = verb.lower_ in PREFIXES and verb.i + 2 < len(doc) and doc[verb.i + 1].text == "-"
    return doc[verb.i + 2] if split else verb


def further(inner: Token) -> list[Token]:
    """What stands under coordinated prepositions: "to ending the ban and to opening the border"."""
    found = []
    for preposition in conjuncts(inner.head)[1:]:
        other = child(preposition, "pobj", "pcomp") if preposition.dep_ == "conj" else None
        if other is not None and preposition.pos_ == "ADP":
            found.append(other)
    return found


def is_infinitive(verb: Token) -> bool:
    """Whether ``verb`` is a to-infinitive, of its own or through what it is conjoined with."""
    if any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return True
    if verb.tag_ not in ("VB", "VBP"):
        return False
    has_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    return verb.dep_ == "conj" and not has_subject and verb.head.i < verb.i and is_infinitive(verb.head)


def governing_verb(noun: Token) -> Token | None:
    """The verb above a noun, past prepositions and nouns."""
    if noun.head.i == noun.i:
        return noun if noun.pos_ in VERBAL else None
    return next((above for above in ancestors(noun) if above.pos_ in VERBAL), None)


def is_indirect_question(clause: Token) -> bool:
    """An indirect question: "what he will do", "how hard they will work"."""
    return any(
        c.tag_ in ("WP", "WDT", "WRB", "WP$") and c.dep_ != "relcl" and c.lower_ != "that"
        for o in clause.lefts
        for c in (o, *o.lefts)
        if o.dep_ not in ("ccomp",)
    )


def own_subject(verb: Token) -> tuple[Token | None, bool]:
    """The subject of a finite verb, through conjunction only, and whether it is that of a passive."""
    current = verb
    for _ in range(_MOST_CONJUNCTS):
        for other in current.children:
            if other.dep_ in SUBJECTS:
                return antecedent(other) or other, current == verb and other.dep_ in PASSIVE_SUBJECTS
        if current.dep_ != "conj" or current.head.pos_ not in VERBAL:
            return None, False
        current = current.head
    return None, False
