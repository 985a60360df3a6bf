"""The lists that the attribution stage reads instead of a Doc."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from trees import VOCAB, sketch

from toolkit.nlp.layers import Quote
from toolkit.nlp.statements.directness import type_of
from toolkit.nlp.statements.signals import (
    ACCORDING,
    holds_quote,
    holds_statement,
    quote_relation,
    rate_of,
    strong_cues,
)
from toolkit.nlp.statements.tree import SHORTEST_STATEMENT, Tree, build
from toolkit.records import AttributionType


def tree(text: str, *quotes: tuple[int, int], deps: dict[str, str] | None = None) -> Tree:
    return build(sketch(text, deps=deps), [Quote(start, end, "“") for start, end in quotes])


def test_subtrees_reach_from_their_first_to_their_last_token() -> None:
    deps = {
        "mayor": "nsubj:said",
        "said": "ROOT:said",
        "bridge": "nsubj:opens",
        "opens": "ccomp:said",
        "The": "det:mayor",
    }
    found = tree("The mayor said/VBD the bridge opens/VBZ", deps=deps | {"the": "det:bridge"})
    assert (found.left[2], found.right[2]) == (0, 5)
    assert (found.left[5], found.right[5]) == (3, 5)
    assert found.kids[2] == [1, 5]
    assert found.child(2, "ccomp", "xcomp") == 5
    assert found.child(2, "xcomp") is None


def test_a_doc_without_a_parse_has_a_sentence_a_paragraph_and_every_token_is_its_own_root() -> None:
    found = build(Doc(VOCAB, words=["One", "\n", "Two"]), [])
    assert found.head == [0, 1, 2]
    assert found.sents == [(0, 2), (2, 3)]
    assert found.sent == found.unit == [0, 0, 1]
    assert found.lemma == found.lower == ["one", "\n", "two"]
    assert len(build(Doc(VOCAB, words=[]), [])) == 0


def test_no_sentence_runs_over_the_end_of_a_paragraph() -> None:
    starts = [True, False, True, False, False]
    found = build(Doc(VOCAB, words=["One", "two", "three", "\n", "four"], sent_starts=starts), [])
    assert found.sents == [(0, 2), (2, 4), (4, 5)]


def test_trim_takes_off_commas_and_snap_takes_marks_in() -> None:
    found = tree("He said/VBD , “ we won ” .", (3, 7))
    assert found.trim(2, 8) == (3, 7)
    assert found.snap(4, 6) == (3, 7)
    assert found.snap(4, 6, lowest=4) == (4, 7)
    assert found.snap(4, 6, highest=6) == (3, 6)
    assert found.snap(2, 3) == (3, 3)
    assert found.opens_quote(3)
    assert not found.opens_quote(4)


@pytest.mark.parametrize("length", [SHORTEST_STATEMENT - 1, SHORTEST_STATEMENT])
def test_a_short_quotation_is_no_statement(length: int) -> None:
    found = tree("“ a b c d e f g ”", (0, length))
    assert found.in_statement(1) is (length == SHORTEST_STATEMENT)
    assert holds_statement(found, 0, 3) is (length == SHORTEST_STATEMENT)
    assert holds_quote(found, 0, 3)
    assert not holds_quote(found, length, 9)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (2, 6, "whole"),
        (3, 5, "whole"),
        (4, 5, "in"),
        (3, 4, "in"),
        (0, 6, "ends"),
        (2, 8, "begins"),
        (0, 8, "holds"),
        (0, 2, "none"),
        (4, 8, "cut"),
        (0, 4, "cut"),
        (2, 10, "both"),
        (4, 10, "cut"),
    ],
)
def test_how_a_stretch_lies_to_quotations(start: int, end: int, expected: str) -> None:
    assert quote_relation(tree("a b “ c d ” e f “ g ”".replace("g ”", "”"), (2, 6), (8, 10)), start, end) == expected


def test_rates_are_those_of_the_lexicon_by_part_of_speech() -> None:
    found = tree("according/VBG say/VB say/NN claim/NN adamant/JJ say/RB")
    found.pos[0] = "ADP"
    rates = [rate_of(found, i) for i in range(6)]
    assert rates[0] == ACCORDING
    assert rates[1] > 0.9
    assert rates[2] == 0.0, "no noun that reports"
    assert 0 < rates[3] < 1
    assert 0 < rates[4] < 1
    assert rates[5] == 0.0
    assert strong_cues(found, 0, 6) == sum(rate >= 0.4 for rate in rates)
    assert strong_cues(found, 2, 3) == 0


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((2, 6), AttributionType.DIRECT),
        ((3, 5), AttributionType.DIRECT),
        ((0, 2), AttributionType.INDIRECT),
        ((0, 5), AttributionType.MIXED),
        ((5, 7), AttributionType.MIXED),
    ],
)
def test_direct_indirect_mixed(content: tuple[int, int], expected: AttributionType) -> None:
    assert type_of(tree("a b “ c d ” e", (2, 6)), (content,)) == expected
