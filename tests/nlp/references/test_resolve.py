"""References: who pronouns and descriptions mean, and who speaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from toolkit.nlp.actors.find import find_actors
from toolkit.nlp.document.quotes import find_quotes
from toolkit.nlp.layers import AttributionSpan, Layers
from toolkit.nlp.references.resolve import resolve_references
from toolkit.nlp.statements.find import find_attributions
from toolkit.nlp.statements.speakers import name_speakers
from toolkit.records import AttributionType, CueClass

Read = Callable[[str], Layers]


@pytest.fixture(scope="session")
def read_text(parse_text: Callable[..., Doc]) -> Read:
    """A function from a text to its layers, up to the speakers."""

    def layers_of(text: str) -> Layers:
        layers = Layers(parse_text(text))
        layers.quotes = find_quotes(layers.doc)
        find_actors(layers)
        find_attributions(layers)
        resolve_references(layers)
        name_speakers(layers)
        return layers

    return layers_of


@pytest.mark.parametrize(
    "text",
    [
        "Finance Minister Ana Robledo Vidal met bankers. Robledo said the tax would stay.",
        "Finance Minister Ana Robledo Vidal met bankers. Vidal said the tax would stay.",
    ],
)
def test_two_surnames_are_each_a_name_of_their_bearer(read_text: Read, text: str) -> None:
    layers = read_text(text)
    assert [a.speaker_name for a in layers.attributions] == ["Ana Robledo Vidal"]


def test_a_second_given_name_is_no_surname(read_text: Read) -> None:
    layers = read_text("Mary Ann Carver runs the bank. Ann works there too.")
    assert "Ann" not in [layers.doc[m.start : m.end].text for m in layers.actors.clusters[0].mentions]


@pytest.mark.parametrize(
    "opening",
    [
        "In an interview with the newspaper Courrier du Nord, Driss Alaoui",
        "In a letter to the head of the Traders' Union, Driss Alaoui",
        "The head of the Traders' Union, Driss Alaoui,",
    ],
)
def test_a_name_between_a_comma_and_its_verb_is_no_apposition(read_text: Read, opening: str) -> None:
    (found,) = read_text(f"{opening} said the boats would stay in port.").attributions
    assert found.speaker_name == "Driss Alaoui"


def meant(layers: Layers, word: str, nth: int = 0) -> list[str]:
    """Names of the actors that the nth token written ``word`` means."""
    token = [t for t in layers.doc if t.text == word][nth]
    return [layers.actors.clusters[key].name for key in layers.actors.resolve(token)]


def test_pronoun_by_gender(read_text: Read) -> None:
    layers = read_text("Anna Lindqvist met Peter Moravec in Vienna. She said the talks were useful. He said little.")
    assert meant(layers, "She") == ["Anna Lindqvist"]
    assert meant(layers, "He") == ["Peter Moravec"]


def test_speaker_is_not_named_in_the_own_statement(read_text: Read) -> None:
    layers = read_text('Peter Moravec criticised David Okello on Monday. "Okello should resign at once," he said.')
    assert meant(layers, "he") == ["Peter Moravec"]


def test_the_minister_is_the_one_named_before(read_text: Read) -> None:
    layers = read_text("Peruvian Finance Minister Rosa Quispe arrived on Monday. The minister said she would sign.")
    assert meant(layers, "minister") == ["Rosa Quispe"]


def test_a_minister_is_nobody(read_text: Read) -> None:
    layers = read_text("Peruvian Finance Minister Rosa Quispe arrived on Monday. A minister resigned.")
    assert meant(layers, "minister") == []


def test_two_sides(read_text: Read) -> None:
    layers = read_text(
        "Peru and Chile held talks in Vienna. The two sides will meet again in Austria. Both countries will pay."
    )
    assert sorted(meant(layers, "sides")) == ["Chile", "Peru"]
    assert sorted(meant(layers, "countries")) == ["Chile", "Peru"]


def test_officials_of_a_state_mean_the_state(read_text: Read) -> None:
    layers = read_text("Peruvian officials refused to comment. Tall officials laughed.")
    assert meant(layers, "officials") == ["Peru"]
    assert meant(layers, "officials", 1) == []


def test_they_after_two_subjects(read_text: Read) -> None:
    layers = read_text("Anna Lindqvist and Peter Moravec met on Friday. They agreed to build a bridge.")
    assert sorted(meant(layers, "They")) == ["Anna Lindqvist", "Peter Moravec"]


def test_relative_pronoun(read_text: Read) -> None:
    layers = read_text("Anna Lindqvist, who arrived on Monday, smiled.")
    assert meant(layers, "who") == ["Anna Lindqvist"]


def test_i_in_a_quotation_is_the_speaker(read_text: Read) -> None:
    layers = read_text('"I will sign the treaty next week," Anna Lindqvist said. I was there.')
    assert meant(layers, "I") == ["Anna Lindqvist"]
    assert meant(layers, "I", 1) == []


def test_speakers_named_and_unnamed(read_text: Read) -> None:
    layers = read_text(
        "Anna Lindqvist and Peter Moravec said the work would start. Officials said it was late. Peru said it would pay."
    )
    names = [a.speaker_name for a in layers.attributions]
    assert names == ["Anna Lindqvist and Peter Moravec", "Officials", "Peru"]
    assert [len(a.speakers) for a in layers.attributions] == [2, 0, 1]


def test_messy_texts_do_not_raise(read_text: Read) -> None:
    for text in ("", '"', "He said she said they said.", 'who "I they" both sides. the two\n\n“'):
        assert read_text(text) is not None


def test_own_country(read_text: Read) -> None:
    layers = read_text("Norwegian President Ingrid Halvorsen said her country would pay. Her country house is old.")
    assert meant(layers, "country") == ["Norway"]
    assert meant(layers, "country", 1) == []


def test_role_before_the_comma_means_the_person(read_text: Read) -> None:
    layers = read_text("The Coastal Party leader, Mr Ned Quill, said his party would vote against it.")
    assert [a.speaker_name for a in layers.attributions] == ["Ned Quill"]


def test_spokesman_speaks_for_an_organisation_but_has_no_name(parse_text: Callable[..., Doc]) -> None:
    layers = Layers(parse_text("A spokesman for the Coastal Fishing Association said the boats would sail."))
    find_actors(layers)
    layers.attributions = [
        AttributionSpan(
            cue=((7, 8),),
            content=((8, 12),),
            source=((0, 7),),
            cue_head=7,
            source_head=1,
            type=AttributionType.INDIRECT,
            cue_class=CueClass.SPEECH,
            rule="test",
            confidence=1.0,
        )
    ]
    resolve_references(layers)
    name_speakers(layers)
    (found,) = layers.attributions
    assert [layers.actors.clusters[key].name for key in found.speakers] == ["Coastal Fishing Association"]
    assert found.speaker_name == "spokesman for the Coastal Fishing Association"


def test_they_are_not_the_places_of_a_prepositional_phrase(read_text: Read) -> None:
    layers = read_text(
        "Peru promised to work with Chile. Roads in Spain and Italy are better. But they agreed on a price."
    )
    assert meant(layers, "they") != ["Spain", "Italy"]


def test_quoted_pronoun_is_not_the_speaker(read_text: Read) -> None:
    layers = read_text('Peter Moravec said David Okello would pay. "He has promised it," Moravec said.')
    assert meant(layers, "He") == ["David Okello"]


def test_the_minister_is_not_the_shadow_minister(read_text: Read) -> None:
    layers = read_text("Mr Ned Quill, the shadow trade minister, arrived on Monday. The trade minister stayed away.")
    assert meant(layers, "minister", 1) == []


def test_its_president_is_named_later(read_text: Read) -> None:
    layers = read_text(
        "Peru will pay, its president said on Monday. Peruvian President Rosa Quispe added that it was late."
    )
    assert meant(layers, "president") == ["Rosa Quispe"]


def test_the_party_is_the_one_named_before(read_text: Read) -> None:
    layers = read_text(
        "The Coastal Farmers Party protested on Monday. The party will vote against it. A party was held."
    )
    assert meant(layers, "party") == ["Coastal Farmers Party"]
    assert meant(layers, "party", 1) == []


def test_speakers_in_apposition_and_conjunction(read_text: Read) -> None:
    layers = read_text("Mr Ned Quill, the Coastal leader, and Dr Ada Moss both said the bill would fail.")
    assert sorted(layers.actors.clusters[k].name for k in layers.attributions[0].speakers) == ["Ada Moss", "Ned Quill"]


def test_an_office_without_a_name_speaks_for_its_state(read_text: Read) -> None:
    layers = read_text("Ireland and Norway met. The Taoiseach will brief the house. The Steward will not.")
    assert meant(layers, "Taoiseach") == ["Ireland"]
    assert meant(layers, "Steward") == []


def test_the_president_is_of_the_state_that_speaks_of_him(read_text: Read) -> None:
    layers = read_text("Peru and Chile met. In Lima, Peru said the President would sign. A new President would wait.")
    assert meant(layers, "President") == ["Peru"]
    assert meant(layers, "President", 1) == []


def test_his_party_is_the_one_he_leads(read_text: Read) -> None:
    layers = read_text(
        "Denmark was divided. The Harbour Party's chairman, Mr Nils Holm, shrugged. His party was ready, he said. "
        "His boat was not."
    )
    assert meant(layers, "party") == ["Harbour Party"]
    assert meant(layers, "boat") == []


def test_mediators_are_not_the_two_sides(read_text: Read) -> None:
    text = "Chad and Libya signed a truce, {} from Oman and Kuwait said. The two sides will meet again."
    assert meant(read_text(text.format("mediators")), "sides") == ["Chad", "Libya"]
    later = "Chad and Libya signed in May. Ministers from Oman and Kuwait quarrelled. The two sides will meet again."
    assert meant(read_text(later), "sides") == ["Oman", "Kuwait"]
    assert meant(read_text(later.replace("Ministers", "Mediators")), "sides") == ["Chad", "Libya"]


def test_the_two_koreas_are_both(read_text: Read) -> None:
    layers = read_text("North Korea and South Korea spoke in May. The two Koreas will meet again. Two Rolands left.")
    assert meant(layers, "Koreas") == ["North Korea", "South Korea"]
    assert meant(layers, "Rolands") == []
