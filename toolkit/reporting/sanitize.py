"""HTML of users' cells made safe: what shows text stays, what could act, redirect or restyle the page goes.

A ``Content-Security-Policy`` stops scripts and requests, but no ``<meta http-equiv="refresh">``, and no text that closes the
page's own elements. Our own fragments are escaped where they are made (:mod:`toolkit.display.render`) and say so in
their output's metadata; everything else goes through an allow-list (the library bleach).
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bleach.sanitizer import Cleaner

_STYLER_RULES = re.compile(r'\A\s*<style type="text/css">\s*(?P<rules>(?:#T_\w+[^{}<>@]*\{[^{}<>@]*\}\s*)*)</style>')
"""What pandas' Styler puts before its table: rules that reach no farther than the table's own cells."""

_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\u200b-\u200f\ufeff]+")
_SCHEME = re.compile(r"([^/?#]*?):")
_HIDDEN = re.compile(r"<(script|style|title|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)


def sanitized(html: str) -> str:
    """The HTML with everything taken out that is not on the allow-list; every element is closed."""
    styles = _STYLER_RULES.match(html)
    kept = f"<style>{styles['rules']}</style>" if styles and styles["rules"] and "url(" not in styles["rules"] else ""
    cleaned: str = _cleaner().clean(_HIDDEN.sub("", html[styles.end() if styles else 0 :]))
    return kept + cleaned


@cache
def _allow() -> dict[str, frozenset[str]]:
    """The allow-list, ``allowed_html.yaml``: tags, attributes and properties of style attributes."""
    import yaml

    text = Path(__file__).with_name("allowed_html.yaml").read_text(encoding="utf-8")
    return {key: frozenset(words) for key, words in yaml.safe_load(text).items()}


@cache
def _cleaner() -> Cleaner:
    from bleach.css_sanitizer import CSSSanitizer
    from bleach.sanitizer import Cleaner

    return Cleaner(
        tags=_allow()["tags"],
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        css_sanitizer=CSSSanitizer(allowed_css_properties=sorted(_allow()["properties"])),
        strip=True,
        strip_comments=True,
    )


def _as_browsers_read(address: str) -> str:
    """An address without entities, and without the white space and control characters that browsers pass over."""
    return _UNSEEN.sub("", unescape(address)).lower()


def _allowed(tag: str, name: str, value: str) -> bool:
    if name == "id":  # pandas' Styler marks its cells so; other ids could be taken for the page's own
        return value.startswith("T_")
    if tag == "img" and name == "src":
        return _as_browsers_read(value).startswith("data:image/")
    if tag == "a" and name == "href":
        scheme = _SCHEME.match(_as_browsers_read(value))
        return scheme is None or scheme[1] in ("http", "https", "mailto")
    return name in _allow()["attributes"] or (tag == "img" and name in ("alt", "width", "height"))
