"""The head of an article, line by line: headline, subheads, byline, dateline, publication line, furniture."""

from __future__ import annotations

import re

from toolkit.articles import ZoneKind
from toolkit.lexicon import words
from toolkit.readers.byline import find_byline, find_byline_rest
from toolkit.readers.corrections import is_correction
from toolkit.readers.dateline import Dateline, find_dateline
from toolkit.readers.furniture import inline_furniture, is_furniture, is_section
from toolkit.readers.lines import Line
from toolkit.readers.publication import find_field, find_publication, without_date
from toolkit.readers.titles import is_headline, is_subhead, same_title
from toolkit.readers.zones import Found

TOP = 20
"""So many lines from the top are looked at for the head."""


def mark_head(found: Found) -> int:
    """Mark the head of an article.

    Parameters
    ----------
    found
        The lines of the article; zones and facts are added to it.

    Returns
    -------
    int
        The index of the first line of running text.
    """
    for i, line in enumerate(found.lines[:TOP]):
        if line.start in found.turns or not any(is_case(found, i, line) for is_case in _CASES):
            return i
    return min(TOP, len(found.lines))


def _declared_title(found: Found, i: int, line: Line) -> bool:
    if not found.title or found.headline is not None or not same_title(line.text, found.title):
        return False
    found.mark_headline(line)
    return True


def _correction(found: Found, i: int, line: Line) -> bool:
    if not is_correction(line.text) or i + 1 == len(found.lines):
        return False
    found.mark_line(line, ZoneKind.CORRECTION)
    return True


def _plain_furniture(found: Found, i: int, line: Line) -> bool:
    """Furniture that is surely no byline or publication line: "Written by" also begins credits, "Source:" also the latter."""
    said = find_byline(line.text, after_headline=False) or line.text.lower().startswith("source")
    return not said and _furniture(found, i, line)


def _furniture(found: Found, i: int, line: Line) -> bool:
    if not is_furniture(line.text, edge=True):
        return False
    found.mark_furniture(line)
    return True


def _field(found: Found, i: int, line: Line) -> bool:
    """A field of an archive, with its label: "BYLINE: Jane Doe"."""
    field = find_field(line.text)
    if field is None:
        return False
    label, value, at = field
    kind, keep = next(case for name, case in _FIELDS.items() if label in words("heading", f"field.{name}"))
    found.mark(line.start, line.start + at, ZoneKind.FURNITURE)
    found.mark(line.start + at, line.end, kind)
    keep(found, value)
    return True


def _keep_headline(found: Found, value: str) -> None:
    found.headline = found.headline or value


def _keep_byline(found: Found, value: str) -> None:
    by = find_byline(value)
    found.fact("byline", "label", by.name if by else re.sub(r"(?i)^(?:by|from)\s+", "", value))


def _keep_dateline(found: Found, value: str) -> None:
    found.add_dateline(find_dateline(value) or Dateline(0, value, None, None, True))


def _keep_publication(found: Found, value: str) -> None:
    if said := find_publication(value):
        found.fact("publisher", "label", said.publisher)
        found.day("label", said.date)


_FIELDS = {
    "headline": (ZoneKind.HEADLINE, _keep_headline),
    "byline": (ZoneKind.BYLINE, _keep_byline),
    "dateline": (ZoneKind.DATELINE, _keep_dateline),
    "publication": (ZoneKind.PUBLICATION, _keep_publication),
}


def _dated_byline(found: Found, i: int, line: Line) -> bool:
    """A byline with a date in the same line: "By Jane Doe | 4 May 2031", "Jane Doe in Geneva, May 4, 2031"."""
    parts = without_date(line.text)
    by = find_byline(parts[0], after_headline=found.has(ZoneKind.HEADLINE)) if parts else None
    if parts is None or by is None or not (by.place or re.match(r"(?i)by\b", parts[0])):
        return False
    found.mark_line(line, ZoneKind.BYLINE)
    found.fact("byline", "byline", by.name)
    found.fact("dateline", "byline", by.place)
    found.day("publication", parts[1])
    return True


def _publication(found: Found, i: int, line: Line) -> bool:
    cut = inline_furniture(line.text)
    text = line.text[:cut].rstrip(" |\t") if cut else line.text
    said = find_publication(text) if text else None
    place = find_dateline(text) if said else None
    if said is None or (place and place.alone and place.agency):
        return False
    found.mark_before_furniture(line, ZoneKind.PUBLICATION)
    found.fact("publisher", "publication", said.publisher)
    found.day("update" if said.updated else "publication", said.date)
    return True


def _byline(found: Found, i: int, line: Line) -> bool:
    if i + 1 == len(found.lines):
        return False
    after = found.has(ZoneKind.HEADLINE) and not found.has(ZoneKind.BYLINE)
    goes_on = find_byline_rest(found.lines[i + 1].text) is not None
    by = find_byline(line.text, after_headline=after, goes_on=goes_on)
    if by is None and found.zones and found.zones[-1].kind is ZoneKind.BYLINE:
        by = find_byline_rest(line.text)
    if by is None:
        return False
    found.mark_line(line, ZoneKind.BYLINE)
    found.fact("byline", "byline", by.name)
    found.fact("dateline", "byline", by.place)
    return True


def _lone_dateline(found: Found, i: int, line: Line) -> bool:
    dateline = find_dateline(line.text)
    if dateline is None or not dateline.alone or len(found.lines) == 1:
        return False
    found.mark_line(line, ZoneKind.DATELINE)
    found.add_dateline(dateline)
    return True


def _section(found: Found, i: int, line: Line) -> bool:
    """The name of a paper's section above the headline."""
    if found.headline is not None or not is_section(line.text) or i + 1 == len(found.lines):
        return False
    found.mark_furniture(line)
    return True


def _headline(found: Found, i: int, line: Line) -> bool:
    if found.headline is not None or not is_headline(found.lines, i, found.name):
        return False
    found.mark_headline(line)
    return True


def _subhead(found: Found, i: int, line: Line) -> bool:
    if found.headline is None or not is_subhead(found.lines, i):
        return False
    found.mark_line(line, ZoneKind.SUBHEAD)
    return True


_CASES = (
    *(_declared_title, _correction, _plain_furniture, _field, _dated_byline, _publication, _byline, _lone_dateline),
    *(_furniture, _section, _headline, _subhead),
)
"""What a line of the head can be, the surest first; the first that marks it ends the search."""
