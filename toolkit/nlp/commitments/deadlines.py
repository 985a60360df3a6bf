"""By when an action is undertaken: time expressions that hang on it in the tree, counted from when it was undertaken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from toolkit.nlp.commitments.frames.actions import is_doing
from toolkit.nlp.commitments.words import words
from toolkit.nlp.document.clauses import is_infinitive
from toolkit.nlp.document.grammar import OBJECTS, VERBAL
from toolkit.nlp.layers import TimeExpression
from toolkit.nlp.time.expressions import counted_from
from toolkit.nlp.time.words import longest, phrases

LIMITS = frozenset({"by", "before", "until", "within"})
"""Relations that set a limit wherever they hang."""

_POINTS = frozenset({"on", "in", "from", "after"})
_OF_NOUNS = frozenset({"of", "for"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "conj"})
_ON_NOUNS = frozenset({"prep", "npadvmod", "nmod", "amod", "compound", "poss", "agent"})
_SAID = frozenset({"on", "in", "during"})
_TOLD_ABOVE = frozenset({"ccomp", "xcomp", "dobj", "nsubjpass"})
"""Labels of what was undertaken when the verb above it says: "said in 2015 that it would", "gave a promise in 2015"."""
_LONGEST_TOLD = dt.timedelta(days=366)
"""Of a longer time than a year the day of the undertaking is anybody's guess."""
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


def since_undertaken(
    times: Sequence[TimeExpression], trigger: Token, published: dt.date | None
) -> tuple[Sequence[TimeExpression], dt.date | None]:
    """The times of a Doc as they are to be read of an undertaking, and the day before which none is its deadline.

    "In 2015 Norway agreed to close the mine by December": by December 2015, and overdue since.

    Parameters
    ----------
    times
        The time expressions of the Doc.
    trigger
        The word that undertakes.
    published
        The article's date.

    Returns
    -------
    tuple
        Both as given where the text does not tell when, in the past, it was undertaken; else the times counted from then, and
        the first day on which that may have been.
    """
    given = _undertaken(times, trigger, published)
    if given is None or given.first is None or given.last is None:
        return times, published
    sentence = trigger.sent
    here = (time for time in times if sentence.start <= time.start < sentence.end and time is not given)
    return [_counted(time, trigger, given.first, given.last) for time in here], given.first


def _undertaken(times: Sequence[TimeExpression], trigger: Token, published: dt.date | None) -> TimeExpression | None:
    """When something was undertaken: the time that hangs on the word that does it, or on the one that tells of it."""
    for word in _telling(trigger):
        for time in times:
            head = word.doc[time.head]
            if head.head == word and head != word and _is_before(time, published):
                return time
    return None


def _telling(trigger: Token) -> Iterator[Token]:
    yield trigger
    while trigger.dep_ in _TOLD_ABOVE:
        trigger = trigger.head
        yield trigger


def _is_before(time: TimeExpression, published: dt.date | None) -> bool:
    if time.relation not in _SAID or time.first is None or time.last is None or published is None:
        return False
    return time.last < published and time.last - time.first <= _LONGEST_TOLD


def _counted(time: TimeExpression, trigger: Token, first: dt.date, last: dt.date) -> TimeExpression:
    value = counted_from(trigger.doc[time.start : time.end].text, first, last)
    return time if value is None else replace(time, timex=value.timex, first=value.first, last=value.last)


def is_at_once(head: Token, others: Sequence[Token]) -> bool:
    """Whether an action is to be done at once, so that no later limit is meant for it: "with immediate effect".

    Parameters
    ----------
    head
        What heads the action.
    others
        Heads of other actions: what hangs on those is theirs.
    """
    words = list(head.subtree)
    low = [word.lower_ for word in words]
    return any(longest(phrases("at_once"), low, i) and _hangs_on(word, head, others) for i, word in enumerate(words))


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
