"""Marked spans of a text as properly nested elements, whatever way the spans overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from toolkit.display.render import clean


@dataclass(frozen=True, slots=True)
class Mark:
    """A span ``text[start:end]`` to be marked.

    Attributes
    ----------
    css
        Class names.
    title
        Words shown on hovering.
    anchor
        Value of ``id`` of its first piece.
    rows
        Value of ``data-rows``: ids of the rows that the span stands for.
    after
        HTML put behind the end of the span: a reference to its row.
    rank
        Among marks of the same span, lower ranks lie outside.
    """

    start: int
    end: int
    css: str
    title: str | None = None
    anchor: str | None = None
    rows: str | None = None
    after: Markup = Markup("")
    rank: int = 0

    def opening(self, again: bool) -> Markup:
        """The start tag; an element taken up again after a cut has no id."""
        tag = Markup('<span class="{}"').format(clean(self.css))
        if self.anchor and not again:
            tag += Markup(' id="{}"').format(clean(self.anchor))
        if self.rows:
            tag += Markup(' data-rows="{}"').format(clean(self.rows))
        if self.title:
            tag += Markup(' title="{}"').format(clean(self.title))
        return tag + Markup(">")


def nest(text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> Markup:
    """``text[start:end]``, escaped, with the marks as nested ``<span>`` elements.

    A longer mark lies outside a shorter one that begins at the same place. Where two marks cross, the inner one is closed
    at the outer's end and opened again behind it. Marks that reach over the ends of the piece are clipped; their ``after``
    is written only where the mark truly ends.
    """
    end = len(text) if end is None else end
    clipped = [
        (max(m.start, start), min(m.end, end), m) for m in marks if m.start < end and m.end > start and m.start < m.end
    ]
    clipped.sort(key=lambda item: (item[0], -item[1], item[2].rank, item[2].css, item[2].anchor or ""))
    out: list[Markup] = []
    stack: list[tuple[int, Mark]] = []
    waiting = iter([*clipped, None])
    upcoming = next(waiting)
    position = start
    while upcoming is not None or stack:
        stops = [stop for stop, _ in stack] + ([upcoming[0]] if upcoming is not None else [])
        stop = min(stops)
        out.append(escape(clean(text[position:stop])))
        position = stop
        out.extend(_close(stack, position))
        while upcoming is not None and upcoming[0] == position:
            out.append(upcoming[2].opening(again=upcoming[2].start < upcoming[0]))
            stack.append((upcoming[1], upcoming[2]))
            upcoming = next(waiting)
    out.append(escape(clean(text[position:end])))
    return Markup("").join(out)


def _close(stack: list[tuple[int, Mark]], position: int) -> list[Markup]:
    """End tags for all marks that end here; those that lie inside but go on are opened again."""
    ending = [index for index, (stop, _) in enumerate(stack) if stop == position]
    if not ending:
        return []
    lowest = ending[0]
    inner = stack[lowest:]
    del stack[lowest:]
    out = [Markup("</span>")] * len(inner)
    out.extend(mark.after for stop, mark in reversed(inner) if stop == position == mark.end and mark.after)
    for stop, mark in inner:
        if stop != position:
            out.append(mark.opening(again=True))
            stack.append((stop, mark))
    return out
