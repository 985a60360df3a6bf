"""Turns of a transcript as attributions, on Docs built by hand."""

from __future__ import annotations

import pytest
from trees import sketch

from toolkit.nlp.document.parsing import known
from toolkit.nlp.layers import AttributionSpan, Range
from toolkit.nlp.statements.tree import Tree, build
from toolkit.nlp.statements.turns import find_turns, label_head


def tree(text: str, turn: tuple[Range, Range, str] | None, units: list[tuple[int, int, str]] | None = None) -> Tree:
    doc = sketch(text)
    facts = known(doc)
    facts["units"] = units or [(0, len(doc), "body")]
    facts["turns"] = [[*turn[0], *turn[1], turn[2]]] if turn else []
    return build(doc, [])


def words(found: Tree, ranges: tuple[Range, ...]) -> list[str]:
    return [found.doc[start:end].text for start, end in ranges]


def only(found: Tree) -> AttributionSpan:
    (attribution,) = find_turns(found)
    return attribution


@pytest.mark.parametrize(("kind", "rule"), [("speech", "turn"), ("answer", "turn"), ("question", "question")])
def test_what_is_said_under_a_label_is_direct_and_questions_are_told_apart(kind: str, rule: str) -> None:
    found = tree("RUIZ : We go/VBP .", ((0, 1), (2, 5), kind))
    turn = only(found)
    assert (words(found, turn.source), words(found, turn.cue), words(found, turn.content)) == (
        ["RUIZ"],
        [":"],
        ["We go"],
    )
    assert (turn.rule, turn.type, turn.cue_class, turn.source_head) == (rule, "direct", "punctuation", 0)


def test_a_turn_is_cut_at_paragraphs_and_leaves_out_what_nobody_says() -> None:
    text = "RUIZ : We go/VBP . Advertisement They stay/VBP ."
    units = [(0, 5, "body"), (5, 6, "furniture"), (6, 9, "body")]
    found = tree(text, ((0, 1), (2, 9), "speech"), units)
    assert words(found, only(found).content) == ["We go", "They stay"]


def test_nothing_is_said_by_nobody_or_in_no_words() -> None:
    assert find_turns(tree("RUIZ : .", ((0, 1), (2, 3), "speech"))) == []
    assert find_turns(tree("We go/VBP", ((0, 0), (0, 2), "speech"))) == []
    assert find_turns(tree("We go/VBP", None)) == []


@pytest.mark.parametrize(
    ("label", "colon", "cue"), [("RUIZ", ":", ":"), ("Ruiz ( envoy", "):", "):"), ("MR LUND", ".", ".")]
)
def test_the_mark_behind_the_label_is_the_cue(label: str, colon: str, cue: str) -> None:
    end = len(label.split())
    found = tree(f"{label} {colon} We go/VBP .", ((0, end), (end + 1, end + 4), "speech"))
    assert words(found, only(found).cue) == [cue]


def test_a_mark_that_belongs_to_the_label_is_no_source() -> None:
    found = tree("RUIZ : We go/VBP .", ((0, 2), (2, 5), "speech"))
    assert (words(found, only(found).source), words(found, only(found).cue)) == (["RUIZ"], [":"])


@pytest.mark.parametrize(
    ("label", "head"),
    [("ANA RUIZ", "RUIZ"), ("MINISTER RUIZ ( Zenda )", "RUIZ"), ("( Zenda )", "Zenda"), ("-", "-")],
)
def test_the_last_word_before_a_bracket_names_who_speaks(label: str, head: str) -> None:
    found = tree(f"{label} : We go/VBP .", None)
    assert found.doc[label_head(found, (0, len(label.split())))].text == head
