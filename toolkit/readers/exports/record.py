"""What all exports share: labels, dates in several languages, and the draft that an exported article becomes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from toolkit.errors import ReadError
from toolkit.lexicon import document
from toolkit.readers.byline import find_byline
from toolkit.readers.draft import Draft
from toolkit.readers.newsdate import WEEKDAY, find_date

_NUMBER = r"[A-Z]{0,3}\.?\d[\w-]*"
PAGES = rf"{_NUMBER}(?:\s*[,/]\s*{_NUMBER})*"
"""Numbers of pages as papers count them: "4", "B01", "18,19", "A1, A4"."""
_PAGE = re.compile(rf"(?i)\b(?:pg?|pp|page|pages|s|seite|pág)\.?\s*({PAGES})")

_KEPT = (
    *(
        "section",
        "edition",
        "time",
        "words",
        "length",
        "id",
        "load_date",
        "source_code",
        "credit",
        "owner",
        "copyright",
    ),
    *("highlight", "series"),
)
"""Fields that an article has no place of its own for, and that a researcher may ask for."""


@dataclass(slots=True)
class Record:
    """One exported article before it becomes a draft; ``facts`` are the export's fields by what they hold."""

    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: str) -> None:
        """Keep a field; one that comes again goes on."""
        value = line(value)
        if value:
            self.facts[name] = f"{self.facts[name]} {value}" if name in self.facts else value

    def draft(self, database: str, encoding: str = "utf-8", more: Mapping[str, str] | None = None) -> Draft | ReadError:
        """The article: title, then paragraphs, parted by blank lines; further fields, and ``more``, go into ``meta``.

        An article whose export holds no text is an error that names it.
        """
        facts, title = self.facts, line(self.title) or None
        paragraphs = [paragraph for paragraph in map(line, self.paragraphs) if paragraph]
        if not paragraphs:
            named = f"The article {title!r}" if title else "An article"
            return ReadError(
                "no_text",
                f"{named} of the {database} export has no text. Export it again with its full text, or leave it out.",
            )
        return Draft(
            "\n\n".join(paragraphs if title is None else [title, *paragraphs]),
            encoding,
            title=title,
            publisher=_publisher(facts.get("publisher")),
            byline=_byline(facts.get("byline")),
            dateline=_place(facts.get("dateline")),
            published=day_of(facts.get("date", "")) or day_of(facts.get("load_date", "")),
            meta={"database": database, **self._kept(), **(more or {})},
        )

    def _kept(self) -> dict[str, str]:
        """Fields that go into ``meta``, the page first."""
        page = self.facts.get("page") or _page_of(self.facts.get("section", ""))
        kept = {"page": page} | {name: self.facts.get(name, "") for name in _KEPT}
        return {name: value for name, value in kept.items() if value}


def line(text: str) -> str:
    """The text with runs of white space, line ends included, made one blank."""
    return " ".join(text.split())


def _page_of(section: str) -> str:
    found = _PAGE.search(section)
    return found[1] if found else ""


def _publisher(name: str | None) -> str | None:
    """The publisher without what databases put around it: "The Times (London)", "Agence France Presse -- English"."""
    name = re.sub(r"\s*\([^()]*\)\s*$|\s+--\s+[A-Z].*$|,?\s+n(?:o|°|º|r|um|uméro|úm)\b\.?\s*\d+.*$", "", name or "")
    return name.strip(" .;$%") or None


def _byline(name: str | None) -> str | None:
    """The names of a byline, without rank and place where these can be told."""
    name = re.sub(r"(?i)^(?:by|von|par|por|di|da)\s+", "", name or "").strip(" .;")
    found = find_byline(f"By {name}") if name else None
    return (found.name if found and found.name and name.startswith(found.name) else name) or None


def edition_of(date: str) -> str:
    """What a line names behind its date: "May 2, 2002, Thursday,, FINAL EDITION"."""
    found = find_date(date)
    rest = re.sub(rf"{WEEKDAY}|\d{{1,2}}[:.]\d\d.*$", " ", date[found.end :], flags=re.I) if found else ""
    return line(rest.strip(" ,;-")) if re.search(r"[^\W\d]{4}", rest) else ""


def _place(dateline: str | None) -> str | None:
    """The place of a dateline, without its day: "VALLETTA, March 3"."""
    return dateline.split(",")[0].strip() or None if dateline else None


def day_of(text: str) -> dt.date | None:
    """The day that a field names, in any language of the interfaces; ``None`` where year, month or day is missing."""
    if not re.search(r"\d", text):
        return None
    found = find_date(text)
    if found and found.date:
        return found.date
    import dateparser

    wanted = {"REQUIRE_PARTS": ["day", "month", "year"], "PREFER_LOCALE_DATE_ORDER": True}
    named = _DAY_MONTH_YEAR.search(text)
    parsed = dateparser.parse(named[0], languages=_LANGUAGES, settings=wanted) if named else None
    if parsed:
        day: dt.date = parsed.date()
        return day
    return None


_DAY_MONTH_YEAR = re.compile(
    r"\d{1,2}(?:\.|er|º|:e)?\s+(?:de\s+)?[^\W\d_]+\.?\s+(?:de\s+)?\d{4}"
    r"|\d{4}\s*[年년]\s*\d{1,2}\s*[月월]\s*\d{1,2}\s*[日일]"
)
"""A day of a month by name with its year, as interfaces other than English write it."""
_LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "pl", "ru", "zh", "ja", "ko", "id"]
"""The languages that Nexis, Factiva and ProQuest offer their interfaces in."""


@cache
def labels(name: str) -> Mapping[str, str]:
    """What a label holds, by the label in lower case, for one of the lists of ``lexicon/exports.yaml``."""
    return {label.casefold(): holds for holds, known in document("exports")[name].items() for label in _listed(known)}


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``lexicon/exports.yaml`` in lower case."""
    return frozenset(str(word).casefold() for word in document("exports")[name])


def _listed(known: Any) -> Sequence[str]:
    return [known] if isinstance(known, str) else known


def pattern_of(known: Iterable[str]) -> str:
    """A regular expression of alternatives, the longest first."""
    return "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
