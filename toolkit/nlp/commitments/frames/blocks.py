"""Where nothing is undertaken, however commissive the words: demands, hopes, conditions, questions, purposes.

``block(token)`` climbs from a verb, adjective or noun through the clauses it stands in and names the first reason.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import is_indirect_question, is_infinitive
from toolkit.nlp.document.grammar import SUBJECTS, VERBAL, ancestors, auxiliaries, child, children, is_question, negated
from toolkit.nlp.document.lemmas import any_word, lemma_of

_HYPOTHETICAL = frozenset(
    {"if", "unless", "whether", "until", "till", "lest", "before", "supposing", "provided", "once"}
)
_WEAK = frozenset({"can", "could", "may", "might", "must", "should", "ought", "ca", "need"})
_DONE_AFTER = frozenset({"after", "by", "since", "in", "while", "despite", "following", "besides", "than"})
_DENYING = frozenset({"under", "in", "on", "by"})
_GENERIC = frozenset({"any", "every", "no"})
_PARTICIPLES = ("VBG", "VBN")
_FINITE = ("VBD", "VBZ", "VBP")
_DETERMINERS = frozenset({"det", "poss", "nummod", "amod", "compound"})
_OBJECT_LABELS = frozenset({"dobj", "prep", "obj"})
_NOUN_LABELS = frozenset(
    {"dobj", "obj", "pobj", "attr", "nsubj", "nsubjpass", "conj", "appos", "poss", "oprd", "dative", "prep"}
)
_CLAUSE_LABELS = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp"})
_MARKED = frozenset({"advcl", "ccomp", "xcomp", "acl"})
_FARTHEST = 40
"""So many steps up are looked at, as no sentence nests deeper."""


def denied(verb: Token) -> bool:
    """Whether ``verb`` is negated in its own clause, "no longer" and "under no circumstances" included."""
    if any(other.lower_ == "not" and _adds(other) for other in verb.children):
        return False
    return negated(verb) or any(_denies(verb, other) for other in verb.children)


def _adds(negation: Token) -> bool:
    """ "Not only", "not just": what follows is done too."""
    return negation.doc[negation.i + 1 : negation.i + 2].text.lower() in words("adding")


def _denies(verb: Token, other: Token) -> bool:
    """ "No longer", "by no means", "under no circumstances"."""
    if other.lower_ in words("denied_with_no"):
        return any_word(other.children, ("no",))
    before = other.dep_ == "prep" and other.lower_ in _DENYING and other.i < verb.i
    return before and any(c.lower_ == "no" for o in other.children for c in o.children)


def block(token: Token) -> str | None:
    """Why nothing is undertaken by ``token`` where it stands; ``None`` where something is.

    ``token`` is the verb, adjective or noun of a commissive. Its own negation is not looked at, its own modal is.
    """
    reason = _own_block(token)
    current = token
    for _ in range(_FARTHEST):
        head = current.head
        if reason is not None or head.i == current.i or _ends(current):
            break
        reason = _step(current, head)
        if reason is None and _reports(current, head):
            break
        current = head
    return reason


def _reports(clause: Token, verb: Token) -> bool:
    """Whether a verb only reports a clause: where it stands itself no longer matters to what is undertaken there."""
    return clause.dep_ == "ccomp" and verb.tag_ in _FINITE and child(clause, *SUBJECTS) is not None


def _own_block(token: Token) -> str | None:
    """A reason in the clause of a commissive itself."""
    if is_question(token):
        return "question"
    if token.pos_ not in VERBAL:
        return None
    if any_word(auxiliaries(token), _WEAK):
        return "modal"
    doubtful = any(c.dep_ == "advmod" and c.lower_ in words("doubtful") for c in token.children)
    return "doubtful" if doubtful else None


def _ends(current: Token) -> bool:
    """Whether nothing above can matter: a relative clause or a participle says something of its own."""
    if current.dep_ == "relcl":
        return True
    if current.dep_ != "acl" or _marks(current) & _HYPOTHETICAL:
        return False
    return not _names_content(current)


def _names_content(clause: Token) -> bool:
    """Whether a clause on a noun says what is hoped, asked or possible: "the hope that", "a call to"."""
    if is_infinitive(clause):
        return True
    nouns = words("attitude_nouns") | words("classes.pledges")
    return lemma_of(clause.head) in nouns and clause.tag_ not in _PARTICIPLES


def _marks(clause: Token) -> set[str]:
    return {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod") and c.i < clause.i}


def _step(current: Token, head: Token) -> str | None:
    """A reason against an undertaking in one step up, from ``current`` to ``head``."""
    label = current.dep_
    if current.pos_ in VERBAL or label in _CLAUSE_LABELS:
        if label in _MARKED and _marks(current) & _HYPOTHETICAL:
            return "hypothetical"
        return _CLAUSES[label](current, head) if label in _CLAUSES else None
    return _noun_step(current, head) if label in _NOUN_LABELS else None


def _adverbial(current: Token, head: Token) -> str | None:
    if is_infinitive(current):
        return "purpose"
    marks, first = _marks(current), current.left_edge
    as_long_as = "as" in marks and first.lower_ == "as" and first.i > 0 and first.nbor(-1).lower_ == "long"
    awaited = "when" in marks and current.tag_ not in ("VBD", *_PARTICIPLES)
    return "hypothetical" if as_long_as or awaited else None


def _reported(current: Token, head: Token) -> str | None:
    if is_indirect_question(current):
        return "question"
    if head.pos_ == "ADJ":
        return None if head.lower_ in words("firm_adjectives") else "adjective"
    lemma = lemma_of(head)
    if head.pos_ not in VERBAL:
        return "noun" if lemma in words("attitude_nouns") else None
    return _reported_by(
        head, lemma, inverted=current.i < head.i
    )  # '"...", he argued': the words stand as they were said


def _reported_by(verb: Token, lemma: str, inverted: bool) -> str | None:
    """The reason against what a verb of saying or thinking governs."""
    if not inverted and lemma in _demands():
        return "demand"
    if lemma in words("attitudes") and not (inverted and lemma in words("said_after")):
        return "attitude"
    return "denied" if not inverted and negated(verb) else None


def _demands() -> frozenset[str]:
    """Verbs under which what stands in a that-clause is asked of somebody."""
    return words("demands") - words("report_too")


def _complement(current: Token, head: Token) -> str | None:
    lemma = lemma_of(head)
    if lemma in words("passed_on") and child(head, "auxpass") is not None:
        return None
    if lemma in words("transparent") or (lemma == "be" and not is_infinitive(current)):
        return None
    if lemma in words("demands"):
        return "demand"
    if lemma in words("attitudes"):
        return "attitude"
    return None if current.tag_ == "VBG" and lemma in words("with_participle") else "infinitive"


def _named(current: Token, head: Token) -> str | None:
    return "noun" if _names_content(current) else None


def _under_preposition(current: Token, head: Token) -> str | None:
    if is_indirect_question(current):
        return "question"
    return None if head.lower_ in _DONE_AFTER else "preposition"


_CLAUSES: dict[str, Callable[[Token, Token], str | None]] = {
    "advcl": _adverbial,
    "ccomp": _reported,
    "xcomp": _complement,
    "acl": _named,
    "pcomp": _under_preposition,
}


def _noun_step(current: Token, head: Token) -> str | None:
    lemma = lemma_of(head)
    if head.pos_ in VERBAL:
        return _governed(current.dep_, lemma)
    inside = head.dep_ not in ("det", "amod") and current.dep_ in ("pobj", "prep")
    return "noun" if inside and lemma in words("attitude_nouns") else None


def _governed(label: str, lemma: str) -> str | None:
    """The reason against a noun that a verb governs: it is asked for, hoped for or looked for."""
    if label in _OBJECT_LABELS and lemma in _demands():
        return "demand"
    if label in ("dobj", "obj", "conj") and lemma in words("attitudes") - words("light"):
        return "attitude"
    return "sought" if label in _OBJECT_LABELS and lemma in words("seeking") else None


def is_generic(verb: Token) -> bool:
    """Whether a relative clause picks out a kind: "candidates who refuse money", not "the guerrillas, who refuse"."""
    current = next((v for v in (verb, *ancestors(verb)) if v.dep_ not in ("conj", "acomp")), verb)
    noun = current.head
    if current.dep_ != "relcl" or noun.pos_ != "NOUN" or noun.ent_type_:
        return False
    if any_word(children(noun, "det"), _GENERIC):
        return True
    return child(noun, *_DETERMINERS) is None and current.left_edge.nbor(-1).text != ","
