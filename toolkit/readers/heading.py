"""The head and the foot of an article: headline, subheads, dateline, byline, publication line, furniture.

Nothing is cut away: what is found are zones, spans of the text as it is, and what they say about the article. Whatever is
in doubt stays running text, since a first sentence taken for a headline would be lost to the analysis.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.articles import Zone
from toolkit.readers.foot import mark_foot, mark_run_in
from toolkit.readers.head import mark_head
from toolkit.readers.lines import read_lines
from toolkit.readers.newsdate import FoundDate, date_in_name
from toolkit.readers.transcript import find_turns
from toolkit.readers.zones import Found

_SOURCES = {
    "publisher": ("publication", "label", "dateline", "signature", "copyright"),
    "byline": ("byline", "label", "credits"),
    "dateline": ("dateline", "byline"),
}
"""Where each fact may stand, the surest first."""


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
    lines = read_lines(text)
    found = Found(lines, name, title, turns={turn.start: turn for turn in find_turns(lines)})
    first = mark_head(found)
    mark_run_in(found, first)
    mark_foot(found, first)
    heading = Heading(_tidy(found.zones), found.headline)
    heading.published = _published(found, published, heading.meta)
    for what, sources in _SOURCES.items():
        source = next((source for source in sources if (what, source) in found.facts), None)
        if source:
            heading.meta[f"{what}_from"] = source
            setattr(heading, what, re.sub(r"\s+", " ", found.facts[what, source]).strip())
    return heading


def _published(found: Found, given: dt.date | None, meta: dict[str, str]) -> dt.date | None:
    """The date of publication; a dateline's day without a year borrows it from what else is known."""
    dates = found.dates | {"file name": date_in_name(found.name), "metadata": given}
    known = _first(dates, ("metadata", "publication", "label", "file name", "update"))
    if day := next((dateline.date for dateline in found.datelines if dateline.date), None):
        dates["dateline"] = _on_the_spot(day, dates[known] if known else None, meta)
    source = _first(dates, ("metadata", "publication", "label", "dateline", "file name", "update"))
    if source:
        meta["published_from"] = source
    return dates[source] if source else None


def _first(dates: dict[str, dt.date | None], sources: Sequence[str]) -> str | None:
    return next((source for source in sources if dates.get(source)), None)


def _on_the_spot(day: FoundDate, known: dt.date | None, meta: dict[str, str]) -> dt.date | None:
    """The day of a dateline, which ``meta`` tells as far as it is known."""
    date = day.near(known) if known else day.date
    meta["dateline_date"] = date.isoformat() if date else f"--{day.month:02}-{day.day:02}"
    return date


def _tidy(zones: list[Zone]) -> tuple[Zone, ...]:
    """Zones in order; where two overlap, the one that was found first stays."""
    kept: list[Zone] = []
    for zone in zones:
        i = bisect_left(kept, zone.start, key=lambda other: other.start)
        free = (i == 0 or kept[i - 1].end <= zone.start) and (i == len(kept) or zone.end <= kept[i].start)
        if free and zone.start < zone.end:
            kept.insert(i, zone)
    return tuple(kept)
