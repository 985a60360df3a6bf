"""Files that hold a table of articles: CSV and TSV, JSON, JSON lines, Excel, Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from toolkit.errors import ReadError
from toolkit.readers.cells import is_missing
from toolkit.readers.columns import Columns, Table, drafts
from toolkit.readers.decode import decode
from toolkit.readers.draft import Draft, Note
from toolkit.readers.exports.dumps import flat, is_article
from toolkit.readers.registry import Format, needed

_DELIMITERS = (",", ";", "\t", "|")
_ADVICE = "Save the table again as CSV (UTF-8)."


def read(
    name: str, tables: Callable[[bytes], Iterable[Table]], raw: bytes, columns: Columns
) -> Iterator[Draft | ReadError | Note]:
    """The drafts of all tables of a file; a sheet without articles is told, if another has some.

    Raises
    ------
    ReadError
        The file is no table, or no table in it has a column of texts.
    """
    found: list[Draft | ReadError | Note] = []
    without: list[tuple[Table, ReadError]] = []
    for table in _taken_apart(name, tables, raw):
        try:
            found += drafts(table, columns)
        except ReadError as error:
            without.append((table, error))
    if without and not found:
        raise without[0][1]
    if not any(not isinstance(item, Note) for item in found):
        raise ReadError("empty", "The table has no rows. Check that it was saved or downloaded fully.")
    yield from found
    for table, fault in without:
        yield Note(f"{table.name} was left out: {fault.message}")


def _taken_apart(name: str, tables: Callable[[bytes], Iterable[Table]], raw: bytes) -> list[Table]:
    try:
        return list(tables(raw))
    except ReadError:
        raise
    except Exception as error:  # whatever the libraries raise on damaged files
        said = f"{type(error).__name__}: {error!s:.100}"
        raise ReadError("table", f"The file cannot be taken apart as {name} ({said}). {_ADVICE}") from error


def separated(raw: bytes, delimiter: str = "") -> Iterator[Table]:
    """The table of a CSV file; its delimiter is the one that makes the most columns of the header."""
    decoded = decode(raw)
    text = decoded.text
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    if not delimiter:
        delimiter = max(_DELIMITERS, key=partial(_width, text))
    rows = list(_parsed(text, delimiter))
    faults = sum(isinstance(row, ReadError) for row in rows)
    if faults and '\\"' in text:
        escaped = list(_parsed(text, delimiter, escapechar="\\", doublequote=False))
        rows = min(rows, escaped, key=lambda parsed: sum(isinstance(row, ReadError) for row in parsed))
    if isinstance(rows[0], ReadError):
        raise rows[0]
    yield Table(rows[0], _even(len(rows[0]), rows[1:]), encoding=decoded.encoding)


def _width(text: str, delimiter: str) -> int:
    header = next(_parsed(text, delimiter), [])
    return 0 if isinstance(header, ReadError) else len(header)


def _parsed(text: str, delimiter: str, **dialect: Any) -> Iterator[list[str] | ReadError]:
    """The rows that are not blank; one that cannot be taken apart is an error, and the next goes on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, **dialect)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReadError(
                "table",
                f"The row ends in line {reader.line_num} of the file and cannot be taken apart ({error}): look at "
                f"its quotation marks. {_ADVICE}",
            )
            continue
        if any(cell.strip() for cell in row):
            yield row


def _even(width: int, rows: Iterable[Sequence[Any] | ReadError]) -> Iterator[Sequence[Any] | ReadError]:
    """Rows as wide as the header: empty cells at the end may be missing or too many, others may not."""
    for row in rows:
        if isinstance(row, ReadError):
            yield row
        elif any(not is_missing(cell) for cell in row[width:]):
            yield ReadError(
                "table",
                f"The row has {len(row)} cells, but there are {width} columns: a text with the delimiter in it must "
                f"stand in quotation marks. {_ADVICE}",
            )
        else:
            yield [*row[:width], *[None] * (width - len(row))]


def of_records(records: Iterable[Any], name: str = "") -> Table:
    """The table of mappings from column to cell; what is no mapping is a row that cannot be read."""
    rows = [flat(row) if isinstance(row, Mapping) else row for row in records]
    header = list(dict.fromkeys(key for row in rows if isinstance(row, Mapping) for key in row))
    wrong = ReadError("table", 'The row is no object with named values. Give each article as {"text": …, "date": …}.')
    cells = [
        row if isinstance(row, ReadError) else [row.get(key) for key in header] if isinstance(row, Mapping) else wrong
        for row in rows
    ]
    return Table([str(key) for key in header], cells, name)


def json_lines(raw: bytes) -> Iterator[Table]:
    """The table of a file with one JSON object a line."""

    def record(n: int, line: str) -> Any:
        try:
            return json.loads(line)
        except ValueError as error:
            return ReadError("table", f"Line {n} of the file is not JSON ({error}).")

    lines = decode(raw).text.split("\n")
    yield of_records(record(n, line) for n, line in enumerate(lines, 1) if line.strip())


def json_table(raw: bytes) -> Iterator[Table]:
    """The table of a JSON file, which may be of JSON lines after all."""
    text = decode(raw).text
    try:
        found = json.loads(text)
    except ValueError as error:
        if text.lstrip().startswith("{") and _is_json(text.lstrip().partition("\n")[0]):
            yield from json_lines(raw)
            return
        raise ReadError("table", f"The file is not JSON ({error}). Save it again.") from None
    yield of_json(found)


def of_json(found: Any) -> Table:
    """The table in a value of JSON: a list of objects, one in an object, columns, rows by id, or one article alone."""
    if isinstance(found, Mapping):
        if "format" in found and ("provenance" in found or "articles" in found):
            raise ReadError(
                "analysis", "This is no article but an analysis. Load it in Python with toolkit.load(path)."
            )
        if {"columns", "data"} <= found.keys():  # pandas, orient="split"
            return Table(list(map(str, found["columns"])), _even(len(found["columns"]), found["data"]))
        if is_article(found):
            return of_records([found])
        lists: list[list[Any]] = [
            value for value in found.values() if isinstance(value, list) and value and isinstance(value[0], Mapping)
        ]
        if lists:  # what surrounds the articles: {"status": "ok", "articles": [...]}
            return of_records(sorted(lists, key=len)[-1])
        values = list(found.values())
        if values and all(isinstance(value, Mapping) for value in values):  # pandas, orient="columns" or "index"
            return _crossed(found)
        if values and all(isinstance(value, list) for value in values):
            return Table(list(found), list(zip(*values, strict=False)))
    return of_records(found if isinstance(found, list) else [found])


def _crossed(found: Mapping[str, Mapping[str, Any]]) -> Table:
    """A table of tables: of columns, if the same rows are in each of a few of them, else of rows by id."""
    keys = {tuple(value) for value in found.values()}
    inner = next(iter(keys))
    if len(keys) == 1 and all(key.isdigit() for key in inner):
        return Table(list(found), list(zip(*(value.values() for value in found.values()), strict=True)))
    numbered = all(str(key).isdigit() for key in found)
    return of_records(value if numbered else {"doc_id": key, **value} for key, value in found.items())


def excel(raw: bytes) -> Iterator[Table]:
    """The tables of an Excel file, one a sheet; the first row that is not empty is the header."""
    openpyxl = needed("openpyxl", "an Excel file", "openpyxl", "CSV")
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    several = len(book.worksheets) > 1
    for sheet in book.worksheets:
        rows = [row for row in sheet.iter_rows(values_only=True) if not all(map(is_missing, row))]
        if rows:
            width = max(i for i, cell in enumerate(rows[0], 1) if not is_missing(cell))
            yield Table(rows[0][:width], _even(width, rows[1:]), f"sheet {sheet.title!r}" if several else "")


def parquet(raw: bytes) -> Iterator[Table]:
    """The table of a Parquet file."""
    pyarrow = needed("pyarrow.parquet", "a Parquet file", "pyarrow", "CSV")
    table = pyarrow.read_table(io.BytesIO(raw))
    table = table.select([name for name in table.column_names if not name.startswith("__index_level_")])
    yield Table(table.column_names, list(zip(*(column.to_pylist() for column in table.columns), strict=True)))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _named(*extensions: str) -> Callable[[bytes, str], bool]:
    return lambda raw, extension: extension in extensions


def _looks_json(raw: bytes, extension: str) -> bool:
    """Named like one; or whatever its name, JSON as a whole."""
    head = raw[:3].removeprefix(b"\xef\xbb\xbf") + raw[3:200]
    begins = head.split() and head.lstrip()[:1] in (b"[", b"{") and (b'"' in head or b"[" in head[1:])
    return extension == ".json" or bool(begins and _is_json(raw.decode("utf-8-sig", "replace")))


def _format(
    name: str,
    extensions: tuple[str, ...],
    sniff: Callable[[bytes, str], bool],
    tables: Callable[[bytes], Iterable[Table]],
) -> Format:
    return Format(name, extensions, sniff, partial(read, name, tables), table=True)


FORMATS = (
    _format("CSV", (".csv",), _named(".csv"), separated),
    _format("TSV", (".tsv", ".tab"), _named(".tsv", ".tab"), partial(separated, delimiter="\t")),
    _format("JSON lines", (".jsonl", ".ndjson"), _named(".jsonl", ".ndjson"), json_lines),
    _format("JSON", (".json",), _looks_json, json_table),
    _format("Excel", (".xlsx", ".xlsm"), _named(".xlsx", ".xlsm"), excel),
    _format("Parquet", (".parquet",), lambda raw, extension: raw.startswith(b"PAR1"), parquet),
)
