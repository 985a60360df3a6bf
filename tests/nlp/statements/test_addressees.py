"""To whom somebody speaks, where the words around the cue say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from trees import build

from toolkit.nlp.layers import AttributionSpan, Layers
from toolkit.nlp.pipeline import read
from toolkit.nlp.statements.addressees import is_somebody, name_addressees
from toolkit.records import AttributionType, CueClass


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Ruiz told reporters that the port would open.", "reporters"),
        ("Ruiz told the Harbour Gazette that the port would open.", "Harbour Gazette"),
        ("Ruiz warned Norway that the port would close.", "Norway"),
        ("Ruiz warned that the port would close.", None),
        ("Ruiz urged Norway to open the port.", "Norway"),
        ("Ruiz urged restraint.", None),
        ("Ruiz called on Norway to open the port.", "Norway"),
        ("Ruiz called the plan a fraud.", None),
        ("Ruiz said in a letter to Norway that the port would open.", "Norway"),
        ("Ruiz said in an interview with the Harbour Gazette that the port would open.", "Harbour Gazette"),
        ("Ruiz said in a speech that the port would open.", None),
        ("Speaking to reporters, Ruiz said the port would open.", "reporters"),
        ("Ruiz said on Monday the port would open to ships.", None),
        ("Ruiz told himself that the port would open.", None),
    ],
)
def test_addressees(parse_text: Callable[..., Doc], text: str, addressee: str | None) -> None:
    layers = read(parse_text(f"Ana Ruiz is the foreign minister of Peru. {text}"))
    assert [a.addressee_name for a in layers.attributions[-1:]] in ([addressee], [] if addressee is None else None)


def test_an_addressee_is_an_actor_where_one_is_known(parse_text: Callable[..., Doc]) -> None:
    layers = read(parse_text("Peru has one port. Norwegian officials told Peru that ships would come."))
    (found,) = layers.attributions
    assert [layers.actors.clusters[key].name for key in found.addressees] == ["Peru"]
    assert [layers.doc[a:b].text for a, b in found.addressee] == ["Peru"]


def test_the_object_of_telling_is_told_whatever_it_is() -> None:
    doc = build(
        ("Berg", "Berg", "NNP/PROPN", 1, "nsubj"),
        ("told", "tell", "VBD/VERB", 1, "ROOT"),
        ("herders", "herder", "NNS/NOUN", 1, "dobj"),
        ("so", "so", "RB/ADV", 1, "advmod"),
    )
    statement = AttributionSpan(
        cue=((1, 2),), content=((3, 4),), source=((0, 1),), cue_head=1, source_head=0,
        type=AttributionType.INDIRECT, cue_class=CueClass.SPEECH, rule="test", confidence=1.0,
    )  # fmt: skip
    layers = Layers(doc, attributions=[statement])
    name_addressees(layers)
    assert (statement.addressee, statement.addressee_name) == (((2, 3),), "herders")


@pytest.mark.parametrize(
    ("word", "tag", "expected"), [("reporters", "NNS/NOUN", True), ("restraint", "NN/NOUN", False)]
)
def test_who_can_be_spoken_to(word: str, tag: str, expected: bool) -> None:
    doc = build((word, word.rstrip("s") if word.endswith("s") else word, tag, 0, "ROOT"))
    assert is_somebody(doc[0]) is expected
