"""What is printed is escaped, and characters that disturb a page are made visible."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
import sample
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

import toolkit
from toolkit.corpus import compare_accounts, make_ledger
from toolkit.display.render import Fragment, clean, environment, stylesheet
from toolkit.readers import read
from toolkit.results import Analysis


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


def own_html() -> dict[str, str]:
    """What a notebook shows of everything that shows itself as HTML, by the name of its class."""
    found = Analysis([sample.analysed(), sample.analysed().renamed("again")])
    evidence = found.evidence(found.records("commitments")[0].commitment_id)
    many = (found, found[sample.DOC_ID].commitments, read(sample.TEXT), make_ledger(found), compare_accounts(found))
    shown = (Fragment(Markup("<p>x</p>"), "x"), evidence, *many)
    bundles = {"ArticleAnalysis": found[sample.DOC_ID], "Desk": found.explore()}
    return {type(x).__name__: x._repr_html_() for x in shown} | {
        name: x._repr_mimebundle_()[0]["text/html"] for name, x in bundles.items()
    }


def test_mathjax_leaves_all_displays_alone() -> None:
    """The outermost element is marked; tests/reporting/test_jupyterlab.py sees that it helps."""
    shown = own_html()
    for name, html in shown.items():
        outermost = [e for e in lxml.html.fragments_fromstring(html) if e.tag != "style"]
        assert [set(e.classes) >= {"tex2jax_ignore", "mathjax_ignore"} for e in outermost] == [True], name
    sources = "\n".join(path.read_text(encoding="utf-8") for path in Path(toolkit.__file__).parent.rglob("*.py"))
    showing = r"^class (\w+)(?:(?!^class ).)*?^    def _repr_(?:html|mimebundle)_"
    assert set(re.findall(showing, sources, re.MULTILINE | re.DOTALL)) == set(shown)


def test_a_fragment_brings_its_style_into_a_notebook() -> None:
    shown = Fragment(Markup("<p>x</p>"), "x")._repr_html_()
    assert shown.endswith('<div class="readout tex2jax_ignore mathjax_ignore"><p>x</p></div>')
    assert stylesheet() in shown
    assert "</style" not in stylesheet()
