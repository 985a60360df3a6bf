"""Points of the calendar: dates, weekdays, months, years, decades, holidays, times of the day."""

from __future__ import annotations

import datetime as dt
import re

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.intervals import TimeValue
from toolkit.nlp.time.productions import DASHES, YEAR, Base, Match, nearest
from toolkit.nlp.time.words import codes, listed, short_forms

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?$")
_DAY_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_FIGURES = re.compile(r"\d{1,4}(?:\.\d\d)?")
_MINUTES = re.compile(r"[0-5]\d")
_HALF_OF_DAY = re.compile(r"[ap]\.?\s?m\.?")
_DECADE = re.compile(r"(1[5-9]\d0|20[0-9]0)s?")
_SHORT_DECADE = re.compile(r"'?([2-9]0)s")
_SHORT_YEAR = re.compile(r"\d\d")
_DAY_LINKS = DASHES | {"to", "and", "or", "through"}
_MONTHS_AROUND = (-2, -1, 0, 1, 2)
"""Any day of the month, the 31st too, comes in two of these, from that of writing."""
_FIRST_ISO = 1000
"""An ISO date has a year of four figures."""
_CLOCK_FIGURES = 3
"""Figures of a time of the day without colon: "900 GMT", "1800 GMT"."""
_LONGEST_SPAN = 40
"""Of "1984-88" the second year is fewer years later; a larger step is no span of years. Set by hand."""


class Points(Base):
    """Reads points of the calendar."""

    def iso(self, i: int) -> Match | None:
        """2016-03-25, 2016-03, 25/03/2016 where the order is plain."""
        match = _ISO.match(self.at(i))
        return self._in_figures(match, i) if match else self._with_strokes(i)

    def _in_figures(self, match: re.Match[str], i: int) -> Match | None:
        year, month, number = int(match[1]), int(match[2]), match[3]
        if not 1 <= month <= 12 or year < _FIRST_ISO:
            return None
        if number is None and year % 100 < month:  # "2009-10" in running text is two years
            return self._years(year, year // 100 * 100 + month), i + 1
        value = iv.month(year, month) if number is None else iv.make_day(year, month, int(number))
        return None if value is None else (value, i + 1)

    def _with_strokes(self, i: int) -> Match | None:
        """25/03/2016, 25.03.2016; where both may be the month the day is not known."""
        a, mark, b, same, year = (self.at(i + k) for k in range(5))
        if mark != same or mark not in {"/", "."} or not (YEAR.match(year) and a.isdigit() and b.isdigit()):
            return None
        month, number = sorted((int(a), int(b)))
        clear = number > 12 or month == number
        value = iv.make_day(int(year), month, number) if clear else iv.unknown("day")
        return None if value is None else (value, i + 5)

    def calendar_date(self, i: int) -> Match | None:
        """May 15, May 15th, 2016, 15 May, the 15th of May 2016, May 3-5, with or without weekday."""
        weekday, j = self._weekday_before(i)
        found = self._month_and_days(self.skip(j, "the"))
        if found is None:
            return None
        month, first, last, end = found
        year, end = self.year_after(end, comma=True)
        if weekday is not None and self.at(j - 1) == "(":
            end = self.skip(end, ")")
        return self._on(first, last, month, year, weekday), end

    def _weekday_before(self, i: int) -> tuple[int | None, int]:
        """The weekday before a date, "Sunday, May 15", and the position of the date."""
        weekday = codes("weekdays").get(self.at(i))
        return weekday, i if weekday is None else self.skip(self.skip(i + 1, ".", ","), ",", "(")

    def _month_and_days(self, i: int) -> tuple[int, int, int, int] | None:
        """Month, first and last day of "May 3-5" or "3-5 May", and the position after it."""
        name = self.month_name(i)
        if name is not None:
            j = self.skip(name[1], "the")
            counts = self.at(j) in codes("ordinals") and self.unit_at(j + 1)
            days = None if counts else self._days(j)
            return None if days is None else (name[0], *days)
        days = self._days(i)
        name = None if days is None else self.month_name(self.skip(days[2], "of"))
        return None if days is None or name is None else (name[0], days[0], days[1], name[1])

    def _days(self, i: int) -> tuple[int, int, int] | None:
        """The first and last day of "15" or "3-5", and the position after."""
        first = self.day_in(i)
        if first is None:
            return None
        number, j = first
        if self.at(j) in _DAY_LINKS and (second := self.day_in(j + 1)) is not None:
            before = self.at(i - 2) if self.at(i - 1) == "." else self.at(i - 1)
            named = self.at(second[1]) in codes("months") or before in codes("months")
            if second[0] > number and named and self.at(j + 1) not in codes("ordinals"):
                return number, second[0], second[1]
        return number, number, j

    def _on(self, first: int, last: int, month: int, year: int | None, weekday: int | None) -> TimeValue:
        def make(in_year: int) -> TimeValue | None:
            begin, end = iv.make_day(in_year, month, first), iv.make_day(in_year, month, last)
            if begin is None or end is None or begin.first is None:
                return None
            if weekday is not None and begin.first.isoweekday() != weekday and year is None:
                return None
            return begin if first == last else TimeValue(f"{begin.timex}/{end.timex}", begin.first, end.last, "day")

        if year is not None:
            return make(year) or iv.unknown("day")
        found = self.in_some_year(make)
        if found is None and weekday is not None:
            return self._on(first, last, month, None, None)
        possible = first == last and iv.make_day(2000, month, first) is not None
        return found or iv.unknown("day", f"XXXX-{month:02d}-{first:02d}" if possible else None)

    def month(self, i: int) -> Match | None:
        """August, last November, August 2016, August of next year, March last."""
        which, j = self.which(i)
        name = self.month_name(j)
        if name is None:
            return None
        number, j = name
        year, end = self.year_after(j, comma=True)
        if year is not None:
            return iv.month(year, number), end
        which, j = self._which_after(which, j)
        found = self.in_some_year(lambda y: iv.month(y, number), which)
        return found or iv.unknown("month", f"XXXX-{number:02d}"), j

    def _which_after(self, which: str | None, j: int) -> tuple[str | None, int]:
        """ "March last": what stands before it counts, else what follows, and the position after that."""
        after = self.last_or_next(j) if which is None else None
        return (after, j + 1) if after else (which, j)

    def weekday(self, i: int) -> Match | None:
        """Thursday, next Friday, late Thursday night, Thursday last week, Friday week, Monday to come."""
        which, j = self.which(i)
        number = codes("weekdays").get(self.at(j))
        if number is None or self.words[j].islower():
            return None
        if self.at(j) in short_forms("weekdays"):
            if self.at(j + 1) != ".":
                return None
            j += 1
        week, j = self._week_after(j + 1)
        if week is not None:
            return self.day_with_part(self._in_week(number, week), j)
        if which is None and self.at(j) == "week":
            return self.day_with_part(self._weekday(number, None), j + 1, extra=7)
        which, j = self._which_after(which, j)
        return self.day_with_part(self._weekday(number, which), j)

    def _week_after(self, i: int) -> tuple[int | None, int]:
        """ "Last week", "of next week": steps from the week of writing, and the position after it."""
        for j in (i, self.skip(i, "of")):
            if self.at(j) in codes("steps") and self.at(j + 1) == "week":
                return codes("steps")[self.at(j)], j + 2
        return None, i

    def _in_week(self, number: int, week: int) -> dt.date | None:
        """The weekday of a week, counted from that of writing."""
        if self.anchor is None:
            return None
        return self.anchor + dt.timedelta(days=number - self.anchor.isoweekday() + 7 * week)

    def _weekday(self, number: int, which: str | None) -> dt.date | None:
        """The day meant. "Next Friday" is in the week after this; "last Friday" the latest that is not yesterday."""
        if self.anchor is None:
            return None
        today = self.anchor.isoweekday()
        ahead, back = (number - today) % 7, (today - number) % 7
        days = {
            "next": number - today + 7,
            "coming": ahead or 7,
            "last": -(back if back > 1 else back + 7),
            "past": -(back or 7),
            "this": number - today if self.tense == "past" else ahead,
            None: ahead if self.tense in {"future", "present"} else -back,
        }
        return self.anchor + dt.timedelta(days=days[which])

    def day_number(self, i: int) -> Match | None:
        """ "the 21st", "the 21st of this month": a day of the month at hand."""
        day = self.day_in(i + 1)
        if day is None or self.at(i) != "the" or not _DAY_NUMBER.fullmatch(self.at(i + 1)) or self._is_rank(i + 2):
            return None
        if self.anchor is None:
            return iv.unknown("day"), i + 2
        if self.at(i + 2) == "of" and self.at(i + 4) == "month":
            return iv.make_day(self.anchor.year, self.anchor.month, day[0]) or iv.unknown("day"), i + 5
        return nearest(_in_months_around(self.anchor, day[0]), self.anchor, self.tense) or iv.unknown("day"), i + 2

    def _is_rank(self, i: int) -> bool:
        """Whether what follows makes an ordinal count things, or part of another date: "the 21st floor", "the 3rd of May"."""
        following = self.at(i)
        if following == "of":
            return self.at(i + 1) != "this"
        return following in DASHES or (following.isalpha() and following not in listed("day_number_followers"))

    def deictic(self, i: int) -> Match | None:
        """Today, tonight, yesterday, tomorrow evening, last night, the day after tomorrow, this morning."""
        step, j = self._days_from_writing(i)
        if step is None:
            return None
        value, end = self.day_with_part(None if self.anchor is None else iv.shift(self.anchor, step, "day"), j)
        if self.at(i) == "tonight" and value.first is not None:
            value = iv.day(value.first, "TNI")
        return value, end

    def _days_from_writing(self, i: int) -> tuple[int | None, int]:
        step = codes("day_part_steps").get(self.at(i))
        if step is not None and self.at(i + 1) in codes("day_parts"):
            return step, i + 1
        return self.phrase(i, "day_steps") or (None, i)

    def year(self, i: int) -> Match | None:
        """2017, the year 2020, 2016-17."""
        j = i + (self.at(i) == "the" and self.at(i + 1) == "year")
        j = self.skip(j, "year")
        if not YEAR.match(self.at(j)) or self.at(i - 1) == "/" or self.is_listed(i - 1, "not_years"):
            return None
        number = int(self.at(j))
        if self.at(j + 1) in DASHES | {"/"} and _SHORT_YEAR.fullmatch(self.at(j + 2)):
            other = number // 100 * 100 + int(self.at(j + 2))
            if number < other < number + _LONGEST_SPAN:
                return self._years(number, other), j + 3
        return iv.year(number), j + 1

    @staticmethod
    def _years(first: int, last: int) -> TimeValue:
        return TimeValue(f"{first}/{last}", iv.year(first).first, iv.year(last).last, "year")

    def decade(self, i: int) -> Match | None:
        """The 1990s, the '90s, the nineties, this decade."""
        j = self.skip(i, "the")
        word = self.at(j)
        if match := _DECADE.fullmatch(word):
            end = self.skip(j + 1, "s", "'s")
            return (iv.decade(int(match[1])), end) if word.endswith("s") or end > j + 1 else None
        short = _SHORT_DECADE.fullmatch(word)
        if short and (j > i or word[0] == "'"):
            return iv.decade(1900 + int(short[1])), j + 1
        if word in codes("decades") and j > i:
            return iv.decade(1900 + codes("decades")[word]), j + 1
        return None

    def holiday(self, i: int) -> Match | None:
        """Christmas, last Easter, New Year's Eve 2016: days that the calendar fixes."""
        which, j = self.which(i)
        found = self.phrase(j, "holidays")
        if found is None or self.words[self.skip(j, "the")].islower():
            return None
        rule, after = found
        year, end = self.year_after(after, comma=True)
        if year is not None:
            return iv.holiday(rule, year), end
        value = self.in_some_year(lambda y: iv.holiday(rule, y), which)
        return value or iv.unknown("day", f"XXXX-{rule}" if iv.is_fixed(rule) else None), after

    def clock(self, i: int) -> Match | None:
        """A time of the day with its day: 10 a.m. on Thursday, Thursday at noon, midnight Friday, 5 p.m."""
        j = self.hour(i)
        if j is None:
            return None
        day = self.value(self.skip(j, "on", "of", ","))
        if day is not None and day[0].precision == "day":
            return day
        return (iv.day(self.anchor) if self.anchor is not None else iv.unknown("day")), j

    def hour(self, i: int) -> int | None:
        """The position after "10:30 a.m. GMT", "noon" or "1800 GMT"; ``None`` if no time of the day begins here."""
        if self.is_listed(i, "hours"):
            return i + 1
        if not _FIGURES.fullmatch(self.at(i)):
            return None
        figures = self._minutes(i + 1)
        end = self._half_of_day(figures)
        if self.is_listed(end, "time_zones"):
            told = end > figures or len(self.at(i)) >= _CLOCK_FIGURES or figures > i + 1
            return end + 1 if told else None
        if end == figures:
            return None
        return end + 2 if self.low[end : end + 2] == ["local", "time"] else end

    def _minutes(self, i: int) -> int:
        """The position after ":30" or ".30"; ``i`` if there are no minutes."""
        return i + 2 if self.at(i) in {":", "."} and _MINUTES.fullmatch(self.at(i + 1)) else i

    def _half_of_day(self, i: int) -> int:
        """The position after "a.m." or "o'clock"; ``i`` if there is neither."""
        if _HALF_OF_DAY.fullmatch(self.at(i)):
            return i + 1
        return i + 3 if self.low[i : i + 3] == ["o", "'", "clock"] else i


def _in_months_around(date: dt.date, number: int) -> list[TimeValue | None]:
    """The days of that number in the months around a date."""
    months = (iv.shift(date.replace(day=1), step, "month") for step in _MONTHS_AROUND)
    return [iv.make_day(month.year, month.month, number) for month in months if month]
