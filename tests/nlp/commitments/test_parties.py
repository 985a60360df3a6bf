"""From noun phrases to actors, and toward whom, on hand-built trees."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import Row, build

from toolkit.nlp.commitments.counterparts import counterparts
from toolkit.nlp.commitments.parties import PartyFinder, is_personal, phrase
from toolkit.nlp.layers import Layers
from toolkit.records import ActorType, MentionKind

STATES = {"Peru": "PER", "Chile": "CHL", "Peruvian": "PER", "Chilean": "CHL"}
NAMES = {"PER": "Peru", "CHL": "Chile"}


def finder(doc: Doc) -> PartyFinder:
    """A finder that knows the states of ``STATES`` and persons named Ana (foreign minister of Peru)."""
    layers = Layers(doc)
    for token in doc:
        code = STATES.get(token.text)
        if code is not None:
            known = next((c for c in layers.actors.clusters if c.country == code and c.type == ActorType.STATE), None)
            state = known or layers.actors.add(NAMES[code], ActorType.STATE, country=code, plover_sector="GOV")
            layers.actors.mention(state, token.i, token.i + 1, token.i, MentionKind.NAME)
        elif token.text == "Ana":
            ana = layers.actors.add("Ana", ActorType.PERSON, country="PER", role="foreign minister")
            layers.actors.mention(ana, token.i, token.i + 1, token.i, MentionKind.NAME)
    return PartyFinder(layers)


def names(found: PartyFinder, keys: tuple[int, ...]) -> list[str]:
    return [found.actors[key].name for key in keys]


def parties(*rows: Row, head: int = 0, **options: object) -> list[str]:
    found = finder(build(*rows))
    return names(found, found.of_phrase(found.layers.doc[head], **options))  # type: ignore[arg-type]


ANA: Row = ("Ana", "Ana", "NNP/PROPN", 0, "ROOT")
PERU: Row = ("Peru", "Peru", "NNP/PROPN", 0, "ROOT")
AND_CHILE: tuple[Row, Row] = (("and", "and", "CC/CCONJ", 0, "cc"), ("Chile", "Chile", "NNP/PROPN", 0, "conj"))


def test_nobody() -> None:
    found = finder(build(PERU))
    assert found.of_phrase(None) == ()


def test_each_of_coordinated_names_is_bound() -> None:
    assert parties(PERU, *AND_CHILE) == ["Peru", "Chile"]


def test_a_coordinated_verb_is_no_party() -> None:
    assert parties(PERU, ("and", "and", "CC/CCONJ", 0, "cc"), ("go", "go", "VB/VERB", 0, "conj")) == ["Peru"]


def test_a_minister_binds_the_state_but_not_in_what_is_personal() -> None:
    rows = (ANA, ("Peru", "Peru", "NNP/PROPN", 0, "dep"))
    assert parties(*rows) == ["Peru"]
    assert parties(*rows, personal=True) == ["Ana"]


@pytest.mark.parametrize(
    ("word", "bound"),
    [("I", "Peru"), ("we", "Peru"), ("it", "Peru"), ("he", "Peru"), ("their", "Peru")],
)
def test_pronouns_without_a_referent_mean_who_speaks(word: str, bound: str) -> None:
    rows: list[Row] = [(word, word, "PRP/PRON", 1, "nsubj"), ("pay", "pay", "VBP/VERB", 1, "ROOT"), ANA, PERU]
    found = finder(build(*rows))
    speaker = next(c.key for c in found.actors if c.name == "Ana")
    assert names(found, found.of_phrase(found.layers.doc[0], [speaker])) == [bound]
    personal = found.of_phrase(found.layers.doc[0], [speaker], personal=True)
    assert names(found, personal) == (["Ana"] if word in ("I", "he") else ["Peru"])


def group(*before: Row, noun: str = "rebels", lemma: str = "rebel", tag: str = "NNS/NOUN") -> list[str]:
    """The parties of "BEFORE NOUN", everything before hanging on the noun."""
    at = len(before)
    rows = [(*row[:3], at, row[4]) for row in before]
    return parties(*rows, (noun, lemma, tag, at, "ROOT"), head=at)


THE: Row = ("the", "the", "DT/DET", 0, "det")


def test_a_phrase_that_can_act_is_proposed_under_its_own_words() -> None:
    assert group(THE, ("northern", "northern", "JJ/ADJ", 0, "amod")) == ["northern rebels"]
    assert group(THE, noun="prices", lemma="price") == []


def test_nothing_is_proposed_where_it_is_only_asked() -> None:
    rows: list[Row] = [("rebels", "rebel", "NNS/NOUN", 0, "ROOT")]
    found = finder(build(*rows))
    assert found.of_phrase(found.layers.doc[0], create=False) == ()
    assert list(found.actors) == []


def test_the_same_words_are_the_same_actor() -> None:
    doc = build(("Rebels", "rebel", "NNS/NOUN", 0, "ROOT"), ("rebels", "rebel", "NNS/NOUN", 1, "ROOT"))
    found = finder(doc)
    assert found.of_phrase(doc[0]) == found.of_phrase(doc[1])


@pytest.mark.parametrize(
    ("noun", "lemma", "tag", "kind"),
    [
        ("ministry", "ministry", "NN/NOUN", ActorType.ORGANISATION),
        ("ministries", "ministry", "NNS/NOUN", ActorType.GROUP),
        ("rebels", "rebel", "NNS/NOUN", ActorType.GROUP),
    ],
)
def test_kinds_of_the_unnamed(noun: str, lemma: str, tag: str, kind: ActorType) -> None:
    doc = build((noun, lemma, tag, 0, "ROOT"))
    found = finder(doc)
    (key,) = found.of_phrase(doc[0])
    assert found.actors[key].type == kind
    assert found.actors[key].rule == "party"


def test_officials_and_sides_of_named_states_are_those() -> None:
    peruvian: Row = ("Peruvian", "peruvian", "JJ/ADJ", 0, "amod")
    assert group(peruvian, noun="officials", lemma="official") == ["Peru"]
    assert group(peruvian, noun="side", lemma="side", tag="NN/NOUN") == ["Peru"]
    assert group(THE, noun="sides", lemma="side") == []


def test_rebels_are_not_the_state_that_they_stand_in() -> None:
    doc = build(("rebels", "rebel", "NNS/NOUN", 0, "ROOT"), ("in", "in", "IN/ADP", 0, "prep"), (*PERU[:3], 1, "pobj"))
    found = finder(doc)
    found.registry.refer(0, (0,))
    assert names(found, found.of_phrase(doc[0])) == ["rebels in Peru"]
    ministers = build(("ministers", "minister", "NNS/NOUN", 0, "ROOT"), PERU)
    found = finder(ministers)
    found.registry.refer(0, (0,))
    assert names(found, found.of_phrase(ministers[0])) == ["Peru"]


def test_the_government_is_that_of_the_state_at_home() -> None:
    rows: list[Row] = [("government", "government", "NN/NOUN", 0, "ROOT"), ANA, PERU]
    found = finder(build(*rows))
    ana = next(c.key for c in found.actors if c.name == "Ana")
    assert names(found, found.of_phrase(found.layers.doc[0], [ana])) == ["Peru"]


def test_a_capital_that_acts_is_its_state() -> None:
    doc = build(("Lima", "Lima", "NNP/PROPN", 0, "ROOT"))
    doc[0].ent_type_ = "GPE"
    found = finder(doc)
    assert names(found, found.of_phrase(doc[0])) == ["Peru"]
    assert found.of_phrase(doc[0], create=False) == (0,)  # proposed already
    assert finder(doc).of_phrase(doc[0], create=False) == ()


def test_who_is_in_apposition_is_who_is_meant() -> None:
    rows: list[Row] = [("envoy", "envoy", "NN/NOUN", 0, "ROOT"), (*ANA[:3], 0, "appos"), (*PERU[:3], 0, "dep")]
    assert parties(*rows, personal=True) == ["Ana"]


def test_open_groups_are_named_elsewhere() -> None:
    rows: list[Row] = [
        ("the", "the", "DT/DET", 2, "det"),
        ("two", "two", "CD/NUM", 2, "nummod"),
        ("ministers", "minister", "NNS/NOUN", 2, "ROOT"),
    ]
    assert (found := finder(build(*rows))).is_open_group(found.layers.doc[2])
    rows[1] = ("Peruvian", "peruvian", "JJ/ADJ", 2, "amod")
    assert not (found := finder(build(*rows))).is_open_group(found.layers.doc[2])
    rows[1] = ("angry", "angry", "JJ/ADJ", 2, "amod")
    assert not (found := finder(build(*rows))).is_open_group(found.layers.doc[2])
    rows[1:] = [("two", "two", "CD/NUM", 2, "nummod"), ("farmers", "farmer", "NNS/NOUN", 2, "ROOT")]
    assert not (found := finder(build(*rows))).is_open_group(found.layers.doc[2])
    each = build(("each", "each", "DT/DET", 1, "det"), ("country", "country", "NN/NOUN", 1, "ROOT"))
    assert finder(each).is_open_group(each[1])


def test_the_first_pair_is_two_that_are_no_persons() -> None:
    doc = build(ANA, ("and", "and", "CC/CCONJ", 0, "cc"), ("Eva", "Eva", "NNP/PROPN", 0, "conj"))
    assert finder(doc).first_pair() == ()
    doc = build(PERU, *AND_CHILE)
    found = finder(doc)
    assert names(found, found.first_pair()) == ["Peru", "Chile"]


SENT: list[Row] = [
    ("send", "send", "VB/VERB", 0, "ROOT"),
    ("doctors", "doctor", "NNS/NOUN", 0, "dobj"),
    ("to", "to", "IN/ADP", 0, "prep"),
    ("Chile", "Chile", "NNP/PROPN", 2, "pobj"),
]


def test_the_nearest_actor_in_the_action_is_the_counterpart() -> None:
    found = finder(build(*SENT))
    assert names(found, counterparts(found, None, (), found.layers.doc[0])) == ["Chile"]
    assert counterparts(found, None, (), None) == ()


def test_who_is_bound_is_no_counterpart_and_neither_are_his_own() -> None:
    found = finder(build(*SENT, (*PERU[:3], 0, "dep"), (*ANA[:3], 0, "dep")))
    chile, peru = (next(c.key for c in found.actors if c.name == name) for name in ("Chile", "Peru"))
    found.registry.clusters[-1].plover_sector = "GOV"
    assert counterparts(found, None, (chile, peru), found.layers.doc[0]) == ()
    assert names(found, counterparts(found, None, (peru,), found.layers.doc[0])) == ["Chile"]
    assert counterparts(found, found.layers.doc[5], (peru,), None) == ()  # Ana is Peru's own minister
    assert names(found, counterparts(found, found.layers.doc[5], (chile,), None)) == ["Ana"]


def test_a_named_partner_goes_before_what_is_near() -> None:
    found = finder(build(*SENT, (*PERU[:3], 0, "dep")))
    assert names(found, counterparts(found, found.layers.doc[4], (), found.layers.doc[0])) == ["Peru"]


def test_a_subject_or_a_circumstance_is_no_counterpart() -> None:
    for label in ("nsubj", "advcl", "conj"):
        rows = [SENT[0], (*PERU[:3], 0, label)]
        found = finder(build(*rows))
        assert counterparts(found, None, (), found.layers.doc[0]) == (), label


def test_what_is_personal_and_what_a_party_is_called() -> None:
    doc = build(
        ("Peru", "Peru", "NNP/PROPN", 2, "nsubj"),
        (",", ",", ",/PUNCT", 0, "punct"),
        ("resigned", "resign", "VBD/VERB", 2, "ROOT"),
    )
    assert is_personal(doc[2])
    assert not is_personal(build(*SENT)[0])
    assert phrase(doc[0]) == (0, 1)
