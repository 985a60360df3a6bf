"""Output names are safe, stable and different for different ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.naming import output_name


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
