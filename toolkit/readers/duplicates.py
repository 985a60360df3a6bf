"""Articles that are there twice: the same text is kept once, nearly the same is told."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.articles import SAME_TEXT, Article, Problem
from toolkit.readers.files import inner, problem
from toolkit.readers.registry import is_table

SHINGLE = 5
"""Words a shingle has; two texts are alike if they share most of their shingles (Broder 1997, *On the resemblance and
containment of documents*)."""
SKETCH = 96
"""Shingles that stand for a text: those with the smallest hashes."""
ALIKE = 0.6
"""The least share of both sketches that near-duplicates have in common."""


def kept_once(
    articles: Sequence[Article], made_before: Collection[str] = (), keep: bool = False
) -> tuple[list[Article], list[Problem]]:
    """Of articles with the same text the first, which lists the others, and a problem for each that is left out.

    Files overlap, as exports of one database do, and then the first is kept. The rows of a table are a list that somebody
    made, so they stay.

    Parameters
    ----------
    articles
        Articles as read, all of different ids.
    made_before
        Ids of articles that are no business of ours.
    keep
        Whether none is left out.

    Returns
    -------
    tuple
        The articles kept, in their order: ``meta["same_text"]`` lists id, title, publisher and date of the others. And what is
        to be told of those left out.
    """
    read = {article.doc_id: article for article in articles if article.doc_id not in made_before}
    again = {first: [read[other] for other in others] for first, *others in duplicates(list(read.values()))}
    left_out = {} if keep else _left_out(again)
    kept = [_listing(a, again.get(a.doc_id)) for a in articles if a.doc_id not in left_out]
    return kept, [_told(read[doc_id], first) for doc_id, first in left_out.items()]


def _left_out(again: Mapping[str, Sequence[Article]]) -> dict[str, str]:
    """Ids of repeated articles that are left out, each with that of the one kept."""
    return {a.doc_id: first for first, others in again.items() for a in others if not _is_row(a)}


def _listing(article: Article, others: Sequence[Article] | None) -> Article:
    """The article with a list of the others that have its text."""
    return replace(article, meta={**article.meta, SAME_TEXT: list(map(_facts, others))}) if others else article


def _is_row(article: Article) -> bool:
    return article.source_path is None or is_table(inner(Path(article.source_path)).suffix)


def _facts(article: Article) -> dict[str, Any]:
    published = article.published.isoformat() if article.published else None
    known = {"title": article.title, "publisher": article.publisher, "published": published}
    return {"doc_id": article.doc_id} | {name: value for name, value in known.items() if value}


def _told(article: Article, first: str) -> Problem:
    told = f"The same text as {first}, which is kept and lists it. To keep both, ask for --keep-duplicates."
    return problem(article.source_path or article.doc_id, "duplicate", told, article.doc_id)


def duplicates(articles: Sequence[Article]) -> list[list[str]]:
    """Ids of articles with the same text, white space and letter case aside; each group in the order read."""
    groups: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        groups[plain_hash(article.text)].append(article.doc_id)
    return [ids for ids in groups.values() if len(ids) > 1]


def plain_hash(text: str) -> str:
    """The SHA-256 of a text, white space and letter case aside; the same for texts that count as the same."""
    plain = " ".join(text.split()).casefold()
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def near_duplicates(articles: Sequence[Article]) -> list[tuple[str, str, float]]:
    """Pairs of articles that share most of their words in the same order but are not the same: ids and likeness, 0 to 1.

    Only texts with a shingle of their sketches in common are compared, so that the cost grows with the articles and not with
    their square.
    """
    same = {doc_id: ids[0] for ids in duplicates(articles) for doc_id in ids}
    sketches = {a.doc_id: _sketch(a.text) for a in articles if same.get(a.doc_id, a.doc_id) == a.doc_id}
    holders: dict[int, list[str]] = defaultdict(list)
    shared: Counter[tuple[str, str]] = Counter()
    for doc_id, sketch in sketches.items():
        for shingle in sketch:
            shared.update((other, doc_id) for other in holders[shingle])
            holders[shingle].append(doc_id)
    found = []
    for (first, second), count in shared.items():
        share = count / max(len(sketches[first]), len(sketches[second]), 1)
        if share >= ALIKE:
            found.append((first, second, round(share, 2)))
    return sorted(found, key=lambda pair: -pair[2])


def _sketch(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.casefold())
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    hashed = sorted(
        int.from_bytes(hashlib.blake2b(s.encode("utf-8", "replace"), digest_size=8).digest()) for s in shingles
    )
    return frozenset(hashed[:SKETCH])
