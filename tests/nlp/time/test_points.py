"""Points of the calendar: what each production reads at a word, and where it stops."""

from __future__ import annotations

import datetime as dt

import pytest
from times import grammar, read

from toolkit.nlp.time.points import Points


@pytest.mark.parametrize(
    ("production", "text", "tense", "found"),
    [
        ("iso", "2016-03-25", None, ("2016-03-25", "2016-03-25", "day")),
        ("iso", "2016-08", None, ("2016-08", "2016-08-01/2016-08-31", "month")),
        ("iso", "2009-10", None, ("2009-10", "2009-01-01/2010-12-31", "year")),
        ("iso", "2011-11", None, ("2011-11", "2011-11-01/2011-11-30", "month")),
        ("iso", "2021-02-30", None, None),
        ("iso", "25/03/2016", None, ("25 / 03 / 2016", "2016-03-25", "day")),
        ("iso", "03/25/2016", None, ("03 / 25 / 2016", "2016-03-25", "day")),
        ("iso", "05/05/2016", None, ("05 / 05 / 2016", "2016-05-05", "day")),
        ("iso", "03/04/2016", None, ("03 / 04 / 2016", None, "day")),
        ("iso", "12/25/2016", None, ("12 / 25 / 2016", "2016-12-25", "day")),
        ("iso", "25/13/2016", None, None),
        ("iso", "1000-05-03", None, ("1000-05-03", "1000-05-03", "day")),
        ("iso", "0999-05-03", None, None),
        ("year", "1901-40", None, ("1901 - 40", "1901-01-01/1940-12-31", "year")),
        ("year", "1901-41", None, ("1901", "1901-01-01/1901-12-31", "year")),
        ("weekday", "Monday", "present", ("Monday", "2021-09-20", "day")),
        ("iso", "13/03/2016", None, ("13 / 03 / 2016", "2016-03-13", "day")),
        ("iso", "25/03.2016", None, None),
        ("calendar_date", "Sunday , May 15", "future", ("Sunday , May 15", "2022-05-15", "day")),
        ("calendar_date", "Monday ( May 16 ) then", "past", ("Monday ( May 16 )", "2016-05-16", "day")),
        ("calendar_date", "May 3-5 , 2020", None, ("May 3 - 5 , 2020", "2020-05-03/2020-05-05", "day")),
        ("calendar_date", "May 5-3", "past", ("May 5", "2021-05-05", "day")),
        ("calendar_date", "3 to 5 May", "past", ("3 to 5 May", "2021-05-03/2021-05-05", "day")),
        ("calendar_date", "May third week", "past", None),
        ("calendar_date", "the 30 of February", "past", ("the 30 of February", None, "day")),
        ("month", "March", "past", ("March", "2021-03-01/2021-03-31", "month")),
        ("month", "march", "past", None),
        ("month", "Sept . 2016", None, ("Sept . 2016", "2016-09-01/2016-09-30", "month")),
        ("month", "last November", None, ("last November", "2020-11-01/2020-11-30", "month")),
        ("month", "March last", "future", ("March last", "2021-03-01/2021-03-31", "month")),
        ("month", "March last year", None, ("March last year", "2020-03-01/2020-03-31", "month")),
        ("weekday", "Friday", "past", ("Friday", "2021-09-10", "day")),
        ("weekday", "Friday", "future", ("Friday", "2021-09-17", "day")),
        ("weekday", "friday", "future", None),
        ("weekday", "Fri", "future", None),
        ("weekday", "Fri .", "future", ("Fri .", "2021-09-17", "day")),
        ("weekday", "next Friday", None, ("next Friday", "2021-09-24", "day")),
        ("weekday", "coming Friday", None, ("coming Friday", "2021-09-17", "day")),
        ("weekday", "coming Wednesday", None, ("coming Wednesday", "2021-09-22", "day")),
        ("weekday", "last Monday", None, ("last Monday", "2021-09-13", "day")),
        ("weekday", "last Tuesday", None, ("last Tuesday", "2021-09-07", "day")),
        ("weekday", "past Wednesday", None, ("past Wednesday", "2021-09-08", "day")),
        ("weekday", "this Monday", "past", ("this Monday", "2021-09-13", "day")),
        ("weekday", "this Monday", "future", ("this Monday", "2021-09-20", "day")),
        ("weekday", "Friday of last week", None, ("Friday of last week", "2021-09-10", "day")),
        ("weekday", "Friday this week evening", None, ("Friday this week evening", "2021-09-17", "day")),
        ("weekday", "Friday week", None, ("Friday week", "2021-09-17", "day")),
        ("weekday", "Friday last", "future", ("Friday last", "2021-09-10", "day")),
        ("day_number", "the 21st", "future", ("the 21st", "2021-09-21", "day")),
        ("day_number", "the 31st", "future", ("the 31st", "2021-10-31", "day")),
        ("day_number", "the 10th", "past", ("the 10th", "2021-09-10", "day")),
        ("day_number", "the 21st floor", "future", None),
        ("day_number", "the 21st - floor", "future", None),
        ("day_number", "the 21st of this month", "past", ("the 21st of this month", "2021-09-21", "day")),
        ("day_number", "the 21st of May", "past", None),
        ("day_number", "the 21", "past", None),
        ("deictic", "tomorrow evening", None, ("tomorrow evening", "2021-09-16", "day")),
        ("deictic", "day before yesterday", None, ("day before yesterday", "2021-09-13", "day")),
        ("deictic", "last night", None, ("last night", "2021-09-14", "day")),
        ("deictic", "this morning", None, ("this morning", "2021-09-15", "day")),
        ("deictic", "last word", None, None),
        ("year", "the year 2020", None, ("the year 2020", "2020-01-01/2020-12-31", "year")),
        ("year", "2016-17", None, ("2016 - 17", "2016-01-01/2017-12-31", "year")),
        ("year", "2016/17", None, ("2016 / 17", "2016-01-01/2017-12-31", "year")),
        ("year", "1999/98", None, ("1999", "1999-01-01/1999-12-31", "year")),
        ("year", "1901/98", None, ("1901", "1901-01-01/1901-12-31", "year")),
        ("year", "2216", None, None),
        ("decade", "1990s", None, ("1990s", "1990-01-01/1999-12-31", "decade")),
        ("decade", "1990 's", None, ("1990 's", "1990-01-01/1999-12-31", "decade")),
        ("decade", "1990", None, None),
        ("decade", "'70s", None, ("'70s", "1970-01-01/1979-12-31", "decade")),
        ("decade", "70s", None, None),
        ("decade", "the nineties", None, ("the nineties", "1990-01-01/1999-12-31", "decade")),
        ("decade", "nineties", None, None),
        ("holiday", "Christmas", "past", ("Christmas", "2020-12-25", "day")),
        ("holiday", "Christmas Eve 2016", None, ("Christmas Eve 2016", "2016-12-24", "day")),
        ("holiday", "christmas", "past", None),
        ("holiday", "the New Year", "future", ("the New Year", "2022-01-01", "day")),
        ("holiday", "last Easter", None, ("last Easter", "2021-04-04", "day")),
        ("holiday", "Labor Day", "past", ("Labor Day", "2021-09-06", "day")),
        ("holiday", "Memorial Day", "past", ("Memorial Day", "2021-05-31", "day")),
        ("clock", "10:30 a.m. on Friday", "future", ("10 : 30 a.m. on Friday", "2021-09-17", "day")),
        ("clock", "noon", None, ("noon", "2021-09-15", "day")),
        ("clock", "noon on May", None, ("noon", "2021-09-15", "day")),
        ("clock", "10:30", None, None),
    ],
)  # fmt: skip
def test_points(production: str, text: str, tense: str | None, found: tuple[str, str | None, str] | None) -> None:
    assert read(getattr(Points, production), text, tense) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("noon", 1),
        ("5 p.m.", 2),
        ("5 pm", 2),
        ("10:30 p.m. GMT", 5),
        ("10.30 pm", 2),
        ("1800 GMT", 2),
        ("900 GMT", 2),
        ("18 GMT", None),
        ("10:30 GMT", 4),
        ("10:70 GMT", None),
        ("5 o'clock", 4),
        ("5 pm local time", 4),
        ("1800", None),
    ],
)
def test_hours(text: str, words: int | None) -> None:
    assert grammar(text).hour(0) == words


def test_what_stands_before_decides() -> None:
    assert read(Points.year, "Resolution 1701", at=1) is None
    assert read(Points.year, "in 1701", at=1) is not None


@pytest.mark.parametrize(
    ("text", "written", "tense", "day"),
    [
        ("the 30th", "2021-03-01", "past", "2021-01-30"),
        ("the 30th", "2021-01-31", "future", "2021-03-30"),
        ("the 31st", "2021-09-15", "past", "2021-08-31"),
    ],
)
def test_a_day_of_the_month_may_lie_two_months_away(text: str, written: str, tense: str, day: str) -> None:
    value, _ = grammar(text, tense, dt.date.fromisoformat(written)).day_number(0) or (None, 0)
    assert value is not None
    assert str(value.first) == day
