"""Factiva: with field codes (HD BY WC PD SN ...) or without, as text or web page, in any language of its interface."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from toolkit.lexicon import document
from toolkit.readers.byline import find_byline
from toolkit.readers.exports.record import PAGES, Record, day_of, pattern_of, words
from toolkit.readers.furniture import is_section

NAME = "Factiva"
_ID = r"[A-Z][A-Z0-9]{3,9}\d{6,}[a-z0-9]{5,}"


@cache
def _codes() -> dict[str, str]:
    """What each code's field holds; an empty text for fields that are left out."""
    known = document("exports")
    return {code: holds for holds, code in known["factiva_codes"].items()} | dict.fromkeys(
        known["factiva_other_codes"], ""
    )


@cache
def _coded() -> re.Pattern[str]:
    return re.compile(rf"(?m)^[ \t|]*({pattern_of(_codes())})(?:[ \t\xa0|]+(\S.*)?)?$")


@cache
def _closing() -> re.Pattern[str]:
    """The line that ends an article: "Document NYTF000020050408dp1900j9s"."""
    return re.compile(rf"(?im)^[ \t\xa0]*(?:{pattern_of(words('factiva_document'))})[ \t]+({_ID})[ \t\xa0]*$")


@cache
def _word_count() -> re.Pattern[str]:
    return re.compile(rf"(?i)^\d[\d.,  ]*\s?(?:{pattern_of(words('factiva_words'))})$")


def has_codes(text: str) -> bool:
    """Whether the text is in the display with codes: a title, and then at least a count of words, a day or a source."""
    found = {match[1] for match in _coded().finditer(text[:200_000])}
    return "HD" in found and len(found & {"WC", "PD", "SN", "AN", "LP", "TD"}) >= 3


def has_articles(text: str) -> bool:
    """Whether the text is in the display without codes."""
    return bool(_closing().search(text)) and any(_word_count().match(part.strip()) for part in text.split("\n"))


def read_coded(text: str) -> Iterator[Record]:
    """The articles of the display with codes, each from its first field to the number that ends it."""
    lines = [part.strip("| \t\xa0") for part in text.split("\n")]
    coded = [_coded().match(part) for part in lines]
    record, holds = Record(), ""
    for i, part in enumerate(lines):
        match = coded[i]
        if match and not (holds in _TEXT and not _is_field(match, coded[i + 1 : i + 7])):
            code = match[1]
            if (code in _FIRST and (record.paragraphs or "id" in record.facts)) or (code == "HD" and record.title):
                yield record
                record = Record()
            holds, part = _codes()[code], (match[2] or "").strip("| ")
        _add(record, holds, part)
        if holds == "id" and "id" in record.facts:
            holds = ""
    if record.title:
        yield record


def _is_field(match: re.Match[str], following: Sequence[re.Match[str] | None]) -> bool:
    """Whether a line of the text that begins with a code is a field: "IN GENEVA, ministers met" is a sentence."""
    code, value = match[1], match[2] or ""
    if not value or code in ("TD", "AN"):
        return True
    behind = {other[1] for other in following if other}
    if code in _FIRST:
        return bool(behind & {"WC", "PD", "BY", "HD"})
    if code in _INDEXED:
        return " : " in value
    return _codes()[code] not in _HEADING and bool(behind & _BELOW)


_TEXT = frozenset({"lead", "text"})
_FIRST = frozenset({"HD", "SE", "CLM"})
"""Codes that begin an article."""
_INDEXED = frozenset({"CO", "IN", "NS", "RE"})
"""Codes of index terms: "kenya : Kenya | uganda : Uganda"."""
_HEADING = frozenset(
    {"byline", "credit", "words", "date", "time", "edition", "page", "volume", "language", "copyright"}
)
"""What codes hold that stand above the text."""
_BELOW = frozenset({"CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "RF"})
"""Codes of fields below the text."""


def _add(record: Record, holds: str, part: str) -> None:
    if holds == "title":
        record.title = f"{record.title} {part}".strip()
    elif holds in ("lead", "text"):
        record.paragraphs.append(part)
    elif holds == "id":
        found = re.search(_ID, part)
        record.put("id", found[0] if found else "")
    elif holds:
        record.put(holds, part)


def read_articles(text: str) -> Iterator[Record]:
    """The articles of the display without codes, each up to its closing line."""
    start = 0
    for end in _closing().finditer(text):
        yield record_of([part.strip() for part in text[start : end.start()].split("\n")], end[1])
        start = end.end()


def record_of(lines: Sequence[str], identifier: str = "") -> Record:
    """An article of the display without codes: title, byline, count of words, day, source, language, copyright, text."""
    record = Record()
    record.put("id", identifier)
    parts = [part for part in lines if part]
    count = next((i for i, part in enumerate(parts) if _word_count().match(part)), None)
    if count is None:
        record.title, record.paragraphs = (parts[0] if parts else ""), parts[1:]
        return record
    _before_count(record, parts[:count])
    record.put("words", parts[count])
    first = _after_count(record, parts, count + 1)
    last = len(parts) - (len(parts) > first and _is_owner(parts[-1], record))
    record.put("owner", " ".join(parts[last:]))
    record.paragraphs = parts[first:last]
    return record


def _is_owner(part: str, record: Record) -> bool:
    """Whether a last line names the company that owns the paper: "Lake Press Ltd", "New Lake Digital (Full Text)"."""
    named = part.casefold()
    if len(part.split()) > 8 or part[-1] in ".!?\"'”’" or not part[:1].isupper():
        return False
    told = [record.facts.get(name, "").casefold() for name in ("copyright", "publisher")]
    return bool(words("factiva_owners") & set(re.findall(r"[\w.]+", named))) or any(named in one for one in told if one)


def _before_count(record: Record, parts: Sequence[str]) -> None:
    """Section, title, byline and credit; a line of its own each."""
    byline = next((i for i, part in enumerate(parts) if re.match(r"(?i)(?:by|von|par|por)\s+\S", part) and i), None)
    last = len(parts) - 1
    if byline is None and last > 0 and not (last == 1 and is_section(parts[0])) and find_byline(parts[last]):
        byline = last
    titles = parts[:byline]
    record.put("section", " ".join(titles[:-1]))
    record.title = titles[-1] if titles else ""
    if byline is not None:
        record.put("byline", parts[byline])
        record.put("credit", " ".join(parts[byline + 1 :]))


def _after_count(record: Record, parts: Sequence[str], at: int) -> int:
    """Day, time, source, code, edition, page, language, copyright; the place of the first paragraph."""
    if at < len(parts) and day_of(parts[at]):
        record.put("date", parts[at])
        at += 1
    if at < len(parts) and re.fullmatch(r"\d{1,2}:\d\d(?:\s*[ap]m)?", parts[at], re.I):
        record.put("time", parts[at])
        at += 1
    if at < len(parts):
        record.put("publisher", parts[at])
        at += 1
    last = min(len(parts), at + 8)
    close = next((i for i in range(at, last) if re.match(r"(?i)(?:\(c\)|©|copyright)", parts[i])), None)
    spoken = next((i for i in range(at, last) if parts[i].casefold() in words("factiva_languages")), None)
    end = close if close is not None else spoken
    if end is None:
        return at
    for part in parts[at:end]:
        if re.fullmatch(PAGES, part):
            record.put("page", part)
        elif re.fullmatch(r"[A-Z][A-Z0-9]{2,7}", part):
            record.put("source_code", part)
        elif part.casefold() not in words("factiva_languages"):
            record.put("edition", part)
    if close is not None:
        record.put("copyright", parts[close])
    return end + 1
