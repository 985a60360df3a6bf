from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import corpora
import networkx as nx
import pytest

from toolkit.corpus import compare_accounts, events, make_ledger
from toolkit.corpus.changes import EVENT_DAYS
from toolkit.corpus.collection import Corpus
from toolkit.corpus.events import MOST, named_events
from toolkit.display import corpus as display
from toolkit.errors import UsageError
from toolkit.findings import ArticleAnalysis
from toolkit.records import CommitmentStatus

FERRY = {"parties": "Norland, Vestria", "action": "reopen the ferry line across the Sound by 1 May"}
CANAL = {"parties": "Norland", "action": "dredge the mouth of the Ostra canal"}


@pytest.fixture
def told() -> list[ArticleAnalysis]:
    first = corpora.article("first", [FERRY, CANAL])
    (ferry, canal) = first.commitments
    start = first.article.text.index("by 1 May")
    due = replace(
        ferry, deadline_span=(start, start + 8), deadline_from=dt.date(2030, 5, 1), deadline_to=dt.date(2030, 5, 1)
    )
    other = {
        "parties": "Norland",
        "action": "prepare the reopening of the ferry line",
        "status": CommitmentStatus.READY,
    }
    second = corpora.article("second", [other], extra="The ministers spoke of dredging the mouth of the canal.\n")
    return [replace(first, commitments=(due, canal)), second]


def test_what_both_tell_differs_in_fields_with_their_values(told: list[ArticleAnalysis]) -> None:
    (row,) = compare_accounts(told).shared
    found = {difference.field: dict(difference.values) for difference in row.differences}
    assert found["deadline"] == {"first": "by 1 May", "second": None}
    assert found["party"] == {"first": "Norland, Vestria", "second": "Norland"}
    assert found["status"] == {"first": "agreed", "second": "ready"}
    assert found["wording"]["first"] == "reopen the ferry line across the Sound"
    assert "condition" not in found


def test_what_one_tells_is_shown_beside_the_nearest_passage(told: list[ArticleAnalysis]) -> None:
    (row,) = compare_accounts(told).partial
    assert (row.reported_in, row.missing_in) == (("first",), ("second",))
    (passage,) = row.nearest
    text = told[1].article.text
    assert (
        text[passage.start : passage.end] == passage.text == "The ministers spoke of dredging the mouth of the canal."
    )


def test_an_account_that_says_nothing_near_is_silent() -> None:
    told = [
        corpora.article("first", [CANAL]),
        corpora.article("second", [{"parties": "Kell", "action": "hire nurses"}]),
    ]
    assert all(row.nearest == () for row in compare_accounts(told).rows)


def test_the_same_account_twice_has_no_differences() -> None:
    told = [corpora.article(name, [FERRY, CANAL]) for name in ("first", "second")]
    accounts = compare_accounts(told)
    assert len(accounts.shared) == 2
    assert all(row.differences == () for row in accounts.rows)


def test_events_are_near_in_time_and_share_an_undertaking(told: list[ArticleAnalysis]) -> None:
    later = corpora.article("later", [FERRY], published=dt.date(2030, 2, 1))
    undated = corpora.article("undated", [FERRY], published=None)
    other = corpora.article("other", [{"parties": "Kell", "action": "hire nurses"}])
    every = [*told, later, undated, other]
    assert events(every, make_ledger(every)) == [("first", "second")]


def test_events_named_by_a_user_are_checked() -> None:
    assert named_events([["a", "b", "a"]], ["a", "b"]) == [("a", "b")]
    with pytest.raises(UsageError, match="did you mean 'madrid'"):
        named_events([["madrid", "madird"]], ["madrid", "rabat"])
    with pytest.raises(UsageError, match="two or more"):
        named_events(["madrid"], ["madrid"])


def test_three_accounts_have_a_column_each(told: list[ArticleAnalysis]) -> None:
    third = corpora.article("third", [CANAL])
    accounts = compare_accounts([*told, third])
    assert list(accounts.frame().columns) == ["first", "second", "third"]
    assert {row.missing_in for row in accounts.rows} == {("third",), ("second",)}


def many(count: int, day: Callable[[int], int] = lambda n: 0) -> list[ArticleAnalysis]:
    """Articles on the ferry, every third of which tells of the canal too, in words of its own."""
    date = dt.date(2030, 1, 1)
    return [
        corpora.article(
            f"paper-{n:02d}",
            [FERRY, {**CANAL, "action": f"{CANAL['action']} in {n} weeks"}] if n % 3 == 0 else [FERRY],
            published=date + dt.timedelta(day(n)),
        )
        for n in range(count)
    ]


def test_of_an_event_that_very_many_tell_those_that_share_most_are_compared() -> None:
    (event,) = Corpus(tuple(many(30))).compared
    assert len(event.doc_ids) == MOST
    assert {f"paper-{n:02d}" for n in range(0, 30, 3)} <= set(event.doc_ids)
    assert sorted([*event.doc_ids, *event.others]) == [f"paper-{n:02d}" for n in range(30)]
    shown = str(display.accounts(Corpus(tuple(many(30)))).body)
    assert "18 more articles tell of it" in shown
    assert "more articles tell" not in str(display.accounts(Corpus(tuple(many(MOST)))).body)


@pytest.mark.parametrize("day", [lambda n: 2 * n, lambda n: 4 * n, lambda n: 0, lambda n: n // 5 * 9], ids="2405")
def test_events_are_what_chains_of_near_days_connect(day: Callable[[int], int]) -> None:
    articles = many(9, day)
    dates = {a.doc_id: a.article.published for a in articles}
    near = nx.Graph((a, b) for a, b in combinations(dates, 2) if abs((dates[a] - dates[b]).days) <= EVENT_DAYS)
    expected = sorted(tuple(sorted(group)) for group in nx.connected_components(near))
    assert events(articles, make_ledger(articles)) == expected
