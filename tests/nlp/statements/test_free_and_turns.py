"""Quotations without a cue, and the turns of transcripts: whose words they are, and for whom they undertake."""

from __future__ import annotations

from functools import cache

import pytest

import toolkit as tk
from toolkit.findings import ArticleAnalysis

FREE = {
    "before": (
        'Ambassador Karin Holt began speaking to the delegates. "The bridge must open." They nodded.',
        "Karin Holt",
    ),
    "gesture": ('Karin Holt shook her head.\n\n"We were not asked."', "Karin Holt"),
    "apposition": (
        'Morocco\'s envoy Ali Bennis rejected the claim.\n\n"We signed in March and we will pay."',
        "Ali Bennis",
    ),
    "after": (
        'Ferries waited at the quay.\n\n"We will reopen the port in June."\n\n"It was a long night," said Ana Ruiz of Spain.',
        "Ana Ruiz",
    ),
    "told after": (
        'Karin Holt opened the talks. "Is that a bribe? Is it not one?" Ana Ruiz asked. They laughed.',
        "Ana Ruiz",
    ),
    "pronoun": (
        "Finance Minister Lena Koss of Malta left the summit. She waved to reporters.\n\n“Our partners will send two ships.”",
        "Lena Koss",
    ),
    "nobody": (
        'The harbour was quiet.\n\n"Nobody told us anything about the strike."\n\nPrices rose by a tenth.',
        None,
    ),
}


@cache
def _analysed(text: str) -> ArticleAnalysis:
    return tk.analyze(tk.article(text), cache=False, progress=False, keyterms=False)[0]


@pytest.mark.parametrize("name", FREE)
def test_a_free_quotation_is_a_row_with_the_speaker_around_it(name: str) -> None:
    text, speaker = FREE[name]
    row = next(row for row in _analysed(text).attributions if row.type == "direct")
    assert (row.source_name, row.content[-1] in '"”') == (speaker, True)
    assert row.rule == "free" or name == "told after"
    assert row.content[0] in '"“'


def test_what_a_crowd_shouts_and_words_set_apart_are_no_rows() -> None:
    found = _analysed('Karin Holt spoke of "the bridge" to the crowd.\n\n"Yes!"\n\nThe play "War and Peace" was given.')
    assert [row for row in found.attributions if row.rule == "free"] == []


def test_each_quotation_goes_to_whoever_stands_before_it() -> None:
    found = _analysed(
        'Minister Ana Ruiz rejected the claim. "That is false. Nobody signed." Morocco\'s envoy Ali Bennis disagreed. '
        '"We all signed."'
    )
    quoted = [(row.source_name, row.content) for row in found.attributions if row.type == "direct"]
    assert quoted == [("Ana Ruiz", '"That is false. Nobody signed."'), ("Ali Bennis", '"We all signed."')]


def test_a_speaker_goes_on_in_the_next_paragraph() -> None:
    found = _analysed('"It was a long night," said Ana Ruiz of Spain.\n\n"We have agreed on nothing yet."')
    assert [(row.source_name, len(row.content_spans)) for row in found.attributions] == [("Ana Ruiz", 2)]


def test_a_free_quotation_undertakes_for_its_speakers_state() -> None:
    (row,) = _analysed(FREE["apposition"][0]).commitments
    assert (row.party_names, row.reported_by_names) == (("Morocco",), ("Ali Bennis",))


BRIEFING = """Press briefing in Oslo

QUESTION: Will you pay for the repairs?

PRESIDENT STUBB: Good afternoon. Our side has agreed to pay for the repairs by October.

QUESTION: And the harbour? Are you going to close it?

MINISTER RUIZ (Spain): We refuse to close the harbour.

We will send two ships to Malta.

MODERATOR: Thank you all.

MR. LUND: We will send one.
"""


def test_turns_are_direct_statements_of_the_labelled_speaker_and_questions_are_told_apart() -> None:
    found = _analysed(BRIEFING)
    rows = [(row.rule, row.source_name, row.type, len(row.content_spans)) for row in found.attributions]
    assert rows == [
        ("question", "QUESTION", "direct", 1),
        ("turn", "Alexander Stubb", "direct", 1),
        ("question", "QUESTION", "direct", 1),
        ("turn", "Ruiz", "direct", 2),
        ("turn", "MODERATOR", "direct", 1),
        ("turn", "Lund", "direct", 1),
    ]
    assert {row.cue for row in found.attributions} == {":", "):"}


def test_we_and_our_side_are_the_speakers_state() -> None:
    found = _analysed(BRIEFING)
    assert [(row.kind, row.party_names, row.reported_by_names) for row in found.commitments] == [
        ("commitment", ("Finland",), ("Alexander Stubb",)),
        ("refusal", ("Spain",), ("Ruiz",)),
        ("commitment", ("Spain",), ("Ruiz",)),
        ("commitment", ("Lund",), ("Lund",)),
    ]


def test_labels_mean_the_persons_of_the_introduction() -> None:
    found = _analysed(
        "Ministers meet\n\nSpanish Foreign Minister Ana Ruiz met the Moroccan envoy, Ali Bennis, in Oslo.\n\n"
        "RUIZ: We will sign in June.\n\n"
        "BENNIS: We will not sign.\n\nRUIZ: That is a pity.\n"
    )
    rows = [row.source_name for row in found.attributions if row.rule == "turn"]
    assert rows == ["Ana Ruiz", "Ali Bennis", "Ana Ruiz"]
    assert [(row.kind, row.party_names) for row in found.commitments] == [
        ("commitment", ("Spain",)),
        ("refusal", ("Morocco",)),
    ]


def test_answers_are_those_of_the_one_who_is_interviewed() -> None:
    found = _analysed(
        "Interview with President Stubb\n\nQ: Will Finland send troops?\n\nA: No. We will send money by March.\n"
    )
    assert [(row.rule, row.source_name) for row in found.attributions] == [
        ("question", "Q"),
        ("turn", "Alexander Stubb"),
    ]
    assert [row.party_names for row in found.commitments] == [("Finland",)]


@pytest.mark.parametrize("mode", ["complete", "precise"])
def test_turns_stay_in_precise_mode_and_free_quotations_do_not(mode: str) -> None:
    text = f"{BRIEFING}\nQUESTION: And then?\n"
    found = tk.analyze([tk.article(text), tk.article(FREE["nobody"][0])], mode=mode, cache=False, progress=False)
    rules = {row.rule for row in found.records("attributions")}
    assert rules == {"question", "turn"} | ({"free"} if mode == "complete" else set())


def test_what_stands_inside_a_turn_is_kept_with_its_parent_where_asked_for() -> None:
    text = "QUESTION: Why?\n\nMR. LUND: Minister Koss said that the port would open in June.\n\nQUESTION: When?\n"
    found = tk.analyze(tk.article(text), nested=True, cache=False, progress=False, keyterms=False)[0]
    turn = next(row for row in found.attributions if row.rule == "turn")
    assert [row.parent for row in found.attributions if row.parent] == [turn.attribution_id]
