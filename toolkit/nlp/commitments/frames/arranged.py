"""Arranged and intended futures of somebody: "is to visit", "are to send", "is due to leave", "is going to withdraw"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from toolkit.nlp.commitments.frames.actions import verb_actions
from toolkit.nlp.commitments.frames.blocks import block, denied
from toolkit.nlp.commitments.frames.frame import Frame, words_of
from toolkit.nlp.commitments.frames.futures import future_of
from toolkit.nlp.commitments.frames.harm import is_fate, is_hostile
from toolkit.nlp.commitments.undertakers import can_undertake, is_voluntary
from toolkit.nlp.document.clauses import is_infinitive, own_subject
from toolkit.nlp.document.grammar import VERBAL, auxiliaries, child
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status

_FINITE = ("VBZ", "VBP", "VBD")
_NEXT = frozenset({"to", "now", "also", "today", "next", "soon", "then"})
"""What follows "is" where it stands for a future."""
_DUE = _NEXT | {"due"}
"""What follows it in the present; what was due has come or not."""


def arranged_frames(verb: Token) -> Iterator[Frame]:
    """The frame of "be" or "going" with an infinitive, if it says what somebody has arranged or means to do."""
    if verb.pos_ not in VERBAL or not (_is_arranging(verb) or _is_going(verb)):
        return
    holder, _ = own_subject(verb)
    if not can_undertake(holder) or _is_dummy(holder) or block(verb) is not None or future_of(verb) is not None:
        return
    what = _what_is_arranged(verb)
    if what is not None and not is_fate(what):
        kind, status, rule = _kind(verb, what)
        yield Frame(kind, status, rule, words_of(verb), verb, holder, verb_actions(what), modal=True)


def _is_dummy(holder: Token | None) -> bool:
    """ "It is to rain"."""
    return holder is not None and holder.lower_ == "it"


def _kind(verb: Token, what: Token) -> tuple[Kind, Status, str]:
    if denied(verb):
        return Kind.REFUSAL, Status.REFUSED, "is-not-to"
    if is_hostile(what):
        return Kind.THREAT, Status.THREATENED, "is-to-harm"
    return Kind.COMMITMENT, Status.PLANNED, "is-to"


def _what_is_arranged(verb: Token) -> Token | None:
    due = next((c for c in verb.children if c.lower_ == "due" and c.dep_ == "acomp"), verb)
    return next((c for c in due.children if c.i > verb.i and _is_arranged(c)), None)


def _is_going(verb: Token) -> bool:
    return verb.lemma_ == "go" and verb.tag_ == "VBG"


def _is_arranging(verb: Token) -> bool:
    """ "Is to", "are now to", "is due to"; what "was not to" happen tells of no refusal."""
    if verb.lemma_ != "be" or verb.tag_ not in _FINITE or denied(verb):
        return False
    following = verb.doc[verb.i + 1 : verb.i + 2].text.lower()
    return following in (_NEXT if verb.tag_ == "VBD" else _DUE)


def _is_arranged(clause: Token) -> bool:
    """Whether an infinitive is something to be done on purpose; "was to have met" did not."""
    if clause.dep_ != "xcomp" or not is_infinitive(clause) or child(clause, "auxpass") is not None:
        return False
    return not any(a.lemma_ == "have" for a in auxiliaries(clause)) and is_voluntary(clause)
