"""Stretches of time in which commitments are told: the finest of which there are few, those far from the rest apart."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence

from toolkit.corpus.collection import Corpus
from toolkit.corpus.entries import LedgerEntry

MOST = 12
"""How many periods are shown at most."""

CORE = 2 / 3
"""Share of the dates whose shortest stretch is the core of them."""

FAR = 3
"""What lies further from the core than this many times its length (a month at least) stands beside the rest."""

UNDATED = "undated"

_FORMS: tuple[Callable[[dt.date], str], ...] = (
    lambda date: f"{date.day} {date:%B %Y}",
    lambda date: f"{date:%B %Y}",
    lambda date: str(date.year),
    lambda date: f"{date.year // 10 * 10}s",
)


def period_of(corpus: Corpus) -> Callable[[LedgerEntry], str]:
    """A function that tells in which period a commitment was last told.

    Parameters
    ----------
    corpus
        The articles brought together.

    Returns
    -------
    callable
        From a ledger entry to the period's name.
    """
    dates = [entry.last_mention for entry in corpus.ledger.entries if entry.last_mention]
    form = _form(main_part(dates))
    return lambda entry: form(entry.last_mention) if entry.last_mention else UNDATED


def main_part(dates: Iterable[dt.date]) -> list[dt.date]:
    """The dates without outliers, sorted: those not far from the shortest stretch that holds most of them."""
    told = sorted(dates)
    if not told:
        return []
    size = math.ceil(CORE * len(told))
    length, start = min((told[n + size - 1] - told[n], n) for n in range(len(told) - size + 1))
    reach = FAR * max(length, dt.timedelta(31))
    return [date for date in told if told[start] - reach <= date <= told[start + size - 1] + reach]


def _form(dates: Sequence[dt.date]) -> Callable[[dt.date], str]:
    """The finest naming under which there are few periods."""
    return next((form for form in _FORMS if len({form(date) for date in dates}) <= MOST), _FORMS[-1])
