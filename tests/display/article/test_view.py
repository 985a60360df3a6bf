"""Labels, paragraphs and sentences of an analysed article."""

from __future__ import annotations

import datetime as dt

import pytest
import sample

from toolkit.articles import Article
from toolkit.display.article.view import View, join, phrase, topic, with_article
from toolkit.display.words import days
from toolkit.findings import ArticleAnalysis


def view_of(text: str) -> View:
    return View(ArticleAnalysis(Article("x", text), (), (), (), ()))


def test_labels_follow_the_text(analysed: ArticleAnalysis) -> None:
    labels = View(analysed).labels
    assert [labels[f"c-{n}"] for n in range(1, 8)] == [f"C{n}" for n in range(1, 8)]
    assert labels["s-1"] == "S1"
    assert labels["e-1"] == "E1"


def test_a_zone_inside_a_line_does_not_cut_it(analysed: ArticleAnalysis) -> None:
    paragraphs = View(analysed).paragraphs
    texts = [sample.TEXT[p.start : p.end] for p in paragraphs]
    assert texts == [line for line in sample.TEXT.split("\n") if line]
    assert [p.kind for p in paragraphs[:3]] == ["headline", "body", "body"]


def test_lines_broken_by_width_are_one_paragraph() -> None:
    wrapped = "\n".join(["The minister spoke for an hour about the new bridge and"] * 3 + ["sat down."])
    assert len(view_of(f"{wrapped}\n\n{wrapped}").paragraphs) == 2
    assert len(view_of("A short line.\nAnother one that is much longer than the first line is.\nEnd.").paragraphs) == 3


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("It rained. He left for Oslo. It cleared.", "left", "He left for Oslo."),
        ('"Go." He met Mr. Vale of the U.S. Navy. Then no one.', "Vale", "He met Mr. Vale of the U.S. Navy."),
        ("One line\nwith no stop", "no", "with no stop"),
    ],
)
def test_sentence_around_a_span(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    found = view_of(text).sentence(((start, start + len(words)),))
    assert found is not None
    assert text[slice(*found)] == sentence


@pytest.mark.parametrize(
    ("name", "shown"),
    [("United States", "the United States"), ("Norland", "Norland"), ("European Union", "the European Union")],
)
def test_articles_before_names(name: str, shown: str) -> None:
    assert with_article(name) == shown


def test_join() -> None:
    assert [join([]), join("A"), join("AB"), join("ABC")] == ["", "A", "A and B", "A, B and C"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ((2031, 5, 12), (2031, 5, 12), "12 May 2031"),
        ((2031, 9, 1), (2031, 9, 30), "September 2031"),
        ((2032, 2, 1), (2032, 2, 29), "February 2032"),
        ((2031, 9, 2), (2031, 9, 30), "2–30 September 2031"),
        ((2031, 1, 1), (2031, 12, 31), "2031"),
        ((2031, 3, 1), (2031, 5, 31), "March – May 2031"),
        ((2031, 5, 12), (2031, 6, 11), "12 May – 11 June 2031"),
        ((2031, 12, 30), (2032, 1, 2), "30 December 2031 – 2 January 2032"),
        (None, (2031, 6, 11), "until 11 June 2031"),
        ((2031, 6, 11), None, "from 11 June 2031"),
    ],
)
def test_spans_of_days_in_words(low: tuple[int, ...] | None, high: tuple[int, ...] | None, words: str) -> None:
    assert days(dt.date(*low) if low else None, dt.date(*high) if high else None) == words


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("end the ban “on our first\n day", "end the ban “on our first day”"),
        ("end the ‘ban for good", "end the ‘ban for good’"),
        ('end the "ban', 'end the "ban"'),
        ('end the ban" for good', '"end the ban" for good'),
        ("end the ban” for good", "“end the ban” for good"),
        ("end the “ban” for good", "end the “ban” for good"),
        ("end the workers’ strike", "end the workers’ strike"),
    ],
)
def test_a_quotation_cut_short_is_closed(words: str, shown: str) -> None:
    assert phrase(words) == shown


@pytest.mark.parametrize(
    ("target", "shown"),
    [("The toll on lorries", "the toll on lorries"), ("A Norland decree", "a Norland decree"), ("The Hague", "The Hague"),
     ("Norland", "Norland"), ("Theory", "Theory")],
)  # fmt: skip
def test_a_topic_loses_the_capital_of_its_sentence(target: str, shown: str) -> None:
    assert topic(target) == shown
