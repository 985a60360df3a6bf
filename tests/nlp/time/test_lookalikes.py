"""What only looks like a time, on trees built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Span

from tests.trees import Row, build
from toolkit.nlp.time import intervals as iv
from toolkit.nlp.time.lookalikes import is_time

MONTH, DAY, YEAR = iv.unknown("month"), iv.unknown("day"), iv.unknown("year")
LENGTH, HALF = iv.unknown("duration"), iv.unknown("half")


def month(word: str, dep: str, head: int = 0) -> Row:
    return (word, word, "NNP/PROPN", head, dep)


# Months that are names


@pytest.mark.parametrize(
    ("word", "dep", "real"),
    [
        ("March", "npadvmod", True),
        ("March", "pobj", True),
        ("March", "nsubj", False),
        ("March", "dobj", False),
        ("March", "ROOT", False),
        ("May", "npadvmod", False),
        ("MARCH", "npadvmod", False),
        ("JUNE", "npadvmod", True),
        ("July", "nsubj", True),
    ],
)
def test_a_month_without_preposition(word: str, dep: str, real: bool) -> None:
    doc = build(("met", "meet", "VBD/VERB", 0, "ROOT"), month(word, dep))
    assert is_time(doc, 1, 2, MONTH) is real


def test_a_month_before_a_name_is_a_name() -> None:
    talks = ("talks", "talk", "NNS/NOUN", 1, "ROOT")
    assert is_time(build(month("March", "compound", 1), talks), 0, 1, MONTH)
    doc = build(month("April", "compound", 1), ("Hill", "Hill", "NNP/PROPN", 1, "ROOT"))
    assert not is_time(doc, 0, 1, MONTH)


@pytest.mark.parametrize(
    ("preposition", "dep", "word", "real"),
    [
        ("in", "prep", "May", True),
        ("by", "prep", "May", True),
        ("by", "agent", "May", False),
        ("by", "agent", "March", False),
        ("from", "prep", "May", False),
        ("for", "prep", "May", False),
        ("on", "prep", "May", False),
        ("from", "prep", "March", True),
        ("in", "prep", "MAY", False),
    ],
)
def test_a_month_after_a_preposition(preposition: str, dep: str, word: str, real: bool) -> None:
    rows = (
        ("met", "meet", "VBD/VERB", 0, "ROOT"),
        (preposition, preposition, "IN/ADP", 0, dep),
        month(word, "pobj", 1),
    )
    assert is_time(build(*rows), 1, 3, MONTH) is real


@pytest.mark.parametrize(
    ("dep", "real"),
    [("pobj", True), ("nsubj", False), ("nsubjpass", False), ("dobj", False), ("appos", False), ("agent", False)],
)
def test_a_month_with_the_label_of_a_person_is_none_behind_a_preposition_either(dep: str, real: bool) -> None:
    rows = (("met", "meet", "VBD/VERB", 0, "ROOT"), ("in", "in", "IN/ADP", 0, "prep"), month("March", dep, 1))
    assert is_time(build(*rows), 1, 3, MONTH) is real


def test_a_number_of_any_size_is_a_year_behind_a_preposition() -> None:
    rows = (
        ("met", "meet", "VBD/VERB", 0, "ROOT"),
        ("in", "in", "IN/ADP", 0, "prep"),
        ("1500", "1500", "CD/NUM", 1, "pobj"),
    )
    assert is_time(build(*rows), 1, 3, YEAR)
    assert not is_time(build(*rows), 2, 3, YEAR)


def test_a_date_of_the_tagger_is_no_person() -> None:
    doc = build(
        ("talks", "talk", "NNS/NOUN", 0, "ROOT"), ("from", "from", "IN/ADP", 0, "prep"), month("May", "pobj", 1)
    )
    assert not is_time(doc, 1, 3, MONTH)
    doc.ents = [Span(doc, 2, 3, "DATE")]
    assert is_time(doc, 1, 3, MONTH)


def test_what_stands_around_a_month_after_a_preposition() -> None:
    during = ("during", "during", "IN/ADP", 0, "prep")
    the = ("the", "the", "DT/DET", 2, "det")
    doc = build(("fell", "fall", "VBD/VERB", 0, "ROOT"), during, the, month("March", "pobj", 1))
    assert not is_time(doc, 1, 4, MONTH)
    ford = ("Ford", "Ford", "NNP/PROPN", 1, "pobj")
    doc = build(("fell", "fall", "VBD/VERB", 0, "ROOT"), during, month("March", "compound", 3), ford)
    assert not is_time(doc, 1, 3, MONTH)
    assert is_time(doc, 1, 4, MONTH)  # of two words the month is no bare one


# Days that are part of names


@pytest.mark.parametrize(
    ("following", "dep", "real"),
    [
        (("Times", "Times", "NNPS/PROPN", 1, "ROOT"), "compound", False),
        (("talks", "talk", "NNS/NOUN", 1, "ROOT"), "compound", True),
        (("2", "2", "NNP/PROPN", 1, "ROOT"), "compound", True),
        (("Kenya", "Kenya", "NNP/PROPN", 1, "ROOT"), "npadvmod", True),
    ],
)
def test_a_weekday_before_a_name(following: Row, dep: str, real: bool) -> None:
    doc = build(month("Sunday", dep, 1), following)
    assert is_time(doc, 0, 1, DAY) is real


@pytest.mark.parametrize(
    ("before", "word", "dep", "real"),
    [
        (("USA", "USA", "NNP/PROPN", 1, "compound"), "Today", "ROOT", False),
        (("read", "read", "VBD/VERB", 1, "dep"), "Today", "ROOT", True),
        (('"', '"', "``/PUNCT", 1, "punct"), "Today", "ROOT", False),
        (("read", "read", "VBD/VERB", 1, "dep"), "Today", "poss", False),
        (("USA", "USA", "NNP/PROPN", 1, "compound"), "today", "ROOT", True),
    ],
)
def test_a_today_that_ends_a_name(before: Row, word: str, dep: str, real: bool) -> None:
    doc = build(before, (word, "today", "NN/NOUN", 1, dep))
    assert is_time(doc, 1, 2, DAY) is real


def test_a_day_of_several_words_is_one() -> None:
    doc = build(month("Sunday", "compound", 2), ("night", "night", "NN/NOUN", 2, "compound"), month("Live", "ROOT", 2))
    assert is_time(doc, 0, 2, DAY)


# Years that count


def number(word: str, head: int, dep: str) -> Row:
    return (word, word, "CD/NUM", head, dep)


IN, FROM = ("in", "in", "IN/ADP", 0, "ROOT"), ("from", "from", "IN/ADP", 0, "ROOT")
SINCE = ("since", "since", "IN/SCONJ", 0, "ROOT")
ONWARDS = ("onwards", "onward", "NNS/NOUN", 0, "pobj")


@pytest.mark.parametrize(
    ("rows", "start", "end", "real"),
    [
        ([number("2016", 1, "nummod"), ("games", "game", "NNS/NOUN", 1, "ROOT")], 0, 1, False),
        ([IN, number("2016", 0, "pobj")], 0, 2, True),
        ([("saw", "see", "VBD/VERB", 0, "ROOT"), number("1900", 0, "dobj")], 1, 2, False),
        ([SINCE, number("1900", 0, "pobj")], 1, 2, True),
        ([SINCE, number("1699", 0, "pobj")], 1, 2, False),
        ([SINCE, number("1700", 0, "pobj")], 1, 2, True),
        ([SINCE, number("2100", 0, "pobj")], 1, 2, True),
        ([SINCE, number("2101", 0, "pobj")], 1, 2, False),
        ([("than", "than", "IN/ADP", 0, "ROOT"), number("2000", 0, "pobj")], 1, 2, False),
        ([("€", "€", "$/SYM", 1, "nmod"), number("2000", 1, "ROOT")], 1, 2, False),
        ([IN, number("2016", 0, "pobj"), ("%", "%", "NN/NOUN", 1, "dep")], 1, 2, False),
        ([IN, number("2016", 0, "pobj"), ("talks", "talk", "NNS/NOUN", 0, "dep")], 1, 2, True),
        ([FROM, number("1990", 2, "nummod"), ONWARDS], 0, 2, False),
        ([FROM, number("1990", 0, "nummod"), ONWARDS], 0, 2, True),
        ([number("1900", 0, "ROOT")], 0, 1, True),
        ([("five", "five", "CD/NUM", 1, "nummod"), number("2000", 1, "ROOT")], 1, 2, False),
    ],
)
def test_years(rows: list[Row], start: int, end: int, real: bool) -> None:
    assert is_time(build(*rows), start, end, YEAR) is real


def test_the_decades_and_seasons_are_no_figures() -> None:
    doc = build(("saw", "see", "VBD/VERB", 0, "ROOT"), ("1990s", "1990s", "CD/NUM", 0, "dobj"))
    assert is_time(doc, 1, 2, YEAR)
    assert is_time(doc, 1, 2, iv.unknown("decade"))


# Lengths and halves


@pytest.mark.parametrize(
    ("words", "length", "real"),
    [
        ("two weeks", 2, True),
        ("18 years old", 2, False),
        ("18 years of age", 2, False),
        ("18 years or so old", 2, False),
        ("two weeks with a very old", 2, True),
        ("a week", 2, False),
        ("an hour", 2, False),
        ("a long week", 3, True),
        ("weeks", 1, False),
        ("half-year", 1, True),
    ],
)
def test_lengths(words: str, length: int, real: bool) -> None:
    doc = build(*((word, word, "NN/NOUN", 0, "dep") for word in words.split()))
    assert is_time(doc, 0, length, LENGTH) is real


@pytest.mark.parametrize(
    ("words", "real"), [("the second half", False), ("first half of May", True), ("H1 2016", True)]
)
def test_halves(words: str, real: bool) -> None:
    doc = build(*((word, word, "NN/NOUN", 0, "dep") for word in words.split()))
    assert is_time(doc, 0, len(doc), HALF) is real
