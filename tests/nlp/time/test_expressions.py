"""Values, intervals and prepositions of time expressions."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.expressions import parse_time

WEDNESDAY = dt.date(2021, 9, 15)


def bounds(
    expression: str, tense: str | None = None, anchor: dt.date | None = WEDNESDAY
) -> tuple[str | None, str | None]:
    value = parse_time(expression, anchor, tense)  # type: ignore[arg-type]
    assert value is not None, expression
    return (value.first and value.first.isoformat(), value.last and value.last.isoformat())  # type: ignore[return-value]


CASES = [
    ("on Monday", "past", "2021-09-13", "2021-09-13"),
    ("on Monday", "future", "2021-09-20", "2021-09-20"),
    ("on Wednesday", "past", "2021-09-15", "2021-09-15"),
    ("by Wednesday", "future", "2021-09-22", "2021-09-22"),
    ("until Wednesday", "future", "2021-09-22", "2021-09-22"),
    ("before Wednesday", "future", "2021-09-22", "2021-09-22"),
    ("from May 3 to May 3", "future", "2022-05-03", "2022-05-03"),
    ("since Wednesday", "past", "2021-09-15", "2021-09-15"),
    ("next Wednesday", "future", "2021-09-22", "2021-09-22"),
    ("last Wednesday", "past", "2021-09-08", "2021-09-08"),
    ("Tuesday last week", "past", "2021-09-07", "2021-09-07"),
    ("Tuesday of next week", "future", "2021-09-21", "2021-09-21"),
    ("Friday week", "future", "2021-09-24", "2021-09-24"),
    ("a week from Friday", "future", "2021-09-24", "2021-09-24"),
    ("late on Tuesday evening", "past", "2021-09-14", "2021-09-14"),
    ("the day after tomorrow", "future", "2021-09-17", "2021-09-17"),
    ("last night", "past", "2021-09-14", "2021-09-14"),
    ("over the weekend", "past", "2021-09-11", "2021-09-12"),
    ("by the weekend", "future", "2021-09-18", "2021-09-19"),
    ("15 May", "past", "2021-05-15", "2021-05-15"),
    ("May 15th", "future", "2022-05-15", "2022-05-15"),
    ("Sunday, May 15", "future", "2022-05-15", "2022-05-15"),
    ("the 15th of May 1986", "past", "1986-05-15", "1986-05-15"),
    ("on March 3 last", "past", "2021-03-03", "2021-03-03"),
    ("Oct. 3-5", "future", "2021-10-03", "2021-10-05"),
    ("3 to 5 October", "future", "2021-10-03", "2021-10-05"),
    ("from October 3 to November 5", "future", "2021-10-03", "2021-11-05"),
    ("from November to March", "future", "2021-11-01", "2022-03-31"),
    ("between May and June 2023", "future", "2023-05-01", "2023-06-30"),
    ("between now and October", "future", "2021-09-15", "2021-10-31"),
    ("1984-88", None, "1984-01-01", "1988-12-31"),
    ("on the 21st", "future", "2021-09-21", "2021-09-21"),
    ("by November", "future", "2021-11-01", "2021-11-30"),
    ("before November", "future", None, "2021-10-31"),
    ("before November 4", "future", "2021-11-04", "2021-11-04"),
    ("by the end of November", "future", "2021-11-30", "2021-11-30"),
    ("by end-November", "future", "2021-11-30", "2021-11-30"),
    ("by year's end", "future", "2021-12-31", "2021-12-31"),
    ("by the start of next month", "future", "2021-10-01", "2021-10-01"),
    ("by mid-November", "future", "2021-11-10", "2021-11-20"),
    ("late next year", "future", "2022-09-01", "2022-12-31"),
    ("in the early 1980s", "past", "1980-01-01", "1983-12-31"),
    ("in the '70s", "past", "1970-01-01", "1979-12-31"),
    ("earlier this month", "past", "2021-09-01", "2021-09-15"),
    ("later this year", "future", "2021-09-15", "2021-12-31"),
    ("the last quarter of 2020", "past", "2020-10-01", "2020-12-31"),
    ("in Q1", "future", "2022-01-01", "2022-03-31"),
    ("the second half of next year", "future", "2022-07-01", "2022-12-31"),
    ("the first half of October", "future", "2021-10-01", "2021-10-15"),
    ("the second week of October", "future", "2021-10-08", "2021-10-14"),
    ("the last Sunday in October", "future", "2021-10-31", "2021-10-31"),
    ("the first three months of 2022", "future", "2022-01-01", "2022-03-31"),
    ("next spring", "future", "2022-03-01", "2022-05-31"),
    ("last winter", "past", "2020-12-01", "2021-02-28"),
    ("the summer of 1914", "past", "1914-06-01", "1914-08-31"),
    ("within 30 days", "future", "2021-09-15", "2021-10-15"),
    ("within 30 days of October 1", "future", "2021-10-01", "2021-10-31"),
    ("within the next two weeks", "future", "2021-09-15", "2021-09-29"),
    ("within the month", "future", "2021-09-01", "2021-09-30"),
    ("in three weeks' time", "future", "2021-10-06", "2021-10-06"),
    ("in a couple of days", "future", "2021-09-17", "2021-09-17"),
    ("ten days from now", "future", "2021-09-25", "2021-09-25"),
    ("in two to three weeks", "future", "2021-10-06", "2021-10-06"),
    ("over the next year", "future", "2021-09-15", "2022-09-15"),
    ("over the past six months", "past", "2021-03-15", "2021-09-15"),
    ("in the coming weeks", "future", "2021-09-15", None),
    ("four years ago", "past", "2017-01-01", "2017-12-31"),
    ("twenty-one days ago", "past", "2021-08-25", "2021-08-25"),
    ("since March", "past", "2021-03-01", "2021-09-15"),
    ("from next week", "future", "2021-09-20", None),
    ("after October 10", "future", "2021-10-11", None),
    ("not before 2023", "future", "2023-01-01", None),
    ("by Christmas", "future", "2021-12-25", "2021-12-25"),
    ("by Thanksgiving", "future", "2021-11-25", "2021-11-25"),
    ("two days after Christmas", "past", "2020-12-27", "2020-12-27"),
    ("by midnight on Friday", "future", "2021-09-17", "2021-09-17"),
    ("Friday at 10:30 a.m. GMT", "future", "2021-09-17", "2021-09-17"),
    ("2022-02-28", None, "2022-02-28", "2022-02-28"),
    ("28/02/2022", None, "2022-02-28", "2022-02-28"),
    ("a year earlier", "past", None, None),
    ("the following day", "past", None, None),
    ("fiscal 2023", "future", None, None),
    ("in two years", "past", None, None),
    ("31 February 2022", None, None, None),
]


@pytest.mark.parametrize(("expression", "tense", "first", "last"), CASES)
def test_interval(expression: str, tense: str | None, first: str | None, last: str | None) -> None:
    assert bounds(expression, tense) == (first, last)


@pytest.mark.parametrize(
    ("expression", "relation"),
    [
        ("no later than 1 May", "by"),
        ("by 1 May", "by"),
        ("on 1 May at the latest", "by"),
        ("ahead of 1 May", "before"),
        ("until 1 May", "until"),
        ("within ten days", "within"),
        ("during May", "during"),
        ("starting 1 May", "from"),
        ("since 1 May", "since"),
        ("1 May", "on"),
        ("next year", "in"),
    ],
)
def test_relation(expression: str, relation: str) -> None:
    value = parse_time(expression, WEDNESDAY)
    assert value is not None
    assert value.relation == relation


@pytest.mark.parametrize(
    ("expression", "timex", "precision"),
    [
        ("November", "2021-11", "month"),
        ("next week", "2021-W38", "week"),
        ("the third quarter of 2022", "2022-Q3", "quarter"),
        ("the first half of 2022", "2022-H1", "half"),
        ("within 90 days", "P90D", "day"),
        ("a two-day visit", "P2D", "duration"),
        ("18 months", "P18M", "duration"),
        ("the 1990s", "199", "decade"),
        ("tomorrow night", "2021-09-16TNI", "day"),
        ("summer of 2022", "2022-SU", "season"),
    ],
)
def test_timex_and_precision(expression: str, timex: str, precision: str) -> None:
    value = parse_time(expression, WEDNESDAY, "future")
    assert value is not None
    assert (value.timex, value.precision) == (timex, precision)


@pytest.mark.parametrize(
    "text", ["the second", "Resolution 1701", "1,200 people", "he may march on", "", "from 1 to 5", "20213"]
)
def test_no_time(text: str) -> None:
    assert parse_time(text, WEDNESDAY) is None


def test_without_anchor_only_the_absolute_is_known() -> None:
    assert bounds("on May 5, 2022", anchor=None) == ("2022-05-05", "2022-05-05")
    for relative in (
        "next week",
        "by May 5",
        "within 90 days",
        "two years ago",
        "on Monday",
        "this summer",
        "later this year",
    ):
        assert bounds(relative, anchor=None) == (None, None), relative


def test_easter_of_known_years() -> None:
    assert [iv.easter(y) for y in (1986, 2016, 2024)] == [
        dt.date(1986, 3, 30),
        dt.date(2016, 3, 27),
        dt.date(2024, 3, 31),
    ]


PIECES = (
    "by in the next last of May 3 31 2016 first half end two weeks ago from to until Monday – ' , mid early this year"
)
_WORDS = st.sampled_from([*PIECES.split(), "Q3", "winter", "quarter", "\u00e9"])


@given(st.lists(_WORDS, max_size=9), st.dates(), st.sampled_from(["past", "future", "present", None]))
def test_never_raises_and_never_turns_round(words: list[str], anchor: dt.date, tense: str | None) -> None:
    value = parse_time(" ".join(words), anchor, tense)  # type: ignore[arg-type]
    assert value is None or value.first is None or value.last is None or value.first <= value.last


def test_days_at_the_edge_of_the_calendar_are_no_day_of_writing() -> None:
    for anchor in (dt.date.min, dt.date.max):
        for expression in ("last Friday", "next week", "in December", "last decade", "this winter", "by Easter"):
            assert bounds(expression, "past", anchor) == (None, None)


@pytest.mark.parametrize(
    ("day", "saturday"), [("2021-09-17", "2021-09-11"), ("2021-09-18", "2021-09-18"), ("2021-09-19", "2021-09-18")]
)
def test_from_saturday_on_the_weekend_is_the_one_at_hand(day: str, saturday: str) -> None:
    assert bounds("over the weekend", "past", dt.date.fromisoformat(day))[0] == saturday
