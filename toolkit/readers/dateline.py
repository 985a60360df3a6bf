"""Datelines: the place, the day and the agency before an article's first words, or on a line of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from toolkit.lexicon import alternatives, document, words
from toolkit.readers.newsdate import MONTH, WEEKDAY, FoundDate, find_date

_WORD = rf"(?!{MONTH}\s\d|{WEEKDAY}(?:[\s,—–-]|$))[A-Z\u00c0-\u00de][\w'’.]*(?:-[A-Za-z][\w'’]*)*"
_LINK = alternatives("heading", "dateline.place_links")
_PLACE = re.compile(rf"{_WORD}(?:(?:\s+|/)(?:{_LINK}\s+)?{_WORD}){{0,4}}")
_AGENCY = re.compile(r"\s*\.?\s*(?:\((?P<round>[A-Z][^()\n]{1,60})\)|/(?P<slash>[A-Za-z][^/\n]{1,30})/)\.?")
_BARE_AGENCY = re.compile(r"\s*,\s*(?P<bare>[A-Z][\w.'’ -]{1,30}?)(?=\s*(?:--+|[–—―]|-\s|:))")
_SEPARATOR = re.compile(r"\s*(?P<mark>--+|_(?=\s)|[-–—―−]+(?=\s|[A-Z\"“'‘])|:(?=\s))\s*")
_WEEKDAY = re.compile(rf"{WEEKDAY}(?:\s+{alternatives('heading', 'dateline.day_parts')})?", re.I)
_PARTY = re.compile(rf"[DRI]-|[DRI]$|{alternatives('heading', 'dateline.party')}\b")
_BODY_BEGINS = re.compile(r"[A-Z0-9\u00c0-\u00de\"“'‘«\[$£€]")
_GAP = re.compile(r"\s*[,.;|]?\s*")
HEAD = 170
"""Characters at the beginning of a line within which a dateline ends."""
MOST_PLACES = 3
_LOOSE_PLACE = 3
"""Words of a place in capitals before a dash, with nothing else that tells a dateline."""
_FEWEST_LETTERS = 3
"""Letters of a place in capitals; one less where day and agency stand beside it ("LA, May 4 (AP) -")."""


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


@dataclass(slots=True)
class _Reading:
    """A dateline as far as it is read: its parts, and the position behind them."""

    head: str
    position: int = 0
    parts: list[str] = field(default_factory=list)
    date: FoundDate | None = None
    weekday: bool = False
    agency: str | None = None

    def read(self) -> None:
        """Read agency, places, day and weekday as far as they go."""
        lead = _AGENCY.match(self.head)
        self.position = lead.end() if lead else 0
        self._places_and_day()
        behind = None if lead else _AGENCY.match(self.head, self.position)
        if found := lead or behind:
            self.agency = (found["round"] or found["slash"]).strip()
        late = self._behind_agency(behind) if behind else False
        self._names_of_agencies(late)
        if self.agency and not self.date and (inner := find_date(self.agency)):
            self.date, self.agency = inner, self.agency[: inner.start].strip(" ,") or None

    def _places_and_day(self) -> None:
        while self._place_or_day():
            pass
        if len(self.parts) == 1 and self.parts[0].endswith(".") and self.head[self.position : self.position + 1] == " ":
            self.parts[0] = self.parts[0].rstrip(".")

    def _place_or_day(self) -> bool:
        """Read one more place, day or weekday; whether there was one."""
        gap = _GAP.match(self.head, self.position)
        start = gap.end() if gap else self.position
        if not self.date and (found := find_date(self.head[start:], anchored=True)):
            self.date, self.position = found, start + found.end
        elif not self.weekday and self.parts and (day := _WEEKDAY.match(self.head, start)):
            self.weekday, self.position = True, day.end()
        elif place := self._place(start, gap.group() if gap else ""):
            self.parts.append(place.group().rstrip())
            self.position = place.end()
        else:
            return False
        return True

    def _place(self, start: int, gap: str) -> re.Match[str] | None:
        """A place: the first, or one behind a comma, before any day."""
        if self.date or len(self.parts) >= MOST_PLACES or (self.parts and "," not in gap):
            return None
        return _PLACE.match(self.head, start)

    def _behind_agency(self, agency: re.Match[str]) -> bool:
        """Read a day behind the agency ("PARIS (AFP), May 4"); whether there is one."""
        self.position = agency.end()
        more = re.match(r"[\s,.]*", self.head[self.position :])
        start = self.position + (more.end() if more else 0)
        late = find_date(self.head[start:], anchored=True) if not self.date else None
        if late is None:
            return False
        self.date, self.position = late, start + late.end
        return True

    def _names_of_agencies(self, late: bool) -> None:
        """Read an agency without parentheses, and tell a country in parentheses from one."""
        if (
            self.agency is None
            and (bare := _BARE_AGENCY.match(self.head, self.position))
            and is_publisher(bare["bare"])
        ):
            self.agency, self.position = bare["bare"], bare.end()
        elif len(self.parts) > 1 and is_publisher(self.parts[-1]) and not self.agency:
            self.agency = self.parts.pop()
        elif self.agency and late and not is_publisher(self.agency):  # "Geneva (Switzerland), 3 March"
            self.parts, self.agency = [*self.parts, self.agency], None


def find_dateline(line: str) -> Dateline | None:
    """The dateline at the beginning of a line, if it has one.

    Accepted are a place in capitals, or with a day or a known agency beside it, or a known city, before a dash (a colon,
    for known cities and agencies); and a line of nothing but place and day or agency.

    Parameters
    ----------
    line
        A line without outer white space.

    Returns
    -------
    Dateline or None
        What it says, and where it ends.
    """
    read = _Reading(line[:HEAD])
    read.read()
    end, alone = _end(line, read)
    if end is None or not _is_plausible(read, read.head[read.position : end], alone):
        return None
    return Dateline(end, ", ".join(read.parts) or None, read.date, read.agency, alone)


def _end(line: str, read: _Reading) -> tuple[int | None, bool]:
    """Where the dateline ends, its mark included, and whether nothing follows; ``None``: it is none."""
    rest = line[read.position :]
    if not rest.strip(" .,:|-–—"):
        return len(line), True
    separator = _SEPARATOR.match(read.head, read.position)
    if separator and _BODY_BEGINS.match(line, separator.end()):
        return separator.end(), False
    if _is_known(read.agency) and (read.parts or read.position) and _BODY_BEGINS.match(rest.lstrip()):
        return read.position + len(rest) - len(rest.lstrip()), False
    return None, False


def _is_known(agency: str | None) -> bool:
    return agency is not None and is_publisher(agency)


def _is_plausible(read: _Reading, mark: str, alone: bool) -> bool:
    """Whether what looks like a dateline has enough to show that it is none of its look-alikes."""
    if read.agency and _PARTY.match(read.agency):
        return False
    if not read.parts:
        return not alone and (_is_known(read.agency) or _is_loose_date(read, mark))
    first = read.parts[0]
    city = is_city(first) or all(is_city(piece) for piece in first.split("/"))
    if alone:
        return _stands_alone(read, city) and not is_publisher(first)
    if _is_known(read.agency):
        return True
    return city or (mark.strip() != ":" and _is_marked(read, mark))


def _is_marked(read: _Reading, mark: str) -> bool:
    """Whether an unknown place stands as places of datelines do: in capitals, or with a country and a day."""
    day = read.date is not None or read.weekday
    capitals = _in_capitals(read)
    # "SMITH--Well" is a speaker in a transcript: a dash that touches on both sides needs more than capitals.
    loose = mark != mark.strip() and len(read.parts[0].split()) <= _LOOSE_PLACE
    return (capitals and (loose or day or bool(read.agency))) or (day and len(read.parts) > 1)


def _is_loose_date(read: _Reading, mark: str) -> bool:
    """Whether a full date alone stands before a dash."""
    return read.date is not None and read.date.year is not None and mark != mark.strip() and mark.strip() != ":"


def _stands_alone(read: _Reading, city: bool) -> bool:
    """Whether a line that holds nothing else is a dateline: a place, and something that only datelines have."""
    shown = read.date is not None or read.weekday or city or bool(read.agency)
    return shown and (city or _in_capitals(read))


def _in_capitals(read: _Reading) -> bool:
    """Whether the place stands in capitals, and is no heading in capitals ("ANALYSIS")."""
    first = read.parts[0]
    letters = sum(c.isalpha() for c in first)
    return (
        first.upper() == first
        and letters >= (_FEWEST_LETTERS - bool(read.date and read.agency))
        and first not in _not_a_place()
    )


@cache
def _not_a_place() -> frozenset[str]:
    return frozenset(document("furniture")["not_a_place"])
