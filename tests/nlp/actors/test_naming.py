"""When two names are one."""

from __future__ import annotations

import pytest

from toolkit.nlp.actors.naming import add_alias, initials, is_abbreviation, name_key, only_modifies
from toolkit.nlp.layers import ActorCluster
from toolkit.records import ActorType


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Zenda Institute", "zenda institute"),
        ("the U.N.", "un"),
        ("World Trade Organisation", "world trade organization"),
        ("Farmers’ Union", "farmers' union"),
        ("The", ""),
    ],
)
def test_name_key(text: str, key: str) -> None:
    assert name_key(text) == key


@pytest.mark.parametrize(
    ("longer", "expected"),
    [
        ("ruritanian foreign ministry", True),
        ("ministry for the foreign ministry", False),
        ("former royal old ruritanian foreign ministry", False),
        ("foreign ministry", False),
    ],
)
def test_only_an_adjective_or_a_possessor_modifies(longer: str, expected: bool) -> None:
    assert only_modifies(longer, "foreign ministry") is expected


def test_initials_leave_function_words_out() -> None:
    assert initials("organization for security and co-operation in europe") == "oscoe"
    assert initials("bank of the north") == "bn"


@pytest.mark.parametrize(
    ("text", "expected"), [("EU", True), ("U.N.", True), ("Union", False), ("ZENDAOILS", False), ("EU UN", False)]
)
def test_is_abbreviation(text: str, expected: bool) -> None:
    assert is_abbreviation(text) is expected


def test_an_alias_is_recorded_once() -> None:
    cluster = ActorCluster(0, "Zenda Oil", ActorType.ORGANISATION)
    add_alias(cluster, "Zenda \n Oil")
    add_alias(cluster, "Zenda Oil")
    assert cluster.aliases == ["Zenda Oil"]
