from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English

from toolkit.articles import Article, Zone, ZoneKind
from toolkit.nlp.document.parsing import char_span, known, model_text, paragraphs, parse, units

BLANK = English()


def parsed(article: Article):
    return next(iter(parse(BLANK, [article])))[1]


def test_units_cover_the_text_and_respect_zones() -> None:
    article = Article(
        "d", "Head\nOne. Two.\nThree. End", zones=(Zone(0, 4, ZoneKind.HEADLINE), Zone(22, 25, ZoneKind.FURNITURE))
    )
    pieces = units(article)
    assert "".join(article.text[s:e] for s, e, _ in pieces) == article.text
    assert [kind for *_, kind in pieces if kind != "body"] == ["headline", "furniture"]


def test_invisible_characters_are_kept_from_the_model_and_offsets_lead_back() -> None:
    article = Article("d", "The min\u00adister\u200b said so.\nNext.")
    doc = parsed(article)
    assert doc[1].text == "minister"
    start, end = char_span(doc, 1, 2)
    assert article.text[start:end] == "min\u00adister"
    assert [article.text[slice(*char_span(doc, t.i, t.i + 1))] for t in doc][-2:] == ["Next", "."]


def test_letters_and_accents_apart_are_one_to_the_model_and_two_in_the_text() -> None:
    text = unicodedata.normalize("NFD", "Élysée said José left Núñez.")
    doc = parsed(Article("d", text))
    assert [t.text for t in doc][:3] == ["Élysée", "said", "José"]
    for token in doc:
        start, end = char_span(doc, token.i, token.i + 1)
        assert unicodedata.normalize("NFC", text[start:end]) == token.text


def test_hard_wrapped_lines_are_read_as_one_paragraph() -> None:
    line = "The two delegations met in the morning and spoke about the"
    text = f"{line}\n{line}\n{line}\nharbour.\n\n{line}\n{line}\n{line}\nbridge.\n"
    doc = parsed(Article("d", text))
    assert len(paragraphs(doc)) == 2
    assert "\n" not in doc.text[: len(line) + 5]
    assert char_span(doc, len(doc) - 3, len(doc) - 2) == (text.rindex("bridge"), text.rindex("bridge") + 6)


def test_a_line_end_is_one_blank_to_the_model_and_none_behind_a_hyphen() -> None:
    assert model_text("sent two  \n  ferries")[0] == "sent two ferries"
    assert model_text("> sent two\n> ferries")[0] == "> sent two ferries"
    assert model_text("a long-\nterm plan")[0] == "a long-term plan"
    text, kept = model_text("two \n > ferries\n\n")
    assert text == "two ferries\n\n"
    assert kept is not None
    assert [text[i] for i in range(4, 11)] == ["two \n > ferries"[kept[i]] for i in range(4, 11)]


def test_lines_of_a_doc_made_elsewhere_are_its_paragraphs() -> None:
    doc = BLANK("One line.\nAnother line.")
    assert [doc[s:e].text.strip() for s, e, _ in paragraphs(doc)] == ["One line.", "Another line."]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("″We agree,″ he said.", '"We agree," he said.'),
        ("＂We agree,＂ Kenya＇s minister said.", '"We agree," Kenya\'s minister said.'),
        ("Kenya´s cabinet, Kenya′s port", "Kenya's cabinet, Kenya's port"),
        ("He is 6′ 2″ tall.", "He is 6′ 2″ tall."),
        ("\ufffdWe agree,\ufffd he said. Kenya\ufffds cabinet met.", '"We agree," he said. Kenya\'s cabinet met.'),
        ("Jos\ufffd N\ufffd\ufffdez \ufffd", "Jos\ufffd N\ufffd\ufffdez \ufffd"),
    ],
)
def test_signs_written_for_quotation_marks_are_such_to_the_model(text: str, shown: str) -> None:
    assert model_text(text) == (shown, None)


def test_model_text_says_where_characters_come_from() -> None:
    text, kept = model_text("a\u200bb\nc\n")
    assert text == "ab c\n"
    assert kept == [0, 2, 3, 4, 5, 6]
    assert model_text("plain") == ("plain", None)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .\n\u200b\u00ad“”'é\u2028\t", max_size=80))
def test_every_token_leads_back_to_its_characters(text: str) -> None:
    doc = parsed(Article("d", text))
    strip = re.compile("[\u200b\u00ad]")
    for token in doc:
        start, end = char_span(doc, token.i, token.i + 1)
        assert 0 <= start < end <= len(text)
        assert strip.sub("", text[start:end]).replace("\n", " ") == token.text.replace("\n", " ")
    assert known(doc)["doc_id"] == "d"
