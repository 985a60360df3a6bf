"""Records to tidy DataFrames and to JSON lines: fixed columns and dtypes, also when empty."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from toolkit.articles import encodable
from toolkit.files import made, write
from toolkit.findings import ArticleAnalysis
from toolkit.naming import MATHLESS
from toolkit.records import EXTRACTED
from toolkit.schema import columns, to_json

if TYPE_CHECKING:
    import pandas as pd


def frame(record: type, rows: Iterable[Any]) -> pd.DataFrame:
    """A table as a DataFrame.

    Parameters
    ----------
    record
        The record class, which gives columns and dtypes.
    rows
        Its records.

    Returns
    -------
    DataFrame
        One row a record, one column a field; the same dtypes whatever the rows, also without any.
    """
    import pandas as pd

    held = list(rows)
    series = {}
    for c in columns(record):
        values = [_cell(getattr(row, c.name)) for row in held]
        if c.values:
            series[c.name] = pd.Series(pd.Categorical(values, categories=c.values))
        elif c.dtype == "object":
            series[c.name] = pd.Series(values, dtype="object")
        else:
            series[c.name] = pd.Series(values, dtype=c.dtype)
    return pd.DataFrame(series)


class Rows(tuple[Any, ...]):
    """The records of a table of one article, which a notebook shows and asks as the frame that they are.

    ``rows[0]`` and ``for row in rows`` give records; a column (``rows["status"]``), a condition and all that a tuple has not
    (``rows.query(...)``, ``rows.columns``) are the frame's, and :meth:`frame` is the frame itself.

    Parameters
    ----------
    records
        The records.
    make
        Makes the frame when it is asked for.
    """

    _make: Callable[[], pd.DataFrame] | None = None

    def __new__(cls, records: Iterable[Any] = (), make: Callable[[], pd.DataFrame] | None = None) -> Self:
        """The records, and how their frame is made."""
        rows = super().__new__(cls, records)
        rows._make = make
        return rows

    def frame(self) -> pd.DataFrame:
        """The rows as a DataFrame.

        Returns
        -------
        DataFrame
            As the table over all articles has them.
        """
        import pandas as pd

        return self._make() if self._make else pd.DataFrame()

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(key) if isinstance(key, int | slice) else self.frame()[key]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.frame(), name)

    def __reduce__(self) -> Any:
        return tuple, (tuple(self),)

    def __repr__(self) -> str:
        return repr(self.frame()) if self._make else super().__repr__()

    def _repr_html_(self) -> str:
        return f'<div class="{MATHLESS}">{self.frame().to_html(max_rows=60, notebook=True)}</div>'


def asked(article: ArticleAnalysis, rows_of: Callable[[str, str], pd.DataFrame]) -> ArticleAnalysis:
    """An article with rows that a notebook asks as it asks the tables over all articles.

    Parameters
    ----------
    article
        The article.
    rows_of
        From an article's name and a table's to the article's part of that table.

    Returns
    -------
    ArticleAnalysis
        One equal to it.
    """
    rows: Any = {name: Rows(getattr(article, name), partial(rows_of, article.doc_id, name)) for name in EXTRACTED}
    return replace(article, **rows)


def _cell(value: Any) -> Any:
    """Enumerations as their plain string; strings as pandas can hold them."""
    if isinstance(value, StrEnum):
        return value.value
    return encodable(value) if isinstance(value, str) else value


def lines(rows: Iterable[Any]) -> str:
    """Records as JSON lines: keys in order of declaration, UTF-8 kept."""
    return "".join(json.dumps(to_json(row), ensure_ascii=False) + "\n" for row in rows)


def write_tables(tables: Mapping[str, Iterable[Any]], folder: Path) -> list[Path]:
    """Write ``<table>.jsonl`` for each table into ``folder``, which is made if missing; returns the paths."""
    made(folder)
    written = []
    for name, rows in tables.items():
        path = folder / f"{name}.jsonl"
        # Lone surrogates cannot be encoded; an article may hold them if its file was damaged.
        write(path, lines(rows), errors="backslashreplace")
        written.append(path)
    return written
