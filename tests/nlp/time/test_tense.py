"""The tense of the clause that a time stands in, on trees built by hand; the time is always the last word."""

from __future__ import annotations

import pytest

from tests.trees import Row, build
from toolkit.nlp.time.tense import clause_tense, is_pluperfect

SUBJECT = ("they", "they", "PRP/PRON")


Word = tuple[str, str, str]
"""Word, lemma and tag/pos."""


def clause(*auxiliaries: Word, verb: Word, dep: str = "ROOT", after: Row | None = None) -> list[Row]:
    """ "They <auxiliaries> <verb> Monday"; labels of the auxiliaries are ``aux``."""
    at = len(auxiliaries) + 1
    rows: list[Row] = [(*SUBJECT, at, "nsubj")]
    rows += [(*auxiliary, at, "aux") for auxiliary in auxiliaries]
    rows.append((*verb, at, dep))
    rows.append(("Monday", "Monday", "NNP/PROPN", at, "npadvmod"))
    return [*rows, after] if after else rows


MET = ("met", "meet", "VBD/VERB")
MET_PARTICIPLE = ("met", "meet", "VBN/VERB")
MEET = ("meet", "meet", "VB/VERB")
MEETING = ("meeting", "meet", "VBG/VERB")
WILL, WOULD, MAY = ("will", "will", "MD/AUX"), ("would", "would", "MD/AUX"), ("may", "may", "MD/AUX")
HAVE, HAS, HAD = ("have", "have", "VB/AUX"), ("has", "have", "VBZ/AUX"), ("had", "have", "VBD/AUX")
ARE, WERE, TO = ("are", "be", "VBP/AUX"), ("were", "be", "VBD/AUX"), ("to", "to", "TO/PART")


@pytest.mark.parametrize(
    ("rows", "tense"),
    [
        (clause(verb=MET), "past"),
        (clause(verb=("meet", "meet", "VBP/VERB")), "present"),
        (clause(verb=("meets", "meet", "VBZ/VERB")), "present"),
        (clause(WILL, verb=MEET), "future"),
        (clause(("’ll", "will", "MD/AUX"), verb=MEET), "future"),
        (clause(WOULD, verb=MEET), "future"),
        (clause(MAY, verb=MEET), "future"),
        (clause(WILL, HAVE, verb=MET_PARTICIPLE), "future"),
        (clause(WOULD, HAVE, verb=MET_PARTICIPLE), "past"),
        (clause(TO, verb=MEET), "future"),
        (clause(TO, HAVE, verb=MET_PARTICIPLE), "past"),
        (clause(HAS, verb=MET_PARTICIPLE), "past"),
        (clause(HAD, verb=MET_PARTICIPLE), "past"),
        (clause(ARE, verb=MEETING), "present"),
        (clause(WERE, verb=MEETING), "past"),
        (clause(verb=MET_PARTICIPLE), "past"),
        (clause(verb=MET_PARTICIPLE, dep="xcomp"), None),
        (clause(verb=MEETING), None),
        (clause(ARE, verb=("scheduled", "schedule", "VBN/VERB")), "future"),
        (clause(WERE, verb=("scheduled", "schedule", "VBN/VERB")), "future"),
        (clause(verb=("scheduled", "schedule", "VBN/VERB"), dep="advcl"), "past"),
        (clause(verb=("scheduled", "schedule", "VBD/VERB")), "past"),
        (clause(ARE, verb=("going", "go", "VBG/VERB")), "present"),
        (clause(ARE, verb=("going", "go", "VBG/VERB"), after=("meet", "meet", "VB/VERB", 2, "xcomp")), "future"),
    ],
)
def test_the_tense_of_a_clause(rows: list[Row], tense: str | None) -> None:
    doc = build(*rows)
    assert clause_tense(doc[[row[0] for row in rows].index("Monday")]) == tense


def test_what_is_due_lies_ahead() -> None:
    rows = [("talks", "talk", "NNS/NOUN", 1, "nsubj"), ("were", "be", "VBD/AUX", 1, "ROOT")]
    monday = ("Monday", "Monday", "NNP/PROPN", 2, "npadvmod")
    for adjective, tense in (("due", "future"), ("upcoming", "future"), ("dull", "past")):
        doc = build(*rows, (adjective, adjective, "JJ/ADJ", 1, "acomp"), monday)
        assert clause_tense(doc[3]) == tense


def test_a_verb_that_tells_nothing_leaves_it_to_the_one_above() -> None:
    doc = build(
        ("they", "they", "PRP/PRON", 1, "nsubj"), ("came", "come", "VBD/VERB", 1, "ROOT"),
        ("meeting", "meet", "VBG/VERB", 1, "advcl"), ("Monday", "Monday", "NNP/PROPN", 2, "npadvmod"),
    )  # fmt: skip
    assert clause_tense(doc[3]) == "past"
    assert clause_tense(doc[2]) == "past"


def test_without_a_verb_there_is_no_tense() -> None:
    doc = build(("talks", "talk", "NNS/NOUN", 0, "ROOT"), ("Monday", "Monday", "NNP/PROPN", 0, "npadvmod"))
    assert clause_tense(doc[1]) is None


@pytest.mark.parametrize(
    ("rows", "pluperfect"),
    [
        (clause(HAD, verb=MET_PARTICIPLE), True),
        (clause(("'d", "have", "VBD/AUX"), verb=MET_PARTICIPLE), True),
        (clause(HAS, verb=MET_PARTICIPLE), False),
        (clause(("'d", "would", "MD/AUX"), verb=MEET), False),
        (clause(verb=MET), False),
    ],
)
def test_the_pluperfect(rows: list[Row], pluperfect: bool) -> None:
    doc = build(*rows)
    assert is_pluperfect(doc[-1]) is pluperfect
    assert is_pluperfect(doc[len(rows) - 2]) is pluperfect


def test_only_the_nearest_verb_makes_a_pluperfect() -> None:
    doc = build(
        ("had", "have", "VBD/AUX", 1, "aux"), ("said", "say", "VBN/VERB", 1, "ROOT"), ("met", "meet", "VBD/VERB", 1, "ccomp"),
        ("Monday", "Monday", "NNP/PROPN", 2, "npadvmod"), ("Now", "now", "RB/ADV", 1, "advmod"),
    )  # fmt: skip
    assert not is_pluperfect(doc[3])
    assert is_pluperfect(doc[4])
    assert not is_pluperfect(build(("Monday", "Monday", "NNP/PROPN", 0, "ROOT"))[0])
