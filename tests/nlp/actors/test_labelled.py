"""Whom the labels of a transcript mean, on Docs built by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from trees import sketch

from toolkit.nlp.actors.labelled import add_labelled
from toolkit.nlp.document.parsing import known
from toolkit.nlp.layers import ActorCluster, Layers, Range
from toolkit.records import ActorType, MentionKind

Turn = tuple[Range, Range, str]
HELLO = ": Hello/UH ."


def transcript(text: str, *turns: Turn, anchor: dt.date | None = None) -> Layers:
    """The layers of a sketch with its turns: label and what is said, in tokens, and kind."""
    doc = sketch(text)
    known(doc)["turns"] = [[*label, *said, kind] for label, said, kind in turns]
    return Layers(doc, anchor=anchor)


def person(layers: Layers, name: str, start: int, end: int) -> ActorCluster:
    found = layers.actors.add(name, ActorType.PERSON)
    layers.actors.mention(found, start, end, end - 1, MentionKind.NAME)
    return found


def labelled(label: str, anchor: dt.date | None = None) -> list[tuple[str, str | None, str | None, str | None]]:
    """Name, role, country and sector of the persons that a label alone makes."""
    end = len(label.split())
    layers = transcript(f"{label} {HELLO}", ((0, end), (end + 1, end + 3), "speech"), anchor=anchor)
    add_labelled(layers)
    return [(c.name, c.role, c.country, c.plover_sector) for c in layers.actors.clusters]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("RUIZ", ("Ruiz", None, None, None)),
        ("Ana Ruiz", ("Ana Ruiz", None, None, None)),
        ("MR. LUND", ("Lund", None, None, None)),
        ("MINISTER RUIZ", ("Ruiz", "minister", None, "GOV")),
        ("Ruiz ( envoy )", ("Ruiz", None, None, None)),
        ("MODERATOR", None),
        ("QUESTION", None),
        ("( inaudible )", None),
    ],
)
def test_a_label_makes_a_person_with_the_office_that_it_gives(
    label: str, expected: tuple[str | None, ...] | None
) -> None:
    assert labelled(label) == ([expected] if expected else [])


def test_a_head_of_state_has_the_full_name_and_the_state_of_the_day() -> None:
    (found,) = labelled("PRESIDENT STUBB", dt.date(2024, 6, 1))
    assert (found[0], found[2]) == ("Alexander Stubb", "FIN")
    (earlier,) = labelled("PRESIDENT STUBB", dt.date(2016, 6, 1))
    assert (earlier[0], earlier[2]) == ("Stubb", None)


def test_a_minister_may_be_of_any_time_where_the_day_is_not_known() -> None:
    (found,) = labelled("FOREIGN MINISTER STUBB")
    assert (found[0], found[2]) == ("Stubb", None)


def test_a_state_in_the_label_is_the_speakers() -> None:
    layers = transcript(f"RUIZ ( Zenda ) {HELLO}", ((0, 4), (5, 7), "speech"))
    state = layers.actors.add("Zenda", ActorType.STATE, country="ZEN")
    layers.actors.mention(state, 2, 3, 2, MentionKind.NAME)
    add_labelled(layers)
    assert [(c.name, c.country) for c in layers.actors.clusters] == [("Zenda", "ZEN"), ("Ruiz", "ZEN")]


def test_a_surname_means_the_person_of_the_introduction_and_two_labels_the_same() -> None:
    text = f"Ana Ruiz met/VBD them . RUIZ {HELLO} RUIZ {HELLO}"
    layers = transcript(text, ((5, 6), (7, 9), "speech"), ((9, 10), (11, 13), "speech"))
    ruiz = person(layers, "Ana Ruiz", 0, 2)
    add_labelled(layers)
    assert layers.actors.clusters == [ruiz]
    assert [m.head for m in ruiz.mentions] == [1, 5, 9]


def test_what_was_taken_for_a_person_of_its_own_becomes_the_one_of_the_introduction() -> None:
    layers = transcript(f"Ana Ruiz met/VBD them . RUIZ {HELLO}", ((5, 6), (7, 9), "speech"))
    ruiz, alone = person(layers, "Ana Ruiz", 0, 2), person(layers, "Ruiz", 5, 6)
    add_labelled(layers)
    assert layers.actors.at(5) is ruiz
    assert alone.mentions == []


@pytest.mark.parametrize("others", [0, 1])
def test_an_answer_is_that_of_the_only_person_before_it(others: int) -> None:
    layers = transcript(
        "Ana Ruiz met/VBD Ali Bennis . Q : Why/WRB ? A : So/RB .",
        ((6, 7), (8, 10), "question"), ((10, 11), (12, 14), "answer"),
    )  # fmt: skip
    ruiz = person(layers, "Ana Ruiz", 0, 2)
    if others:
        person(layers, "Ali Bennis", 3, 5)
    add_labelled(layers)
    assert layers.actors.at(10) is (None if others else ruiz)
    assert layers.actors.at(6) is None, "who asks is nobody known"
