"""What is printed is escaped, and characters that disturb a page are made visible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from toolkit.display.render import Fragment, clean, environment, stylesheet


@given(st.text(st.characters(), max_size=60))
def test_cleaning_keeps_every_offset(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    cleaned.encode("utf-8")


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\x00", "\x1b", "\ud83d"])
def test_troublesome_characters_are_replaced(char: str) -> None:
    assert clean(f"a{char}b") == "a\ufffdb"


@pytest.mark.parametrize("text", ["naïve “quote” – ž", "שלום", "a\tb\nc", "😀", "a\u200fb"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


def test_templates_escape_and_clean() -> None:
    shown = (
        environment()
        .from_string('<p title="{{ x }}">{{ x }}{{ missing }}</p>')
        .render(x='<a b="\u202e">', missing=None)
    )
    assert shown == '<p title="&lt;a b=&#34;\ufffd&#34;&gt;">&lt;a b=&#34;\ufffd&#34;&gt;</p>'


def test_templates_fail_on_unknown_names() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing_here }}").render()


def test_a_fragment_brings_its_style_into_a_notebook() -> None:
    shown = Fragment(Markup("<p>x</p>"), "x")._repr_html_()
    assert shown.endswith('<div class="readout"><p>x</p></div>')
    assert stylesheet() in shown
    assert "</style" not in stylesheet()
