"""What the productions of time values stand on: numbers, quantities, which year is meant."""

from __future__ import annotations

import datetime as dt

import pytest
from times import WEDNESDAY, grammar

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.productions import Base, nearest

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
        ("twenty-ten days", 20, 1),
        ("ninety-five days", 95, 3),
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
        ("three to three weeks", None),
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


def test_next_is_none_that_has_begun() -> None:
    reader = Base([], dt.date(2021, 7, 10), "future")
    for which, year in (("this", 2021), ("next", 2022), ("last", 2020), (None, 2021)):
        found = reader.in_some_year(lambda y: iv.season(y, "SU"), which)
        assert found is not None
        assert found.timex == f"{year}-SU"


def test_what_ends_today_is_not_over_yet() -> None:
    found = Base([], dt.date(2021, 2, 28)).in_some_year(lambda year: iv.season(year, "WI"), "last")
    assert found is not None
    assert found.timex == "2019-WI"


@pytest.mark.parametrize(("year", "known"), [(1000, False), (1001, True), (8999, True), (9000, False)])
def test_a_day_of_writing_at_the_edges_of_the_calendar_is_none(year: int, known: bool) -> None:
    assert (Base([], dt.date(year, 6, 1)).anchor is not None) is known


def test_a_29_february_is_found_across_a_century_without_one() -> None:
    found = Base([], dt.date(1896, 3, 1), "future").in_some_year(lambda year: iv.make_day(year, 2, 29))
    assert found == iv.day(dt.date(1904, 2, 29))
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
