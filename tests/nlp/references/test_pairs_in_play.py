"""Which actors are in play together, on Docs built by hand."""

from __future__ import annotations

import pytest
from trees import sketch, span

from toolkit.nlp.layers import Layers
from toolkit.nlp.references import whereabouts
from toolkit.nlp.references.pairs_in_play import Parties, _together
from toolkit.records import ActorType, MentionKind


@pytest.mark.parametrize(
    ("text", "deps", "expected"),
    [
        ("Zenda and Ruritania met/VBD", {"Zenda": "nsubj:met", "met": "ROOT:met", "Ruritania": "conj:Zenda"}, 3.0),
        ("Zenda met/VBD with Ruritania",
         {"Zenda": "nsubj:met", "met": "ROOT:met", "with": "prep:met", "Ruritania": "pobj:with"}, 2.5),
        ("Zenda Ruritania talks", {"Zenda": "compound:talks", "Ruritania": "compound:talks", "talks": "ROOT:talks"}, 2.0),
        ("Zenda - Ruritania talks", {"Zenda": "compound:Ruritania", "talks": "ROOT:talks"}, 2.0),
        ("Zenda met/VBD Ruritania", {"Zenda": "nsubj:met", "met": "ROOT:met", "Ruritania": "dobj:met"}, 1.0),
        ("talks on Zenda about/IN Ruritania", {"Zenda": "pobj:on", "on": "prep:talks", "Ruritania": "pobj:about"}, 0.5),
    ],
)  # fmt: skip
def test_how_strongly_two_are_partners(text: str, deps: dict[str, str], expected: float) -> None:
    doc = sketch(text, deps=deps)
    one, other = (span(doc, name)[0] for name in ("Zenda", "Ruritania"))
    assert _together(one, other) == _together(other, one) == expected


def parties(text: str, *actors: tuple[str, ActorType, dict], **facts: dict[str, str]) -> Parties:
    layers = Layers(sketch(text, **facts))
    for name, type_, known in actors:
        where = span(layers.doc, name)
        cluster = layers.actors.add(name, type_, **known)
        layers.actors.mention(cluster, where.start, where.end, where.end - 1, MentionKind.NAME)
    return Parties(whereabouts.build(layers))


def state(name: str) -> tuple[str, ActorType, dict]:
    return name, ActorType.STATE, {"country": name[:3].upper()}


def person(name: str, **known: object) -> tuple[str, ActorType, dict]:
    return name, ActorType.PERSON, {"role_nouns": [], **known}


MET = {"A": "nsubj:met", "met": "ROOT:met", "with": "prep:met", "B": "pobj:with"}


def found(play: Parties, size: int = 2, persons: bool = False, word: str = "sides") -> tuple[str, ...]:
    noun = next(t for t in play.scene.doc if t.text == word)
    return play.registry.names(play.find(noun, size, persons))


def test_partners_before_others_named_in_the_sentence() -> None:
    deps = MET | {"by": "prep:met", "C": "pobj:by"}
    play = parties("A met/VBD with B by C sides", state("A"), state("B"), state("C"), deps=deps)
    assert found(play) == ("A", "B")


def test_only_what_was_named_before_counts() -> None:
    assert found(parties("A sides met/VBD with B", state("A"), state("B"), deps=MET)) == ()


def test_persons_stand_for_their_states_and_media_for_nobody() -> None:
    actors = (state("A"), state("B"), person("P", country="A"), ("M", ActorType.ORGANISATION, {"plover_sector": "MED"}))
    deps = {"P": "nsubj:met", "met": "ROOT:met", "with": "prep:met", "B": "pobj:with"}
    assert found(parties("P met/VBD with B A M sides", *actors, deps=deps)) == ("A", "B")


def test_three_in_a_row_are_a_crowd_of_which_no_pair_is_meant() -> None:
    deps = {"A": "nsubj:met", "met": "ROOT:met", "B": "conj:A", "C": "conj:B"}
    play = parties("A B C met/VBD sides", state("A"), state("B"), state("C"), deps=deps)
    assert found(play, size=3) == ("A", "B", "C")
    assert found(play, size=2) == ()


@pytest.mark.parametrize(("role", "expected"), [("mediator", ()), ("envoy", ("P", "Q"))])
def test_who_mediates_is_no_party(role: str, expected: tuple) -> None:
    deps = {"P": "nsubj:met", "met": "ROOT:met", "with": "prep:met", "Q": "pobj:with"}
    play = parties("P met/VBD with Q people", person("P", role_nouns=[role]), person("Q"), deps=deps)
    assert found(play, persons=True, word="people") == expected


@pytest.mark.parametrize(("sector", "expected"), [("GOV", ("P", "Q")), (None, ())])
def test_two_ministers_hold_such_offices(sector: str | None, expected: tuple) -> None:
    deps = {"P": "nsubj:met", "met": "ROOT:met", "with": "prep:met", "Q": "pobj:with"}
    play = parties(
        "P met/VBD with Q minister", person("P", plover_sector="GOV"), person("Q", plover_sector=sector), deps=deps
    )
    assert found(play, persons=True, word="minister") == expected


def test_a_pair_named_lately_counts_more() -> None:
    deps = {"A": "nsubj:met", "met": "ROOT:met", "with": "prep:met", "B": "pobj:with", "C": "nsubj:saw", "D": "conj:C"}
    play = parties("A met/VBD with B ; C D saw/VBD sides", state("A"), state("B"), state("C"), state("D"), deps=deps)
    play.scene.sentence[:] = [0] * 5 + [4] * 4
    play.by_sentence = {0: [(2.5, (0, 1))], 4: [(1.0, (2, 3))]}
    assert found(play) == ("C", "D")
    play.by_sentence[4] = [(0.5, (2, 3))]
    assert found(play) == ("A", "B")
