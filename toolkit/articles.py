"""The article as read: its text, never altered afterwards, and what is known about it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from toolkit.schema import column

_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """The text with lone surrogates, which no encoding can write, made U+FFFD one by one, so that offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


class ZoneKind(StrEnum):
    """What a labelled span of an article's text is, beside running text."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    BYLINE = "byline"
    PUBLICATION = "publication"
    FURNITURE = "furniture"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """A labelled span ``text[start:end]`` of :attr:`Article.text`.

    ``publication`` is a line of publisher and date ("Xinhua, March 25, 2016"); ``furniture`` is
    anything a web site or an agency put around the text ("Adjust font size:", "Enditem"); ``correction`` is a notice of what
    an earlier version said wrongly, which nobody says now.
    """

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Article:
    """One news article.

    All offsets in this package count Unicode code points of :attr:`text`, from 0, end exclusive.

    Attributes
    ----------
    doc_id
        Name of the article in all tables: the file's stem, with ``#n`` for the n-th article of a file, or what a table's
        column of ids says.
    text
        The decoded text with line ends made ``\\n``; never altered after reading.
    title, publisher, byline, dateline, published, language, url
        What the file says about the article; ``None`` where it does not say. ``dateline`` is the
        place, ``published`` the date, ``language`` an ISO 639-1 code.
    source_path
        The path the article was read from, as given.
    sha256
        Hex digest of the file's bytes, or of the UTF-8 text for rows of a table and articles made in memory.
    encoding
        The encoding the file was decoded with.
    meta
        Anything else that is known: what the reader learnt, and the other columns of a table. Values are those of JSON.
    zones
        Labelled spans, sorted, not overlapping.
    """

    doc_id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: dt.date | None = None
    language: str | None = None
    url: str | None = None
    source_path: str | None = None
    sha256: str = ""
    encoding: str = "utf-8"
    meta: Mapping[str, Any] = field(default_factory=dict)
    zones: tuple[Zone, ...] = ()

    def __post_init__(self) -> None:
        if not self.sha256:
            digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
            object.__setattr__(self, "sha256", digest)

    def spans(self, kind: ZoneKind) -> list[tuple[int, int]]:
        """The ``(start, end)`` of the zones of one kind, in text order.

        Parameters
        ----------
        kind
            Of which kind.

        Returns
        -------
        list of tuple
            Character offsets into :attr:`text`, the end exclusive.
        """
        return [(zone.start, zone.end) for zone in self.zones if zone.kind == kind]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or analysed; one row of ``problems.jsonl``."""

    source_path: str = column("The file.")
    where: str | None = column("The line, the byte or the article in the file.")
    kind: str = column("What went wrong, in a word: empty, binary, undecodable, unreadable, language ...")
    message: str = column("What went wrong and what to do about it.")

    def __str__(self) -> str:
        """One line that names the file, once."""
        place = f"{self.source_path} ({self.where})" if self.where else self.source_path
        return f"{place}: {self.message.removeprefix(f'{self.source_path}: ')}"
