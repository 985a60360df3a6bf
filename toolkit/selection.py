"""Which articles are meant: their columns, metadata included, and what is asked of them (``an.where(source="AP")``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from toolkit.errors import UsageError, did_you_mean
from toolkit.findings import ArticleAnalysis
from toolkit.records import TABLES, article_row
from toolkit.schema import columns

_FIXED = tuple(column.name for column in columns(TABLES["articles"]))


def meta_columns(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Metadata by the names of their columns in the table of articles."""
    return {f"meta_{name}" if name in _FIXED else name: value for name, value in meta.items()}


def facts(analysed: ArticleAnalysis) -> dict[str, Any]:
    """What can be asked of an article; ``source`` is the publisher unless a column of metadata has that name."""
    row = article_row(analysed.article)
    fixed = {name: getattr(row, name) for name in _FIXED if name != "meta"}
    return {"source": row.publisher} | fixed | meta_columns(row.meta)


def check_columns(names: Iterable[str], known: Iterable[str]) -> None:
    """Refuse columns that articles do not have.

    Raises
    ------
    UsageError
        There is no such column; the message names those there are.
    """
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or "."
            raise UsageError(f"The articles have no column {name!r}{hint} They have: {', '.join(known)}.")


def holds(value: Any, wanted: Any) -> bool:
    """Whether a value is the one wanted, or one of a list, or one that a function is true of."""
    if callable(wanted):
        return bool(wanted(value))
    if isinstance(wanted, list | tuple | set | frozenset):
        return any(holds(value, one) for one in wanted)
    return bool(value == wanted) or (value is not None and str(value) == str(wanted))
