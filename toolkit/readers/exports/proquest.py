"""ProQuest's text exports: articles between rules of dashes, fields labelled at the beginning of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.readers.exports.record import Record, day_of, labels, pattern_of

NAME = "ProQuest"
_RULE = re.compile(r"(?m)^[ \t]*(?:_{20,}|-{20,}|={20,})[ \t]*$")
_NUMBERING = re.compile(r"(?im)^[ \t]*(?:document|dokument|documento)[ \t]+\d+[ \t]+(?:of|von|de|sur)[ \t]+\d+[ \t]*$")


@cache
def _field() -> re.Pattern[str]:
    return re.compile(rf"(?i)^({pattern_of(labels('proquest_fields'))})[ \t]*:[ \t]*")


def sniff(text: str) -> bool:
    """Whether the text is an export: a labelled full text beside labelled facts of its publication."""
    found = {
        labels("proquest_fields")[m[1].casefold()] for part in text.split("\n") if (m := _field().match(part.strip()))
    }
    return "text" in found and bool(found & {"publication", "publisher", "date"})


def read(text: str) -> Iterator[Record]:
    """The articles of an export, one between two rules (or numbered lines); pages of contents and contacts are left out."""
    for chunk in _RULE.split(text):
        for part in _NUMBERING.split(chunk):
            record = _record([raw.strip() for raw in part.split("\n") if raw.strip()])
            if record.paragraphs or (record.title and record.facts.get("publisher")):
                yield record


def _record(lines: list[str]) -> Record:
    record, holds = Record(), "title"
    for i, part in enumerate(lines):
        match = _field().match(part)
        # a sentence of the text may begin like a field; below the text stand fields alone
        if match and (holds != "text" or all(map(_LABEL.match, lines[i + 1 : i + 2]))):
            holds = labels("proquest_fields")[match[1].casefold()]
            part = part[match.end() :]
        if not part:
            continue
        if holds == "text":
            record.paragraphs.append(part)
        elif holds == "title":
            record.title = f"{record.title} {part}".strip()
        elif holds != "other":
            record.put(holds, part)
            holds = "other"
    _publication(record)
    return record


_LABEL = re.compile(r"[^\W\d_][\w /()-]{1,40}:(?:\s|$)")


def _publication(record: Record) -> None:
    """Read what stands in one line: "The Lake Herald ; Kisumu  [Kisumu]12 Sep 2023: 4."."""
    said = record.facts.pop("publication", "")
    name = record.facts.get("publisher") or said
    record.facts["publisher"] = re.split(r"\s*[;,\[]", name)[0].strip()
    byline = record.facts.get("byline", "")
    if re.fullmatch(r"[^,;]+, [^,;]+", byline):  # "Otieno, Grace"
        record.facts["byline"] = " ".join(reversed(byline.split(", ")))
    if not day_of(record.facts.get("date", "")):
        record.facts["date"] = re.sub(r"^.*\]\s*", "", said)
    page = re.search(r"\b\d{4}\s*:\s*([A-Z]?[\d.-]*\d)\.?\s*$", said)
    if page:
        record.facts.setdefault("page", page[1])
