"""One declaration of a field gives its column, dtype, JSON-Schema entry and codebook line."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import cache, partial
from typing import Any

JsonValue = Any
"""What :mod:`json` writes: ``None``, bool, int, float, str, lists and dicts of these."""


def column(doc: str, **options: Any) -> Any:
    """Declare a field of a record by what it holds; ``options`` go to :func:`dataclasses.field`."""
    return field(metadata={"doc": doc}, **options)


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a record, as the outputs need it."""

    name: str
    doc: str
    type: Any
    nullable: bool

    @property
    def dtype(self) -> str:
        """The pandas dtype: nullable where values can be missing, ``object`` for lists and objects."""
        plain = {str: "string", int: "Int64" if self.nullable else "int64", bool: "bool", float: "float64"}
        if isinstance(self.type, type) and issubclass(self.type, StrEnum):
            return "category"
        return "datetime64[s]" if self.type is dt.date else plain.get(self.type, "object")

    @property
    def values(self) -> list[str]:
        """The values an enumerated column can take, in order of declaration; empty for other columns."""
        if isinstance(self.type, type) and issubclass(self.type, StrEnum):
            return [member.value for member in self.type]
        return []

    def json_schema(self) -> dict[str, JsonValue]:
        """The column's entry in a JSON Schema (draft 2020-12)."""
        entry = _json_type(self.type)
        if self.nullable:
            entry = {"anyOf": [entry, {"type": "null"}]}
        return entry | {"description": self.doc}


@cache
def columns(record: type) -> tuple[Column, ...]:
    """The columns of a record class, in order.

    Raises
    ------
    TypeError
        ``record`` is no dataclass, or a field was not declared with :func:`column`.
    """
    hints = typing.get_type_hints(record)
    found = []
    for item in fields(record):
        if "doc" not in item.metadata:
            raise TypeError(f"{record.__name__}.{item.name} is not declared with column()")
        kind, nullable = _without_none(hints[item.name])
        found.append(Column(item.name, item.metadata["doc"], kind, nullable))
    return tuple(found)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        rest = [a for a in typing.get_args(hint) if a is not type(None)]
        return rest[0], len(rest) < len(typing.get_args(hint))
    return hint, False


def _json_type(kind: Any) -> dict[str, JsonValue]:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if args[-1] is Ellipsis:
            return {"type": "array", "items": _json_type(args[0])}
        return {
            "type": "array",
            "prefixItems": [_json_type(a) for a in args],
            "minItems": len(args),
            "maxItems": len(args),
        }
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [member.value for member in kind]}
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        properties = {f.name: _json_type(hints[f.name]) for f in fields(kind)}
        return {"type": "object", "properties": properties, "required": list(properties)}
    if kind is dt.date:
        return {"type": "string", "format": "date"}
    return {"type": {str: "string", int: "integer", float: "number", bool: "boolean"}.get(kind, "object")}


def json_schema(name: str, record: type) -> dict[str, JsonValue]:
    """The JSON Schema of one line of a table's file."""
    entries = columns(record)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "description": (record.__doc__ or "").strip().split("\n")[0],
        "type": "object",
        "properties": {c.name: c.json_schema() for c in entries},
        "required": [c.name for c in entries],
    }


def to_json(value: Any) -> JsonValue:
    """A record, or a value of one, as what :mod:`json` writes: keys in order of declaration."""
    kind: Any = type(value)
    write = _writer(kind)
    return value if write is None else write(value)


Writer = Callable[[Any], Any]

_WRITERS: tuple[tuple[Any, Writer], ...] = (
    (StrEnum, lambda value: value.value),
    (dt.date, lambda value: value.isoformat()),
    (Mapping, lambda value: {str(k): to_json(v) for k, v in value.items()}),
    ((tuple, list), lambda value: [to_json(v) for v in value]),
)


@cache
def _writer(kind: Any) -> Writer | None:
    """What makes of a value of that type what :mod:`json` writes; ``None`` where it is that already."""
    if is_dataclass(kind):
        names = tuple(f.name for f in fields(kind))
        return lambda value: {name: to_json(getattr(value, name)) for name in names}
    return next((write for kinds, write in _WRITERS if issubclass(kind, kinds)), None)


def from_json(record: type, data: Mapping[str, JsonValue]) -> Any:
    """The record that :func:`to_json` wrote.

    Raises
    ------
    KeyError, ValueError
        ``data`` lacks a field or holds a value the field cannot take.
    """
    return record(**{name: _value(read, data[name]) for name, read in _readers(record)})


Reader = Callable[[Any], Any]
"""Makes a value of what :mod:`json` read; never asked for ``None``, which stays."""


@cache
def _readers(record: type) -> tuple[tuple[str, Reader | None], ...]:
    hints = typing.get_type_hints(record)
    return tuple((f.name, _reader(hints[f.name])) for f in fields(record))


def from_value(column: Column, value: JsonValue) -> Any:
    """A value of a column, from what :func:`to_json` made of it.

    Raises
    ------
    TypeError, ValueError
        The column cannot hold it.
    """
    if value is not None and column.type in (str, bool, int, float) and not isinstance(value, column.type):
        raise TypeError(f"it holds {column.type.__name__}")
    if typing.get_origin(column.type) is tuple and not isinstance(value, list | tuple | None):
        raise TypeError("it holds a list")
    return _value(_reader(column.type), value)


def _value(read: Reader | None, value: JsonValue) -> Any:
    return value if read is None or value is None else read(value)


@cache
def _reader(hint: Any) -> Reader | None:
    """What makes a value of that type; ``None`` where it is as :mod:`json` reads it."""
    kind, _ = _without_none(hint)
    if typing.get_origin(kind) is tuple:
        return _tuple_reader(typing.get_args(kind))
    if is_dataclass(kind) and isinstance(kind, type):
        return partial(from_json, kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return dt.date.fromisoformat if kind is dt.date else None


def _tuple_reader(kinds: tuple[Any, ...]) -> Reader:
    if kinds[-1] is Ellipsis:
        inner = _reader(kinds[0])
        return tuple if inner is None else lambda value: tuple(_value(inner, v) for v in value)
    readers = [_reader(kind) for kind in kinds]
    return lambda value: tuple(_value(read, v) for read, v in zip(readers, value, strict=True))


def codebook(tables: Mapping[str, type]) -> str:
    """All tables and their columns as a Markdown document."""
    return "\n".join(line for name, record in tables.items() for line in _codebook_table(name, record))


def _codebook_table(name: str, record: type) -> Iterable[str]:
    yield f"## {name}\n"
    yield (record.__doc__ or "").strip().split("\n")[0] + "\n"
    yield "| column | dtype | values | what it holds |\n|---|---|---|---|"
    for c in columns(record):
        missing = " or missing" if c.nullable else ""
        yield f"| `{c.name}` | {c.dtype}{missing} | {' '.join(f'`{v}`' for v in c.values)} | {c.doc} |"
    yield ""
