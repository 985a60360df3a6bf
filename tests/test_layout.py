"""Paragraphs, however their lines were broken."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest

from toolkit.layout import paragraph_spans

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


def test_spans_are_in_order_and_hold_all_words() -> None:
    text = wrapped()
    spans = paragraph_spans(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert " ".join(text[a:b] for a, b in spans).split() == text.split()
