"""By when an action is undertaken: time expressions that hang on it in the tree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from spacy.tokens import Token

from toolkit.nlp.commitments.frames.actions import is_doing
from toolkit.nlp.document.clauses import is_infinitive
from toolkit.nlp.document.grammar import OBJECTS, VERBAL
from toolkit.nlp.layers import TimeExpression

LIMITS = frozenset({"by", "before", "until", "within"})
"""Relations that set a limit wherever they hang."""

_POINTS = frozenset({"on", "in", "from", "after"})


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
        The article's date: what lies before it is no deadline.
    limits_only
        Only limits count ("by 2030", "within a week"): on the word that undertakes, other times tell when it was said.
    """
    found: list[tuple[int, int, TimeExpression]] = []
    for time in times:
        limits = time.relation in LIMITS
        if not (limits or (time.relation in _POINTS and not limits_only and time.precision != "duration")):
            continue
        if time.last is not None and published is not None and time.last < published:
            continue
        if _hangs_on(head.doc[time.head], head, others) or (not limits_only and _closes(time, head)):
            found.append((0 if limits else 1, time.start, time))
    return min(found, key=lambda f: f[:2])[2] if found else None


def _closes(time: TimeExpression, verb: Token) -> bool:
    """Whether a time ends the phrase of ``verb`` on the object's noun: "blockade the ports from Monday" is said of the verb."""
    token = verb.doc[time.head]
    at = token if token.dep_ == "prep" else token.head
    ends = verb.right_edge.i - (verb.right_edge.pos_ == "PUNCT") <= time.end - 1
    return ends and verb.pos_ in VERBAL and at.dep_ == "prep" and at.head.dep_ in OBJECTS and at.head.head == verb


def _hangs_on(token: Token, top: Token, others: Sequence[Token]) -> bool:
    """Whether a time's head hangs on ``top``, with no other action or statement in between."""
    current = token
    for _ in range(30):
        if current == top:
            return True
        head = current.head
        if head == current or current in others or not _passes(current, head, top):
            return False
        current = head
    return False


def _passes(current: Token, head: Token, top: Token) -> bool:
    if current.pos_ in VERBAL and current.dep_ in ("relcl", "acl", "advcl", "ccomp", "csubj"):
        done = current.dep_ == "ccomp" and current.tag_ == "VBN" and head.lemma_ in ("have", "get", "see")
        return done or is_infinitive(current)  # "have it passed before Christmas"
    if current.dep_ == "conj" and current.pos_ in VERBAL:
        return False
    if head.pos_ in ("NOUN", "PROPN") and current.dep_ in (
        "prep",
        "npadvmod",
        "nmod",
        "amod",
        "compound",
        "poss",
        "agent",
    ):
        return (
            head == top
            or is_doing(head)
            or current.lower_ in LIMITS
            or (current.dep_ == "prep" and current.lower_ in ("of", "for"))
        )
    return True
