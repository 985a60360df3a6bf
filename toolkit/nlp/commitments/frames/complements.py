"""What hangs on a verb that undertakes: who is bound, with whom, and what is undertaken."""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.document.clauses import is_infinitive
from toolkit.nlp.document.grammar import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    VERBAL,
    agent,
    auxiliaries,
    child,
    modality,
    subject,
)
from toolkit.nlp.document.lemmas import lemma_of

_NO_ACTION = frozenset(
    {
        "need",
        "importance",
        "necessity",
        "principle",
        "fact",
        "point",
        "question",
        "it",
        "that",
        "this",
        "them",
        "view",
        "responsibility",
        "seriousness",
        "threat",
        "danger",
        "value",
        "definition",
        "issue",
        "priority",
        "matter",
    }
)


def holder_of(verb: Token) -> Token | None:
    """Who is bound by what ``verb`` says: its subject, or the agent of a passive."""
    found, passive = subject(verb)
    if passive:
        return agent(verb)
    return found if found is None or found.lower_ not in ("it", "there") or found.dep_ != "expl" else None


def partner_of(verb: Token) -> Token | None:
    """To or with whom something is undertaken: "promised Mali", "agreed with Iran", "assured the council"."""
    for other in verb.children:
        if other.dep_ == "dative" and other.pos_ != "ADP":
            return other
        if other.dep_ in ("prep", "dative") and other.lower_ in ("with", "to", "against") and other.i > verb.i:
            inner = child(other, "pobj")
            if inner is not None and can_undertake(inner):
                return inner
    return None


def future_clause(verb: Token) -> Token | None:
    """The that-clause of an undertaking, if it speaks of the future ("that it would", "that talks be held")."""
    for other in verb.children:
        if other.dep_ != "ccomp" or other.pos_ not in VERBAL:
            continue
        bare = other.tag_ == "VB" and not is_infinitive(other) and child(other, "aux", "auxpass") is None
        held = lemma_of(verb) == "agree" and verb.tag_ in ("VBP", "VBZ")
        if held and any(a.lower_ in ("should", "must") for a in auxiliaries(other)):
            continue  # "agree that it should" is an opinion, "agreed that" a decision
        if (
            modality(other) in ("future", "conditional")
            or bare
            or any(a.lower_ in ("should", "shall", "must") for a in auxiliaries(other))
        ) and not any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in other.children):
            return other
    return None


def subject_matters(clause: Token) -> bool:
    """Whether a clause's subject is part of the action: not where it only takes up who is bound ("that it would")."""
    found = child(clause, *SUBJECTS)
    return found is not None and (found.dep_ in PASSIVE_SUBJECTS or not can_undertake(found))


def prepositional(verb: Token, preposition: str) -> Token | None:
    """The noun or gerund under a preposition of the verb, if it can name an action."""
    wanted = {preposition, "upon"} if preposition == "on" else {preposition}
    for other in verb.children:
        if other.dep_ in ("prep", "prt", "dative") and other.lower_ in wanted and other.i > verb.i:
            inner = child(other, "pobj", "pcomp")
            if inner is None or inner.pos_ == "PRON" or lemma_of(inner) in _NO_ACTION or inner.tag_ in ("WP", "WDT"):
                continue
            if (inner.pos_ in VERBAL and inner.tag_ != "VBG") or inner.ent_type_ in (
                "DATE",
                "TIME",
                "PERSON",
                "GPE",
                "NORP",
            ):
                continue
            return inner
    return None


def from_whom(noun: Token) -> Token | None:
    """Whose proposal, demand or appeal it is: its possessor, "from X", "by X", or a demonym before it."""
    for other in noun.children:
        if other.dep_ == "poss" and other.pos_ != "PRON":
            return other
        if other.dep_ in ("prep", "agent") and other.lower_ in ("from", "by"):
            inner = child(other, "pobj")
            if inner is not None:
                return inner
    for other in noun.children:
        if other.dep_ == "acl" and (by := agent(other)) is not None:
            return by
        if other.dep_ in ("amod", "compound", "nmod") and other.ent_type_ in ("NORP", "GPE", "ORG", "PERSON"):
            return other
    return None


def is_now(verb: Token) -> bool:
    """Not a perfect ("has not agreed yet"): only then does a negated undertaking decline."""
    perfect = any(a.lemma_ == "have" for a in auxiliaries(verb))
    return not perfect and not any(c.lower_ == "yet" for c in verb.children)
