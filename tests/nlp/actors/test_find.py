"""Actors: who is named, of what type, from which country, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from toolkit.nlp.actors.find import find_actors
from toolkit.nlp.layers import ActorCluster, Layers

Parse = Callable[..., Doc]


@pytest.fixture(scope="session")
def actors_of(parse_text: Parse) -> Callable[..., dict[str, ActorCluster]]:
    """A function from a text (and the article's date) to its actors by name."""

    def found(text: str, published: dt.date | None = None) -> dict[str, ActorCluster]:
        layers = Layers(parse_text(text, published=published), anchor=published)
        find_actors(layers)
        return {c.name: c for c in layers.actors.clusters}

    return found


def test_one_person_from_role_full_name_and_surname(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of(
        "Norwegian Foreign Minister Ingrid Halvorsen met reporters in Lisbon on Monday.\n"
        "Halvorsen said the talks had gone well. Mrs Halvorsen will return on Friday."
    )
    person = found["Ingrid Halvorsen"]
    assert (person.type, person.country, person.role, person.gender) == (
        "person",
        "NOR",
        "Norwegian Foreign Minister",
        "f",
    )
    assert len(person.mentions) == 3
    assert [c.name for c in found.values() if c.type == "person"] == ["Ingrid Halvorsen"]


def test_two_of_one_surname_stay_two(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of(
        "Peter Lindqvist and his wife Anna Lindqvist arrived late. Mr Lindqvist spoke first. Mrs Lindqvist thanked the hosts."
    )
    assert len(found["Peter Lindqvist"].mentions) == len(found["Anna Lindqvist"].mentions) == 2


def test_british_role_before_comma_and_title(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of(
        "The Foreign Secretary, Sir Giles Pomfret, told the House of Commons that Herr Brandauer had agreed."
    )
    assert found["Giles Pomfret"].role == "Foreign Secretary"
    assert found["Giles Pomfret"].country == "GBR"
    assert found["Giles Pomfret"].gender == "m"
    assert found["Brandauer"].gender == "m"


def test_description_after_the_name(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of(
        "Tariq Benslimane, deputy director of the Institute for Sahel Studies in Rabat, told the paper on Friday."
    )
    person = found["Tariq Benslimane"]
    assert person.role == "deputy director"
    assert person.affiliation == "Institute for Sahel Studies in Rabat"
    assert found["Institute for Sahel Studies"].type == "organisation"


def test_a_role_begins_at_its_noun(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of(
        "In a letter to the head of the Bakers' Union, Ana Rojas, the mayor wrote that rents were too high."
    )
    assert (found["Ana Rojas"].role or "").startswith("head")


def test_adjectives_count_for_the_state(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of(
        "The Peruvian capital was quiet. Anti-Chile slogans were few, and Peruvian-Chilean ties are good."
    )
    assert found["Peru"].country == "PER"
    assert len(found["Peru"].mentions) == 2
    assert len(found["Chile"].mentions) == 2


def test_capital_counts_where_it_acts_only(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    assert "Norway" in actors_of("Oslo rejected the offer on Monday.")
    assert "Norway" not in actors_of("The ministers arrived in Oslo on Monday.")


def test_state_words_inside_other_names_are_no_states(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of("The situation on the Korean Peninsula worries Canada.")
    assert [c.country for c in found.values() if c.type == "state"] == ["CAN"]


def test_government_of_a_state_is_an_organisation(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of("Talks between the Yemeni government and opposition forces began.")
    assert (found["Yemeni government"].type, found["Yemeni government"].country) == ("organisation", "YEM")
    assert found["Yemeni opposition forces"].country == "YEM"


def test_agreements_are_no_actors(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of("The Geneva Convention and the Treaty of Lisbon were cited by Portugal.")
    assert [c.name for c in found.values()] == ["Portugal"]


def test_abbreviation_in_brackets_is_the_same_organisation(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of("The Coastal Fishing Association (CFA) protested. Later the CFA called for talks.")
    assert len([c for c in found.values() if c.type == "organisation"]) == 1
    assert len(found["Coastal Fishing Association"].mentions) == 3


def test_empty_and_messy_texts(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    assert actors_of("") == {}
    assert actors_of("\n\n???\n--\n") == {}


def test_hyphens_and_arabic_articles_are_one_name(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of(
        "Kenyan Trade Minister Joseph Ofori-Lang met Khalid al-Haddad, the chief negotiator, on Monday. "
        "Ofori-Lang was pleased. Mr. Haddad was not."
    )
    assert sorted(c.name for c in found.values() if c.type == "person") == ["Joseph Ofori-Lang", "Khalid al-Haddad"]
    assert len(found["Joseph Ofori-Lang"].mentions) == len(found["Khalid al-Haddad"].mentions) == 2


def test_knights_go_by_the_given_name(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of("Sir Giles Pomfret spoke for an hour. Sir Giles then left. Sir Hugo stayed.")
    assert len(found["Giles Pomfret"].mentions) == 2
    assert len(found["Hugo"].mentions) == 1


def test_country_of_the_possessor_is_that_of_its_minister(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of("Canada rejected a request from Tokyo. Its environment minister, Luc Beauvais, said so.")
    assert found["Luc Beauvais"].country == "CAN"


def test_officials_of_international_organisations_have_no_country(
    actors_of: Callable[..., dict[str, ActorCluster]],
) -> None:
    found = actors_of("United Nations envoy Marta Kellerman flew to Kenya. Kenya welcomed her.")
    assert found["Marta Kellerman"].country is None
    assert found["Marta Kellerman"].plover_sector == "IGO"


def test_description_says_the_country_of_a_company(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of(
        "The Swiss company Helvetia Cargo Holdings and Polar Minerals Corporation, a Canadian firm, gained."
    )
    assert found["Helvetia Cargo Holdings"].country == "CHE"
    assert found["Polar Minerals Corporation"].country == "CAN"


def test_former_states_by_the_date_of_the_article(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    text = "Moscow accepted the offer. Mr Gorbachev smiled."
    assert actors_of(text, dt.date(1987, 3, 1))["Soviet Union"].country == "SUN"
    assert actors_of(text, dt.date(1987, 3, 1))["Mikhail Gorbachev"].country == "SUN"
    assert actors_of("Moscow accepted the offer.", dt.date(2017, 3, 1))["Russia"].country == "RUS"


def test_surname_of_a_leader_with_another_title_is_somebody_else(
    actors_of: Callable[..., dict[str, ActorCluster]],
) -> None:
    found = actors_of("Mrs Gorbachev, a teacher in Canada, smiled.", dt.date(1987, 3, 1))
    assert [c.name for c in found.values() if c.type == "person"] == ["Gorbachev"]


def test_administration_named_after_its_head(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of("President Ronald Reagan spoke. The Reagan administration will pay.", dt.date(1985, 3, 1))
    assert (found["Reagan administration"].type, found["Reagan administration"].country) == ("organisation", "USA")


def test_month_as_a_surname(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of("British Prime Minister Theresa May spoke. In May it rained.")
    assert len(found["Theresa May"].mentions) == 1


def test_initials_and_a_given_name_are_two_persons(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of(
        "Mr P. W. Lindqvist arrived very late on Monday, which surprised nobody there. Mr Pavel Lindqvist never came at all. "
        "Mr J. Moravec, whose full name is John K. Moravec, waited until everybody else had gone."
    )
    assert sorted(c.name for c in found.values() if c.type == "person") == [
        "John K. Moravec",
        "P. W. Lindqvist",
        "Pavel Lindqvist",
    ]


def test_a_single_capitalised_word_is_no_person(actors_of: Callable[..., dict[str, ActorCluster]]) -> None:
    found = actors_of("MIDWAY - The Senate Majority Leader spoke. Registration is open.")
    assert [c.name for c in found.values() if c.type == "person"] == []


def test_states_that_a_statement_names_do_not_place_the_speaker(
    actors_of: Callable[..., dict[str, ActorCluster]],
) -> None:
    found = actors_of(
        "Peru sends troops home.\nPeru is calm. Peru is glad.\n"
        "The deal showed that Chile and Canada trust each other, Ada Moss, director of the Centre for Andean Studies, said."
    )
    assert found["Ada Moss"].country == "PER"
