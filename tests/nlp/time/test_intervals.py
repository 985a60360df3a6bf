"""Intervals of the calendar, their parts and steps between them."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.intervals import TimeValue

DAY = dt.date(2021, 9, 15)


def days(value: TimeValue) -> tuple[str, str]:
    return str(value.first), str(value.last)


@pytest.mark.parametrize(
    ("unit", "timex", "first", "last"),
    [
        ("day", "2021-09-15", "2021-09-15", "2021-09-15"),
        ("week", "2021-W37", "2021-09-13", "2021-09-19"),
        ("weekend", "2021-W37-WE", "2021-09-18", "2021-09-19"),
        ("month", "2021-09", "2021-09-01", "2021-09-30"),
        ("quarter", "2021-Q3", "2021-07-01", "2021-09-30"),
        ("half", "2021-H2", "2021-07-01", "2021-12-31"),
        ("year", "2021", "2021-01-01", "2021-12-31"),
        ("decade", "202", "2020-01-01", "2029-12-31"),
        ("hour", None, "None", "None"),
    ],
)
def test_the_unit_around_a_day(unit: str, timex: str | None, first: str, last: str) -> None:
    value = iv.containing(DAY, unit)
    assert (value.timex, *days(value)) == (timex, first, last)


def test_weeks_count_by_iso_across_the_new_year() -> None:
    assert iv.week(dt.date(2021, 1, 3)).timex == "2020-W53"
    assert days(iv.week(dt.date(2021, 1, 3))) == ("2020-12-28", "2021-01-03")


def test_winter_ends_in_the_year_after() -> None:
    assert days(iv.season(2023, "WI")) == ("2023-12-01", "2024-02-29")


@pytest.mark.parametrize(
    ("number", "unit", "date"),
    [
        (1, "month", "2024-02-29"),
        (-1, "month", "2023-12-31"),
        (12, "month", "2025-01-31"),
        (0.5, "year", "2024-07-31"),
        (1, "quarter", "2024-04-30"),
        (1, "century", "2124-01-31"),
        (1, "decade", "2034-01-31"),
        (1, "fortnight", "2024-02-14"),
        (-2, "week", "2024-01-17"),
        (1.5, "day", "2024-02-02"),
        (23, "hour", "2024-01-31"),
        (24, "hour", "2024-02-01"),
        (25, "hour", "2024-02-02"),
        (1440, "minute", "2024-02-01"),
        (9000, "year", "None"),
    ],
)
def test_steps(number: float, unit: str, date: str) -> None:
    assert str(iv.shift(dt.date(2024, 1, 31), number, unit)) == date


@pytest.mark.parametrize(
    ("number", "unit", "timex"),
    [
        (90, "day", "P90D"),
        (2, "fortnight", "P4W"),
        (2, "decade", "P20Y"),
        (1.5, "year", "P18M"),
        (0.5, "month", "P0.5M"),
        (3, "hour", "PT3H"),
        (30, "minute", "PT30M"),
        (None, "month", "PXM"),
        (1, "century", "P1C"),
    ],
)
def test_lengths(number: float | None, unit: str, timex: str) -> None:
    assert iv.period(number, unit) == timex


@pytest.mark.parametrize(
    ("value", "thirds"),
    [
        (iv.month(2021, 2), [("2021-02-01", "2021-02-10"), ("2021-02-10", "2021-02-20"), ("2021-02-20", "2021-02-28")]),
        (iv.year(2021), [("2021-01-01", "2021-04-30"), ("2021-05-01", "2021-08-31"), ("2021-09-01", "2021-12-31")]),
        (iv.decade(1990), [("1990-01-01", "1993-12-31"), ("1994-01-01", "1996-12-31"), ("1997-01-01", "1999-12-31")]),
        (iv.quarter(2021, 1), [("2021-01-01", "2021-01-31"), ("2021-02-01", "2021-02-28"), ("2021-03-01", "2021-03-31")]),
        (iv.week(DAY), [("2021-09-13", "2021-09-14"), ("2021-09-15", "2021-09-16"), ("2021-09-17", "2021-09-19")]),
        (iv.day(DAY), [("2021-09-15", "2021-09-15")] * 3),
        (iv.unknown("year"), [("None", "None")] * 3),
    ],
    ids=["month", "year", "decade", "quarter", "week", "day", "unknown"],
)  # fmt: skip
def test_early_mid_and_late(value: TimeValue, thirds: list[tuple[str, str]]) -> None:
    assert [days(iv.part(value, which)) for which in ("early", "mid", "late")] == thirds


@pytest.mark.parametrize(
    ("value", "number", "unit", "found"),
    [
        (iv.month(2021, 5), 1, "day", ("2021-05-01", "2021-05-01")),
        (iv.month(2021, 5), -1, "day", ("2021-05-31", "2021-05-31")),
        (iv.month(2021, 5), 31, "day", ("2021-05-31", "2021-05-31")),
        (iv.month(2021, 5), 32, "day", ("None", "None")),
        (iv.month(2021, 5), 2, "week", ("2021-05-08", "2021-05-14")),
        (iv.month(2021, 5), -1, "week", ("2021-05-25", "2021-05-31")),
        (iv.month(2021, 5), 5, "week", ("None", "None")),
        (iv.month(2021, 5), 1, "weekend", ("2021-05-01", "2021-05-02")),
        (iv.year(2021), 3, "month", ("2021-03-01", "2021-03-31")),
        (iv.year(2021), -2, "month", ("2021-11-01", "2021-11-30")),
        (iv.year(2021), 5, "quarter", ("None", "None")),
        (iv.decade(1990), 2, "year", ("1991-01-01", "1991-12-31")),
        (iv.year(2021), 1, "half", ("2021-01-01", "2021-06-30")),
        (iv.year(2021), 2, "half", ("2021-07-01", "2021-12-31")),
        (iv.month(2021, 4), 1, "half", ("2021-04-01", "2021-04-15")),
        (iv.month(2021, 4), 2, "half", ("2021-04-16", "2021-04-30")),
        (iv.day(DAY), 1, "half", ("2021-09-15", "2021-09-15")),
        (iv.day(DAY), 2, "half", ("2021-09-15", "2021-09-15")),
        (iv.unknown("month"), 1, "half", ("None", "None")),
        (iv.unknown("month"), 1, "weekend", ("None", "None")),
    ],
)  # fmt: skip
def test_the_nth_of_an_interval(value: TimeValue, number: int, unit: str, found: tuple[str, str]) -> None:
    assert days(iv.nth(value, number, unit)) == found


@pytest.mark.parametrize(
    ("number", "weekday", "found"),
    [
        (1, 6, "2021-05-01"),
        (1, 5, "2021-05-07"),
        (5, 1, "2021-05-31"),
        (6, 1, "None"),
        (-1, 1, "2021-05-31"),
        (-1, 7, "2021-05-30"),
        (-2, 7, "2021-05-23"),
    ],
)
def test_the_nth_weekday(number: int, weekday: int, found: str) -> None:
    assert str(iv.nth_weekday(iv.month(2021, 5), number, weekday).first) == found
    assert iv.nth_weekday(iv.unknown("month"), number, weekday) == iv.unknown("day")


def test_edges() -> None:
    assert iv.edge(iv.month(2024, 2), "end") == iv.day(dt.date(2024, 2, 29))
    assert iv.edge(iv.month(2024, 2), "start") == iv.day(dt.date(2024, 2, 1))
    assert iv.edge(iv.unknown("month"), "end") == iv.unknown("day")


@pytest.mark.parametrize(
    ("rule", "date", "fixed"),
    [
        ("12-25", "2024-12-25", True),
        ("11-4x4", "2024-11-28", False),
        ("05-lx1", "2024-05-27", False),
        ("E+0", "2024-03-31", False),
        ("E-2", "2024-03-29", False),
    ],
)
def test_holidays(rule: str, date: str, fixed: bool) -> None:
    assert str(iv.holiday(rule, 2024).first) == date
    assert iv.is_fixed(rule) is fixed


def test_a_day_that_the_calendar_has_not() -> None:
    assert iv.make_day(2023, 2, 29) is None
    assert iv.make_day(2024, 2, 29) == iv.day(dt.date(2024, 2, 29))


@pytest.mark.parametrize(("which", "day"), [("early", 18), ("mid", 18), ("late", 19)])
def test_parts_of_two_days_are_days(which: str, day: int) -> None:
    found = iv.part(iv.weekend(dt.date(2021, 9, 15)), which)
    assert found.first == found.last == dt.date(2021, 9, day)
