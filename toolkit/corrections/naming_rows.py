"""Rows named by their ids, and spans by their words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.corrections.editing import editable
from toolkit.errors import UsageError, did_you_mean
from toolkit.findings import ArticleAnalysis
from toolkit.records import EXTRACTED, ROW_IDS


def row_of(article: ArticleAnalysis, row: str) -> tuple[str, Any]:
    """The table and the record of a row's id.

    Raises
    ------
    UsageError
        The article has no such row.
    """
    known = {getattr(found, ROW_IDS[table]): (table, found) for table in EXTRACTED for found in getattr(article, table)}
    if row in known:
        return known[row]
    raise UsageError(f"{article.doc_id} has no row {row!r}{did_you_mean(row, known) or '.'}")


def spanned(table: str, changes: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Changes in which words of the text have become the spans where they stand.

    Raises
    ------
    UsageError
        The text has the words more than once, or not at all.
    """
    found = dict(changes)
    for words, spans in {"action": "action_spans", "content": "content_spans", "cue": "cue_spans"}.items():
        if words in found and spans in editable(table):
            wanted = str(found.pop(words))
            if not wanted or text.count(wanted) != 1:
                raise UsageError(
                    f"The text has {wanted!r} {text.count(wanted) if wanted else 0} times; give {spans} instead."
                )
            found[spans] = [[text.index(wanted), text.index(wanted) + len(wanted)]]
    return found
