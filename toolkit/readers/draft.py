"""What a reader of one format hands over: a text, and what the file itself says about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(slots=True)
class Draft:
    """An article before its zones are found; the fields are those of :class:`toolkit.article.Article`.

    ``title`` to ``url`` are what the format declares apart from the text (a page's metadata, a database's fields); what
    the text's own head says is found later, the same way for all formats.
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
    meta: dict[str, str] = field(default_factory=dict)
