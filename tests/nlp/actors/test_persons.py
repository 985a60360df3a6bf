"""Names of persons in a text, on Docs built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import sketch, span

from toolkit.nlp.actors.person_candidates import (
    CAPITALS,
    GIVEN_NAME,
    OTHER_NAME,
    ROLE_AFTER,
    ROLE_BEFORE,
    ROLE_BEFORE_COMMA,
    SPEAKER,
    TAGGED,
    TAGGED_SUBJECT,
    TITLED,
    candidate_runs,
    evidence,
    run_at,
)
from toolkit.nlp.actors.person_words import role_sectors, surname_of, title_case_units
from toolkit.nlp.actors.persons import find_persons


def runs(doc: Doc, blocked: set[int] | None = None) -> list[str]:
    return [" ".join(run.words) for run in candidate_runs(doc, blocked or set())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anna Berg said/VBD", ["Anna Berg"]),
        ("Mr Berg said/VBD", ["Berg"]),
        ("Anna van der Berg said/VBD", ["Anna van der Berg"]),
        ("Anna - Maria Berg said/VBD", ["Anna", "Maria Berg"]),
        ("Anna of Berg said/VBD", ["Anna", "Berg"]),
        ("Tom King said/VBD", ["Tom King"]),
        ("King said/VBD", []),
        ("Tom King Berg said/VBD", ["Tom", "Berg"]),
        ("Mr Bill Berg said/VBD", ["Bill Berg"]),
        ("Yesterday Anna Berg said/VBD", ["Anna Berg"]),
        ("Martin Luther Berg Jr said/VBD", ["Martin Luther Berg Jr"]),
        ("Prime Minister Berg said/VBD", ["Berg"]),
        ("ZENDA Berg said/VBD", ["Berg"]),
        ("Anna M. Berg said/VBD", ["Anna M. Berg"]),
        ("M. Berg said/VBD", ["Berg"]),
        ("on Monday Anna Berg said/VBD", ["Anna Berg"]),
        ("Berg Foundation said/VBD", ["Berg"]),
    ],
)
def test_candidates(text: str, found: list[str]) -> None:
    assert runs(sketch(text)) == found


def test_blocked_words_are_part_of_no_name() -> None:
    doc = sketch("Jordan Berg said/VBD")
    assert runs(doc, {0}) == ["Berg"]
    assert runs(doc, {1}) == ["Jordan"]


@pytest.mark.parametrize(
    ("text", "name", "ents", "deps", "score"),
    [
        ("then Anna Berg slept/VBD", "Anna Berg", {}, {}, GIVEN_NAME),
        ("then Berg slept/VBD", "Berg", {}, {}, 0.0),
        ("then BERG slept/VBD", "BERG", {}, {}, CAPITALS),
        ("then Mrs Berg slept/VBD", "Berg", {}, {}, TITLED),
        ("then Col . Berg slept/VBD", "Berg", {}, {}, ROLE_BEFORE),
        ("the minister , Qor Berg", "Qor Berg", {}, {}, ROLE_BEFORE_COMMA),
        ("the minister slept/VBD , Qor Berg", "Qor Berg", {}, {}, 0.0),
        ("Qor Berg , a teacher", "Qor Berg", {}, {}, ROLE_AFTER),
        ("Qor Berg , 43 , a teacher", "Qor Berg", {}, {}, 0.0),
        ("Qor Berg said/VBD", "Qor Berg", {}, {}, SPEAKER),
        ("Qor Berg slept/VBD", "Qor Berg", {"Qor Berg": "PERSON"}, {}, TAGGED["PERSON"]),
        ("Qor Berg slept/VBD", "Qor Berg", {"Qor Berg": "GPE"}, {}, TAGGED["GPE"]),
        (
            "Qor Berg slept/VBD",
            "Qor Berg",
            {"Qor Berg": "PERSON"},
            {"Berg": "nsubj:slept"},
            TAGGED["PERSON"] + TAGGED_SUBJECT,
        ),
        (
            "saw/VBD Qor Berg",
            "Qor Berg",
            {"Qor Berg": "PERSON"},
            {"Berg": "dobj:saw"},
            TAGGED["PERSON"],
        ),
        ("Qor Berg later said/VBD", "Qor Berg", {}, {"Berg": "nsubj:said"}, SPEAKER),
        ("Qor Berg later said/VBD", "Qor Berg", {}, {"Berg": "dobj:said"}, 0.0),
        ("Qor Berg later slept/VBD", "Qor Berg", {}, {"Berg": "nsubj:slept"}, 0.0),
        ("saw/VBD Berg", "Berg", {"Berg": "PERSON"}, {"Berg": "dobj:saw"}, TAGGED["PERSON"]),
        ("Qor Berg Street", "Qor Berg", {}, {}, OTHER_NAME),
        ("Qor Berg Foundation", "Qor Berg", {}, {}, OTHER_NAME),
        ("Qor Berg Post", "Qor Berg", {}, {}, 0.0),
    ],
)
def test_evidence(text: str, name: str, ents: dict[str, str], deps: dict[str, str], score: float) -> None:
    lemmas = {"said": "say", "slept": "sleep"}
    doc = sketch(text, ents=ents, deps=deps, lemmas=lemmas)
    where = span(doc, name)
    assert evidence(doc, run_at(doc, where.start, where.end)) == pytest.approx(score)


def persons(text: str, **given: dict[str, str]) -> list[str]:
    """Each person's name, gender and the places it stands at."""
    doc = sketch(text, lemmas={"said": "say"}, **given)
    return [f"{p.name}|{p.gender}|{[r.start for r in p.runs]}" for p in find_persons(doc, set())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anna Berg said/VBD so ; later Berg slept/VBD", ["Anna Berg|f|[0, 6]"]),
        ("Anna Berg said/VBD so ; A. Berg , a teacher", ["Anna Berg|f|[0, 5]"]),
        ("Anna Berg said/VBD so ; B. Berg , a teacher", ["Anna Berg|f|[0]", "B. Berg|None|[5]"]),
        ("Robert Berg said/VBD so ; Bob Berg slept/VBD", ["Robert Berg|m|[0, 5]"]),
        ("Robert Berg said/VBD so ; Jim Berg slept/VBD", ["Robert Berg|m|[0]", "Jim Berg|m|[5]"]),
        ("Anna Berg said/VBD that Tom Berg later met/VBD Mr Berg", ["Anna Berg|f|[0]", "Tom Berg|m|[4, 9]"]),
        ("Elena Robledo Vidal said/VBD so ; Robledo slept/VBD", ["Elena Robledo Vidal|f|[0, 6]"]),
        ("Thomas Berg said/VBD so ; Sir Thomas slept/VBD", ["Thomas Berg|m|[0, 6]"]),
        ("Thomas Berg said/VBD so ; Mr Thomas slept/VBD", ["Thomas Berg|m|[0]", "Thomas|m|[6]"]),
        ("Anna Berg said/VBD so ; Berg/VBD slept/VBD", ["Anna Berg|f|[0]"]),
        ("Anna Berg said/VBD so ; Berg Street slept/VBD", ["Anna Berg|f|[0]"]),
        ("Anna Berg said/VBD so ; Berg Foundation slept/VBD", ["Anna Berg|f|[0]"]),
        ("Anna Berg said/VBD so ; Mr Berg slept/VBD", ["Anna Berg|m|[0, 6]"]),
        ("Xi Chunming said/VBD so ; Mr Xi slept/VBD", ["Xi Chunming|m|[0, 6]"]),
        ("Qor Berg slept/VBD", []),
    ],
)
def test_persons(text: str, found: list[str]) -> None:
    assert persons(text) == found


def test_of_several_the_one_named_most_is_meant() -> None:
    text = "Anna Berg met/VBD Tom Berg ; Anna Berg said/VBD ; Berg slept/VBD"
    assert persons(text) == ["Anna Berg|f|[0, 6, 10]", "Tom Berg|m|[3]"]


def test_a_leader_needs_less_evidence() -> None:
    doc = sketch("Qor Berg slept/VBD", ents={"Qor Berg": "PERSON"})
    assert find_persons(doc, set()) == []
    assert [p.name for p in find_persons(doc, set(), leaders={1})] == ["Qor Berg"]


@pytest.mark.parametrize(
    ("words", "surname"),
    [
        (("Anna", "Berg"), "berg"),
        (("Anna", "Berg", "Jr."), "berg"),
        (("Badr", "al-Marri"), "marri"),
        (("Xi", "Chunming"), "xi"),
        (("Lee", "Anna"), "anna"),
        (("Jr",), "jr"),
    ],
)
def test_surname(words: tuple[str, ...], surname: str) -> None:
    assert surname_of(words) == surname


def test_roles_have_plurals() -> None:
    assert role_sectors()["ministers"] == role_sectors()["minister"] == "GOV"
    assert role_sectors()["spokesmen"] == ""


@pytest.mark.parametrize(
    ("text", "units"),
    [("Berg Visits Zenda Again Today", [(0, 5)]), ("Berg visits Zenda again today", []), ("Berg Visits Zenda", [])],
)
def test_capitals_prove_nothing_in_a_headline(text: str, units: list[tuple[int, int]]) -> None:
    assert title_case_units(sketch(text)) == units
