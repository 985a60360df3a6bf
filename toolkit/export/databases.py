"""Exports for databases: Parquet, SQLite, DuckDB."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
import typing
from collections.abc import Collection, Iterable
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.articles import encodable
from toolkit.export.found import Found, hidden, needed
from toolkit.export.tables import cells, links
from toolkit.files import made, write
from toolkit.records import TABLES
from toolkit.schema import Column, columns, to_json

if TYPE_CHECKING:
    import pyarrow as pa


def to_parquet(found: Found, folder: Path) -> list[Path]:
    """One Parquet file a table, lists as lists, spans as lists of two numbers; metadata of articles as JSON.

    Parameters
    ----------
    found
        The analysis.
    folder
        Where to; made if missing.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    UsageError
        pyarrow is not installed.
    """
    pa, parquet = needed("pyarrow", "pyarrow"), needed("pyarrow.parquet", "pyarrow")
    made(folder)
    written = []
    for table, record in TABLES.items():
        raw = pa.BufferOutputStream()
        parquet.write_table(arrow_table(record, found.records(table), hidden(found, table)), raw)
        write(folder / f"{table}.parquet", raw.getvalue().to_pybytes())
        written.append(folder / f"{table}.parquet")
    return written


def arrow_table(record: type, rows: Iterable[Any], left_out: Collection[str] = ()) -> pa.Table:
    """Records as a table of Arrow.

    Parameters
    ----------
    record
        The record class, which gives columns and types.
    rows
        Its records.
    left_out
        Columns that are left out.
    """
    pa = needed("pyarrow", "pyarrow")
    shown = [c for c in columns(record) if c.name not in left_out]
    schema = pa.schema([pa.field(c.name, _arrow(c.type, pa), metadata={"doc": c.doc}) for c in shown])
    held = [{c.name: _arrow_value(getattr(row, c.name), c) for c in shown} for row in rows]
    return pa.Table.from_pylist(held, schema=schema)


def _arrow(kind: Any, pa: Any) -> pa.DataType:
    args = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return pa.list_(_arrow(args[0], pa))
    if is_dataclass(kind):
        return pa.struct([(name, _arrow(hint, pa)) for name, hint in typing.get_type_hints(kind).items()])
    return {int: pa.int64(), float: pa.float64(), bool: pa.bool_(), dt.date: pa.date32()}.get(kind, pa.string())


def _arrow_value(value: Any, column: Column) -> Any:
    if column.type is dt.date:
        return value
    plain = to_json(value)
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, dict) else _encodable(plain)


def _encodable(value: Any) -> Any:
    if isinstance(value, list):
        return [_encodable(one) for one in value]
    if isinstance(value, dict):
        return {key: _encodable(one) for key, one in value.items()}
    return encodable(value) if isinstance(value, str) else value


def to_sqlite(found: Found, path: Path) -> list[Path]:
    """One SQLite database: a table each, and one for every column that holds lists (``commitments_parties`` ...).

    Parameters
    ----------
    found
        The analysis.
    path
        The file; one that is there is replaced.

    Returns
    -------
    list of Path
        The file.
    """
    import sqlite3

    with tempfile.TemporaryDirectory(prefix="readout-") as folder:
        draft = Path(folder) / "draft.sqlite"
        base = sqlite3.connect(draft)
        with base:
            _fill(base, found)
        base.close()
        write(path, draft.read_bytes())
    return [path]


def to_duckdb(found: Found, path: Path) -> list[Path]:
    """One DuckDB database with the same tables as :func:`to_sqlite` makes.

    Parameters
    ----------
    found
        The analysis.
    path
        The file; one that is there is replaced.

    Returns
    -------
    list of Path
        The file.

    Raises
    ------
    UsageError
        duckdb is not installed.
    """
    duckdb = needed("duckdb", "duckdb")
    with tempfile.TemporaryDirectory(prefix="readout-") as folder:
        draft = Path(folder) / "draft.duckdb"
        base = duckdb.connect(str(draft))
        _fill(base, found)
        base.close()
        write(path, draft.read_bytes())
    return [path]


_SQL = {"int64": "BIGINT", "Int64": "BIGINT", "float64": "DOUBLE", "bool": "BOOLEAN", "datetime64[s]": "DATE"}


def _fill(base: Any, found: Found) -> None:
    for table, record in TABLES.items():
        header, rows = cells(table, found)
        kinds = {c.name: _SQL.get(c.dtype, "VARCHAR") for c in columns(record)}
        _insert(base, table, {name: kinds.get(name, "VARCHAR") for name in header}, rows)
    for table, header, rows in links(found):
        _insert(base, table, {name: "BIGINT" if name in ("n", "start", "end") else "VARCHAR" for name in header}, rows)


def _insert(base: Any, table: str, kinds: dict[str, str], rows: list[list[Any]]) -> None:
    named = _apart(kinds)
    base.execute(f"CREATE TABLE {_quoted(table)} ({', '.join(f'{_quoted(n)} {kind}' for n, kind in named.items())})")
    plain = [[_held(value, kind) for value, kind in zip(row, kinds.values(), strict=True)] for row in rows]
    if plain:
        base.executemany(f"INSERT INTO {_quoted(table)} VALUES ({', '.join('?' * len(kinds))})", plain)


def _held(value: Any, kind: str) -> Any:
    return str(value) if value is not None and kind in ("VARCHAR", "DATE") else value


def _apart(kinds: dict[str, str]) -> dict[str, str]:
    """Column names that differ also without regard to case, as SQL asks for."""
    named: dict[str, str] = {}
    for name, kind in kinds.items():
        new, n = name, 1
        while new.casefold() in {other.casefold() for other in named}:
            n += 1
            new = f"{name}_{n}"
        named[new] = kind
    return named


def _quoted(name: str) -> str:
    return '"' + encodable(name).replace('"', '""').replace("\x00", "\ufffd") + '"'
