"""Which country persons and bodies are of, where their own words do not say; and names that are written in parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from toolkit.articles import Zone, ZoneKind
from toolkit.nlp.actors.find import find_actors
from toolkit.nlp.layers import ActorCluster, Layers

Found = Callable[..., dict[str, ActorCluster]]


@pytest.fixture(scope="module")
def actors_of(parse_text: Callable[..., Doc]) -> Found:
    """A function from a text (with date and publisher) to its actors by name."""

    def found(text: str, publisher: str | None = None, **fields: object) -> dict[str, ActorCluster]:
        layers = Layers(parse_text(text, **fields), publisher=publisher)
        find_actors(layers)
        return {c.name: c for c in layers.actors.clusters}

    return found


def test_opposite_number_is_of_the_state_named_with_it(actors_of: Found) -> None:
    found = actors_of(
        "The talks failed. Sweden's trade minister, Mrs Karin Lund, called it a mistake. Sweden would appeal, she said. "
        "Her Danish opposite number, Mr Poul Krag, disagreed."
    )
    assert found["Poul Krag"].country == "DNK"
    assert found["Karin Lund"].country == "SWE"


def test_counterpart_is_of_the_other_state(actors_of: Found) -> None:
    found = actors_of(
        "Peru and Chile signed a fishing treaty on Friday.\n"
        "Peruvian Foreign Minister Rosa Quispe toasted her counterpart, Hernan Vidal, after the ceremony."
    )
    assert found["Hernan Vidal"].country == "CHL"


def test_a_predecessor_is_not_of_the_other_state(actors_of: Found) -> None:
    found = actors_of(
        "Peru and Chile signed a fishing treaty on Friday.\n"
        "Peruvian Foreign Minister Rosa Quispe thanked her predecessor, Hernan Vidal, after the ceremony."
    )
    assert found["Hernan Vidal"].country == "PER"


def test_southern_counterpart(actors_of: Found) -> None:
    found = actors_of(
        "Sudan and South Sudan opened a border post on Monday.\n"
        "Sudanese Trade Minister Idris Bakhit cut the ribbon with his southern counterpart, Peter Lado."
    )
    assert found["Peter Lado"].country == "SSD"
    assert found["Idris Bakhit"].country == "SDN"


def test_a_field_of_study_is_no_home(actors_of: Found) -> None:
    found = actors_of(
        "Laura Benz, a professor of Chinese history at Heidelberg University in Germany, was doubtful.\n"
        "Felix Moor, a professor at a Chinese university, was not."
    )
    assert found["Laura Benz"].country == "DEU"
    assert found["Felix Moor"].country == "CHN"


def test_commissioners_of_the_union_are_of_no_country(actors_of: Found) -> None:
    text = (
        "Portugal and Spain opened the meeting. Portugal was sharply critical.\n"
        "The {}, Mrs Ilse Brouwer, told the European Union that she would wait."
    )
    assert actors_of(text.format("Transport Commissioner"))["Ilse Brouwer"].country is None
    assert actors_of(text.format("Transport Minister"))["Ilse Brouwer"].country is not None


def test_who_speaks_for_a_body_without_country_has_none(actors_of: Found) -> None:
    found = actors_of(
        "Kenya and Uganda agreed to build a dam. Kenya will pay for it.\n"
        "The Lake Boatmen's Union was angry. The union's secretary general, Joy Wanjiru, threatened a blockade.\n"
        "The minister's secretary, Paul Kamau, said Kenya would not yield."
    )
    assert found["Joy Wanjiru"].country is None
    assert found["Paul Kamau"].country == "KEN"


def test_a_paper_names_what_lies_at_home_without_its_state(actors_of: Found) -> None:
    text = (
        "France and Italy signed the treaty, and Britain welcomed it. France was delighted, and France said so.\n"
        "Dr Maud Penrose, of the Centre for Ocean Studies, said she was doubtful."
    )
    assert actors_of(text, publisher="The Guardian")["Centre for Ocean Studies"].country == "GBR"
    assert actors_of(text, publisher="AFP")["Centre for Ocean Studies"].country == "FRA"


def test_one_senator_does_not_make_an_article_american(actors_of: Found) -> None:
    found = actors_of(
        "Senator Ed Farrow welcomed the pact in Geneva.\n"
        "Canada was cautious. Canada would study the text. The defence spokesman, Mr Neil Baxter, agreed."
    )
    assert found["Neil Baxter"].country == "CAN"
    assert found["Ed Farrow"].country == "USA"


def test_names_with_capitalised_particles_and_hyphens_stay_whole(actors_of: Found) -> None:
    found = actors_of(
        "Dr Fiachra Mac Giolla said so. Ministry spokesman Ryu Han-sol told reporters on Monday. Yesterday Anna Berg left."
    )
    assert {"Fiachra Mac Giolla", "Ryu Han-sol", "Anna Berg"} <= found.keys()


def test_ranked_office_is_no_organisation(actors_of: Found) -> None:
    found = actors_of("Deputy Cabinet Secretary Hiro Tanabe spoke. The Planning Department declined to comment.")
    assert not any("Deputy" in name for name in found)
    assert any(name.endswith("Planning Department") for name in found)


def test_agency_counts_where_the_text_names_it(actors_of: Found) -> None:
    signed, name = "LIMA, May 4, 2011 (AFP) - Peru rejected the offer on Monday.\n", "Agence France-Presse"
    zones = (Zone(0, 26, ZoneKind.DATELINE),)
    assert name not in actors_of(signed, zones=zones)
    assert name in actors_of(signed + 'Analysts shrugged. "It is late," one of them told AFP.', zones=zones)


def test_departments_are_bodies_of_their_own(actors_of: Found) -> None:
    found = actors_of("The Foreign Office said that Norway was mistaken. The White House agreed with Norway.")
    assert (found["Foreign Office"].type, found["Foreign Office"].country) == ("organisation", "GBR")
    assert "White House" not in found
    assert found["United States"].type == "state"


def test_ministry_in_lower_case(actors_of: Found) -> None:
    found = actors_of(
        "Norway hesitated. Norway's fisheries ministry said the quota would stay. Iceland's fisheries ministry aide left."
    )
    body = next(c for c in found.values() if "fisheries ministry" in c.aliases)
    assert (body.type, body.country) == ("organisation", "NOR")
    assert not any("ministry" in name and c.country == "ISL" for name, c in found.items())


def test_the_south_is_the_state_named_so(actors_of: Found) -> None:
    found = actors_of(
        "South Korea and North Korea met on Tuesday. South Korea was pleased, said the South.\nThe south wind blew. "
        "A ferry went to South Island."
    )
    assert any(m.end - m.start == 1 for m in found["South Korea"].mentions)
    assert len(found["South Korea"].mentions) == 3


def test_the_south_of_a_state_not_so_named_is_a_region(actors_of: Found) -> None:
    found = actors_of("Italy voted on Sunday. Italy was divided, and the South stayed at home.")
    assert len(found["Italy"].mentions) == 2


def test_bodies_named_by_one_word(actors_of: Found) -> None:
    found = actors_of(
        "The European Union met in Riga.\nThe Council agreed to wait. Latvia asked the Commission to act. "
        "A commission of five sat on."
    )
    assert found["European Commission"].country is None
    assert found["Council"].country is None
    assert "commission" not in found


def test_the_senate_is_of_the_country_of_who_speaks_of_it(actors_of: Found) -> None:
    found = actors_of(
        "Canada was cautious.\nAmerican negotiator Ed Farrow said he would submit the pact to the Senate. "
        "The Senate race in Ohio went on."
    )
    assert found["Senate"].country == "USA"
    assert len(found["Senate"].mentions) == 1


def test_the_congress_of_a_movement(actors_of: Found) -> None:
    movement = actors_of("The African National Congress met in Lusaka in 1985. The Congress said it would go on.")
    assert len(movement["African National Congress"].mentions) == 2
    parliament = actors_of("The African National Congress met in Lusaka. Congress said in Washington it would go on.")
    assert len(parliament["African National Congress"].mentions) == 1


def test_where_a_person_works_says_the_country(actors_of: Found) -> None:
    text = "Denmark and Poland signed. Denmark was glad.\nEwa Lis, who {} at the Polish Academy, laughed."
    assert actors_of(text.format("teaches law"))["Ewa Lis"].country == "POL"
    assert actors_of(text.format("arrived late"))["Ewa Lis"].country is None


def test_rebels_and_their_people_are_not_the_mediators(actors_of: Found) -> None:
    text = (
        "MUSCAT, Oman - The {} Western Front signed a truce on Friday, mediators from Oman said.\n"
        "Oman was relieved. Oman will send monitors. Commander Sami Odan of the Western Front smiled."
    )
    rebels = actors_of(text.format("rebel"))
    assert rebels["Western Front"].country is None
    assert rebels["Sami Odan"].country is None
    assert actors_of(text.format("Omani"))["Omani Western Front"].country == "OMN"


def test_the_state_that_only_mediates_is_not_home(actors_of: Found) -> None:
    text = "{} from Oman read out the terms.\nThe chief negotiator, Colonel Adil Merrin, said the army would wait."
    assert actors_of(text.format("Mediators"))["Adil Merrin"].country is None
    assert actors_of(text.format("Ministers"))["Adil Merrin"].country == "OMN"


def test_towns_joined_by_and_are_no_organisation(actors_of: Found) -> None:
    found = actors_of("The federation's members in Ardglass and Kilkeel have promised to blockade the ports.")
    assert not any("Kilkeel" in name and c.type == "organisation" for name, c in found.items())


def test_its_head_is_of_no_country_where_it_is_of_none(actors_of: Found) -> None:
    text = "Chile was first. Chile and Peru spoke. {} said its director general, Kenji Mori, would travel on Monday."
    assert actors_of(text.format("The World Health Organization"))["Kenji Mori"].country is None
    assert actors_of(text.format("Japan"))["Kenji Mori"].country == "JPN"
    minister = text.replace("director general", "foreign minister")
    assert actors_of(minister.format("The World Health Organization"))["Kenji Mori"].country is not None


def test_a_capital_acts_where_its_government_does(actors_of: Found) -> None:
    assert "Norway" in actors_of("The defence ministry in Oslo declined to comment.")
    assert "Norway" not in actors_of("The bakery in Oslo declined to comment.")


def test_possessives_inside_names_of_bodies(actors_of: Found) -> None:
    found = actors_of("She taught at Queen's College for years. The bishop's College was empty.")
    assert "Queen's College" in found
    assert not any("bishop" in name for name in found)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("UN Special Envoy for Syria Staffan de Mistura said talks would go on.", "Staffan de Mistura", "ITA"),
        ("NATO Secretary General Jens Stoltenberg promised Ukraine more help.", "Jens Stoltenberg", "NOR"),
        ("The American ambassador in Ottawa, David Wilkins, said Canada agreed.", "David Wilkins", "USA"),
        ("Dmitri Orlov, a prominent Russian policy thinker, wrote that Ukraine would sign.", "Dmitri Orlov", "RUS"),
        (
            "Viktor Yanukovych, the country's pro-Moscow president at the time, refused to sign.",
            "Viktor Yanukovych",
            "UKR",
        ),
    ],
)
def test_whose_a_person_is_not_whom_he_deals_with(actors_of: Found, text: str, name: str, country: str) -> None:
    found = actors_of(text)[name]
    assert (found.country or found.nationality) == country


@pytest.mark.parametrize(
    ("text", "there", "away"),
    [
        ("The Israeli government agreed on Monday to send aid.", "Israel", "Israeli government"),
        ("The Baghdad government refused to join the pact.", "Iraq", "Baghdad government"),
        ("The Syrian government agreed to talks with the opposition.", "Syrian government", ""),
        (
            "President Trump spoke. The Trump administration will tax imports to the United States.",
            "United States",
            "Trump administration",
        ),
    ],
)
def test_a_government_is_its_state_where_nobody_fights_it(actors_of: Found, text: str, there: str, away: str) -> None:
    found = actors_of(text)
    assert there in found
    assert away not in found


@pytest.mark.parametrize(
    ("before", "country"),
    [
        ("Her Moroccan counterpart was less accommodating.", "MAR"),
        ("The Moroccan minister disagreed.", "MAR"),
        ("A Moroccan diplomat was blunt.", "MAR"),
        ("The weather in Melilla was fine.", "ESP"),
    ],
)
def test_who_is_described_first_and_named_then(actors_of: Found, before: str, country: str) -> None:
    text = (
        "Spain signed the contract. Spain will pay, and Spain will build the post. Spain was pleased.\n"
        f"{before} Driss Benkirane said his country would wait."
    )
    assert actors_of(text)["Driss Benkirane"].country == country
