"""The words of times: how a text is cut into them, and what the lists say of them."""

from __future__ import annotations

import pytest

from toolkit.nlp.time import words as tw


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("by 2016-03-25", ["by", "2016-03-25"]),
        ("2016-13", ["2016", "-", "13"]),
        ("2009-10-12-3", ["2009", "-", "10", "-", "12", "-", "3"]),
        ("1,200 days", ["1,200", "days"]),
        ("1,20", ["1", ",", "20"]),
        ("the 3rd", ["the", "3rd"]),
        ("1990s", ["1990s"]),
        ("1.5 years", ["1.5", "years"]),
        ("10 a.m. today", ["10", "a.m.", "today"]),
        ("10a.m", ["10", "a.m"]),
        ("year's", ["year", "'s"]),
        ("years’ time", ["years", "’", "time"]),
        ("the ’90s", ["the", "’90s"]),
        ("mid-May", ["mid", "-", "May"]),
        ("a_b", ["a", "_", "b"]),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: list[str]) -> None:
    cut = tw.split(text)
    assert [word for word, *_ in cut] == words
    assert all(text[start:end] == word for word, start, end in cut)


def test_tables_are_turned_round() -> None:
    assert tw.codes("months")["sept"] == 9
    assert tw.codes("weekdays")["sunday"] == 7
    assert tw.codes("numbers")["dozen"] == 12
    assert tw.phrases("cuts")["so", "far"] == "earlier"
    assert tw.phrases("holidays")["new", "year", "'s", "eve"] == "12-31"
    assert tw.phrases("latest")["or", "sooner"] == "or sooner"


def test_forms_of_units_and_names() -> None:
    assert {"days", "centuries"} <= tw.plurals()
    assert not {"day", "century"} & tw.plurals()
    assert {"sept", "mon"} & tw.short_forms("months") == {"sept"}
    assert not {"may", "september"} & tw.short_forms("months")


def test_words_that_name_a_time() -> None:
    assert {"may", "monday", "winter", "week", "nineties", "dusk", "today", "christmas", "day"} <= tw.naming()
    assert not {"of", "s", "'s", "next", "first", "two"} & tw.naming()


def test_the_longest_phrase_counts_and_none_goes_past_the_end() -> None:
    table = tw.phrases("relations")
    assert tw.longest(table, ["no", "later", "than", "may"], 0) == 3
    assert tw.longest(table, ["no", "later"], 0) == 0
    assert tw.longest(table, ["come", "by"], 1) == 1
    assert tw.longest(table, ["by"], 1) == 0


def test_no_phrase_is_longer_than_what_is_looked_up() -> None:
    keys = ("relations", "fillers", "holidays", "cuts", "edges", "latest", "day_steps", "counted_from")
    for phrase in (phrase for key in keys for phrase in tw.phrases(key)):
        assert tw.longest({phrase}, phrase, 0) == len(phrase)


def test_words_with_which_a_time_begins() -> None:
    assert {"the", "last", "first", "two", "may", "mid", "end", "another", "fiscal", "'", "noon"} <= tw.value_openers()
    assert not {"by", "of", "said", "before"} & tw.value_openers()
    assert {"by", "before", "between", "about", "now", "not"} <= tw.expression_openers()
    assert "said" not in tw.expression_openers()


def test_digits() -> None:
    assert tw.has_digit("Q3")
    assert not tw.has_digit("third")
