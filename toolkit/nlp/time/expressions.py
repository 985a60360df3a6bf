"""Time expressions in words: a value with its preposition, ranges, deadlines; :func:`parse_time` reads one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.intervals import TimeValue
from toolkit.nlp.time.periods import Grammar
from toolkit.nlp.time.productions import Match
from toolkit.nlp.time.words import longest, split, time_words

Tense = Literal["past", "future", "present"]
_AHEAD = frozenset({"by", "until", "within"})
_TO_COME = frozenset({"by", "until", "before"})  # written on a Friday, "by Friday" is a week ahead
_LATEST = (["at", "the", "latest"], ["at", "latest"], ["or", "earlier"], ["or", "sooner"], ["or", "before"])


_LINKS = frozenset({"to", "until", "till", "through", "-", "–", "—"})
"""What stands between the beginning and the end of a range."""


class Expression:
    """Reads whole expressions, preposition included, from words.

    Parameters
    ----------
    words, anchor, tense
        As for :class:`toolkit.nlp.time.periods.Grammar`.
    """

    def __init__(self, words: Sequence[str], anchor: dt.date | None, tense: str | None = None) -> None:
        self.grammar = Grammar(words, anchor, tense)
        self.ahead = Grammar(words, anchor, tense or "future")
        self.anchor = self.grammar.anchor
        self.tense = tense
        self.low = self.grammar.low
        self.lists = time_words()

    def read(self, i: int) -> Match | None:
        """The expression that begins at word ``i``, and the position after it."""
        relation, j = self._relation(i)
        found = self._range(relation, j) or self._limited(relation, j)
        if found is None:
            return None
        value, end = self._clock_after(*found)
        if any(self.low[end : end + len(tail)] == tail for tail in _LATEST):
            tail = next(tail for tail in _LATEST if self.low[end : end + len(tail)] == tail)
            return replace(value, relation="by"), end + len(tail)
        return value, end

    def _relation(self, i: int) -> tuple[str | None, int]:
        length = longest(self.lists.relations, self.low, i)
        if not length:
            if self.low[i : i + 1] == ["between"]:
                return "between", i + 1
            return None, i
        return self.lists.relations[tuple(self.low[i : i + length])], i + length

    def _skip(self, i: int) -> int:
        while length := longest(self.lists.fillers, self.low, i):
            i += length
        return i

    # Ranges --------------------------------------------------------------------------------------------------------

    def _range(self, relation: str | None, i: int) -> Match | None:
        """From Monday to Wednesday, between May and July, 2014-2016, May 3 to June 5."""
        begin = self._begin(i)
        if begin is None:
            return None
        value, j = begin
        if not self._links(relation, j):
            return None
        other = Grammar(self.grammar.words, value.first or self.anchor, "future" if value.first else self.tense)
        finish = other.value(j + 1)
        if finish is None or (self.low[i] != "now" and _unlike(value, finish[0])):
            return None
        last, end = finish
        if value.first and last.last and not self._has_year(i, j) and self._has_year(j + 1, end):
            again = Grammar(self.grammar.words, last.first, "past").value(i)
            value = again[0] if again is not None else value
        if value.first and last.last and last.last < value.first:
            return None
        return _span(value, last, "from" if relation == "from" else "during"), end

    def _begin(self, i: int) -> Match | None:
        """What a range begins with: a value, or "now"."""
        if self.low[i : i + 1] == ["now"]:
            return (iv.unknown("day") if self.anchor is None else iv.day(self.anchor)), i + 1
        return self.grammar.value(i)

    def _links(self, relation: str | None, j: int) -> bool:
        """Whether the word at ``j`` leads from the beginning of a range to its end."""
        word = self.low[j] if j < len(self.low) else ""
        links = {"and"} if relation == "between" else _LINKS
        return word in links and (word != "to" or relation in {"from", "during", "in", "for", None})

    def _has_year(self, i: int, j: int) -> bool:
        return any(word.isdigit() and len(word) == 4 for word in self.low[i:j])

    # One value and its preposition -----------------------------------------------------------------------------------

    def _limited(self, relation: str | None, i: int) -> Match | None:
        j = self._skip(i)
        if relation == "between":
            return None
        if self.low[j : j + 2] in (["no", "later"], ["not", "later"]) and self.low[j + 2 : j + 3] == ["than"]:
            relation, j = "by", self._skip(j + 3)
        grammar = self.ahead if relation in _AHEAD else self.grammar
        found = grammar.value(j)
        if relation == "within" and self.low[j : j + 1] == ["the"]:
            found = grammar.whole(j) or found
        count = grammar.quantity(j)
        if count is not None and (found is None or found[1] <= count[2]):
            return self._duration(relation, *count)
        if found is None and relation is not None:
            found = self._this(j)
        return None if found is None else self._with_relation(*found, relation, j)

    def _with_relation(self, value: TimeValue, end: int, relation: str | None, j: int) -> Match:
        """A value that begins at word ``j``, with its preposition."""
        today = self.anchor is not None and value.first == value.last == self.anchor
        if today and self.anchor is not None and self._weekday_only(j, end) and relation in _TO_COME:
            value = iv.day(self.anchor + dt.timedelta(days=7))
        if value.relation == "during" and relation is None:
            return value, end
        return self._bounded(value, relation), end

    def _weekday_only(self, i: int, end: int) -> bool:
        return end == i + 1 and self.low[i] in self.lists.weekdays

    def _this(self, i: int) -> Match | None:
        """ "Over the weekend", "by the weekend": the one just gone by or the one to come."""
        if self.low[i : i + 2] != ["the", "weekend"]:
            return None
        gone = self.tense == "past" and self.anchor is not None and self.anchor.isoweekday() < 6
        return self.grammar.unit("weekend", -1 if gone else 0), i + 2

    def _bounded(self, value: TimeValue, relation: str | None) -> TimeValue:
        """The interval that a preposition makes of a value: open after "from", the day before for "before 2020"."""
        if relation == "for" and value.relation == "during":
            return value
        if relation in {None, "for"}:
            return replace(value, relation="on" if value.precision == "day" else "in")
        value = replace(value, relation=relation)
        if value.first is None or value.last is None:
            return value
        if relation == "before" and value.first < value.last:
            return replace(value, first=None, last=value.first - dt.timedelta(days=1))
        if relation == "since":
            late = self.anchor is None or self.anchor < value.first
            return replace(value, last=None if late else self.anchor)
        if relation == "from":
            return replace(value, last=None)
        if relation == "after":
            return replace(value, first=value.last + dt.timedelta(days=1), last=None)
        return value

    def _duration(self, relation: str | None, number: float | None, unit: str, end: int) -> Match | None:
        """In two weeks, within 90 days, after six months; other durations have no bounds."""
        timex = iv.period(number, unit)
        relation = "during" if relation == "for" else relation
        precision = self.grammar.precision_of(unit)
        in_time = self.low[end : end + 2] in (["'s", "time"], ["'", "time"]) or self.low[end : end + 1] == ["time"]
        if in_time:
            end += 1 if self.low[end] == "time" else 2
        relative = self.low[end : end + 1] in (["of"], ["after"], ["from"], ["following"]) and relation in {
            "within",
            "in",
        }
        if relative:
            return self._after_other(number, unit, end + 1, precision, timex) or (
                replace(iv.unknown(precision, timex), relation="within"), end)  # fmt: skip
        known = self.anchor is not None and self.tense != "past"
        bound = None if not known or number is None or self.anchor is None else iv.shift(self.anchor, number, unit)
        if relation == "within" and self.tense != "past":
            return TimeValue(timex, self.anchor, bound, precision, "within"), end
        if relation == "in" and (self.tense != "past" or in_time):
            if number is None:
                return TimeValue(timex, self.anchor, None, precision, "in"), end
            value = iv.day(bound) if bound is not None else iv.unknown(precision)
            return replace(value, precision=precision, relation="in"), end
        if relation == "after" and self.tense == "future" and bound is not None:
            return TimeValue(timex, bound, None, precision, "after"), end
        return TimeValue(timex, None, None, "duration", relation or "during"), end

    def _after_other(self, number: float | None, unit: str, i: int, precision: str, timex: str) -> Match | None:
        """Within 30 days of May 1."""
        other = self.grammar.value(i)
        if other is None or number is None or other[0].last is None:
            return None
        bound = iv.shift(other[0].last, number, unit)
        return TimeValue(timex, other[0].first, bound, precision, "within"), other[1]

    def _clock_after(self, value: TimeValue, end: int) -> Match:
        """Take in a time of the day that follows: "Thursday at 10 a.m."."""
        if value.precision != "day":
            return value, end
        j = end + (self.low[end : end + 1] in (["at"], ["by"], [","]))
        after = self.grammar.hour(j)
        return value, end if after is None else after


def _unlike(begin: TimeValue, end: TimeValue) -> bool:
    """Whether two values make no range: a year and something finer."""
    return end.precision != begin.precision and "year" in {begin.precision, end.precision}


def _span(begin: TimeValue, end: TimeValue, relation: str) -> TimeValue:
    """The range from one value to another; without bounds where one of them is unknown."""
    timex = f"{begin.timex}/{end.timex}" if begin.timex and end.timex else None
    known = begin.first is not None and end.last is not None
    first, last = (begin.first, end.last) if known else (None, None)
    return TimeValue(timex, first, last, end.precision, relation)


def parse_time(expression: str, anchor: dt.date | None, tense: Tense | None = None) -> TimeValue | None:
    """What an English time expression means.

    Parameters
    ----------
    expression
        The words, with the preposition if there is one: "by late April", "within 90 days", "Thursday last week". Of a
        longer text the longest expression in it is read.
    anchor
        The day the text was written. Without it only absolute dates are resolved.
    tense
        Tense of the clause: in which direction a weekday, or a date without its year, lies. Without it the nearest date
        is taken, and the next one after "by", "until" and "within".

    Returns
    -------
    TimeValue or None
        ``None`` if there is no time expression in the text. No day is invented: "by August" has the whole of August as
        its interval, so both readings, by its first and by its last day, are there.
    """
    words = [word for word, *_ in split(expression)]
    reader = Expression(words, anchor, tense)
    found = [(match[1] - i, match[0]) for i in range(len(words)) if (match := reader.read(i)) is not None]
    return max(found, key=lambda pair: pair[0])[1] if found else None
