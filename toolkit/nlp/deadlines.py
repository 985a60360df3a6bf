"""By when an action is undertaken: time expressions that hang on it in the tree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from spacy.tokens import Token

from toolkit.nlp.commissives.actions import is_doing
from toolkit.nlp.commissives.contexts import is_infinitive
from toolkit.nlp.commissives.frame import Action
from toolkit.nlp.grammar import VERBAL
from toolkit.nlp.layers import TimeExpression

LIMITS = frozenset({"by", "before", "until", "within"})
"""Relations that set a limit wherever they hang."""

_POINTS = frozenset({"on", "in", "from", "after"})


def deadline_of(
    times: Sequence[TimeExpression], action: Action, anchor: Token, published: dt.date | None
) -> TimeExpression | None:
    """The time that limits an action, or at which it is to be done; ``None`` if the tree ties none to it.

    Parameters
    ----------
    times
        The time expressions of the Doc.
    action, anchor
        The action and the word that undertakes it. A time on the latter tells when it was undertaken ("agreed on
        Monday"), unless it sets a limit ("pledged, by 2030, to").
    published
        The article's date: what lies before it is no deadline.
    """
    found: list[tuple[int, int, TimeExpression]] = []
    for time in times:
        limits = time.relation in LIMITS
        place = _hangs_on(action.head.doc[time.head], action, anchor)
        if place is None or (place == "anchor" and not limits) or not (limits or time.relation in _POINTS):
            continue
        if (
            time.last is not None
            and published is not None
            and time.last < published
            and not (limits and time.timex is None)
        ):
            continue
        if time.precision == "duration" and not limits:
            continue
        found.append((0 if limits else 1, time.start, time))
    return min(found, key=lambda f: f[:2])[2] if found else None


def _hangs_on(token: Token, action: Action, anchor: Token) -> str | None:
    """Whether a time's head hangs on the action or on the word that undertakes it, with no other statement in between."""
    current = token
    for _ in range(30):
        if current == action.head:
            return "action"
        if current == anchor:
            return "anchor"
        head = current.head
        if head == current or not _passes(current, head, action):
            return None
        current = head
    return None


def _passes(current: Token, head: Token, action: Action) -> bool:
    if current.pos_ in VERBAL and current.dep_ in ("relcl", "acl", "advcl", "ccomp", "csubj"):
        return is_infinitive(current)
    if current.dep_ == "conj" and current.pos_ in VERBAL:
        return True
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
            head == action.head
            or is_doing(head)
            or current.lower_ in LIMITS
            or (current.dep_ == "prep" and current.lower_ in ("of", "for"))
        )
    return True
