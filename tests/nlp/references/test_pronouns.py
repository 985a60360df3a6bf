"""Which person a pronoun means: each feature moves the choice as its weight says."""

from __future__ import annotations

from collections import Counter

import pytest
from trees import sketch, span

from toolkit.nlp.layers import AttributionSpan, Layers, Quote
from toolkit.nlp.references import whereabouts
from toolkit.nlp.references.pronouns import WEIGHTS, Persons
from toolkit.records import ActorType, AttributionType, CueClass, MentionKind


def persons(
    text: str, names: tuple[str, ...], *, quotes: tuple[tuple[int, int], ...] = (), **facts: dict[str, str]
) -> Persons:
    layers = Layers(sketch(text, **facts), quotes=[Quote(start, end, "“") for start, end in quotes])
    for name in names:
        where = span(layers.doc, name)
        cluster = layers.actors.add(name, ActorType.PERSON)
        layers.actors.mention(cluster, where.start, where.end, where.start, MentionKind.NAME)
    return Persons(whereabouts.build(layers))


def features(found: Persons, name: int, word: str) -> dict[str, float]:
    pronoun = next(t for t in found.scene.doc if t.text == word)
    mention = found.scene.layers.actors.clusters[name].mentions[0]
    return found.features(pronoun, mention, False, Counter({name: 2}))


DEPS = {"Ann": "nsubj:saw", "saw": "ROOT:saw", "Eve": "dobj:saw", "she": "nsubj:left"}


def test_a_subject_is_likelier_than_an_object() -> None:
    found = persons("Ann saw/VBD Eve ; she/PRP left/VBD", ("Ann", "Eve"), deps=DEPS)
    assert found.resolve(found.scene.doc[4]) == 0
    found.weights = WEIGHTS | {"subject": 0.0, "parallel": -1.0}
    assert found.resolve(found.scene.doc[4]) == 1


def test_features_by_name() -> None:
    found = persons("Ann saw/VBD Eve ; she/PRP left/VBD", ("Ann", "Eve"), deps=DEPS)
    ann, eve = features(found, 0, "she"), features(found, 1, "she")
    assert set(ann) | {"own_content"} == set(WEIGHTS)
    assert (ann["subject"], eve["subject"]) == (1.0, 0.0)
    assert (ann["parallel"], eve["parallel"]) == (1.0, 0.0)
    assert ann["frequency"] == pytest.approx(1.0986, abs=1e-4)
    assert ann["distance"] == 0.0


def test_two_arguments_of_a_verb_are_two_persons() -> None:
    deps = {"Ann": "nsubj:saw", "saw": "ROOT:saw", "her": "dobj:saw"}
    assert features(persons("Ann saw/VBD her/PRP", ("Ann",), deps=deps), 0, "her")["co_argument"] == 1.0
    deps = {"Ann": "nsubj:saw", "saw": "ROOT:saw", "her": "poss:dog", "dog": "dobj:saw"}
    assert features(persons("Ann saw/VBD her dog", ("Ann",), deps=deps), 0, "her")["co_argument"] == 0.0
    deps = {"Ann": "nsubj:saw", "saw": "ROOT:saw", "herself": "dobj:saw"}
    assert features(persons("Ann saw/VBD herself/PRP", ("Ann",), deps=deps), 0, "herself")["co_argument"] == 0.0


def test_who_is_named_in_a_quotation_is_not_meant_outside_it() -> None:
    found = persons("“ Ann ” ; she/PRP left/VBD", ("Ann",), quotes=((0, 3),))
    assert features(found, 0, "she")["quoted"] == 1.0


def test_a_speaker_is_not_named_in_the_own_statement_and_speaks_of_others() -> None:
    deps = {"she": "nsubj:said", "said": "ROOT:said", "Eve": "nsubj:left", "left": "ccomp:said", "Ann": "dep:said"}
    found = persons("Ann , Eve left/VBD , she/PRP said/VBD her/PRP", ("Ann", "Eve"), deps=deps)
    layers = found.scene.layers
    layers.attributions = [
        AttributionSpan(((6, 7),), ((2, 4),), ((5, 6),), 6, 5, AttributionType.INDIRECT, CueClass.SPEECH, "test", 0.9)
    ]
    found = Persons(
        whereabouts.build(layers), weights=dict.fromkeys(WEIGHTS, 0.0) | {"subject": 1.0, "own_content": -0.9}
    )
    assert found.resolve(layers.doc[5]) == 1
    found.weights["own_content"] = -1.1
    assert found.resolve(layers.doc[5]) == 0, "Eve is named within"
    assert features(found, 1, "her")["in_statement"] == 1.0
    layers.actors.mention(layers.actors.clusters[0], 5, 6, 5, MentionKind.PRONOUN)
    assert features(found, 0, "left")["holder"] == 1.0
    assert features(found, 1, "left")["holder"] == 0.0


def test_who_was_named_long_ago_is_less_likely() -> None:
    found = persons("Ann ; Eve ; she/PRP", ("Ann", "Eve"))
    found.scene.sentence[:] = [0, 0, 1, 1, 2]
    found.weights = dict.fromkeys(WEIGHTS, 0.0) | {"distance": WEIGHTS["distance"]}
    assert found.resolve(found.scene.doc[4]) == 1
