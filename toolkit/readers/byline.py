"""Bylines: who wrote the article, and from where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from toolkit.lexicon import alternatives, words
from toolkit.readers.dateline import is_city, is_publisher
from toolkit.readers.newsdate import MONTH, WEEKDAY

_LEAD = re.compile(
    rf"(?:{alternatives('heading', 'byline.written')}\s+)?(?P<by>by|from)\b:?\s+|by-?line:\s*(?:by\s+)?", re.I
)
_NAME = r"[A-Z\u00c0-\u00de][\w'’.-]*"
_PERSON = rf"{_NAME}(?:\s+(?:{alternatives('heading', 'byline.name_links')}\s+){{0,2}}{_NAME}){{1,3}}"
_PEOPLE = re.compile(rf"{_PERSON}(?:(?:,|,?\s+and|\s*&)\s+{_PERSON}){{0,4}}")
_WHERE = re.compile(rf",?\s+(?:in|at|reporting from)\s+(?P<place>{_NAME}(?:[\s,]+{_NAME}){{0,3}})$")
_SOMEONE_SOMEWHERE = rf"{_PERSON}\s+in\s+{_NAME}(?:\s{_NAME})?"
_EACH_SOMEWHERE = re.compile(rf"{_SOMEONE_SOMEWHERE}(?:(?:,\s+and|\s+and|,)\s+{_SOMEONE_SOMEWHERE})+")
_NEVER_FIRST = re.compile(rf"(?:{MONTH}|{WEEKDAY}|{alternatives('heading', 'byline.no_name')}|\d)(?:\s|$)")
_SENTENCE = re.compile(r"[?!;:]|[.](?=\s+[A-Z][a-z]{3})")
LONGEST = 18
"""Words in the longest byline."""
_LONGEST_ROLE, _LONGEST_REST, _MOST_CHARACTERS = 8, 6, 160
"""Words of a writer's rank and of a byline's second line, and characters of a byline, at most; set by hand."""
_LONGEST_NAME = 3
"""Words of the longest bare name that is taken for a person's."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote (``name`` as worded, without place and rank) and where, if the line says so."""

    name: str
    place: str | None


def find_byline_rest(line: str) -> Byline | None:
    """The rest of a byline that goes on in a second line: "Associated Press Writer", "in Brussels".

    Parameters
    ----------
    line
        The line below a byline.

    Returns
    -------
    Byline or None
        The place, if it names one; the name is empty.
    """
    text = line.strip(" ()*_")
    if len(text.split()) > _LONGEST_REST or _SENTENCE.search(text) or text.endswith("."):
        return None
    if where := _WHERE.fullmatch(" " + text):
        return Byline("", where["place"])
    ranked = text[:1].isupper() and _is_role(text) and text.split()[-1].lower() in _roles()
    return Byline("", None) if ranked else None


@cache
def _roles() -> frozenset[str]:
    return words("byline_roles", "word")


def _is_role(text: str) -> bool:
    """Whether words are a writer's rank or desk: "Staff Writer", "Our Diplomatic Correspondent", "Foreign Staff"."""
    tokens = re.findall(r"[\w'’-]+", text)
    return (
        0 < len(tokens) <= _LONGEST_ROLE
        and any(t.lower() in _roles() for t in tokens)
        and not text.rstrip().endswith("?")
    )


def find_byline(line: str, *, after_headline: bool = True, goes_on: bool = False) -> Byline | None:
    """The byline that a line is, if it is one.

    Parameters
    ----------
    line
        A line without outer white space.
    after_headline
        Whether a headline stands before it; only then can a bare name be a byline.
    goes_on
        Whether the next line is the rest of a byline; "From Jane Doe" alone is too little.

    Returns
    -------
    Byline or None
        Who wrote, and where.
    """
    if len(line) > _MOST_CHARACTERS or len(line.split()) > LONGEST:
        return None
    text = line.strip().strip("()_*–— ").rstrip(" ,|")
    lead = _LEAD.match(text)
    if lead:
        return _led(text[lead.end() :], (lead["by"] or "").lower() == "from", goes_on)
    bare = after_headline and _may_name(text) and not re.search(r"\w{2}\.$", text)
    return _read(text, bare=True) if bare else None


def _led(rest: str, is_from: bool, goes_on: bool) -> Byline | None:
    """The byline behind "by" or "from"."""
    if rest.endswith(".") and not re.search(r"\b[A-Z]\.$", rest):
        rest = rest[:-1]
    found = _read(rest, bare=False) if _may_name(rest) else None
    if found is None or (is_from and not (found.place or goes_on or _is_role(rest))):
        return None
    return found


def _may_name(text: str) -> bool:
    """Whether words may be names and places: no sentence, no question, no date, no article before them."""
    return bool(text) and not _SENTENCE.search(text) and not _NEVER_FIRST.match(text)


def _read(rest: str, *, bare: bool) -> Byline | None:
    """Who and where, of the words behind "by" or of a bare line."""
    if role := _of_role(rest, bare):
        return role
    if _EACH_SOMEWHERE.fullmatch(rest):
        pairs = re.findall(rf"({_PERSON})\s+in\s+({_NAME}(?:\s{_NAME})?)", rest)
        return Byline(" and ".join(name for name, _ in pairs), pairs[0][1])
    where = _WHERE.search(rest)
    people = rest[: where.start()] if where else rest
    match = _PEOPLE.match(people) or (None if bare else re.match(rf"{_NAME}$", people))
    if match is None:
        return None
    after = people[match.end() :].strip(" ,|/()–—-")
    return _of_people(match.group(), after, where["place"] if where else None, bare)


def _of_role(rest: str, bare: bool) -> Byline | None:
    """A rank or desk in place of a name: "Our Diplomatic Correspondent in Geneva"."""
    head, _, tail = (part.strip() for part in re.sub(r"\s*[|•·]\s*", ", ", rest).partition(", "))
    if not _is_role(head) or (bare and tail and not re.match(r"(?:our|from our)\b", head, re.I)):
        return None
    there = _WHERE.search(head)
    name = head[: there.start()] if there else head
    return Byline(name, there["place"] if there else _as_place(tail))


def _of_people(names: str, after: str, place: str | None, bare: bool) -> Byline | None:
    """Names, with what stands behind them."""
    if after and not (_is_role(after) or is_publisher(after) or _as_place(after)):
        return _with_agency(names, after, place)
    if bare and not after and not place and _looks_common(names):
        return None
    return Byline(_names(names), place or _as_place(after))


def _with_agency(names: str, after: str, place: str | None) -> Byline | None:
    """Names before several things in a row: "Staff Writer, Geneva", "Reuters, Vienna"."""
    pieces = [piece.strip() for piece in re.split(r"[,|]|\s+(?:of|for)\s+", after) if piece.strip()]
    places = [piece for piece in pieces if _as_place(piece)]
    if any(not (piece in places or _is_role(piece) or is_publisher(piece)) for piece in pieces):
        return None
    return Byline(_names(names), place or next(iter(places), None))


def _names(text: str) -> str:
    """Names without a trailing publisher: "Jane Doe, Reuters" is matched as two people."""
    pieces = text.split(", ")
    while len(pieces) > 1 and (is_publisher(pieces[-1]) or is_city(pieces[-1]) or _is_role(pieces[-1])):
        pieces.pop()
    return ", ".join(pieces)


def _as_place(text: str) -> str | None:
    return text if is_city(text) or is_city(text.partition(",")[0]) else None


def _looks_common(text: str) -> bool:
    """Whether a bare name is none of a person: a city, a paper, a section, or a phrase longer than a name."""
    known = is_city(text) or is_publisher(text) or text.casefold() in words("furniture", "section")
    return known or len(re.split(r",| and ", text)[0].split()) > _LONGEST_NAME
