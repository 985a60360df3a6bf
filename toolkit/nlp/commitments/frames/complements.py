"""What hangs on a verb that undertakes: who is bound, with whom, and what is undertaken."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import NAMED, under_prepositions, words
from toolkit.nlp.document.clauses import is_infinitive
from toolkit.nlp.document.grammar import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    VERBAL,
    agent,
    antecedent,
    auxiliaries,
    child,
    children,
    modality,
    subject,
)
from toolkit.nlp.document.lemmas import any_word, lemma_of

_DUMMIES = frozenset({"it", "there"})
_PARTNER_PREPOSITIONS = frozenset({"with", "to", "against"})
_OBLIGING = frozenset({"should", "must"})
_OBLIGED = frozenset({"should", "shall", "must"})
_DOUBTING = frozenset({"if", "whether"})
_BY_WHOM = frozenset({"from", "by"})
_NO_ACTIONS = frozenset({"DATE", "TIME", "PERSON", "GPE", "NORP"})
"""Entity labels of what is no action."""


def holder_of(verb: Token) -> Token | None:
    """Who is bound by what ``verb`` says: its subject, or the agent of a passive."""
    found, passive = subject(verb)
    if passive:
        return agent(verb)
    return found if found is None or found.lower_ not in _DUMMIES or found.dep_ != "expl" else None


def object_of(verb: Token) -> Token | None:
    """What a verb is about: its object or the subject of a passive; the noun that a relative pronoun stands for."""
    noun = child(verb, *OBJECTS) or child(verb, *PASSIVE_SUBJECTS)
    return noun if noun is None else antecedent(noun) or noun


def partner_of(verb: Token) -> Token | None:
    """To or with whom something is undertaken: "promised Mali", "agreed with Iran", "assured the council"."""
    for other in verb.children:
        if other.dep_ == "dative" and other.pos_ != "ADP":
            return other
        if other.dep_ in ("prep", "dative") and other.lower_ in _PARTNER_PREPOSITIONS and other.i > verb.i:
            inner = child(other, "pobj")
            if can_undertake(inner):
                return inner
    return None


def future_clause(verb: Token, opinion: bool = False) -> Token | None:
    """The that-clause of an undertaking, if it speaks of the future ("that it would", "that talks be held").

    Parameters
    ----------
    verb
        The verb that undertakes.
    opinion
        Whether the verb in the present tense with "should" voices a view: "they agree that it should", not "agreed that".
    """
    view = opinion and verb.tag_ in ("VBP", "VBZ")
    for other in children(verb, "ccomp"):
        if other.pos_ not in VERBAL or (view and any_word(auxiliaries(other), _OBLIGING)):
            continue
        if _speaks_of_future(other) and not any_word(children(other, "mark"), _DOUBTING):
            return other
    return None


def _speaks_of_future(clause: Token) -> bool:
    """ "Would send", "should be lifted", "(that talks) be held"."""
    if modality(clause) in ("future", "conditional") or any_word(auxiliaries(clause), _OBLIGED):
        return True
    return clause.tag_ == "VB" and not is_infinitive(clause) and child(clause, "aux", "auxpass") is None


def subject_matters(clause: Token) -> bool:
    """Whether a clause's subject is part of the action: not where it only takes up who is bound ("that it would")."""
    found = child(clause, *SUBJECTS)
    return found is not None and (found.dep_ in PASSIVE_SUBJECTS or not can_undertake(found))


def prepositional(verb: Token, preposition: str) -> Token | None:
    """The noun or gerund under a preposition of the verb, if it can name an action."""
    wanted = {preposition, "upon"} if preposition == "on" else {preposition}
    for found, inner in under_prepositions(verb, wanted, ("prep", "prt", "dative")):
        if found.i > verb.i and _names_action(inner):
            return inner
    return None


def _names_action(inner: Token) -> bool:
    """Whether a noun or gerund under a preposition can name an action: no pronoun, no person, place or date."""
    if inner.pos_ == "PRON" or inner.tag_ in ("WP", "WDT") or lemma_of(inner) in words("no_actions"):
        return False
    if inner.pos_ in VERBAL:
        return inner.tag_ == "VBG"
    return inner.ent_type_ not in _NO_ACTIONS and inner.pos_ not in ("ADV", "ADP", "ADJ", "SCONJ")


def from_whom(noun: Token) -> Token | None:
    """Whose proposal, demand or appeal it is: its possessor, "from X", "by X", or a demonym before it."""
    return next(_owners(noun), None) or next(_makers(noun), None)


def _owners(noun: Token) -> Iterator[Token]:
    for other in noun.children:
        if other.dep_ == "poss" and other.pos_ != "PRON":
            yield other
        inner = child(other, "pobj") if other.dep_ in ("prep", "agent") and other.lower_ in _BY_WHOM else None
        if inner is not None:
            yield inner


def _makers(noun: Token) -> Iterator[Token]:
    for other in noun.children:
        by = agent(other) if other.dep_ == "acl" else None
        if by is not None:
            yield by
        if other.dep_ in ("amod", "compound", "nmod") and other.ent_type_ in NAMED:
            yield other


def is_now(verb: Token) -> bool:
    """Not a perfect ("has not agreed yet"): only then does a negated undertaking decline."""
    perfect = any(a.lemma_ == "have" for a in auxiliaries(verb))
    return not perfect and not any(c.lower_ == "yet" for c in verb.children)
