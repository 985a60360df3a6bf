"""Marked spans become properly nested elements, whatever way they overlap."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from toolkit.display.article.marks import Mark, nest

TEXT = 'Salt & pepper, <b>"both"</b> agreed to\nlift it.'


def unmarked(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", marked))


def depth_is_sound(marked: str) -> bool:
    depth = 0
    for tag in re.findall(r"</?span", marked):
        depth += 1 if tag == "<span" else -1
        if depth < 0:
            return False
    return depth == 0


spans = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from("abc")), max_size=8)


@given(spans, st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_text_survives_and_tags_nest(found: list[tuple[int, int, str]], a: int, b: int) -> None:
    start, end = min(a, b), max(a, b)
    marked = nest(TEXT, [Mark(min(x, y), max(x, y), css) for x, y, css in found], start, end)
    assert unmarked(marked) == TEXT[start:end]
    assert depth_is_sound(marked)


@given(spans)
def test_each_character_lies_in_its_marks_and_no_others(found: list[tuple[int, int, str]]) -> None:
    marks = [Mark(min(x, y), max(x, y), f"m{n}") for n, (x, y, _) in enumerate(found)]
    marked = nest("x" * len(TEXT), marks)
    place, open_now = 0, []
    for piece in re.findall(r'<span class="(m\d+)">|(</span>)|(x)', marked):
        if piece[0]:
            open_now.append(piece[0])
        elif piece[1]:
            open_now.pop()
        else:
            assert sorted(open_now) == sorted(m.css for m in marks if m.start <= place < m.end)
            place += 1


def test_crossing_spans_are_cut_and_the_id_stays_unique() -> None:
    marked = nest("abcdef", [Mark(0, 4, "one", anchor="first"), Mark(2, 6, "two", anchor="second")])
    assert marked == (
        '<span class="one" id="first">ab<span class="two" id="second">cd</span></span><span class="two">ef</span>'
    )


def test_reference_stands_once_behind_the_end() -> None:
    after = Markup("<sup>1</sup>")
    assert nest("abcd", [Mark(0, 4, "m", after=after)], 0, 2) == '<span class="m">ab</span>'
    assert nest("abcd", [Mark(0, 4, "m", after=after)], 2, 4) == '<span class="m">cd</span><sup>1</sup>'


@pytest.mark.parametrize("hostile", ['"><script>x</script>', "'onmouseover=x", "a\u202eb\x00\ud800"])
def test_attributes_are_escaped(hostile: str) -> None:
    marked = nest("ab", [Mark(0, 2, hostile, title=hostile, anchor=hostile, rows=hostile)])
    assert "<script" not in marked
    assert marked.count('"') == 8
    marked.encode("utf-8")
    assert "\u202e" not in marked
