"""Output names are safe, stable and different for different ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.naming import all_different, output_name


@given(st.text(st.characters(exclude_categories=())))
def test_any_id_gives_a_safe_name(doc_id: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,72}", output_name(doc_id))


@pytest.mark.parametrize(
    ("one", "other"), [("Talks", "talks"), ("a b", "a-b"), ("../x", "x"), ("{x}", "x"), ("é", "e"), ("", "article")]
)
def test_ids_with_the_same_slug_have_different_names(one: str, other: str) -> None:
    assert output_name(one) != output_name(other)


def test_the_name_can_be_read_and_stays() -> None:
    assert output_name("summit_2031-05-04") == "summit-2031-05-04-535c7ac29792"


@pytest.mark.parametrize(
    ("names", "different"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "a"], ["a", "a-2"]),
        (["a", "a", "a"], ["a", "a-2", "a-3"]),
        (["a", "a-2", "a", "a"], ["a", "a-2", "a-3", "a-4"]),
        (["a", "a", "a-2", "a-2", "a"], ["a", "a-3", "a-2", "a-2-2", "a-4"]),
    ],
)
def test_ids_that_come_again_are_made_others(names: list[str], different: list[str]) -> None:
    found, told = all_different(names)
    assert found == different
    changed = {new for old, new in zip(names, different, strict=True) if old != new}
    assert {new for new in changed if any(repr(new) in line for line in told)} == changed


def test_what_is_told_of_ids_counts_all_and_lists_five() -> None:
    assert all_different(["a"] * 7)[1] == [
        "7 articles have the id 'a': all but the first are now 'a-2', 'a-3', 'a-4', 'a-5', 'a-6' ..."
    ]


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "a-3", "b"]), max_size=12))
def test_no_two_ids_are_the_same(names: list[str]) -> None:
    found, _ = all_different(names)
    assert len(set(found)) == len(names)
    assert set(names) <= set(found)
