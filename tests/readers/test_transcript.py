"""Transcripts: turns are told by their labels, questions from answers; articles with labels of other kinds are none."""

from __future__ import annotations

import pytest

from toolkit.articles import Article, ZoneKind
from toolkit.readers.making import article

HEAD = "Press conference in Berlin\n\nBerlin, 3 May 2024\n\n"
ASK, AND = "Minister, will Germany send the boats to Malta?", "And Norway?"
BOATS, DECIDE = "We will send four boats by June. Our side has agreed to pay.", "Norway will decide next week."


def read(text: str) -> Article:
    return article(text, check_language=False)


def turns(text: str) -> list[tuple[str, str, str]]:
    found = read(text)
    return [
        (turn.kind, found.text[turn.label_start : turn.label_end], found.text[turn.start : turn.end])
        for turn in found.turns
    ]


@pytest.mark.parametrize(
    ("asks", "answers", "kind"),
    [
        ("QUESTION:", "MINISTER BRANDT:", "speech"), ("Q:", "A:", "answer"), ("Q.", "A.", "answer"), ("Q1:", "A1:", "answer"),
        ("Reporter:", "Ned Price:", "speech"), ("QUESTION:", "MR. PRICE:", "speech"), ("Question:", "Answer:", "answer"),
        ("QUESTION:", "SEN. JOHN McCAIN (R-AZ):", "speech"), ("REPORTER:", "Minister Brandt (via interpreter):", "speech"),
        ("Interviewer:", "SECRETARY-GENERAL RUTTE:", "speech"), ("QUESTION :", "ZELENSKYY:", "speech"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_questions_and_answers(asks: str, answers: str, kind: str, gap: str) -> None:
    again = answers.replace("1", "2")
    text = HEAD + gap.join(
        [f"{asks} {ASK}", f"{answers} {BOATS}", f"{asks.replace('1', '2')} {AND}", f"{again} {DECIDE}"]
    )
    assert [(of, said) for of, _, said in turns(text)] == [
        ("question", ASK), (kind, BOATS), ("question", AND), (kind, DECIDE)
    ]  # fmt: skip
    assert turns(text)[1][1] == answers.rstrip(": ")
    assert read(text).title == "Press conference in Berlin"


@pytest.mark.parametrize(
    "labels",
    [
        ("RUIZ", "BENNIS", "RUIZ"), ("President Stubb", "Minister Brandt", "President Stubb"),
        ("CHUCK TODD", "SEN. LUND", "CHUCK TODD"), ("MODERATOR", "Kari Lund", "MODERATOR"),
    ],
)  # fmt: skip
def test_speakers_of_whom_one_speaks_again(labels: tuple[str, ...]) -> None:
    text = HEAD + "\n\n".join(f"{label}: {said}" for label, said in zip(labels, (BOATS, DECIDE, BOATS), strict=True))
    kept = [label for label in labels if label != "Kari Lund"]
    assert [label for _, label, _ in turns(text)] == kept


def test_a_turn_goes_on_in_paragraphs_without_a_label_and_ends_with_the_text() -> None:
    more = "The crew is ready, and so are we."
    text = f"{HEAD}QUESTION: {ASK}\n\nMINISTER BRANDT:\n{BOATS}\n\n{more}\n\nQUESTION: {AND}\n\nEnditem"
    assert [said for _, _, said in turns(text)] == [ASK, f"{BOATS}\n\n{more}", AND]


@pytest.mark.parametrize(
    "text",
    [
        "WHAT: A press conference of ministers\n\nWHO: Minister Brandt\n\nWHEN: 3 May 2024\n\nWHERE: Berlin\n\nWHAT: it is",
        f"Talks end\n\n{BOATS}\n\nRelated Story: Boats lent\n\n{DECIDE}\n\nRelated Story: Norway decides",
        f"Reactions\n\nFRANCE: Paris welcomed the deal.\n\nGERMANY: {BOATS}\n\nITALY: Rome was silent.",
        f"Live\n\n10:15: The ministers arrive.\n\n11:20: They leave.\n\n10:15: {BOATS}",
        f"What was agreed\n\nBoats: {BOATS}\n\nCrews: {DECIDE}\n\nMoney: Malta will pay.",
        f"Brandt said: {BOATS}\n\nStubb said: {DECIDE}\n\nBrandt said: That is good.",
        "GERMANY: 3\n\nNORWAY: 2\n\nGERMANY: 4\n\nNORWAY: 1",
        f"https://a.example\n\nMAY: {BOATS}\n\nJUNE: {DECIDE}\n\nMAY: again",
        f"President Stubb: {DECIDE}\n\n{BOATS}",
    ],
)
def test_labels_of_other_kinds_are_no_turns(text: str) -> None:
    assert turns(text) == []


def test_a_headline_with_a_name_before_its_colon_stays_one() -> None:
    found = read(f"Governor Lund: talks end in smoke\n\nJAKE TAPPER: {ASK}\n\nLUND: {BOATS}\n\nJAKE TAPPER: {AND}")
    assert found.spans(ZoneKind.HEADLINE) == [(0, 33)]
    assert len(found.turns) == 3
