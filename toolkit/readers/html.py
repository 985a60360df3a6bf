"""Web pages: the main text and the metadata, by trafilatura; menus, footers and scripts stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING

from toolkit.errors import ReadError
from toolkit.readers.byline import find_byline
from toolkit.readers.dateline import is_publisher
from toolkit.readers.decode import decode
from toolkit.readers.draft import Draft
from toolkit.readers.exports.several import refusal
from toolkit.readers.exports.several_pages import several_in_page
from toolkit.readers.markup import complete, keep_words, tree_of
from toolkit.readers.pagedate import label, published, says
from toolkit.readers.registry import Format
from toolkit.readers.titles import same_title

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_BEGINS = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b", re.I | re.S)
_TAG = re.compile(rb"<(?:!doctype|html|head|body|p|div|article|h1|br|span|meta|title)\b", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_SAMPLE, _HEAD = 20_000, 4096
"""Bytes in which the first tag stands, and the declared encoding and language."""
_TOP = 6
"""Lines of a page's text among which its title may stand."""


def sniff(raw: bytes, extension: str) -> bool:
    """A page begins like one, or is named like one and has tags."""
    head = raw[:_SAMPLE].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return bool(_BEGINS.match(head) or (extension in FORMAT.extensions and _TAG.search(head)))


def read(raw: bytes) -> Iterator[Draft]:
    """The page's main text, one line a paragraph, with the title as its first line.

    Raises
    ------
    ReadError
        ``kind`` is ``"no_text"``: the page holds no article, or not enough of one to be found; or ``"several"``: it holds
        more than one.
    """
    charset = _CHARSET.search(raw[:_HEAD])
    decoded = decode(raw, charset[1].decode("ascii", "replace") if charset else None)
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded.text)
    tree = tree_of(page)
    if reason := several_in_page(tree):
        raise refusal(reason)
    day, guessed = published(tree)
    keep_words(tree)
    found = _extracted(deepcopy(tree))  # trafilatura takes its tree apart
    title = _line(found.title)
    lines = complete(tree, _clean(found.text).split("\n"), title)
    if title and not any(same_title(line, title) for line in lines[:_TOP]):
        lines = [title, *lines]
    yield Draft(
        "\n".join(lines),
        decoded.encoding,
        title=title,
        publisher=_line(found.sitename),
        byline=_byline(tree, found),
        published=day,
        language=_language(page, found.language),
        url=_line(found.url),
        meta=guessed | decoded.meta,
    )


def _extracted(tree: HtmlElement) -> Document:
    """The page's main text and metadata, as trafilatura finds them."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            tree, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES
        )
    except Exception as error:  # trafilatura on hostile markup: one bad page must not stop the others
        raise ReadError("no_text", f"The page could not be taken apart ({type(error).__name__}). {_ADVICE}") from error
    if found is None or isinstance(found, dict) or not _clean(found.text):
        raise ReadError("no_text", f"No article text was found in the page. {_ADVICE}")
    return found


def _byline(tree: HtmlElement, found: Document) -> str | None:
    """Who wrote the article: the declared author, unless that is the publisher and the page's byline names people."""
    names = (_line(name) for name in (found.author or "").split(";"))
    people = [name for name in names if name and name != _line(found.sitename) and not is_publisher(name)]
    if people:
        return ", ".join(people)
    marked = (node for node in tree.iter("p", "div", "span", "a", "address") if says(node, "byline"))
    lines = (find_byline(label(node)) for node in islice(marked, MOST_MARKED))
    return next((by.name for by in lines if by and by.name and not is_publisher(by.name)), _line(found.author))


MOST_MARKED = 20
"""So many elements that are marked as a byline are looked at: the article's own stands near the head."""
_DATES = {"extensive_search": False, "max_date": "2100-01-01"}
"""Its own search for dates, which is not used: kept short and the same on any day."""
_ADVICE = "Save the article's text as .txt, or save the page again with its text visible."


def _clean(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _language(page: str, found: str | None) -> str | None:
    declared = re.search(r"<html\b[^>]{0,300}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3})\b", page[:_HEAD])
    return (found or (declared[1] if declared else None) or "").lower() or None


FORMAT = Format("web page", (".html", ".htm", ".xhtml"), sniff, read)
