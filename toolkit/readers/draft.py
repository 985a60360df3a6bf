"""What a reader of one format hands over: a text, and what the file itself says about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Draft:
    """An article before its zones are found; the fields are those of :class:`toolkit.articles.Article`.

    ``title`` to ``url`` are what the format declares apart from the text (a page's metadata, a database's fields); what
    the text's own head says is found later, the same way for all formats. ``doc_id`` is an id that the file itself gives
    to the article; ``where`` tells its place in the file ("row 3"), by default "article 3".
    """

    text: str
    encoding: str = "utf-8"
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: dt.date | None = None
    language: str | None = None
    url: str | None = None
    meta: dict[str, Any] = field(default_factory=dict)
    doc_id: str | None = None
    where: str | None = None


class Note(str):
    """Something worth telling about a file that is no fault: which columns of a table were taken for what."""

    __slots__ = ()
