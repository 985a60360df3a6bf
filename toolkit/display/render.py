"""Safe HTML from templates: everything printed is escaped, and what could disturb a reader's eye is made visible.

Only the templates in ``templates/`` write tags. A value that is printed there is escaped by Jinja; control characters,
bidirectional overrides and lone surrogates become U+FFFD first, so that a title cannot reorder the page around it and
every page can be encoded.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from toolkit.naming import MATHLESS

if TYPE_CHECKING:
    from jinja2 import Environment

REPLACEMENT = "\ufffd"


def _troublesome() -> dict[int, str]:
    controls = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A, 0x0D, 0x85)]
    bidi = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    line_ends = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
    noncharacters = [0xFFFE, 0xFFFF]
    return dict.fromkeys((*controls, *bidi, *range(0xD800, 0xE000), *noncharacters), REPLACEMENT) | line_ends


_TROUBLESOME = _troublesome()


def clean(text: str) -> str:
    """The text with characters that disturb a page replaced one by one, so that offsets stay."""
    return text.translate(_TROUBLESOME)


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    return value if isinstance(value, Markup) or not isinstance(value, str) else clean(value)


@cache
def environment() -> Environment:
    """The Jinja environment of the displays: autoescape on, undefined names are errors."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("toolkit.display"),
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def stylesheet(paged: bool = True) -> str:
    """The style of all fragments, with or without that of the tables and matrices across articles; scoped to ``.readout``."""
    folder = resources.files(__name__.rpartition(".")[0])
    names = ("style.css", "corpus.css") if paged else ("style.css",)
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


Bundle = tuple[dict[str, str], dict[str, dict[str, str]]]
"""What IPython shows of an object: its forms by MIME type, and their metadata."""

ESCAPED = {"readout": "escaped"}
"""Metadata of HTML that was escaped where it was made, so that a report takes it as it is; an article cannot set it."""


def bundle(html: str, plain: str) -> Bundle:
    """HTML of fragments with its metadata, as IPython takes it from ``_repr_mimebundle_``."""
    return {"text/html": html, "text/plain": plain}, {"text/html": dict(ESCAPED)}


class Fragment:
    """A piece of a report that shows itself in a notebook.

    Parameters
    ----------
    body
        Safe HTML.
    plain
        The same in few words, for consoles.
    """

    def __init__(self, body: Markup, plain: str) -> None:
        self.body = body
        self.plain = plain

    def __html__(self) -> Markup:
        return self.body

    def __repr__(self) -> str:
        return clean(self.plain)

    def _repr_html_(self) -> str:
        return wrap(self.body)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        return bundle(self._repr_html_(), repr(self))


def style_element() -> str:
    """The ``<style>`` element that a fragment brings along into a notebook; a report has it once and drops the others."""
    return f"<style>{stylesheet()}</style>"


def alive(body: str) -> Markup:
    """A fragment's HTML, in which nothing leads to parts that only a whole report has."""
    there = set(re.findall(r' id="([^"]+)"', body))
    return Markup(re.sub(r' href="#([^"]*)"', lambda match: match.group() if match[1] in there else "", body))


def wrap(body: Markup) -> str:
    """A fragment's HTML as a notebook output: style and a ``.readout`` element around it, in which MathJax looks for nothing."""
    return f'{style_element()}<div class="readout {MATHLESS}">{body}</div>'


def fragment(template: str, plain: str, /, **context: Any) -> Fragment:
    """Render ``templates/<template>.html.j2`` with the given values."""
    html = environment().get_template(f"{template}.html.j2").render(**context)
    return Fragment(Markup(html.strip()), plain)
