from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.corpus.wording import compared


def own(*wordings: str) -> list[list[str]]:
    return [[piece.text.strip() for piece in pieces if piece.own] for pieces in compared(wordings)]


def test_words_of_one_account_only_are_marked() -> None:
    first, second = "reopen the post at Enzar", "prepare the reopening of the post at Enzar in stages"
    assert own(first, second) == [["reopen"], ["prepare the reopening of", "in stages"]] or own(first, second) == [
        ["reopen"],
        ["prepare", "reopening of the", "in stages"],
    ]


def test_case_and_punctuation_are_no_difference() -> None:
    assert own("The students, workers", "the students workers") == [[], []]


def test_with_three_accounts_a_word_is_own_only_if_no_other_has_it() -> None:
    assert own("lift the toll", "lift the toll today", "lift the toll today and tax") == [[], [], ["and tax"]]


def test_a_single_wording_is_nobodys_own() -> None:
    assert own("lift the toll") == [[]]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_pieces_joined_give_the_wording_back(wordings: list[str]) -> None:
    assert ["".join(piece.text for piece in pieces) for pieces in compared(wordings)] == wordings
