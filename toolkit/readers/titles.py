"""Headlines and subheads, told from running text by their form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.lexicon import words
from toolkit.readers.byline import find_byline
from toolkit.readers.dateline import find_dateline
from toolkit.readers.furniture import is_furniture
from toolkit.readers.lines import Line, ends_sentence
from toolkit.readers.publication import find_publication

LONGEST = 24
"""Words in the longest headline; broadsheet headlines seldom have more than 15."""
_TWO_SENTENCES = re.compile(r"[a-z\d]{2}[.!?]['\"”’)]*\s+['\"“‘(]*[A-Z]")
_UNFINISHED = re.compile(r"(?:[,:(–—-]|\b(?:and|or|the|a|an|of|to|in|that|which|with|by|for|from|is|are|was|were))$")
_QUOTED = re.compile(r"""[,.!?]["”]\s+\S""")
_WORD = re.compile(r"\w{3}")
_LISTED = re.compile(r"\s*(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")


def same_title(line: str, title: str) -> bool:
    """Whether a line is the title that is declared elsewhere, letter case, spacing and a site's name behind it aside."""
    one, other = (re.sub(r"\W+", " ", text).strip().casefold() for text in (line, title))
    return bool(one) and (one == other or (len(one) >= 15 and other.startswith(one + " ")))


def is_headline(lines: Sequence[Line], i: int, name: str = "") -> bool:
    """Whether line ``i``, the first that is neither furniture nor publication line, is a headline.

    A headline is short and has no full stop; one with a full stop must be shown to be one by what follows (a byline, a
    dateline, a publication line), by title case, or by the file's name. A text's only line is never one.
    """
    line = lines[i]
    after = _after(lines, i)
    if line.words > LONGEST or len(line.text) > 200 or after is None:
        return False
    if _LISTED.match(line.text) or _is_run_in(line.text):
        return False
    if named_after(name, line.text) or _introduces(after):
        return not (_TWO_SENTENCES.search(line.text) and ends_sentence(line.text) and not named_after(name, line.text))
    if after.text[:1].islower() and not after.apart:
        return False
    if ends_sentence(line.text) and (line.text[-1] not in "?!" or line.words > 14):
        return is_title_case(line.text) and not _TWO_SENTENCES.search(line.text)
    if _UNFINISHED.search(line.text) or _QUOTED.search(line.text):
        return False
    if line.text[-1] in "?!" and _TWO_SENTENCES.search(line.text):
        return False
    return _punctuated(lines, i) or is_title_case(line.text)


def _after(lines: Sequence[Line], i: int) -> Line | None:
    """The next line that is no furniture."""
    return next((line for line in lines[i + 1 : i + 6] if not is_furniture(line.text, edge=True)), None)


def _introduces(line: Line) -> bool:
    """Whether a line is one that follows headlines only: a byline, a dateline, a publication line."""
    by = find_byline(line.text, after_headline=False)
    return bool(by or find_dateline(line.text) or find_publication(line.text))


def _is_run_in(text: str) -> bool:
    found = find_dateline(text)
    return found is not None and not found.alone


def named_after(name: str, line: str) -> bool:
    """Whether a file's name holds the beginning of a line: ``daily_2031-05-04_talks-end-in-smoke.txt``."""
    stem = re.findall(r"[a-z]+", name.casefold())
    said = re.findall(r"[a-z]+", line.casefold())
    for start in range(len(stem)):
        tail = stem[start:]
        joined = " ".join(tail)
        if len(tail) < 3 or len(joined) < 12:
            return False
        if " ".join(said).startswith(joined):
            return True
    return False


def is_title_case(text: str) -> bool:
    """Whether nearly all words but the small ones have a capital, and there are enough of them to tell."""
    tokens = re.findall(r"[^\W\d_][\w'’-]*", text)
    small = words("reading", "title_small_words")
    long = [t for t in tokens[1:] if t.casefold() not in small and len(t) > 1]
    return len(long) >= 3 and sum(t[0].isupper() for t in long) >= 0.85 * len(long)


def _punctuated(lines: Sequence[Line], i: int) -> bool:
    """Whether the text's paragraphs end in full stops, so that a line without one stands out."""
    others = [line for line in lines[i + 1 :] if line.words >= 8]
    if not others:
        return False
    ended = sum(ends_sentence(line.text) or line.text.rstrip("\"'”’)")[-1:] in ":,;" for line in others)
    return ended >= 0.6 * len(others)


def is_subhead(lines: Sequence[Line], i: int, *, between: bool = False) -> bool:
    """Whether line ``i`` is a subhead, below the headline or (``between``) a crosshead between paragraphs."""
    line = lines[i]
    after = lines[i + 1] if i + 1 < len(lines) else None
    if (
        after is None
        or ends_sentence(line.text)
        or not _WORD.search(line.text)
        or _LISTED.match(line.text)
        or _is_run_in(line.text)
    ):
        return False
    if after.text[:1].islower() or line.text[:1].islower() or _UNFINISHED.search(line.text):
        return False
    if _QUOTED.search(line.text) or line.text[:1] in '"“' or not _punctuated(lines, i):
        return False
    if between:
        before = lines[i - 1]
        full = ends_sentence(before.text) and ends_sentence(after.text)
        return line.words <= 7 and full and after.words >= 10 and before.words >= 6 and ":" not in line.text
    return line.words <= LONGEST
