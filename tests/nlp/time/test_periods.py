"""Periods, and times counted from a day: what each production reads at a word, and where it stops."""

from __future__ import annotations

import pytest
from times import read

from toolkit.nlp.time.periods import Grammar


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
    assert read(getattr(Grammar, production), text) == found


def test_a_week_on_friday_is_the_friday_after() -> None:
    assert read(Grammar.ago, "a week on Friday", "future") == ("a week on Friday", "2021-09-24", "day")


def test_over_the_next_year_is_none_of_the_calendar() -> None:
    assert read(Grammar.period, "over the next year", at=1) is None
    assert read(Grammar.period, "by the next year", at=1) == ("the next year", "2022-01-01/2022-12-31", "year")
