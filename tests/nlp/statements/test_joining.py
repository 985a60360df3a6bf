"""From attributions cue by cue to those of an article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from trees import sketch

from toolkit.nlp.layers import AttributionSpan, Quote, Range
from toolkit.nlp.statements.joining import SURE_ENOUGH, join_quotes, nested, outermost
from toolkit.nlp.statements.tree import Tree, build
from toolkit.records import AttributionType, CueClass


def said(cue: int, *content: Range, sure: float = 0.8, kind: CueClass = CueClass.SPEECH) -> AttributionSpan:
    return AttributionSpan(((cue, cue + 1),), content, (), cue, None, AttributionType.INDIRECT, kind, "test", sure)


def cues(found: list[AttributionSpan]) -> list[int]:
    return [a.cue_head for a in found]


def test_of_those_that_share_words_the_surest_stays() -> None:
    assert cues(outermost([said(1, (2, 6), sure=0.6), said(8, (4, 7), sure=0.7)])) == [8]
    assert cues(outermost([said(1, (2, 4)), said(5, (6, 8))])) == [1, 5]


def test_a_longer_content_is_a_little_surer() -> None:
    assert cues(outermost([said(1, (2, 30), sure=0.60), said(50, (20, 22), sure=0.64)])) == [1]
    assert cues(outermost([said(1, (2, 30), sure=0.60), said(50, (20, 22), sure=0.70)])) == [50]


def test_none_stands_with_its_cue_in_anothers_content() -> None:
    assert cues(outermost([said(1, (2, 9)), said(4, (10, 12), sure=0.5)])) == [1]
    assert cues(outermost([said(1, (2, 9), sure=0.5), said(4, (10, 12))])) == [4]


@pytest.mark.parametrize("sure", [SURE_ENOUGH, SURE_ENOUGH - 0.01])
def test_a_second_piece_belongs_to_the_sure_cue_before_it(sure: float) -> None:
    first, second = said(4, (0, 3), (8, 12)), said(6, (7, 12), sure=sure)
    kept = outermost([first, second])
    assert first.content == (((0, 3),) if sure >= SURE_ENOUGH else ((0, 3), (8, 12)))
    assert cues(kept) == ([4, 6] if sure >= SURE_ENOUGH else [4])


def test_nested_ones_have_the_innermost_around_them_for_a_parent() -> None:
    outer, middle, inner = said(1, (2, 20)), said(3, (4, 20), sure=0.7), said(5, (6, 9), sure=0.9)
    found = nested([outer, middle, inner, said(30, (31, 33))], [outer])
    assert cues(found) == [1, 5], "of two that share words the surest stays"
    assert [a.parent for a in found] == [None, 0]
    both = nested([replace(middle, content=((4, 5),)), inner], [outer, said(40, (41, 50))])
    assert [(a.cue_head, a.parent) for a in both] == [(1, None), (3, 0), (5, 0), (40, None)]


def test_what_runs_out_of_the_content_is_not_nested() -> None:
    assert cues(nested([said(3, (4, 12))], [said(1, (2, 9))])) == [1]


QUOTE = "“ we won it now ”"
"""A statement: six tokens with its marks."""


def article(text: str, *quotes: tuple[int, int], sents: list[Range], units: list[Range], closed: bool = True) -> Tree:
    tree = build(sketch(text), [Quote(start, end, "“", closed) for start, end in quotes])
    tree.sents[:], tree.units[:] = sents, [(start, end, "body") for start, end in units]
    for numbers, ranges in ((tree.sent, sents), (tree.unit, units)):
        for k, (start, end) in enumerate(ranges):
            numbers[start:end] = [k] * (end - start)
    return tree


def joined(tree: Tree, *found: AttributionSpan) -> list[tuple[Range, ...]]:
    join_quotes(tree, list(found))
    return [a.content for a in found]


def test_a_quotation_of_its_own_goes_on_in_the_paragraph() -> None:
    tree = article(f"Berg said/VBD so . {QUOTE}", (4, 10), sents=[(0, 4), (4, 10)], units=[(0, 10)])
    assert joined(tree, said(1, (2, 3))) == [((2, 3), (4, 10))]


@pytest.mark.parametrize("between", [1, 2])
def test_but_not_after_two_sentences_more(between: int) -> None:
    filler = "Rain fell/VBD . " * between
    start = 4 + 3 * between
    sents = [(0, 4), *((4 + 3 * k, 7 + 3 * k) for k in range(between)), (start, start + 6)]
    tree = article(f"Berg said/VBD so . {filler}{QUOTE}", (start, start + 6), sents=sents, units=[(0, start + 6)])
    assert len(joined(tree, said(1, (2, 3)))[0]) == (2 if between == 1 else 1)


@pytest.mark.parametrize("closed", [True, False])
def test_in_the_next_paragraph_only_after_one_left_open(closed: bool) -> None:
    tree = article(
        f"Berg said/VBD “ so on/RB {QUOTE}",
        (2, 5),
        (5, 11),
        sents=[(0, 5), (5, 11)],
        units=[(0, 5), (5, 11)],
        closed=closed,
    )
    assert joined(tree, said(1, (2, 5))) == [((2, 5),) if closed else ((2, 5), (5, 11))]


def test_after_the_cue_in_the_sentence_only_behind_a_comma() -> None:
    for mark, pieces in ((",", 2), ("-", 1)):
        tree = article(f"“ so ” Berg said/VBD {mark} {QUOTE}", (0, 3), (6, 12), sents=[(0, 12)], units=[(0, 12)])
        assert len(joined(tree, said(4, (0, 3)))[0]) == pieces


def test_a_quotation_with_words_before_it_or_a_cue_beside_it_is_nobodys() -> None:
    tree = article(f"Berg said/VBD so . Then {QUOTE}", (5, 11), sents=[(0, 4), (4, 11)], units=[(0, 11)])
    assert joined(tree, said(1, (2, 3))) == [((2, 3),)]
    tree = article(f"Berg said/VBD so . {QUOTE} Roe said/VBD", (4, 10), sents=[(0, 4), (4, 12)], units=[(0, 12)])
    assert joined(tree, said(1, (2, 3)), said(11, (10, 11)))[0] == ((2, 3),)


def test_of_several_in_a_sentence_who_is_quoted_goes_on() -> None:
    tree = article(
        f"Roe said/VBD so Berg said/VBD “ x ” . {QUOTE}", (5, 8), (9, 15), sents=[(0, 9), (9, 15)], units=[(0, 15)]
    )
    assert joined(tree, said(1, (2, 3)), said(4, (5, 8))) == [((2, 3),), ((5, 8), (9, 15))]


def test_a_short_quotation_is_no_statement_of_its_own() -> None:
    tree = article("Berg said/VBD so . “ we won ”", (4, 8), sents=[(0, 4), (4, 8)], units=[(0, 8)])
    assert joined(tree, said(1, (2, 3))) == [((2, 3),)]
