"""Text that holds an export, whatever file it came in (.txt, .docx, .rtf, .pdf): which database, and its articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from toolkit.errors import ReadError
from toolkit.readers.draft import Draft
from toolkit.readers.exports import factiva, nexis, proquest
from toolkit.readers.exports.record import Record, pattern_of, words

_EXPORTS: tuple[tuple[str, Callable[[str], bool], Callable[[str], Iterator[Record]]], ...] = (
    (nexis.OLD, nexis.is_old, nexis.read_old),
    (nexis.NEW, nexis.is_new, nexis.read_new),
    (factiva.NAME, factiva.has_codes, factiva.read_coded),
    (factiva.NAME, factiva.has_articles, factiva.read_articles),
    (proquest.NAME, proquest.sniff, proquest.read),
)
"""Database, how its text is known, and how it is read; the surest marks first."""

_COUNTED = re.compile(
    r"(?im)^[ \t]*(?:(?:article|document|item|record|story|result)[ \t]*#?)?[ \t]*"
    r"(\d{1,4})[ \t]*(?:of|/)[ \t]*(\d{1,4})\b[^\n]{0,40}$"
)
_RULE = re.compile(r"(?m)^[ \t]*([-_=*#~•])(?:[ \t]?\1){9,}[ \t]*$")


def drafts(text: str, encoding: str = "utf-8", meta: dict[str, str] | None = None) -> Iterator[Draft | ReadError]:
    """The articles that a text holds: those of an export, or the text as one; in place of one without text, what is wrong.

    Raises
    ------
    ReadError
        ``kind`` is ``"several"``: the text looks like several articles in no form that is known.
    """
    for database, sniff, read in _EXPORTS:
        if sniff(text):
            found = [record for record in read(text) if record.paragraphs or record.title]
            if found:
                yield from (record.draft(database, encoding, meta) for record in found)
                return
    reason = several(text)
    if reason:
        raise ReadError(
            "several",
            f"The file seems to hold several articles ({reason}), in no form that is known. Export them again in a form that "
            "Readout reads (see docs/exports.md), or put each into a file of its own.",
        )
    yield Draft(text, encoding, meta=meta or {})


def several(text: str) -> str | None:
    """What speaks for several articles in one text, if anything does: numbering, or labels that an article has once."""
    numbered = {(int(m[1]), int(m[2])) for m in _COUNTED.finditer(text)}
    totals = Counter(total for number, total in numbered if 0 < number <= total)
    if any(count > 1 for count in totals.values()):
        return "it is numbered: 1 of n, 2 of n"
    labels = re.finditer(rf"(?im)^[ \t]*({pattern_of(words('once_an_article'))})[ \t]*:[ \t]*\S", text)
    labelled = Counter(match[1].casefold() for match in labels)
    twice = [label for label, count in labelled.items() if count > 1]
    if len(twice) > 1:
        return f"{twice[0]!r} and {twice[1]!r} stand in it more than once"
    if twice and len(_RULE.findall(text)) >= 1:
        return f"{twice[0]!r} stands in it more than once, between rules"
    return None
