"""Collective nouns after the name of a state, on Docs built by hand."""

from __future__ import annotations

import pytest
from trees import sketch

from toolkit.nlp.actors.collectives import SECTORS, collectives, find_collectives
from toolkit.records import ActorType


@pytest.mark.parametrize(
    ("text", "deps", "found"),
    [
        ("The Ruritanian/JJ government", {}, ["Ruritanian government|GOV"]),
        ("Ruritania 's parliament", {}, ["Ruritania 's parliament|LEG"]),
        ("Ruritania 's new/JJ army", {}, ["Ruritania 's new army|MIL"]),
        ("Ruritania 's very/RB army", {}, []),
        ("The Ruritanian/JJ air force", {}, ["Ruritanian air force|MIL"]),
        ("The Ruritanian/JJ state news agency", {}, ["Ruritanian state news agency|MED"]),
        ("The Ruritanian/JJ justice ministry", {}, ["Ruritanian justice ministry|GOV"]),
        ("The Ruritanian/JJ justice ministry aide", {}, []),
        ("The Ruritanian/JJ government spokesman", {"government": "compound:spokesman"}, []),
        ("The Ruritanian/JJ government and rebels", {}, ["Ruritanian government|GOV", "rebels|REB"]),
        ("The Ruritanian/JJ government and the opposition", {}, ["Ruritanian government|GOV", "opposition|OPP"]),
        ("The Ruritanian/JJ government and the army", {}, ["Ruritanian government|GOV"]),
        ("The Ruritanian/JJ farmers", {}, []),
    ],
)
def test_find_collectives(text: str, deps: dict[str, str], found: list[str]) -> None:
    doc = sketch(text, deps=deps)
    states = {t.i: "RUR" for t in doc if t.text.startswith("Ruritania")}
    assert [f"{doc[s.start : s.end].text.strip()}|{s.sector}" for s in find_collectives(doc, states)] == found


def test_rebels_are_a_group_and_what_shares_a_state_says_which() -> None:
    doc = sketch("The Ruritanian/JJ army and rebels")
    army, rebels = find_collectives(doc, {1: "RUR"})
    assert (army.type, rebels.type) == (ActorType.ORGANISATION, ActorType.GROUP)
    assert (army.state, rebels.state) == (1, 1)


def test_a_name_of_two_words_is_taken_whole() -> None:
    doc = sketch("the South Ruritanian/JJ government")
    (found,) = find_collectives(doc, {1: "RUR", 2: "RUR"})
    assert (found.start, found.end, found.state) == (1, 4, 1)


def test_every_collective_has_a_sector() -> None:
    assert set(collectives().values()) == set(SECTORS)
