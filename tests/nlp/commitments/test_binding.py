"""Whom an actor binds, on registries made by hand."""

from __future__ import annotations

import pytest

from toolkit.nlp.commitments.binding import Binding, role_words
from toolkit.nlp.commitments.drafts import ActorDrafts
from toolkit.nlp.layers import ActorCluster, ActorRegistry
from toolkit.records import ActorType, MentionKind


class House:
    """A registry with Peru (key 0), and what binds in it."""

    def __init__(self) -> None:
        self.registry = ActorRegistry()
        self.peru = self.registry.add("Peru", ActorType.STATE, country="PER", plover_sector="GOV")
        self.registry.mention(self.peru, 0, 1, 0, MentionKind.NAME)
        self.drafts = ActorDrafts(self.registry)
        self.binding = Binding(self.drafts)

    def add(self, name: str, type: ActorType = ActorType.PERSON, **facts: object) -> ActorCluster:
        return self.registry.add(name, type, **facts)

    def bound(self, cluster: ActorCluster) -> str:
        (key,) = self.binding.bound([cluster.key])
        return self.drafts[key].name


@pytest.fixture
def house() -> House:
    return House()


@pytest.mark.parametrize(
    ("role", "sector", "bound"),
    [
        ("foreign minister", None, "Peru"),
        ("Vice-President", None, "Peru"),
        ("spokeswoman", "GOV", "Peru"),
        ("former president", "GOV", "Ana Rojas"),
        ("opposition leader", "OPP", "Ana Rojas"),
        ("candidate for president", None, "Ana Rojas"),
        ("farmer", "GOV", "Ana Rojas"),
        (None, "GOV", "Peru"),
        (None, None, "Ana Rojas"),
        ("leader", "GOV", "Ana Rojas"),
    ],
)
def test_an_office_of_state_binds_the_state(house: House, role: str | None, sector: str | None, bound: str) -> None:
    assert house.bound(house.add("Ana Rojas", country="PER", role=role, plover_sector=sector)) == bound


def test_a_leader_binds_the_state_that_the_role_names(house: House) -> None:
    assert house.bound(house.add("Ana Rojas", country="PER", role="Peru leader", role_range=(0, 2))) == "Peru"
    assert house.bound(house.add("Ana Rojas", country="PER", role="party's leader", role_range=(3, 5))) == "Ana Rojas"


def test_who_has_no_country_binds_himself(house: House) -> None:
    assert house.bound(house.add("Ana Rojas", role="foreign minister")) == "Ana Rojas"


def test_the_state_of_an_official_is_proposed_if_nobody_names_it(house: House) -> None:
    minister = house.add("Luis Soto", country="CHL", role="foreign minister", role_range=(4, 6))
    assert house.bound(minister) == "Chile"
    assert [c.name for c in house.registry.clusters] == ["Peru", "Luis Soto"]
    house.drafts.keep()
    assert house.registry.at(5) is house.registry.clusters[-1]
    assert house.registry.clusters[-1].type == ActorType.STATE


def test_an_official_whose_place_is_unknown_binds_himself(house: House) -> None:
    assert house.bound(house.add("Luis Soto", country="CHL", role="foreign minister")) == "Luis Soto"
    assert house.bound(house.add("Luis Soto", country="XXX", role="minister", role_range=(4, 6))) == "Luis Soto"


def test_a_body_of_government_binds_the_state_unless_the_state_is_divided(house: House) -> None:
    army = house.add("army", ActorType.ORGANISATION, country="PER", plover_sector="GOV")
    firm = house.add("firm", ActorType.ORGANISATION, country="PER", plover_sector="BUS")
    assert (house.bound(army), house.bound(firm)) == ("Peru", "firm")
    house.add("rebels", ActorType.GROUP, country="PER", plover_sector="REB")
    assert house.bound(army) == "army"


def test_a_body_whose_state_is_not_named_binds_itself(house: House) -> None:
    assert house.bound(house.add("army", ActorType.ORGANISATION, country="CHL", plover_sector="GOV")) == "army"


def test_sides(house: House) -> None:
    firm = house.add("Firm", ActorType.ORGANISATION)
    house.registry.mention(firm, 7, 8, 7, MentionKind.NAME)
    head = house.add("Ana Rojas", country="PER", role="head of Firm", role_range=(5, 8))
    citizen = house.add("Eva Paz", country="PER", role="farmer")
    exile = house.add("Leo Cruz", country="PER", role="former minister")
    stranger = house.add("Tim Ode")
    found = house.binding.sides([c.key for c in (head, citizen, exile, stranger, firm)])
    assert [house.drafts[key].name for key in found] == ["Firm", "Peru", "Leo Cruz", "Tim Ode"]
    assert house.binding.bodies([head.key, citizen.key, house.peru.key]) == (firm.key, citizen.key, house.peru.key)


def test_home_is_the_state_of_who_speaks_else_of_most_officials(house: House) -> None:
    chile = house.add("Chile", ActorType.STATE, country="CHL")
    ana = house.add("Ana Rojas", country="PER", plover_sector="GOV")
    luis = house.add("Luis Soto", country="CHL", plover_sector="GOV")
    assert house.binding.home([luis.key]) == chile.key
    assert house.binding.home([]) is None  # as many of one as of the other
    house.registry.mention(ana, 2, 4, 3, MentionKind.NAME)
    assert house.binding.home([]) == house.peru.key


def test_words_of_a_role() -> None:
    cluster = ActorCluster(0, "Ana Rojas", ActorType.PERSON, role="Vice-President of Peru")
    assert role_words(cluster) == {"vice", "president", "of", "peru"}
    assert role_words(ActorCluster(0, "Ana Rojas", ActorType.PERSON)) == set()
