"""Datelines: the place, the day and the agency before an article's first words, or on a line of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from toolkit.lexicon import document, words
from toolkit.readers.newsdate import MONTH, WEEKDAY, FoundDate, find_date

_WORD = rf"(?!{MONTH}\s\d|{WEEKDAY}(?:[\s,—–-]|$))[A-Z\u00c0-\u00de][\w'’.]*(?:-[A-Za-z][\w'’]*)*"
_LINK = r"(?:de|del|la|el|al|of|the|am|an|der|upon|sur|es|do|da|and)"
_PLACE = re.compile(rf"{_WORD}(?:(?:\s+|/)(?:{_LINK}\s+)?{_WORD}){{0,4}}")
_AGENCY = re.compile(r"\s*\.?\s*(?:\((?P<round>[A-Z][^()\n]{1,60})\)|/(?P<slash>[A-Za-z][^/\n]{1,30})/)\.?")
_BARE_AGENCY = re.compile(r"\s*,\s*(?P<bare>[A-Z][\w.'’ -]{1,30}?)(?=\s*(?:--+|[–—―]|-\s|:))")
_SEPARATOR = re.compile(r"\s*(?P<mark>--+|_(?=\s)|[-–—―−]+(?=\s|[A-Z\"“'‘])|:(?=\s))\s*")
_WEEKDAY = re.compile(rf"{WEEKDAY}(?:\s+(?:morning|evening|night|afternoon))?", re.I)
_PARTY = re.compile(r"[DRI]-|[DRI]$|Lab|Con\b")
_BODY_BEGINS = re.compile(r"[A-Z0-9\u00c0-\u00de\"“'‘«\[$£€]")
HEAD = 170


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline found at the beginning of a line; ``end`` counts from there, ``alone`` if nothing follows."""

    end: int
    place: str | None
    date: FoundDate | None
    agency: str | None
    alone: bool


@cache
def _publishers() -> frozenset[str]:
    return frozenset(name.casefold() for name in words("publishers", "name"))


@cache
def _cities() -> frozenset[str]:
    return frozenset(name.casefold() for name in words("dateline_cities", "city"))


def is_publisher(name: str) -> bool:
    """Whether a name is that of an agency or a paper we know, an article or a place beside it or not."""
    plain = re.sub(r"\s*(?:\([^()]*\)|--? ?(?:english|international|general))$", "", name.strip(" .").casefold())
    plain = re.sub(r"^the\s+", "", plain.strip(" .()"))
    return plain in _publishers() or f"the {plain}" in _publishers()


def is_city(name: str) -> bool:
    """Whether a name is that of a city which datelines name without its country."""
    return name.strip(" .").casefold() in _cities()


def find_dateline(line: str) -> Dateline | None:
    """The dateline at the beginning of a line, if it has one.

    Accepted are a place in capitals, or with a day or a known agency beside it, or a known city, before a dash (a colon,
    for known cities and agencies); and a line of nothing but place and day or agency.
    """
    head = line[:HEAD]
    lead = _AGENCY.match(head)
    position = lead.end() if lead else 0
    parts, date, weekday, position = _place_and_day(head, position)
    agency = lead or _AGENCY.match(head, position)
    late_date = False
    if agency and not lead:
        position = agency.end()
        more = re.match(r"[\s,.]*", head[position:])
        late = find_date(head[position + (more.end() if more else 0) :], anchored=True)
        if late and not date:
            position += (more.end() if more else 0) + late.end
            date, late_date = late, True
    name = (agency["round"] or agency["slash"]).strip() if agency else None
    if agency is None and (bare := _BARE_AGENCY.match(head, position)) and is_publisher(bare["bare"]):
        name, position = bare["bare"], bare.end()
    elif len(parts) > 1 and is_publisher(parts[-1]) and not name:
        name = parts.pop()
    elif name and agency is not lead and late_date and not is_publisher(name):
        parts, name = [*parts, name], None  # "Geneva (Switzerland), 3 March": a country, not an agency
    if name and not date and (inner := find_date(name)):
        date, name = inner, name[: inner.start].strip(" ,") or None
    place = ", ".join(parts) or None
    end, alone = _end(line, head, position, name, place)
    if end is None or not _plausible(parts, date, weekday, name, head[position:end], alone):
        return None
    return Dateline(end, place, date, name, alone)


def _place_and_day(head: str, position: int) -> tuple[list[str], FoundDate | None, bool, int]:
    """Places, day and weekday as far as they go, and where they end."""
    parts: list[str] = []
    date: FoundDate | None = None
    weekday = False
    while True:
        gap = re.compile(r"\s*[,.;|]?\s*").match(head, position)
        start = gap.end() if gap and (parts or gap.end()) else position
        if not date and (found := find_date(head[start:], anchored=True)):
            date, position = found, start + found.end
        elif not weekday and parts and (day := _WEEKDAY.match(head, start)):
            weekday, position = True, day.end()
        elif len(parts) < 3 and not date and (place := _PLACE.match(head, start)):
            if parts and not (gap and "," in gap.group()):
                break
            parts.append(place.group().rstrip())
            position = place.end()
        else:
            break
    if parts and parts[-1].endswith(".") and len(parts) == 1 and head[position : position + 1] == " ":
        parts[-1] = parts[-1].rstrip(".")
    return parts, date, weekday, position


def _end(line: str, head: str, position: int, agency: str | None, place: str | None) -> tuple[int | None, bool]:
    if not line[position:].strip(" .,:|-–—"):
        return len(line), True
    separator = _SEPARATOR.match(head, position)
    if separator and _BODY_BEGINS.match(line, separator.end()):
        return separator.end(), False
    known = agency is not None and is_publisher(agency)
    if known and (place or position) and _BODY_BEGINS.match(line[position:].lstrip()):
        return position + len(line[position:]) - len(line[position:].lstrip()), False
    return None, False


def _plausible(
    parts: list[str], date: FoundDate | None, weekday: bool, agency: str | None, mark: str, alone: bool
) -> bool:
    """Whether what looks like a dateline has enough to show that it is none of its look-alikes."""
    if agency and _PARTY.match(agency):
        return False
    if not parts:
        known = agency is not None and is_publisher(agency)
        dated = date is not None and date.year is not None and mark != mark.strip() and mark.strip() != ":"
        return (known or dated) and not alone
    first = parts[0]
    letters = sum(c.isalpha() for c in first)
    capitals = first.upper() == first and letters >= (2 if date and agency else 3) and first not in _not_a_place()
    city = is_city(first) or all(is_city(piece) for piece in first.split("/"))
    day = date is not None or weekday
    if alone:
        return (capitals or city) and (day or city or bool(agency)) and not is_publisher(first)
    if agency and is_publisher(agency):
        return True
    if mark.strip() == ":":
        return city
    # "SMITH--Well" is a speaker in a transcript: a dash that touches on both sides needs more than capitals.
    loose = mark != mark.strip() and capitals and len(first.split()) <= 3
    return (capitals and (bool(agency) or day)) or loose or city or (day and len(parts) > 1)


@cache
def _not_a_place() -> frozenset[str]:
    return frozenset(document("furniture")["not_a_place"])
