"""Figures: the same bytes each time, described in words, safe with any name."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree

import pytest

from toolkit.display.article.figures import Exchange, exchanges, timeline

D = dt.date
TO = Exchange("A", "B", 2, True)
OF = Exchange("B", "A", 1, False)


def test_figures_are_the_same_each_time() -> None:
    assert exchanges([TO, OF]) == exchanges([TO, OF])


def test_a_users_matplotlib_settings_change_nothing() -> None:
    import matplotlib as mpl

    before = exchanges([TO])
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path", "axes.facecolor": "red", "text.parse_math": True}):
        assert exchanges([TO]) == before


def test_what_a_figure_shows_is_said() -> None:
    picture = exchanges([Exchange("Ivo Lasse", "Norland", 2, True), Exchange("Ada Brandt", "Vestria", 1, False)])
    assert "Ivo Lasse speaks to Norland: 2; Ada Brandt speaks of Vestria: 1" in picture.alt
    assert 'role="img"' in picture.svg
    line = timeline([("C1", D(2031, 9, 1), D(2031, 9, 30))], D(2031, 5, 12))
    assert "C1: 1 September 2031 to 30 September 2031" in line.alt


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "$x^2$ & \\frac", 'a"b', "\u202eabc", "x" * 300, "_^{", ""]
)
def test_names_are_text(name: str) -> None:
    drawing = exchanges([Exchange(name, name, 1, True), OF]).svg
    root = ElementTree.fromstring(drawing)
    assert not [element for element in root.iter() if element.tag in ("script", "style", "image", "a", "foreignObject")]
    assert "\u202e" not in drawing


def test_ids_of_two_figures_do_not_clash() -> None:
    first = exchanges([TO, OF]).svg
    second = timeline([("C1", D(2031, 9, 1), D(2031, 9, 30))], None).svg
    ids = [set(re.findall(r' id="([^"]*)"', svg)) for svg in (first, second)]
    assert not ids[0] & ids[1]
    for svg, known in zip((first, second), ids, strict=True):
        assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= known


def test_colours_come_from_the_page() -> None:
    svg = exchanges([TO, OF]).svg
    assert "var(--speech)" in svg
    assert not re.findall(r"#0[1-4]0[1-4]0[1-4]", svg)


@pytest.mark.parametrize(
    ("low", "high"),
    [
        (D(2031, 5, 12), D(2031, 5, 12)),
        (D(2031, 5, 12), D(2031, 6, 1)),
        (D(2031, 1, 1), D(2032, 12, 31)),
        (D(2031, 1, 1), D(2099, 1, 1)),
        (D(1, 1, 1), D(9999, 12, 31)),
    ],
)
def test_any_span_of_time_has_ticks(low: dt.date, high: dt.date) -> None:
    svg = timeline([("C1", low, high)], None).svg
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert 2 <= len(texts) <= 12
