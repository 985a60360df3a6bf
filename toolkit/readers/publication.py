"""Publication lines: publisher and date ("Xinhua, March 25, 2016"), dates of update, archives' field labels."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from toolkit.lexicon import alternatives, words
from toolkit.readers.dateline import is_city, is_publisher
from toolkit.readers.newsdate import MONTH, WEEKDAY, FoundDate, find_date

_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?"
    rf"|\b{alternatives('heading', 'publication.clock')}\b(?:\s*[+-]\d+)?",
    re.I,
)
_STAMP = re.compile(
    rf"\b(?:{alternatives('heading', 'publication.which')} )?{alternatives('heading', 'publication.stamp')}\b"
    r"(?:\s+(?:on|at))?\s*:?|\b(?:on|at)\b(?=\s*$)",
    re.I,
)
_DESK = re.compile(r"^source\s*:|\beditors?\s*:\s*[\w .]{1,30}$|\bweb editor\b.*$", re.I)
_RELEASE = re.compile(rf"(?i)^\W*{alternatives('furniture', 'release')}\b")
_UPDATED = re.compile(rf"(?i)\b{alternatives('heading', 'publication.changed')}\b")
_AGO = re.compile(rf"(?i)\b\d+\s+{alternatives('heading', 'publication.ago')}\s+ago\b")
_PAGE = re.compile(rf"(?i)\b{alternatives('heading', 'publication.page')}\b\.?\s*[A-Z]?\d*(?:-\d+)?\b")
_NUMBERS = re.compile(rf"(?i)\b(?:{MONTH}|{alternatives('heading', 'publication.season')})|\d+")
_WORD = rf"(?:[A-Z\u00c0-\u00de][\w'’.&-]*|{alternatives('heading', 'publication.small')})"
_NAME = re.compile(rf"{_WORD}(?:\s+{_WORD}){{0,9}}$")
_VERB = re.compile(rf"\b{alternatives('heading', 'publication.verb')}\b")
_FIELD = re.compile(rf"(?P<label>{alternatives('heading', 'field')})\s*:\s*(?P<value>\S.*)$")
_BESIDE, _PAGE_WORDS = 4, 4
"""Words that may stand beside name and day, and that "Front page" has at most."""
LONGEST = 160
"""Characters in the longest publication line."""
_LONGEST_FIELD = 400
"""Characters in an archive's longest field."""
_MOST_WORDS, _LONGEST_NAME, _LONGEST_BODY = 20, 5, 12
"""Words of a publication line, of a paper's name that is not known, and of any publisher's at most; set by hand."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication line says; ``updated`` if its date is that of an update."""

    publisher: str | None
    date: dt.date | None
    updated: bool


def find_publication(line: str) -> Publication | None:
    """The publication line that a line is: a date and next to nothing else, or a publisher's name alone.

    A line with a date of day and month only is none; a sentence that begins with a date is none.

    Parameters
    ----------
    line
        A line without outer white space.

    Returns
    -------
    Publication or None
        What it says.
    """
    if len(line) > LONGEST or not 0 < len(line.split()) <= _MOST_WORDS:
        return None
    found = find_date(line)
    if found and found.date:
        return _dated(line, found, found.date)
    if _STAMP.search(line) and not _bare(_AGO.sub(" ", line)) and (_CLOCK.search(line) or _AGO.search(line)):
        return Publication(None, None, True)
    return _undated(line)


def _dated(line: str, found: FoundDate, date: dt.date) -> Publication | None:
    """A line with a full date, if it has no more beside it than a publisher's name and a little."""
    pieces = map(_bare, re.split(r"[,|]", line[: found.start] + "," + line[found.end :]))
    who, *more = [*filter(None, pieces)] or [""]
    updated = bool(_UPDATED.search(line))
    if not who:
        return Publication(None, date, updated)
    named = who[0].isupper() and _NAME.fullmatch(_plain_name(who)) and not is_city(who)
    beside = sum(len(piece.split()) for piece in more)
    return (
        Publication(_plain_name(who), date, updated)
        if named and beside <= _BESIDE and not _VERB.search(_bare(line))
        else None
    )


def _undated(line: str) -> Publication | None:
    """A line that names a publisher alone, or the page."""
    who = re.split(r",|\s[-–|]\s", line)[0].strip()
    if (is_publisher(who) or _sounds_like_paper(who)) and not _NUMBERS.sub(" ", _bare(line[len(who) :])).strip():
        return Publication(_plain_name(who), None, False)
    if line.split()[-1].rstrip("s").lower() == "page" and len(line.split()) <= _PAGE_WORDS and line[:1].isupper():
        return Publication(None, None, False)
    return None


def without_date(line: str) -> tuple[str, dt.date] | None:
    """A line without the full date (and time, and stamp) in it, and the date; ``None`` where there is none."""
    found = find_date(line) if len(line) <= LONGEST else None
    if found is None or found.date is None:
        return None
    rest = _STAMP.sub(" ", _CLOCK.sub(" ", f"{line[: found.start]} {line[found.end :]}"))
    return re.sub(r"\s+(?=,)|\s{2,}", " ", rest).strip(" ,|•·-–—:"), found.date


def _sounds_like_paper(name: str) -> bool:
    """Whether an unknown name is built as papers' names are: "The Northern Courier", "Evening Post (Norhaven)"."""
    plain = _plain_name(name)
    last = plain.split()[-1].casefold() if plain else ""
    marked = plain.startswith("The ") or plain != name.strip(" .()")
    return marked and len(plain.split()) <= _LONGEST_NAME and is_name(plain) and last in words("reading", "paper_nouns")


def is_name(text: str) -> bool:
    """Whether a text is one name in capitals, as of a ministry or a paper, and no sentence."""
    return bool(_NAME.fullmatch(text)) and len(text.split()) <= _LONGEST_BODY and not _VERB.search(text)


def _plain_name(name: str) -> str:
    """A publisher's name without what archives put behind it: "The Courier (London)", "Some Agency -- English"."""
    return re.sub(r"\s*(?:\([^()]*\)|--? ?[A-Z][a-z]+)$", "", name).strip(" .()") or name.strip(" .()")


def _bare(text: str) -> str:
    """What is left of a line without stamps, times, weekdays, page numbers and punctuation."""
    for pattern in (_DESK, _RELEASE, _STAMP, _CLOCK, _PAGE):
        text = pattern.sub(" ", text)
    text = re.sub(rf"(?:^|(?<=\W)){WEEKDAY}(?=\W|$)", " ", text)
    return " ".join(re.sub(r"[|•·;()\[\]]|(?<=\s)[-–—,.:/]+|[-–—,:/]+(?=\s|$)", " ", text).split()).strip(" ,.-–—:")


def find_field(line: str) -> tuple[str, str, int] | None:
    """An archive's labelled field (``BYLINE: Jane Doe``): its label, its value, and where the value begins."""
    match = _FIELD.match(line) if len(line) <= _LONGEST_FIELD else None
    return (match["label"], match["value"].strip(), match.start("value")) if match else None
