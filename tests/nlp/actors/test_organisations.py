"""Names of organisations in a text, on Docs built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import sketch, span

from toolkit.nlp.actors.organisations import find_bodies, goes_on
from toolkit.nlp.actors.tagged_organisations import find_tagged, is_thing


def names(doc: Doc, taken: set[int] | None = None) -> list[str]:
    return [f"{doc[s.start : s.end].text.strip()}|{s.sector}|{s.rule}" for s in find_bodies(doc, {}, taken or set())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Ministry of Trade said/VBD", ["Ministry of Trade|GOV|head_noun"]),
        ("the Department of Trade and Industry", ["Department of Trade and Industry|GOV|head_noun"]),
        ("the Zenda Council on Trade", ["Zenda Council on Trade|None|head_noun"]),
        ("Zenda University 's School of Law", ["Zenda University 's School of Law|EDU|head_noun"]),
        ("Zenda University 's Law School", ["Zenda University 's Law School|EDU|head_noun"]),
        ("Zenda University 's new/JJ School", ["Zenda University|EDU|head_noun"]),
        ("Women 's Institute", ["Women 's Institute|EDU|head_noun"]),
        ("Berg 's Institute said/VBD", []),
        ("Berg & Sons Bank", ["Berg & Sons Bank|BUS|head_noun"]),
        ("the Trade and Industry Board", ["Trade and Industry Board|None|head_noun"]),
        ("met/VBD Trade and Industry Board", ["Industry Board|None|head_noun"]),
        ("the Zenda Prison Service", ["Zenda Prison Service|None|head_noun"]),
        ("the Prison Service", ["Prison Service|GOV|head_noun"]),
        ("the Zenda Treaty Office Accord", []),
        ("the Deputy Cabinet Secretary", []),
        ("the Zenda Times Editor", []),
        ("the Zenda Party Leader", ["Zenda Party|PTY|head_noun"]),
        ("the Zenda Party leader", ["Zenda Party|PTY|head_noun"]),
        ("the Zenda Times editor", ["Zenda Times|MED|head_noun"]),
        ("the Zenda Party Conference", []),
        ("the Party", []),
    ],
)
def test_around_a_head_noun(text: str, found: list[str]) -> None:
    assert names(sketch(text)) == found


def test_and_joins_neither_persons_nor_places_nor_two_bodies() -> None:
    assert names(sketch("the Berg and Industry Board", ents={"Berg": "PERSON"})) == ["Industry Board|None|head_noun"]
    two = ["Department of Trade|GOV|head_noun", "Industry Board|None|head_noun"]
    assert names(sketch("the Department of Trade and Industry Board"))[:1] != two[:1]
    assert names(sketch("the Department of Trade and Parliament"))[:1] == two[:1]


def test_on_and_a_place_is_not_part_of_a_name() -> None:
    doc = sketch("the Zenda Council on Ruritania met/VBD", ents={"Ruritania": "GPE"})
    assert names(doc) == ["Zenda Council|None|head_noun"]


def test_what_names_something_else_is_no_part() -> None:
    doc = sketch("the Zenda Council of Berg", ents={})
    assert names(doc, taken={span(doc, "Berg").start}) == ["Zenda Council|None|head_noun"]
    assert names(doc, taken={span(doc, "Council").start}) == []


@pytest.mark.parametrize(
    ("text", "deps", "found"),
    [
        ("the Senate agreed/VBD", {"Senate": "nsubj:agreed"}, ["Senate|LEG|alone"]),
        ("Senate agreed/VBD", {"Senate": "nsubj:agreed"}, []),
        ("the Senate of Zenda agreed/VBD", {"Senate": "nsubj:agreed"}, ["Senate of Zenda|LEG|head_noun"]),
        ("told/VBD to the Senate", {"Senate": "pobj:to"}, ["Senate|LEG|alone"]),
        ("sat/VBD in the Senate", {"Senate": "pobj:in"}, []),
    ],
)
def test_of_one_word(text: str, deps: dict[str, str], found: list[str]) -> None:
    assert names(sketch(text, deps=deps)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("for Labour it", ["Labour|PTY|party"]),
        ("for Labour MPs it", ["Labour|PTY|party"]),
        ("for Labour Berg it", []),
        ("for Labour/NN it", []),
    ],
)
def test_parties_by_their_short_name(text: str, found: list[str]) -> None:
    assert names(sketch(text)) == found


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("the Nordic Council on Trade", "Nordic Council", True),
        ("the Nordic Council on trade", "Nordic Council", False),
        ("the Nordic Council met/VBD", "Nordic Council", False),
        ("the Nordic Bund on Trade", "Nordic Bund", False),
        ("Let/VB us go/VB", "Let", True),
        ("Christian Democrats met/VBD", "Democrats", True),
        ("The Democrats met/VBD", "Democrats", False),
    ],
)
def test_a_known_name_that_goes_on(text: str, name: str, expected: bool) -> None:
    doc = sketch(text)
    where = span(doc, name)
    assert goes_on(doc, where.start, where.end) is expected


def tagged(doc: Doc, headline: set[int] | None = None) -> list[str]:
    return [f"{doc[s.start : s.end].text.strip()}|{s.sector}" for s in find_tagged(doc, headline or set(), set())]


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("the Zenda Dairy said/VBD", {"the Zenda Dairy": "ORG"}, ["Zenda Dairy|None"]),
        ("the Zenda Dairy there", {"the Zenda Dairy": "ORG"}, []),
        ("the Zenda College there", {"the Zenda College": "ORG"}, ["Zenda College|EDU"]),
        ("the Zenda Dairy said/VBD", {"the Zenda Dairy": "LOC"}, []),
        (
            "the Zenda Dairy of Ruritania said/VBD",
            {"Zenda Dairy": "ORG", "Ruritania": "GPE"},
            ["Zenda Dairy of Ruritania|None"],
        ),
        ("the Zenda Dairy 's cows said/VBD", {"Zenda Dairy 's": "ORG"}, ["Zenda Dairy|None"]),
        ("the Zenda Treaty said/VBD", {"Zenda Treaty": "ORG"}, []),
        ("the Zenda Dairy Minister", {"Zenda Dairy": "ORG"}, []),
        ("the Zenda College Minister", {"Zenda College": "ORG"}, ["Zenda College|EDU"]),
        ("at Zenda Dairy it", {"Zenda Dairy": "ORG"}, []),
        ("at Zenda College it", {"Zenda College": "ORG"}, ["Zenda College|EDU"]),
        ("in Zenda and Strelsau it", {"Zenda and Strelsau": "ORG"}, []),
        ("a E - Passport it", {"E - Passport": "ORG"}, []),
        ("the zenda dairy said/VBD", {"zenda dairy": "ORG"}, []),
        ("the Dairy said/VBD", {"Dairy": "ORG"}, []),
    ],
)
def test_tagged_as_an_organisation(text: str, label: dict[str, str], found: list[str]) -> None:
    deps = (
        {"said": "ROOT:said", "Dairy": "nsubj:said", "Zenda": "compound:Dairy"}
        if "Zenda Dairy" in text and "said" in text
        else None
    )
    assert tagged(sketch(text, ents=label, deps=deps)) == found


def test_a_single_word_needs_to_be_seen_twice_and_a_majority() -> None:
    doc = sketch("Zendoil met/VBD Berg ; Zendoil said/VBD", deps={"met": "ROOT:met", "Zendoil": "nsubj:met"})
    doc[4].dep_ = "nsubj"
    doc.set_ents([doc[0:1].char_span(0, 7, label="ORG"), doc[4:5].char_span(0, 7, label="ORG")])
    assert tagged(doc) == ["Zendoil|None"] * 2
    assert tagged(doc, headline={0}) == ["Zendoil|None"]
    doc.set_ents([doc[0:1].char_span(0, 7, label="ORG"), doc[4:5].char_span(0, 7, label="PERSON")])
    assert tagged(doc) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Treaty of Zenda", True),
        ("Zenda Treaty", True),
        ("Zenda Group", False),
        ("Group of Treaty", False),
        ("Group of 7", True),
    ],
)
def test_is_thing(text: str, expected: bool) -> None:
    doc = sketch(text)
    assert is_thing(doc, 0, len(doc)) is expected
