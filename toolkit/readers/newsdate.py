"""Calendar dates as newspapers print them: day and month by name, a year if there is one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from toolkit.lexicon import alternatives, document

_NUMBER = {name: number for number, names in document("times")["months"].items() for name in names}
MONTH = rf"(?i:{alternatives('times', 'months')}\b\.?)"
WEEKDAY = rf"(?i:{alternatives('times', 'weekdays')}\b\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_LEAP_YEAR = 2000
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


def full_year(year: int) -> int:
    """A year of two digits in full, as POSIX reads it: 69 to 99 are of the last century."""
    return year + (0 if year > 99 else 2000 if year < 69 else 1900)


def make_date(year: int | None, month: int, day: int) -> dt.date | None:
    """The date, or ``None`` where there is none such."""
    try:
        return dt.date(year, month, day) if year is not None else None
    except ValueError:
        return None


def find_date(text: str, *, anchored: bool = False) -> FoundDate | None:
    """The first date in a text, with or without a year.

    Parameters
    ----------
    text
        A line or a label.
    anchored
        Whether the date must stand at the text's very beginning.

    Returns
    -------
    FoundDate or None
        ``None`` also where there is no such day (31 June).
    """
    matches = _DATE.finditer(text) if not anchored else filter(None, [_DATE.match(text)])
    return next((found for match in matches if (found := _as_date(match))), None)


def _as_date(match: re.Match[str]) -> FoundDate | None:
    """The date of a match, whichever of the forms it has."""
    year, month, day = (_part(match, name) for name in "ymd")
    number = int(month) if month.isdecimal() else _NUMBER[month.lower().rstrip(".")]
    found = FoundDate(match.start(), match.end(), int(year) if year else None, number, int(re.sub(r"\D", "", day)))
    return found if make_date(found.year or _LEAP_YEAR, found.month, found.day) else None


def _part(match: re.Match[str], name: str) -> str:
    """What one of the groups ``y1`` to ``y5`` (or of months, or days) matched, if one did."""
    return next((found for n in range(1, 6) if (found := match[f"{name}{n}"])), "")


def date_in_name(name: str) -> dt.date | None:
    """A full date in a file's name: ``2031-05-04``, ``20310504``, ``2031_05_04``."""
    for match in _IN_NAME.finditer(name):
        found = make_date(*map(int, match.groups()))
        if found:
            return found
    return None
