"""Paragraphs of plain text, also where lines were broken by width: the one notion that reading, analysis and display share.

A text is taken as broken by width if its lines are *filled*: the first word of the next line would not have fitted. That
holds for a text wrapped at any width, in one paragraph or many, with or without blank lines between, double-spaced or
quoted ("> ").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.lexicon import words

NARROWEST, WIDEST = 25, 130
"""Widths that lines are broken at, in characters; a longer line is a paragraph of its own."""
FILLED = 0.4
"""The least share of line ends that must be filled in a text that was broken by width."""
LONE = 60
"""The least width where one line alone was broken: a headline above a byline is shorter."""
EXPLAINED = 0.8
"""The least share of line ends that must be filled or end a sentence (the last line of a paragraph)."""

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_ENDED = re.compile(r"""(?:[.!?:…]["'”’»)\]]*|["”’»])$""")
_LISTED = re.compile(r"(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that is not blank: ``text[start:end]`` without outer blanks and quotation signs; blank lines before it."""

    start: int
    end: int
    words: str
    gap: int


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text, blank lines left out: ``(start, end)`` without outer white space, in order.

    A paragraph is a line, or the lines that one was broken into.
    """
    rows = _rows(text)
    width = _width(rows)
    spans: list[tuple[int, int]] = []
    for before, row in zip([None, *rows], rows, strict=False):
        if before is not None and width is not None and _goes_on(before, row, width):
            spans[-1] = (spans[-1][0], row.end)
        else:
            spans.append((row.start, row.end))
    return spans


def _rows(text: str) -> list[_Row]:
    rows: list[_Row] = []
    last = 0
    for match in _LINE.finditer(text):
        quote = _QUOTE.match(match.group())
        inner = match.group()[quote.end() :] if quote else match.group()
        words = inner.strip()
        if not words:
            continue
        start = match.start() + match.group().index(words, quote.end() if quote else 0)
        rows.append(_Row(start, start + len(words), words, text.count("\n", last, match.start()) - 1))
        last = match.end()
    return rows


def _width(rows: Sequence[_Row]) -> tuple[int, int] | None:
    """The width that lines were broken at, and how many blank lines stand between them; ``None`` if they were not."""
    for gap in (0, 1):
        pairs = [(a, b) for a, b in pairwise(rows) if b.gap == gap]
        if gap and (len(pairs) < 0.5 * (len(rows) - 1) or any(row.gap == 0 for row in rows[1:])):
            continue
        lengths = sorted(len(a.words) for a, _ in pairs)
        if not lengths:
            continue
        width = lengths[min(len(lengths) - 1, round(0.92 * len(lengths)))]
        if NARROWEST <= width <= WIDEST and _is_filled(pairs, width):
            return width, gap
    return None


def _is_filled(pairs: Sequence[tuple[_Row, _Row]], width: int) -> bool:
    filled = [_fills(a, b, width) for a, b in pairs]
    ended = [bool(_ENDED.search(a.words)) for a, _ in pairs]
    broken = [f and not e for f, e in zip(filled, ended, strict=True)]
    sure = any(cut and _is_open(a, b) for (a, b), cut in zip(pairs, broken, strict=True))
    enough = sum(broken) >= 2 or (sum(broken) == 1 and len(pairs) <= 2 and width >= LONE)
    explained = sum(f or e or a.words[-1] in ";," for (a, _), f, e in zip(pairs, filled, ended, strict=True))
    return sure and enough and sum(filled) >= FILLED * len(pairs) and explained >= EXPLAINED * len(pairs) - 1


def _is_open(row: _Row, following: _Row) -> bool:
    """Whether a sentence plainly goes on: with a small letter, or behind "by", "the", "of"."""
    return following.words[0].islower() or row.words.split()[-1] in words("reading", "title_small_words")


def _fills(row: _Row, following: _Row, width: int) -> bool:
    """Whether the next line's first word would not have fitted behind this line."""
    return len(row.words) + 1 + len(following.words.split()[0]) > width


def _goes_on(row: _Row, following: _Row, width: tuple[int, int]) -> bool:
    """Whether a line was broken, and not the last of its paragraph."""
    if following.gap != width[1] or _LISTED.match(following.words) or len(row.words) > 1.2 * width[0]:
        return False
    ended = bool(_ENDED.search(row.words))
    return _fills(row, following, width[0]) or (not ended and following.words[0].islower())
