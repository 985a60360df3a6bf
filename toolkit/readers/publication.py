"""Publication lines: publisher and date ("Xinhua, March 25, 2016"), dates of update, archives' field labels."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from toolkit.lexicon import alternatives, words
from toolkit.readers.dateline import is_city, is_publisher
from toolkit.readers.newsdate import MONTH, WEEKDAY, find_date

_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?"
    r"|\b(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|PT|IST|Z)\b(?:\s*[+-]\d+)?",
    re.I,
)
_STAMP = re.compile(
    r"\b(?:first |last |originally )?(?:published|updated|posted|modified|created|issued|released|accepted|received|revised"
    r"|submitted|date|print edition)\b"
    r"(?:\s+(?:on|at))?\s*:?|\b(?:on|at)\b(?=\s*$)",
    re.I,
)
_DESK = re.compile(r"^source\s*:|\beditors?\s*:\s*[\w .]{1,30}$|\bweb editor\b.*$", re.I)
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.I)
_AGO = re.compile(r"\b\d+\s+(?:minutes?|mins?|hours?|hrs?|days?)\s+ago\b", re.I)
_PAGE = re.compile(r"\b(?:page|pg\.?|p\.|section|edition|vol\.?|no\.?)\s*[A-Z]?\d*(?:-\d+)?\b", re.I)
_NUMBERS = re.compile(rf"\b(?:{MONTH}|spring|summer|autumn|winter)|\d+", re.I)
_WORD = r"(?:[A-Z\u00c0-\u00de][\w'’.&-]*|of|the|and|de|for|in)"
_NAME = re.compile(rf"{_WORD}(?:\s+{_WORD}){{0,9}}$")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|said|says|to)\b")
_FIELD = re.compile(
    r"(?P<label>HEADLINE|TITLE|BYLINE|AUTHOR|DATELINE|PUBLICATION|SOURCE|PUBLISHER|DATE|PUBLISHED)\s*:\s*(?P<value>\S.*)$"
)


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication line says; ``updated`` if its date is that of an update."""

    publisher: str | None
    date: dt.date | None
    updated: bool


def find_publication(line: str) -> Publication | None:
    """The publication line that a line is: a date and next to nothing else, or a publisher's name alone.

    A line with a date of day and month only is none; a sentence that begins with a date is none.
    """
    if len(line) > 160 or not 0 < len(line.split()) <= 20:
        return None
    found = find_date(line)
    stamp = _STAMP.search(line)
    if found and found.date:
        pieces = [_bare(piece) for piece in re.split(r"[,|]", line[: found.start] + "," + line[found.end :])]
        who, *more = [piece for piece in pieces if piece] or [""]
        updated = bool(_UPDATED.search(line))
        if not who:
            return Publication(None, found.date, updated)
        named = _NAME.fullmatch(_plain_name(who)) and who[0].isupper() and not is_city(who)
        if not named or _VERB.search(_bare(line)) or sum(len(piece.split()) for piece in more) > 4:
            return None
        return Publication(_plain_name(who), found.date, updated)
    if stamp and not _bare(_AGO.sub(" ", line)) and (_CLOCK.search(line) or _AGO.search(line)):
        return Publication(None, None, True)
    who = re.split(r",|\s[-–|]\s", line)[0].strip()
    if (is_publisher(who) or _sounds_like_paper(who)) and not _NUMBERS.sub(" ", _bare(line[len(who) :])).strip():
        return Publication(_plain_name(who), None, False)
    if line.split()[-1].rstrip("s").lower() == "page" and len(line.split()) <= 4 and line[:1].isupper():
        return Publication(None, None, False)
    return None


def without_date(line: str) -> tuple[str, dt.date] | None:
    """A line without the full date (and time, and stamp) in it, and the date; ``None`` where there is none."""
    found = find_date(line) if len(line) <= 160 else None
    if found is None or found.date is None:
        return None
    rest = _STAMP.sub(" ", _CLOCK.sub(" ", f"{line[: found.start]} {line[found.end :]}"))
    return re.sub(r"\s+(?=,)|\s{2,}", " ", rest).strip(" ,|•·-–—:"), found.date


def _sounds_like_paper(name: str) -> bool:
    """Whether an unknown name is built as papers' names are: "The Northern Courier", "Evening Post (Norhaven)"."""
    plain = _plain_name(name)
    last = plain.split()[-1].casefold() if plain else ""
    marked = plain.startswith("The ") or plain != name.strip(" .()")
    return marked and len(plain.split()) <= 5 and is_name(plain) and last in words("reading", "paper_nouns")


def is_name(text: str) -> bool:
    """Whether a text is one name in capitals, as of a ministry or a paper, and no sentence."""
    return bool(_NAME.fullmatch(text)) and len(text.split()) <= 12 and not _VERB.search(text)


def _plain_name(name: str) -> str:
    """A publisher's name without what archives put behind it: "The Courier (London)", "Some Agency -- English"."""
    return re.sub(r"\s*(?:\([^()]*\)|--? ?[A-Z][a-z]+)$", "", name).strip(" .()") or name.strip(" .()")


def _bare(text: str) -> str:
    """What is left of a line without stamps, times, weekdays, page numbers and punctuation."""
    for pattern in (_DESK, _release(), _STAMP, _CLOCK, _PAGE):
        text = pattern.sub(" ", text)
    text = re.sub(rf"(?:^|(?<=\W)){WEEKDAY}(?=\W|$)", " ", text)
    return " ".join(re.sub(r"[|•·;()\[\]]|(?<=\s)[-–—,.:/]+|[-–—,:/]+(?=\s|$)", " ", text).split()).strip(" ,.-–—:")


@cache
def _release() -> re.Pattern[str]:
    return re.compile(rf"(?i)^\W*{alternatives('furniture', 'release')}\b")


def find_field(line: str) -> tuple[str, str, int] | None:
    """An archive's labelled field (``BYLINE: Jane Doe``): its label, its value, and where the value begins."""
    match = _FIELD.match(line) if len(line) <= 400 else None
    return (match["label"], match["value"].strip(), match.start("value")) if match else None
