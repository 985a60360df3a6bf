"""Headlines and subheads, told from running text by their form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.lexicon import alternatives, words
from toolkit.readers.byline import find_byline
from toolkit.readers.dateline import find_dateline
from toolkit.readers.furniture import is_furniture
from toolkit.readers.lines import Line, Lines, ends_sentence
from toolkit.readers.publication import find_publication

LONGEST = 24
"""Words in the longest headline; broadsheet headlines seldom have more than 15."""
_MOST_CHARACTERS, _LONGEST_QUESTION, _LONGEST_CROSSHEAD = 200, 14, 7
"""Characters of the longest headline; words of the longest that is a question, and of the longest crosshead. Set by hand."""
_TELLING, _TELLING_NAME = 15, 12
"""Characters of a headline's beginning, and of one in a file's name, that are no chance."""
_FEWEST = 3
"""Words of a file's name, and words in title case, that are no chance."""
_AHEAD = 5
"""Lines below a headline in which the next one that is no furniture is looked for."""
_CAPITALS = 0.85
"""Share of the longer words that have a capital in title case."""
_PARAGRAPH, _LAST_LINE = 10, 6
"""Words that the paragraph below a crosshead, and the end of the one above, have at least."""
_TWO_SENTENCES = re.compile(r"[a-z\d]{2}[.!?]['\"”’)]*\s+['\"“‘(]*[A-Z]")
_UNFINISHED = re.compile(rf"(?:[,:(–—-]|\b{alternatives('heading', 'unfinished')})$")
_QUOTED = re.compile(r"""[,.!?]["”]\s+\S""")
_WORD = re.compile(r"\w{3}")
_LISTED = re.compile(r"\s*(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")


def same_title(line: str, title: str) -> bool:
    """Whether a line is the title that is declared elsewhere, letter case, spacing and a site's name behind it aside."""
    one, other = (re.sub(r"\W+", " ", text).strip().casefold() for text in (line, title))
    return bool(one) and (one == other or (len(one) >= _TELLING and other.startswith(one + " ")))


def is_headline(lines: Lines, i: int, name: str = "") -> bool:
    """Whether a line, the first that is neither furniture nor publication line, is a headline.

    A headline is short and has no full stop; one with a full stop must be shown to be one by what follows (a byline, a
    dateline, a publication line), by title case, or by the file's name. A text's only line is never one.

    Parameters
    ----------
    lines
        All lines of the text.
    i
        The index of the line.
    name
        The file's stem.
    """
    line, after = lines[i], _after(lines, i)
    if after is None or not _may_be_headline(line):
        return False
    if named_after(name, line.text):
        return True
    if _introduces(after):
        return not (_TWO_SENTENCES.search(line.text) and ends_sentence(line.text))
    if after.text[:1].islower() and not after.apart:
        return False
    return _has_form(line) and (is_title_case(line.text) or (not _is_stopped(line) and lines.are_stopped(i)))


def _may_be_headline(line: Line) -> bool:
    """Whether a line is short enough, no item of a list, and has no dateline before it."""
    short = line.words <= LONGEST and len(line.text) <= _MOST_CHARACTERS
    return short and not _LISTED.match(line.text) and not _is_run_in(line.text)


def _is_stopped(line: Line) -> bool:
    """Whether a line ends in a full stop, or in a question mark behind more words than a headline has."""
    return ends_sentence(line.text) and (line.text[-1] not in "?!" or line.words > _LONGEST_QUESTION)


def _has_form(line: Line) -> bool:
    """Whether a line is one finished sentence at most, without a quotation that goes on."""
    text = line.text
    if (_is_stopped(line) or text[-1] in "?!") and _TWO_SENTENCES.search(text):
        return False
    return _is_stopped(line) or not (_UNFINISHED.search(text) or _QUOTED.search(text))


def _after(lines: Sequence[Line], i: int) -> Line | None:
    """The next line that is no furniture."""
    return next((line for line in lines[i + 1 : i + 1 + _AHEAD] if not is_furniture(line.text, edge=True)), None)


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
        if len(tail) < _FEWEST or len(joined) < _TELLING_NAME:
            return False
        if " ".join(said).startswith(joined):
            return True
    return False


def is_title_case(text: str) -> bool:
    """Whether nearly all words but the small ones have a capital, and there are enough of them to tell."""
    tokens = re.findall(r"[^\W\d_][\w'’-]*", text)
    small = words("reading", "title_small_words")
    long = [t for t in tokens[1:] if t.casefold() not in small and len(t) > 1]
    return len(long) >= _FEWEST and sum(t[0].isupper() for t in long) >= _CAPITALS * len(long)


def is_subhead(lines: Lines, i: int, *, between: bool = False) -> bool:
    """Whether a line is a subhead, below the headline or a crosshead between paragraphs.

    Parameters
    ----------
    lines
        All lines of the text.
    i
        The index of the line.
    between
        Whether it stands between paragraphs; subheads there are shorter.
    """
    line = lines[i]
    if i + 1 == len(lines) or not _may_stand_alone(line.text) or lines[i + 1].text[:1].islower():
        return False
    length = _is_crosshead(line, lines[i - 1], lines[i + 1]) if between else line.words <= LONGEST
    return length and not _is_run_in(line.text) and lines.are_stopped(i)


def _may_stand_alone(text: str) -> bool:
    """Whether a line is no sentence, no item of a list, no quotation, and begun and finished."""
    if ends_sentence(text) or not _WORD.search(text) or text[:1].islower() or text[:1] in '"“':
        return False
    return not (_LISTED.match(text) or _UNFINISHED.search(text) or _QUOTED.search(text))


def _is_crosshead(line: Line, before: Line, after: Line) -> bool:
    """Whether a line is as short as crossheads are, and stands between two full paragraphs."""
    full = (
        ends_sentence(before.text)
        and ends_sentence(after.text)
        and after.words >= _PARAGRAPH
        and before.words >= _LAST_LINE
    )
    return full and line.words <= _LONGEST_CROSSHEAD and ":" not in line.text
