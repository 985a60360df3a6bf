from __future__ import annotations

import pytest

from toolkit.nlp.pipeline import read


def statements(parse_text, text: str) -> list[str]:
    layers = read(parse_text(text))
    return [layers.doc[a.cue[0][0] : a.cue[-1][1]].text for a in layers.attributions]


def test_an_act_of_a_state_is_a_commitment_and_no_statement(parse_text) -> None:
    layers = read(parse_text("Spain and Morocco agreed to reopen the crossing by June."))
    assert layers.commitments
    assert not layers.attributions


def test_a_person_who_promises_also_says_something(parse_text) -> None:
    assert statements(parse_text, "Foreign Minister Ana Ruiz promised to reopen the crossing.") == ["promised"]


@pytest.mark.parametrize(
    "text",
    ["Spain said it would reopen the crossing.", "According to Spain, Morocco will reopen the crossing."],
)
def test_a_state_that_says_so_makes_a_statement(parse_text, text: str) -> None:
    assert statements(parse_text, text)


def test_what_stood_in_an_act_stands_in_the_statement_around_it(parse_text) -> None:
    layers = read(
        parse_text("Ana Ruiz, the foreign minister, said that Spain had agreed to reopen the crossing by June.")
    )
    (commitment,) = layers.commitments
    assert commitment.attribution is not None
    cue = layers.attributions[commitment.attribution].cue_head
    assert layers.doc[cue].text == "said"


def test_an_act_told_in_quoted_words_is_a_statement_too(parse_text) -> None:
    assert statements(parse_text, 'Spain and Morocco agreed to "reopen the crossing without delay".')
