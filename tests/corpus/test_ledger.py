from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations

import corpora
import pytest

from toolkit.articles import Zone, ZoneKind
from toolkit.corpus import make_ledger
from toolkit.corpus.ledger import Ledger, history
from toolkit.records import CommitmentKind, CommitmentStatus

KINDS = {"refused": CommitmentKind.REFUSAL}
AGREED, READY = CommitmentStatus.AGREED, CommitmentStatus.READY
JANUARY, JUNE = dt.date(2030, 1, 1), dt.date(2030, 6, 1)
FERRY = {"parties": "Norland", "action": "reopen the ferry line across the Sound"}
CANAL = {"parties": "Norland", "action": "dredge the mouth of the Ostra canal"}


def pairs(ledger: Ledger) -> set[frozenset[str]]:
    return {
        frozenset((a.commitment_id, b.commitment_id))
        for entry in ledger.entries
        for a, b in combinations(ledger.reports_of(entry.entry_id), 2)
    }


def test_matching_of_invented_events_stays_at_what_it_reached() -> None:
    right = found = gold = 0
    for data in corpora.EVENTS:
        accounts, same = corpora.event(data)
        matched = pairs(make_ledger(accounts))
        right, found, gold = right + len(matched & same), found + len(matched), gold + len(same)
    assert gold == 23
    assert right / found >= 0.95
    assert right / gold >= 0.9


def test_one_undertaking_told_twice_is_one_entry_and_others_are_not() -> None:
    again = {"parties": "Norland", "action": "the reopening of the ferry line across the Sound"}
    ledger = make_ledger([corpora.article("one", [FERRY, CANAL]), corpora.article("two", [again])])
    assert [(entry.n_articles, entry.action) for entry in ledger.entries] == [
        (2, FERRY["action"]),
        (1, CANAL["action"]),
    ]
    assert {report.doc_id for report in ledger.reports_of(ledger.entries[0].entry_id)} == {"one", "two"}
    (match,) = (match for match in ledger.matches if match.same)
    assert match.likeness == pytest.approx(match.action * match.parties * match.time, abs=0.002)


def test_the_same_words_of_another_party_are_another_undertaking() -> None:
    other = {**FERRY, "parties": "Vestria"}
    assert len(make_ledger([corpora.article("one", [FERRY]), corpora.article("two", [other])]).entries) == 2


def test_rows_that_one_article_tells_apart_stay_apart() -> None:
    rows = [FERRY, {"parties": "Norland", "action": "reopen the ferry line across the Sound for lorries"}]
    assert len(make_ledger([corpora.article("one", rows)]).entries) == 2


def test_status_changes_by_date_and_a_refusal_ends_the_deadline() -> None:
    due = {"deadline_from": dt.date(2030, 3, 1), "deadline_to": dt.date(2030, 3, 31)}
    told = [
        corpora.article("b", [{**FERRY, "status": CommitmentStatus.AGREED, **due}], published=dt.date(2030, 1, 20)),
        corpora.article("a", [{**FERRY, "status": CommitmentStatus.PLEDGED}], published=JANUARY),
    ]
    (entry,) = make_ledger(told, as_of=JUNE).entries
    assert entry.statuses == ("pledged", "agreed")
    assert not entry.contested
    assert (entry.first_mention, entry.last_mention) == (JANUARY, dt.date(2030, 1, 20))
    assert entry.passed
    assert not make_ledger(told, as_of=dt.date(2030, 3, 31)).entries[0].passed
    assert not make_ledger(told).entries[0].passed
    refused = {**FERRY, "status": CommitmentStatus.REFUSED, "kind": CommitmentKind.REFUSAL}
    (entry,) = make_ledger([*told, corpora.article("c", [refused], published=dt.date(2030, 2, 1))], as_of=JUNE).entries
    assert entry.statuses == ("pledged", "agreed", "refused")
    assert not entry.passed


def test_the_deadline_of_what_is_only_recalled_never_passes() -> None:
    recalled = {**FERRY, "status": CommitmentStatus.BACKGROUND, "deadline_to": dt.date(2030, 3, 31)}
    (entry,) = make_ledger([corpora.article("a", [recalled], published=JANUARY)], as_of=JUNE).entries
    assert entry.deadline_to == dt.date(2030, 3, 31)
    assert not entry.passed


@pytest.mark.parametrize(
    ("limit", "passed"),
    [
        ("by 31 March 2030", True),
        ("until 31 March 2030", False),
        ("through March 2030", False),
        ("in March 2030", True),
    ],
)
def test_what_holds_until_a_day_is_not_due_then(limit: str, passed: bool) -> None:
    action = f"keep the port open {limit}"
    start = len("Norland agreed to keep the port open ")
    row = {"parties": "Norland", "action": action, "deadline_to": dt.date(2030, 3, 31)}
    row["deadline_span"] = (start, start + len(limit))
    (entry,) = make_ledger([corpora.article("a", [row], published=JANUARY)], as_of=JUNE).entries
    assert entry.passed is passed


def test_two_statuses_of_one_day_are_contested() -> None:
    told = [
        corpora.article(n, [{**FERRY, "status": s}])
        for n, s in (("a", CommitmentStatus.AGREED), ("b", CommitmentStatus.READY))
    ]
    (entry,) = make_ledger(told).entries
    assert entry.contested
    assert entry.statuses == ("agreed or ready",)
    later = corpora.article("c", [{**FERRY, "status": CommitmentStatus.AGREED}], published=dt.date(2030, 2, 1))
    assert make_ledger([*told, later]).entries[0].statuses == ("agreed or ready", "agreed")


@pytest.mark.parametrize(
    ("told", "changed"),
    [
        ([(1, "pledged")], []),
        ([(1, "pledged"), (2, "refused")], [("pledged", "refused")]),
        ([(1, "agreed"), (1, "pledged"), (12, "agreed")], [("pledged", "agreed")]),
        ([(1, "agreed"), (1, "pledged"), (12, "agreed"), (13, "refused")], [("agreed", "refused")]),
        ([(1, "pledged"), (2, "background")], []),
        ([(1, "pledged"), (None, "refused")], []),
    ],
)
def test_a_change_is_a_status_that_was_not_given_before(
    told: list[tuple[int | None, str]], changed: list[tuple[str, str]]
) -> None:
    rows = [
        ({**FERRY, "status": CommitmentStatus(s), "kind": KINDS.get(s, CommitmentKind.COMMITMENT)}, day)
        for day, s in told
    ]
    days = [dt.date(2030, 1, day) if day else None for _, day in rows]
    ledger = make_ledger(corpora.article(str(n), [row], published=days[n]) for n, (row, _) in enumerate(rows))
    assert [(c.first.status, c.last.status) for c in ledger.changes] == changed
    assert all(change.sure for change in ledger.changes)


@pytest.mark.parametrize(
    ("later", "sure"),
    [
        ({}, True),
        ({"action": "reopen the ferry line across the Sound for lorries"}, True),
        ({"action": "reopen the old ferry harbour"}, False),
        ({"parties": ""}, False),
        ({"confidence": 0.4}, False),
        ({"party_confidence": 0.4}, False),
    ],
    ids=["the same words", "more words", "only alike", "nobody named", "to be checked", "parties to be checked"],
)
def test_only_what_is_sure_is_told_as_a_change(later: dict[str, object], sure: bool) -> None:
    refused = {**FERRY, "status": CommitmentStatus.REFUSED, "kind": CommitmentKind.REFUSAL, **later}
    told = [corpora.article("a", [FERRY]), corpora.article("b", [refused], published=dt.date(2030, 2, 1))]
    (change,) = make_ledger(told, threshold=0.1).changes
    assert change.sure is sure
    ruled = {(change.first.commitment_id, change.last.commitment_id): True}
    (change,) = make_ledger(told, threshold=0.1, corrections=ruled).changes
    believed = min(refused.get(name, 1) for name in ("confidence", "party_confidence"))  # type: ignore[type-var]
    assert change.sure is bool(refused["parties"] and believed > 0.5)  # type: ignore[operator]


def test_accounts_of_one_event_that_differ_are_no_change_but_a_refusal_is() -> None:
    told = [
        corpora.article("a", [FERRY]),
        corpora.article("b", [{**FERRY, "status": READY}], published=dt.date(2030, 1, 2)),
    ]
    assert [change.sure for change in make_ledger(told).changes] == [False]
    refused = {**FERRY, "status": CommitmentStatus.REFUSED, "kind": CommitmentKind.REFUSAL}
    told[1] = corpora.article("b", [refused], published=dt.date(2030, 1, 2))
    assert [change.sure for change in make_ledger(told).changes] == [True]


def test_a_deadline_that_a_later_article_tells_of_is_not_counted_as_passed_in_silence() -> None:
    due = {**FERRY, "deadline_from": dt.date(2030, 1, 10), "deadline_to": dt.date(2030, 1, 10)}
    later = corpora.article("b", [FERRY], published=dt.date(2030, 2, 1))
    assert make_ledger([corpora.article("a", [due])], as_of=JUNE).entries[0].passed
    assert not make_ledger([corpora.article("a", [due]), later], as_of=JUNE).entries[0].passed


def test_affairs_of_other_decades_are_other_affairs() -> None:
    told = [corpora.article("a", [FERRY]), corpora.article("b", [FERRY], published=dt.date(2070, 1, 1))]
    assert len(make_ledger(told).entries) == 2


def test_reports_without_a_date_come_first_and_repeats_are_no_change() -> None:
    day = dt.date(2030, 1, 5)
    told = [(day, "agreed"), (None, "pledged"), (day + dt.timedelta(1), "agreed")]
    assert history(told) == ("pledged", "agreed")


def test_a_headline_tells_again_what_its_article_tells() -> None:
    body = corpora.article("one", [FERRY, {**FERRY, "action": "reopen the ferry line across the Sound in spring"}])
    second = body.commitments[1].action_spans[0]
    headed = replace(body, article=replace(body.article, zones=(Zone(*second, ZoneKind.HEADLINE),)))
    assert len(make_ledger([body]).entries) == 2
    assert len(make_ledger([headed]).entries) == 1


def test_reports_years_apart_need_more_in_common() -> None:
    near = [corpora.article("a", [FERRY]), corpora.article("b", [{**FERRY, "action": "reopen the ferry line"}])]
    far = [near[0], corpora.article("b", [{**FERRY, "action": "reopen the ferry line"}], published=dt.date(2036, 1, 1))]
    assert make_ledger(near).matches[0].likeness > make_ledger(far).matches[0].likeness


def test_corrections_bind_both_ways_and_are_marked() -> None:
    told = [corpora.article("one", [FERRY, CANAL]), corpora.article("two", [FERRY])]
    first, canal = (row.commitment_id for row in told[0].commitments)
    second = told[1].commitments[0].commitment_id
    apart = make_ledger(told, corrections={(second, first): False})
    assert pairs(apart) == set()
    assert any(match.ruled and not match.same for match in apart.matches)
    joined = make_ledger(told, corrections={(first, second): False, (canal, second): True})
    assert pairs(joined) == {frozenset((canal, second))}
    assert make_ledger(told, corrections={("c-unknown", first): True}).entries == make_ledger(told).entries


def test_near_misses_are_listed_to_be_checked() -> None:
    told = [corpora.article("one", [FERRY]), corpora.article("two", [{**FERRY, "parties": "Vestria"}])]
    (match,) = make_ledger(told, threshold=0.33).matches
    assert not match.same
    assert match.likeness < 0.33


def test_ids_and_order_do_not_depend_on_the_order_of_articles() -> None:
    told = [article for data in corpora.EVENTS for article in corpora.event(data)[0]]
    forward, backward = make_ledger(told), make_ledger(told[::-1])
    assert pairs(forward) == pairs(backward)


def test_no_articles_make_an_empty_ledger() -> None:
    ledger = make_ledger([])
    assert ledger.entries == ledger.reports == ledger.matches == ()
    assert list(ledger.frame().columns)[:2] == ["entry_id", "action"]
    assert make_ledger([corpora.article("empty", [])]).entries == ()
