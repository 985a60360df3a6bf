"""Counts, days and statuses as reports word them; the words lie in the lexicon."""

from __future__ import annotations

import datetime as dt

from toolkit.lexicon import document
from toolkit.records import Commitment, CommitmentStatus

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


def verb(status: CommitmentStatus, parties: int) -> str:
    """What parties do who stand so to an action: one *is ready*, several *are ready*."""
    word: str = _WORDS["statuses"][status]["one" if parties == 1 else "many"]
    return word


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


def due(row: Commitment, published: dt.date | None) -> str | None:
    """A deadline in words; a term that runs from the article's own day ("within 30 days") has only an end."""
    if row.deadline_to and row.deadline_from == published and row.deadline_to != published:
        return f"by {day(row.deadline_to)}"
    return days(row.deadline_from, row.deadline_to)
