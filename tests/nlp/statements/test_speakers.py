"""Whose words they are and to whom they are said, on Docs built by hand."""

from __future__ import annotations

import pytest
from trees import sketch, span

from toolkit.nlp.layers import ActorCluster, AttributionSpan, Layers, Quote
from toolkit.nlp.statements.addressees import name_addressees
from toolkit.nlp.statements.speakers import described, meant, name_speakers
from toolkit.records import ActorType, AttributionType, CueClass, MentionKind


def layers_of(text: str, actors: dict[str, ActorType], **facts: dict[str, str]) -> Layers:
    """A Doc with named actors."""
    layers = Layers(sketch(text, **facts))
    for name, type_ in actors.items():
        where = span(layers.doc, name)
        cluster = layers.actors.add(name, type_)
        layers.actors.mention(cluster, where.start, where.end, where.end - 1, MentionKind.NAME)
    return layers


def said(
    layers: Layers, source: str, head: str, cue: str = "said", content: tuple[int, int] = (0, 0)
) -> AttributionSpan:
    where, at = span(layers.doc, source), span(layers.doc, cue).start
    found = AttributionSpan(
        ((at, at + 1),), (content,), ((where.start, where.end),), at, span(layers.doc, head).start,
        AttributionType.INDIRECT, CueClass.SPEECH, "test", 0.9,
    )  # fmt: skip
    layers.attributions.append(found)
    return found


def test_speakers_are_the_actors_of_the_phrase_with_those_after_and() -> None:
    deps = {"Berg": "nsubj:said", "Zenda": "conj:Berg", "and": "cc:Berg", "said": "ROOT:said"}
    layers = layers_of("Berg and Zenda said/VBD so", {"Berg": ActorType.PERSON, "Zenda": ActorType.STATE}, deps=deps)
    both, one = said(layers, "Berg and Zenda", "Berg"), said(layers, "Berg", "Berg")
    name_speakers(layers)
    assert (both.speakers, both.speaker_name) == ((0, 1), "Berg and Zenda")
    assert (one.speakers, one.speaker_name) == ((0,), "Berg")


@pytest.mark.parametrize(
    ("noun", "type_", "speakers", "name"),
    [
        ("spokesman", ActorType.STATE, (0,), "Zenda spokesman"),
        ("statement", ActorType.ORGANISATION, (0,), "Zenda statement"),
        ("spokesman", ActorType.PERSON, (0,), "Zenda"),
        ("side", ActorType.STATE, (0,), "Zenda"),
        ("officials", ActorType.STATE, (), "Zenda officials"),
    ],
)
def test_a_noun_speaks_for_its_owner_only_if_that_is_its_office(noun, type_, speakers, name) -> None:
    layers = layers_of(
        f"the Zenda {noun} said/VBD so", {"Zenda": type_}, deps={noun: "nsubj:said", "said": "ROOT:said"}
    )
    layers.actors.refer(2, (0,))
    found = said(layers, f"the Zenda {noun}", noun)
    name_speakers(layers)
    assert (found.speakers, found.speaker_name) == (speakers, name)


def test_an_apposition_names_who_is_described() -> None:
    deps = {"minister": "nsubj:said", "Berg": "appos:minister", "said": "ROOT:said"}
    layers = layers_of("the minister Berg said/VBD so", {"Berg": ActorType.PERSON}, deps=deps)
    assert meant(layers.actors, layers.doc[1]) == (0,)
    assert meant(layers.actors, layers.doc[4]) == ()


def test_a_description_has_no_article_and_may_be_missing() -> None:
    doc = sketch("the a diplomat spoke/VBD")
    assert described(doc, ((0, 3),)) == "diplomat"
    assert described(doc, ((0, 1),)) == "the"
    assert described(doc, ()) is None


@pytest.mark.parametrize("word", ["I", "us", "ourselves", "he"])
def test_i_and_we_in_quoted_words_are_the_speaker(word: str) -> None:
    layers = layers_of(f"Berg said/VBD “ {word} won/VBD ” {word}", {"Berg": ActorType.PERSON})
    layers.quotes = [Quote(2, 6, "“")]
    said(layers, "Berg", "Berg", content=(2, 7))
    name_speakers(layers)
    assert layers.actors.resolve(layers.doc[3]) == (() if word == "he" else (0,))
    assert layers.actors.resolve(layers.doc[6]) == (), "not outside the quotation"


def test_we_of_two_speakers_is_both() -> None:
    deps = {"Berg": "nsubj:said", "Roe": "conj:Berg", "said": "ROOT:said"}
    layers = layers_of(
        "Berg and Roe said/VBD “ we won/VBD ”", {"Berg": ActorType.PERSON, "Roe": ActorType.PERSON}, deps=deps
    )
    layers.quotes = [Quote(4, 8, "“")]
    said(layers, "Berg and Roe", "Berg", content=(4, 8))
    name_speakers(layers)
    assert layers.actors.resolve(layers.doc[5]) == (0, 1)


ZENDA = {"Berg": ActorType.PERSON, "Zenda": ActorType.STATE}


@pytest.mark.parametrize(
    ("text", "cue", "lemma", "deps", "expected"),
    [
        ("Berg told/VBD Zenda so", "told", "tell", {"Zenda": "dobj:told"}, "Zenda"),
        ("Berg told/VBD to Zenda so", "told", "tell", {"to": "dative:told", "Zenda": "pobj:to"}, "Zenda"),
        ("Berg warned/VBD Zenda so", "warned", "warn", {"Zenda": "dobj:warned"}, "Zenda"),
        ("Berg asked/VBD questions", "asked", "ask", {"questions": "dobj:asked"}, None),
        ("Berg told/VBD questions", "told", "tell", {"questions": "dobj:told"}, "questions"),
        ("Berg urged/VBD Zenda to go/VB", "urged", "urge", {"Zenda": "nsubj:go", "to": "aux:go", "go": "ccomp:urged"}, "Zenda"),
        ("Berg urged/VBD Zenda go/VB", "urged", "urge", {"Zenda": "nsubj:go", "go": "ccomp:urged"}, None),
        ("Berg said/VBD to reporters", "said", "say", {"to": "prep:said", "reporters": "pobj:to"}, "reporters"),
        ("Berg hummed/VBD to Zenda", "hummed", "hum", {"to": "prep:hummed", "Zenda": "pobj:to"}, None),
        ("Berg said/VBD with Zenda", "said", "say", {"with": "prep:said", "Zenda": "pobj:with"}, None),
        ("Berg called/VBD on Zenda to go/VB", "called", "call",
         {"on": "prep:called", "Zenda": "nsubj:go", "to": "aux:go", "go": "advcl:called"}, "Zenda"),
        ("Berg called/VBD Zenda to go/VB", "called", "call",
         {"Zenda": "nsubj:go", "to": "aux:go", "go": "advcl:called"}, None),
        ("Berg wrote/VBD in letter to Zenda", "wrote", "write",
         {"in": "prep:wrote", "letter": "pobj:in", "to": "prep:letter", "Zenda": "pobj:to"}, "Zenda"),
        ("Berg wrote/VBD at desk to Zenda", "wrote", "write",
         {"at": "prep:wrote", "desk": "pobj:at", "to": "prep:desk", "Zenda": "pobj:to"}, None),
        ("Berg said/VBD addressing/VBG Zenda", "said", "say", {"addressing": "advcl:said", "Zenda": "dobj:addressing"}, "Zenda"),
        ("Berg issued/VBD warning to Zenda", "warning", "warning",
         {"warning": "dobj:issued", "to": "prep:warning", "Zenda": "pobj:to", "issued": "ROOT:issued"}, "Zenda"),
        ("Berg told/VBD himself/PRP so", "told", "tell", {"himself": "dobj:told"}, None),
        ("Berg told/VBD that/PRP so", "told", "tell", {"that": "dobj:told"}, None),
    ],
)  # fmt: skip
def test_addressees(text: str, cue: str, lemma: str, deps: dict[str, str], expected: str | None) -> None:
    root = {} if any(given.startswith("ROOT") for given in deps.values()) else {cue: f"ROOT:{cue}"}
    lemmas = {cue: lemma, "reporters": "reporter", "questions": "question", "addressing": "address"}
    actors = {name: kind for name, kind in ZENDA.items() if name in text}
    ents = {"Zenda": "GPE"} if "Zenda" in text else {}
    layers = layers_of(text, actors, deps={"Berg": f"nsubj:{cue}"} | root | deps, lemmas=lemmas, ents=ents)
    found = said(layers, "Berg", "Berg", cue)
    name_speakers(layers)
    name_addressees(layers)
    assert found.addressee_name == expected


def test_who_speaks_to_himself_is_misread() -> None:
    layers = layers_of(
        "Berg told/VBD Berg", {"Berg": ActorType.PERSON}, deps={"told": "ROOT:told"}, lemmas={"told": "tell"}
    )
    layers.doc[2].dep_ = "dobj"
    layers.actors.mention(layers.actors.clusters[0], 2, 3, 2, MentionKind.NAME)
    found = said(layers, "Berg", "Berg", "told")
    name_speakers(layers)
    name_addressees(layers)
    assert (found.addressee, found.addressees, found.addressee_name) == ((), (), None)


def test_a_time_or_what_is_quoted_is_addressed_by_nobody() -> None:
    for ents, quotes in (({"Monday": "DATE"}, []), ({}, [Quote(2, 3, "“")])):
        layers = layers_of("Berg told/VBD Monday", {"Berg": ActorType.PERSON}, ents=ents,
                           deps={"told": "ROOT:told", "Monday": "dobj:told"}, lemmas={"told": "tell"})  # fmt: skip
        layers.quotes = quotes
        found = said(layers, "Berg", "Berg", "told")
        name_addressees(layers)
        assert found.addressee == ()


def test_registry_gives_names_and_states() -> None:
    layers = layers_of("Berg Zenda", ZENDA)
    layers.actors.clusters[1].country = "ZEN"
    assert isinstance(layers.actors.clusters[0], ActorCluster)
    assert layers.actors.names((1, 0)) == ("Zenda", "Berg")
    assert layers.actors.states("ZEN") == (1,)
    assert layers.actors.states(None) == ()
