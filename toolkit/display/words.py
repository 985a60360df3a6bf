"""Counts, days and statuses as reports word them; the words lie in the lexicon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from toolkit.lexicon import document, words
from toolkit.records import Commentary, Commitment, CommitmentKind, CommitmentStatus, Origin, Stand

_WORDS = document("report_words")

SIGNS: dict[CommitmentStatus, str] = {CommitmentStatus(name): word["sign"] for name, word in _WORDS["statuses"].items()}
"""A sign for each status, the firmest first; always shown beside its word."""


def number(count: int) -> str:
    """A count as an editor writes it: in words up to twelve."""
    written: list[str] = _WORDS["numbers"]
    return written[count] if count < len(written) else str(count)


def counted(count: int, one: str, many: str | None = None) -> str:
    """``one commitment``, ``two commitments``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def verb(status: CommitmentStatus, several: bool) -> str:
    """What parties do who stand so to an action: one *is ready*, several *are ready*."""
    word: str = _WORDS["statuses"][status]["many" if several else "one"]
    return word


def taken(stand: Stand | None, several: bool) -> str:
    """What somebody does who takes a stand: *objects*, *demands*, *agrees*."""
    word: str = _WORDS["stands"][stand]["many" if several else "one"] if stand else ""
    return word


def stance_told(row: Commentary, below: float) -> tuple[str, str]:
    """Sign and word of a stance; *unclear* where stances such as this are not right often enough to be told."""
    known = _WORDS["stances"][row.stance]
    told = row.confidence >= below and known["right"] >= _WORDS["stance_sure"]
    return (known["sign"], row.stance.value) if told else ("", "unclear")


def decided(row: Any) -> str:
    """What a person decided on a row: *accepted*, *corrected*, *added*; nothing where it is the model's."""
    return "" if row.origin == Origin.MODEL else row.origin.value


def day(date: dt.date) -> str:
    """A date as readers write it: 12 May 2031."""
    return f"{date.day} {date:%B %Y}"


def days(low: dt.date | None, high: dt.date | None) -> str | None:
    """A span of days as readers write it: September 2031, 2–30 September 2031, March – May 2032, until 5 May 2031."""
    if low is None or high is None:
        return f"from {day(low)}" if low else f"until {day(high)}" if high else None
    if low == high:
        return day(low)
    whole = low.day == 1 and (high + dt.timedelta(1)).day == 1
    if (low.year, low.month) == (high.year, high.month):
        return f"{low:%B %Y}" if whole else f"{low.day}–{day(high)}"
    if whole and low.year == high.year and (low.month, high.month) == (1, 12):
        return str(low.year)
    first, last = (f"{low:%B}", f"{high:%B %Y}") if whole else (f"{low.day} {low:%B}", day(high))
    return f"{first} – {last}" if low.year == high.year else f"{first} {low.year} – {last}"


def short_day(low: dt.date | None, high: dt.date | None) -> str:
    """The end of a span of days in a word or three: 2038 for a year, Sep 2031 for a month or months, else 11 Jun 2031."""
    if high is None:
        return f"from {low.day} {low:%b %Y}" if low else ""
    if low and low.day == 1 and (high + dt.timedelta(1)).day == 1:
        return str(high.year) if (low.month, high.month) == (1, 12) else f"{high:%b %Y}"
    return f"{high.day} {high:%b %Y}"


def due(row: Commitment, published: dt.date | None) -> str | None:
    """A deadline in words; a term that runs from the article's own day ("within 30 days") has only an end."""
    if row.deadline_to and row.deadline_from == published and row.deadline_to != published:
        return f"by {day(row.deadline_to)}"
    return days(row.deadline_from, row.deadline_to)


def bridge(text: str, row: Commitment, others: Iterable[Commitment]) -> str:
    """What leads from a verb ("pledged") to the action's words: ``to``, ``not to``, a modal of the text's own, or nothing.

    ``to`` stands only before words that the text itself words as an infinitive: after "to" or "will", or carried on from
    another action of the same trigger that is. Where the words hold the negation of a refusal ("would take no part"), the
    text's own modal stands before them.
    """
    if _is_noun(row.action):
        return ""
    before, negated = _before(text, min(row.action_spans)[0])
    modal, refusal = before in _WORDS["infinitive_after"], row.kind == CommitmentKind.REFUSAL
    if refusal and set(_WORDS["negatives"]) & set(row.action.lower().split()):
        return before if modal and before != "to" else ""
    if modal or _is_carried_on(text, row, before, others):
        return "not to" if negated and not refusal else "to"
    return ""


def _is_carried_on(text: str, row: Commitment, before: str, others: Iterable[Commitment]) -> bool:
    """Whether an action is one more of a trigger before whose first actions an infinitive's word stands."""
    start = min(row.action_spans)[0]
    joined = before in _WORDS["carried_on"] or text[:start].rstrip().endswith(",")
    earlier = (min(other.action_spans)[0] for other in others if other.trigger_spans == row.trigger_spans)
    return joined and any(_before(text, place)[0] in _WORDS["infinitive_after"] for place in earlier if place < start)


def without_holder(action: str) -> str:
    """An action without the noun that holds it: *its readiness to talk* is *talk*."""
    head, to, rest = action.partition(" to ")
    return rest if to and head.split()[-1:] and head.split()[-1].lower() in _WORDS["holding"] else action


def _is_noun(action: str) -> bool:
    """Whether words begin as a noun phrase or a gerund does; *bring* and *sing* are none."""
    word = action.split()[0].strip("\"“‘'").lower() if action.strip() else ""
    gerund = word.endswith("ing") and bool(set(word[:-3]) & set("aeiouy"))
    return gerund or word[:1].isdigit() or word in words("function_words", "determiners")


def condition_words(text: str) -> str:
    """A condition in mid-sentence: the word that began a sentence loses its capital."""
    word = text.split()[0] if text.split() else ""
    return text[:1].lower() + text[1:] if word.lower() in _WORDS["conditions"] else text


def _before(text: str, start: int) -> tuple[str, bool]:
    """The word before a place that says how it is worded, in lower case, and whether a negation stands between."""
    negated = False
    for raw in reversed(text[max(0, start - 60) : start].split()):
        word = raw.strip("\"“”‘’'").lower()
        if word in _WORDS["negatives"]:
            negated = True
        elif word and word not in _WORDS["between"] and not word.endswith("ly"):
            return word, negated
    return "", negated
