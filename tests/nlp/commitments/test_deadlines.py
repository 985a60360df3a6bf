"""Times that limit an action, on hand-built trees."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.tokens import Doc
from trees import Row, build

from toolkit.nlp.commitments.deadlines import deadline_of, is_at_once, since_undertaken
from toolkit.nlp.layers import TimeExpression

TODAY = dt.date(2021, 3, 10)


def free_the_crew(*more: Row) -> Doc:
    """ "free the crew ...": verb 0, object 2."""
    return build(
        ("free", "free", "VB/VERB", 0, "ROOT"),
        ("the", "the", "DT/DET", 2, "det"),
        ("crew", "crew", "NN/NOUN", 0, "dobj"),
        *more,
    )


def on(head: int, word: str = "by", dep: str = "prep") -> tuple[Row, Row]:
    """A preposition at 3 that hangs on ``head``, with its noun."""
    return (word, word, "IN/ADP", head, dep), ("May", "May", "NNP/PROPN", 3, "pobj")


def time(last: dt.date | None, relation: str = "by", precision: str = "month", start: int = 3) -> TimeExpression:
    return TimeExpression(start, start + 2, start, None, None, last, precision, relation)


@pytest.mark.parametrize(
    ("last", "is_deadline"),
    [
        (TODAY - dt.timedelta(days=1), False),
        (TODAY, True),
        (TODAY + dt.timedelta(days=1), True),
        (None, True),
    ],
)
def test_the_day_of_the_article_is_a_deadline_the_day_before_is_none(last: dt.date | None, is_deadline: bool) -> None:
    doc = free_the_crew(*on(0))
    assert (deadline_of([time(last)], doc[0], [], TODAY) is not None) is is_deadline
    assert deadline_of([time(last)], doc[0], [], None) is not None


@pytest.mark.parametrize(
    ("relation", "precision", "on_action", "on_trigger"),
    [
        ("by", "month", True, True),
        ("before", "month", True, True),
        ("until", "month", True, True),
        ("within", "duration", True, True),
        ("on", "day", True, False),
        ("in", "month", True, False),
        ("from", "day", True, False),
        ("after", "day", True, False),
        ("in", "duration", False, False),
        ("during", "month", False, False),
        ("since", "month", False, False),
    ],
)
def test_limits_count_everywhere_points_on_the_action_only(
    relation: str, precision: str, on_action: bool, on_trigger: bool
) -> None:
    doc, times = free_the_crew(*on(0)), [time(None, relation, precision)]
    assert bool(deadline_of(times, doc[0], [], TODAY)) is on_action
    assert bool(deadline_of(times, doc[0], [], TODAY, limits_only=True)) is on_trigger


def test_a_limit_goes_before_a_time_and_the_first_before_the_next() -> None:
    doc = free_the_crew(
        ("in", "in", "IN/ADP", 0, "prep"),
        ("May", "May", "NNP/PROPN", 3, "pobj"),
        ("by", "by", "IN/ADP", 0, "prep"),
        ("June", "June", "NNP/PROPN", 5, "pobj"),
    )
    point, limit = time(None, "in"), time(None, "by", start=5)
    assert deadline_of([point, limit], doc[0], [], TODAY) is limit
    assert deadline_of([time(None, "in", start=5), point], doc[0], [], TODAY) is point


def test_what_hangs_on_another_action_is_its() -> None:
    doc = free_the_crew(*on(2))
    assert deadline_of([time(None, "in")], doc[0], [doc[2]], TODAY, limits_only=True) is None
    assert deadline_of([time(None)], doc[2], [doc[0]], TODAY) is not None


def test_a_time_inside_a_clause_of_its_own_is_none_of_the_action() -> None:
    rows: list[Row] = [("seized", "seize", "VBN/VERB", 2, "acl"), ("by", "by", "IN/ADP", 3, "prep")]
    doc = free_the_crew(*rows, ("May", "May", "NNP/PROPN", 4, "pobj"))
    assert deadline_of([time(None, start=4)], doc[0], [], TODAY) is None
    doc = free_the_crew(("to", "to", "TO/PART", 4, "aux"), ("land", "land", "VB/VERB", 0, "advcl"), *on(4))
    assert deadline_of([time(None, start=5)], doc[0], [], TODAY) is not None  # its purpose is part of the action


def test_have_it_passed_by_may() -> None:
    rows: list[Row] = [
        ("have", "have", "VB/VERB", 0, "ROOT"),
        ("it", "it", "PRP/PRON", 2, "nsubj"),
        ("passed", "pass", "VBN/VERB", 0, "ccomp"),
        ("by", "by", "IN/ADP", 2, "prep"),
        ("May", "May", "NNP/PROPN", 3, "pobj"),
    ]
    assert deadline_of([time(None)], build(*rows)[0], [], TODAY) is not None
    rows[0] = ("say", "say", "VB/VERB", 0, "ROOT")
    assert deadline_of([time(None)], build(*rows)[0], [], TODAY) is None


# Counted from the day of the undertaking


def in_2015(told: str = "by December", *, on_action: bool = False) -> Doc:
    """ "In 2015 Chad agreed to leave <told>": trigger 3, action 5, the time of agreeing at 0."""
    preposition, noun = told.split(" ", 1)
    return build(
        ("In", "in", "IN/ADP", 5 if on_action else 3, "prep"),
        ("2015", "2015", "CD/NUM", 0, "pobj"),
        ("Chad", "Chad", "NNP/PROPN", 3, "nsubj"),
        ("agreed", "agree", "VBD/VERB", 3, "ROOT"),
        ("to", "to", "TO/PART", 5, "aux"),
        ("leave", "leave", "VB/VERB", 3, "xcomp"),
        (preposition, preposition, "IN/ADP", 5, "prep"),
        *((word, word, "NNP/PROPN", 6, "pobj") for word in noun.split()),
    )


def given(first: str, last: str, relation: str = "in", precision: str = "year") -> TimeExpression:
    return TimeExpression(0, 2, 0, None, dt.date.fromisoformat(first), dt.date.fromisoformat(last), precision, relation)


YEAR = given("2015-01-01", "2015-12-31")


def told(doc: Doc, first: dt.date | None = None, last: dt.date | None = None, relation: str = "by") -> TimeExpression:
    return TimeExpression(6, len(doc), 6, None, first, last, "month", relation)


@pytest.mark.parametrize(
    ("words", "day", "deadline"),
    [
        ("by December", YEAR, ("2015-12-01", "2015-12-31")),
        ("by June", YEAR, ("2015-06-01", "2015-06-30")),
        ("by June", given("2015-10-01", "2015-10-31"), ("2016-06-01", "2016-06-30")),
        ("in December", YEAR, ("2015-12-01", "2015-12-31")),
        ("by 2018", YEAR, ("2018-01-01", "2018-12-31")),
        ("by the end of the year", YEAR, ("2015-12-31", "2015-12-31")),
        ("within 90 days", given("2016-05-03", "2016-05-03"), ("2016-05-03", "2016-08-01")),
        ("within six months", YEAR, ("2015-01-01", "2016-06-30")),
        ("in three weeks", given("2016-05-03", "2016-05-03"), ("2016-05-24", "2016-05-24")),
        ("until December", YEAR, ("2015-12-01", "2015-12-31")),
    ],
)  # fmt: skip
def test_a_deadline_is_counted_from_the_day_of_the_undertaking(
    words: str, day: TimeExpression, deadline: tuple[str, str]
) -> None:
    doc = in_2015(words)
    times, border = since_undertaken([day, told(doc)], doc[3], TODAY)
    found = deadline_of(times, doc[5], [], border)
    assert found is not None
    assert (str(found.first), str(found.last)) == deadline


@pytest.mark.parametrize(
    "words", ["by Friday", "by tomorrow", "by next year", "by this December", "within the coming weeks"]
)
def test_what_is_told_from_the_day_of_writing_stays(words: str) -> None:
    doc = in_2015(words)
    then = told(doc, TODAY, TODAY)
    times, border = since_undertaken([YEAR, then], doc[3], TODAY)
    assert deadline_of(times, doc[5], [], border) is then


@pytest.mark.parametrize(
    "day",
    [
        given("2021-03-10", "2021-03-10", "on", "day"),
        given("2021-01-01", "2021-12-31"),
        given("2010-01-01", "2019-12-31", "in", "decade"),
        given("2015-01-01", "2015-12-31", "by"),
        given("2015-01-01", "2015-12-31", "since"),
    ],
    ids=["today", "this year", "a decade", "a limit", "since then"],
)
def test_no_day_of_the_undertaking(day: TimeExpression) -> None:
    doc = in_2015()
    times = [day, told(doc)]
    assert since_undertaken(times, doc[3], TODAY) == (times, TODAY)


@pytest.mark.parametrize(("last", "counted"), [("2016-01-02", True), ("2016-01-03", False)])
def test_of_more_than_a_year_and_a_day_the_undertakings_day_is_not_known(last: str, counted: bool) -> None:
    doc, year = in_2015(), given("2015-01-01", last)
    assert (year.last - year.first).days == (366 if counted else 367)  # type: ignore[operator]
    assert since_undertaken([year, told(doc)], doc[3], TODAY)[1] == (year.first if counted else TODAY)


def test_the_day_of_the_undertaking_hangs_on_what_undertakes_and_needs_a_dated_article() -> None:
    doc = in_2015(on_action=True)
    times = [YEAR, told(doc)]
    assert since_undertaken(times, doc[3], TODAY) == (times, TODAY)
    assert since_undertaken(times, in_2015()[3], None) == (times, None)


@pytest.mark.parametrize(("dep", "counted"), [("ccomp", True), ("xcomp", True), ("advcl", False), ("relcl", False)])
def test_the_verb_above_may_say_when(dep: str, counted: bool) -> None:
    doc = build(
        ("In", "in", "IN/ADP", 3, "prep"), ("2015", "2015", "CD/NUM", 0, "pobj"), ("Chad", "Chad", "NNP/PROPN", 3, "nsubj"),
        ("said", "say", "VBD/VERB", 3, "ROOT"), ("it", "it", "PRP/PRON", 5, "nsubj"), ("left", "leave", "VB/VERB", 3, dep),
        ("by", "by", "IN/ADP", 5, "prep"), ("December", "December", "NNP/PROPN", 6, "pobj"),
    )  # fmt: skip
    _, border = since_undertaken([YEAR, told(doc)], doc[5], TODAY)
    assert border == (YEAR.first if counted else TODAY)


@pytest.mark.parametrize(
    ("words", "at_once"),
    [("at once", True), ("with immediate effect", True), ("with great effect", False), ("for once", False)],
)
def test_what_is_done_at_once_waits_for_no_day(words: str, at_once: bool) -> None:
    first, *rest = words.split()
    doc = free_the_crew((first, first, "IN/ADP", 0, "prep"), *((w, w, "NN/NOUN", 3, "pobj") for w in rest))
    assert is_at_once(doc[0], []) is at_once
    assert not is_at_once(doc[0], [doc[3]])  # it hangs on another action
    assert not is_at_once(doc[2], [])


@pytest.mark.parametrize(("after", "is_deadline"), [((), True), ((("again", "again", "RB/ADV", 0, "advmod"),), False)])
def test_a_time_on_the_object_is_said_of_the_action_where_it_ends_it(after: tuple[Row, ...], is_deadline: bool) -> None:
    doc = free_the_crew(*on(2, "from"), *after)
    assert (deadline_of([time(None, "from", "day")], doc[0], [], TODAY) is not None) is is_deadline
