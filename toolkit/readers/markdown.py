"""Markdown to the text that it sets: marks of headings, emphasis and links go; what the file's head declares is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from toolkit.errors import ReadError
from toolkit.readers.cells import as_date, as_line
from toolkit.readers.columns import usual_roles
from toolkit.readers.decode import decode
from toolkit.readers.draft import Draft
from toolkit.readers.exports import texts
from toolkit.readers.registry import Format, needed

if TYPE_CHECKING:
    from markdown_it.token import Token

_HEAD = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
"""YAML between two lines of dashes at the top, as Jekyll, Hugo and Pandoc write it."""
_LEAVES = {"code_block", "fence"}
_EXTENSIONS = (".md", ".markdown")


def sniff(raw: bytes, extension: str) -> bool:
    """Whether the file is named as Markdown is."""
    return extension in _EXTENSIONS


def read(raw: bytes) -> Iterator[Draft | ReadError]:
    """The text that the Markdown sets, or the articles of an export in it.

    Raises
    ------
    ReadError
        The text looks like several articles in no form that is known.
    """
    decoded = decode(raw)
    head = _HEAD.match(decoded.text)
    facts = _declared(head[1]) if head else {}
    body = decoded.text[head.end() :] if head and facts else decoded.text
    for found in texts.drafts(plain(body), decoded.encoding, decoded.meta):
        if isinstance(found, Draft):
            for name, value in facts.items():
                setattr(found, name, getattr(found, name) or value)
        yield found


def plain(text: str) -> str:
    """The text without the marks of Markdown: each block a paragraph, each line its own.

    Parameters
    ----------
    text
        Markdown (CommonMark, with tables and struck-out words).

    Returns
    -------
    str
        Paragraphs parted by empty lines. Struck-out words and pictures are left out, of a link its words stay.
    """
    markdown = needed("markdown_it", "Markdown", "markdown-it-py", "plain text")
    tokens = markdown.MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).parse(text)
    return "\n\n".join(filter(None, _blocks(tokens))) + "\n"


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """The words of each block; the number before an item of a list may be a year or a day, so it stays."""
    number = ""
    for token in tokens:
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type in _LEAVES:
            yield token.content.strip("\n")
        elif token.type == "inline":
            yield number + "".join(_words(token.children or [])).strip()
            number = ""


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    """The words of a block; what stands between marks of striking out is left out."""
    struck = 0
    for token in tokens:
        struck += {"s_open": 1, "s_close": -1}.get(token.type, 0)
        if struck or token.type == "image":
            continue
        yield "\n" if token.type in ("softbreak", "hardbreak") else token.content


def _declared(head: str) -> dict[str, Any]:
    """What the head of the file says of the article, under the usual names of columns; empty if it is no YAML."""
    import yaml

    try:
        found = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    named = {str(name): value for name, value in found.items() if value is not None}
    values = list(named.values())
    facts = {role: values[at] for role, at in usual_roles(named).items()}
    said = {"title": "title", "source": "publisher", "byline": "byline", "url": "url"}
    known = {said[role]: as_line(value) for role, value in facts.items() if role in said}
    try:
        return known | {"published": as_date(facts.get("date"))}
    except ReadError:
        return known


FORMAT = Format("Markdown", _EXTENSIONS, sniff, read)
