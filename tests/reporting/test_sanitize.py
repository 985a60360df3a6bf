"""HTML of users' cells shows text and does nothing else."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.display.render import ESCAPED, Fragment
from toolkit.reporting.sanitize import sanitized


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ('<meta http-equiv="refresh" content="0;url=https://e.example/">', ""),
        ("<style>body{display:none}</style>x", "x"),
        ("</section></main><p>hi", "<p>hi</p>"),
        ('<base href="//e.example"><b>x</b>', "<b>x</b>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="https://e.example/">a</a>', '<a href="https://e.example/">a</a>'),
        ("<svg onload=alert(1)></svg>", ""),
        ("<img src=x onerror=alert(1)>", "<img>"),
        ('<p id="row-c-1" onclick="x()" style="position:fixed;color:red">t</p>', '<p style="color: red;">t</p>'),
        ("<script>alert(1)</script>", ""),
        (
            "<!-- x --><table><tbody><tr><td>1</td></tr></tbody></table>",
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
        ),
        ('<style type="text/css">\n#T_1 td{color:red}\nbody{display:none}</style>x', "x"),
    ],
)
def test_only_what_shows_text_is_kept(html: str, safe: str) -> None:
    assert "".join(sanitized(html).split()) == "".join(safe.split())


def test_tables_of_pandas_keep_their_text_and_a_stylers_own_rules() -> None:
    frame = pd.DataFrame({"<b>": ["<i>x</i>"]})
    assert "&lt;i&gt;x&lt;/i&gt;" in sanitized(frame._repr_html_())  # type: ignore[operator]
    styled = sanitized(frame.style.set_table_styles([{"selector": "td", "props": "color: red"}]).to_html())
    assert styled.startswith("<style>#T_")
    assert "color: red" in styled
    assert "<script" not in sanitized(frame.style.set_caption("<script>alert(1)</script>").to_html())


def test_fragments_say_that_they_are_escaped() -> None:
    data, metadata = Fragment("<p>x</p>", "x")._repr_mimebundle_()  # type: ignore[arg-type]
    assert set(data) == {"text/html", "text/plain"}
    assert metadata == {"text/html": ESCAPED}


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("data:image/png;base64,AA==", True),
        ("data:text/html,x", False),
        ("data:,x", False),
        ("https://e.example/a.png", False),
    ],
)
def test_pictures_stand_in_the_page_itself(address: str, kept: bool) -> None:
    assert ("src" in sanitized(f'<img src="{address}">')) is kept


@pytest.mark.parametrize("scheme", ["data", "javascript", "vbscript", "DATA", "JaVaScRiPt"])
@pytest.mark.parametrize(
    "sign", ["", " ", "\t", "\n", "\x01", "\x00", "\x1f", "\xa0", "\u200b", "&#1;", "&Tab;", "&NewLine;"]
)
@pytest.mark.parametrize("place", [0, 2, 99])
def test_no_scheme_that_acts_passes_however_it_is_written(scheme: str, sign: str, place: int) -> None:
    written = scheme[:place] + sign + scheme[place:]
    assert "href" not in sanitized(f'<a href="{written}:text/html,x">a</a>')


@pytest.mark.parametrize("address", ["https://e.example/data:x", "mailto:a@e.example", "#data", "page.html"])
def test_addresses_that_lead_somewhere_stay(address: str) -> None:
    assert f'href="{address}"' in sanitized(f'<a href="{address}">a</a>')
