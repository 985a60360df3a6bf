"""The tables of names are well formed: codes are known, dates run forward, no name says two things at once."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from toolkit import lexicon
from toolkit.nlp.actors.gazetteer import IGO, index, parse_date, state_names

KINDS = {"state", "official", "abbreviation", "historic", "demonym", "capital", "city", "territory", "metonym"}
SECTORS = {"GOV", "LEG", "MIL", "SPY", "COP", "JUD", "IGO", "NGO", "OPP", "REB", "MED", "BUS", "REL", "EDU", "LAB"}
FORMER = {"SUN", "YUG", "CSK", "DDR", "SCG", "YMD", "ANT"}


@pytest.mark.parametrize("name", ["state_names", "metonyms", "organisations", "leaders", "look_alikes"])
def test_codes_are_those_of_states(name: str) -> None:
    known = {*state_names(), IGO, ""}
    assert [row for row in lexicon.table(name) if row["code"] not in known] == []


def test_codes_have_three_letters_and_former_states_are_known() -> None:
    assert all(re.fullmatch("[A-Z]{3}", code) for code in state_names())
    assert set(state_names()) >= FORMER
    states = [row["code"] for row in lexicon.table("states")]
    assert len(states) == len(set(states)) == 197, "193 members of the United Nations, and XKX, PSE, TWN, VAT"
    assert not FORMER & set(states)


def test_every_state_has_its_names() -> None:
    for row in lexicon.table("states"):
        assert row["name"], row
        assert row["official"], row
        assert row["capitals"] or row["code"] in {"SGP", "SMR", "SYC"}, row
        assert row["adjectives"] or row["code"] == "DMA", row


def test_kinds_and_sectors_are_known() -> None:
    assert {row["kind"] for row in lexicon.table("state_names")} <= KINDS
    assert {row["sector"] for row in lexicon.table("metonyms")} <= SECTORS
    assert {row["sector"] for row in lexicon.table("organisations")} <= SECTORS
    assert all(row["role"] for row in lexicon.table("leaders"))


@pytest.mark.parametrize("name", ["state_names", "metonyms", "organisations", "leaders"])
def test_dates_run_forward(name: str) -> None:
    for row in lexicon.table(name):
        first, last = parse_date(row["from"]), parse_date(row["to"], end=True)
        assert first is None or last is None or first <= last, row


@pytest.mark.parametrize("name", ["states", "state_names", "metonyms", "organisations", "leaders", "look_alikes"])
def test_cells_are_clean_and_rows_differ(name: str) -> None:
    rows = lexicon.table(name)
    assert [row for row in rows for cell in row.values() for part in cell.split("|") if part != part.strip()] == []
    assert [row for row, n in Counter(tuple(row.values()) for row in rows).items() if n > 1] == []


def test_a_name_without_dates_says_one_thing() -> None:
    for key, forms in index().items():
        lasting = [f for f in forms if not f.titled and f.entry and f.entry.kind != "leader"]
        for surface in {f.surface for f in lasting}:
            codes = {
                f.entry.code
                for f in lasting
                if f.entry and f.surface == surface and not (f.entry.first or f.entry.last)
            }
            assert len(codes) <= 1, (key, codes)


def test_terms_of_one_name_and_office_do_not_overlap() -> None:
    terms: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for row in lexicon.table("leaders"):
        first = row["names"].split("|")[0]
        terms.setdefault((first, row["code"], row["role"]), []).append((row["from"], row["to"]))
    for holder, spans in terms.items():
        days = sorted((parse_date(a), parse_date(b, end=True)) for a, b in spans if b)  # type: ignore[type-var]
        assert all(one[1] <= other[0] for one, other in pairwise(days)), holder  # type: ignore[operator]


def test_word_lists_are_in_the_case_they_are_compared_in() -> None:
    parts = lexicon.document("name_parts")
    for key in ("government", "part_of", "honorific", "office", "first_offices", "caps_words"):
        assert [word for word in parts[key] if word != word.lower() and word != "post-Soviet"] == []
    roles = lexicon.words("leaders", "role")
    assert set(parts["heads"]) <= roles, set(parts["heads"]) - roles
