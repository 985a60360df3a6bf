"""Parts, edges and enclosures of times: what each production reads at a word, and where it stops."""

from __future__ import annotations

import datetime as dt

import pytest
from times import grammar, read

from toolkit.nlp.time.parts import Parts


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
    assert read(getattr(Parts, production), text) == found


def test_a_part_of_the_day_is_told() -> None:
    value, _ = grammar("the morning of July 4").enclosed(0) or (None, 0)
    assert value is not None
    assert value.timex == "2021-07-04TMO"


def test_what_stands_before_tells_a_season() -> None:
    assert read(Parts.season, "by summer", "future", at=1) == ("summer", "2022-06-01/2022-08-31", "season")
    assert read(Parts.season, "hot summer", "future", at=1) is None
    assert read(Parts.season, "by fall", "future", at=1) is None


def test_on_the_first_of_a_month_earlier_this_month_is_that_day() -> None:
    value, _ = grammar("earlier this month", anchor=dt.date(2021, 9, 1)).cut(0) or (None, 0)
    assert value is not None
    assert value.first == value.last == dt.date(2021, 9, 1)


def test_on_the_last_of_a_month_the_rest_of_it_is_that_day() -> None:
    value, _ = grammar("the rest of the month", anchor=dt.date(2021, 9, 30)).cut(0) or (None, 0)
    assert value is not None
    assert value.first == value.last == dt.date(2021, 9, 30)
