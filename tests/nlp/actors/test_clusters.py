"""Organisations and persons brought together as actors, on Docs built by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.tokens import Doc
from trees import sketch, span

from toolkit.nlp.actors.collectives import BodySpan
from toolkit.nlp.actors.country_facts import CountryFacts
from toolkit.nlp.actors.find import add_states, find_actors, known_names
from toolkit.nlp.actors.gazetteer import IGO, NameEntry
from toolkit.nlp.actors.naming import NamedRange
from toolkit.nlp.actors.organisation_clusters import OrganisationClusters, as_department, as_namesakes, split_seats
from toolkit.nlp.actors.person_candidates import run_at
from toolkit.nlp.actors.person_clusters import PersonClusters
from toolkit.nlp.actors.person_words import Person
from toolkit.nlp.document.parsing import known
from toolkit.nlp.layers import ActorCluster, ActorRegistry, Layers
from toolkit.records import ActorType

ORGANISATION = ActorType.ORGANISATION


def entry(name: str, sector: str | None = "GOV", code: str | None = "RUR", kind: str = "organisation") -> NameEntry:
    return NameEntry(code, kind, name, ORGANISATION if kind == "organisation" else ActorType.STATE, sector)


def at(doc: Doc, phrase: str, meant: NameEntry) -> NamedRange:
    return span(doc, phrase).start, span(doc, phrase).end, meant


def body(
    doc: Doc, phrase: str, sector: str | None = None, rule: str = "head_noun", state: int | None = None
) -> BodySpan:
    return BodySpan(span(doc, phrase).start, span(doc, phrase).end, ORGANISATION, sector, rule, state)


def organisations(doc: Doc, **codes: str) -> OrganisationClusters:
    return OrganisationClusters(
        Layers(doc), CountryFacts({span(doc, word).start: code for word, code in codes.items()})
    )


def names(bodies: OrganisationClusters) -> list[str]:
    return [f"{c.name}|{c.country}|{c.plover_sector}|{len(c.mentions)}" for c in bodies.registry.clusters]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the State Department", "State Department"),
        ("US State Department", "State Department"),
        ("the Oval Office", None),
        ("the White House", None),
        ("Treasury", None),
    ],
)
def test_departments_are_bodies_of_their_own(text: str, name: str | None) -> None:
    doc = sketch(text)
    given = (0, len(doc), entry("Ruritania", kind="metonym"))
    start, end, meant = as_department(doc, given)
    assert (start, end) == (0, len(doc))
    assert meant == (given[2] if name is None else entry(name))


@pytest.mark.parametrize(
    ("text", "meant"), [("the Congress", "Ruritanian National Congress"), ("a Congress", "Congress")]
)
def test_a_short_name_is_read_as_the_article_means_it(text: str, meant: str) -> None:
    doc = sketch("Ruritanian National Congress met/VBD " + text)
    party, parliament = entry("Ruritanian National Congress", "PTY"), entry("Congress", "LEG")
    known_here = [at(doc, "Ruritanian National Congress", party), (5, 6, parliament)]
    assert [n[2].name for n in as_namesakes(doc, known_here)] == ["Ruritanian National Congress", meant]


def test_a_seat_means_the_organisation_that_the_article_names() -> None:
    doc = sketch("Brussels agreed/VBD with European Union", deps={"Brussels": "nsubj:agreed"})
    place = (0, 1, entry("Belgium", code="BEL", kind="capital"))
    union = at(doc, "European Union", entry("European Union", IGO, IGO))
    assert split_seats(doc, [place], [union]) == ([], [(0, 1, union[2]), union])
    assert split_seats(doc, [place], []) == ([place], [])
    quiet = sketch("Brussels slept/VBD with European Union")
    assert split_seats(quiet, [place], [union]) == ([], [union]), "where it does not act it is nobody"


def test_known_names_are_one_and_parliaments_are_counted() -> None:
    doc = sketch("the Zenda Diet and the Diet")
    bodies = organisations(doc)
    bodies.add_known([at(doc, "Zenda Diet", entry("Zenda Diet", "LEG")), (5, 6, entry("Zenda Diet", "LEG"))])
    assert names(bodies) == ["Zenda Diet|RUR|LEG|2"]
    assert bodies.facts.domestic == {"RUR": 2}
    assert bodies.tokens == {1, 2, 5}


@pytest.mark.parametrize(
    ("text", "phrases", "found"),
    [
        (
            "the Ruritanian Foreign Ministry ; the Foreign Ministry",
            ["Ruritanian Foreign Ministry", "the Foreign Ministry"],
            1,
        ),
        (
            "the Ministry of Foreign Ministry ; a Foreign Ministry",
            ["Ministry of Foreign Ministry", "a Foreign Ministry"],
            2,
        ),
        ("the Zenda Oil Company ( ZOX )  ; ZOX", ["Zenda Oil Company", "ZOX"], 1),
        ("the Zenda Oil Company ; ZOC", ["Zenda Oil Company", "ZOC"], 1),
        ("the Zenda Oil Company ; ZOX", ["Zenda Oil Company", "ZOX"], 2),
        ("the Zenda Oil Company ; Zenda Oil Company", ["the Zenda Oil Company", "Zenda Oil Company"], 1),
        (
            "B Ministry ; C Ministry ; the Ministry",
            ["B Ministry", "C Ministry", "the Ministry"],
            3,
        ),
    ],
)
def test_what_names_one_organisation(text: str, phrases: list[str], found: int) -> None:
    doc = sketch(text)
    bodies = organisations(doc)
    bodies.add_found([body(doc, phrase) for phrase in phrases])
    assert len(bodies.registry.clusters) == found


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Ruritanian Steel Company", "Ruritanian Steel Company", "RUR"),
        ("Ruritanian 's Steel Company", "Steel Company", "RUR"),
        ("the Ruritanian/JJ firm Steel Company", "Steel Company", "RUR"),
        ("Steel Company", "Steel Company", None),
        ("the European Union", "European Union", None),
    ],
)
def test_country_of_an_organisation(text: str, name: str, country: str | None) -> None:
    doc = sketch(text)
    bodies = organisations(doc, **({"Ruritanian": "RUR"} if "Ruritanian" in text else {}))
    bodies.add_found([body(doc, name)])
    assert bodies.registry.clusters[0].country == country


def test_a_collective_has_its_states_name_and_its_own() -> None:
    doc = sketch("Ruritania 's state media and opposition")
    bodies = organisations(doc, Ruritania="RUR")
    bodies.add_found(
        [body(doc, "Ruritania 's state media", "MED", "collective", 0), body(doc, "opposition", "OPP", "collective", 0)]
    )
    assert names(bodies) == ["Ruritania 's state media|RUR|MED|1", "Ruritania opposition|RUR|OPP|1"]
    assert bodies.registry.clusters[0].aliases == ["Ruritania 's state media", "state media"]


def test_an_armed_movement_is_of_rebels() -> None:
    doc = sketch("the rebel Zenda Front")
    bodies = organisations(doc)
    bodies.add_found([body(doc, "Zenda Front", "PTY")])
    assert names(bodies) == ["Zenda Front|None|REB|1"]


@pytest.mark.parametrize(
    ("union", "name"), [(True, "European Commission|None|IGO|1"), (False, "Commission|None|None|1")]
)
def test_the_commission_is_the_unions_where_that_is_named(union: bool, name: str) -> None:
    doc = sketch("the European Union and the Commission")
    bodies = organisations(doc)
    if union:
        bodies.add_known([at(doc, "European Union", entry("European Union", IGO, IGO))])
    bodies.add_found([body(doc, "Commission", None, "alone")])
    assert names(bodies)[-1] == name


@pytest.mark.parametrize(
    ("text", "publisher", "signed", "found"),
    [
        ("Zenda Gazette said/VBD", "Zenda Gazette", set(), ["Zenda Gazette|None|MED|1"]),
        ("Zenda Gazette said/VBD", "Zenda Gazette", {0, 1}, []),
        ("Zenda Ministry said/VBD", "Zenda Ministry", {0, 1}, ["Zenda Ministry|None|GOV|1"]),
        ("Zenda Blatt said/VBD", "Zenda Blatt", set(), ["Zenda Blatt|None|MED|1"]),
        ("Zenda said/VBD", "Zenda Gazette", set(), []),
        ("Zenda said/VBD", None, set(), []),
    ],
)
def test_the_publisher_acts_where_the_text_names_it(
    text: str, publisher: str, signed: set[int], found: list[str]
) -> None:
    bodies = organisations(sketch(text))
    bodies.add_publisher(publisher, signed)
    assert names(bodies) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Berg administration", ["Berg administration|RUR|GOV|1"]),
        ("Berg 's government", ["Berg government|RUR|GOV|1"]),
        ("the Berg campaign", ["Berg campaign|RUR|PTY|1"]),
        ("the Berg house", []),
        ("the Berg", []),
    ],
)
def test_what_is_called_after_a_person(text: str, found: list[str]) -> None:
    doc = sketch(text)
    bodies = organisations(doc)
    person = ActorCluster(9, "Anna Berg", ActorType.PERSON, country="RUR")
    bodies.add_circle(person, "Berg", span(doc, "Berg").start, span(doc, "Berg").end)
    assert names(bodies) == found


class Article:
    """Persons of a Doc whose organisations and states are given."""

    def __init__(self, doc: Doc, bodies: dict[str, str | None] | None = None, **codes: str) -> None:
        layers = Layers(doc, anchor=dt.date(2015, 1, 1))
        facts = CountryFacts({span(doc, word).start: code for word, code in codes.items()})
        self.doc, self.bodies = doc, OrganisationClusters(layers, facts)
        self.bodies.add_found([body(doc, name, sector) for name, sector in (bodies or {}).items()])
        self.clusters = PersonClusters(layers, self.bodies, facts)

    def add(self, *phrases: str, gender: str | None = None) -> ActorCluster:
        runs = [run_at(self.doc, where.start, where.end) for where in (span(self.doc, phrase) for phrase in phrases)]
        self.clusters.add([Person(max((run.words for run in runs), key=len), gender, runs)])
        return next(c for c in self.bodies.registry.clusters if c.type == ActorType.PERSON)


@pytest.mark.parametrize(
    ("text", "bodies", "codes", "role", "affiliation", "country", "sector"),
    [
        (
            "Ruritanian Foreign Minister Qorva Berg",
            {},
            {"Ruritanian": "RUR"},
            "Ruritanian Foreign Minister",
            None,
            "RUR",
            "GOV",
        ),
        ("said/VBD Home Secretary Qorva Berg", {}, {}, "Home Secretary", None, "GBR", "GOV"),
        (
            "Qorva Berg , director of Zenda Institute ,",
            {"Zenda Institute": "EDU"},
            {},
            "director",
            "Zenda Institute",
            None,
            "",
        ),
        ("Zenda Union 's chairman Qorva Berg", {"Zenda Union": "NGO"}, {}, "chairman", "Zenda Union", None, "BUS"),
        (
            "Qorva Berg , professor of Ruritanian history ,",
            {},
            {"Ruritanian": "RUR"},
            "professor",
            "Ruritanian history",
            None,
            "EDU",
        ),
        (
            "Qorva Berg , director of Zenda League ,",
            {"Zenda League": "IGO"},
            {},
            "director",
            "Zenda League",
            None,
            "IGO",
        ),
        ("Qorva Berg spoke/VBD", {}, {}, None, None, None, None),
    ],
)
def test_what_a_person_is(
    text: str,
    bodies: dict[str, str | None],
    codes: dict[str, str],
    role: str,
    affiliation: str,
    country: str,
    sector: str,
) -> None:
    found = Article(sketch(text), bodies, **codes).add("Qorva Berg")
    assert (found.role, found.affiliation, found.country, found.plover_sector) == (role, affiliation, country, sector)


def test_aliases_titles_and_confidence() -> None:
    found = Article(sketch("said/VBD Sir Qorva Berg ; President Berg")).add("Qorva Berg")
    assert found.aliases == ["Qorva Berg", "Sir Qorva Berg"]
    assert found.confidence > Article(sketch("said/VBD Berg")).add("Berg").confidence


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("Qorva Berg , who teaches/VBZ law at Zenda Institute , said/VBD", ["Zenda Institute"]),
        ("Qorva Berg , who left/VBD law at Zenda Institute , said/VBD", []),
        ("Qorva Berg , who teaches/VBZ law , at Zenda Institute said/VBD", []),
        ("the Zenda Institute and its director Qorva Berg", ["Zenda Institute"]),
        ("the Zenda Institute and its minister Qorva Berg", []),
        ("the Zenda Institute said/VBD the institute 's director Qorva Berg", ["Zenda Institute"]),
        ("the Zenda Institute said/VBD the army 's director Qorva Berg", []),
        ("the Zenda Institute said/VBD the director Qorva Berg", []),
    ],
)
def test_organisations_that_a_person_is_tied_to(text: str, tied: list[str]) -> None:
    article = Article(sketch(text, lemmas={"teaches": "teach", "left": "leave"}), {"Zenda Institute": "EDU"})
    found = article.add("Qorva Berg")
    assert [c.name for c in article.bodies.facts.ties[found.key]] == tied


@pytest.mark.parametrize(
    ("text", "name", "gender", "expected"),
    [
        ("President Putin said/VBD", "Putin", None, ("Vladimir Putin", "RUS", "m")),
        ("President Putin said/VBD", "Putin", "f", ("Vladimir Putin", "RUS", "m")),
        ("Mrs Putin said/VBD", "Putin", "f", ("Putin", None, "f")),
        ("Vladimir Putin said/VBD", "Vladimir Putin", None, ("Vladimir Putin", "RUS", "m")),
    ],
)
def test_the_table_of_leaders_knows_who_is_meant(
    text: str, name: str, gender: str | None, expected: tuple[str, ...]
) -> None:
    found = Article(sketch(text)).add(name, gender=gender)
    assert (found.name, found.country, found.gender) == expected


def test_the_article_knows_better_than_the_table_where_a_person_is_from() -> None:
    found = Article(sketch("Ruritanian President Putin said/VBD"), Ruritanian="RUR").add("Putin")
    assert (found.name, found.country) == ("Putin", "RUR")


def test_states_act_under_one_name() -> None:
    doc = sketch("Ruritania told/VBD Strelsau that Ruritanian/JJ Steel Company", deps={"Strelsau": "dobj:told"})
    registry = ActorRegistry()
    places = [
        at(doc, "Ruritania", entry("Ruritania", kind="state")),
        at(doc, "Strelsau", entry("Ruritania", kind="capital")),
        at(doc, "Ruritanian", entry("Ruritania", kind="demonym")),
    ]
    add_states(doc, registry, places, [body(doc, "Ruritanian Steel Company", "BUS")])
    (state,) = registry.clusters
    assert (state.name, state.aliases, state.country) == ("Ruritania", ["Ruritania"], "RUR")


@pytest.mark.parametrize(
    ("text", "places", "bodies", "leaders"),
    [
        ("France met/VBD the European Union", ["France"], ["European Union"], []),
        ("Jordan Berg met/VBD France", ["France"], [], []),
        ("President Putin met/VBD France", ["France"], [], ["Vladimir Putin"]),
        ("the Foreign Office met/VBD France", ["France"], ["Foreign Office"], []),
    ],
)
def test_known_names(text: str, places: list[str], bodies: list[str], leaders: list[str]) -> None:
    doc = sketch(text, ents={"Jordan Berg": "PERSON"} if "Jordan" in text else None)
    found = known_names(doc, dt.date(2015, 1, 1), set())
    assert [[n[2].name for n in part] for part in found] == [places, bodies, leaders]


def test_nobody_acts_where_an_article_is_signed() -> None:
    doc = sketch("Reuters reported/VBD . France said/VBD so")
    known(doc)["units"] = [[0, 3, "byline"], [3, len(doc), "body"]]
    layers = Layers(doc)
    find_actors(layers)
    assert [c.name for c in layers.actors.clusters] == ["France"]
    known(doc)["units"] = [[0, len(doc), "body"]]
    layers = Layers(doc)
    find_actors(layers)
    assert [c.name for c in layers.actors.clusters] == ["France", "Reuters"]


@pytest.mark.parametrize(
    ("publisher", "country"), [("The Guardian", "GBR"), ("AFP", "FRA"), ("Zenda Blatt", "FRA"), (None, "FRA")]
)
def test_a_paper_writes_for_its_country_and_an_agency_for_none(publisher: str | None, country: str) -> None:
    layers = Layers(sketch("Anna Berg , a teacher , said/VBD so ; France and Britain met/VBD"), publisher=publisher)
    find_actors(layers)
    assert {c.name: c.country for c in layers.actors.clusters}["Anna Berg"] == country
