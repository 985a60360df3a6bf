"""Paragraphs, however their lines were broken."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest

from toolkit.articles import Article
from toolkit.corpus.text import sentences
from toolkit.display.article.view import View
from toolkit.findings import ArticleAnalysis
from toolkit.layout import paragraph_spans, sentence_spans
from toolkit.nlp.document.parsing import units

TITLE = "Kenya, Uganda settle ferry dispute"
TEXT = [
    "Kenya agreed on Tuesday to reopen the ferry terminal by October 1 at the latest, Transport Minister Daniel Mwangi said "
    "after two days of talks in the harbour town of Kisumu.",
    '"We will pay for the repairs," Mwangi told reporters. Uganda pledged to send two inspectors to the terminal, and to let '
    "its own ferries wait until the quay is safe again.",
    "The terminal has been shut since a collision in 2019.",
]


def wrapped(width: int = 72, between: str = "\n\n", **options: str) -> str:
    return between.join([TITLE, *(textwrap.fill(text, width, **options) for text in TEXT)])  # type: ignore[arg-type]


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[a:b].replace("\n>", " ").split()) for a, b in paragraph_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        *(wrapped(width) for width in (40, 50, 60, 72, 80, 100, 120)),
        wrapped(between="\n"),
        wrapped().replace("\n", "\n\n"),
        wrapped().replace("\n", "   \n"),
        wrapped(between="\n \t\n"),
        "\n".join(f"> {line}" for line in wrapped().split("\n")),
        textwrap.indent(wrapped(), "    "),
        wrapped(between="\n", initial_indent="   "),
        wrapped(between="\n", initial_indent="\t", width=64),
        wrapped(between="\n", initial_indent="  ", width=40),
        wrapped(between="\n\n\n").replace("\n", "\n\n"),
        f"{TITLE}\n" + "\n".join(TEXT),
        f"{TITLE}\n\n" + "\n\n".join(TEXT),
    ],
)
def test_paragraphs_are_the_same_however_lines_were_broken(text: str) -> None:
    assert paragraphs(text) == [TITLE, *TEXT]


def test_a_single_paragraph_of_two_lines() -> None:
    text = textwrap.fill(TEXT[0], 80)
    assert text.count("\n") == 2
    assert paragraphs(text) == [TEXT[0]]


@pytest.mark.parametrize(
    "text",
    [
        "A first paragraph that ends.\nA second one, rather longer, that ends too.\n" * 5,
        "The parties agree that they will, before the end of the year:\n- open the road to the north\n- free the pilots",
        "Talks end\nGeneva, May 5\nBy Ana Roe\nThe ministers met.\nThey parted.",
        "The parties agree:\n- to open the road\n- to free the pilots\n- to meet again",
        "Roses are red\nViolets are blue\nSugar is sweet\nAnd so are you",
        "",
        "\n \n",
    ],
)
def test_lines_that_were_not_broken_by_width_stay_apart(text: str) -> None:
    assert paragraphs(text) == [line for line in text.split("\n") if line.strip()]


def test_a_line_that_ends_before_a_name_goes_on() -> None:
    text = "Kenya agreed on Tuesday to reopen the ferry terminal on the lake by\nOctober 1, Minister Mwangi said."
    assert paragraphs(text) == [text.replace("\n", " ")]


def test_an_indented_line_begins_a_paragraph_and_a_dash_in_a_sentence_does_not() -> None:
    text = (
        "   Kenya agreed on Tuesday to reopen the port – though not at once\n– and to pay for the repairs, a minister said.\n"
        "   Uganda pledged to send two inspectors to the port of Kisumu, and\nto let its ferries wait."
    )
    assert paragraphs(text) == [" ".join(part.split()) for part in text.split("\n   ")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rained. He left. It cleared.", ["It rained.", "He left.", "It cleared."]),
        (
            '"Go!" he said. "Now." Then Mr. Vale of the U.S. Navy left.',
            ['"Go!" he said.', '"Now."', "Then Mr. Vale of the U.S. Navy left."],
        ),
        (
            "It fell to 3.5 in Sept. 2031. École closed… Éva left?",
            ["It fell to 3.5 in Sept. 2031.", "École closed…", "Éva left?"],
        ),
        ("One that goes\non. And on", ["One that goes\non.", "And on"]),
        ("  ", []),
    ],
)
def test_sentences_by_their_marks(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in sentence_spans(f"{text}{' '}", 0, len(text))] == found


def test_display_analysis_and_comparison_see_the_same_paragraphs() -> None:
    for width in (40, 60, 80, 200):
        article = Article("x", wrapped(width))
        shown = [p.start for p in View(ArticleAnalysis(article, (), (), (), ())).paragraphs]
        assert [start for start, _, _ in units(article)] == shown
        assert [s.text for s in sentences(article)] == [s.text for s in sentences(Article("x", wrapped(1000)))]


def test_spans_are_in_order_and_hold_all_words() -> None:
    text = wrapped()
    spans = paragraph_spans(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert " ".join(text[a:b] for a, b in spans).split() == text.split()
