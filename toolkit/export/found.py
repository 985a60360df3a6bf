"""What exports are made from: the tables of an analysis, and the rows of an article with their spans."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Protocol

from toolkit.articles import encodable
from toolkit.errors import UsageError
from toolkit.findings import ArticleAnalysis
from toolkit.records import ROW_IDS, Spans
from toolkit.schema import to_json

if TYPE_CHECKING:
    import pandas as pd


class Found(Protocol):
    """An analysis, as exports need it (:class:`toolkit.Analysis` is one)."""

    def values(self) -> Iterable[ArticleAnalysis]:
        """The articles with what was found in them."""

    def records(self, table: str) -> tuple[Any, ...]:
        """The records of a table."""

    def frame(self, table: str) -> pd.DataFrame:
        """The table as a DataFrame."""

    @property
    def corrections(self) -> Any:
        """The decisions on them."""

    @property
    def stale(self) -> Sequence[Any]:
        """The decisions that do not fit any more."""

    @property
    def codebook(self) -> Any:
        """The project's :class:`~toolkit.codebook.Codebook`, if it has one."""

    @property
    def articles(self) -> pd.DataFrame:
        """The articles, their metadata as further columns."""


def hidden(found: Found, table: str) -> frozenset[str]:
    """The columns of a table that the project's codebook hides."""
    return frozenset(found.codebook.hidden(table)) if found.codebook else frozenset()


HEADS = {"actors": "mention", "attributions": "content", "commitments": "action", "commentary": "stance"}
"""The spans of a row that stand for the row as a whole."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as annotation tools see it: a label, spans by what they are, and plain values.

    Attributes
    ----------
    table
        The table it is of.
    id
        Its id, which stays when other rows come or go.
    spans
        Character offsets by role: ``mention``; ``content``, ``source``, ``cue``, ``addressee``; ``action``, ``trigger``,
        ``party``, ``deadline``, ``condition``; ``stance``, ``target``, ``affiliation``, ``hedge``. Roles that the row lacks
        are left out; the one of :data:`HEADS` comes first.
    values
        Its other columns, empty ones left out.
    """

    table: str
    id: str
    spans: dict[str, Spans]
    values: dict[str, Any]

    @property
    def head(self) -> Spans:
        """The spans that stand for the row."""
        return next(iter(self.spans.values()))

    @property
    def told(self) -> dict[str, str]:
        """The values as text, without the words that the spans show."""
        return {name: flat(value) for name, value in self.values.items() if name not in ("action", "content")}

    @property
    def label(self) -> str:
        """What kind of row it is, in a word: the actor's type, a commitment's kind, else the table in the singular."""
        kind = {"actors": "type", "commitments": "kind"}.get(self.table)
        return str(self.values[kind]) if kind else {"attributions": "statement", "commentary": "assessment"}[self.table]


def rows(analysed: ArticleAnalysis) -> Iterator[Row]:
    """The rows of an article that have a place in its text, table by table.

    An assessment whose stance no words carry stands at its statement's content.

    Parameters
    ----------
    analysed
        The article.

    Yields
    ------
    Row
        Each with at least one span.
    """
    contents = {row.attribution_id: row.content_spans for row in analysed.attributions}
    for table, head in HEADS.items():
        for record in getattr(analysed, table):
            spans = dict(_spans(record))
            if table == "commentary":
                spans.setdefault("stance", contents.get(record.attribution_id, ()))
            first = {head: spans.pop(head, ())}
            if any(first.values()):
                kept = {role: places for role, places in (first | spans).items() if places}
                yield Row(table, getattr(record, ROW_IDS[table]), kept, _values(record))


def _spans(record: Any) -> Iterator[tuple[str, Spans]]:
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name == "mentions":
            yield "mention", tuple((m.start, m.end) for m in value)
        elif field.name.endswith("_spans") and value:
            yield field.name.removesuffix("_spans"), value
        elif field.name.endswith("_span") and value:
            yield field.name.removesuffix("_span"), (value,)


def _values(record: Any) -> dict[str, Any]:
    """The columns that are no spans, as JSON holds them, without empty ones and the row's own id."""
    skipped = {"doc_id", "mentions", *ROW_IDS.values()} - {"attribution_id"}
    names = [f.name for f in fields(record) if f.name not in skipped and not f.name.endswith(("_span", "_spans"))]
    plain = {name: to_json(getattr(record, name)) for name in names}
    return {name: value for name, value in plain.items() if value not in (None, [], "")}


def generator(analysed: ArticleAnalysis) -> str:
    """Readout and its version, as far as the article's analysis knows it."""
    return f"Readout {analysed.provenance.get('readout', '')}".strip()


def flat(value: Any) -> str:
    """A value in one cell: lists joined with "; ", spans as "12-40", mentions as "12-18 name"."""
    if isinstance(value, Mapping):
        if set(value) == {"start", "end", "kind"}:
            return f"{value['start']}-{value['end']} {value['kind']}"
        return "; ".join(f"{key}={flat(one)}" for key, one in value.items())
    if isinstance(value, list):
        if len(value) == 2 and all(type(one) is int for one in value):
            return f"{value[0]}-{value[1]}"
        return "; ".join(flat(one) for one in value)
    return "" if value is None else encodable(str(value))


def needed(module: str, package: str) -> Any:
    """A module of an optional package.

    Raises
    ------
    UsageError
        It is not installed; the message says how to.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        raise UsageError(f"This export needs the package {package}: pip install {package}") from None
