"""Whatever a researcher has, sorted out: paths, tables and articles, in the order given."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from toolkit.articles import Article
from toolkit.errors import UsageError
from toolkit.readers import registry
from toolkit.readers.cells import is_missing
from toolkit.readers.columns import Columns, Table, usual_roles
from toolkit.readers.files import inner, is_pattern
from toolkit.readers.tables import of_json, of_records

_KINDS = "a path, folder or pattern, a DataFrame, texts in a list or dict, a list of dicts, articles, or a list of such"
_TEXTS = Columns(text="text", date="", source="", title="", doc_id="", byline="", url="")


@dataclass(frozen=True, slots=True)
class InMemory:
    """Articles that come from no file: ``what`` names them in problems, ``stem`` in ids that they do not bring."""

    what: str
    table: Table
    stem: str = "row"
    columns: Columns | None = None
    """Which column is what, where that is known; otherwise the caller says, or it is guessed."""


def sort_out(given: Any) -> list[Path | InMemory | Article]:
    """Each thing given as a path to look at, a table of articles, or an article.

    A single string is a path. In a list, a string is a path if there is such a file or it looks like one: it ends as files
    do, or has slashes and no blanks. Other strings are texts, unless all are single words.

    Raises
    ------
    UsageError
        Something is none of these; the message says what can be given.
    """
    if isinstance(given, str | os.PathLike):
        return _paths([given])
    if isinstance(given, Article):
        return [given]
    if isinstance(given, Mapping):
        return [_of_mapping(given)]
    table = _of_frame(given)
    if table is not None:
        return [table]
    if isinstance(given, bytes) or hasattr(given, "read") or not isinstance(given, Iterable):
        raise UsageError(f"Articles cannot be taken from {type(given).__name__}: {given!r:.60}. Give {_KINDS}.")
    items = list(given)
    if any(isinstance(item, Mapping) for item in items):
        return [InMemory("list of dicts", of_records(items))]
    texts = {item for item in items if isinstance(item, str) and not _is_path(item)}
    if not any(len(text.split()) > 1 for text in texts):
        return [thing for item in items for thing in sort_out(item)]
    found: list[Path | InMemory | Article] = []
    for is_text, group in groupby(items, lambda item: is_missing(item) or (isinstance(item, str) and item in texts)):
        some = list(group)
        found += [_of_texts(some)] if is_text else [thing for item in some for thing in sort_out(item)]
    return found


def _paths(given: Iterable[str | os.PathLike[str]]) -> list[Path | InMemory | Article]:
    return [Path(path) for path in given if os.fspath(path).strip()]


def _is_path(text: str) -> bool:
    """Whether a string is a path by its look, or because there is one."""
    if "\n" in text or not text.strip():
        return False
    try:
        path = Path(text)
        if path.exists():
            return True
    except (OSError, ValueError):
        return False
    known = {*registry.extensions(), *registry.DOCUMENTS, *registry.NO_ARTICLES}
    slashed = ("/" in text or "\\" in text) and len(text.split()) == 1
    return slashed or inner(path).suffix.lower() in known or (is_pattern(text) and len(text.split()) == 1)


def _of_texts(texts: Iterable[Any], ids: Iterable[Any] | None = None) -> InMemory:
    if ids is None:
        return InMemory("list of texts", Table(("text",), [[text] for text in texts], unit="text"), "text", _TEXTS)
    rows = [list(pair) for pair in zip(texts, ids, strict=True)]
    named = Columns(**{role: getattr(_TEXTS, role) for role in _TEXTS.__slots__} | {"doc_id": "doc_id"})
    return InMemory("dict of texts", Table(("text", "doc_id"), rows, unit="text"), "text", named)


def _of_mapping(given: Mapping[Any, Any]) -> InMemory:
    """Texts by id; or one article or many, as JSON has them."""
    if all(isinstance(value, str) or is_missing(value) for value in given.values()):
        roles = usual_roles(map(str, given))
        if "text" not in roles or len(roles) < len(given):
            return _of_texts(given.values(), given)
    return InMemory("dict", of_json(given))


def _of_frame(given: Any) -> InMemory | None:
    """The table of a DataFrame of pandas, Polars or Arrow, or the texts of a Series; ``None`` for anything else."""
    what = type(given).__name__
    if hasattr(given, "itertuples"):
        if any(name is not None for name in given.index.names):
            given = given.reset_index(allow_duplicates=True)
        elif _has_names(given.index) and "doc_id" not in given.columns:
            given = given.assign(doc_id=given.index)
        return InMemory(what, Table(list(given.columns), list(given.itertuples(index=False, name=None))))
    if hasattr(given, "iter_rows"):
        return InMemory(what, Table(list(given.columns), list(given.iter_rows())))
    if hasattr(given, "to_pylist"):
        return InMemory(what, of_records(given.to_pylist()))
    if hasattr(given, "to_list"):
        index = getattr(given, "index", None)
        return _of_texts(given.to_list(), index if index is not None and _has_names(index) else None)
    return None


def _has_names(index: Any) -> bool:
    """Whether a pandas index holds names of the rows, not numbers."""
    return getattr(index, "inferred_type", "") == "string"
