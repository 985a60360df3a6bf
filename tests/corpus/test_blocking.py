"""Which pairs are compared: all that can be alike, and not more the more there are."""

from __future__ import annotations

import datetime as dt
from itertools import combinations, pairwise
from typing import Any

import corpora
import numpy as np
import pytest

from benchmarks.undertakings import invented
from toolkit.corpus.blocking import COMPARED, NEIGHBOURS, neighbours
from toolkit.corpus.ledger import make_ledger
from toolkit.corpus.matching import Pool
from toolkit.findings import ArticleAnalysis

LEAST = 0.24


def all_with_all(pool: Pool, least: float) -> set[tuple[int, int]]:
    first, second = np.triu_indices(len(pool.held), 1)
    pool._compare(first, second)
    pairs = combinations(range(len(pool.held)), 2)
    return {(i, j) for i, j in pairs if pool.may_join(i, j) and pool(i, j).total >= least}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("least", [0.1, LEAST, 0.34, 0.6])
def test_no_pair_that_is_alike_is_passed_over(seed: int, least: float) -> None:
    articles = list(invented(40, seed))
    found = {(i, j) for i, j, _ in Pool.of(articles).near(least)}
    assert found
    assert found == all_with_all(Pool.of(articles), least)


@pytest.mark.parametrize("parties", [("Norland", "Norland"), ("Norland", "Sudria"), ("Norland", ""), ("", "")])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dredge the harbour mouth twice a year", "dredge the harbour mouth"),
        ("rebuild the lighthouse of Port Ayle", "the rebuilding of Port Ayle's lighthouse"),
        ("send 40 nurses to Tarsk", "send 60 nurses to Tarsk"),
        ("aid Ost", "aid Ost with wheat"),
        ("withdraw its heavy guns from the Ostra", "pull back heavy guns from the river Ostra"),
    ],
)
def test_whoever_is_bound_what_sounds_alike_meets(parties: tuple[str, str], one: str, other: str) -> None:
    told = zip("ab", parties, (one, other), strict=True)
    articles = [corpora.article(name, [{"parties": party, "action": action}]) for name, party, action in told]
    pool = Pool.of([*articles, *invented(30)])
    likeness = pool(0, 1).total
    assert likeness >= LEAST or parties == ("Norland", "Sudria")
    met = any({i, j} == {0, 1} for i, j, _ in Pool.of([*articles, *invented(30)]).near(LEAST))
    assert met == (likeness >= LEAST)


def comparisons(articles: int) -> int:
    pool = Pool.of(invented(articles))
    pool.near(LEAST)
    return pool.comparisons["pairs"]


def assert_grows_with_the_articles(*sizes: int) -> None:
    """Four times the articles have four times the commitments, and sixteen times the pairs."""
    for few, many in pairwise(comparisons(size) for size in sizes):
        assert many < 7 * few


def test_comparisons_grow_with_the_articles_and_not_with_their_pairs() -> None:
    assert_grows_with_the_articles(1000, 4000)


@pytest.mark.slow
def test_comparisons_of_very_many() -> None:
    assert_grows_with_the_articles(1000, 4000, 16000)


def test_in_a_large_block_each_is_compared_with_the_nearest() -> None:
    count = 3 * NEIGHBOURS
    order = list(range(count))[::-1]
    pairs = [
        (i, j) for first, second in neighbours([["one"]] * count, order) for i, j in zip(first, second, strict=True)
    ]
    assert len(pairs) <= COMPARED * count
    assert all(0 < i - j <= NEIGHBOURS for i, j in pairs)
    assert {i for pair in pairs for i in pair} == set(order)


def test_what_shares_more_goes_before_what_is_nearer() -> None:
    count = 2 * COMPARED
    last = NEIGHBOURS
    keys = [["all", "some"] if n in (0, last) else ["all", str(n)] for n in range(count)]
    pairs = {(int(i), int(j)) for one, other in neighbours(keys, range(count)) for i, j in zip(one, other, strict=True)}
    assert (0, last) in pairs
    assert (0, last - 1) not in pairs


def copies(count: int, *days: int) -> list[ArticleAnalysis]:
    """The same report in many papers, and a longer one in one."""
    row = {"parties": "Norland", "action": "dredge the harbour mouth"}
    longer = {"parties": "Norland", "action": "dredge the harbour mouth for the herring fleet of Salthaven"}
    date = dt.date(2030, 1, 1)
    return [
        *(
            corpora.article(f"paper-{n:04d}", [row], published=date + dt.timedelta(days[n % len(days)] if days else 0))
            for n in range(count)
        ),
        corpora.article("longer", [longer], published=date),
    ]


def most_told(articles: list[ArticleAnalysis], **options: Any) -> list[int]:
    """Number of articles of each entry about the harbour, among as many other articles."""
    ledger = make_ledger([*articles, *invented(len(articles))], **options)
    assert all(report.likeness > LEAST for report in ledger.reports)
    return sorted(entry.n_articles for entry in ledger.entries if "harbour" in entry.action)


@pytest.mark.parametrize("days", [(), (0, 1), (0, 1, 2, 3, 4)], ids=len)
@pytest.mark.parametrize("count", [3, 30, 300])
def test_what_many_papers_print_is_one_entry(count: int, days: tuple[int, ...]) -> None:
    assert most_told(copies(count, *days))[-1] >= count


def test_copies_cost_no_comparisons_and_few_matches() -> None:
    few, many = (Pool.of(copies(count)[:-1]) for count in (100, 1000))
    assert [len(pool.near(0.1)) for pool in (few, many)] == [99, 999]
    assert few.comparisons == many.comparisons


def test_a_verdict_on_one_of_many_copies_binds_it() -> None:
    articles = copies(30)
    ids = articles[3].commitments[0].commitment_id, articles[7].commitments[0].commitment_id
    assert most_told(articles, corrections={ids: False}) == [1, 30]
