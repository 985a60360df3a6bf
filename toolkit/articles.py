"""The article as read: its text, never altered afterwards, and what is known about it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from toolkit.lexicon import words
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
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True, order=True)
class Zone:
    """A labelled span ``text[start:end]`` of :attr:`Article.text`.

    ``publication`` is a line of publisher and date ("Xinhua, March 25, 2016"); ``furniture`` is
    anything a web site or an agency put around the text ("Adjust font size:", "Enditem"); ``correction`` is a notice of what
    an earlier version said wrongly, which nobody says now; ``speaker`` is the label of a turn in a transcript ("QUESTION:").
    """

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker of a transcript says: ``text[start:end]``, under the label ``text[label_start:label_end]``.

    ``kind`` is ``"question"`` or ``"answer"`` where the label says no more than that, else ``"speech"``.
    """

    label_start: int
    label_end: int
    start: int
    end: int
    kind: str


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

    @property
    def turns(self) -> list[Turn]:
        """The turns of a transcript, in text order; empty if the article is none.

        A turn ends where the next label, or furniture, begins; a paragraph without a label goes on with the last speaker.

        Returns
        -------
        list of Turn
            Character offsets into :attr:`text`, white space at both ends left out.
        """
        closing = (ZoneKind.SPEAKER, ZoneKind.FURNITURE, ZoneKind.CORRECTION)
        turns = []
        for label in (zone for zone in self.zones if zone.kind == ZoneKind.SPEAKER):
            following = [zone.start for zone in self.zones if zone.start >= label.end and zone.kind in closing]
            said = self.text[label.end : min(following, default=len(self.text))]
            start = label.end + len(said) - len(said.lstrip())
            who = self.text[label.start : label.end].rstrip(" \t:")
            turns.append(Turn(label.start, label.start + len(who), start, start + len(said.strip()), _turn_kind(who)))
        return turns


def _turn_kind(who: str) -> str:
    plain = re.sub(r"[\d.]+$", "", " ".join(who.casefold().split()))
    return next((kind for kind in ("question", "answer") if plain in words("transcripts", kind)), "speech")


SAME_TEXT = "same_text"
"""The name under which ``meta`` lists the others of the same text."""

_REMARKS = {
    "repaired": "characters repaired: {}",
    "mixed_bytes": "bytes of Windows-1252 in a text of UTF-8: {}",
    "lost_characters": "characters lost before or in reading, shown as \ufffd or ? in words: {}",
    "date_order": "date {article.published} read {}, which had to be guessed",
    "published_is": "dated by its last change, as nothing else is dated",
    SAME_TEXT: "the same text is also in: {}",
}
"""What is to be told of an article, by the name under which its ``meta`` holds it."""


def remarks(article: Article) -> str:
    """What was mended, lost, repeated or guessed when an article was read.

    Parameters
    ----------
    article
        An article as read.

    Returns
    -------
    str
        In words, parted by semicolons; empty if there is nothing to tell.
    """
    known = ((said, article.meta.get(name)) for name, said in _REMARKS.items())
    return "; ".join(said.format(_listed(value), article=article) for said, value in known if value)


def _listed(value: Any) -> Any:
    """Values in words: articles as their id, with what else is known of each behind it."""
    if not isinstance(value, list):
        return value
    named = ((facts["doc_id"], ", ".join(str(v) for k, v in facts.items() if k != "doc_id")) for facts in value)
    return ", ".join(f"{doc_id} ({known})" if known else doc_id for doc_id, known in named)


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
