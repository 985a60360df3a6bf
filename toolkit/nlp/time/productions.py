"""What every production of the grammar of time values stands on: words, numbers, the day of writing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.intervals import TimeValue
from toolkit.nlp.time.words import has_digit, time_words, value_openers

Match = tuple[TimeValue, int]
FIRST_YEAR, LAST_YEAR = 1000, 9000
"""A day of writing outside these years is none: no step from it may leave the calendar."""
DASHES = frozenset("-–—")
STEP = {"this": 0, "current": 0, "present": 0, "last": -1, "next": 1}
YEAR = re.compile(r"(1\d|20|21)\d\d$")
DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?$")


def nearest(values: Sequence[TimeValue | None], anchor: dt.date, tense: str | None) -> TimeValue | None:
    """Of the same date in several years, the one meant: the last begun, the first not yet over, or the closest."""
    known = [(v.first, v.last, v) for v in values if v is not None and v.first is not None and v.last is not None]
    if tense == "past":
        return max((k for k in known if k[0] <= anchor), key=lambda k: k[0], default=(None, None, None))[2]
    if tense in {"future", "present"}:
        return min((k for k in known if k[1] >= anchor), key=lambda k: k[0], default=(None, None, None))[2]
    gaps = [(min(abs((first - anchor).days), abs((last - anchor).days)), first, v) for first, last, v in known]
    return min(gaps, key=lambda k: k[:2], default=(0, None, None))[2]


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
        self.lists = time_words()
        self._memo: dict[int, Match | None] = {}

    def at(self, i: int) -> str:
        """The lower-case word at ``i``; empty past the end."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def value(self, i: int) -> Match | None:
        """The longest time value that begins at word ``i``."""
        if i not in self._memo:
            if self.at(i) not in value_openers() and not has_digit(self.at(i)):
                return None
            self._memo[i] = None  # a production that comes back to the same place finds nothing
            found = [match for production in self.productions() if (match := production(i)) is not None]
            self._memo[i] = max(found, key=lambda match: match[1], default=None)
        return self._memo[i]

    def number(self, i: int) -> tuple[float | None, int] | None:
        """A number or a vague one (``None``) and the position after it: "90", "twenty-five", "a couple of", "several"."""
        word = self.at(i)
        if self.at(i) == "a" and self.at(i + 1) in {"few", "couple", "dozen", "handful", "hundred", "further"}:
            return self.number(i + 1)
        if word in {"another", "further"}:
            return self.number(i + 1) or (1, i + 1)
        if word in self.lists.vague:
            return None, i + 1 + (self.at(i + 1) == "of") + (self.at(i + 1) == "more")
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d+)?", word):
            return float(word.replace(",", "")), i + 1 + (self.at(i + 1) == "more")
        if word not in self.lists.numbers:
            return None
        total, j = self.lists.numbers[word], i + 1
        follow = j + (self.at(j) in DASHES)
        if (
            total in range(20, 100, 10)
            and 0 < self.lists.numbers.get(self.at(follow), 0) < 10
            and self.at(follow) not in "an"
        ):
            total, j = total + self.lists.numbers[self.at(follow)], follow + 1
        elif self.at(j) in {"hundred", "dozen"} and word not in {"dozen", "couple"}:
            total, j = total * self.lists.numbers[self.at(j)], j + 1
        j += (word == "couple" and self.at(j) == "of") or self.at(j) == "more"
        return total, j

    def quantity(self, i: int) -> tuple[float | None, str, int] | None:
        """A number of units and the position after them; of "two to three weeks" the larger number."""
        if self.at(i) == "half" and self.at(i + 1) in {"a", "an", "-"} and self.at(i + 2) in self.lists.units:
            return 0.5, self.lists.units[self.at(i + 2)], i + 3
        first = self.number(i)
        if first is None:
            plural = self.at(i) in self.lists.plurals
            return (None, self.lists.units[self.at(i)], i + 1) if plural else None
        count, j = first
        if (
            self.at(j) in {"or", "to", "and", *DASHES}
            and (second := self.number(j + 1)) is not None
            and count is not None
        ):
            if self.at(j) == "and" and self.at(j + 1) == "a" and self.at(j + 2) == "half":
                count, j = count + 0.5, j + 3
            elif self.at(second[1]) in self.lists.units and second[0] is not None and second[0] > count:
                count, j = second
        j += self.at(j) in DASHES
        if self.at(j) in {"calendar", "consecutive", "full", "whole", "long", "short", "straight"}:
            j += 1
        if self.at(j) not in self.lists.units:
            return None
        unit, j = self.lists.units[self.at(j)], j + 1
        if self.at(j) == "and" and self.at(j + 1) == "a" and self.at(j + 2) == "half" and count is not None:
            count, j = count + 0.5, j + 3
        return count, unit, j

    def year_after(self, i: int, *, comma: bool = False) -> tuple[int | None, int]:
        """The year that follows a month or a date ("2016", "of 2016", "last year"), and the position after it."""
        j = i + (comma and self.at(i) == ",")
        bare = j
        j += self.at(j) in {"of", "in"}
        if YEAR.match(self.at(j)) and self.at(j + 1) not in {"hours", "people"}:
            return int(self.at(j)), j + 1
        if self.at(j) in {"this", "last", "next"} and self.at(j + 1) == "year" and self.anchor is not None:
            return self.anchor.year + STEP[self.at(j)], j + 2
        if self.at(bare) in {"last", "next"} and self.anchor is not None and self.at(bare + 1) not in self.lists.units:
            return None, bare
        return None, i

    def in_some_year(self, make: Callable[[int], TimeValue | None], which: str | None = None) -> TimeValue | None:
        """The value in the year meant; ``which`` is "last", "next", "this" or nothing, then the tense decides."""
        if self.anchor is None:
            return None
        values = [make(y) for y in range(self.anchor.year - 8, self.anchor.year + 9)]
        if which in {"last", "past"}:
            return nearest([v for v in values if v and v.last and v.last < self.anchor], self.anchor, "past")
        if which in {"next", "coming"}:
            return nearest([v for v in values if v and v.first and v.first > self.anchor], self.anchor, "future")
        if which == "this":
            same = [v for v in values if v and v.first and v.last and self.anchor.year in {v.first.year, v.last.year}]
            return nearest(same, self.anchor, None)
        return nearest(values, self.anchor, self.tense)

    def _which(self, i: int) -> tuple[str | None, int]:
        """ "this", "last", "next" or nothing before a month, season, weekday or holiday; "the coming" is next."""
        j = i + (self.at(i) == "the" and self.at(i + 1) in {"coming", "past", "next", "last"})
        if self.at(j) == "this" and self.at(j + 1) in {"coming", "past"}:
            j += 1
        word = self.at(j)
        if word in {"this", "last", "next", "coming", "past"}:
            return word, j + 1
        return None, i

    def unit(self, unit: str, step: int) -> TimeValue:
        """The calendar unit of the day of writing, moved by ``step`` units."""
        precision = "day" if unit == "weekend" else unit
        if self.anchor is None:
            return iv.unknown(precision)
        start = self.anchor.replace(day=1) if unit in {"month", "quarter", "year", "decade"} else self.anchor
        date = iv.shift(start, step, unit)
        return iv.unknown(precision) if date is None else iv.containing(date, unit)

    def _day(self, date: dt.date | None, j: int, extra: int = 0) -> Match:
        part = self.lists.day_parts.get(self.at(j), "")
        j += bool(part)
        if date is None:
            return iv.unknown("day"), j
        return iv.day(date + dt.timedelta(days=extra), part), j

    @staticmethod
    def precision_of(unit: str) -> str:
        """How precise a time counted in a unit is."""
        return {"minute": "day", "hour": "day", "fortnight": "week", "weekend": "day", "century": "decade"}.get(
            unit, unit
        )

    def month_name(self, i: int) -> tuple[int, int] | None:
        """A month's number and the position after its name; "may" and "march" only with a capital."""
        number = self.lists.months.get(self.at(i))
        if number is None or self.words[i].islower():
            return None
        short = self.at(i) not in {"january", "february", "march", "april", "may", "june", "july", "august", "september",
                                   "october", "november", "december"}  # fmt: skip
        return number, i + 1 + (short and self.at(i + 1) == ".")

    def day_in(self, i: int) -> tuple[int, int] | None:
        """A day of the month, "15", "15th" or "fifteenth", and the position after it."""
        if (match := DAY.match(self.at(i))) and 1 <= int(match[1]) <= 31:
            return int(match[1]), i + 1
        number = self.lists.ordinals.get(self.at(i), 0)
        if self.at(i) in {"twenty", "thirty"} and self.at(i + 1) in DASHES:
            number, i = self.lists.numbers[self.at(i)] + max(self.lists.ordinals.get(self.at(i + 2), 0), 0), i + 2
        return (number, i + 1) if number > 0 and self.at(i) not in {"opening"} else None

    def productions(self) -> tuple[Callable[[int], Match | None], ...]:
        """What may stand at a position; each gives the value and the position after it."""
        return ()
