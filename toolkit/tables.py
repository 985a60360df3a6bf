"""Records to tidy DataFrames and to JSON lines: fixed columns and dtypes, also when empty."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.articles import encodable
from toolkit.files import made, write
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
