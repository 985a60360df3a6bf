"""When the name of a place or a people counts as its state, on Docs built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import VOCAB, sketch, span

from toolkit.nlp.actors.collectives import BodySpan
from toolkit.nlp.actors.gazetteer import NameEntry
from toolkit.nlp.actors.states import (
    acts,
    counts,
    halves,
    is_part_of_name,
    mediates,
    mention_kind,
    without_signatures,
)
from toolkit.records import ActorType


def entry(kind: str = "state", name: str = "Ruritania", sector: str | None = "GOV") -> NameEntry:
    type_ = ActorType.ORGANISATION if kind == "organisation" else ActorType.STATE
    return NameEntry("RUR", kind, name, type_, sector)


@pytest.mark.parametrize(
    ("text", "name", "kind", "expected"),
    [
        ("New Mexico", "Mexico", "state", True),
        ("New Mexico", "Mexico", "leader", False),
        ("the Ruritanian/JJ peninsula", "Ruritanian", "demonym", True),
        ("the Ruritanian/JJ peninsula", "Ruritanian", "state", False),
        ("the Ruritanian/JJ fleet", "Ruritanian", "demonym", False),
        ("New South Ruritania", "South Ruritania", "state", False),
    ],
)
def test_is_part_of_name(text: str, name: str, kind: str, expected: bool) -> None:
    doc = sketch(text)
    where = span(doc, name)
    assert is_part_of_name(doc, where.start, where.end, entry(kind)) is expected


def test_papers_that_only_sign_are_left_out() -> None:
    paper, ministry = entry("organisation", "The Times", "MED"), entry("organisation", "Ministry of Trade")
    found = [(0, 2, paper), (5, 7, paper), (3, 4, ministry)]
    assert without_signatures(found, {0, 1, 3}) == found, "the paper acts elsewhere, and a ministry may sign"
    assert without_signatures(found, {0, 1, 3, 5, 6}) == [(3, 4, ministry)]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("the South agreed/VBD", 1),
        ("South agreed/VBD", 0),
        ("the South of", 0),
        ("the South Line", 0),
        ("the North", 0),
    ],
)
def test_halves_are_named_with_their_article(rest: str, expected: int) -> None:
    doc = sketch("South Ruritania met/VBD South Ruritania . " + rest)
    found = [(0, 2, entry()), (3, 5, entry())]
    hits = halves(doc, found)
    assert len(hits) == expected
    assert all(hit[2].kind == "state" and doc[hit[0]].text == "South" for hit in hits)
    assert halves(doc, found[:1]) == [], "named once, it is no habit"


@pytest.mark.parametrize(
    ("kind", "expected"), [("demonym", "demonym"), ("abbreviation", "abbreviation"), ("city", "name")]
)
def test_mention_kind(kind: str, expected: str) -> None:
    assert mention_kind(entry(kind)) == expected


@pytest.mark.parametrize(
    ("text", "kind", "body", "expected"),
    [
        ("Ruritania slept/VBD", "state", None, True),
        ("ethnic/JJ Ruritania slept/VBD", "demonym", None, False),
        ("Ruritania slept/VBD", "capital", None, False),
        ("Ruritania slept/VBD", "state", BodySpan(0, 1, ActorType.ORGANISATION, "BUS", "head_noun"), False),
        ("Ruritania slept/VBD", "state", BodySpan(0, 1, ActorType.ORGANISATION, "MED", "collective"), True),
        ("Ruritania slept/VBD", "state", BodySpan(0, 1, ActorType.ORGANISATION, "GOV", "head_noun"), True),
    ],
)
def test_counts(text: str, kind: str, body: BodySpan | None, expected: bool) -> None:
    doc = sketch(text)
    where = span(doc, "Ruritania")
    assert counts(doc, where.start, where.end, entry(kind), body) is expected


@pytest.mark.parametrize(
    ("deps", "expected"),
    [
        ({"Ruritania": "pobj:from", "from": "prep:mediators", "Zenda": "conj:Ruritania"}, True),
        ({"Ruritania": "pobj:from", "from": "prep:arrived", "Zenda": "conj:Ruritania"}, False),
    ],
)
def test_mediates(deps: dict[str, str], expected: bool) -> None:
    doc = sketch("arrived/VBD mediators from Ruritania and Zenda", deps=deps, lemmas={"mediators": "mediator"})
    assert mediates(span(doc, "Zenda")[0]) is expected


def test_a_conjunct_acts_as_what_it_is_joined_to() -> None:
    doc = sketch("agreed/VBD Oslo and Zenda", deps={"Oslo": "nsubj:agreed", "Zenda": "conj:Oslo"})
    assert acts(doc[3])
    doc = sketch("slept/VBD Oslo and Zenda", deps={"Oslo": "npadvmod:slept", "Zenda": "conj:Oslo"})
    assert not acts(doc[3])


@pytest.mark.parametrize(
    ("words", "heads", "deps", "lemmas", "place", "expected"),
    [
        ("Oslo rejected it", [1, 1, 1], "nsubj ROOT dobj", "Oslo reject it", 0, True),
        ("Oslo is cold", [1, 1, 1], "nsubj ROOT attr", "Oslo be cold", 0, False),
        ("Oslo is ready", [1, 1, 1], "nsubj ROOT acomp", "Oslo be ready", 0, True),
        ("arrived in Oslo", [0, 0, 1], "ROOT prep pobj", "arrive in Oslo", 2, False),
        ("talks with Oslo", [0, 0, 1], "ROOT prep pobj", "talk with Oslo", 2, True),
        ("message to Oslo", [0, 0, 1], "ROOT prep pobj", "message to Oslo", 2, True),
        ("travelled to Oslo", [0, 0, 1], "ROOT prep pobj", "travel to Oslo", 2, False),
        ("Oslo 's refusal", [2, 0, 2], "poss case ROOT", "Oslo 's refusal", 0, True),
        ("Oslo 's streets", [2, 0, 2], "poss case ROOT", "Oslo 's street", 0, False),
        ("accused Oslo", [0, 0], "ROOT dobj", "accuse Oslo", 1, True),
        ("visited Oslo", [0, 0], "ROOT dobj", "visit Oslo", 1, False),
        ("Oslo government", [1, 1], "compound ROOT", "Oslo government", 0, True),
        ("Oslo airport", [1, 1], "compound ROOT", "Oslo airport", 0, False),
    ],
)
def test_acts(words: str, heads: list[int], deps: str, lemmas: str, place: int, expected: bool) -> None:
    parts = words.split()
    doc = Doc(VOCAB, words=parts, heads=heads, deps=deps.split(), lemmas=lemmas.split())
    assert acts(doc[place]) is expected
