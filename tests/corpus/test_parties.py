from __future__ import annotations

import corpora
import pytest

from toolkit.corpus.parties import bound_keys, party_keys, toward
from toolkit.records import Actor, ActorType, Mention, MentionKind


def person(name: str, role: str | None, at: int = 0) -> Actor:
    mentions = (Mention(at, at + len(name), MentionKind.NAME),)
    return corpora.actor(
        "d", name, type=ActorType.PERSON, country="NOR", role=role, plover_sector="GOV", mentions=mentions
    )


@pytest.mark.parametrize(
    ("role", "state"),
    [
        ("prime minister", True),
        ("Foreign Minister of Norland", True),
        ("president", True),
        ("presidential candidate", False),
        ("Republican presidential nominee", False),
        ("former president", False),
        ("ex-minister", False),
        ("president-elect", False),
        (None, False),
    ],
)
def test_a_candidate_is_not_the_state_an_official_is(role: str | None, state: bool) -> None:
    actor = person("Ada Brandt", role)
    assert party_keys([actor.actor_id], {actor.actor_id: actor}) == ({"state:NOR"} if state else {"ada brandt"})


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ada J. Brandt", "ada brandt"),
        ("Ada J Brandt", "ada brandt"),
        ("Ada Brandt", "ada brandt"),
        ("A. J. Brandt", "a. brandt"),
        ("J. Brandt", "j. brandt"),
        ("Brandt", "brandt"),
    ],
)
def test_a_person_is_the_same_with_and_without_an_initial_in_the_middle(name: str, key: str) -> None:
    actor = person(name, None)
    assert party_keys([actor.actor_id], {actor.actor_id: actor}) == {key}


@pytest.mark.parametrize(("role", "key"), [("nominee", "ada brandt"), ("prime minister", "state:NOR")])
def test_where_the_article_names_a_candidate_the_state_is_not_bound(role: str, key: str) -> None:
    text = "Ada Brandt will open the gate."
    actors = [person("Ada Brandt", role), corpora.actor("d", "Norland", country="NOR")]
    row = corpora.undertaking("d", "Norland", "open the gate", text, party_spans=((0, 10),))
    assert bound_keys(row, {a.actor_id: a for a in actors}) == {key}


def test_a_country_that_is_called_somebodys_is_bound_as_a_state() -> None:
    text = "Brandt said her country will open the gate."
    at = text.index("her")
    ada = corpora.actor(
        "d", "Ada Brandt", type=ActorType.PERSON, country="NOR", mentions=(Mention(at, at + 3, MentionKind.PRONOUN),)
    )
    actors = {a.actor_id: a for a in (ada, corpora.actor("d", "Norland", country="NOR"))}
    row = corpora.undertaking("d", "Norland", "open the gate", text, party_spans=((at, at + len("her country")),))
    assert bound_keys(row, actors) == {"state:NOR"}


@pytest.mark.parametrize(
    ("action", "toward_vestria"),
    [
        ("return the islands to Vestria", True),
        ("sign a treaty with Vestria", True),
        ("stay out of the war in Vestria", False),
        ("hold talks about Vestria", False),
        ("an investigation of the Vestria", False),
        ("discuss Vestria with Vestria", True),
    ],
)
def test_a_topic_is_not_somebody_to_whom_it_is_undertaken(action: str, toward_vestria: bool) -> None:
    text = f"Norland agreed to {action}."
    places = [n for n in range(len(text)) if text.startswith("Vestria", n)]
    mentions = tuple(Mention(n, n + 7, MentionKind.NAME) for n in places)
    other = corpora.actor("d", "Vestria", country="VES", mentions=mentions)
    actors = {a.actor_id: a for a in (other, corpora.actor("d", "Norland", country="NOR"))}
    row = corpora.undertaking("d", "Norland", action, text, counterparts=(other.actor_id,))
    assert toward(row, actors, text) == ({"state:VES": "Vestria"} if toward_vestria else {})
