"""Intervals of the calendar: weeks, months, quarters, seasons ..., their parts and edges, and steps between them.

Weeks run from Monday to Sunday (ISO 8601). Values are written as in TIMEX3 (TimeML 1.2.1): ``2016-08``, ``2016-W13``,
``2016-Q3``, ``2016-H1``, ``2016-SU``, ``201`` (a decade), ``P90D``.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of the meteorological seasons of the northern hemisphere."""

CODES = {
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "century": "C",
}
_COUNTED = frozenset({"day", "week", "month", "quarter", "half", "year"})
"""Units of which the n-th has its own precision."""
MULTIPLES = {"fortnight": (2, "week"), "decade": (10, "year"), "weekend": (1, "week")}


@dataclass(frozen=True, slots=True)
class TimeValue:
    """What a time expression means.

    Attributes
    ----------
    timex
        TIMEX3-style value, ``None`` if it cannot be known (no anchor, or relative to something else).
    first, last
        The first and last day of the interval, both included; ``None`` where open or unknown.
    precision
        ``day``, ``week``, ``month``, ``quarter``, ``season``, ``half``, ``year``, ``decade`` or ``duration``.
    relation
        ``on``, ``in``, ``by``, ``before``, ``until``, ``within``, ``after``, ``since``, ``from`` or ``during``.
    """

    timex: str | None
    first: dt.date | None
    last: dt.date | None
    precision: str
    relation: str = "on"


def unknown(precision: str, timex: str | None = None) -> TimeValue:
    """A time of which only the precision is known."""
    return TimeValue(timex, None, None, precision)


def day(date: dt.date, part: str = "") -> TimeValue:
    """A day, or a part of it (``TMO``, ``TAF``, ``TEV``, ``TNI``)."""
    return TimeValue(date.isoformat() + part, date, date, "day")


def make_day(year: int, month: int, number: int) -> TimeValue | None:
    """The day of that date, ``None`` if the calendar has no such day."""
    try:
        return day(dt.date(year, month, number))
    except ValueError:
        return None


def _months(timex: str, year: int, month: int, count: int, precision: str) -> TimeValue:
    first = dt.date(year, month, 1)
    end_year, end_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    last = dt.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    return TimeValue(timex, first, last, precision)


def month(year: int, number: int) -> TimeValue:
    """A calendar month."""
    return _months(f"{year:04d}-{number:02d}", year, number, 1, "month")


def quarter(year: int, number: int) -> TimeValue:
    """A quarter of a calendar year, 1 to 4."""
    return _months(f"{year:04d}-Q{number}", year, 3 * number - 2, 3, "quarter")


def half(year: int, number: int) -> TimeValue:
    """A half of a calendar year, 1 or 2."""
    return _months(f"{year:04d}-H{number}", year, 6 * number - 5, 6, "half")


def season(year: int, code: str) -> TimeValue:
    """A season; winter begins in December of ``year``."""
    return _months(f"{year:04d}-{code}", year, SEASONS[code], 3, "season")


def year(number: int) -> TimeValue:
    """A calendar year."""
    return _months(f"{number:04d}", number, 1, 12, "year")


def decade(first_year: int) -> TimeValue:
    """Ten years from ``first_year``."""
    return replace(_months(f"{first_year // 10}", first_year, 1, 120, "decade"))


def week(date: dt.date) -> TimeValue:
    """The week, Monday to Sunday, that holds ``date``."""
    monday = date - dt.timedelta(days=date.weekday())
    number = date.isocalendar()
    return TimeValue(f"{number.year:04d}-W{number.week:02d}", monday, monday + dt.timedelta(days=6), "week")


def weekend(date: dt.date) -> TimeValue:
    """Saturday and Sunday of the week that holds ``date``."""
    whole = week(date)
    assert whole.first is not None
    return TimeValue(f"{whole.timex}-WE", whole.first + dt.timedelta(days=5), whole.last, "day")


def containing(date: dt.date, unit: str) -> TimeValue:
    """The calendar unit that holds ``date``."""
    if unit == "week":
        return week(date)
    if unit == "weekend":
        return weekend(date)
    if unit == "month":
        return month(date.year, date.month)
    if unit == "quarter":
        return quarter(date.year, (date.month + 2) // 3)
    if unit == "half":
        return half(date.year, (date.month + 5) // 6)
    if unit == "year":
        return year(date.year)
    if unit == "decade":
        return decade(date.year // 10 * 10)
    return day(date) if unit == "day" else unknown("duration")


def shift(date: dt.date, number: float, unit: str) -> dt.date | None:
    """``date`` moved by a number of units; ``None`` outside the years 1 to 9999. Hours round up to days."""
    factor, unit = MULTIPLES.get(unit, (1, unit))
    number *= factor
    months = {"month": 1, "quarter": 3, "year": 12, "century": 1200}.get(unit)
    try:
        if months is not None:
            total = date.year * 12 + date.month - 1 + round(number * months)
            target_year, target_month = total // 12, total % 12 + 1
            longest = calendar.monthrange(target_year, target_month)[1]
            return dt.date(target_year, target_month, min(date.day, longest))
        if unit in {"day", "week"}:
            return date + dt.timedelta(days=round(number * (7 if unit == "week" else 1)))
        hours = number if unit == "hour" else number / 60
        return date + dt.timedelta(days=int(-(-hours // 24)) if hours >= 24 else 0)
    except (ValueError, OverflowError):
        return None


def period(number: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration, e.g. ``P90D``; ``None`` stands for a number not told (``PXD``)."""
    factor, unit = MULTIPLES.get(unit, (1, unit))
    if number is not None:
        number *= factor
        if unit in {"year", "month"} and number != int(number):
            number, unit = number * 12 if unit == "year" else number, "month"
    code = CODES[unit]
    amount = "X" if number is None else f"{number:g}"
    return f"P{code[0]}{amount}{code[1]}" if len(code) == 2 else f"P{amount}{code}"


def part(value: TimeValue, which: str) -> TimeValue:
    """The ``early``, ``mid`` or ``late`` part of an interval.

    Thirds: of a month the days 1-10, 10-20 and 20 to its end; of a year four months each; of a decade 4, 3 and 3 years; of
    anything else days.
    """
    if value.first is None or value.last is None or value.first == value.last:
        return value
    position = {"early": 0, "mid": 1, "late": 2}[which]
    first, last = value.first, value.last
    if value.precision == "month":
        bounds = [(1, 10), (10, 20), (20, last.day)][position]
        return replace(value, first=first.replace(day=bounds[0]), last=first.replace(day=bounds[1]))
    if value.precision == "decade":
        years = [(0, 3), (4, 6), (7, 9)][position]
        return replace(value, first=dt.date(first.year + years[0], 1, 1), last=dt.date(first.year + years[1], 12, 31))
    months = {"year": 4, "half": 2, "quarter": 1, "season": 1}.get(value.precision)
    if months is not None:
        begin, end = shift(first, months * position, "month"), shift(first, months * (position + 1), "month")
        return value if begin is None or end is None else replace(value, first=begin, last=end - dt.timedelta(days=1))
    length = (last - first).days + 1
    begin_day, end_day = length * position // 3, length * (position + 1) // 3
    return replace(
        value, first=first + dt.timedelta(days=begin_day), last=first + dt.timedelta(days=max(begin_day, end_day - 1))
    )


def edge(value: TimeValue, which: str) -> TimeValue:
    """The first (``start``) or last (``end``) day of an interval."""
    date = value.first if which == "start" else value.last
    return day(date) if date is not None else unknown("day")


def nth(value: TimeValue, number: int, unit: str) -> TimeValue:
    """The n-th day, week, month, quarter, half ... of an interval.

    Parameters
    ----------
    value
        The interval; where it has no bounds, only the precision is known.
    number
        Which one, counted from the end of the interval where it is negative.
    unit
        ``day``, ``week`` (seven days from the first), ``weekend``, ``month``, ``quarter``, ``half`` or ``year``.
    """
    precision = unit if unit in _COUNTED else "day"
    if value.first is None or value.last is None:
        return unknown(precision)
    if unit == "half":
        return _nth_half(value, number)
    if unit == "weekend":
        return _nth_weekday(value, number, 6, width=2)
    found = _nth_unit(value.first, value.last, number, unit)
    return found if found is not None and _is_inside(found, value) else unknown(precision)


def _is_inside(inner: TimeValue, outer: TimeValue) -> bool:
    """Whether an interval lies in another; ``False`` where a bound is not known."""
    if inner.first is None or inner.last is None or outer.first is None or outer.last is None:
        return False
    return outer.first <= inner.first and inner.last <= outer.last


def _nth_half(value: TimeValue, number: int) -> TimeValue:
    assert value.first is not None
    assert value.last is not None
    if value.first == value.last:
        return value
    if value.precision == "year":
        return half(value.first.year, 1 if number == 1 else 2)
    middle = value.first + dt.timedelta(days=((value.last - value.first).days + 1) // 2)
    if number == 1:
        return replace(value, timex=None, last=middle - dt.timedelta(days=1), precision="half")
    return replace(value, timex=None, first=middle, precision="half")


def _nth_unit(first: dt.date, last: dt.date, number: int, unit: str) -> TimeValue | None:
    """The n-th unit from ``first`` or, where ``number`` is negative, from ``last``; it may end outside."""
    forward = number > 0
    if unit in {"month", "quarter", "year"}:
        begin = shift(first, number - 1, unit) if forward else shift(last, number + 1, unit)
        return None if begin is None else containing(begin, unit)
    length = 7 if unit == "week" else 1
    begin = shift(first, (number - 1) * length, "day") if forward else shift(last, number * length + 1, "day")
    if begin is None:
        return None
    return TimeValue(begin.isoformat() if length == 1 else None, begin, begin + dt.timedelta(days=length - 1), unit)


def _nth_weekday(value: TimeValue, number: int, weekday: int, width: int = 1) -> TimeValue:
    assert value.first is not None
    assert value.last is not None
    if number > 0:
        date = value.first + dt.timedelta(days=(weekday - value.first.isoweekday()) % 7 + 7 * (number - 1))
    else:
        date = value.last - dt.timedelta(days=(value.last.isoweekday() - weekday) % 7 - 7 * (number + 1))
    if not value.first <= date <= value.last:
        return unknown("day")
    return day(date) if width == 1 else TimeValue(f"{week(date).timex}-WE", date, date + dt.timedelta(days=1), "day")


def nth_weekday(value: TimeValue, number: int, weekday: int) -> TimeValue:
    """The n-th Monday (1) ... Sunday (7) of an interval, from its end where ``number`` is negative."""
    return unknown("day") if value.first is None or value.last is None else _nth_weekday(value, number, weekday)


def easter(in_year: int) -> dt.date:
    """Western Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, 1991)."""
    a, (b, c) = in_year % 19, divmod(in_year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    number, rest = divmod(h + k - 7 * m + 114, 31)
    return dt.date(in_year, number, rest + 1)


def is_fixed(rule: str) -> bool:
    """Whether a holiday has the same date every year."""
    return not rule.startswith("E") and "x" not in rule


def holiday(rule: str, in_year: int) -> TimeValue:
    """The day of a holiday in a year. ``rule`` is ``MM-DD``, ``MM-nxD`` (n-th ISO weekday D; ``l``: the last) or ``E+n``."""
    if rule.startswith("E"):
        return day(easter(in_year) + dt.timedelta(days=int(rule[1:])))
    number, rest = rule.split("-")
    if "x" in rest:
        which, weekday = rest.split("x")
        return _nth_weekday(month(in_year, int(number)), -1 if which == "l" else int(which), int(weekday))
    return day(dt.date(in_year, int(number), int(rest)))
