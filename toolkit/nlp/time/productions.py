"""What every production of the grammar of time values stands on: words, numbers, the day of writing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.intervals import TimeValue
from toolkit.nlp.time.words import (
    beginnings,
    codes,
    has_digit,
    listed,
    longest,
    phrases,
    plurals,
    short_forms,
    value_openers,
)

Match = tuple[TimeValue, int]
FIRST_YEAR, LAST_YEAR = 1000, 9000
"""A day of writing outside these years is none: no step from it may leave the calendar."""
DASHES = frozenset("-–—")
YEAR = re.compile(r"(1\d|20|21)\d\d$")
DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?$")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d+)?")
_TENS = range(20, 100, 10)
_YEARS_AROUND = 8
"""So many years before and after that of writing any date comes round, 29 February at the turn of most centuries too."""
_ALTERNATIVES = DASHES | {"or", "to", "and"}
_DIRECTIONS = {"last": "past", "past": "past", "next": "future", "coming": "future"}
_FROM_ITS_FIRST = frozenset({"month", "quarter", "year", "decade"})
"""Units that are stepped from the first of the month, as months differ in length."""
_PRECISIONS = {"minute": "day", "hour": "day", "fortnight": "week", "weekend": "day", "century": "decade"}


def nearest(values: Iterable[TimeValue | None], anchor: dt.date, tense: str | None) -> TimeValue | None:
    """Of the same date in several years, the one meant.

    Parameters
    ----------
    values
        The date in each year; what has no bounds is passed over.
    anchor
        The day of writing.
    tense
        ``"past"``: the last begun by then; ``"future"`` or ``"present"``: the first not yet over; otherwise the closest.
    """
    known = _bounded(values)
    if tense == "past":
        return max((k for k in known if k[0] <= anchor), key=lambda k: k[0], default=(None, None, None))[2]
    if tense in {"future", "present"}:
        return min((k for k in known if k[1] >= anchor), key=lambda k: k[0], default=(None, None, None))[2]
    gaps = [(min(abs((first - anchor).days), abs((last - anchor).days)), first, v) for first, last, v in known]
    return min(gaps, key=lambda k: k[:2], default=(0, None, None))[2]


def _bounded(values: Iterable[TimeValue | None]) -> list[tuple[dt.date, dt.date, TimeValue]]:
    return [(v.first, v.last, v) for v in values if v is not None and v.first is not None and v.last is not None]


class Base:
    """Reads time values from words, given the day the text was written and the tense of the clause.

    Parameters
    ----------
    words
        The words as :func:`toolkit.nlp.time.words.split` cuts them; case matters for "May" and "March".
    anchor
        The day the text was written, ``None`` if unknown: then only absolute dates get bounds.
    tense
        ``"past"``, ``"future"``, ``"present"`` or ``None``: in which direction a weekday or a date without year lies.
    """

    def __init__(self, words: Sequence[str], anchor: dt.date | None, tense: str | None = None) -> None:
        self.words = list(words)
        self.low = [word.lower().replace("’", "'") for word in words]
        self.anchor = anchor if anchor is None or FIRST_YEAR < anchor.year < LAST_YEAR else None
        self.tense = tense
        self._memo: dict[int, Match | None] = {}

    def told_from(self, anchor: dt.date | None, tense: str | None) -> Self:
        """A reader of the same words, which are not copied, as if they were written on another day or in another tense."""
        other = type(self)((), anchor, tense)
        other.words, other.low = self.words, self.low
        return other

    # Words -----------------------------------------------------------------------------------------------------------

    def at(self, i: int) -> str:
        """The lower-case word at ``i``; empty past the end."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def skip(self, i: int, *words: str) -> int:
        """The position after the word at ``i`` if it is one of ``words``, else ``i``."""
        return i + (self.at(i) in words)

    def is_listed(self, i: int, key: str) -> bool:
        """Whether the word at ``i`` is in a list of ``times.yaml``."""
        return self.at(i) in listed(key)

    def phrase(self, i: int, key: str) -> tuple[Any, int] | None:
        """What the longest phrase of a table of ``times.yaml`` that begins at ``i`` stands for, and the position after it."""
        if self.at(i) not in beginnings(key):
            return None
        length = longest(phrases(key), self.low, i)
        return (phrases(key)[tuple(self.low[i : i + length])], i + length) if length else None

    def unit_at(self, i: int) -> str | None:
        """The unit that the word at ``i`` names, in singular or plural."""
        return codes("units").get(self.at(i))

    def value(self, i: int) -> Match | None:
        """The longest time value that begins at word ``i``."""
        if i not in self._memo:
            if self.at(i) not in value_openers() and not has_digit(self.at(i)):
                return None
            self._memo[i] = None  # a production that comes back to the same place finds nothing
            found = [match for production in self.productions() if (match := production(i)) is not None]
            self._memo[i] = max(found, key=lambda match: match[1], default=None)
        return self._memo[i]

    # Numbers ---------------------------------------------------------------------------------------------------------

    def number(self, i: int) -> tuple[float | None, int] | None:
        """A number or a vague one (``None``) and the position after it: "90", "twenty-five", "a couple of", "several"."""
        word = self.at(i)
        if word == "a" and self.is_listed(i + 1, "amounts"):
            return self.number(i + 1)
        if self.is_listed(i, "one_more"):
            return self.number(i + 1) or (1, i + 1)
        if self.is_listed(i, "vague_numbers"):
            return None, self.skip(i + 1, "of", "more")
        if _FIGURE.fullmatch(word):
            return float(word.replace(",", "")), self.skip(i + 1, "more")
        return self._number_in_words(i) if word in codes("numbers") else None

    def _number_in_words(self, i: int) -> tuple[float, int]:
        """Twenty-five, two hundred, a couple of, three more."""
        numbers = codes("numbers")
        total, j = numbers[self.at(i)], i + 1
        after_dash = self.skip(j, *DASHES)
        ones = 0 if self.at(after_dash) in {"a", "an"} else numbers.get(self.at(after_dash), 0)
        if total in _TENS and 0 < ones < 10:
            total, j = total + ones, after_dash + 1
        elif self.is_listed(j, "multipliers") and not self.is_listed(i, "unmultiplied"):
            total, j = total * numbers[self.at(j)], j + 1
        return total, self.skip(j, "more", *(("of",) if self.at(i) == "couple" else ()))

    def quantity(self, i: int) -> tuple[float | None, str, int] | None:
        """A number of units and the position after them; of "two to three weeks" the larger number."""
        if self.at(i) == "half" and self.at(i + 1) in {"a", "an", "-"} and (unit := self.unit_at(i + 2)):
            return 0.5, unit, i + 3
        found = self.number(i)
        if found is None:
            return (None, codes("units")[self.at(i)], i + 1) if self.at(i) in plurals() else None
        count, j = self._and_more(*found)
        j = self.skip(self.skip(j, *DASHES), *listed("unit_adjectives"))
        unit = self.unit_at(j)
        if unit is None:
            return None
        if count is not None and self._half_follows(j + 1):  # "a year and a half"
            return count + 0.5, unit, j + 4
        return count, unit, j + 1

    def _and_more(self, count: float | None, j: int) -> tuple[float | None, int]:
        """The larger number of "two to three weeks", "two and a half"; else the same."""
        if count is None or self.at(j) not in _ALTERNATIVES:
            return count, j
        if self._half_follows(j):
            return count + 0.5, j + 3
        second, k = self.number(j + 1) or (None, j)
        larger = second is not None and second > count and self.unit_at(k)
        return (second, k) if larger else (count, j)

    def _half_follows(self, j: int) -> bool:
        return self.low[j : j + 3] == ["and", "a", "half"]

    # Which year, which unit --------------------------------------------------------------------------------------------

    def year_after(self, i: int, *, comma: bool = False) -> tuple[int | None, int]:
        """The year that follows a month or a date ("2016", "of 2016", "last year"), and the position after it."""
        bare = self.skip(i, ",") if comma else i
        j = self.skip(bare, "of", "in")
        if YEAR.match(self.at(j)) and not self.is_listed(j + 1, "counted"):
            return int(self.at(j)), j + 1
        if self.anchor is None:
            return None, i
        if self.at(j) in {"this", "last", "next"} and self.at(j + 1) == "year":
            return self.anchor.year + codes("steps")[self.at(j)], j + 2
        return None, bare if self.last_or_next(bare) else i

    def last_or_next(self, i: int) -> str | None:
        """ "Last" or "next" that belongs to what stands before it: "in March last", not "in March last year"."""
        return self.at(i) if self.at(i) in {"last", "next"} and self.unit_at(i + 1) is None else None

    def in_some_year(self, make: Callable[[int], TimeValue | None], which: str | None = None) -> TimeValue | None:
        """The value in the year meant.

        Parameters
        ----------
        make
            Gives the value in a year; ``None`` if that year has none.
        which
            ``"last"``, ``"past"``, ``"next"``, ``"coming"``, ``"this"``, or ``None``: then the tense decides.
        """
        if self.anchor is None:
            return None
        years = range(self.anchor.year - _YEARS_AROUND, self.anchor.year + _YEARS_AROUND + 1)
        values = [v for first, last, v in _bounded(map(make, years)) if self._is_meant(first, last, which)]
        tense = self.tense if which is None else _DIRECTIONS.get(which)
        return nearest(values, self.anchor, tense)

    def _is_meant(self, first: dt.date, last: dt.date, which: str | None) -> bool:
        """Whether an interval lies where ``which`` says: wholly over, wholly to come, in the year of writing."""
        assert self.anchor is not None
        if which is None:
            return True
        if which == "this":
            return self.anchor.year in {first.year, last.year}
        return last < self.anchor if _DIRECTIONS[which] == "past" else first > self.anchor

    def which(self, i: int) -> tuple[str | None, int]:
        """ "this", "last", "next", "coming", "past" or ``None`` before a month, season, weekday or holiday, and what follows."""
        return self.phrase(i, "which") or (None, i)

    def unit(self, unit: str, step: int) -> TimeValue:
        """The calendar unit of the day of writing, moved by ``step`` units."""
        precision = "day" if unit == "weekend" else unit
        if self.anchor is None:
            return iv.unknown(precision)
        start = self.anchor.replace(day=1) if unit in _FROM_ITS_FIRST else self.anchor
        date = iv.shift(start, step, unit)
        return iv.unknown(precision) if date is None else iv.containing(date, unit)

    def day_with_part(self, date: dt.date | None, j: int, extra: int = 0) -> Match:
        """A day, ``extra`` days later, with the part of it that is named at ``j``: "tomorrow evening"."""
        part = codes("day_parts").get(self.at(j), "")
        j += bool(part)
        if date is None:
            return iv.unknown("day"), j
        return iv.day(date + dt.timedelta(days=extra), part), j

    @staticmethod
    def precision_of(unit: str) -> str:
        """How precise a time counted in a unit is."""
        return _PRECISIONS.get(unit, unit)

    def month_name(self, i: int) -> tuple[int, int] | None:
        """A month's number and the position after its name; "may" and "march" only with a capital."""
        number = codes("months").get(self.at(i))
        if number is None or self.words[i].islower():
            return None
        return number, self.skip(i + 1, ".") if self.at(i) in short_forms("months") else i + 1

    def day_in(self, i: int) -> tuple[int, int] | None:
        """A day of the month, "15", "15th" or "fifteenth", and the position after it."""
        if (match := DAY.match(self.at(i))) and 1 <= int(match[1]) <= 31:
            return int(match[1]), i + 1
        ordinals, tens = codes("ordinals"), codes("numbers").get(self.at(i))
        number = ordinals.get(self.at(i), 0)
        if tens in {20, 30} and self.at(i + 1) in DASHES:
            i += 2
            number = tens + max(ordinals.get(self.at(i), 0), 0)
        return (number, i + 1) if number > 0 and not self.is_listed(i, "not_days") else None

    def productions(self) -> tuple[Callable[[int], Match | None], ...]:
        """What may stand at a position; each gives the value and the position after it."""
        return ()
