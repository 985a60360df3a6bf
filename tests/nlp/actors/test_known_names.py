"""What names stand for, in their time, and which look-alikes stand for nothing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from toolkit.evaluation import names as evaluation
from toolkit.nlp.actors.gazetteer import NameEntry
from toolkit.nlp.actors.known_names import leader_called, resolve_name
from toolkit.nlp.actors.names_in_text import find_names
from toolkit.records import ActorType


def code(text: str, when: str | None = None) -> str | None:
    entry = resolve_name(text, dt.date.fromisoformat(when) if when else None)
    return entry.code if entry else None


def found(words: str, when: str | None = None, **layers: list[str]) -> list[tuple[str, str | None]]:
    """The names in a Doc made of words parted by blanks, with their codes."""
    doc = Doc(Vocab(), words=words.split(), **layers)  # type: ignore[arg-type]
    day = dt.date.fromisoformat(when) if when else None
    return [(doc[start:end].text, entry.code) for start, end, entry in find_names(doc, day)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway", "NOR"),
        ("Republic of Ghana", "GHA"),
        ("the Kingdom of Tonga", "TON"),
        ("Côte d'Ivoire", "CIV"),
        ("Cote d’Ivoire", "CIV"),
        ("U.K.", "GBR"),
        ("U.K", "GBR"),
        ("UAE", "ARE"),
        ("Upper Volta", "BFA"),
        ("Niger", "NER"),
        ("Nigerian", "NGA"),
        ("Nigerien", "NER"),
        ("Guinea-Bissau", "GNB"),
        ("Equatorial Guinea", "GNQ"),
        ("Republic of Ireland", "IRL"),
        ("Irish", "IRL"),
        ("Northern Ireland", "GBR"),
        ("Swedes", "SWE"),
        ("Filipinos", "PHL"),
        ("Frenchmen", "FRA"),
        ("Reykjavík", "ISL"),
        ("Reykjavik's", "ISL"),
        ("the Élysée", "FRA"),
        ("the Casa Rosada", "ARG"),
        ("World Bank", "IGO"),
        ("Opec", "IGO"),
        ("Kofi Annan", "IGO"),
        ("Olof Palme", "SWE"),
    ],
)
def test_a_name_stands_for_a_state_or_a_body_of_states(text: str, wanted: str) -> None:
    assert code(text) == wanted


@pytest.mark.parametrize("text", ["us", "turkey", "china", "polish", "chad", "The", "", "'s", "!", "Mr Washington"])
def test_a_word_that_is_no_name_stands_for_nothing(text: str) -> None:
    assert resolve_name(text) is None


@pytest.mark.parametrize("text", ["South America", "Michael Jordan", "May", "the South China Sea", "Springfield"])
def test_a_name_that_only_holds_a_states_name_stands_for_nothing(text: str) -> None:
    assert resolve_name(text) is None


@pytest.mark.parametrize(
    ("text", "when", "wanted"),
    [
        ("Moscow", "1986-04-26", "SUN"),
        ("Moscow", "1991-12-26", "RUS"),
        ("the Kremlin", "1991-12-25", "SUN"),
        ("Soviet", "2016-01-01", "SUN"),
        ("Russians", "1980-01-01", "SUN"),
        ("Prague", "1989-11-17", "CSK"),
        ("Prague", "1993-01-01", "CZE"),
        ("Belgrade", "1999-03-24", "YUG"),
        ("Belgrade", "2005-01-01", "SCG"),
        ("Belgrade", "2016-01-01", "SRB"),
        ("Yugoslav", None, "YUG"),
        ("East Germans", None, "DDR"),
        ("Bonn", "1986-01-01", "DEU"),
        ("West German", "1986-01-01", "DEU"),
        ("Salisbury", "1979-01-01", "ZWE"),
        ("Salisbury", None, None),
        ("Clinton", "1995-06-01", "USA"),
        ("Kim", "1999-06-01", None),
        ("Donald Tusk", "2016-06-01", "IGO"),
        ("Donald Tusk", "2012-06-01", "POL"),
    ],
)
def test_a_name_is_read_in_its_time(text: str, when: str | None, wanted: str | None) -> None:
    assert code(text, when) == wanted


def test_of_two_leaders_of_a_name_the_one_in_office_is_meant() -> None:
    assert resolve_name("President Bush", dt.date(1990, 8, 2)).name == "George H. W. Bush"  # type: ignore[union-attr]
    assert resolve_name("President Bush", dt.date(2003, 3, 20)).name == "George W. Bush"  # type: ignore[union-attr]
    assert leader_called("Ivanov", dt.date(2003, 1, 1), title="Foreign Minister").name == "Igor Ivanov"  # type: ignore[union-attr]
    assert leader_called("Kim", dt.date(1999, 1, 1), code="KOR").name == "Kim Dae Jung"  # type: ignore[union-attr]
    assert leader_called("Nobody", dt.date(1999, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the Polish government", "POL"),
        ("Poland's government", "POL"),
        ("the Kenyan side", "KEN"),
        ("eastern Ukraine", "UKR"),
        ("South Korean", "KOR"),
        ("north Korea", "PRK"),
        ("French President Emmanuel Macron", "FRA"),
        ("Chancellor Merkel", "DEU"),
        ("German President Macron", None),
        ("the Polish pianist", None),
        ("the big government", None),
    ],
)
def test_words_beside_a_name(text: str, wanted: str | None) -> None:
    assert code(text) == wanted


def test_an_entry_says_what_kind_of_name_it_is() -> None:
    assert resolve_name("Downing Street") == NameEntry("GBR", "metonym", "United Kingdom", ActorType.STATE, "GOV")
    duma = resolve_name("the Duma")
    assert duma is not None
    assert (duma.kind, duma.type, duma.plover_sector) == ("metonym", ActorType.ORGANISATION, "LEG")
    palme = resolve_name("Olof Palme")
    assert palme is not None
    assert (palme.type, palme.role) == (ActorType.PERSON, "prime minister")


def test_the_longest_name_is_found() -> None:
    assert found("Talks in Guinea - Bissau and Papua New Guinea ended") == [
        ("Guinea - Bissau", "GNB"),
        ("Papua New Guinea", "PNG"),
    ]
    assert found("ships in the South China Sea and off Latin America") == []


def test_a_name_does_not_run_over_a_comma() -> None:
    assert found("between Guinea , Bissau and others") == [("Guinea", "GIN"), ("Bissau", "GNB")]


def test_both_states_of_a_hyphenated_word_are_found() -> None:
    assert found("the U.S.-Russian talks") == [("U.S.-Russian", "USA"), ("U.S.-Russian", "RUS")]


def test_words_in_lower_case_are_not_names() -> None:
    assert found("he told us to buy a turkey and fine china for Christmas") == []
    assert found("The US told Turkey") == [("US", "USA"), ("Turkey", "TUR")]


def test_in_capitals_us_may_be_a_word() -> None:
    assert found("MINISTER TELLS US TO WAIT") == []
    assert found("FRANCE WARNS USA OVER TRADE") == [("FRANCE", "FRA"), ("USA", "USA")]
    assert found("Ministers told the US to wait") == [("US", "USA")]


def test_persons_named_like_states_are_left_out() -> None:
    assert found("Mr Washington met Mrs London") == []
    entities = ["O", "B-PERSON", "I-PERSON", "O", "B-GPE"]
    assert found("Then Michael Jordan left Jordan", ents=entities) == [("Jordan", "JOR")]
    assert found("Then Jordan 's king", ents=["O", "B-PERSON", "I-PERSON", "O"]) == [("Jordan", "JOR")]
    assert found("Then Jordan Berg left", ents=["O", "B-PERSON", "I-PERSON", "O"]) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the Republic of Kenya", "KEN"),
        ("the government of the Netherlands", "NLD"),
        ("the Kenyan government's", "KEN"),
        ("Kenya's government", "KEN"),
        ("eastern Ukraine", "UKR"),
        ("the Republic of Xyz", None),
    ],
)
def test_a_state_with_what_may_stand_beside_it(text: str, code: str | None) -> None:
    entry = resolve_name(text)
    assert (entry.code if entry is not None else None) == code


def test_a_verb_is_no_demonym() -> None:
    assert found("Polish the silver", pos=["VERB", "DET", "NOUN"]) == []
    assert found("Polish silver shines", pos=["ADJ", "NOUN", "VERB"]) == [("Polish", "POL")]


def test_a_family_name_needs_a_title_and_its_time() -> None:
    assert found("Mr Gorbachev spoke", "1986-10-11") == [("Gorbachev", "SUN")]
    assert found("President Carter spoke", "1978-09-17") == [("Carter", "USA")]
    assert found("President Carter spoke", "2024-09-17") == []
    assert found("Gorbachev and Carter spoke", "1986-10-11") == []
    assert found("Mr Brown spoke", "2008-10-11") == []


def test_the_evaluation_counts_right_wrong_and_none(tmp_path: Path) -> None:
    gold = {
        "a": [{"text": "Norway", "code": "NOR"}, {"text": "Sweden", "code": "NOR"}],
        "b": [{"text": "Xyz", "code": "X"}],
    }
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(gold), encoding="utf-8")
    figures = evaluation.evaluate(path)
    assert (figures["n"], figures["right"], figures["wrong"], figures["none"]) == (3, 1, 1, 1)
    assert [miss["text"] for miss in figures["misses"]] == ["Sweden", "Xyz"]
    assert "'Sweden': SWE, gold NOR" in evaluation.table(figures)
    path.write_text("{}", encoding="utf-8")
    assert evaluation.evaluate(path)["right_share"] is None


def test_the_development_names_are_resolved(shared: Path) -> None:
    figures = evaluation.evaluate(shared / "gold" / "names" / "names_dev.json")
    assert figures["right_share"] >= 0.98
    assert figures["wrong"] == 0


def test_numbers_and_parts_of_words_are_no_names() -> None:
    assert found("they won 5 1 and 5 ½ times") == []
    assert found("Let us begin") == []
    assert found("the P5+1 met") == [("P5+1", "IGO")]


def test_a_small_title_is_not_enough() -> None:
    assert found("the former Castro brothers", "1990-01-01") == []
    assert found("then-leader Castro spoke", "1990-01-01") == []
    assert found("leader Castro spoke", "1990-01-01") == [("Castro", "CUB")]


def test_an_article_may_be_part_of_a_name() -> None:
    assert code("the Hill") == "USA"
    assert found("the Hill and Mr Hill") == [("Hill", "USA")]
    assert code("Hill") is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Mohamed Javad Zarif", "IRN"), ("Abdelfattah Al-Sisi", "EGY"), ("Sergey Shoigou", "RUS"), ("Javad Sergei", None)],
)
def test_a_leaders_name_may_be_spelled_another_way(text: str, wanted: str | None) -> None:
    assert code(text) == wanted


def test_a_group_named_after_a_year_is_looked_at_from_it(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    gold = {
        "leaders 2012": [{"text": "Donald Tusk", "code": "POL"}],
        "leaders 2016": [{"text": "Donald Tusk", "code": "IGO"}],
    }
    path.write_text(json.dumps(gold), encoding="utf-8")
    assert evaluation.evaluate(path)["right"] == 2
