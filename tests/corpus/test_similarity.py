from __future__ import annotations

import corpora
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.corpus.matching import core
from toolkit.corpus.parties import party_keys
from toolkit.corpus.similarity import Wording, normalised
from toolkit.records import ActorType


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("reopen the crossing", "the reopening of the crossing"),
        ("pull back heavy guns", "withdraw the heavy guns"),
        ("set up a fund", "establish a fund"),
        ("release three prisoners", "free 3 captives"),
    ],
)
def test_other_words_of_one_meaning_are_the_same(one: str, other: str) -> None:
    assert sorted(normalised(one).split()) == sorted(normalised(other).split())


@pytest.mark.parametrize(
    ("one", "other"),
    [("open the border", "close the border"), ("raise the tariff", "cut the tariff"), ("buy oil", "sell oil")],
)
def test_opposites_stay_apart(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


BACKGROUND = [
    "build a bridge over the Ostra", "clear the mines near Tarsk", "publish the audit", "lower the toll for barges",
    "send wheat and medicine", "train forty nurses", "dredge the harbour mouth", "sign the charter in Salthaven",
]  # fmt: skip


def likeness(one: str, other: str, weigh: bool = False) -> float:
    return float(Wording([*BACKGROUND, one, other]).likeness([one], [other], weigh=weigh)[0, 0])


def test_details_that_one_account_adds_cost_little() -> None:
    short = "dredge the harbour mouth"
    assert likeness(short, f"{short} twice a year at the cost of Norland") > 0.6
    assert likeness(short, short) == pytest.approx(1)
    assert likeness(short, "train forty nurses") < 0.1


def test_other_numbers_make_actions_less_alike() -> None:
    assert likeness("release 120 fighters", "release 86 fighters") < likeness(
        "release 120 fighters", "release fighters"
    )
    assert likeness("release twelve fighters", "release 12 fighters") == pytest.approx(1)


def test_little_that_is_shared_is_little_evidence() -> None:
    assert likeness("do so", "do so", weigh=True) == 0
    assert likeness("act", "act", weigh=True) < likeness(
        "dredge the harbour mouth", "dredge the harbour mouth", weigh=True
    )


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.lists(st.text(max_size=30), max_size=4))
def test_likeness_is_a_share_whatever_the_texts(first: list[str], second: list[str]) -> None:
    found = Wording([*first, *second]).likeness(first, second, weigh=True)
    assert found.shape == (len(first), len(second))
    assert ((found >= 0) & (found <= 1)).all()
    assert pytest.approx(found) == Wording([*first, *second]).likeness(second, first, weigh=True).T


def keys(*actors: object) -> frozenset[str]:
    known = {actor.actor_id: actor for actor in actors}  # type: ignore[attr-defined]
    return party_keys(known, known)


def test_a_minister_and_his_state_are_one_party() -> None:
    state = corpora.actor("d", "Norland", country="NLD", plover_sector="GOV")
    minister = corpora.actor(
        "d", "Ada Brandt", type=ActorType.PERSON, country="NLD", role="minister", plover_sector="GOV"
    )
    assert keys(state) == keys(minister) == keys(state, minister)


def test_a_citizen_a_firm_and_another_state_are_others() -> None:
    state = corpora.actor("d", "Norland", country="NLD", plover_sector="GOV")
    singer = corpora.actor("d", "Mo Lind", type=ActorType.PERSON, country="NLD", role="singer")
    firm = corpora.actor("d", "Norland Ferries", type=ActorType.ORGANISATION, country="NLD", plover_sector="BUS")
    neighbour = corpora.actor("d", "Vestria", country="VES")
    assert len({keys(a) for a in (state, singer, firm, neighbour)}) == 4


def test_a_group_is_its_members_or_nobody_known() -> None:
    norland, vestria = corpora.actor("d", "Norland", country="NLD"), corpora.actor("d", "Vestria", country="VES")
    both = corpora.actor("d", "the two sides", type=ActorType.GROUP, members=(norland.actor_id, vestria.actor_id))
    known = {a.actor_id: a for a in (norland, vestria, both)}
    assert party_keys([both.actor_id], known) == keys(norland, vestria)
    assert keys(corpora.actor("d", "the ministers", type=ActorType.GROUP)) == frozenset()


def test_the_core_of_an_action_has_no_deadline_and_no_stray_comma() -> None:
    made = corpora.article("d", [{"parties": "Norland", "action": "readmit, within 48 hours, third-country nationals"}])
    (row,) = made.commitments
    start = made.article.text.index("within")
    from dataclasses import replace

    dated = replace(row, deadline_span=(start, start + len("within 48 hours")))
    assert core(made, dated) == "readmit third-country nationals"
    assert core(made, row) == row.action
    assert core(made, replace(row, deadline_span=row.action_spans[0])) == row.action
