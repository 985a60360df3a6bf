"""Paragraphs and sentences of plain text, also where lines were broken by width: the one notion that reading, analysis, display
and the comparison of articles share. (The analysis takes the sentences of a paragraph from the parse.)

A text is taken as broken by width if its lines are *filled*: the first word of the next line would not have fitted. That
holds for a text wrapped at any width, in one paragraph or many, with or without blank lines between, double-spaced or
quoted ("> ").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from toolkit.lexicon import alternatives, words

NARROWEST, WIDEST = 25, 130
"""Widths that lines are broken at, in characters; a longer line is a paragraph of its own."""
FILLED = 0.4
"""The least share of line ends that must be filled in a text that was broken by width."""
LEAST_DOUBLE = 0.25
"""The least share of lines that follow another after one blank line in a double-spaced text."""
LONE = 60
"""The least width where one line alone was broken: a headline above a byline is shorter."""
EXPLAINED = 0.8
"""The least share of line ends that must be filled or end a sentence (the last line of a paragraph)."""

INDENT, MOST_INDENTED = 2, 0.6
"""Blanks before the first line of an indented paragraph, and the largest share of lines that begin one."""

BREAK = r"[ \t]*\n\s*(?:>[ \t]?)*"
"""A line end inside a paragraph, with the blanks and signs of quotation around it that belong to no word."""
HYPHENATED = r"(?<=[^\W\d_]-)"
"""Behind a hyphen no blank takes the place of a line end ("long-" and "planned")."""
_SPLIT_WORD = re.compile(rf"{HYPHENATED}{BREAK}(?=\w)")
_BREAK = re.compile(BREAK)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9À-Þ])")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_ENDED = re.compile(r"""(?:[.!?:…]["'”’»)\]]*|["”’»])$""")
_LISTED = re.compile(r"(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_DASH = re.compile(r"[-–—]\s")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that is not blank: ``text[start:end]`` without outer blanks and quotation signs; blank lines and blanks before."""

    start: int
    end: int
    words: str
    gap: int
    indent: int

    @property
    def length(self) -> int:
        """How far the line reaches, in characters."""
        return self.indent + len(self.words)


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text, blank lines left out: ``(start, end)`` without outer white space, in order.

    A paragraph is a line, or the lines that one was broken into.
    """
    rows = _rows(text)
    width = _width(rows)
    indented = _begin_indented(rows)
    spans: list[tuple[int, int]] = []
    for before, row in zip([None, *rows], rows, strict=False):
        begins = indented and row.indent >= INDENT
        if before is not None and width is not None and not begins and _goes_on(before, row, width):
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
        indent = inner.index(words)
        start = match.end() - len(inner) + indent
        rows.append(_Row(start, start + len(words), words, text.count("\n", last, match.start()) - 1, indent))
        last = match.end()
    flush = min((row.indent for row in rows), default=0)
    return [replace(row, indent=row.indent - flush) for row in rows] if flush else rows


def _width(rows: Sequence[_Row]) -> tuple[int, int] | None:
    """The width that lines were broken at, and how many blank lines stand between them; ``None`` if they were not."""
    for gap in (0, 1):
        pairs = [(a, b) for a, b in pairwise(rows) if b.gap == gap]
        if gap and (len(pairs) < LEAST_DOUBLE * (len(rows) - 1) or any(row.gap == 0 for row in rows[1:])):
            continue
        lengths = sorted(a.length for a, _ in pairs)
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


def _begin_indented(rows: Sequence[_Row]) -> bool:
    """Whether paragraphs begin with an indented line: most lines before such a line end a sentence."""
    before = [a for a, b in pairwise(rows) if b.indent >= INDENT]
    ended = sum(bool(_ENDED.search(row.words)) for row in before)
    return 0 < len(before) <= MOST_INDENTED * len(rows) and ended >= EXPLAINED * len(before) - 1


def _is_open(row: _Row, following: _Row) -> bool:
    """Whether a sentence plainly goes on: with a small letter, or behind "by", "the", "of"."""
    return following.words[0].islower() or row.words.split()[-1] in words("reading", "title_small_words")


def _fills(row: _Row, following: _Row, width: int) -> bool:
    """Whether the next line's first word would not have fitted behind this line."""
    return row.length + 1 + len(following.words.split()[0]) > width


def _goes_on(row: _Row, following: _Row, width: tuple[int, int]) -> bool:
    """Whether a line was broken, and not the last of its paragraph."""
    ended = bool(_ENDED.search(row.words))
    if following.gap != width[1] or row.length > 1.2 * width[0] or (_LISTED.match(following.words) and ended):
        return False
    if _LISTED.match(following.words):  # a dash within a sentence may begin a line
        return bool(_DASH.match(following.words)) and not _LISTED.match(row.words) and _fills(row, following, width[0])
    return _fills(row, following, width[0]) or (not ended and following.words[0].islower())


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The sentences of a paragraph by their marks, for showing and comparing: ``(start, end)`` without outer white space.

    Parameters
    ----------
    text
        The article's text.
    start, end
        Where the paragraph stands in it; by default it is all of the text.
    """
    end = len(text) if end is None else end
    ends = [
        m.end()
        for m in _END.finditer(text, start, end)
        if not _abbreviation().search(text, max(start, m.start() - 8), m.start() + 1)
    ]
    pieces = ((a, b, text[a:b]) for a, b in pairwise([start, *ends, end]))
    return [(a + len(piece) - len(piece.lstrip()), a + len(piece.rstrip())) for a, _, piece in pieces if piece.strip()]


def one_line(text: str) -> str:
    """Words of a paragraph on one line: line ends undone, white space evened out.

    Parameters
    ----------
    text
        A piece of an article's text.
    """
    if "\n" in text:
        text = _BREAK.sub(" ", _SPLIT_WORD.sub("", text))
    return " ".join(text.split())


@cache
def _abbreviation() -> re.Pattern[str]:
    """An abbreviation or an initial at the end: its full stop ends no sentence."""
    return re.compile(rf"\b(?:[A-Z]|{alternatives('reading', 'abbreviations')})\.$")
