"""The words of time expressions and how a text is cut into them.

The lists are those of ``lexicon/en/times.yaml``, where each says what it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from toolkit import lexicon

Phrase = tuple[str, ...]
"""Words in lower case, as :func:`split` cuts them."""

_WORD = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?(?![\d-])|\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:st|nd|rd|th|s)\b|\d+(?:\.\d+)?"
    r"|[ap]\.\s?m\.?(?![a-z])|[^\W\d_]+|['’](?:s\b|\d\ds)?|\S",
    re.IGNORECASE,
)
_NAMING = ("months", "weekdays", "seasons", "units", "decades", "day_parts")
"""Tables whose words name a time."""
_OPENING_WORDS = (*_NAMING, "numbers", "ordinals")
"""Tables whose words can begin a value."""
_OPENING_PHRASES = ("steps", "which", "rolling", "day_steps", "cuts", "parts", "edges", "holidays")
"""Tables whose phrases can begin a value."""
_OPENING_LISTS = ("openers", "vague_numbers", "one_more", "told_elsewhere", "fiscal", "before_fiscal", "hours")
_LONGEST = 6
"""No phrase of the lists has more words."""
_UNTELLING = frozenset({"of", "s", "'s"})
"""Words in names of holidays that name no time by themselves."""


def split(text: str) -> list[tuple[str, int, int]]:
    """The words of a text with their offsets: numbers, letters, marks; ISO dates and "a.m." stay whole."""
    return [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


def _phrase(text: str) -> Phrase:
    return tuple(word.lower() for word, *_ in split(text.replace("’", "'")))


def listed(key: str) -> frozenset[str]:
    """The entries of a list."""
    return lexicon.words("times", key)


@cache
def codes(key: str) -> dict[str, Any]:
    """What each word of a table stands for: ``codes("months")["may"]`` is 5. Do not change it."""
    found: dict[str, Any] = {}
    for entry, value in lexicon.document("times")[key].items():
        found.update(dict.fromkeys(value, entry) if isinstance(value, list) else {entry: value})
    return found


@cache
def phrases(key: str) -> dict[Phrase, Any]:
    """What each phrase of a table stands for: ``phrases("cuts")["so", "far"]`` is "earlier"; of a plain list, itself."""
    content = lexicon.document("times")[key]
    meanings = codes(key) if isinstance(content, Mapping) else {entry: entry for entry in content}
    return {_phrase(text): meaning for text, meaning in meanings.items()}


@cache
def plurals() -> frozenset[str]:
    """The units in the plural."""
    return frozenset(forms[1] for forms in lexicon.document("times")["units"].values())


@cache
def short_forms(key: str) -> frozenset[str]:
    """The abbreviated words of a table of months or weekdays."""
    return frozenset(form for _, *short in lexicon.document("times")[key].values() for form in short)


@cache
def naming() -> frozenset[str]:
    """The words of which every time expression holds one, unless it holds a figure: months, units, "today" ..."""
    found = {*listed("deictic"), *(word for key in _NAMING for word in codes(key))}
    return frozenset(found | {part for name in phrases("holidays") for part in name} - _UNTELLING)


def longest(table: Collection[Phrase], low: Sequence[str], i: int) -> int:
    """The length of the longest phrase of ``table`` that begins at word ``i``; 0 if none does."""
    for length in range(min(_LONGEST, len(low) - i), 0, -1):
        if tuple(low[i : i + length]) in table:
            return length
    return 0


@cache
def beginnings(key: str) -> frozenset[str]:
    """The words with which the phrases of a table begin."""
    return frozenset(phrase[0] for phrase in phrases(key))


@cache
def value_openers() -> frozenset[str]:
    """The words, beside those with a digit, with which a time value can begin."""
    found = {word for key in _OPENING_WORDS for word in codes(key)}
    found |= {phrase[0] for key in _OPENING_PHRASES for phrase in phrases(key)}
    return frozenset(found.union(*map(listed, _OPENING_LISTS)))


@cache
def expression_openers() -> frozenset[str]:
    """The words, beside those with a digit, with which an expression can begin, prepositions included."""
    before = {phrase[0] for key in ("relations", "fillers") for phrase in phrases(key)}
    return frozenset(value_openers() | before | listed("expression_openers"))


def has_digit(word: str) -> bool:
    """Whether there is a digit in the word."""
    return any(char.isdigit() for char in word)
