"""Rows named by their ids and known again by their words, and spans by theirs."""

from __future__ import annotations

import hashlib
import re
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
    """The table and the record of a row's id; one that was rejected can be decided on again.

    Raises
    ------
    UsageError
        The article has no such row.
    """
    held = {table: (*article.rejected.get(table, ()), *getattr(article, table)) for table in EXTRACTED}
    known = {getattr(found, ROW_IDS[table]): (table, found) for table in EXTRACTED for found in held[table]}
    if row in known:
        return known[row]
    raise UsageError(f"{article.doc_id} has no row {row!r}{did_you_mean(row, known) or '.'}")


def spanned(table: str, changes: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Changes in which words of the text have become the spans where they stand, however its lines are broken.

    Raises
    ------
    UsageError
        The text has the words more than once, or not at all.
    """
    found = dict(changes)
    for words, spans in _SPANS.items():
        if words not in found or spans not in editable(table):
            continue
        wanted, one = str(found.pop(words) or ""), spans.endswith("_span")
        place = None if one and not wanted else _place(wanted, text, spans)
        found[spans] = place if one else [place]
    return found


def _place(wanted: str, text: str, spans: str) -> list[int]:
    """Where the text has some words, once, however its lines are broken."""
    places = [m.span() for m in re.finditer(r"\s+".join(map(re.escape, wanted.split())) or r"(?!)", text)]
    if len(places) != 1:
        raise UsageError(f"The text has {wanted!r} {len(places)} times; give {spans} instead.")
    return list(places[0])


_SPANS = {"action": "action_spans", "content": "content_spans", "cue": "cue_spans", "condition": "condition_span"}
"""Words that stand for the spans where they stand."""
