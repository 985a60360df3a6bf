"""Rows named by their ids and known again by their words, and spans by theirs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from toolkit.corrections.editing import editable, quoted
from toolkit.errors import UsageError, did_you_mean
from toolkit.findings import ArticleAnalysis
from toolkit.records import EXTRACTED, ROW_IDS

HEAD = {"attributions": "content_spans", "commitments": "action_spans"}
"""The spans by which a row is known again."""


def text_hash(text: str) -> str:
    """The SHA-256 of an article's text, as decisions note it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def words_of(table: str, row: Any, analysed: ArticleAnalysis) -> str:
    """The words by which a row is known again: content, action, the statement assessed and by whom, an actor's name."""
    if table == "actors":
        return str(row.name)
    if table == "commentary":
        said = next((a.content for a in analysed.attributions if a.attribution_id == row.attribution_id), "")
        return f"{row.expert_name}: {said}"
    return quoted(getattr(row, HEAD[table]), analysed.article.text) or ""


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
