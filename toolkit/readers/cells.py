"""Cells of tables, whatever wrote them: to text, to one line, to a date, to a plain value. Nothing here needs pandas."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.articles import encodable
from toolkit.errors import ReadError
from toolkit.lexicon import words
from toolkit.readers.newsdate import find_date, full_year, make_date

_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?$", re.S)
_NUMERIC = re.compile(r"(\d\d?)[./-](\d\d?)[./-](\d{4}|\d\d)(?:[,T ].*)?$", re.S)
_SECONDS = range(10**8, 10**10)
"""Unix times in seconds, 1973 to 2286; a thousand times as many are milliseconds, as pandas writes dates to JSON."""
_MOST_FIGURES = 20
"""A number of more figures is no count of seconds, and too long to be read as one."""


def is_missing(cell: Any) -> bool:
    """Whether a cell holds nothing: ``None``, NaN, NaT, NA or the empty string."""
    kind = type(cell).__name__
    if cell is None or kind in ("NAType", "NaTType"):
        return True
    if isinstance(cell, str):
        return not cell
    return (isinstance(cell, float) and math.isnan(cell)) or (kind == "datetime64" and str(cell) == "NaT")


def plain(cell: Any) -> Any:
    """A cell as a value of JSON: dates in ISO form, numbers of NumPy as numbers, anything unknown as its text."""
    if is_missing(cell):
        return None
    if isinstance(cell, str):
        return encodable(cell)
    if isinstance(cell, bool | int):
        return cell
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else str(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time() and cell.tzinfo is None:
        return cell.date().isoformat()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, Mapping):
        return {str(key): plain(value) for key, value in cell.items()}
    if isinstance(cell, list | tuple | set | frozenset):
        return [plain(value) for value in cell]
    if hasattr(cell, "tolist"):  # scalars and arrays of NumPy
        value = cell.tolist()
        return str(cell) if type(cell).__name__ == "datetime64" else plain(value)
    return str(cell)


def as_text(cell: Any) -> str:
    """A cell as an article's text, line ends made ``\\n``; a list of paragraphs is joined."""
    if isinstance(cell, bytes):
        from toolkit.readers.decode import decode

        return decode(cell).text
    value = plain(cell)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n".join(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ReadError("no_text", f"The text is no text but {type(cell).__name__}: {value!r:.40}.")
    return value.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def as_line(cell: Any) -> str | None:
    """A cell as one line: names joined by commas, a whole number without ``.0``; ``None`` where it holds nothing."""
    value = plain(cell)
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "title") if value.get(key)), None)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, list):
        return ", ".join(filter(None, map(as_line, value))) or None
    line = "" if value is None else "".join(c if c.isprintable() else " " for c in str(value))
    return " ".join(line.split()) or None


@dataclass(frozen=True, slots=True)
class DayFirst:
    """Whether ``03/04/2024`` is the third of April, and what is to be told of that."""

    value: bool = True
    note: str = ""

    @classmethod
    def of(cls, cells: Iterable[Any]) -> DayFirst:
        """Told from the days above 12 among the dates of one column; where there are none, the day is taken to be first."""
        found = [match for cell in cells if isinstance(cell, str) and (match := _NUMERIC.match(cell.strip()))]
        first = sum(int(match[1]) > 12 for match in found)
        second = sum(int(match[2]) > 12 for match in found)
        open_ = next((match[0] for match in found if int(match[1]) <= 12 and int(match[2]) <= 12), None)
        if not open_ or bool(first) != bool(second):
            return cls(first >= second)
        order = "day/month/year" if first >= second else "month/day/year"
        why = "the column has both orders" if first else "no date of the column tells which"
        return cls(first >= second, f"dates such as {open_!r} are read as {order} ({why}); write them as 2024-05-06")


def as_date(cell: Any, day_first: DayFirst = DayFirst()) -> dt.date | None:
    """A cell as a day; ``None`` where it holds nothing.

    Parameters
    ----------
    cell
        A date, a time stamp of Python, NumPy or pandas, a text in ISO or newspaper form, or a Unix time in seconds or
        milliseconds.
    day_first
        How to take days and months in numbers.

    Raises
    ------
    ReadError
        ``kind`` is ``"date"``: there is no such day, or the text is not understood.
    """
    if is_missing(cell) or (isinstance(cell, str) and cell.strip().casefold() in words("table_columns", "missing")):
        return None
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    text = str(plain(cell)).strip().removesuffix(".0")  # whole numbers beside missing ones are floats
    if text.isdecimal() and len(text) < _MOST_FIGURES and (found := _unix(int(text))):
        return found
    found = _written(text, day_first.value)
    if found is None:
        raise ReadError("date", f"The date {text[:60]!r} is not understood. Write it as 2024-05-06, or leave it empty.")
    return found


def _unix(number: int) -> dt.date | None:
    seconds = number if number in _SECONDS else number // 1000
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date() if seconds in _SECONDS else None


def _written(text: str, day_first: bool) -> dt.date | None:
    if match := _ISO.match(text):
        return make_date(*map(int, match.groups()))
    if match := _NUMERIC.match(text):
        one, two, year = map(int, match.groups())
        year = full_year(year)
        day, month = (one, two) if day_first else (two, one)
        return make_date(year, month, day) or make_date(year, day, month)
    said = find_date(text)
    return said.date if said else None
