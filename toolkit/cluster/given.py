"""What is to be analysed on a cluster, and the project's files beside it, wherever they lie."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from toolkit.articles import Article
from toolkit.cluster.listing import fetched
from toolkit.cluster.store import is_remote
from toolkit.codebook import Codebook
from toolkit.codebook.checking import unknown_columns
from toolkit.codebook.reading import beside_articles
from toolkit.corrections import Corrections
from toolkit.corrections.file import beside
from toolkit.naming import CODEBOOK, CORRECTIONS
from toolkit.progress import say
from toolkit.readers.collection import Articles
from toolkit.readers.columns import Columns
from toolkit.readers.given import sort_out
from toolkit.readers.making import Checks
from toolkit.readers.reading import take

Given = Sequence[Path | str] | Articles
"""Paths and addresses for workers to read, or articles that were read here."""


def given_of(articles: Any, columns: Columns, checks: Checks) -> Given:
    """What was given, as paths and addresses for the workers to read; or as articles, where it is no path and is read here.

    Raises
    ------
    UsageError
        It cannot be read.
    """
    if isinstance(articles, Articles):
        return articles
    items = [articles] if isinstance(articles, str | PathLike) else articles
    if isinstance(items, list | tuple):
        paths = [path for item in items for path in _places(item)]
        if paths and None not in paths:
            return [path for path in paths if path is not None]
    return take(sort_out(articles), columns, checks)


def _places(item: Any) -> list[Path | str | None]:
    """Something given as an address or path; ``None`` where it is neither."""
    if is_remote(item):
        return [item]
    if not isinstance(item, str | PathLike):
        return [None]
    return [thing if isinstance(thing, Path) else None for thing in sort_out([item])]


def decisions_on(articles: Sequence[Article], given: Any, named: bool | Path | str) -> Corrections | None:
    """The decisions to carry out: those of the file named, or else those beside the articles; of an address, in memory."""
    if named is not True:
        return Corrections(named) if named else None
    with fetched(given, CORRECTIONS) as copy:
        if copy is not None:
            held = Corrections()
            held.take(copy)
            return held
    file = beside(given, articles)
    return Corrections(file) if file else None


def codebook_of(articles: Sequence[Article], given: Any, named: bool | Path | str) -> Codebook | None:
    """The codebook to carry out: that of the file named, or else that beside the articles."""
    with fetched(given, CODEBOOK) as copy:
        own = beside_articles(copy if copy is not None and named is True else named, given, articles)
    say(unknown_columns(own, articles))
    return own
