"""Exports as tables: CSV, Excel, Parquet, SQLite, DuckDB, JSON lines with their schema."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import typing
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.articles import encodable
from toolkit.export.found import Found, flat, hidden
from toolkit.files import made, write
from toolkit.records import ROW_IDS, TABLES
from toolkit.schema import Column, columns, json_schema, to_json
from toolkit.tables import write_tables

if TYPE_CHECKING:
    pass

FORMULA = re.compile(r"[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would take for a formula (OWASP, CSV Injection)."""

EXCEL_CELL = 32_767
"""The most characters that a cell of Excel holds (Microsoft, Excel specifications and limits)."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def cells(table: str, found: Found) -> tuple[list[str], list[list[Any]]]:
    """A table with one plain value a cell, metadata of articles as further columns.

    Parameters
    ----------
    table
        Its name.
    found
        The analysis.

    Returns
    -------
    tuple
        The header, and the rows: text, numbers, truth values, dates or ``None``.
    """
    frame = found.articles if table == "articles" else found.frame(table)
    fixed = {c.name: c for c in columns(TABLES[table])}
    names = [name for name in frame.columns if name not in {"meta", *hidden(found, table)}]
    parts = [[_cell(value, fixed.get(name)) for value in frame[name]] for name in names]
    return [str(name) for name in names], [list(row) for row in zip(*parts, strict=True)]


def _cell(value: Any, column: Column | None) -> Any:
    import pandas as pd

    if isinstance(value, tuple | list | dict) or is_dataclass(value):
        return flat(to_json(value)) or None
    if pd.isna(value):
        return None
    if column is not None and column.type is dt.date:
        return pd.Timestamp(value).date()
    return value.item() if hasattr(value, "item") else encodable(value) if isinstance(value, str) else value


def links(found: Found) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    """Every column that holds lists, as a table of its own: one line an element.

    Yields
    ------
    tuple
        ``table_column``; the header: the article, the row's id, the element's number from 0, and its value, or ``start`` and
        ``end`` (and ``kind`` of mentions); the rows.
    """
    for table, key in ROW_IDS.items():
        for column in columns(TABLES[table]):
            parts = _parts(column)
            if parts and column.name not in hidden(found, table):
                key_cells = list(dict.fromkeys(["doc_id", key]))
                lines = [
                    [*(getattr(row, name) for name in key_cells), number, *_elements(one)]
                    for row in found.records(table)
                    for number, one in enumerate(getattr(row, column.name))
                ]
                yield f"{table}_{column.name}", [*key_cells, "n", *parts], lines


def _parts(column: Column) -> list[str]:
    args = typing.get_args(column.type)
    if typing.get_origin(column.type) is not tuple or args[-1] is not Ellipsis:
        return []
    if args[0] is str:
        return ["value"]
    return ["start", "end"] if typing.get_origin(args[0]) is tuple else ["start", "end", "kind"]


def _elements(one: Any) -> list[Any]:
    plain = to_json(one)
    if isinstance(plain, dict):
        return list(plain.values())
    return plain if isinstance(plain, list) else [encodable(plain)]


def to_csv(found: Found, folder: Path, *, exploded: bool = False) -> list[Path]:
    """One CSV file a table, which Excel opens as it is: UTF-8 with BOM, a ``'`` before what would be a formula.

    Parameters
    ----------
    found
        The analysis.
    folder
        Where to; made if missing.
    exploded
        Also one file for every column that holds lists, one line an element.

    Returns
    -------
    list of Path
        The files.
    """
    made(folder)
    tables = [(table, *cells(table, found)) for table in TABLES]
    return [
        write_csv(folder / f"{name}.csv", header, rows)
        for name, header, rows in [*tables, *(links(found) if exploded else ())]
    ]


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Path:
    """A CSV file that Excel opens as it is: UTF-8 with BOM, a ``'`` before what would be a formula."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([_harmless(name) for name in header])
    table.writerows([_harmless(cell) for cell in row] for row in rows)
    write(path, "\ufeff" + text.getvalue())
    return path


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def to_xlsx(found: Found, path: Path) -> list[Path]:
    """One workbook of Excel: a sheet a table and the codebook; texts too long for a cell are cut, and say so.

    Parameters
    ----------
    found
        The analysis.
    path
        The file.

    Returns
    -------
    list of Path
        The file.
    """
    from openpyxl import Workbook

    from toolkit.export.packed import repacked

    book = Workbook(write_only=True)
    for table in TABLES:
        header, rows = cells(table, found)
        _sheet(book, table, header, rows)
    about = [
        [name, c.name, c.dtype, "; ".join(c.values), c.doc] for name, record in TABLES.items() for c in columns(record)
    ]
    _sheet(book, "codebook", ["table", "column", "dtype", "values", "what it holds"], about)
    raw = io.BytesIO()
    book.save(raw)
    write(path, repacked(raw.getvalue()))
    return [path]


def _sheet(book: Any, name: str, header: list[str], rows: Iterable[list[Any]]) -> None:
    from openpyxl.cell import WriteOnlyCell

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for row in [header, *rows]:
        line = []
        for value in row:
            cell = WriteOnlyCell(sheet, _fitting(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # never a formula
            line.append(cell)
        sheet.append(line)


def _fitting(text: str) -> str:
    clean = _CONTROL.sub("\ufffd", text)
    note = f" [cut: {len(clean)} characters]"
    return clean if len(clean) <= EXCEL_CELL else clean[: EXCEL_CELL - len(note)] + note


def to_jsonl(found: Found, folder: Path) -> list[Path]:
    """One JSON-lines file a table, as ``readout extract`` writes them, with a JSON Schema beside each.

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
    """
    written = write_tables({name: found.records(name) for name in TABLES}, folder)
    for name, record in TABLES.items():
        path = folder / f"{name}.schema.json"
        write(path, json.dumps(json_schema(name, record), ensure_ascii=False, indent=1) + "\n")
        written.append(path)
    return written
