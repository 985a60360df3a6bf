"""What is found of an article's head and foot: zones of its text, and facts by where they stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from toolkit.articles import Zone, ZoneKind
from toolkit.readers.dateline import Dateline
from toolkit.readers.furniture import copyright_holder, credited, inline_furniture
from toolkit.readers.lines import Line, Lines


@dataclass(slots=True)
class Found:
    """The lines of a text with the zones and facts found in them so far.

    ``facts`` holds what is said by what it is and where it stands (``("publisher", "copyright")``), ``dates`` the dates by where
    they stand; what is found first stays. ``turns`` holds the labels of a transcript by where they begin: their lines are running
    text, whatever they look like.
    """

    lines: Lines
    name: str = ""
    title: str | None = None
    zones: list[Zone] = field(default_factory=list)
    facts: dict[tuple[str, str], str] = field(default_factory=dict)
    dates: dict[str, dt.date] = field(default_factory=dict)
    datelines: list[Dateline] = field(default_factory=list)
    headline: str | None = None
    turns: dict[int, Zone] = field(default_factory=dict)

    def mark(self, start: int, end: int, kind: ZoneKind) -> None:
        """Make a zone of some characters of the text."""
        self.zones.append(Zone(start, end, kind))

    def mark_line(self, line: Line, kind: ZoneKind) -> None:
        """Make a zone of a line."""
        self.mark(line.start, line.end, kind)

    def has(self, kind: ZoneKind) -> bool:
        """Whether there is a zone of a kind."""
        return any(zone.kind is kind for zone in self.zones)

    def fact(self, what: str, source: str, value: str | None) -> None:
        """Keep what is said, if something is."""
        if value:
            self.facts.setdefault((what, source), value)

    def day(self, source: str, date: dt.date | None) -> None:
        """Keep a date, if there is one."""
        if date:
            self.dates.setdefault(source, date)

    def mark_furniture(self, line: Line) -> None:
        """Make a line furniture, and keep whom it names."""
        self.mark_line(line, ZoneKind.FURNITURE)
        self.fact("publisher", "copyright", copyright_holder(line.text))
        self.fact("byline", "credits", credited(line.text))

    def mark_headline(self, line: Line) -> None:
        """Make a line the headline, but for furniture behind it."""
        words = self.mark_before_furniture(line, ZoneKind.HEADLINE)
        self.headline = " ".join(words.split())

    def mark_before_furniture(self, line: Line, kind: ZoneKind) -> str:
        """Make a zone of a line but for furniture behind what it says ("Xinhua, ... Adjust font size:"), and give its words."""
        cut = inline_furniture(line.text)
        words = line.text[:cut].rstrip(" |\t") if cut else line.text
        self.mark(line.start, line.start + len(words), kind)
        if cut:
            self.mark(line.start + cut, line.end, ZoneKind.FURNITURE)
        return words

    def add_dateline(self, dateline: Dateline) -> None:
        """Keep what a dateline says."""
        self.datelines.append(dateline)
        self.fact("dateline", "dateline", dateline.place)
        self.fact("publisher", "dateline", dateline.agency)
