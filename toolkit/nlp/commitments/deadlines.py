"""By when an action is undertaken: time expressions that hang on it in the tree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from spacy.tokens import Token

from toolkit.nlp.commitments.frames.actions import is_doing
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import is_infinitive
from toolkit.nlp.document.grammar import OBJECTS, VERBAL
from toolkit.nlp.layers import TimeExpression

LIMITS = frozenset({"by", "before", "until", "within"})
"""Relations that set a limit wherever they hang."""

_POINTS = frozenset({"on", "in", "from", "after"})
_OF_NOUNS = frozenset({"of", "for"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "conj"})
_ON_NOUNS = frozenset({"prep", "npadvmod", "nmod", "amod", "compound", "poss", "agent"})
_FARTHEST = 30
"""So many steps up are looked at, as no sentence nests deeper."""


def deadline_of(
    times: Sequence[TimeExpression], head: Token, others: Sequence[Token], published: dt.date | None, limits_only: bool = False
) -> TimeExpression | None:  # fmt: skip
    """The time that limits an action, or at which it is to be done; ``None`` if the tree ties none to it.

    Parameters
    ----------
    times
        The time expressions of the Doc.
    head
        What heads the action, or the word that undertakes it.
    others
        Heads of other actions: what hangs on those is theirs.
    published
        The article's date: what lies before it is no deadline; the day itself is one.
    limits_only
        Only limits count ("by 2030", "within a week"): on the word that undertakes, other times tell when it was said.

    Returns
    -------
    TimeExpression or None
        The first limit in the text, else the first other time.
    """
    found = [
        time
        for time in times
        if _can_limit(time, limits_only)
        and not _is_past(time, published)
        and (_hangs_on(head.doc[time.head], head, others) or (not limits_only and _closes(time, head)))
    ]
    return min(found, key=lambda time: (time.relation not in LIMITS, time.start), default=None)


def _can_limit(time: TimeExpression, limits_only: bool) -> bool:
    """Whether a time sets a limit, or is one at which something can be done."""
    if limits_only or time.relation in LIMITS:
        return time.relation in LIMITS
    return time.relation in _POINTS and time.precision != "duration"


def _is_past(time: TimeExpression, published: dt.date | None) -> bool:
    return time.last is not None and published is not None and time.last < published


def _closes(time: TimeExpression, verb: Token) -> bool:
    """Whether a time ends the phrase of ``verb`` on the object's noun: "blockade the ports from Monday" is said of the verb."""
    token = verb.doc[time.head]
    at = token if token.dep_ == "prep" else token.head
    ends = verb.right_edge.i - (verb.right_edge.pos_ == "PUNCT") <= time.end - 1
    return ends and verb.pos_ in VERBAL and at.dep_ == "prep" and at.head.dep_ in OBJECTS and at.head.head == verb


def _hangs_on(token: Token, top: Token, others: Sequence[Token]) -> bool:
    """Whether a time's head hangs on ``top``, with no other action or statement in between."""
    current = token
    for _ in range(_FARTHEST):
        if current == top:
            return True
        head = current.head
        if head == current or current in others or not _passes(current, head, top):
            return False
        current = head
    return False


def _passes(current: Token, head: Token, top: Token) -> bool:
    """Whether what is said below ``current`` is said of its head too."""
    if current.pos_ in VERBAL and current.dep_ in _CLAUSES:
        return current.dep_ != "conj" and (_is_done(current, head) or is_infinitive(current))
    if head.pos_ not in ("NOUN", "PROPN") or current.dep_ not in _ON_NOUNS:
        return True
    return head == top or is_doing(head) or current.lower_ in LIMITS or _is_of(current)


def _is_done(current: Token, head: Token) -> bool:
    """ "Have it passed before Christmas"."""
    return current.dep_ == "ccomp" and current.tag_ == "VBN" and head.lemma_ in words("causing")


def _is_of(current: Token) -> bool:
    return current.dep_ == "prep" and current.lower_ in _OF_NOUNS
