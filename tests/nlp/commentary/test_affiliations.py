"""What a segment of a description holds, on sketched Docs."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import sketch

from toolkit.nlp.commentary import affiliations as held
from toolkit.nlp.commentary.descriptions import Segment


def whole(doc: Doc, place: str = "after") -> Segment:
    return Segment(0, len(doc), place)


def text_of(doc: Doc, found: tuple[int, int] | None) -> str | None:
    return None if found is None else doc[slice(*found)].text


def test_entries_are_found_at_their_last_word_and_plurals_as_their_singular() -> None:
    doc = sketch("a vice president of think tanks", lemmas={"tanks": "tank"})
    assert held.hits(doc, 0, len(doc), "leaders") == [2]
    assert held.hits(doc, 0, len(doc), "research_bodies") == [5]
    assert held.hits(doc, 5, len(doc), "research_bodies") == [], "an entry does not begin before the range"


@pytest.mark.parametrize(
    ("text", "position", "heads"),
    [("expert witness", 0, False), ("expert at/IN", 0, True), ("expert - witness", 0, False), ("expert", 0, True),
     ("professor emeritus", 0, True), ("fellow Democrats/NNPS", 0, True), ("fellow Democrats/NNP", 0, False)],
)  # fmt: skip
def test_a_noun_heads_its_phrase_where_it_qualifies_nothing(text: str, position: int, heads: bool) -> None:
    doc = sketch(text)
    assert held.is_head(doc, position, len(doc)) is heads


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("director of the Zenda Institute", 0, "Zenda Institute"),
        ("professor at Strelsau University", 0, "Strelsau University"),
        ("professor of law at Strelsau University", 0, "Strelsau University"),
        ("professor of Ruritania law at Strelsau University", 0, "Strelsau University"),
        ("professor of law", 0, None),
        ("Strelsau University historian", 2, "Strelsau University"),
        ("Strelsau Council Director General", 3, "Strelsau Council"),
        ("an old/JJ historian", 2, None),
        ("fellow at the centrist/JJ Tax Policy Center", 0, "Tax Policy Center"),
        ("fellow at the state - funded/VBN Rand Corporation", 0, "Rand Corporation"),
        ("fellow at the Zenda Institute and author of books", 0, "Zenda Institute"),
        ("fellow at the Zenda Institute said/VBD so/RB", 0, "Zenda Institute"),
        ("fellow at", 0, None),
    ],
)
def test_the_body_a_role_belongs_to(text: str, role: int, body: str | None) -> None:
    doc = sketch(text)
    assert text_of(doc, held.body_of(doc, whole(doc), role)) == body


@pytest.mark.parametrize(
    ("text", "of_party"),
    [("a Democratic/NNP consultant", True), ("a democratic/JJ reformer", False), ("expert on Labour", False),
     ("a Republican/NNP Party adviser", True), ("citizen of the Democratic/NNP Republic", False), ("a campaign aide", True),
     ("director of the Green Campaign Centre", False), ("critic against/IN Labour", False)],
)  # fmt: skip
def test_ties_to_a_party_or_campaign(text: str, of_party: bool) -> None:
    doc = sketch(text)
    assert held.of_party(doc, whole(doc)) is of_party


def test_a_partys_name_after_a_role_ties_only_with_a_body_of_the_party() -> None:
    for text, tied in (("adviser to the Labour Party", True), ("adviser to Labour voters/NNS", False)):
        doc = sketch(text)
        assert held.of_party(doc, whole(doc), 0) is tied


@pytest.mark.parametrize(
    ("text", "role", "governs"),
    [
        ("analyst at the Defense Ministry", 0, True),
        ("expert on the Army", 0, False),
        ("expert on the army at the Ministry", 0, True),
        ("analyst at the Army Institute", 0, False),
        ("a government scientist", 2, True),
        ("the minister 's economist", 3, True),
        ("the baker 's economist", 3, False),
        ("an Agency analyst", 2, True),
        ("a NATO expert", 2, False),
        ("a military/JJ analyst", 2, False),
    ],
)
def test_roles_in_government(text: str, role: int, governs: bool) -> None:
    doc = sketch(text)
    assert held.in_government(doc, whole(doc), role) is governs


def test_research_watchdogs_and_campuses() -> None:
    for text, anywhere, off_campus in (
        ("the Zenda Institute", True, True), ("Human Rights Watch", True, True), ("Harvard", True, False),
        ("Zenda Motors", False, False),
    ):  # fmt: skip
        doc = sketch(text)
        assert held.researches(doc, 0, len(doc)) is anywhere
        assert held.researches(doc, 0, len(doc), campuses=False) is off_campus
    doc = sketch("the Finance Ministry")
    assert held.governs(doc, (0, 3))
    assert not held.governs(doc, (0, 2))


def test_the_institutes_jane_doe() -> None:
    doc = sketch("The Strelsau Institute 's Jane Doe")
    assert text_of(doc, held.owner_of(doc, Segment(0, 3, "before"))) == "Strelsau Institute"
    assert held.owner_of(doc, Segment(0, 3, "after")) is None
    assert held.owner_of(sketch("The Strelsau Institute head Jane Doe"), Segment(0, 3, "before")) is None


def test_an_adviser_at_a_body_of_research_is_no_partisan() -> None:
    for text, holds in (("senior/JJ adviser at the Zenda Institute", True), ("senior/JJ adviser at the Zenda Bank", False),
                        ("senior/JJ donor at the Zenda Institute", False)):  # fmt: skip
        doc = sketch(text)
        assert held.adviser_at_research(doc, whole(doc), 1) is holds


@pytest.mark.parametrize(
    ("text", "key", "last"),
    [
        ("the director - general", "leaders", 3),
        ("a scholar - in - residence", "scholars", 5),
        ("a focus - group moderator", "strategists", 4),
        ("Moody 's Analytics", "research_names", 2),
        ("the front - runner", "partisan", 3),
        ("the c.i.a.", "government", 1),
    ],
)
def test_entries_are_cut_as_a_text_is(text: str, key: str, last: int) -> None:
    doc = sketch(text)
    assert last in held.hits(doc, 0, len(doc), key)
