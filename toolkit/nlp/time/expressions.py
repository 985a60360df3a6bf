"""Time expressions in words: a value with its preposition, ranges, deadlines; :func:`parse_time` reads one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.intervals import TimeValue
from toolkit.nlp.time.periods import Grammar
from toolkit.nlp.time.productions import Match
from toolkit.nlp.time.words import codes, listed, longest, phrases, split

Tense = Literal["past", "future", "present"]
_AHEAD = frozenset({"by", "until", "within"})
_TO_COME = frozenset({"by", "until", "before"})  # written on a Friday, "by Friday" is a week ahead
_TO = frozenset({"from", "during", "in", "for", None})
"""Relations after which "to" links a range: "from May to June", "May to June"."""
_COUNTED = frozenset({"within", "in", "after"})
"""Relations of a length of time that is counted from a day."""
_DAY = dt.timedelta(days=1)
_SATURDAY = 6


class Expression:
    """Reads whole expressions, preposition included, from words.

    Parameters
    ----------
    words, anchor, tense
        As for :class:`toolkit.nlp.time.periods.Grammar`.
    """

    def __init__(self, words: Sequence[str], anchor: dt.date | None, tense: str | None = None) -> None:
        self.grammar = Grammar(words, anchor, tense)
        self.ahead = self.grammar.told_from(anchor, tense or "future")
        self.anchor = self.grammar.anchor
        self.tense = tense
        self.low = self.grammar.low

    def read(self, i: int) -> Match | None:
        """The expression that begins at word ``i``, and the position after it."""
        relation, j = self._relation(i)
        found = self._range(relation, j) or self._limited(relation, j)
        if found is None:
            return None
        value, end = self._clock_after(*found)
        latest = self.grammar.phrase(end, "latest")
        return (replace(value, relation="by"), latest[1]) if latest else (value, end)

    def _relation(self, i: int) -> tuple[str | None, int]:
        if self.grammar.at(i) == "between":
            return "between", i + 1
        return self.grammar.phrase(i, "relations") or (None, i)

    def _skip(self, i: int) -> int:
        while length := longest(phrases("fillers"), self.low, i):
            i += length
        return i

    # Ranges --------------------------------------------------------------------------------------------------------

    def _range(self, relation: str | None, i: int) -> Match | None:
        """From Monday to Wednesday, between May and July, 2014-2016, May 3 to June 5."""
        begin = self._begin(i)
        if begin is None or not self._links(relation, begin[1]):
            return None
        value, j = begin
        finish = self._finish(value, j + 1)
        if finish is None or (self.low[i] != "now" and _unlike(value, finish[0])):
            return None
        last, end = finish
        if not self._has_year(i, j) and self._has_year(j + 1, end):
            value = self._in_year_of(last, value, i)
        span = _span(value, last, "from" if relation == "from" else "during")
        return None if span is None else (span, end)

    def _begin(self, i: int) -> Match | None:
        """What a range begins with: a value, or "now"."""
        if self.grammar.at(i) == "now":
            return (iv.unknown("day") if self.anchor is None else iv.day(self.anchor)), i + 1
        return self.grammar.value(i)

    def _finish(self, begin: TimeValue, i: int) -> Match | None:
        """What a range ends with: the first such time after its beginning, where that is known."""
        other = self.grammar.told_from(begin.first or self.anchor, "future" if begin.first else self.tense)
        return other.value(i)

    def _links(self, relation: str | None, j: int) -> bool:
        """Whether the word at ``j`` leads from the beginning of a range to its end."""
        word = self.grammar.at(j)
        if relation == "between":
            return word == "and"
        return word in listed("range_links") and (word != "to" or relation in _TO)

    def _in_year_of(self, last: TimeValue, value: TimeValue, i: int) -> TimeValue:
        """The first of two times, in the year told with the second: "from October 3 to November 5, 2016"."""
        known = value.first and last.last
        again = self.grammar.told_from(last.first, "past").value(i) if known else None
        return value if again is None else again[0]

    def _has_year(self, i: int, j: int) -> bool:
        return any(word.isdigit() and len(word) == 4 for word in self.low[i:j])

    # One value and its preposition -----------------------------------------------------------------------------------

    def _limited(self, relation: str | None, i: int) -> Match | None:
        if relation == "between":
            return None
        relation, j = self._no_later(relation, self._skip(i))
        found = self._value(relation, j)
        count = self.grammar.quantity(j)
        if count is not None and (found is None or found[1] <= count[2]):
            return self._duration(relation, *count)
        if found is None and relation is not None:
            found = self._this_weekend(j)
        return None if found is None else self._with_relation(*found, relation, j)

    def _no_later(self, relation: str | None, i: int) -> tuple[str | None, int]:
        """ "At some time no later than May 1": a bound behind fillers counts."""
        if self.low[i : i + 3] in (["no", "later", "than"], ["not", "later", "than"]):
            return "by", self._skip(i + 3)
        return relation, i

    def _value(self, relation: str | None, i: int) -> Match | None:
        grammar = self.ahead if relation in _AHEAD else self.grammar
        if relation == "within" and grammar.at(i) == "the":
            return grammar.whole(i)
        return grammar.value(i)

    def _with_relation(self, value: TimeValue, end: int, relation: str | None, j: int) -> Match:
        """A value that begins at word ``j``, with its preposition."""
        if relation in _TO_COME and self._is_todays_weekday(value, j, end) and value.last is not None:
            value = iv.day(value.last + 7 * _DAY)
        if value.relation == "during" and relation is None:
            return value, end
        return bounded(value, relation, self.anchor), end

    def _is_todays_weekday(self, value: TimeValue, i: int, end: int) -> bool:
        """Whether a weekday by itself came out as the day of writing."""
        alone = end == i + 1 and self.low[i] in codes("weekdays")
        return alone and self.anchor is not None and value.first == value.last == self.anchor

    def _this_weekend(self, i: int) -> Match | None:
        """ "Over the weekend", "by the weekend": the one just gone by or the one to come."""
        if self.low[i : i + 2] != ["the", "weekend"]:
            return None
        gone = self.tense == "past" and self.anchor is not None and self.anchor.isoweekday() < _SATURDAY
        return self.grammar.unit("weekend", -1 if gone else 0), i + 2

    def _duration(self, relation: str | None, number: float | None, unit: str, end: int) -> Match | None:
        """In two weeks, within 90 days, after six months; other durations have no bounds."""
        timex, precision = iv.period(number, unit), self.grammar.precision_of(unit)
        in_time = self.grammar.phrase(end, "in_time")
        end = in_time[1] if in_time else end
        if relation in {"within", "in"} and self.grammar.is_listed(end, "of_other"):
            return self._after_other(number, unit, end + 1) or (
                replace(iv.unknown(precision, timex), relation="within"), end)  # fmt: skip
        value = self._from_writing(relation, number, unit, in_time is not None)
        if value is None:
            value = TimeValue(timex, None, None, "duration", "during" if relation in {None, "for"} else str(relation))
        return value, end

    def _from_writing(self, relation: str | None, number: float | None, unit: str, in_time: bool) -> TimeValue | None:
        """A length of time that is counted from the day of writing; ``in_time``: "in two weeks' time"."""
        timex, precision = iv.period(number, unit), self.grammar.precision_of(unit)
        bound, past = self._bound(number, unit), self.tense == "past"
        if relation == "within" and not past:
            return TimeValue(timex, self.anchor, bound, precision, "within")
        if relation == "in" and (in_time or not past):
            return self._in_so_long(number, bound, timex, precision)
        if relation == "after" and self.tense == "future" and bound is not None:
            return TimeValue(timex, bound, None, precision, "after")
        return None

    def _in_so_long(self, number: float | None, bound: dt.date | None, timex: str, precision: str) -> TimeValue:
        """In three weeks: the day; in some weeks: from the day of writing on."""
        if number is None:
            return TimeValue(timex, self.anchor, None, precision, "in")
        value = iv.day(bound) if bound is not None else iv.unknown(precision)
        return replace(value, precision=precision, relation="in")

    def _bound(self, number: float | None, unit: str) -> dt.date | None:
        """The day so many units after that of writing, if what is told lies ahead."""
        if self.tense == "past" or self.anchor is None or number is None:
            return None
        return iv.shift(self.anchor, number, unit)

    def _after_other(self, number: float | None, unit: str, i: int) -> Match | None:
        """Within 30 days of May 1."""
        other = self.grammar.value(i)
        if other is None or number is None or other[0].last is None:
            return None
        bound = iv.shift(other[0].last, number, unit)
        precision = self.grammar.precision_of(unit)
        return TimeValue(iv.period(number, unit), other[0].first, bound, precision, "within"), other[1]

    def _clock_after(self, value: TimeValue, end: int) -> Match:
        """Take in a time of the day that follows: "Thursday at 10 a.m."."""
        if value.precision != "day":
            return value, end
        after = self.grammar.hour(self.grammar.skip(end, "at", "by", ","))
        return value, end if after is None else after


def _unlike(one: TimeValue, other: TimeValue) -> bool:
    """Whether two times bound no range: a year and what is none."""
    return one.precision != other.precision and "year" in {one.precision, other.precision}


def _span(value: TimeValue, last: TimeValue, relation: str) -> TimeValue | None:
    """From the beginning of one time to the end of another, which is not before it; without bounds if one is not known."""
    if value.first and last.last and last.last < value.first:
        return None
    timex = f"{value.timex}/{last.timex}" if value.timex and last.timex else None
    known = value.first is not None and last.last is not None
    return TimeValue(timex, value.first if known else None, last.last if known else None, last.precision, relation)


def _before(first: dt.date, last: dt.date, anchor: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    """Up to the day before a longer time; a single day is its own bound, as it is for "by"."""
    return (None, first - _DAY) if first < last else (first, last)


def _since(first: dt.date, last: dt.date, anchor: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    return first, None if anchor is None or anchor < first else anchor


_BOUNDS: dict[str, Callable[[dt.date, dt.date, dt.date | None], tuple[dt.date | None, dt.date | None]]] = {
    "before": _before,
    "since": _since,
    "from": lambda first, last, anchor: (first, None),
    "after": lambda first, last, anchor: (last + _DAY, None),
}
"""What a preposition makes of the bounds of the time behind it; the others leave them."""


def bounded(value: TimeValue, relation: str | None, anchor: dt.date | None) -> TimeValue:
    """The interval that a preposition makes of a value: open after "from", the day before for "before 2020".

    Parameters
    ----------
    value
        The time that the preposition stands before.
    relation
        What the preposition says (the relations of ``times.yaml``); ``None`` where there is none.
    anchor
        The day of writing, with which "since" ends.
    """
    if relation == "for" and value.relation == "during":
        return value
    if relation in {None, "for"}:
        return replace(value, relation="on" if value.precision == "day" else "in")
    value = replace(value, relation=relation)
    if value.first is None or value.last is None or relation not in _BOUNDS:
        return value
    first, last = _BOUNDS[relation](value.first, value.last, anchor)
    return replace(value, first=first, last=last)


def counted_from(expression: str, first: dt.date, last: dt.date) -> TimeValue | None:
    """What a time expression means if it was said on another day than that of writing.

    Parameters
    ----------
    expression
        The words, with the preposition if there is one.
    first, last
        The first and the last day on which it may have been said.

    Returns
    -------
    TimeValue or None
        A month, a date or "the end of the year" as first comes after it was said; a number of days, weeks ... counted from
        both days. ``None`` for what is told from the day of writing, as weekdays and "next year" are in the news, and where no
        time is read.
    """
    words = {word.lower() for word, *_ in split(expression)}
    if words & {*listed("from_writing"), *codes("weekdays")}:
        return None
    value, latest = parse_time(expression, first, "future"), parse_time(expression, last, "future")
    if value is None or latest is None or value.relation not in _COUNTED or not words & set(codes("units")):
        return value
    return replace(value, timex=value.timex if value.timex == latest.timex else None, last=latest.last)


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
