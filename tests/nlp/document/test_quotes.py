"""Quotation marks to spans."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from toolkit.nlp.document.quotes import find_quotes, quoted_spans


def texts(paragraph: str) -> list[str]:
    return [paragraph[start:end] for start, end, _, _ in quoted_spans(paragraph)]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ('"We leave," she said. "Now."', ['"We leave,"', '"Now."']),
        ("“We leave,” she said.", ["“We leave,”"]),
        ("‘We leave,’ she said, ‘if the ministers’ talks fail.’", ["‘We leave,’", "‘if the ministers’ talks fail.’"]),
        ("'We don't leave,' she said.", ["'We don't leave,'"]),
        ("« Nous partons », dit-elle.", ["« Nous partons »"]),
        ("»Wir gehen«, sagte sie.", ["»Wir gehen«"]),
        ("Nous partons », dit-elle.", []),
        ("«Nous partons», dit-elle, »vite.", ["«Nous partons»"]),
        ("„Wir gehen“, sagte sie.", ["„Wir gehen“"]),
        ("``We leave,'' she said.", ["``We leave,''"]),
        ("He called it a ‘very odd’ plan.", ["‘very odd’"]),
        ("She said: “He told us ‘no’ twice.”", ["“He told us ‘no’ twice.”"]),
    ],
)
def test_pairs_of_marks(paragraph: str, expected: list[str]) -> None:
    assert texts(paragraph) == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        "The wall is 12\" thick and 6' high.",
        "The ministers' talks in the '90s weren't easy, and the envoys' aides left.",
        "Rock 'n' roll is the people's choice.",
        "He is 6'2\" and left.",
    ],
)
def test_apostrophes_and_measures_are_no_quotations(paragraph: str) -> None:
    assert texts(paragraph) == []


def test_inches_do_not_close_a_quotation() -> None:
    assert texts('"A man of 6\'2" in height came," she said.') == ['"A man of 6\'2" in height came,"']


def test_mark_left_open_runs_to_the_end_of_the_paragraph() -> None:
    spans = list(quoted_spans('"We leave. And that is that. '))
    assert spans == [(0, 28, '"', False)]


def test_each_paragraph_opens_anew() -> None:
    doc = spacy.blank("en")('"First part.\n\n"Second part," he said.\n')
    quotes = find_quotes(doc)
    assert [doc[q.start : q.end].text.strip() for q in quotes] == ['"First part.', '"Second part,"']
    assert [q.closed for q in quotes] == [False, True]


def test_single_mark_left_open_inside_is_an_apostrophe() -> None:
    assert texts("Words such as ’tis and ‘gainst are old.") == []


@given(st.text(alphabet="ab s\"'“”‘’«»„`,.\n1", max_size=60))
def test_never_raises_and_never_overlaps(text: str) -> None:
    doc = spacy.blank("en").make_doc(text)
    last = 0
    for quote in find_quotes(doc):
        assert last <= quote.start < quote.end <= len(doc)
        last = quote.end
