"""Which country persons and bodies are of, where their own words do not say; and names that are written in parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from toolkit.article import Zone, ZoneKind
from toolkit.nlp.actors import find_actors
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
        "The talks failed. Sweden's trade minister, Mrs Karin Lund, called the tariff a mistake. Sweden would appeal, Mrs Lund said. "
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
