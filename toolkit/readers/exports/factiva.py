"""Factiva: with field codes (HD BY WC PD SN ...) or without, as text or web page, in any language of its interface."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from toolkit.lexicon import document
from toolkit.readers.byline import find_byline
from toolkit.readers.exports.record import PAGES, Record, day_of, pattern_of, words
from toolkit.readers.furniture import is_section

NAME = "Factiva"
_ID = r"[A-Z][A-Z0-9]{3,9}\d{6,}[a-z0-9]{5,}"
_SAMPLE, _FEWEST_CODES = 200_000, 3
"""Characters in which the codes of the first articles stand, and how many of the codes tell the display."""
_NEXT_LINES = 6
"""So many lines behind one with a code show whether the code is one."""
_LONGEST_OWNER = 8
"""Words of the longest name of a company that owns a paper."""


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
    """Whether the text is in the display with codes: a title, and at least three of a count of words, a day, a source ...

    Without a title, it takes one more of these.
    """
    found = {match[1] for match in _coded().finditer(text[:_SAMPLE])}
    return len(found & _EACH) + ("HD" in found) > _FEWEST_CODES


def has_articles(text: str) -> bool:
    """Whether the text is in the display without codes."""
    return bool(_closing().search(text)) and any(_word_count().match(part.strip()) for part in text.split("\n"))


def read_coded(text: str) -> Iterator[Record]:
    """The articles of the display with codes, each from its first field to the number that ends it."""
    record = Record()
    for code, begins, part in _coded_lines(text):
        if begins and _opens(record, code):
            yield record
            record = Record()
        _add(record, _codes().get(code, ""), part)
    if record.title or record.paragraphs:
        yield record


def _coded_lines(text: str) -> Iterator[tuple[str, bool, str]]:
    """Each line with the code of its field (none between articles), whether it begins the field, and without the code."""
    lines = [part.strip("| \t\xa0") for part in text.split("\n")]
    coded = [_coded().match(part) for part in lines]
    code = ""
    for i, match in enumerate(coded):
        if match is None or (code in _TEXT and not _is_field(match, coded[i + 1 : i + 1 + _NEXT_LINES])):
            yield code, False, lines[i]
        else:
            code = match[1]
            yield code, True, match[2] or ""
        code = "" if code == "AN" and re.search(_ID, lines[i]) else code


def _opens(record: Record, code: str) -> bool:
    """Whether a field is the first of the next article; after the number that ends one, any that stands above a text is."""
    if "id" in record.facts:
        return code in _FIRST | _EACH | {"BY"}
    return bool(record.title if code == "HD" else record.paragraphs) and code in _FIRST


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


_TEXT = frozenset({"LP", "TD"})
_EACH = frozenset({"WC", "PD", "SN", "AN", "LP", "TD"})
"""Codes that all but every article has, beside its title's."""
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
    if len(part.split()) > _LONGEST_OWNER or part[-1] in ".!?\"'”’" or not part[:1].isupper():
        return False
    told = [record.facts.get(name, "").casefold() for name in ("copyright", "publisher")]
    return bool(words("factiva_owners") & set(re.findall(r"[\w.]+", named))) or any(named in one for one in told if one)


def _before_count(record: Record, parts: Sequence[str]) -> None:
    """Section, title, byline and credit; a line of its own each."""
    byline = _byline_at(parts)
    titles = parts[:byline]
    record.put("section", " ".join(titles[:-1]))
    record.title = " ".join(titles[-1:])
    if byline is not None:
        record.put("byline", parts[byline])
        record.put("credit", " ".join(parts[byline + 1 :]))


def _byline_at(parts: Sequence[str]) -> int | None:
    """The line of the byline: one that says so, else the last if it is a name, and not the title below a section's."""
    said = next((i for i, part in enumerate(parts) if i and _BY.match(part)), None)
    last = len(parts) - 1
    if said is not None or last < 1 or (last == 1 and is_section(parts[0])):
        return said
    return last if find_byline(parts[last]) else None


_BY = re.compile(r"(?i)(?:by|von|par|por)\s+\S")
_TIME = re.compile(r"(?i)\d{1,2}:\d\d(?:\s*[ap]m)?(?:\s+[A-Z]{2,4})?")
_NOTICE = re.compile(r"(?i)(?:\(c\)|©|copyright)")
_MOST_FACTS = 8


def _after_count(record: Record, parts: Sequence[str], at: int) -> int:
    """Day, time, source, code, edition, page, language, copyright; the place of the first paragraph."""
    steps: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("date", day_of), ("time", _TIME.fullmatch), ("publisher", bool)
    )  # fmt: skip
    for name, fits in steps:
        if at < len(parts) and fits(parts[at]):
            record.put(name, parts[at])
            at += 1
    end = _last_fact(parts, at)
    if end is None:
        return at
    for part in parts[at : end + 1]:
        record.put(_fact(part), part)
    return end + 1


def _last_fact(parts: Sequence[str], at: int) -> int | None:
    """The notice of copyright, else the language; ``None`` where neither is near."""
    near = range(at, min(len(parts), at + _MOST_FACTS))
    notice = next((i for i in near if _NOTICE.match(parts[i])), None)
    spoken = next((i for i in near if parts[i].casefold() in words("factiva_languages")), None)
    return spoken if notice is None else notice


def _fact(part: str) -> str:
    """What a line between publisher and text holds."""
    if _NOTICE.match(part):
        return "copyright"
    if part.casefold() in words("factiva_languages"):
        return "language"
    if re.fullmatch(PAGES, part):
        return "page"
    return "source_code" if re.fullmatch(r"[A-Z][A-Z0-9]{2,7}", part) else "edition"
