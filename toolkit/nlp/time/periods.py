"""The grammar of time values: what "the first half of 2017", "Thursday last week" or "90 days" mean.

Every production reads at a word position and gives the value and the position after it, or ``None``;
:meth:`Grammar.value` takes the longest. What a preposition adds is in :mod:`toolkit.nlp.time.expressions`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.intervals import TimeValue
from toolkit.nlp.time.points import Points
from toolkit.nlp.time.productions import DASHES, DAY, STEP, YEAR, Match

_DURING = frozenset({"over", "within", "in", "during", "for", "throughout", "inside"})


class Grammar(Points):
    """Reads periods and parts of time as well: the whole grammar of values."""

    def productions(self) -> tuple[Callable[[int], Match | None], ...]:
        """All that may be a value."""
        return (
            self.iso, self.calendar_date, self.month, self.weekday, self.deictic, self.period, self.rolling, self.cut,
            self.part, self.edge, self.ordinal, self.quarter, self.season, self.year, self.decade, self.holiday,
            self.ago, self.clock, self.day_number, self.enclosed,
        )  # fmt: skip

    def period(self, i: int) -> Match | None:
        """This week, next month, last year, the current quarter, the year after next, the following day."""
        j = i + (self.at(i) == "the")
        word, unit = self.at(j), self.lists.units.get(self.at(j + 1))
        calendar = self.at(j + 1) in {"calendar"} and self.lists.units.get(self.at(j + 2))
        if calendar:
            unit, j = str(calendar), j + 1
        if word in {"fiscal", "financial"} or self.at(j + 1) in {"fiscal", "financial"}:
            return self._fiscal(i)
        if unit in {"minute", "hour", "fortnight", "century"} or self.at(j + 1) in self.lists.plurals:
            return None
        if unit is None:
            return self._after_next(j)
        if word in {"following", "previous", "preceding", "same", "ensuing", "that"}:
            return iv.unknown(unit if unit != "weekend" else "day"), j + 2
        if word not in STEP:
            return None
        if word in {"last", "next"} and j > i and unit != "day" and self.at(i - 1) in _DURING:
            return None  # "over the next year" is no calendar year
        if unit == "day" and word != "this":
            return (iv.unknown("day"), j + 2) if j > i else None
        return self.unit(unit, STEP[word]), j + 2

    def _after_next(self, j: int) -> Match | None:
        unit = self.lists.units.get(self.at(j))
        tail = self.low[j + 1 : j + 3]
        if unit is None or tail not in (["after", "next"], ["before", "last"]):
            return None
        return self.unit(unit, 2 if tail[1] == "next" else -2), j + 3

    def _fiscal(self, i: int) -> Match | None:
        """Fiscal 2017, the current fiscal year: its bounds differ by country, so none are given."""
        j = i + (self.at(i) == "the")
        j += self.at(j) in {"this", "next", "last", "current", "coming", "new", "previous"} or bool(
            YEAR.match(self.at(j))
        )
        if self.at(j) not in {"fiscal", "financial"}:
            return None
        number = next((self.at(k) for k in (j - 1, j + 1, j + 2) if YEAR.match(self.at(k))), None)
        end = j + 1 + (self.at(j + 1) == "year")
        end += bool(YEAR.match(self.at(end)))
        if end == j + 1:
            return None
        return iv.unknown("year", f"FY{number}" if number else None), end

    def rolling(self, i: int) -> Match | None:
        """The next three years, the past 12 months, the coming weeks, the first three months of 2017."""
        j = i + (self.at(i) in {"the", "these", "this"})
        word = self.at(j)
        if word in self.lists.ordinals and word not in {"last"} and (count := self.quantity(j + 1)) is not None:
            return self._first_units(self.lists.ordinals[word], count)
        if word not in {"next", "coming", "last", "past", "previous", "preceding", "following", "recent"}:
            return None
        single = self.at(j + 1) in self.lists.units and self.at(j + 1) not in self.lists.plurals
        if single and (word in {"past", "coming"} or self.at(i) == "the") and word != "recent":
            count = (1, self.lists.units[self.at(j + 1)], j + 2)
        else:
            count = None if single else self.quantity(j + 1)
        if count is None or (count[1] == "day" and single):
            return None
        number, unit, end = count
        timex = iv.period(number, unit)
        if self.anchor is None or word in {"previous", "preceding", "following"}:
            return iv.unknown(self.precision_of(unit), timex), end
        forward = word in {"next", "coming"}
        bound = None if number is None else iv.shift(self.anchor, number if forward else -number, unit)
        first, last = (self.anchor, bound) if forward else (bound, self.anchor)
        return TimeValue(timex, first, last, self.precision_of(unit), "during"), end

    def _first_units(self, which: int, count: tuple[float | None, str, int]) -> Match | None:
        number, unit, j = count
        if self.at(j) != "of" or (whole := self.whole(j + 1)) is None:
            return None
        value, end = whole
        if value.first is None or value.last is None or number is None:
            return iv.unknown(self.precision_of(unit)), end
        day = dt.timedelta(days=1)
        if which > 0:
            bound = iv.shift(value.first, number, unit)
            begin, finish = value.first, None if bound is None else min(value.last, bound - day)
            return TimeValue(iv.period(number, unit), begin, finish, self.precision_of(unit)), end
        bound = iv.shift(value.last + day, -number, unit)
        start = None if bound is None else max(value.first, bound)
        return TimeValue(iv.period(number, unit), start, value.last, self.precision_of(unit)), end

    def ago(self, i: int) -> Match | None:
        """Three days ago, two years from now, in two weeks' time, a week from Monday, two days after Christmas."""
        count = self.quantity(i)
        if count is None:
            return None
        number, unit, j = count
        word = self.at(j)
        if word == "ago":
            return self._back(number, unit), j + 1
        if self.low[j : j + 2] in (["from", "now"], ["from", "today"], ["from", "then"]):
            known = self.anchor if self.at(j + 1) != "then" else None
            return self._step(known, number, unit, 1), j + 2
        if word in {"earlier", "later", "afterward", "afterwards", "beforehand", "hence"}:
            return self._step(self.anchor if word == "hence" else None, number, unit, 1), j + 1
        if word in {"from", "after", "before", "on"} and (number is not None and (word != "on" or number == 1)):
            other = self.value(j + 1)
            if other is not None and other[0].precision == "day":
                return self._step(other[0].first, number, unit, -1 if word == "before" else 1), other[1]
        return None

    def _step(self, start: dt.date | None, number: float | None, unit: str, sign: int) -> TimeValue:
        date = None if start is None or number is None else iv.shift(start, sign * number, unit)
        return iv.unknown(self.precision_of(unit)) if date is None else iv.day(date)

    def _back(self, number: float | None, unit: str) -> TimeValue:
        """Years and months ago are counted by the calendar, days and weeks to the day."""
        if self.anchor is None or number is None:
            return iv.unknown(self.precision_of(unit))
        date = iv.shift(self.anchor, -number, unit)
        if date is None:
            return iv.unknown(self.precision_of(unit))
        if unit in {"year", "month", "decade", "century", "quarter"} and number == int(number):
            return iv.containing(date, {"decade": "year", "century": "year"}.get(unit, unit))
        return iv.month(date.year, date.month) if unit == "year" else iv.day(date)

    def whole(self, i: int) -> Match | None:
        """A value, or "the year", "the month" ... meaning the present one."""
        found = self.value(i)
        unit = self.lists.units.get(self.at(i + 1)) if self.at(i) in {"the", "each", "every"} else None
        if (
            unit in {"week", "weekend", "month", "quarter", "year", "decade", "day"}
            and self.at(i + 1) not in self.lists.plurals
        ):
            bare = (self.unit(unit, 0), i + 2) if self.at(i) == "the" else None
            if bare is not None and (found is None or found[1] <= bare[1]):
                return bare
        return found

    def cut(self, i: int) -> Match | None:
        """Earlier this month, later this year, so far this year, the rest of the week, all of next week."""
        low = self.low
        if self.at(i) in {"earlier", "later"}:
            which, j = self.at(i), i + 1
            j += self.at(j) in {"in", "on"}
        elif low[i : i + 2] == ["so", "far"]:
            which, j = "earlier", i + 2 + (self.at(i + 2) == "in")
        elif low[i : i + 3] in (["the", "rest", "of"], ["the", "remainder", "of"]):
            which, j = "later", i + 3
        elif low[i : i + 2] == ["all", "of"] or self.at(i) in {"all", "whole", "throughout"}:
            which, j = "all", i + 1 + (self.at(i + 1) == "of")
        else:
            return None
        whole = self.whole(j)
        if whole is None:
            return None
        value, end = whole
        if self.anchor is None or value.first is None or value.last is None or which == "all":
            return whole
        if not value.first <= self.anchor <= value.last:
            return whole
        if which == "earlier":
            return replace(value, last=self.anchor), end
        return replace(value, first=self.anchor), end

    def part(self, i: int) -> Match | None:
        """Early next year, mid-August, late April, the early 1990s, the early part of next week."""
        j = i + (self.at(i) == "the")
        which = {"early": "early", "mid": "mid", "middle": "mid", "late": "late"}.get(self.at(j))
        if which is None or (self.at(j) == "middle" and self.at(j + 1) != "of"):
            return None
        j += 1
        if self.at(j) == "or" and self.at(j + 1) in {"mid", "late"}:
            which, j = {"mid": "mid", "late": "late"}[self.at(j + 1)], j + 2
        j += self.at(j) in DASHES
        if self.at(j) in {"part", "days", "months", "weeks", "hours"} and self.at(j + 1) == "of":
            j += 1
        j += self.at(j) in {"in", "of", "on"}
        if self.at(j) in {"year", "month", "week"} and which == "mid":
            return iv.part(self.unit(self.at(j), 0), which), j + 1
        whole = self.whole(j)
        return None if whole is None else (iv.part(whole[0], which), whole[1])

    def edge(self, i: int) -> Match | None:
        """The end of next month, year-end, the year's end, end-March, the beginning of May, the turn of the year."""
        j = i + (self.at(i) == "the")
        unit = self.lists.units.get(self.at(j))
        if unit in {"year", "month", "week", "quarter", "decade"}:
            k = j + 1 + (self.at(j + 1) in DASHES or self.at(j + 1) in {"'s", "'"})
            if self.at(k) == "end" and self.at(k + 1) not in {"of"}:
                year, k = self.year_after(k + 1) if unit == "year" else (None, k + 1)
                return iv.edge(iv.year(year) if year else self.unit(unit, 0), "end"), k
        which = {"end": "end", "close": "end", "beginning": "start", "start": "start", "outset": "start", "turn": "end",
                 "ending": "end", "onset": "start", "conclusion": "end", "last": "end"}.get(self.at(j))  # fmt: skip
        if which is None or (self.at(j) == "last" and self.low[j : j + 3] != ["last", "day", "of"]):
            return self.owned_edge(i)
        j += 3 if self.at(j) == "last" else 1
        linked = self.at(j) in {"of", "to", *DASHES}
        whole = self.whole(j + linked)
        if whole is None or (not linked and self.at(j) in {"on", "at", "by", "in"}):
            return None
        return iv.edge(whole[0], which), whole[1]

    def owned_edge(self, i: int) -> Match | None:
        """ "This year's end", "September's end"."""
        if self.at(i) in STEP and self.at(i + 1) in {"year", "month", "week"}:
            owner: Match | None = (self.unit(self.at(i + 1), STEP[self.at(i)]), i + 2)
        else:
            owner = self.month(i) or self.year(i)
        if owner is None or self.at(owner[1]) != "'s":
            return None
        which = {"end": "end", "close": "end", "start": "start", "beginning": "start"}.get(self.at(owner[1] + 1))
        return None if which is None else (iv.edge(owner[0], which), owner[1] + 2)

    def ordinal(self, i: int) -> Match | None:
        """The first half of 2017, the second week of May, the last Sunday in June, the first day of next month."""
        j = i + (self.at(i) == "the")
        number = self.lists.ordinals.get(self.at(j)) or (
            (m := DAY.match(self.at(j))) and self.at(j)[-1].isalpha() and int(m[1])
        )
        if not number:
            return None
        word = self.at(j + 1)
        weekday = self.lists.weekdays.get(word)
        unit = "half" if word == "half" else self.lists.units.get(word)
        if weekday is None and unit not in {"day", "week", "weekend", "month", "quarter", "half", "year"}:
            return None
        if word in self.lists.plurals:
            return None
        number = 2 if unit == "half" and number == -1 else number
        whole = self.whole(j + 3) if self.at(j + 2) in {"of", "in"} else None
        if whole is None:
            return (self._unit_half(int(number)), j + 2) if unit == "half" else None
        value, end = whole
        return (
            iv.nth(value, int(number), str(unit)) if weekday is None else iv.nth_weekday(value, int(number), weekday)
        ), end

    def _unit_half(self, number: int) -> TimeValue:
        makers = lambda y: iv.half(y, number) if number in {1, 2} else None  # noqa: E731
        return self.in_some_year(makers) or iv.unknown("half")

    def quarter(self, i: int) -> Match | None:
        """Q3 2016, the third quarter, the fourth quarter of next year, H1 2017."""
        j = i + (self.at(i) == "the")
        letter = re.fullmatch(r"([qh])([1-4])", self.at(j) + self.at(j + 1)) or re.fullmatch(
            r"([qh])([1-4])", self.at(j)
        )
        if letter and self.words[j][0].isupper():
            kind, number = letter[1], int(letter[2])
            j += 1 + (len(self.at(j)) == 1)
        else:
            number = self.lists.ordinals.get(self.at(j), 0)
            k = j + 1 + (self.at(j + 1) in DASHES)
            if (
                self.at(k) != "quarter"
                or number not in {1, 2, 3, 4, -1}
                or (self.at(j) == "last" and self.at(k + 1) != "of")
            ):
                return None
            kind, number, j = "q", 4 if number == -1 else number, k + 1
        if kind == "h" and number > 2:
            return None
        make = iv.quarter if kind == "q" else iv.half
        year, end = self.year_after(j)
        if self.at(j) == "of" and self.low[j + 1 : j + 3] == ["the", "year"] and self.anchor is not None:
            year, end = self.anchor.year, j + 3
        if year is not None:
            return make(year, number), end
        found = self.in_some_year(lambda y: make(y, number))
        return found or iv.unknown("quarter" if kind == "q" else "half"), j

    def season(self, i: int) -> Match | None:
        """This summer, last winter, the summer of 2016, in the autumn, spring 2017."""
        which, j = self._which(i)
        j += which is None and self.at(j) == "the"
        code = self.lists.seasons.get(self.at(j))
        if code is None:
            return None
        year, end = self.year_after(j + 1)
        if year is not None:
            return iv.season(year, code), end
        if self.at(j) == "fall" and (which is None and (self.at(j - 1) != "the" or self.at(j + 1) == "of")):
            return None
        if self.at(j + 1) == "of" or (
            which is None and self.at(i) != "the" and self.at(i - 1) not in {"in", "by", "until"}
        ):
            return None
        found = self.in_some_year(lambda y: iv.season(y, code), which)
        return found or iv.unknown("season", f"XXXX-{code}"), j + 1

    def enclosed(self, i: int) -> Match | None:
        """The month of May, the week of March 3, the morning of July 4, the early hours of Thursday."""
        j = i + (self.at(i) == "the")
        words, shift = self.at(j), 1
        if self.low[j : j + 2] in (["early", "hours"], ["small", "hours"], ["run", "-"]):
            shift = 2
        elif words not in self.lists.day_parts and words not in {"month", "year", "week", "day", "weekend"}:
            return None
        if self.at(j + shift) not in {"of", "beginning", "starting", "ending"}:
            return None
        inner = self.value(j + shift + 1)
        if inner is None:
            return None
        value, end = inner
        if words in {"week", "weekend"} and value.first is not None and value.precision == "day":
            return iv.containing(value.first, words), end
        if words in self.lists.day_parts and value.first is not None and value.precision == "day":
            return iv.day(value.first, self.lists.day_parts[words]), end
        return inner
