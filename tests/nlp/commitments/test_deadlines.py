"""Times that limit an action, on hand-built trees."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.tokens import Doc
from trees import Row, build

from toolkit.nlp.commitments.deadlines import deadline_of
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
