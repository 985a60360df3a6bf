"""What a description makes of a person, judge by judge, and of an organisation its name; on sketched Docs."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from tests.trees import sketch, span
from toolkit.nlp.commentary.descriptions import Segment, describe
from toolkit.nlp.commentary.experts import find_experts, standing
from toolkit.nlp.commentary.standing import judge
from toolkit.nlp.layers import Layers
from toolkit.records import ActorType, ExpertKind, MentionKind


def told(description: str) -> Doc:
    """A sketch of "Jane Doe , <description> , said"."""
    return sketch(f"Jane Doe , {description} , said/VBD", lemmas={"analysts": "analyst"})


def label(description: str) -> str | None:
    doc = told(description)
    found = judge(doc, Segment(3, len(doc) - 2, "after"))
    return found and found.label


LABELS = [
    ("a law professor at Strelsau University", "scholar"),
    ("a prominent/JJ thinker", "scholar"),
    ("an analyst for the Marlow campaign", "partisan"),
    ("an economist at the Finance Ministry", "office"),
    ("head of commodities strategy at Zenda Bank", "market"),
    ("head of economics at Zenda Motors", "market"),
    ("a vice president at Zenda Futures", "market"),
    ("director of Human Rights Watch", "body"),
    ("strategist at the investment department of Zenda", "scholar"),
    ("strategist for Senator Hale", "partisan"),
    ("director of the Zenda Institute", "body"),
    ("president of the Farmers Union", "activist"),
    ("a columnist for the Zenda Herald", "press"),
    ("an activist", "activist"),
    ("author of a history of Zenda", "author"),
    ("editor of the Herald", "press"),
    ("editor of a journal", "author"),
    ("who teaches/VBZ history", None),  # "teaches" has no lemma of its own in a sketch
    ("the governor of Zenda", "office"),
    ("a lawyer", "profession"),
    ("R-Zen.", "office"),
    ("a moderate/JJ Democrat", "party_member"),
    ("chairman of Zenda Motors", None),
    ("chairman of Zenda Securities", None),
    ("head of strategy at Zenda Motors", None),
]


@pytest.mark.parametrize(("description", "expected"), LABELS, ids=[d for d, _ in LABELS])
def test_one_segment(description: str, expected: str | None) -> None:
    assert label(description) == expected


def test_who_studies_what_others_do() -> None:
    doc = sketch("Jane Doe , who teaches/VBZ law at Strelsau College , said/VBD", lemmas={"teaches": "teach"})
    found = judge(doc, Segment(3, len(doc) - 2, "after"))
    assert found is not None
    assert (found.label, doc[slice(*(found.affiliation or (0, 0)))].text) == ("studies", "Strelsau College")


def test_former_office_only_where_it_is_told_after_the_name() -> None:
    doc = told("a former/JJ ambassador")
    found = judge(doc, Segment(3, 6, "after", past=True))
    assert found is not None
    assert found.label == "former_official"
    assert judge(doc, Segment(3, 6, "before", past=True)) is None


def test_council_of_research_before_its_director_general() -> None:
    doc = sketch(
        "Ruritanian International Affairs Council Director General Jane Doe said/VBD", deps={"Doe": "nsubj:said"}
    )
    found = standing(doc, [(6, 8)])
    assert found is not None
    assert doc[slice(*(found.affiliation or (0, 0)))].text == "Ruritanian International Affairs Council"


def test_former_official_who_is_the_story_is_no_observer() -> None:
    doc = told("a former/JJ ambassador")
    assert standing(doc, [(0, 2)], speaks_only=True) is not None
    assert standing(doc, [(0, 2)], speaks_only=False) is None


BODIES = [
    ("Human Rights Watch", True),
    ("Zenda Institute", True),
    ("Ruritanian Defence Research Agency", True),
    ("Zenda Motors", False),
    ("Finance Ministry", False),
]


@pytest.mark.parametrize(("name", "observes"), BODIES, ids=[n for n, _ in BODIES])
def test_organisation_that_studies_or_watches(name: str, observes: bool) -> None:
    doc = sketch(f"The {name} said/VBD so/RB")
    layers = Layers(doc)
    body = layers.actors.add(name, ActorType.ORGANISATION)
    named = span(doc, name)
    layers.actors.mention(body, named.start, named.end, named.end - 1, MentionKind.NAME)
    found = find_experts(layers)
    assert list(found) == ([body.key] if observes else [])
    assert all(s.kind is ExpertKind.EXPERT for s in found.values())


def test_description_stops_at_the_main_verb_and_after_an_age() -> None:
    doc = sketch("Jane Doe , 43 , a historian in Zenda said/VBD it/PRP")
    assert [doc[s.start : s.end].text for s in describe(doc, 0, 2)] == ["a historian in Zenda"]


def test_relative_clause_ends_before_the_main_verb() -> None:
    doc = sketch("Jane Doe , who heads/VBZ a bank , said/VBD it/PRP")
    assert [doc[s.start : s.end].text for s in describe(doc, 0, 2)] == ["who heads a bank"]


def test_what_is_over() -> None:
    doc = sketch("Jane Doe , who served/VBD as/IN envoy , said/VBD", lemmas={"served": "serve"})
    assert [s.past for s in describe(doc, 0, 2)] == [True]
    doc = sketch("Jane Doe , an economist under/IN President Hale , said/VBD")
    assert [s.past for s in describe(doc, 0, 2)] == [True]
    doc = sketch("Jane Doe , now/RB a former/JJ envoy , said/VBD")
    assert [s.past for s in describe(doc, 0, 2)] == [False]


FIELDS = [
    ("a professor of Ruritanian/JJ history", None),
    ("a professor of Ruritania politics at Strelsau University", "Strelsau University"),
    ("a scholar of Zenda law", None),
    ("a fellow of Zenda History Institute", "Zenda History Institute"),
]


@pytest.mark.parametrize(("description", "body"), FIELDS, ids=[d for d, _ in FIELDS])
def test_a_field_of_study_is_no_affiliation(description: str, body: str | None) -> None:
    doc = told(description)
    found = standing(doc, [(0, 2)])
    assert found is not None
    assert (doc[slice(*found.affiliation)].text if found.affiliation else None) == body
