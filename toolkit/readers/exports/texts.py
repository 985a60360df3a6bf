"""Text that holds an export, whatever file it came in (.txt, .docx, .rtf, .pdf): which database, and its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toolkit.errors import ReadError
from toolkit.readers.draft import Draft
from toolkit.readers.exports import factiva, nexis, proquest
from toolkit.readers.exports.record import Record
from toolkit.readers.exports.several import refusal, several

_EXPORTS: tuple[tuple[str, Callable[[str], bool], Callable[[str], Iterator[Record]]], ...] = (
    (nexis.OLD, nexis.is_old, nexis.read_old),
    (nexis.NEW, nexis.is_new, nexis.read_new),
    (factiva.NAME, factiva.has_codes, factiva.read_coded),
    (factiva.NAME, factiva.has_articles, factiva.read_articles),
    (proquest.NAME, proquest.sniff, proquest.read),
)
"""Database, how its text is known, and how it is read; the surest marks first."""


def known(text: str) -> str | None:
    """The database whose export a text begins like, if it does."""
    return next((database for database, sniff, _ in _EXPORTS if sniff(text)), None)


def drafts(text: str, encoding: str = "utf-8", meta: dict[str, str] | None = None) -> Iterator[Draft | ReadError]:
    """The articles that a text holds: those of an export, or the text as one; in place of one without text, what is wrong.

    Raises
    ------
    ReadError
        ``kind`` is ``"several"``: the text looks like several articles in no form that is known.
    """
    for database, sniff, read in _EXPORTS:
        found = [record for record in read(text) if record.paragraphs or record.title] if sniff(text) else []
        if found:
            yield from (record.draft(database, encoding, meta) for record in found)
            return
    reason = several(text)
    if reason:
        raise refusal(reason)
    yield Draft(text, encoding, meta=meta or {})
