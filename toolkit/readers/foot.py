"""The foot of an article, what stands between its paragraphs, and the dateline before its first words."""

from __future__ import annotations

from toolkit.articles import ZoneKind
from toolkit.readers.corrections import begin_of_notice, is_correction
from toolkit.readers.dateline import find_dateline, is_publisher
from toolkit.readers.furniture import end_mark, is_furniture
from toolkit.readers.publication import is_name
from toolkit.readers.titles import is_subhead
from toolkit.readers.zones import Found

FOOT = 8
"""So many lines from the end are looked at for the foot."""
_TOP, _LABEL = 4, 2
"""Lines from the first of running text among which an archive's label may stand, and its words at most."""
_RUN_IN = 3
"""So many lines from the first of running text may begin with the dateline: an abstract stands before."""
LONGEST_SIGNATURE = 60
"""Characters of a line in which a publisher signs, with the signs around the name."""


def mark_foot(found: Found, first: int) -> None:
    """Mark the foot, and what furniture, notices and crossheads stand between the paragraphs.

    Parameters
    ----------
    found
        The lines of the article; zones and facts are added to it.
    first
        The index of the first line of running text.
    """
    last = _mark_notice(found, first)
    while last > first + 1 and len(found.lines) - last < FOOT and _mark_last(found, last - 1):
        last -= 1
    for i in range(first, last):
        _mark_between(found, i, first)
    if last > first and (cut := end_mark(found.lines[last - 1].text)) is not None:
        line = found.lines[last - 1]
        found.mark(line.start + cut, line.end, ZoneKind.FURNITURE)


def _mark_notice(found: Found, first: int) -> int:
    """Mark a notice of correction below a label of its own; the index behind the last line before it."""
    notice = begin_of_notice(found.lines[first + 1 :])
    if notice is None:
        return len(found.lines)
    for line in found.lines[first + 1 + notice :]:
        found.mark_line(line, ZoneKind.CORRECTION)
    return first + 1 + notice


def _mark_last(found: Found, i: int) -> bool:
    """Mark a line behind which no running text stands; whether it is none itself."""
    line = found.lines[i]
    if line.start in found.turns:
        return False
    if is_correction(line.text, last=True):
        found.mark_line(line, ZoneKind.CORRECTION)
        return True
    signature = line.text.strip(" -–—()[]./") if len(line.text) <= LONGEST_SIGNATURE else ""
    signed = is_publisher(signature)
    if not signed and not is_furniture(line.text, edge=True):
        return False
    found.mark_furniture(line)
    found.fact("publisher", "signature", signature if signed else None)
    return True


def _mark_between(found: Found, i: int, first: int) -> None:
    """Mark a line between paragraphs; an archive's labels ("FULL TEXT") may stand below an abstract."""
    line = found.lines[i]
    if line.start in found.turns:
        found.zones.append(found.turns[line.start])
    elif is_correction(line.text):
        found.mark_line(line, ZoneKind.CORRECTION)
    elif is_furniture(line.text, edge=i < first + _TOP and line.words <= _LABEL):
        found.mark_furniture(line)
    elif i > first and is_subhead(found.lines, i, between=True):
        found.mark_line(line, ZoneKind.SUBHEAD)


def mark_run_in(found: Found, first: int) -> None:
    """Mark the dateline before the first words of running text.

    Parameters
    ----------
    found, first
        As for :func:`mark_foot`.
    """
    for i in range(first, min(first + _RUN_IN, len(found.lines))):
        line = found.lines[i]
        dateline = None if line.start in found.turns else find_dateline(line.text)
        if dateline and not dateline.alone and (i == first or dateline.agency or dateline.date):
            found.mark(line.start, line.start + dateline.end, ZoneKind.DATELINE)
            found.add_dateline(dateline)
            # "Paris, 9 May 2031 - Ministry of Tides": no sentence follows, but who publishes.
            rest = line.text[dateline.end :]
            if i + 1 < len(found.lines) and is_name(rest):
                found.mark(line.start + dateline.end, line.end, ZoneKind.PUBLICATION)
                found.fact("publisher", "publication", rest)
            return
