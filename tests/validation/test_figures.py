"""Figures: the same bytes each time, described in words, safe with any name."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from toolkit.validation.figures import FIRST, INK, drawing, svg


def drawn(words: str = "Norland", name: str = "one") -> Markup:
    """A small figure: a line, and some words."""
    with drawing(2, 1) as (figure, axes):
        axes.plot([0, 1], [0, 1], color=FIRST)
        axes.text(0, 0, words, color=INK)
        return svg(figure, name, f"A line of {words}")


def test_figures_are_the_same_each_time() -> None:
    assert drawn() == drawn()


def test_a_users_matplotlib_settings_change_nothing() -> None:
    import matplotlib as mpl

    before = drawn()
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path", "axes.facecolor": "red", "text.parse_math": True}):
        assert drawn() == before


def test_what_a_figure_shows_is_said() -> None:
    assert 'role="img"' in drawn()
    assert 'aria-label="A line of Norland"' in drawn()


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "$x^2$ & \\frac", 'a"b', "\u202eabc", "x" * 15, "_^{", ""]
)
def test_names_are_text(name: str) -> None:
    drawing = drawn(name)
    root = ElementTree.fromstring(drawing)
    assert not [element for element in root.iter() if element.tag in ("script", "style", "image", "a", "foreignObject")]
    assert "\u202e" not in drawing.partition("<path")[0]


def test_ids_of_two_figures_do_not_clash() -> None:
    ids = [set(re.findall(r' id="([^"]*)"', drawn(name=name))) for name in ("one", "two")]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_colours_come_from_the_page() -> None:
    assert "var(--speech)" in drawn()
    assert not re.findall(r"#0[1-4]0[1-4]0[1-4]", drawn())
