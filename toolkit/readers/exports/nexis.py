"""Nexis, old ("1 of 166 DOCUMENTS", as text or web page) and new (Nexis Uni and Lexis Advance: "End of Document")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.readers.exports.record import Record, day_of, labels, line, pattern_of, words

OLD, NEW = "Nexis", "Nexis Uni"


@cache
def _numbering() -> re.Pattern[str]:
    """The line that begins an article of an old export."""
    of, documents = pattern_of(words("of")), pattern_of(words("nexis_documents"))
    return re.compile(rf"(?im)^[ \t\xa0]*\d+[ \t]+(?:{of})[ \t]+\d+[ \t]+(?:{documents})[ \t\xa0]*$")


@cache
def _ending() -> re.Pattern[str]:
    """The line that ends an article of a new export."""
    return re.compile(rf"(?im)^[ \t\xa0]*(?:{pattern_of(words('nexis_end'))})[ \t\xa0]*$")


def is_old(text: str) -> bool:
    """Whether the text is an old export, of one article or many."""
    return bool(_numbering().search(text))


def is_new(text: str) -> bool:
    """Whether the text is a new export, of one article or many."""
    return bool(_ending().search(text))


def read_old(text: str) -> Iterator[Record]:
    """The articles of an old export; what stands before the first (the request) is left out."""
    starts = list(_numbering().finditer(text))
    ends = [*(following.start() for following in starts[1:]), len(text)]
    for this, end in zip(starts, ends, strict=False):
        yield _old(text[this.end() : end])


def _old(text: str) -> Record:
    """Publisher, date, title, labelled fields, text, labelled fields, copyright: in blocks parted by blank lines."""
    record, blocks = Record(), [b for b in re.split(r"\n[ \t\xa0]*\n", text) if b.strip()]
    head = _head(record, blocks)
    for block in blocks[head:]:
        label = _label(block)
        if label and label[0] == "headline" and not record.title:
            record.title = label[1]
        elif label:
            record.put(*label)
        elif _is_copyright(block):
            record.put("copyright", line(block))
        else:
            record.paragraphs.append(block)
    return record


def _head(record: Record, blocks: list[str]) -> int:
    """Read publisher, date and title; the number of blocks they take."""
    dated = next((i for i, block in enumerate(blocks[:4]) if day_of(line(block.split("\n")[0]))), None)
    if dated is None:
        record.put("publisher", blocks[0] if blocks else "")
        return min(1, len(blocks))
    if dated:
        record.put("publisher", blocks[0])
    first, *rest = blocks[dated].split("\n")
    record.put("date", first)
    record.put("edition", " ".join(rest))
    after = dated + 1
    while after < len(blocks) and blocks[after].startswith((" " * 8, "\t")) and not _label(blocks[after]):
        record.put("edition", blocks[after])  # centred lines below the date: edition, place
        after += 1
    if after < len(blocks) and not _label(blocks[after]):
        record.title = blocks[after]
        after += 1
    return after


def _label(block: str) -> tuple[str, str] | None:
    """What a labelled block holds, and its value."""
    match = re.match(r"\s*([^\W\d_][\w /-]{1,28}?)\s*:(?=\s|\S)", block)
    holds = labels("nexis_fields").get(match[1].casefold()) if match else None
    return (holds, block[match.end() :]) if match and holds else None


def _is_copyright(block: str) -> bool:
    return bool(re.match(r"(?i)\s*(?:copyright\b|©|\(c\)\s)", block)) and len(block) < 400


def read_new(text: str) -> Iterator[Record]:
    """The articles of a new export."""
    start = 0
    for end in _ending().finditer(text):
        yield _new(text[start : end.start()])
        start = end.end()
    if len(text[start:].split()) > 40 and _body(text[start:].split("\n")) is not None:
        yield _new(text[start:])  # the last one, cut off before its end


def _new(text: str) -> Record:
    """Title, publisher, date, copyright, labelled fields, then "Body" and the text, then labelled fields."""
    record, lines = Record(), [part.strip(" \t\xa0") for part in text.split("\n")]
    at = _body(lines)
    head = [part for part in lines[: at if at is not None else 0] if part]
    _new_head(record, head)
    for part in lines[at + 1 if at is not None else 0 :]:
        label = _label(part) if part else None
        if label and label[0] not in ("source", "headline") and record.paragraphs:
            record.put(*label)
        elif part.casefold() not in words("nexis_boilerplate"):
            record.paragraphs.append(part)
    return record


def _body(lines: list[str]) -> int | None:
    return next((i for i, part in enumerate(lines) if part.casefold() in words("nexis_body")), None)


def _new_head(record: Record, head: list[str]) -> None:
    unlabelled = []
    for part in head:
        label = _label(part)
        if label and label[0] == "headline":
            record.title = record.title or label[1]
        elif label:
            record.put(*label)
        elif _is_copyright(part):
            record.put("copyright", part)
        elif part.casefold() not in words("nexis_boilerplate"):
            unlabelled.append(part)
    dated = next((i for i, part in enumerate(unlabelled) if i and day_of(part)), None)
    if dated is None:
        record.title = record.title or " ".join(unlabelled[:1])
        return
    record.put("date", unlabelled[dated])
    record.put("publisher", unlabelled[dated - 1])
    record.title = record.title or " ".join(unlabelled[: dated - 1]) or unlabelled[0]
    record.put("edition", " ".join(unlabelled[dated + 1 :]))
