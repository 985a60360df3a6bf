"""Tables that stay usable when they are long: the first rows as HTML, all rows once as data that the page's script shows.

Every cell has a kind, which the template ``paged.html.j2`` and the script ``tables.js`` draw alike (a test holds it). The data
lie in the page as JSON in which no ``<`` is left, so that nothing an article says can end the element they stand in.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from markupsafe import Markup

from toolkit.display.article.view import join
from toolkit.display.render import clean, environment
from toolkit.display.words import SIGNS, day

FIRST = 50
"""How many rows stand in a page before "show all"."""

EMPTY = 0.7
"""Share of empty cells from which a column is folded into the main one."""

MAIN = ("what", "link", "quote")
"""Kinds of main cells, the first of which takes in what folded columns hold."""

OPENING, CLOSING = frozenset('"“„«'), frozenset('"”“»')
"""Quotation marks."""

FOLDS = ("brief", "due")
"""Kinds that may be folded."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is shown.

    Attributes
    ----------
    key
        Name of its cells in the rows.
    title
        Its heading.
    kind
        How a cell is drawn: ``text``; ``brief``, a few words; ``names``, those who are bound, with whether that is sure;
        ``what``, words with a condition; ``quote``; ``status``, one or several in order; ``date`` in ISO form; ``due``, words,
        day and note; ``num``; ``strength``, from 0 to 1; ``tally``, how many of each status; ``at``, places in articles;
        ``told``, how an article words it; ``link``; ``verdict``, boxes for yes and no.
    of
        The column of a record that it shows, by which a codebook can hide it: ``commitments.deadline_to``.
    """

    key: str
    title: str
    kind: str = "text"
    of: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """What rows can be chosen by: each row has a list of values under ``key``, or those of a column's cell.

    Attributes
    ----------
    key
        Its name in the page's address: ``#status=refused``.
    title
        Its label; without one, only links choose by it.
    column
        The column whose cell is the value, if there is one.
    of
        As that of :class:`Column`; one whose column is hidden is hidden with it.
    """

    key: str
    title: str = ""
    column: str = ""
    of: str = ""


@dataclass(frozen=True)
class Paged:
    """A long table: what it is called, its columns and rows, and the articles that cells point to.

    Attributes
    ----------
    name
        Unique on the page; the stem of the CSV file.
    caption
        What a row is.
    docs
        Articles that cells of kind ``at`` and ``told`` name by place: title, source, day, address (or ``None``).
    marks
        The table whose rows a reader can mark right or wrong here. Each row then has under ``marks`` those that it stands
        for: place of the article in ``texts``, id, and the words it is known by where the row's main cell has others.
    texts
        Name of each article and SHA-256 of its text.
    """

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    filters: Sequence[Filter] = ()
    docs: Sequence[tuple[str, str, str, str | None]] = ()
    marks: str = ""
    texts: Sequence[tuple[str, str]] = ()

    def without(self, hide: Collection[str]) -> Paged:
        """The table without the columns and filters that are hidden.

        Parameters
        ----------
        hide
            Columns of records, with their table or without: ``commitments.deadline_to``, ``deadline_to``.
        """

        def shown(part: Column | Filter) -> bool:
            return not part.of or not {part.of, part.of.rpartition(".")[2]} & set(hide)

        columns = [column for column in self.columns if shown(column)]
        keys = {"", *(column.key for column in columns)}
        return replace(self, columns=columns, filters=[f for f in self.filters if shown(f) and f.column in keys])

    def __html__(self) -> Markup:
        template = environment().get_template("paged.html.j2")
        helpers = {"day": _day, "signs": SIGNS, "phrased": join}
        return Markup(
            template.render(table=self, rows=self.rows[:FIRST], total=len(self.rows), data=self.data(), **helpers)
        )

    @cached_property
    def folded(self) -> tuple[Column, ...]:
        """The columns that most rows leave empty: what they hold is told in the row's main cell, under their names."""
        if not any(column.kind in MAIN for column in self.columns):
            return ()
        empty = {c.key: sum(_is_empty(row[c.key]) for row in self.rows) for c in self.columns if c.kind in FOLDS}
        return tuple(c for c in self.columns if c.kind in FOLDS and empty[c.key] > EMPTY * len(self.rows))

    def data(self) -> Markup:
        """All rows as JSON for the script: the id and the cells of each, then its values to choose by."""
        own = [*(f.key for f in self.filters if not f.column), *(["marks"] if self.marks else [])]
        keys = [column.key for column in self.columns]
        rows = [[row.get("id", ""), *map(row.__getitem__, (*keys, *own))] for row in self.rows]
        told = {
            "columns": [[c.key, c.title, c.kind, c in self.folded] for c in self.columns],
            "filters": [[f.key, f.title, keys.index(f.column) if f.column else -1] for f in self.filters],
            "docs": self.docs,
            "signs": SIGNS,
            "rows": rows,
        } | ({"marks": self.marks, "articles": self.texts} if self.marks else {})
        return Markup(_harmless(json.dumps(_cleaned(told), ensure_ascii=False, separators=(",", ":"))))


def listed(names: Iterable[str]) -> list[str]:
    """Values in their order, each once, without empty ones."""
    return [name for name in dict.fromkeys(names) if name]


def unquoted(words: str) -> str:
    """Words with white space evened out, without the quotation marks around them, which a page sets itself."""
    told = " ".join(words.split())
    return told[1:-1] if told[:1] in OPENING and told[-1:] in CLOSING else told


def _harmless(text: str) -> str:
    """JSON that ends no element of the page it stands in."""
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _is_empty(value: Any) -> bool:
    return not (value[0] if isinstance(value, list) and value else value)


def _day(iso: str) -> str:
    return day(dt.date.fromisoformat(iso)) if iso else ""


def _cleaned(value: Any) -> Any:
    """The value with all texts in it cleaned, before JSON hides control characters behind escapes."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(held) for key, held in value.items()}
    return [_cleaned(held) for held in value] if isinstance(value, list | tuple) else value
