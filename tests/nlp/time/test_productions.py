"""Single productions of the grammar of time values: what each reads at a word, and where it stops."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.periods import Grammar
from toolkit.nlp.time.productions import Base, nearest
from toolkit.nlp.time.words import split

WEDNESDAY = dt.date(2021, 9, 15)


def grammar(text: str, tense: str | None = None, anchor: dt.date | None = WEDNESDAY) -> Grammar:
    return Grammar([word for word, *_ in split(text)], anchor, tense)


def read(production: str, text: str, tense: str | None = None, at: int = 0) -> tuple[str, str | None, str] | None:
    """What a production reads: the words, the days (or the TIMEX3 value where none is known), the precision."""
    reader = grammar(text, tense)
    match = getattr(reader, production)(at)
    if match is None:
        return None
    value, end = match
    days = f"{value.first}/{value.last}" if value.first != value.last else str(value.first)
    known = value.first is not None or value.last is not None
    return " ".join(reader.words[at:end]), days if known else value.timex, value.precision


# Numbers and quantities


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("90 days", 90, 1),
        ("1,200 days", 1200, 1),
        ("1.5 years", 1.5, 1),
        ("ten more days", 10, 2),
        ("twenty-five days", 25, 3),
        ("twenty five days", 25, 2),
        ("twenty a day", 20, 1),
        ("twenty-fifteen", 20, 1),
        ("fifteen-five", 15, 1),
        ("two hundred days", 200, 2),
        ("two dozen days", 24, 2),
        ("a couple of days", 2, 3),
        ("a dozen hundred", 12, 2),
        ("three of days", 3, 1),
        ("a few days", None, 2),
        ("several more days", None, 2),
        ("another week", 1, 1),
        ("a further two weeks", 2, 3),
        ("a week", 1, 1),
    ],
)
def test_numbers(text: str, number: float | None, words: int) -> None:
    assert grammar(text).number(0) == (number, words)


@pytest.mark.parametrize("text", ["Monday", "days", "first", ""])
def test_no_number(text: str) -> None:
    assert grammar(text).number(0) is None


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("two to three weeks", (3, "week", 4)),
        ("three or two weeks", None),
        ("two and a half years", (2.5, "year", 5)),
        ("a year and a half", (1.5, "year", 5)),
        ("half a year", (0.5, "year", 3)),
        ("half-year", (0.5, "year", 3)),
        ("two-week", (2, "week", 3)),
        ("ten full days", (10, "day", 3)),
        ("two long full days", None),
        ("weeks", (None, "week", 1)),
        ("week", None),
        ("two houses", None),
        ("a few years and a half", (None, "year", 3)),
    ],
)
def test_quantities(text: str, quantity: tuple[float | None, str, int] | None) -> None:
    assert grammar(text).quantity(0) == quantity


# Which year


MAY_5 = [iv.make_day(year, 5, 5) for year in range(2019, 2024)]


@pytest.mark.parametrize(
    ("anchor", "tense", "year"),
    [
        (WEDNESDAY, "past", 2021),
        (WEDNESDAY, "future", 2022),
        (WEDNESDAY, "present", 2022),
        (WEDNESDAY, None, 2021),
        (dt.date(2021, 12, 30), None, 2022),
        (dt.date(2021, 5, 5), "past", 2021),
        (dt.date(2021, 5, 5), "future", 2021),
        (dt.date(2018, 1, 1), "past", None),
        (dt.date(2024, 1, 1), "future", None),
    ],
)
def test_the_nearest_of_a_date_in_several_years(anchor: dt.date, tense: str | None, year: int | None) -> None:
    found = nearest([None, iv.unknown("day"), *MAY_5], anchor, tense)
    assert (found and found.first and found.first.year) == year


@pytest.mark.parametrize(
    ("which", "first"),
    [
        ("last", "2020-12-01"),
        ("past", "2020-12-01"),
        ("next", "2021-12-01"),
        ("coming", "2021-12-01"),
        ("this", "2021-12-01"),
        (None, "2021-12-01"),
    ],
)
def test_last_is_over_and_next_has_not_begun(which: str | None, first: str) -> None:
    found = Base([], WEDNESDAY).in_some_year(lambda year: iv.season(year, "WI"), which)
    assert found is not None
    assert str(found.first) == first


def test_what_begins_today_is_not_next() -> None:
    found = Base([], dt.date(2021, 12, 1)).in_some_year(lambda year: iv.season(year, "WI"), "next")
    assert found is not None
    assert found.timex == "2022-WI"


def test_on_the_first_of_a_month_earlier_this_month_is_that_day() -> None:
    value, _ = grammar("earlier this month", anchor=dt.date(2021, 9, 1)).cut(0) or (None, 0)
    assert value is not None
    assert value.first == value.last == dt.date(2021, 9, 1)


def test_next_is_none_that_has_begun() -> None:
    reader = Base([], dt.date(2021, 7, 10), "future")
    for which, year in (("this", 2021), ("next", 2022), ("last", 2020), (None, 2021)):
        found = reader.in_some_year(lambda y: iv.season(y, "SU"), which)
        assert found is not None
        assert found.timex == f"{year}-SU"


def test_a_29_february_is_found_across_a_century_without_one() -> None:
    found = Base([], dt.date(1900, 1, 1), "future").in_some_year(lambda year: iv.make_day(year, 2, 29))
    assert found == iv.day(dt.date(1904, 2, 29))


@pytest.mark.parametrize(
    ("text", "comma", "year", "words"),
    [
        ("2016", False, 2016, 1),
        (", 2016", False, None, 0),
        (", 2016", True, 2016, 2),
        ("of 2016", False, 2016, 2),
        ("2016 people", False, None, 0),
        ("last year", False, 2020, 2),
        ("of next year", False, 2022, 3),
        ("last month", False, None, 0),
        (", last", True, None, 1),
        (", last week", True, None, 0),
    ],
)
def test_the_year_after_a_date(text: str, comma: bool, year: int | None, words: int) -> None:
    assert grammar(text).year_after(0, comma=comma) == (year, words)


@pytest.mark.parametrize(
    ("text", "day"),
    [("15", (15, 1)), ("3rd", (3, 1)), ("31", (31, 1)), ("32", None), ("0", None), ("fifteenth", (15, 1)),
     ("twenty-first", (21, 3)), ("thirty-first", (31, 3)), ("last", None), ("opening", None), ("forty-first", None)],
)  # fmt: skip
def test_days_of_a_month(text: str, day: tuple[int, int] | None) -> None:
    assert grammar(text).day_in(0) == day


def test_a_production_that_comes_back_to_its_place_finds_nothing() -> None:
    assert grammar("the the the").value(0) is None
    assert grammar("the end of the end of May").value(0) is not None


# Points


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
    assert read(production, text, tense) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("noon", 1),
        ("5 p.m.", 2),
        ("5 pm", 2),
        ("10:30 p.m. GMT", 5),
        ("10.30 pm", 2),
        ("1800 GMT", 2),
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


def test_a_week_on_friday_is_the_friday_after() -> None:
    assert read("ago", "a week on Friday", "future") == ("a week on Friday", "2021-09-24", "day")


def test_what_stands_before_decides() -> None:
    assert read("year", "Resolution 1701", at=1) is None
    assert read("year", "in 1701", at=1) is not None
    assert read("period", "over the next year", at=1) is None
    assert read("period", "by the next year", at=1) == ("the next year", "2022-01-01/2022-12-31", "year")
    assert read("season", "by summer", "future", at=1) == ("summer", "2022-06-01/2022-08-31", "season")
    assert read("season", "hot summer", "future", at=1) is None
    assert read("season", "by fall", "future", at=1) is None


# Parts, edges, enclosures


@pytest.mark.parametrize(
    ("production", "text", "found"),
    [
        ("whole", "the year", ("the year", "2021-01-01/2021-12-31", "year")),
        ("whole", "the years", None),
        ("whole", "the minute", None),
        ("whole", "the week of May 3", ("the week of May 3", "2021-05-03/2021-05-09", "week")),
        ("cut", "earlier this month", ("earlier this month", "2021-09-01/2021-09-15", "month")),
        ("cut", "later in the year", ("later in the year", "2021-09-15/2021-12-31", "year")),
        ("cut", "so far this year", ("so far this year", "2021-01-01/2021-09-15", "year")),
        ("cut", "the rest of the week", ("the rest of the week", "2021-09-15/2021-09-19", "week")),
        ("cut", "earlier next year", ("earlier next year", "2022-01-01/2022-12-31", "year")),
        ("cut", "all of this year", ("all of this year", "2021-01-01/2021-12-31", "year")),
        ("cut", "earlier talks", None),
        ("part", "early May", ("early May", "2021-05-01/2021-05-10", "month")),
        ("part", "mid-May", ("mid - May", "2021-05-10/2021-05-20", "month")),
        ("part", "early or mid May", ("early or mid May", "2021-05-10/2021-05-20", "month")),
        ("part", "the late part of May", ("the late part of May", "2021-05-20/2021-05-31", "month")),
        ("part", "the middle of 2020", ("the middle of 2020", "2020-05-01/2020-08-31", "year")),
        ("part", "the middle 2020", None),
        ("part", "mid-year", ("mid - year", "2021-05-01/2021-08-31", "year")),
        ("part", "late year", None),
        ("edge", "the end of May", ("the end of May", "2021-05-31", "day")),
        ("edge", "the beginning of May", ("the beginning of May", "2021-05-01", "day")),
        ("edge", "the turn of the year", ("the turn of the year", "2021-12-31", "day")),
        ("edge", "the last day of the month", ("the last day of the month", "2021-09-30", "day")),
        ("edge", "end May", ("end May", "2021-05-31", "day")),
        ("edge", "end at May", None),
        ("edge", "year-end 2017", ("year - end 2017", "2017-12-31", "day")),
        ("edge", "the year's end", ("the year 's end", "2021-12-31", "day")),
        ("edge", "the week end of", None),
        ("edge", "this month's start", ("this month 's start", "2021-09-01", "day")),
        ("edge", "May's close", ("May 's close", "2021-05-31", "day")),
        ("edge", "May's talks", None),
        ("ordinal", "the first half of 2017", ("the first half of 2017", "2017-01-01/2017-06-30", "half")),
        ("ordinal", "the last half of 2017", ("the last half of 2017", "2017-07-01/2017-12-31", "half")),
        ("ordinal", "the second half", ("the second half", "2021-07-01/2021-12-31", "half")),
        ("ordinal", "the third half", ("the third half", None, "half")),
        ("ordinal", "the 3rd week of May", ("the 3rd week of May", "2021-05-15/2021-05-21", "week")),
        ("ordinal", "3 week of May", None),
        ("ordinal", "the last Sunday in June", ("the last Sunday in June", "2021-06-27", "day")),
        ("ordinal", "the fifth Sunday in June", ("the fifth Sunday in June", None, "day")),
        ("ordinal", "the first weeks of May", None),
        ("ordinal", "the first hour of May", None),
        ("ordinal", "the first day", None),
        ("quarter", "Q3 2016", ("Q 3 2016", "2016-07-01/2016-09-30", "quarter")),
        ("quarter", "q3 2016", None),
        ("quarter", "H1 2016", ("H 1 2016", "2016-01-01/2016-06-30", "half")),
        ("quarter", "H3 2016", None),
        ("quarter", "the third quarter of the year", ("the third quarter of the year", "2021-07-01/2021-09-30", "quarter")),
        ("quarter", "the last quarter of 2020", ("the last quarter of 2020", "2020-10-01/2020-12-31", "quarter")),
        ("quarter", "last quarter", None),
        ("quarter", "the fifth quarter", None),
        ("season", "the summer of 2016", ("the summer of 2016", "2016-06-01/2016-08-31", "season")),
        ("season", "last winter", ("last winter", "2020-12-01/2021-02-28", "season")),
        ("season", "the spring of discontent", None),
        ("season", "spring", None),
        ("enclosed", "the month of May", ("the month of May", "2021-05-01/2021-05-31", "month")),
        ("enclosed", "the weekend of May 3", ("the weekend of May 3", "2021-05-08/2021-05-09", "day")),
        ("enclosed", "the morning of July 4", ("the morning of July 4", "2021-07-04", "day")),
        ("enclosed", "the early hours of Thursday", ("the early hours of Thursday", "2021-09-09", "day")),
        ("enclosed", "the week in May", None),
        ("enclosed", "the house of May", None),
    ],
)  # fmt: skip
def test_parts(production: str, text: str, found: tuple[str, str | None, str] | None) -> None:
    assert read(production, text) == found


def test_a_part_of_the_day_is_told() -> None:
    value, _ = grammar("the morning of July 4").enclosed(0) or (None, 0)
    assert value is not None
    assert value.timex == "2021-07-04TMO"


# Periods


@pytest.mark.parametrize(
    ("production", "text", "found"),
    [
        ("period", "this week", ("this week", "2021-09-13/2021-09-19", "week")),
        ("period", "last month", ("last month", "2021-08-01/2021-08-31", "month")),
        ("period", "next calendar year", ("next calendar year", "2022-01-01/2022-12-31", "year")),
        ("period", "next weekend", ("next weekend", "2021-09-25/2021-09-26", "day")),
        ("period", "the year after next", ("the year after next", "2023-01-01/2023-12-31", "year")),
        ("period", "the week before last", ("the week before last", "2021-08-30/2021-09-05", "week")),
        ("period", "the following day", ("the following day", None, "day")),
        ("period", "the same weekend", ("the same weekend", None, "day")),
        ("period", "next day", None),
        ("period", "the next day", ("the next day", None, "day")),
        ("period", "this day", ("this day", "2021-09-15", "day")),
        ("period", "next years", None),
        ("period", "next hour", None),
        ("period", "fiscal 2017", ("fiscal 2017", "FY2017", "year")),
        ("period", "the current fiscal year", ("the current fiscal year", None, "year")),
        ("period", "fiscal year 2017", ("fiscal year 2017", "FY2017", "year")),
        ("period", "fiscal rules", None),
        ("rolling", "the next three years", ("the next three years", "2021-09-15/2024-09-15", "year")),
        ("rolling", "the past 12 months", ("the past 12 months", "2020-09-15/2021-09-15", "month")),
        ("rolling", "recent weeks", ("recent weeks", "None/2021-09-15", "week")),
        ("rolling", "the coming weeks", ("the coming weeks", "2021-09-15/None", "week")),
        ("rolling", "past week", ("past week", "2021-09-08/2021-09-15", "week")),
        ("rolling", "next week", None),
        ("rolling", "the next week", ("the next week", "2021-09-15/2021-09-22", "week")),
        ("rolling", "the next day", None),
        ("rolling", "the recent week", None),
        ("rolling", "the previous three years", ("the previous three years", "P3Y", "year")),
        ("rolling", "the first three months of 2017", ("the first three months of 2017", "2017-01-01/2017-03-31", "month")),
        ("rolling", "the final two weeks of May", ("the final two weeks of May", "2021-05-18/2021-05-31", "week")),
        ("rolling", "the first three months", None),
        ("rolling", "the final ten years of 2017", ("the final ten years of 2017", "2017-01-01/2017-12-31", "year")),
        ("rolling", "the first ten years of 2017", ("the first ten years of 2017", "2017-01-01/2017-12-31", "year")),
        ("ago", "three days ago", ("three days ago", "2021-09-12", "day")),
        ("ago", "two months ago", ("two months ago", "2021-07-01/2021-07-31", "month")),
        ("ago", "two decades ago", ("two decades ago", "2001-01-01/2001-12-31", "year")),
        ("ago", "two and a half years ago", ("two and a half years ago", "2019-03-01/2019-03-31", "month")),
        ("ago", "some years ago", ("some years ago", None, "year")),
        ("ago", "two years from now", ("two years from now", "2023-09-15", "day")),
        ("ago", "two years hence", ("two years hence", "2023-09-15", "day")),
        ("ago", "two years later", ("two years later", None, "year")),
        ("ago", "a week from Monday", ("a week from Monday", "2021-09-20", "day")),
        ("ago", "two days before Christmas", ("two days before Christmas", "2021-12-23", "day")),
        ("ago", "two weeks on Friday", None),
        ("ago", "two days after May", None),
        ("ago", "two years", None),
    ],
)  # fmt: skip
def test_periods(production: str, text: str, found: tuple[str, str | None, str] | None) -> None:
    assert read(production, text) == found
