"""The parts of the report across articles, from corpora made by hand."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import corpora
import pytest
import sample

from toolkit.articles import Problem
from toolkit.corpus.collection import Corpus
from toolkit.display import corpus as show
from toolkit.display.corpus.findings import findings
from toolkit.display.corpus.periods import main_part, period_of
from toolkit.display.corpus.view import CorpusView
from toolkit.display.render import Fragment
from toolkit.records import CommitmentKind, CommitmentStatus

PARTS: list[Callable[..., Fragment]] = [
    show.brief, show.changes, show.firmness, show.times, show.accounts, show.ledger, show.matches, show.network,
    show.experts, show.actors, show.provenance,
]  # fmt: skip
FERRY = {"parties": "Norland", "action": "reopen the ferry line across the Sound"}
REFUSED = {**FERRY, "status": CommitmentStatus.REFUSED, "kind": CommitmentKind.REFUSAL}


def two_accounts(**settings: object) -> Corpus:
    first = corpora.article(
        "first", [FERRY, {"parties": "Kell", "action": "hire forty nurses"}], publisher="Harbour Wire"
    )
    second = corpora.article("second", [{"parties": "Norland", "action": "prepare the reopening of the ferry line"}])
    return Corpus(articles=(first, second), pages={"first": "f.html", "second": "s.html"}, **settings)  # type: ignore[arg-type]


def changed(**settings: object) -> Corpus:
    told = corpora.article("first", [FERRY]), corpora.article("last", [REFUSED], published=dt.date(2030, 3, 1))
    return Corpus(articles=told, **settings)  # type: ignore[arg-type]


def tables(fragment: Fragment) -> dict[str, dict[str, Any]]:
    """The data of the long tables in a fragment, by name."""
    found = re.findall(
        r'data-paged="(\w+)".*?<script type="application/json">(.*?)</script>', str(fragment.body), re.DOTALL
    )
    return {name: json.loads(data) for name, data in found}


def chosen(table: dict[str, Any], filters: dict[str, str]) -> int:
    """How many rows the page's script shows for some filters."""
    own = [key for key, _, column in table["filters"] if column < 0]
    columns = {key: column for key, _, column in table["filters"] if column >= 0}
    width = 1 + len(table["columns"])
    return sum(
        all(
            value in row[width + own.index(key)] if key in own else row[1 + columns[key]] == value
            for key, value in filters.items()
        )
        for row in table["rows"]
    )


def some_corpora() -> list[Corpus]:
    bare = corpora.article("bare", [], published=None)
    old = corpora.article("old", [FERRY], published=dt.date(1985, 5, 1))
    many = (sample.analysed(), bare, old, *two_accounts().articles, changed().articles[1])
    return [Corpus(articles=a) for a in ((), (bare,), (sample.analysed(),), many)]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_part_stands_with_no_article_one_and_many(part: Callable[..., Fragment]) -> None:
    for corpus in some_corpora():
        shown = part(corpus)
        assert re.sub(r"<[^>]*>", "", str(shown.body)).strip()
        assert repr(shown)
        assert "overdue" not in str(shown.body)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_nothing_that_an_article_says_becomes_markup(part: Callable[..., Fragment]) -> None:
    evil = "</script><script>alert(1)</script>"
    rows = [{"parties": evil, "action": f"{evil} open the gate"}]
    article = corpora.article("evil", rows, publisher=evil)
    other = corpora.article("other", rows, publisher=evil)
    hostile = replace(article, article=replace(article.article, title=evil))
    corpus = Corpus(articles=(hostile, other), problems=(Problem(evil, evil, "empty", evil),))
    shown = part(corpus)
    assert "<script>" not in str(shown.body)
    assert not re.search(r'<script(?! type="application/json")', str(shown.body))
    tables(shown)


def test_every_count_equals_the_rows_that_its_link_shows() -> None:
    for corpus in [*some_corpora(), changed(as_of=dt.date(2031, 1, 1)), two_accounts()]:
        parts = [part(corpus) for part in PARTS]
        data = {name: table for part in parts for name, table in tables(part).items()}
        counts = [
            found for part in parts for found in re.findall(r'href="#([^"]*)" data-count="(\d+)"', str(part.body))
        ]
        for link, count in counts:
            filters = {key: values[0] for key, values in parse_qs(link.replace("&amp;", "&")).items()}
            assert chosen(data[filters.pop("table")], filters) == int(count), link
        if corpus.ledger.entries:
            assert len(counts) > 5


def test_first_and_last_wording_of_what_surely_changed_stand_side_by_side() -> None:
    (row,) = tables(show.changes(changed()))["changes"]["rows"]
    _, who, first, last, _ = row
    assert who == [["Norland"], True]
    assert [(told["history"], told["words"]) for told in (first, last)] == [
        ([["agreed"]], FERRY["action"]),
        ([["refused"]], FERRY["action"]),
    ]
    assert show.headline(changed()) == f"Norland: {FERRY['action']} – agreed in January, refused in March 2030"


def test_what_is_not_sure_is_neither_headline_nor_change() -> None:
    doubtful = corpora.article("last", [{**REFUSED, "confidence": 0.3}], published=dt.date(2030, 3, 1))
    unsure = replace(changed(), articles=(changed().articles[0], doubtful))
    found = tables(show.changes(unsure))
    assert "changes" not in found
    assert len(found["possible"]["rows"]) == 1
    assert "refused" not in show.headline(unsure)
    assert all(told.stands != "refused" for told in findings(CorpusView(unsure)))


def test_accounts_stand_in_a_matrix_whose_rows_open_the_wordings() -> None:
    shown = str(show.accounts(two_accounts()).body)
    assert '<span class="own">prepare the reopening' in shown
    assert "Both accounts report one commitment." in shown
    assert "One commitment is told by Harbour Wire alone." in shown
    assert shown.count("– silent") == 1
    assert shown.count('class="fine"') == shown.count('class="opens"') == 2
    assert 'href="f.html#at-' in shown


def test_a_deadline_that_passed_says_so_and_that_nothing_was_reported() -> None:
    due = {"parties": "Kell", "action": "clear the mines", "deadline_from": None, "deadline_to": dt.date(2030, 1, 5)}
    corpus = Corpus(articles=(corpora.article("due", [due]),), as_of=dt.date(2030, 2, 1))
    shown = str(show.ledger(corpus).body)
    assert "date passed, outcome not reported" in shown
    later = corpora.article("later", [{"parties": "Kell", "action": "clear the mines"}], published=dt.date(2030, 1, 20))
    told = replace(corpus, articles=(*corpus.articles, later))
    assert "date passed; 20 January 2030: agreed" in str(show.ledger(told).body)


def test_a_long_table_stands_in_the_page_once_and_shows_its_first_rows() -> None:
    rows = [{"parties": f"Kell {n}", "action": f"plant tree number {n} of the park"} for n in range(60)]
    shown = show.ledger(Corpus(articles=(corpora.article("long", rows),)))
    assert str(shown.body).count('id="entry-') == 50
    assert len(tables(shown)["ledger"]["rows"]) == 60
    assert "50 of 60 rows" in str(shown.body)


def test_a_column_that_few_rows_fill_is_told_in_the_main_cell() -> None:
    rows = [{"parties": "Kell", "action": f"plant tree number {n} of the park"} for n in range(9)]
    due = {"deadline_from": dt.date(2030, 5, 1), "deadline_to": dt.date(2030, 5, 1)}
    sparse = str(show.ledger(Corpus(articles=(corpora.article("s", [*rows, {**FERRY, **due}]),))).body)
    assert re.search(r'class="folded"><b>By</b> 1 May 2030', sparse)
    assert 'columnheader" class="due"' not in sparse
    full = str(show.ledger(Corpus(articles=(corpora.article("f", [{**row, **due} for row in rows]),))).body)
    assert 'columnheader" class="due"' in full


def test_matches_near_the_threshold_have_boxes() -> None:
    corpus = two_accounts()
    ids = tuple(report.commitment_id for report in corpus.ledger.reports_of(corpus.ledger.entries[0].entry_id))
    ruled = tables(show.matches(two_accounts(corrections={ids: False})))["matches"]
    assert [row[-1] for row in ruled["rows"]] == [[*ids, True, False]]
    far = replace(corpus, threshold=0.05)
    assert "matches" not in tables(show.matches(far))


def test_the_same_actor_in_two_articles_is_one_row_with_all_roles() -> None:
    made = []
    for doc_id, role in (("one", "minister"), ("two", "president")):
        person = corpora.actor(doc_id, "Ada Brandt", role=role)
        made.append(corpora.article(doc_id, [], actors=[person]))
    rows = tables(show.actors(Corpus(articles=tuple(made))))["actors"]["rows"]
    assert [row[1:4] for row in rows] == [["Ada Brandt", "state", "minister; president"]]


def test_pairs_count_a_commitment_once_and_say_to_whom() -> None:
    toward = {**FERRY, "counterparts": (corpora.actor_id("Vestria"),), "counterpart_names": ("Vestria",)}
    states = [corpora.actor("x", name, country=code) for name, code in (("Norland", "NOR"), ("Vestria", "VES"))]
    told = tuple(corpora.article(name, [toward], actors=states) for name in ("first", "second"))
    (row,) = tables(show.network(Corpus(articles=told)))["pairs"]["rows"]
    assert (row[1][0], row[2]) == ("Norland → Vestria", 1)


def test_who_has_to_do_with_whom_stays_small_at_two_hundred_parties() -> None:
    rows = [{"parties": f"Kell {n}, Norland {n}", "action": f"plant tree number {n} of the park"} for n in range(100)]
    shown = str(show.network(Corpus(articles=(corpora.article("many", rows),))).body)
    assert shown.split("<details")[0].count('scope="row"') <= 10


def test_judgements_that_are_not_sure_are_unclear() -> None:
    told = sample.analysed()
    unsure = replace(told, commentary=tuple(replace(row, confidence=0.3) for row in told.commentary))
    column = [key for key, *_ in tables(show.experts(Corpus(articles=(unsure,))))["experts"]["columns"]].index("stance")
    stances = {row[1 + column] for row in tables(show.experts(Corpus(articles=(unsure,))))["experts"]["rows"]}
    assert stances == {"unclear"}


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        ([(2030, 1, 1), (2030, 1, 2)], ["1 January 2030", "2 January 2030"]),
        ([(2030, m, d) for m in (1, 2) for d in range(1, 9)], ["January 2030", "February 2030"]),
        ([(y, m, 1) for y in (2029, 2030) for m in range(1, 9)], ["2029", "2030"]),
        ([(1985, 1, 1), (2030, 1, 1), (2030, 1, 2)], ["1 January 1985", "1 January 2030", "2 January 2030"]),
    ],
    ids=["days", "months", "years", "an outlier counts for nothing"],
)
def test_periods_are_the_finest_of_which_there_are_few(days: list[tuple[int, int, int]], labels: list[str]) -> None:
    told = [{"parties": "Kell", "action": f"plant {n} trees in park {n}"} for n, _ in enumerate(days)]
    articles = [corpora.article(str(n), [row], published=dt.date(*days[n])) for n, row in enumerate(told)]
    corpus = Corpus(articles=tuple(articles), threshold=1.0)
    period = period_of(corpus)
    assert set(map(period, corpus.ledger.entries)) == set(labels)


@pytest.mark.parametrize(
    ("years", "left"),
    [
        ([1985, 2020, 2021, 2022], [2020, 2021, 2022]),
        ([2020, 2022], [2020, 2022]),
        ([], []),
        ([1950, 2019, 2020, 2021, 2022, 2099], [2019, 2020, 2021, 2022]),
    ],
    ids=["one far back", "two", "none", "on both sides"],
)
def test_what_lies_far_from_the_rest_stands_beside_it(years: list[int], left: list[int]) -> None:
    assert [date.year for date in main_part(dt.date(year, 1, 1) for year in years)] == left


def test_links_in_a_page_lead_to_rows_and_tables_that_are_there() -> None:
    corpus = Corpus(articles=(*two_accounts().articles, *changed().articles[1:], sample.analysed()))
    bodies = "".join(str(part(corpus).body) for part in PARTS)
    names = Counter(re.findall(r'data-paged="(\w+)"', bodies))
    assert set(names.values()) == {1}
    linked = set(re.findall(r'href="#table=(\w+)', bodies))
    assert linked <= set(names)
    entries = {f"entry-{entry.entry_id}" for entry in corpus.ledger.entries}
    assert set(re.findall(r'href="#(entry-[^"]+)"', bodies)) <= entries
