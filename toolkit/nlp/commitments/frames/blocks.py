"""Where nothing is undertaken, however commissive the words: demands, hopes, conditions, questions, purposes.

``block(token)`` climbs from a verb, adjective or noun through the clauses it stands in and names the first reason.
"""

from __future__ import annotations

from spacy.tokens import Token

from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import _asks, is_infinitive
from toolkit.nlp.document.grammar import VERBAL, auxiliaries, child, is_question, negated
from toolkit.nlp.document.lemmas import lemma_of

_HYPOTHETICAL = frozenset(
    {"if", "unless", "whether", "until", "till", "lest", "before", "supposing", "provided", "once"}
)
_WEAK = frozenset({"can", "could", "may", "might", "must", "should", "ought", "ca", "need"})
_DONE_AFTER = frozenset({"after", "by", "since", "in", "while", "despite", "following", "besides", "than"})
_DOUBTFUL = frozenset(
    {
        "probably",
        "likely",
        "perhaps",
        "maybe",
        "inevitably",
        "possibly",
        "presumably",
        "rather",
        "hopefully",
        "surely",
        "apparently",
        "necessarily",
    }
)
_PLAIN = frozenset({"clear", "adamant", "insistent", "emphatic", "categorical", "plain", "explicit"})
"""Adjectives that say how firmly something is said: "made clear that"."""

_NOUN_LABELS = frozenset(
    {"dobj", "obj", "pobj", "attr", "nsubj", "nsubjpass", "conj", "appos", "poss", "oprd", "dative", "prep"}
)


def denied(verb: Token) -> bool:
    """Whether ``verb`` is negated in its own clause, "no longer" and "under no circumstances" included."""
    for other in verb.children:
        if other.lower_ in ("longer", "means", "way") and any(c.lower_ == "no" for c in other.children):
            return True
        before = other.dep_ == "prep" and other.lower_ in ("under", "in", "on", "by") and other.i < verb.i
        if before and any(c.lower_ == "no" for o in other.children for c in o.children):
            return True
    return negated(verb)


def block(token: Token) -> str | None:
    """Why nothing is undertaken by ``token`` where it stands; ``None`` where something is.

    ``token`` is the verb, adjective or noun of a commissive. Its own negation is not looked at, its own modal is.
    """
    if is_question(token):
        return "question"
    if token.pos_ in VERBAL and any(a.lower_ in _WEAK for a in auxiliaries(token)):
        return "modal"
    if token.pos_ in VERBAL and any(c.dep_ == "advmod" and c.lower_ in _DOUBTFUL for c in token.children):
        return "doubtful"
    current = token
    for _ in range(40):
        head = current.head
        if head.i == current.i:
            return None
        reason, done = _step(current, head)
        if reason is not None:
            return reason
        if done:
            return None
        current = head
    return None


def _step(current: Token, head: Token) -> tuple[str | None, bool]:
    """One step up from ``current`` to ``head``: a reason against it, and whether nothing above can matter."""
    label = current.dep_
    if current.pos_ in VERBAL or label in ("ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp"):
        return _clause_step(current, head, label)
    if label in _NOUN_LABELS:
        return _noun_step(current, head), False
    return None, False


def _clause_step(current: Token, head: Token, label: str) -> tuple[str | None, bool]:
    lemma = lemma_of(head)
    marks = {c.lower_ for c in current.children if c.dep_ in ("mark", "advmod") and c.i < current.i}
    if label == "relcl":
        return None, True
    if label == "conj":
        return None, False
    if label in ("advcl", "ccomp", "xcomp", "acl") and marks & _HYPOTHETICAL:
        return "hypothetical", False
    if label == "advcl":
        return _adverbial(current, marks), False
    if label == "ccomp":
        return _reported(current, head, lemma), False
    if label == "xcomp":
        return _complement(current, head, lemma), False
    if label == "acl":
        if is_infinitive(current) or (lemma in words("attitude_nouns") and current.tag_ not in ("VBG", "VBN")):
            return "noun", False
        return None, True
    if label == "pcomp":
        if _asks(current):
            return "question", False
        return (None, False) if head.lower_ in _DONE_AFTER else ("preposition", False)
    return None, False


def _adverbial(current: Token, marks: set[str]) -> str | None:
    if is_infinitive(current):
        return "purpose"
    if (
        "as" in marks
        and current.left_edge.lower_ == "as"
        and current.left_edge.i
        and current.left_edge.nbor(-1).lower_ == "long"
    ):
        return "hypothetical"
    past = current.tag_ in ("VBD", "VBN", "VBG")
    if "when" in marks and not past:
        return "hypothetical"
    return None


def _reported(current: Token, head: Token, lemma: str) -> str | None:
    if _asks(current):
        return "question"
    if head.pos_ not in VERBAL and head.pos_ != "ADJ":
        return "noun" if lemma in words("attitude_nouns") else None
    if head.pos_ == "ADJ":
        return None if head.lower_ in _PLAIN else "adjective"
    inverted = current.i < head.i  # '"...", he argued': the words stand as they were said
    if lemma in words("demands") and lemma not in words("report_too") and not inverted:
        return "demand"
    if lemma in words("attitudes") and not (inverted and lemma in words("said_after")):
        return "attitude"
    if negated(head) and not inverted:
        return "denied"
    return None


def _complement(current: Token, head: Token, lemma: str) -> str | None:
    if lemma in words("passed_on") and child(head, "auxpass") is not None:
        return None
    if lemma in words("transparent") or (lemma == "be" and not is_infinitive(current)):
        return None
    if lemma in words("demands"):
        return "demand"
    if lemma in words("attitudes"):
        return "attitude"
    if lemma in ("hear", "see", "leave", "send", "find", "keep") and current.tag_ == "VBG":
        return None
    return "infinitive"


def _noun_step(current: Token, head: Token) -> str | None:
    lemma = lemma_of(head)
    if head.pos_ in VERBAL:
        if lemma in words("demands") and current.dep_ in ("dobj", "prep", "obj") and lemma not in words("report_too"):
            return "demand"
        if lemma in words("attitudes") - words("light") and current.dep_ in ("dobj", "obj", "conj"):
            return "attitude"
        if lemma in words("seeking") and current.dep_ in ("dobj", "prep", "obj"):
            return "sought"
    elif head.dep_ not in ("det", "amod") and current.dep_ in ("pobj", "prep") and lemma in words("attitude_nouns"):
        return "noun"
    return None


def is_generic(verb: Token) -> bool:
    """Whether a relative clause picks out a kind: "candidates who refuse money", not "the guerrillas, who refuse"."""
    current = verb
    while current.dep_ in ("conj", "acomp") and current.head != current:
        current = current.head
    if current.dep_ != "relcl" or current.head.pos_ != "NOUN" or current.head.ent_type_:
        return False
    own = list(current.head.children)
    if any(c.dep_ == "det" and c.lower_ in ("any", "every", "no") for c in own):
        return True
    definite = any(c.dep_ in ("det", "poss", "nummod", "amod", "compound") for c in own)
    return not definite and current.left_edge.nbor(-1).text != ","
