"""Parts, edges and enclosures of times: "the first half of 2017", "late April", "year-end", "the morning of July 4"."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.intervals import TimeValue
from toolkit.nlp.time.points import Points
from toolkit.nlp.time.productions import DASHES, DAY, Match
from toolkit.nlp.time.words import codes, phrases, plurals

_LETTER = re.compile(r"([qh])([1-4])")
_QUARTERS = frozenset({1, 2, 3, 4, -1})
_WHOLE = frozenset({"day", "week", "weekend", "month", "quarter", "year", "decade"})
"""Units that "the" makes those of the day of writing."""
_EDGED = frozenset({"week", "month", "quarter", "year", "decade"})
_OWNING = frozenset({"week", "month", "year"})
_COUNTED = frozenset({"day", "week", "weekend", "month", "quarter", "half", "year"})
"""Units that an ordinal counts inside a longer time."""


class Parts(Points):
    """Reads parts of times as well."""

    def whole(self, i: int) -> Match | None:
        """A value, or "the year", "the month" ... meaning the present one."""
        found = self.value(i)
        unit = self.unit_at(i + 1)
        if self.at(i) != "the" or unit not in _WHOLE or self.at(i + 1) in plurals():
            return found
        longer = found is not None and found[1] > i + 2
        return found if longer else (self.unit(str(unit), 0), i + 2)

    def cut(self, i: int) -> Match | None:
        """Earlier this month, later this year, so far this year, the rest of the week, all of next week."""
        found = self.phrase(i, "cuts")
        whole = self.whole(found[1]) if found else None
        if found is None or whole is None or found[0] == "all":
            return whole
        value, end = whole
        if self.anchor is None or value.first is None or value.last is None:
            return whole
        if not value.first <= self.anchor <= value.last:
            return whole
        earlier = found[0] == "earlier"
        return replace(value, last=self.anchor) if earlier else replace(value, first=self.anchor), end

    def part(self, i: int) -> Match | None:
        """Early next year, mid-August, late April, the early 1990s, the early part of next week."""
        found = self.phrase(self.skip(i, "the"), "parts")
        if found is None:
            return None
        which, j = found
        if self.at(j) == "or" and self.at(j + 1) in {"mid", "late"}:
            which, j = self.at(j + 1), j + 2
        j = self.skip(j, *DASHES)
        j += self.is_listed(j, "part_nouns") and self.at(j + 1) == "of"
        j = self.skip(j, "in", "of", "on")
        if self.at(j) in _OWNING and which == "mid":
            return iv.part(self.unit(self.at(j), 0), which), j + 1
        whole = self.whole(j)
        return None if whole is None else (iv.part(whole[0], which), whole[1])

    def edge(self, i: int) -> Match | None:
        """The end of next month, the beginning of May, the turn of the year, the last day of August."""
        found = self.phrase(self.skip(i, "the"), "edges")
        if found is None:
            return self.unit_end(i) or self.owned_edge(i)
        which, j = found
        after = self.skip(j, "of", "to", *DASHES)
        whole = self.whole(after)
        if whole is None or (after == j and self.at(j) in {"on", "at", "by", "in"}):
            return None
        return iv.edge(whole[0], which), whole[1]

    def unit_end(self, i: int) -> Match | None:
        """Year-end, the year's end, month end, year-end 2017."""
        j = self.skip(i, "the")
        unit = self.unit_at(j)
        k = self.skip(j + 1, "'s", "'", *DASHES)
        if unit not in _EDGED or self.at(k) != "end" or self.at(k + 1) == "of":
            return None
        year, end = self.year_after(k + 1) if unit == "year" else (None, k + 1)
        return iv.edge(iv.year(year) if year else self.unit(str(unit), 0), "end"), end

    def owned_edge(self, i: int) -> Match | None:
        """ "This year's end", "September's end"."""
        step = codes("steps").get(self.at(i))
        if step is not None and self.at(i + 1) in _OWNING:
            owner: Match | None = (self.unit(self.at(i + 1), step), i + 2)
        else:
            owner = self.month(i) or self.year(i)
        if owner is None or self.at(owner[1]) != "'s":
            return None
        which = phrases("edges").get((self.at(owner[1] + 1),))
        return None if which is None else (iv.edge(owner[0], which), owner[1] + 2)

    def ordinal(self, i: int) -> Match | None:
        """The first half of 2017, the second week of May, the last Sunday in June, the first day of next month."""
        j = self.skip(i, "the")
        number = self._rank(j)
        if not number or self.at(j + 1) in plurals():
            return None
        whole = self.whole(j + 3) if self.at(j + 2) in {"of", "in"} else None
        if self.at(j + 1) == "half":
            return self._half(2 if number == -1 else number, whole, j + 2)
        value = None if whole is None else self._counted(whole[0], number, j + 1)
        return None if whole is None or value is None else (value, whole[1])

    def _counted(self, value: TimeValue, number: int, i: int) -> TimeValue | None:
        """The n-th weekday or unit, named at ``i``, of a time."""
        weekday, unit = codes("weekdays").get(self.at(i)), self.unit_at(i)
        if weekday is not None:
            return iv.nth_weekday(value, number, weekday)
        return iv.nth(value, number, unit) if unit is not None and unit in _COUNTED else None

    def _rank(self, i: int) -> int:
        """What "third", "3rd" or "last" count; 0 if no such word stands there."""
        if self.at(i) in codes("ordinals"):
            return int(codes("ordinals")[self.at(i)])
        match = DAY.match(self.at(i))
        return int(match[1]) if match and self.at(i)[-1].isalpha() else 0

    def _half(self, number: int, whole: Match | None, end: int) -> Match:
        """A half of something, or of a year: "the second half"."""
        if whole is not None:
            return iv.nth(whole[0], number, "half"), whole[1]
        makers = lambda y: iv.half(y, number) if number in {1, 2} else None  # noqa: E731
        return self.in_some_year(makers) or iv.unknown("half"), end

    def quarter(self, i: int) -> Match | None:
        """Q3 2016, the third quarter, the fourth quarter of next year, H1 2017."""
        j = self.skip(i, "the")
        found = self._lettered(j) or self._ranked_quarter(j)
        if found is None:
            return None
        kind, number, j = found
        make = iv.quarter if kind == "quarter" else iv.half
        year, end = self.year_after(j)
        if self.low[j : j + 3] == ["of", "the", "year"] and self.anchor is not None:
            year, end = self.anchor.year, j + 3
        if year is not None:
            return make(year, number), end
        return self.in_some_year(lambda y: make(y, number)) or iv.unknown(kind), j

    def _lettered(self, i: int) -> tuple[str, int, int] | None:
        """ "Q3", "H1": what it is, its number, and the position after it."""
        letter = _LETTER.fullmatch(self.at(i) + self.at(i + 1)) or _LETTER.fullmatch(self.at(i))
        if letter is None or not self.words[i][0].isupper() or letter[0] in {"h3", "h4"}:
            return None
        return "quarter" if letter[1] == "q" else "half", int(letter[2]), i + 1 + (len(self.at(i)) == 1)

    def _ranked_quarter(self, i: int) -> tuple[str, int, int] | None:
        """ "Third quarter"; "last quarter" only of something, else it is the one before."""
        number = codes("ordinals").get(self.at(i), 0)
        j = self.skip(i + 1, *DASHES)
        if self.at(j) != "quarter" or number not in _QUARTERS:
            return None
        if self.at(i) == "last" and self.at(j + 1) != "of":
            return None
        return "quarter", 4 if number == -1 else number, j + 1

    def season(self, i: int) -> Match | None:
        """This summer, last winter, the summer of 2016, in the autumn, spring 2017."""
        which, j = self.which(i)
        j = self.skip(j, "the") if which is None else j
        code = codes("seasons").get(self.at(j))
        if code is None:
            return None
        year, end = self.year_after(j + 1)
        if year is not None:
            return iv.season(year, code), end
        if self.at(j + 1) == "of" or not (which or self._is_season(i, j)):
            return None
        found = self.in_some_year(lambda y: iv.season(y, code), which)
        return found or iv.unknown("season", f"XXXX-{code}"), j + 1

    def _is_season(self, i: int, j: int) -> bool:
        """Whether a bare word is a season, not what water does: "the summer", "by summer", "in the fall"."""
        return self.at(i) == "the" or (self.at(j) != "fall" and self.is_listed(i - 1, "before_seasons"))

    def enclosed(self, i: int) -> Match | None:
        """The month of May, the week of March 3, the morning of July 4, the early hours of Thursday."""
        j = self.skip(i, "the")
        word = self.at(j)
        part = codes("day_parts").get(word)
        if (hours := self.phrase(j, "small_hours")) is not None:
            j = hours[1]
        elif part is not None or self.is_listed(j, "enclosing"):
            j += 1
        else:
            return None
        inner = self.value(j + 1) if self.is_listed(j, "enclosed_by") else None
        return None if inner is None else (self._enclosed_day(inner[0], word, part), inner[1])

    @staticmethod
    def _enclosed_day(value: TimeValue, word: str, part: str | None) -> TimeValue:
        """The week around a day, or the part of the day; of other times nothing more is told."""
        if value.first is None or value.precision != "day":
            return value
        if word in {"week", "weekend"}:
            return iv.containing(value.first, word)
        return value if part is None else iv.day(value.first, part)
