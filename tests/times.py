"""Readers of time values on a Wednesday, and what a production of theirs reads, for tests of the grammar of times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from toolkit.nlp.time.periods import Grammar
from toolkit.nlp.time.productions import Match
from toolkit.nlp.time.words import split

WEDNESDAY = dt.date(2021, 9, 15)
Production = Callable[[Any, int], Match | None]


def grammar(text: str, tense: str | None = None, anchor: dt.date | None = WEDNESDAY) -> Grammar:
    """A reader of the words of a text."""
    return Grammar([word for word, *_ in split(text)], anchor, tense)


def read(
    production: Production, text: str, tense: str | None = None, at: int = 0
) -> tuple[str, str | None, str] | None:
    """What a production reads: the words, the days (or the TIMEX3 value where none is known), the precision."""
    reader = grammar(text, tense)
    match = production(reader, at)
    if match is None:
        return None
    value, end = match
    days = f"{value.first}/{value.last}" if value.first != value.last else str(value.first)
    known = value.first is not None or value.last is not None
    return " ".join(reader.words[at:end]), days if known else value.timex, value.precision
