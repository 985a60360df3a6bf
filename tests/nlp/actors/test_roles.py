"""Roles and affiliations around a person's name, on Docs built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import sketch, span

from toolkit.nlp.actors.person_candidates import run_at
from toolkit.nlp.actors.roles import office_start, offices, roles_of
from toolkit.records import ActorType

BODY = ActorType.ORGANISATION


def told(
    text: str, bodies: tuple[str, ...] = (), ents: dict[str, str] | None = None, name: str = "Anna Berg"
) -> list[str]:
    """The roles around a name: role, affiliation, owner; a state's name is a body as Ruritania is."""
    doc = sketch(text, ents=ents)
    named = {i: BODY for body in bodies for i in range(span(doc, body).start, span(doc, body).end)}
    named |= {t.i: ActorType.STATE for t in doc if t.text.startswith("Ruritania")}
    where = span(doc, name)
    found = roles_of(doc, run_at(doc, where.start, where.end), named.get, set(range(where.start, where.end)))
    return [
        f"{words(doc, r.role)}|{words(doc, r.affiliation)}|{doc[r.owner].text if r.owner is not None else None}"
        for r in found
    ]


def words(doc: Doc, where: tuple[int, int] | None) -> str | None:
    return None if where is None else doc[slice(*where)].text.strip()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Foreign Minister Anna Berg said/VBD", ["Foreign Minister|None|None"]),
        ("Ruritanian Foreign Minister Anna Berg said/VBD", ["Ruritanian Foreign Minister|None|None"]),
        ("Ruritania 's deputy/JJ minister of trade Anna Berg", ["deputy minister of trade|None|Ruritania"]),
        ("Berg and minister Anna Berg", ["minister|None|None"]),
        ("the attorney general Anna Berg", ["attorney general|None|None"]),
        ("in London the minister Anna Berg", ["minister|None|None"]),
        ("there/RB Col . Anna Berg", ["Col .|None|None"]),
        ("the minister said/VBD Anna Berg", []),
        ("the minister ; Anna Berg", []),
        ("the house Anna Berg", []),
        ("in Zenda of minister Anna Berg", ["minister|None|None"]),
        ("there/RB Minister Mrs Anna Berg", ["Minister|None|None"]),
    ],
)
def test_before_the_name(text: str, found: list[str]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "bodies", "found"),
    [
        (
            "Anna Berg , deputy/JJ director of Zenda Institute ,",
            ("Zenda Institute",),
            ["deputy director|Zenda Institute|None"],
        ),
        ("Anna Berg , a director of trade ,", (), ["director of trade|None|None"]),
        ("Anna Berg , a teacher at Zenda ,", (), ["teacher|Zenda|None"]),
        ("Anna Berg , 43 , a teacher at Zenda ,", (), ["teacher|Zenda|None"]),
        ("Anna Berg , 43 ,", (), []),
        ("Anna Berg , a teacher of Zenda ,", (), ["teacher of Zenda|None|None"]),
        ("Anna Berg ( director of the Zenda Institute )", ("Zenda Institute",), ["director|Zenda Institute|None"]),
        ("Anna Berg , Ruritania 's minister ,", (), ["minister|None|Ruritania"]),
        ("Anna Berg , a writer - director , said/VBD", (), ["writer - director|None|None"]),
        ("Anna Berg , who/WP directs/VBZ", (), []),
        ("Anna Berg , said/VBD the director", (), []),
        ("Anna Berg , in Zenda director", (), []),
        ("Anna Berg , and the director", (), []),
        ("Anna Berg of Zenda Institute said/VBD", ("Zenda Institute",), ["None|Zenda Institute|None"]),
        (
            "Anna Berg , of the Institute in Zenda Hall ,",
            ("Institute", "Zenda Hall"),
            ["None|Institute in Zenda Hall|None"],
        ),
        ("Anna Berg of the Institute in Zenda", ("Institute",), ["None|Institute|None"]),
        ("Anna Berg of Zenda said/VBD", (), []),
        ("Anna Berg of the", (), []),
    ],
)
def test_after_the_name(text: str, bodies: tuple[str, ...], found: list[str]) -> None:
    assert told(text, bodies) == found


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("the attorney general Anna Berg", "attorney"),
        ("the general Anna Berg", "general"),
        ("deputy/JJ director of trade Anna Berg", "director"),
        ("Anna Berg , a writer - director ,", "director"),
        ("Anna Berg , a writer , director ,", "writer"),
        ("the deputy minister secretary , Anna Berg", "secretary"),
    ],
)
def test_the_head_noun_of_a_role(text: str, noun: str) -> None:
    doc = sketch(text)
    where = span(doc, "Anna Berg")
    (role,) = roles_of(doc, run_at(doc, where.start, where.end), lambda _: None, set(range(where.start, where.end)))
    assert role.noun is not None
    assert doc[role.noun].text == noun


def test_of_a_place_is_where_somebody_belongs() -> None:
    assert told("Anna Berg of Zenda said/VBD", ents={"Zenda": "GPE"}) == ["None|Zenda|None"]


def test_a_comma_inside_the_name_of_a_place_does_not_end_the_description() -> None:
    text = "Anna Berg , dean of the University of Zenda , Strelsau , said/VBD"
    assert told(text, ("University of Zenda",), {"Strelsau": "GPE"}) == ["dean|University of Zenda , Strelsau|None"]
    assert told(text, ("University of Zenda",)) == ["dean|University of Zenda|None"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Foreign Minister , Anna Berg", ["Foreign Minister|None|None"]),
        ("its environment minister , Anna Berg", ["environment minister|None|None"]),
        ("Ruritania 's minister , Anna Berg", ["minister|None|Ruritania"]),
        ("minister , Anna Berg", []),
        ("said/VBD Ruritania 's minister , Anna Berg", ["minister|None|Ruritania"]),
        ("the director of the Zenda Institute , Anna Berg", ["director|Zenda Institute|None"]),
        ("his opposite/JJ number , Anna Berg", ["opposite number|None|None"]),
        ("his number , Anna Berg", []),
        ("Berg met/VBD minister , Anna Berg", []),
        ("it said/VBD Ruritanian minister , Anna Berg", ["Ruritanian minister|None|None"]),
    ],
)
def test_name_in_apposition(text: str, found: list[str]) -> None:
    assert told(text, ("Zenda Institute",) if "Institute" in text else ()) == found


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("British Prime Minister Anna Berg", "Prime Minister"),
        ("the minister Anna Berg", ""),
        ("Prime Anna Berg", ""),
        ("General Sir Anna Berg", ""),
    ],
)
def test_office_before_a_name(text: str, office: str) -> None:
    doc = sketch(text)
    start = span(doc, "Anna").start
    assert doc[office_start(doc, start) : start].text.strip() == office


def test_offices_that_one_country_has() -> None:
    assert offices()["chancellor of the exchequer"] == "GBR"
    assert offices()["secretary of state"] == "USA"
    assert "minister" not in offices()


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Anna Berg , the minister - elect ,", "minister"),
        ("Anna Berg , director - general of trade ,", "general"),
        ("the minister - , Anna Berg", "minister"),
        ("the director - general , Anna Berg", "general"),
    ],
)
def test_a_hyphen_heads_no_role(text: str, noun: str) -> None:
    doc = sketch(text)
    where = span(doc, "Anna Berg")
    found = roles_of(doc, run_at(doc, where.start, where.end), {}.get, set())
    assert [doc[r.noun].text for r in found if r.noun is not None] == [noun]
