"""The parts of the report across articles, from corpora made by hand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import corpora
import pytest
import sample

from toolkit.articles import Problem
from toolkit.corpus.collection import Corpus
from toolkit.display import corpus as show
from toolkit.display.corpus.figures import Bond, bins, dots, network
from toolkit.display.render import Fragment

PARTS: list[Callable[..., Fragment]] = [
    show.brief, show.accounts, show.ledger, show.matches, show.network, show.experts, show.statements, show.actors,
    show.published, show.provenance,
]  # fmt: skip
FERRY = {"parties": "Norland", "action": "reopen the ferry line across the Sound"}


def two_accounts(**settings: object) -> Corpus:
    first = corpora.article(
        "first", [FERRY, {"parties": "Kell", "action": "hire forty nurses"}], publisher="Harbour Wire"
    )
    second = corpora.article("second", [{"parties": "Norland", "action": "prepare the reopening of the ferry line"}])
    return Corpus(articles=(first, second), pages={"first": "f.html", "second": "s.html"}, **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_part_stands_with_no_article_one_and_many(part: Callable[..., Fragment]) -> None:
    bare = corpora.article("bare", [], published=None)
    for articles in ((), (bare,), (sample.analysed(),), (sample.analysed(), bare, *two_accounts().articles)):
        shown = part(Corpus(articles=articles))
        assert str(shown.body).strip()
        assert repr(shown)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_nothing_that_an_article_says_becomes_markup(part: Callable[..., Fragment]) -> None:
    evil = "<script>alert(1)</script>"
    rows = [{"parties": evil, "action": f"{evil} open the gate"}]
    article = corpora.article("evil", rows, publisher=evil)
    other = corpora.article("other", rows, publisher=evil)
    hostile = replace(article, article=replace(article.article, title=evil))
    corpus = Corpus(articles=(hostile, other), problems=(Problem(evil, evil, "empty", evil),))
    assert "<script" not in str(part(corpus).body)


def test_accounts_mark_own_words_differences_and_silence() -> None:
    shown = str(show.accounts(two_accounts()).body)
    assert '<span class="own">prepare the reopening' in shown
    assert "Both accounts report one undertaking." in shown
    assert "One undertaking is told by Harbour Wire alone." in shown
    assert "Silent." in shown
    assert 'href="f.html#at-' in shown


def test_the_ledger_groups_what_is_overdue_and_what_is_told_twice() -> None:
    due = corpora.article(
        "due",
        [{"parties": "Kell", "action": "clear the mines", "deadline_from": None, "deadline_to": dt.date(2030, 1, 5)}],
    )
    corpus = Corpus(articles=(*two_accounts().articles, due), as_of=dt.date(2030, 2, 1))
    shown = str(show.ledger(corpus).body)
    groups = re.findall(r'role="rowheader">([^<]+) <span class="n">(\d+)', shown)
    assert groups == [
        ("Overdue on 1 February 2030", "1"),
        ("Told by several articles", "1"),
        ("Without a deadline that has a date", "1"),
    ]
    assert "2 reports: how matched" in shown
    assert re.search(r"Not the same\? <code>c-[0-9a-f]{12},c-[0-9a-f]{12},no</code>", shown)


def test_a_long_ledger_is_cut_and_says_so() -> None:
    shown = str(show.ledger(two_accounts(), most=1).body)
    assert shown.count('id="entry-') == 1
    assert "1 more are in the data" in shown


def test_a_match_that_was_ruled_says_so_and_offers_no_line() -> None:
    corpus = two_accounts()
    ids = tuple(report.commitment_id for report in corpus.ledger.reports_of(corpus.ledger.entries[0].entry_id))
    ruled = two_accounts(corrections={ids: False})
    shown = str(show.matches(ruled).body)
    assert "ruled" in shown
    assert ",".join(ids) not in shown
    assert f"{','.join(ids)},no" in str(show.matches(corpus).body)


def test_the_same_actor_in_two_articles_is_one_row_with_all_roles() -> None:
    made = []
    for doc_id, role in (("one", "minister"), ("two", "president")):
        person = corpora.actor(doc_id, "Ada Brandt", role=role)
        made.append(corpora.article(doc_id, [], actors=[person]))
    shown = str(show.actors(Corpus(articles=tuple(made))).body)
    assert shown.count("Ada Brandt</th>") + shown.count("Ada Brandt<details>") == 1
    assert "minister; president" in shown


def test_the_network_counts_an_undertaking_once_and_says_toward_whom() -> None:
    toward = {**FERRY, "counterparts": (corpora.actor_id("Vestria"),), "counterpart_names": ("Vestria",)}
    states = [corpora.actor("x", name, country=code) for name, code in (("Norland", "NOR"), ("Vestria", "VES"))]
    told = tuple(corpora.article(name, [toward], actors=states) for name in ("first", "second"))
    shown = show.network(Corpus(articles=told))
    assert "Norland toward Vestria: 1" in str(shown.body)
    assert repr(shown) == "one pair of parties"


def test_figures_are_the_same_bytes_each_time_and_describe_themselves() -> None:
    bonds = [
        Bond("Norland", "Vestria", 3, True),
        Bond("Kell", "Orsay & Sons <b>", 1, False),
        Bond("Norland", "Kell", 2, False),
    ]
    rows = [("Ada $1 to $2", [(dt.date(2030, 1, 1), 2), (dt.date(2031, 5, 1), 1)])]
    assert network(bonds).svg == network(bonds).svg
    assert dots(rows, "d", "Statements").svg == dots(rows, "d", "Statements").svg
    assert "<b>" not in network(bonds).svg
    assert "Norland and Vestria: 3; Kell toward Orsay & Sons <b>: 1" in network(bonds).alt
    assert "Ada $1 to $2: 2 on 1 January 2030" in dots(rows, "d", "Statements").alt
    many = [Bond(f"party {n}", f"party {n + 1}", 1, False) for n in range(40)]
    assert network(many).svg.count("party") >= 41


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        ([(2030, 1, 1), (2030, 1, 2)], ["1 January 2030", "2 January 2030"]),
        ([(2030, m, d) for m in (1, 2) for d in range(1, 6)], ["2030-01", "2030-02"]),
        ([(y, m, 1) for y in (2029, 2030) for m in range(1, 6)], ["2029", "2030"]),
        ([], []),
    ],
)
def test_periods_are_the_finest_of_which_there_are_few(days: list[tuple[int, int, int]], labels: list[str]) -> None:
    dates = [dt.date(*day) for day in days]
    found = bins(dates)
    assert [label for label, _, _ in found] == labels
    assert all(sum(low <= date <= high for _, low, high in found) == 1 for date in dates)


def test_the_brief_links_only_to_sections_of_the_notebook() -> None:
    import json

    notebook = json.loads((Path(__file__).parents[3] / "notebooks" / "corpus_report.ipynb").read_text(encoding="utf-8"))
    titles = [cell["source"][3:] for cell in notebook["cells"] if "".join(cell["source"]).startswith("## ")]
    anchors = {title.lower().replace(" ", "-") for title in titles}
    corpus = Corpus(articles=(*two_accounts().articles, sample.analysed()), as_of=dt.date(2040, 1, 1))
    assert set(re.findall(r'href="#([^"]+)"', str(show.brief(corpus).body))) <= anchors
