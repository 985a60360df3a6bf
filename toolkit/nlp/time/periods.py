"""The grammar of time values: what "the first half of 2017", "Thursday last week" or "90 days" mean.

Every production reads at a word position and gives the value and the position after it, or ``None``;
:meth:`Grammar.value` takes the longest. What a preposition adds is in :mod:`toolkit.nlp.time.expressions`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.intervals import TimeValue
from toolkit.nlp.time.parts import Parts
from toolkit.nlp.time.productions import YEAR, Match
from toolkit.nlp.time.words import codes, plurals

Quantity = tuple[float | None, str, int]
"""A number (``None``: not told), its unit, and the position after them."""
_NO_PERIOD = frozenset({"minute", "hour", "fortnight", "century"})
"""Units of which "this" and "next" make no interval of the calendar."""
_BY_CALENDAR = {"quarter": "quarter", "month": "month", "year": "year", "decade": "year", "century": "year"}
"""What so many of a unit ago is, where the number is whole: "two decades ago" is a year."""
_FROM_DAY = {"from": 1, "after": 1, "on": 1, "before": -1}


class Grammar(Parts):
    """Reads periods as well: the whole grammar of values."""

    def productions(self) -> tuple[Callable[[int], Match | None], ...]:
        """All that may be a value."""
        return (
            self.iso, self.calendar_date, self.month, self.weekday, self.deictic, self.period, self.rolling, self.cut,
            self.part, self.edge, self.ordinal, self.quarter, self.season, self.year, self.decade, self.holiday,
            self.ago, self.clock, self.day_number, self.enclosed,
        )  # fmt: skip

    def period(self, i: int) -> Match | None:
        """This week, next month, last year, the current quarter, the year after next, the following day."""
        j = self.skip(i, "the")
        if self.is_listed(j, "fiscal") or self.is_listed(j + 1, "fiscal"):
            return self._fiscal(i)
        last = j + 1 + (self.at(j + 1) == "calendar" and self.unit_at(j + 2) is not None)
        unit = self.unit_at(last)
        if unit is None:
            return self._after_next(j)
        if unit in _NO_PERIOD or self.at(last) in plurals():
            return None
        if self.is_listed(j, "told_elsewhere"):
            return iv.unknown(self.precision_of(unit)), last + 1
        return self._stepped(i, last, unit) if self.at(j) in codes("steps") else None

    def _stepped(self, i: int, last: int, unit: str) -> Match | None:
        """The unit named at ``last``; "over the next year" is none of the calendar, "next day" none at all."""
        word, bare = self.at(self.skip(i, "the")), last == i + 1
        if unit == "day" and word != "this":
            return None if bare else (iv.unknown("day"), last + 1)
        step = codes("steps")[word]
        if step and not bare and self.is_listed(i - 1, "passed"):
            return None
        return self.unit(unit, step), last + 1

    def _after_next(self, j: int) -> Match | None:
        """The year after next, the week before last."""
        unit = self.unit_at(j)
        found = self.phrase(j + 1, "steps_twice")
        return None if unit is None or found is None else (self.unit(unit, found[0]), found[1])

    def _fiscal(self, i: int) -> Match | None:
        """Fiscal 2017, the current fiscal year: its bounds differ by country, so none are given."""
        j = self.skip(i, "the")
        j += self.is_listed(j, "before_fiscal") or bool(YEAR.match(self.at(j)))
        if not self.is_listed(j, "fiscal"):
            return None
        number = next((self.at(k) for k in (j - 1, j + 1, j + 2) if YEAR.match(self.at(k))), None)
        end = self.skip(j + 1, "year")
        end += bool(YEAR.match(self.at(end)))
        if end == j + 1:
            return None
        return iv.unknown("year", f"FY{number}" if number else None), end

    def rolling(self, i: int) -> Match | None:
        """The next three years, the past 12 months, the coming weeks, the first three months of 2017."""
        j = self.skip(i, "the", "these", "this")
        rank = 0 if self.at(j) == "last" else codes("ordinals").get(self.at(j), 0)
        if rank and (count := self.quantity(j + 1)) is not None:
            return self._first_units(rank, count)
        found = self.phrase(j, "rolling")
        counted = None if found is None else self._rolling_units(i, j)
        return None if found is None or counted is None else self._rolled(found[0], counted)

    def _rolling_units(self, i: int, j: int) -> Quantity | None:
        """The units that roll: "next three years"; one of them only in "the next year", "past week"."""
        unit = self.unit_at(j + 1)
        if unit is None or self.at(j + 1) in plurals():
            return self.quantity(j + 1)
        one = self.is_listed(j, "rolling_one") or (self.at(i) == "the" and self.at(j) != "recent")
        return (1, unit, j + 2) if one and unit != "day" else None

    def _rolled(self, direction: str, count: Quantity) -> Match:
        number, unit, end = count
        timex, precision = iv.period(number, unit), self.precision_of(unit)
        if self.anchor is None or direction == "elsewhere":
            return iv.unknown(precision, timex), end
        ahead = direction == "ahead"
        bound = None if number is None else iv.shift(self.anchor, number if ahead else -number, unit)
        first, last = (self.anchor, bound) if ahead else (bound, self.anchor)
        return TimeValue(timex, first, last, precision, "during"), end

    def _first_units(self, rank: int, count: Quantity) -> Match | None:
        """The first three months of 2017, the final two weeks of May."""
        number, unit, j = count
        whole = self.whole(j + 1) if self.at(j) == "of" else None
        if whole is None:
            return None
        value, end = whole
        if value.first is None or value.last is None or number is None:
            return iv.unknown(self.precision_of(unit)), end
        begin, finish = _ends(value.first, value.last, number if rank > 0 else -number, unit)
        return TimeValue(iv.period(number, unit), begin, finish, self.precision_of(unit)), end

    def ago(self, i: int) -> Match | None:
        """Three days ago, two years from now, in two weeks' time, a week from Monday, two days after Christmas."""
        count = self.quantity(i)
        if count is None:
            return None
        number, unit, j = count
        found = self.phrase(j, "counted_from")
        if found is None:
            return self._from_day(count)
        if found[0] == "back":
            return self._back(number, unit), found[1]
        return self._step(self.anchor if found[0] == "now" else None, number, unit), found[1]

    def _from_day(self, count: Quantity) -> Match | None:
        """A week from Monday, two days after Christmas, a week on Friday."""
        number, unit, j = count
        sign = _FROM_DAY.get(self.at(j))
        if sign is None or number is None or (self.at(j) == "on" and number != 1):
            return None
        other = self.value(j + 1)
        if other is None or other[0].precision != "day":
            return None
        return self._step(other[0].first, sign * number, unit), other[1]

    def _step(self, start: dt.date | None, number: float | None, unit: str) -> TimeValue:
        date = None if start is None or number is None else iv.shift(start, number, unit)
        return iv.unknown(self.precision_of(unit)) if date is None else iv.day(date)

    def _back(self, number: float | None, unit: str) -> TimeValue:
        """Years and months ago are counted by the calendar, days and weeks to the day."""
        date = None if self.anchor is None or number is None else iv.shift(self.anchor, -number, unit)
        if date is None or number is None:
            return iv.unknown(self.precision_of(unit))
        if unit in _BY_CALENDAR and number == int(number):
            return iv.containing(date, _BY_CALENDAR[unit])
        return iv.month(date.year, date.month) if unit == "year" else iv.day(date)


def _ends(first: dt.date, last: dt.date, number: float, unit: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of so many units at the beginning of an interval, or at its end where ``number`` is negative."""
    day = dt.timedelta(days=1)
    bound = iv.shift(first if number > 0 else last + day, number, unit)
    if number > 0:
        return first, None if bound is None else min(last, bound - day)
    return None if bound is None else max(first, bound), last
