"""Points of the calendar: dates, weekdays, months, years, decades, holidays, times of the day."""

from __future__ import annotations

import datetime as dt
import re

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.intervals import TimeValue
from toolkit.nlp.time.productions import DASHES, STEP, YEAR, Base, Match, nearest
from toolkit.nlp.time.words import longest

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?$")


class Points(Base):
    """Reads points of the calendar."""

    def iso(self, i: int) -> Match | None:
        """2016-03-25, 2016-03, 25/03/2016 where the order is plain."""
        if match := _ISO.match(self.at(i)):
            year, month, number = int(match[1]), int(match[2]), match[3]
            if not 1 <= month <= 12 or year < 1000:
                return None
            if number is None and year % 100 < month:  # "2009-10" in running text is two years
                return self._years(year, year // 100 * 100 + month), i + 1
            value = iv.month(year, month) if number is None else iv.make_day(year, month, int(number))
            return None if value is None else (value, i + 1)
        fields = [self.at(i + k) for k in range(5)]
        if fields[1] == fields[3] and fields[1] in {"/", "."} and YEAR.match(fields[4]) and fields[0].isdigit():
            if not fields[2].isdigit():
                return None
            a, b = int(fields[0]), int(fields[2])
            if a <= 12 < b:
                a, b = b, a
            value = iv.make_day(int(fields[4]), b, a) if a > 12 or a == b else iv.unknown("day")
            return None if value is None else (value, i + 5)
        return None

    def calendar_date(self, i: int) -> Match | None:
        """May 15, May 15th, 2016, 15 May, the 15th of May 2016, May 3-5, with or without weekday."""
        weekday = self.lists.weekdays.get(self.at(i))
        j = i
        if weekday is not None:
            j += 1 + (self.at(i + 1) in {".", ","})
            j += self.at(j) in {",", "("}
        j += self.at(j) == "the"
        if (name := self.month_name(j)) is not None:
            month, k = name
            k += self.at(k) == "the"
            if self.at(k) in self.lists.ordinals and self.at(k + 1) in self.lists.units:
                return None
            days = self._days(k)
        elif (days := self._days(j)) is not None:
            k = days[2] + (self.at(days[2]) == "of")
            name = self.month_name(k)
            if name is None:
                return None
            month, days = name[0], (days[0], days[1], name[1])
        else:
            return None
        if days is None:
            return None
        year, end = self.year_after(days[2], comma=True)
        if weekday is not None and self.at(j - 1) == "(" and self.at(end) == ")":
            end += 1
        return self._on(days[0], days[1], month, year, weekday), end

    def _days(self, i: int) -> tuple[int, int, int] | None:
        """The first and last day of "15" or "3-5", and the position after."""
        first = self.day_in(i)
        if first is None:
            return None
        number, j = first
        if self.at(j) in {*DASHES, "to", "and", "or", "through"} and (second := self.day_in(j + 1)) is not None:
            before = self.at(i - 2) if self.at(i - 1) == "." else self.at(i - 1)
            named = self.at(second[1]) in self.lists.months or before in self.lists.months
            if second[0] > number and named and self.at(j + 1) not in self.lists.ordinals:
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
        which, j = self._which(i)
        name = self.month_name(j)
        if name is None:
            return None
        number, j = name
        if (year := self.year_after(j, comma=True))[0] is not None:
            return iv.month(year[0], number), year[1]
        if which is None and self.at(j) in {"last", "next"} and self.at(j + 1) not in self.lists.units:
            which, j = self.at(j), j + 1
        found = self.in_some_year(lambda y: iv.month(y, number), which)
        return found or iv.unknown("month", f"XXXX-{number:02d}"), j

    def weekday(self, i: int) -> Match | None:
        """Thursday, next Friday, late Thursday night, Thursday last week, Friday week, Monday to come."""
        which, j = self._which(i)
        number = self.lists.weekdays.get(self.at(j))
        if number is None or self.words[j].islower():
            return None
        if self.at(j) in self.lists.abbreviations:
            if self.at(j + 1) != ".":
                return None
            j += 1
        j += 1
        week = None
        for skip in (0, 1):
            if (not skip or self.at(j) == "of") and self.at(j + skip) in STEP and self.at(j + skip + 1) == "week":
                week, j = STEP[self.at(j + skip)], j + skip + 2
                break
        if self.at(j) == "week" and which is None and week is None:
            return self._day(self._weekday(number, None, None), j + 1, extra=7)
        if which is None and week is None and self.at(j) in {"last", "next"} and self.at(j + 1) not in self.lists.units:
            which, j = self.at(j), j + 1
        return self._day(self._weekday(number, which, week), j)

    def _weekday(self, number: int, which: str | None, week: int | None) -> dt.date | None:
        """The day meant. "Next Friday" is in the week after this; "last Friday" the latest that is not yesterday."""
        if self.anchor is None:
            return None
        ahead, back = (number - self.anchor.isoweekday()) % 7, (self.anchor.isoweekday() - number) % 7
        monday = self.anchor - dt.timedelta(days=self.anchor.weekday())
        if week is not None:
            return monday + dt.timedelta(days=7 * week + number - 1)
        if which == "next":
            return monday + dt.timedelta(days=7 + number - 1)
        if which == "coming":
            return self.anchor + dt.timedelta(days=ahead or 7)
        if which in {"last", "past"}:
            return self.anchor - dt.timedelta(days=back if back > 1 or (back and which == "past") else back + 7)
        if which == "this":
            tense = self.tense or "future"
            same = monday + dt.timedelta(days=number - 1)
            return (
                same
                if (same <= self.anchor) == (tense == "past") or same == self.anchor
                else self.anchor + dt.timedelta(ahead)
            )
        forward = self.tense in {"future", "present"}
        return self.anchor + dt.timedelta(days=ahead) if forward else self.anchor - dt.timedelta(days=back)

    def day_number(self, i: int) -> Match | None:
        """ "the 21st": a day of the month at hand."""
        if self.at(i) != "the" or not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", self.at(i + 1)):
            return None
        day = self.day_in(i + 1)
        following = self.at(i + 2)
        if day is None or (
            following.isalpha() and following not in {"of", "and", "or", "to", "at", "in", "for", "with"}
        ):
            return None
        if following in DASHES or (following == "of" and self.at(i + 3) != "this"):
            return None
        if self.anchor is None:
            return iv.unknown("day"), i + 2
        months = [iv.shift(self.anchor.replace(day=1), k, "month") for k in (-2, -1, 0, 1, 2)]
        found = nearest([iv.make_day(m.year, m.month, day[0]) for m in months if m], self.anchor, self.tense)
        j = i + 2
        if following == "of" and self.at(i + 4) == "month":
            found, j = iv.make_day(self.anchor.year, self.anchor.month, day[0]), i + 5
        return (found or iv.unknown("day")), j

    def deictic(self, i: int) -> Match | None:
        """Today, tonight, yesterday, tomorrow evening, last night, the day after tomorrow, this morning."""
        steps = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
        word, start = self.at(i), i + (self.at(i) == "the")
        if self.low[start : start + 3] in (["day", "after", "tomorrow"], ["day", "before", "yesterday"]):
            step, j = (2 if self.at(start + 1) == "after" else -2), start + 3
        elif word in steps:
            step, j = steps[word], i + 1
        elif word in {"this", "last"} and self.at(i + 1) in self.lists.day_parts:
            step, j = (0 if word == "this" else -1), i + 1
        elif word in {"later", "earlier"} and self.at(i + 1) == "today":
            step, j = 0, i + 2
        else:
            return None
        date = None if self.anchor is None else iv.shift(self.anchor, step, "day")
        match = self._day(date, j)
        if word == "tonight" and match[0].first is not None:
            return iv.day(match[0].first, "TNI"), match[1]
        return match

    def year(self, i: int) -> Match | None:
        """2017, the year 2020, 2016-17."""
        j = i + (self.at(i) == "the" and self.at(i + 1) == "year")
        j += self.at(j) == "year"
        if not YEAR.match(self.at(j)) or self.at(i - 1) in {"/", *self.lists.not_years}:
            return None
        number = int(self.at(j))
        if self.at(j + 1) in {*DASHES, "/"} and re.fullmatch(r"\d\d", self.at(j + 2)):
            other = number // 100 * 100 + int(self.at(j + 2))
            if number < other < number + 40:
                return self._years(number, other), j + 3
        return iv.year(number), j + 1

    @staticmethod
    def _years(first: int, last: int) -> TimeValue:
        return TimeValue(f"{first}/{last}", iv.year(first).first, iv.year(last).last, "year")

    def decade(self, i: int) -> Match | None:
        """The 1990s, the '90s, the nineties, this decade."""
        j = i + (self.at(i) == "the")
        word = self.at(j)
        if match := re.fullmatch(r"(1[5-9]\d0|20[0-9]0)s?", word):
            possessive = self.at(j + 1) in {"s", "'s"}
            if word.endswith("s") or possessive:
                return iv.decade(int(match[1])), j + 1 + possessive
            return None
        short = re.fullmatch(r"'?([2-9]0)s", word)
        if short and (j > i or word[0] == "'"):
            return iv.decade(1900 + int(short[1])), j + 1
        if word in self.lists.decades and j > i:
            return iv.decade(1900 + self.lists.decades[word]), j + 1
        return None

    def holiday(self, i: int) -> Match | None:
        """Christmas, last Easter, New Year's Eve 2016: days that the calendar fixes."""
        which, j = self._which(i)
        length = longest(self.lists.holidays, self.low, j)
        if not length or self.words[j + (self.at(j) == "the")].islower():
            return None
        rule = self.lists.holidays[tuple(self.low[j : j + length])]
        year, end = self.year_after(j + length, comma=True)
        if year is not None:
            return iv.holiday(rule, year), end
        found = self.in_some_year(lambda y: iv.holiday(rule, y), which)
        return found or iv.unknown("day", None if rule[0] == "E" or "x" in rule else f"XXXX-{rule}"), j + length

    def clock(self, i: int) -> Match | None:
        """A time of the day with its day: 10 a.m. on Thursday, Thursday at noon, midnight Friday, 5 p.m."""
        j = self.hour(i)
        if j is None:
            return None
        linked = j + (self.at(j) in {"on", "of", ","})
        day = self.value(linked)
        if day is not None and day[0].precision == "day":
            return day
        return (iv.day(self.anchor) if self.anchor is not None else iv.unknown("day")), j

    def hour(self, i: int) -> int | None:
        """The position after "10:30 a.m. GMT", "noon" or "1800 GMT"; ``None`` if no time of the day begins here."""
        if self.at(i) in {"noon", "midnight", "midday"}:
            return i + 1
        if not re.fullmatch(r"\d{1,4}(?:\.\d\d)?", self.at(i)):
            return None
        j = i + 1
        if self.at(j) in {":", "."} and re.fullmatch(r"[0-5]\d", self.at(j + 1)):
            j += 2
        half = re.fullmatch(r"[ap]\.?\s?m\.?", self.at(j)) is not None
        oclock = self.low[j : j + 2] == ["o", "'"] and self.at(j + 2) == "clock"
        zone = j + (1 if half else 3 if oclock else 0)
        named = self.at(zone) in {"gmt", "utc", "est", "edt", "et", "bst", "cet"}
        if not (half or oclock or (named and len(self.at(i)) >= 3) or (named and j > i + 1)):
            return None
        local = self.low[zone : zone + 2] == ["local", "time"]
        return zone + (1 if named else 2 if local else 0)
