"""The words of time expressions and how a text is cut into them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from toolkit import lexicon

_WORD = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?(?![\d-])|\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:st|nd|rd|th|s)\b|\d+(?:\.\d+)?"
    r"|[ap]\.\s?m\.?(?![a-z])|[^\W\d_]+|['’](?:s\b|\d\ds)?|\S",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The word lists of ``lexicon/en/times.yaml``, turned round: from words to what they mean."""

    months: dict[str, int]
    weekdays: dict[str, int]
    abbreviations: frozenset[str]
    seasons: dict[str, str]
    units: dict[str, str]
    plurals: frozenset[str]
    numbers: dict[str, int]
    vague: frozenset[str]
    ordinals: dict[str, int]
    decades: dict[str, int]
    day_parts: dict[str, str]
    relations: dict[tuple[str, ...], str]
    fillers: frozenset[tuple[str, ...]]
    not_years: frozenset[str]
    holidays: dict[tuple[str, ...], str]
    prospective: frozenset[str]
    naming: frozenset[str]


def split(text: str) -> list[tuple[str, int, int]]:
    """The words of a text with their offsets: numbers, letters, marks; ISO dates and "a.m." stay whole."""
    return [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word, *_ in split(text.replace("’", "'")))


@cache
def time_words() -> TimeWords:
    """The word lists, read once."""
    data = lexicon.document("times")
    names = {word: number for number, words in data["months"].items() for word in words}
    weekdays = {word: number for number, words in data["weekdays"].items() for word in words}
    return TimeWords(
        months=names,
        weekdays=weekdays,
        abbreviations=frozenset(w for words in data["weekdays"].values() for w in words[1:]),
        seasons={word: code for code, words in data["seasons"].items() for word in words},
        units={word: unit for unit, words in data["units"].items() for word in words},
        plurals=frozenset(words[1] for words in data["units"].values()),
        numbers=data["numbers"],
        vague=frozenset(data["vague_numbers"]),
        ordinals=data["ordinals"],
        decades=data["decades"],
        day_parts=data["day_parts"],
        relations={_phrase(p): relation for relation, phrases in data["relations"].items() for p in phrases},
        fillers=frozenset(_phrase(p) for p in data["fillers"]),
        not_years=frozenset(data["not_years"]),
        holidays={_phrase(name): rule for name, rule in data["holidays"].items()},
        prospective=frozenset(data["prospective"]),
        naming=_naming(data),
    )


def _naming(data: dict[str, Any]) -> frozenset[str]:
    """The words of which every time expression holds one, unless it holds a figure: months, units, "today" ..."""
    listed = [data["deictic"], data["decades"], data["day_parts"]]
    listed += [words for key in ("months", "weekdays", "seasons", "units") for words in data[key].values()]
    found = {word.lower() for words in listed for word in words}
    return frozenset(
        found | {part for name in data["holidays"] for part in _phrase(name)} - {"day", "of", "s", "'s"} | {"day"}
    )


_LONGEST = 6
"""No phrase of the lists has more words."""


def longest(table: dict[tuple[str, ...], str] | frozenset[tuple[str, ...]], low: Sequence[str], i: int) -> int:
    """The length of the longest phrase of ``table`` that begins at word ``i``; 0 if none does."""
    for length in range(min(_LONGEST, len(low) - i), 0, -1):
        if tuple(low[i : i + length]) in table:
            return length
    return 0


_OPENERS = (
    "the this these that last next coming past earlier later early mid middle late so all whole throughout end close beginning",
    "start outset turn ending onset conclusion half another further recent previous preceding following same ensuing current",
    "present fiscal financial new each every q h ' today tonight yesterday tomorrow noon midnight midday",
)


@cache
def value_openers() -> frozenset[str]:
    """The words, beside those with a digit, with which a time value can begin."""
    lists = time_words()
    tables = (lists.months, lists.weekdays, lists.seasons, lists.units, lists.decades, lists.day_parts, lists.numbers)
    listed = {word for table in (*tables, lists.ordinals) for word in table}
    return frozenset(listed | {phrase[0] for phrase in lists.holidays} | lists.vague | set(" ".join(_OPENERS).split()))


@cache
def expression_openers() -> frozenset[str]:
    """The words, beside those with a digit, with which an expression can begin, prepositions included."""
    phrases = {phrase[0] for phrase in (*time_words().relations, *time_words().fillers)}
    return frozenset(value_openers() | phrases | {"between", "no", "not", "now"})


def has_digit(word: str) -> bool:
    """Whether there is a digit in the word."""
    return any(char.isdigit() for char in word)
