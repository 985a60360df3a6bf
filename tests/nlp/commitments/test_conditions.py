"""On what condition something is undertaken, on hand-built trees."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import Row, build

from toolkit.nlp.commitments.conditions import condition_of


def text(doc: Doc, found: tuple[int, int] | None) -> str | None:
    return None if found is None else doc[found[0] : found[1]].text.rstrip()


def leave(*clause: Row, negated: bool = False) -> Doc:
    """ "Mali (will) leave ...": the verb is 2, what follows starts at 3."""
    return build(
        ("Mali", "Mali", "NNP/PROPN", 2, "nsubj"),
        ("not", "not", "RB/PART", 2, "neg") if negated else ("will", "will", "MD/AUX", 2, "aux"),
        ("leave", "leave", "VB/VERB", 2, "ROOT"),
        *clause,
    )


def clause(mark: str, label: str = "advcl") -> tuple[Row, Row, Row]:
    """ "MARK Chad pays"."""
    return (
        (mark, mark, "IN/SCONJ", 5, "mark"),
        ("Chad", "Chad", "NNP/PROPN", 5, "nsubj"),
        ("pays", "pay", "VBZ/VERB", 2, label),
    )


@pytest.mark.parametrize(
    ("mark", "negated", "condition"),
    [
        ("if", False, "if Chad pays"),
        ("unless", False, "unless Chad pays"),
        ("provided", False, "provided Chad pays"),
        ("lest", False, "lest Chad pays"),
        ("when", False, None),
        ("until", False, None),
        ("until", True, "until Chad pays"),
        ("before", True, "before Chad pays"),
        ("when", True, None),
        ("because", False, None),
    ],
)
def test_clause(mark: str, negated: bool, condition: str | None) -> None:
    doc = leave(*clause(mark), negated=negated)
    assert text(doc, condition_of(doc[2])) == condition


def test_if_not_sets_off_a_part_and_no_condition() -> None:
    rows: list[Row] = [
        ("if", "if", "IN/SCONJ", 5, "mark"),
        ("not", "not", "RB/PART", 5, "neg"),
        ("today", "today", "NN/NOUN", 2, "advcl"),
    ]
    assert condition_of(leave(*rows)[2]) is None
    rows[1] = ("only", "only", "RB/ADV", 5, "advmod")
    doc = leave(*rows)
    assert text(doc, condition_of(doc[2])) == "if only today"
    # "not if" denies a condition and names one
    rows[0], rows[1] = ("not", "not", "RB/PART", 5, "neg"), ("if", "if", "IN/SCONJ", 5, "mark")
    doc = leave(*rows)
    assert text(doc, condition_of(doc[2])) == "not if today"


def test_only_makes_a_time_a_condition_wherever_it_stands() -> None:
    doc = leave(
        ("only", "only", "RB/ADV", 6, "advmod"),
        *((*row[:3], row[3] + (row[3] > 2), row[4]) for row in clause("when")),
    )
    assert text(doc, condition_of(doc[2])) == "only when Chad pays"
    doc = build(
        ("Mali", "Mali", "NNP/PROPN", 2, "nsubj"),
        ("only", "only", "RB/ADV", 2, "advmod"),
        ("leaves", "leave", "VBZ/VERB", 2, "ROOT"),
        *clause("once"),
    )
    assert text(doc, condition_of(doc[2])) == "once Chad pays"


@pytest.mark.parametrize(
    ("words", "is_condition"),
    [
        (("subject", "to", "payment"), True),
        (("in", "return", "for", "payment"), True),
        (("on", "an", "equal", "basis"), True),
        (("pending", "payment"), True),
        (("but", "only", "on", "the", "basis", "of", "mutual", "respect"), True),
        (("on", "a", "firm", "basis"), False),
        (("in", "return"), False),
    ],
)
def test_phrase(words: tuple[str, ...], is_condition: bool) -> None:
    rows: list[Row] = [(words[0], words[0], "IN/ADP", 2, "prep")]
    rows += [(word, word, "NN/NOUN", 3, "pobj") for word in words[1:]]
    doc = leave(*rows)
    assert text(doc, condition_of(doc[2])) == (" ".join(words) if is_condition else None)


def test_what_a_clause_of_its_own_says_is_no_condition_of_the_verb() -> None:
    rows = list(clause("that", "ccomp"))
    rows += [("if", "if", "IN/SCONJ", 7, "mark"), ("paid", "pay", "VBN/VERB", 5, "advcl")]
    doc = leave(*rows)
    assert condition_of(doc[2]) is None
    assert text(doc, condition_of(doc[5])) == "if paid"


def test_the_condition_of_another_action_is_its() -> None:
    doc = leave(*clause("if"))
    assert condition_of(doc[2], [doc[5]]) is None
