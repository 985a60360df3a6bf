"""Which country is in play around an actor, on Docs built by hand."""

from __future__ import annotations

from collections import Counter

import pytest
from spacy.tokens import Doc
from trees import sketch, span

from toolkit.nlp.actors.countries import infer
from toolkit.nlp.actors.countries_in_play import CountriesInPlay
from toolkit.nlp.actors.country_facts import CountryFacts, described, is_field, is_regional, names_union
from toolkit.nlp.layers import ActorCluster, ActorRegistry
from toolkit.records import ActorType, MentionKind

STATES = {"Ruritania": "RUR", "Ruritanian": "RUR", "Zenda": "ZEN", "Strelsau": "STR"}


class Scene:
    """An article with its states as actors, and others by what they are called."""

    def __init__(self, doc: Doc, **facts: object) -> None:
        self.doc, self.registry = doc, ActorRegistry()
        self.facts = CountryFacts({t.i: STATES[t.text] for t in doc if t.text in STATES}, **facts)  # type: ignore[arg-type]
        states: dict[str, ActorCluster] = {}
        for position, code in self.facts.codes.items():
            if code not in states:
                states[code] = self.registry.add(doc[position].text, ActorType.STATE, country=code)
            self.registry.mention(states[code], position, position + 1, position, MentionKind.NAME)

    def actor(
        self, name: str, type: ActorType = ActorType.PERSON, role: str | None = None, **given: object
    ) -> ActorCluster:
        cluster = self.registry.add(name, type, **given)
        where = span(self.doc, name)
        self.registry.mention(cluster, where.start, where.end, where.end - 1, MentionKind.NAME)
        if role is not None:
            cluster.role, cluster.role_range = role, (span(self.doc, role).start, span(self.doc, role).end)
        return cluster

    def around(self, cluster: ActorCluster) -> str | None:
        return CountriesInPlay(self.doc, self.registry, self.facts).around(cluster)


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("in Ruritania minister Berg said/VBD", "minister", "RUR"),
        ("minister Berg said/VBD that Ruritania", "minister", "RUR"),
        ("minister Berg said/VBD against Ruritania", "minister", "RUR"),
        ("in Ruritania Berg said/VBD", None, None),
        ("said/VBD its minister Berg of Zenda", "minister", "ZEN"),
    ],
)
def test_the_state_named_in_the_sentence(text: str, role: str | None, country: str | None) -> None:
    scene = Scene(sketch(text))
    assert scene.around(scene.actor("Berg", role=role)) == country


def test_in_the_paragraph_the_state_that_was_subject_last_is_in_play() -> None:
    words = "Ruritania told/VBD Zenda ; then minister Berg"
    for deps, country in (({"Ruritania": "nsubj:told"}, "RUR"), ({}, "ZEN")):
        doc = sketch(words, deps=deps)
        doc = Doc(
            doc.vocab,
            words=[t.text for t in doc],
            tags=[t.tag_ for t in doc],
            pos=[t.pos_ for t in doc],
            heads=[1, 1, 1, 1, 6, 6, 6],
            deps=[doc[0].dep_, "ROOT", "dobj", "punct", "advmod", "compound", "ROOT"],
        )
        scene = Scene(doc)
        assert scene.around(scene.actor("Berg", role="minister")) == country


def test_whose_offices_an_article_names_is_at_home() -> None:
    text = "in Zenda minister Berg said/VBD Ruritania"
    for domestic, country in (
        ({"RUR": 2}, "RUR"),
        ({"RUR": 1}, "ZEN"),
        ({"RUR": 3, "STR": 2}, "ZEN"),
        ({"RUR": 4, "STR": 2}, "RUR"),
    ):
        scene = Scene(sketch(text), domestic=Counter(domestic))
        assert scene.around(scene.actor("Berg", role="minister")) == country


def test_an_article_is_surely_at_home_where_it_names_one_state_often() -> None:
    often = Scene(sketch("Ruritania " * 4 + "Berg said/VBD"))
    assert often.around(often.actor("Berg")) == "RUR"
    seldom = Scene(sketch("Ruritania " * 3 + "Berg said/VBD"))
    assert seldom.around(seldom.actor("Berg")) is None
    mixed = Scene(sketch("Ruritania " * 4 + "Zenda " * 7 + "Strelsau " * 3 + "Berg said/VBD"))
    assert mixed.around(mixed.actor("Berg")) == "ZEN"


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("Anna met/VBD her counterpart Berg in Zenda", "counterpart", "ZEN"),
        ("Anna met/VBD a counterpart Berg in Zenda", "counterpart", None),
        ("Anna met/VBD her minister Berg in Zenda", "minister", None),
    ],
)
def test_a_counterpart_is_of_the_other_state(text: str, role: str, country: str | None) -> None:
    scene = Scene(sketch(text))
    scene.actor("Anna", country="RUR")
    berg = scene.actor("Berg", role=role)
    assert CountriesInPlay(scene.doc, scene.registry, scene.facts).opposite(berg) == country


def test_a_southern_counterpart_is_of_the_state_of_that_name() -> None:
    scene = Scene(sketch("it met/VBD its southern/JJ counterpart Berg"))
    scene.registry.add("South Ruritania", ActorType.STATE, country="RUS")
    berg = scene.actor("Berg", role="southern counterpart")
    assert CountriesInPlay(scene.doc, scene.registry, scene.facts).opposite(berg) == "RUS"
    scene.registry.add("South Zenda", ActorType.STATE, country="ZES")
    assert CountriesInPlay(scene.doc, scene.registry, scene.facts).opposite(berg) is None


def test_persons_and_their_organisations_share_a_country() -> None:
    scene = Scene(sketch("director of Zendoil Berg said/VBD"))
    body = scene.actor("Zendoil", ActorType.ORGANISATION, plover_sector="BUS")
    berg = scene.actor("Berg", role="director of Zendoil", country="RUR")
    infer(scene.doc, scene.registry, scene.facts)
    assert body.country == "RUR"
    body.country, body.rule, berg.country = None, "lexicon", "RUR"
    infer(scene.doc, scene.registry, scene.facts)
    assert body.country is None, "what the tables leave open stays open"
    body.country, berg.country = "ZEN", None
    infer(scene.doc, scene.registry, scene.facts)
    assert berg.country == "ZEN"


@pytest.mark.parametrize(
    ("name", "sector", "country", "role", "expected"),
    [
        ("Zendoil", "IGO", None, "director of Zendoil", "IGO"),
        ("European Zendoil", "NGO", None, "director", "IGO"),
        ("European Zendoil", "NGO", "RUR", "director", None),
    ],
)
def test_who_belongs_to_an_organisation_of_states_belongs_to_no_country(
    name: str, sector: str, country: str | None, role: str, expected: str | None
) -> None:
    scene = Scene(sketch(f"director of {name} Berg said/VBD"))
    body = scene.actor(name, ActorType.ORGANISATION, plover_sector=sector, country=country)
    berg = scene.actor("Berg", role=role)
    scene.facts.ties[berg.key] = [body]
    infer(scene.doc, scene.registry, scene.facts)
    assert berg.plover_sector == expected
    assert berg.country == country


@pytest.mark.parametrize(("role", "sector"), [("trade commissioner", "IGO"), ("police commissioner", None)])
def test_commissioners_are_of_the_union_where_it_is_named(role: str, sector: str | None) -> None:
    scene = Scene(sketch(f"the Commission and {role} Berg said/VBD"))
    scene.actor("Commission", ActorType.ORGANISATION)
    berg = scene.actor("Berg", role=role)
    infer(scene.doc, scene.registry, scene.facts)
    assert berg.plover_sector is None
    scene.registry.clusters[0].name = "European Commission"
    scene.registry.clusters[0].plover_sector = "IGO"
    assert names_union(scene.registry)
    infer(scene.doc, scene.registry, scene.facts)
    assert berg.plover_sector == sector


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the Ruritanian/JJ company Zendoil", "RUR"),
        ("Ruritania - based/VBN Zendoil", "RUR"),
        ("Ruritania said/VBZ Zendoil", None),
        ("Zendoil in Ruritania", "RUR"),
        ("Zendoil of Ruritania", None),
        ("Zendoil , a Ruritanian/JJ company", "RUR"),
        ("Zendoil , a company , Ruritania", None),
        ("Zendoil , Ruritania", None),
    ],
)
def test_described(text: str, code: str | None) -> None:
    doc = sketch(text)
    where = span(doc, "Zendoil")
    codes = {t.i: STATES[t.text] for t in doc if t.text in STATES}
    assert described(doc, (where.start, where.end), codes) == code


def test_a_field_of_study_is_no_home() -> None:
    doc = sketch("professor of Ruritanian/JJ history")
    assert is_field(doc, 2, {2: "RUR"})
    assert not is_field(sketch("professor of Ruritanian/JJ origin"), 2, {2: "RUR"})


def test_regional_by_name() -> None:
    assert is_regional(ActorCluster(0, "European Zendoil", ActorType.ORGANISATION))
    assert not is_regional(ActorCluster(0, "European Berg", ActorType.PERSON))
    assert not is_regional(ActorCluster(0, "Zendoil", ActorType.ORGANISATION))
