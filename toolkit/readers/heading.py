"""The head and the foot of an article: headline, subheads, dateline, byline, publication line, furniture.

Nothing is cut away: what is found are zones, spans of the text as it is, and what they say about the article. Whatever is
in doubt stays running text, since a first sentence taken for a headline would be lost to the analysis.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from toolkit.articles import Zone, ZoneKind
from toolkit.readers.byline import find_byline, find_byline_rest
from toolkit.readers.corrections import begin_of_notice, is_correction
from toolkit.readers.dateline import Dateline, find_dateline, is_publisher
from toolkit.readers.furniture import (
    copyright_holder,
    credited,
    end_mark,
    inline_furniture,
    is_furniture,
    is_section,
)
from toolkit.readers.lines import Line, read_lines
from toolkit.readers.newsdate import date_in_name
from toolkit.readers.publication import Publication, find_field, find_publication, is_name, without_date
from toolkit.readers.titles import is_headline, is_subhead, same_title

TOP = 20
"""So many lines from the top are looked at for the head."""
FOOT = 8
"""So many lines from the end are looked at for the foot."""


@dataclass(slots=True)
class Heading:
    """The zones of a text and what they say; ``meta`` names where each fact was taken from."""

    zones: tuple[Zone, ...] = ()
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: dt.date | None = None
    meta: dict[str, str] = field(default_factory=dict)


class _Finder:
    """One walk over the lines of a text; facts are kept by where they come from."""

    def __init__(self, text: str, name: str, title: str | None) -> None:
        self.lines = read_lines(text)
        self.name = name
        self.title = title
        self.zones: list[Zone] = []
        self.facts: dict[tuple[str, str], str] = {}
        self.dates: dict[str, dt.date] = {}
        self.line_title: str | None = None
        self.datelines: list[Dateline] = []
        self.seen: set[ZoneKind] = set()

    def mark(self, start: int, end: int, kind: ZoneKind) -> None:
        self.zones.append(Zone(start, end, kind))
        self.seen.add(kind)

    def fact(self, what: str, source: str, value: str | None) -> None:
        if value:
            self.facts.setdefault((what, source), value)

    def head(self) -> int:
        """Mark the head; the index of the first line of running text."""
        for i, line in enumerate(self.lines[:TOP]):
            if not self._head_line(i, line):
                return i
        return min(TOP, len(self.lines))

    def _head_line(self, i: int, line: Line) -> bool:
        if self.title and self.line_title is None and same_title(line.text, self.title):
            return self._headline(line)
        if is_correction(line.text) and i + 1 < len(self.lines):
            self.mark(line.start, line.end, ZoneKind.CORRECTION)
            return True
        # "Written by" also begins credits, "Source:" also publication lines.
        said = find_byline(line.text, after_headline=False) or line.text.lower().startswith("source")
        if is_furniture(line.text, edge=True) and not said:
            return self._furniture(line)
        return (
            self._field(line)
            or self._dated_byline(line)
            or self._publication(line)
            or self._byline(i, line)
            or self._lone_dateline(line)
            or (is_furniture(line.text, edge=True) and self._furniture(line))
            or self._titles(i, line)
        )

    def _furniture(self, line: Line) -> bool:
        self.mark(line.start, line.end, ZoneKind.FURNITURE)
        self.fact("publisher", "copyright", copyright_holder(line.text))
        self.fact("byline", "credits", credited(line.text))
        return True

    def _headline(self, line: Line) -> bool:
        cut = inline_furniture(line.text)
        end = line.start + len(line.text[:cut].rstrip()) if cut else line.end
        self.mark(line.start, end, ZoneKind.HEADLINE)
        if cut:
            self.mark(line.start + cut, line.end, ZoneKind.FURNITURE)
        self.line_title = " ".join(line.text[:cut].split())
        return True

    def _field(self, line: Line) -> bool:
        found = find_field(line.text)
        if not found:
            return False
        label, value, at = found
        kinds = {"HEADLINE": ZoneKind.HEADLINE, "TITLE": ZoneKind.HEADLINE, "BYLINE": ZoneKind.BYLINE}
        kinds |= {"AUTHOR": ZoneKind.BYLINE, "DATELINE": ZoneKind.DATELINE}
        kind = kinds.get(label, ZoneKind.PUBLICATION)
        self.mark(line.start, line.start + at, ZoneKind.FURNITURE)
        self.mark(line.start + at, line.end, kind)
        if kind is ZoneKind.HEADLINE:
            self.line_title = self.line_title or value
        elif kind is ZoneKind.BYLINE:
            by = find_byline(value)
            self.fact("byline", "label", by.name if by else re.sub(r"(?i)^(?:by|from)\s+", "", value))
        elif kind is ZoneKind.DATELINE:
            self._dateline(find_dateline(value) or Dateline(0, value, None, None, True))
        else:
            said = find_publication(value)
            self.fact("publisher", "label", said.publisher if said else None)
            if said and said.date:
                self.dates.setdefault("label", said.date)
        return True

    def _publication(self, line: Line) -> bool:
        cut = inline_furniture(line.text)
        text = line.text[:cut].rstrip(" |\t") if cut else line.text
        found = find_publication(text) if text else None
        place = find_dateline(text) if found else None
        if found is None or (place and place.alone and place.agency):
            return False
        self.mark(line.start, line.start + len(text), ZoneKind.PUBLICATION)
        if cut:
            self.mark(line.start + cut, line.end, ZoneKind.FURNITURE)
        self._said(found)
        return True

    def _said(self, found: Publication) -> None:
        self.fact("publisher", "publication", found.publisher)
        if found.date:
            self.dates.setdefault("update" if found.updated else "publication", found.date)

    def _byline(self, i: int, line: Line) -> bool:
        if i + 1 == len(self.lines):
            return False
        after = ZoneKind.HEADLINE in self.seen and ZoneKind.BYLINE not in self.seen
        goes_on = find_byline_rest(self.lines[i + 1].text) is not None
        found = find_byline(line.text, after_headline=after, goes_on=goes_on)
        if found is None and self.zones and self.zones[-1].kind is ZoneKind.BYLINE:
            found = find_byline_rest(line.text)
        if found is None:
            return False
        self.mark(line.start, line.end, ZoneKind.BYLINE)
        self.fact("byline", "byline", found.name)
        self.fact("dateline", "byline", found.place)
        return True

    def _dated_byline(self, line: Line) -> bool:
        """A byline with a date in the same line: "By Jane Doe | 4 May 2031", "Jane Doe in Geneva, May 4, 2031"."""
        parts = without_date(line.text)
        by = find_byline(parts[0], after_headline=ZoneKind.HEADLINE in self.seen) if parts else None
        if parts is None or by is None or not (by.place or re.match(r"(?i)by\b", parts[0])):
            return False
        self.mark(line.start, line.end, ZoneKind.BYLINE)
        self.fact("byline", "byline", by.name)
        self.fact("dateline", "byline", by.place)
        self.dates.setdefault("publication", parts[1])
        return True

    def _lone_dateline(self, line: Line) -> bool:
        found = find_dateline(line.text)
        if found is None or not found.alone or len(self.lines) == 1:
            return False
        self.mark(line.start, line.end, ZoneKind.DATELINE)
        self._dateline(found)
        return True

    def _titles(self, i: int, line: Line) -> bool:
        if self.line_title is None:
            if is_section(line.text) and i + 1 < len(self.lines):
                return self._furniture(line)
            return is_headline(self.lines, i, self.name) and self._headline(line)
        if is_subhead(self.lines, i):
            self.mark(line.start, line.end, ZoneKind.SUBHEAD)
            return True
        return False

    def foot(self, first: int) -> None:
        """Mark the foot, and what furniture and crossheads stand between the paragraphs."""
        last = len(self.lines)
        if (notice := begin_of_notice(self.lines[first + 1 :])) is not None:
            last = first + 1 + notice
            for line in self.lines[last:]:
                self.mark(line.start, line.end, ZoneKind.CORRECTION)
        while last > first + 1 and len(self.lines) - last < FOOT:
            text = self.lines[last - 1].text
            signature = text.strip(" -–—()[]./") if len(text) <= 60 else ""
            if is_correction(text, last=True):
                last -= 1
                self.mark(self.lines[last].start, self.lines[last].end, ZoneKind.CORRECTION)
                continue
            if not is_furniture(text, edge=True) and not is_publisher(signature):
                break
            last -= 1
            self._furniture(self.lines[last])
            self.fact("publisher", "signature", signature if is_publisher(signature) else None)
        for i in range(first, last):
            line = self.lines[i]
            if is_correction(line.text):
                self.mark(line.start, line.end, ZoneKind.CORRECTION)
                continue
            # An archive's labels ("FULL TEXT") may stand below an abstract.
            if is_furniture(line.text, edge=i < first + 4 and line.words <= 2):
                self._furniture(line)
            elif i > first and is_subhead(self.lines, i, between=True):
                self.mark(line.start, line.end, ZoneKind.SUBHEAD)
        if last > first and (cut := end_mark(self.lines[last - 1].text)) is not None:
            line = self.lines[last - 1]
            self.mark(line.start + cut, line.end, ZoneKind.FURNITURE)

    def run_in(self, first: int) -> None:
        """Mark the dateline before the first words of running text."""
        for i in range(first, min(first + 3, len(self.lines))):
            found = find_dateline(self.lines[i].text)
            if found and not found.alone and (i == first or found.agency or found.date):
                line = self.lines[i]
                self.mark(line.start, line.start + found.end, ZoneKind.DATELINE)
                self._dateline(found)
                # "Paris, 9 May 2031 - Ministry of Tides": no sentence follows, but who publishes.
                rest = line.text[found.end :]
                if i + 1 < len(self.lines) and is_name(rest):
                    self.mark(line.start + found.end, line.end, ZoneKind.PUBLICATION)
                    self.fact("publisher", "publication", rest)
                return

    def _dateline(self, found: Dateline) -> None:
        self.datelines.append(found)
        self.fact("dateline", "dateline", found.place)
        self.fact("publisher", "dateline", found.agency)


def find_heading(text: str, name: str = "", title: str | None = None, published: dt.date | None = None) -> Heading:
    """Find the head and the foot of an article.

    Parameters
    ----------
    text
        The article's text.
    name
        The file's stem: files are often named after headline and date, which helps to tell both.
    title
        The title, where the format declares it.
    published
        The date, where the format declares it.

    Returns
    -------
    Heading
        Zones sorted and not overlapping. ``meta`` holds ``published_from``, ``publisher_from``, ``dateline_date`` and
        the like.
    """
    finder = _Finder(text, name, title)
    first = finder.head()
    finder.run_in(first)
    finder.foot(first)
    meta: dict[str, str] = {}
    heading = Heading(_tidy(finder.zones), finder.line_title, meta=meta)
    heading.published = _published(finder, name, published, meta)
    heading.publisher = _first(
        finder, "publisher", ("publication", "label", "dateline", "signature", "copyright"), meta
    )
    heading.byline = _first(finder, "byline", ("byline", "label", "credits"), meta)
    heading.dateline = _first(finder, "dateline", ("dateline", "byline"), meta)
    return heading


def _first(finder: _Finder, what: str, sources: tuple[str, ...], meta: dict[str, str]) -> str | None:
    for source in sources:
        if (what, source) in finder.facts:
            meta[f"{what}_from"] = source
            return re.sub(r"\s+", " ", finder.facts[what, source]).strip()
    return None


def _published(finder: _Finder, name: str, given: dt.date | None, meta: dict[str, str]) -> dt.date | None:
    """The date of publication; a dateline's day without a year borrows it from what else is known."""
    in_name = date_in_name(name)
    dates = finder.dates
    known = given or dates.get("publication") or dates.get("label") or in_name or dates.get("update")
    day = next((d.date for d in finder.datelines if d.date), None)
    on_the_spot = (day.near(known) if known else day.date) if day else None
    if day:
        meta["dateline_date"] = on_the_spot.isoformat() if on_the_spot else f"--{day.month:02}-{day.day:02}"
    candidates = {
        "metadata": given,
        "publication": dates.get("publication"),
        "label": dates.get("label"),
        "dateline": on_the_spot,
        "file name": in_name,
        "update": dates.get("update"),
    }
    for source, date in candidates.items():
        if date:
            meta["published_from"] = source
            return date
    return None


def _tidy(zones: list[Zone]) -> tuple[Zone, ...]:
    """Zones in order; where two overlap, the one that was found first stays."""
    kept: list[Zone] = []
    for zone in zones:
        if zone.start < zone.end and all(zone.end <= other.start or other.end <= zone.start for other in kept):
            kept.append(zone)
    return tuple(sorted(kept))
