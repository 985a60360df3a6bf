"""Dates as newspapers print them."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.readers.newsdate import date_in_name, find_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 25, 2016", "2016-03-25"),
        ("on 25 March 2016,", "2016-03-25"),
        ("Sept. 3, 1986", "1986-09-03"),
        ("Sunday 24th of November 2013", "2013-11-24"),
        ("MAY 4, 2031", "2031-05-04"),
        ("2016-03-25T10:00", "2016-03-25"),
        ("25.3.2016", "2016-03-25"),
        ("1986 October 12", "1986-10-12"),
    ],
)
def test_full_dates(text: str, expected: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.date == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text", ["May they come", "in March", "31 February 2016", "March 40", "25/03/16", "10:25", "Marching 5"]
)
def test_no_dates(text: str) -> None:
    assert find_date(text) is None


def test_a_day_without_year_takes_the_nearest() -> None:
    found = find_date("Dec. 30")
    assert found is not None
    assert found.date is None
    assert found.near(dt.date(2031, 1, 2)) == dt.date(2030, 12, 30)
    assert found.near(dt.date(2031, 12, 2)) == dt.date(2031, 12, 30)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("courier_2031-05-04_talks", "2031-05-04"),
        ("20310504", "2031-05-04"),
        ("2031_05_04", "2031-05-04"),
        ("12031050412", None),
        ("2031-13-04", None),
        ("2031-02-30", None),
        ("talks-2031", None),
    ],
)
def test_dates_in_file_names(name: str, expected: str | None) -> None:
    assert date_in_name(name) == (dt.date.fromisoformat(expected) if expected else None)
