"""The sentences that rows stand in."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.export.found import ROW_IDS, Row, rows
from toolkit.findings import ArticleAnalysis
from toolkit.layout import one_line, paragraph_spans, sentence_spans
from toolkit.records import Span, Spans

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
    held = [s for paragraph in paragraph_spans(text) for s in sentence_spans(text, *paragraph)]
    around = [(a, b) for a, b in held if b > first and a < last]
    return min([first, *(a for a, _ in around)]), max([last, *(b for _, b in around)])


def told(analysed: Iterable[ArticleAnalysis], table: str) -> pd.DataFrame:
    """What is set beside the rows of a table: when and by whom the article was published, and the sentences they stand in.

    Parameters
    ----------
    analysed
        The articles.
    table
        Of which table.

    Returns
    -------
    DataFrame
        ``published``, ``source`` and ``evidence``, one row a record in order.
    """
    import pandas as pd

    held = []
    for article in analysed:
        found = {row.id: row for row in rows(article) if row.table == table}
        for record in getattr(article, table):
            row = found.get(getattr(record, ROW_IDS[table]))
            said = str(evidence_of(article, row)) if row and table != "actors" else None
            held.append((article.article.published, article.article.publisher, said))
    frame = pd.DataFrame(held, columns=["published", "source", "evidence"])
    return frame.astype({"published": "datetime64[s]", "source": "string", "evidence": "string"})


def evidence_of(analysed: ArticleAnalysis, row: Row) -> Evidence:
    """The sentences that a row stands in; of an actor, those of its first mention."""
    text = analysed.article.text
    spans = row.head[:1] if row.table == "actors" else row.head
    start, end = sentences_of(text, spans)
    return Evidence(analysed.doc_id, start, end, text[start:end], spans)
