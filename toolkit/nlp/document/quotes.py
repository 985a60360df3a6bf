"""Quotation marks to spans, paragraph by paragraph.

News style opens each paragraph of a long quotation anew and closes only the last; so marks are paired within a
paragraph, and one left open runs to the paragraph's end. Double marks of all kinds count; single ones in British style,
where they can be told from apostrophes. Feet and inches are no quotations.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc

from toolkit.lexicon import alternatives
from toolkit.nlp.document.parsing import UNPARSED, paragraphs
from toolkit.nlp.layers import Quote

_MARK = re.compile("``|''|[\"“”„‟«»‘’']")
_OPENERS = {"“": "”", "„": "“”‟", "‟": "”", "«": "»", "»": "«", "``": "''\"", '"': '"”', "''": "''"}
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:\.\d+)?$")
_LONGEST_FEET = 12
"""Characters of a length in feet and inches."""
_ELISION = re.compile(rf"(?:\d0s|{alternatives('grammar', 'elisions')})\b", re.IGNORECASE)

Span = tuple[int, int, str, bool]


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a mark at ``start:end`` stands as an opening one does: nothing or a blank before, a word after."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([{-–—/:;,") and not after.isspace() and after not in ",.;:?!)]}"


def _closes(text: str, start: int, end: int) -> bool:
    """Whether a mark stands as a closing one does: something before, no letter after."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isspace() and not after.isalnum()


class _Paragraph:
    """A paragraph's text with what is asked for at each of its marks, found once, so that none makes the work over again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.begin = len(text) - len(text.lstrip())
        self.last_guillemet = text.rfind("«")
        self._singles = [found.start() for found in re.finditer("[‘’']", text)]
        self._ends = self._single_ends()

    def _single_ends(self) -> list[int | None]:
        """Where a quotation ends whose next single mark is the n-th: after the mark that closes it, if there is one.

        A mark after a comma, full stop, ``?`` or ``!`` closes; one after a word does unless it may be the apostrophe of a
        plural ("ministers' talks") and another closing mark follows before the next opening one.
        """
        text = self.text
        ends: list[int | None] = [None] * (len(self._singles) + 1)
        closing: int | None = None  # after the next mark that surely closes, unless one opens before
        for n in reversed(range(len(self._singles))):
            here = self._singles[n]
            ends[n] = ends[n + 1]
            if text[here] == "‘" or (text[here] == "'" and _opens(text, here, here + 1)):
                closing = None
            elif _closes(text, here, here + 1):
                sure = text[here - 1] in ",.?!…" or text[here - 1].lower() != "s"
                if sure or text[here + 1 : here + 2] in (",", ".", ";", ""):
                    closing = here + 1
                ends[n] = closing or here + 1
        return ends

    def single_end(self, start: int) -> int | None:
        """The position after the single mark that closes the quotation opened at ``start``, if there is one."""
        return self._ends[bisect_right(self._singles, start)]


def _double_end(text: str, start: int, mark: str) -> tuple[int, bool]:
    """Where a quotation opened by the double ``mark`` at ``start`` ends, and whether a mark closes it there."""
    closers = _OPENERS[mark]
    for found in _MARK.finditer(text, start + len(mark)):
        if found.group() in ("'", "‘", "’"):
            continue
        if found.group() in closers or (mark == "“" and found.group() == '"'):
            if found.group() == '"' and _FEET.search(text, max(0, found.start() - _LONGEST_FEET), found.start()):
                continue
            return found.end(), True
    return len(text.rstrip()), False


def quoted_spans(text: str) -> Iterator[Span]:
    """The quotations of one paragraph: ``(start, end, opening mark, closed)`` in characters, marks included.

    Only outermost ones; a quotation within a quotation is part of it.
    """
    paragraph = _Paragraph(text)
    position = 0
    while (found := _MARK.search(text, position)) is not None:
        start, mark = found.start(), found.group()
        position = found.end()
        pair = _single if mark in ("'", "‘", "’") else _double
        span = pair(paragraph, start, mark)
        if span is not None:
            yield span
            position = span[1]


def _single(paragraph: _Paragraph, start: int, mark: str) -> Span | None:
    text = paragraph.text
    if mark == "’" or not _opens(text, start, start + 1) or _ELISION.match(text, start + 1):
        return None
    end = paragraph.single_end(start)
    if end is not None:
        return start, end, mark, True
    # A paragraph that opens with a mark and has none to close it goes on in the next.
    return (start, len(text.rstrip()), mark, False) if start <= paragraph.begin else None


def _double(paragraph: _Paragraph, start: int, mark: str) -> Span | None:
    if mark == "”":
        return _opened_by_closing(paragraph, start)
    after_digit = paragraph.text[start - 1 : start].isdecimal()
    inches = mark in ('"', "''") and after_digit and not _opens(paragraph.text, start, start + len(mark))
    if inches or (mark == "»" and paragraph.last_guillemet <= start):
        return None
    end, closed = _double_end(paragraph.text, start, mark)
    return (start, end, mark, closed) if end - start > len(mark) else None


def _opened_by_closing(paragraph: _Paragraph, start: int) -> Span | None:
    """A paragraph that a mark of closing opens, as some type-setters have it."""
    end = paragraph.text.find("”", start + 1)
    opens = start <= paragraph.begin and _opens(paragraph.text, start, start + 1)
    return (start, end + 1, "”", True) if opens and end > 0 else None


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotations of a Doc, in order, not overlapping.

    Returns
    -------
    list of Quote
        Token ranges with the marks, never over a paragraph's end; ``closed`` is false for one that runs to it.
    """
    starts = [token.idx for token in doc]
    whole = doc.text
    found: list[Quote] = []
    for first, last, kind in paragraphs(doc):
        if kind in UNPARSED or first >= last:
            continue
        base = starts[first]
        text = whole[base : starts[last - 1] + len(doc[last - 1])]
        for start, end, mark, closed in quoted_spans(text):
            begin = max(first, bisect_right(starts, base + start) - 1)
            finish = min(last, max(begin + 1, bisect_left(starts, base + end)))
            if not found or begin >= found[-1].end:
                found.append(Quote(begin, finish, mark, closed))
    return found
