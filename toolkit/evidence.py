"""The sentences that rows stand in."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from toolkit.export.found import Row, rows
from toolkit.findings import ArticleAnalysis
from toolkit.layout import one_line, paragraph_spans, sentence_spans
from toolkit.records import ROW_IDS, ArticleRow, Span, Spans
from toolkit.schema import columns

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences of the text that a row stands in; a notebook shows them with the row's words marked.

    Attributes
    ----------
    doc_id
        The article.
    start, end
        Where the sentences stand in its text.
    text
        Their words.
    spans
        The row's words in the article's text.
    """

    doc_id: str
    start: int
    end: int
    text: str
    spans: Spans

    def __str__(self) -> str:
        return one_line(self.text)

    def _repr_html_(self) -> str:
        done, last = [], 0
        for start, end in ((a - self.start, b - self.start) for a, b in sorted(self.spans)):
            done += [html.escape(self.text[last:start]), "<mark>", html.escape(self.text[start:end]), "</mark>"]
            last = end
        done.append(f"{html.escape(self.text[last:])} <small>{html.escape(self.doc_id)}</small>")
        return f'<p class="tex2jax_ignore mathjax_ignore">{"".join(done)}</p>'


def sentences_of(text: str, spans: Spans) -> Span:
    """Where the sentences begin and end that hold the spans.

    Parameters
    ----------
    text
        An article's text.
    spans
        Character offsets into it; at least one.

    Returns
    -------
    tuple of int
        Start and end, the end exclusive.
    """
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    around = [(a, b) for a, b in _sentences(text) if b > first and a < last]
    return min([first, *(a for a, _ in around)]), max([last, *(b for _, b in around)])


@lru_cache(maxsize=16)
def _sentences(text: str) -> tuple[Span, ...]:
    """Those of a text, of which the rows of an article ask again and again."""
    return tuple(s for paragraph in paragraph_spans(text) for s in sentence_spans(text, *paragraph))


FIRST = {
    "actors": ("name", "type", "country", "role", "affiliation", "doc_id"),
    "attributions": ("source_name", "cue", "content", "doc_id", "evidence"),
    "commitments": ("party_names", "status", "action", "counterpart_names", "deadline_to", "doc_id", "evidence"),
    "commentary": ("expert_name", "affiliation", "stance", "target", "doc_id", "evidence"),
}
"""What the tables of a notebook open on: who, how firmly, what, to whom, by when, and where it stands."""


def told(analysed: Iterable[ArticleAnalysis], table: str, frame: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """A table as notebooks show it: what counts first, and when and by whom it was published and the sentence beside it.

    Parameters
    ----------
    analysed
        The articles.
    table
        Which table.
    frame
        Its records.
    articles
        The table of articles, whose metadata are set beside the rows.

    Returns
    -------
    DataFrame
        The rows in order: the columns of :data:`FIRST`, the others, ``published``, ``source``, metadata. Actors have no
        ``evidence``.
    """
    import pandas as pd

    held = [row for article in analysed for row in _beside(article, table)]
    beside = pd.DataFrame(held, columns=["published", "source", "evidence"], index=frame.index)
    beside = beside.astype({"published": "datetime64[s]", "source": "string", "evidence": "string"})
    if table == "actors":
        beside = beside.drop(columns="evidence")
    known = {*frame.columns, *beside.columns, *(column.name for column in columns(ArticleRow))} - {"doc_id"}
    meta = articles.drop(columns=known, errors="ignore").set_index("doc_id")
    joined = frame.join(beside).join(meta, on="doc_id")
    return joined[[*FIRST[table], *(name for name in joined.columns if name not in FIRST[table])]]


def _beside(article: ArticleAnalysis, table: str) -> Iterator[tuple[Any, ...]]:
    found = {row.id: row for row in rows(article) if row.table == table} if table != "actors" else {}
    for record in getattr(article, table):
        row = found.get(getattr(record, ROW_IDS[table]))
        yield article.article.published, article.article.publisher, str(evidence_of(article, row)) if row else None


def evidence_of(analysed: ArticleAnalysis, row: Row) -> Evidence:
    """The sentences that a row stands in; of an actor, those of its first mention."""
    text = analysed.article.text
    spans = row.head[:1] if row.table == "actors" else row.head
    start, end = sentences_of(text, spans)
    return Evidence(analysed.doc_id, start, end, text[start:end], spans)
