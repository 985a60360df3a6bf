"""Calendar dates as newspapers print them: day and month by name, a year if there is one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_NUMBER = {name[:3].lower(): i for i, name in enumerate(_MONTHS, 1)}
MONTH = r"(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in _MONTHS) + r"|Sept)\b\.?"
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d\d"
_DATE = re.compile(
    rf"(?:{WEEKDAY},?\s+)?(?:"
    rf"(?P<m1>{MONTH})\s?(?P<d1>{_DAY})(?![\d:])(?:,?\s+(?P<y1>{_YEAR})\b)?"
    rf"|(?P<d2>{_DAY})(?:\s+of)?[\s-](?P<m2>{MONTH})(?:,?[\s-](?P<y2>{_YEAR})\b)?"
    rf"|(?P<y3>{_YEAR})[-/](?P<m3>\d\d)[-/](?P<d3>\d\d)(?!\d)"
    rf"|(?P<y5>{_YEAR})\s(?P<m5>{MONTH})\s(?P<d5>{_DAY})(?![\d:])"
    rf"|(?P<d4>\d\d?)\.(?P<m4>\d\d?)\.(?P<y4>{_YEAR})\b"
    r")(?:,?\s+" + WEEKDAY + r")?",
    re.I,
)
_IN_NAME = re.compile(rf"(?<!\d)({_YEAR})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: ``text[start:end]``; ``year`` is ``None`` where the text gives none."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    @property
    def date(self) -> dt.date | None:
        """The full date, if a year is given and there is such a day."""
        return make_date(self.year, self.month, self.day)

    def near(self, other: dt.date) -> dt.date | None:
        """The date with the year that brings it nearest to another date."""
        if self.year is not None:
            return self.date
        years = (make_date(year, self.month, self.day) for year in range(other.year - 1, other.year + 2))
        return min((d for d in years if d), key=lambda d: abs(d - other), default=None)


def make_date(year: int | None, month: int, day: int) -> dt.date | None:
    """The date, or ``None`` where there is none such."""
    try:
        return dt.date(year, month, day) if year is not None else None
    except ValueError:
        return None


def find_date(text: str, *, anchored: bool = False) -> FoundDate | None:
    """The first date in a text (at its very beginning, if ``anchored``), with or without a year."""
    for match in _DATE.finditer(text) if not anchored else filter(None, [_DATE.match(text)]):
        month = match["m1"] or match["m2"] or match["m5"]
        number = _NUMBER[month[:3].lower()] if month else int(match["m3"] or match["m4"])
        day = re.match(r"\d+", match["d1"] or match["d2"] or match["d3"] or match["d4"] or match["d5"])
        year = match["y1"] or match["y2"] or match["y3"] or match["y4"] or match["y5"]
        assert day is not None
        if make_date(int(year) if year else 2000, number, int(day.group())):
            return FoundDate(match.start(), match.end(), int(year) if year else None, number, int(day.group()))
    return None


def date_in_name(name: str) -> dt.date | None:
    """A full date in a file's name: ``2031-05-04``, ``20310504``, ``2031_05_04``."""
    for match in _IN_NAME.finditer(name):
        found = make_date(*map(int, match.groups()))
        if found:
            return found
    return None
