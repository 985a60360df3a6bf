"""Tables of articles, wherever they come from: one row an article, its columns told by name, the others kept as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

from toolkit.errors import ReadError, did_you_mean
from toolkit.lexicon import document
from toolkit.readers.cells import DayFirst, as_date, as_line, as_text, is_missing, plain
from toolkit.readers.draft import Draft, Note

EXCEL_CELL = 32_767
"""So many characters a cell of Excel holds at most (Microsoft, Excel specifications and limits); a text of exactly that
length was most likely cut off."""
_NAMED, _LONGEST_NAMED = 20, 40
"""Columns of a table that a message names, and characters of each."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns that hold the articles' facts; ``None``: guessed by usual names, ``""``: none holds it."""

    text: str | None = None
    date: str | None = None
    source: str | None = None
    title: str | None = None
    doc_id: str | None = None
    byline: str | None = None
    url: str | None = None

    @property
    def named(self) -> list[str]:
        """What was said, not left to be guessed."""
        return [field.name for field, name in zip(fields(self), astuple(self), strict=True) if name]

    def options(self) -> list[str]:
        """The options of the command line that name these columns, as its words."""
        said = (
            ("text", self.text),
            ("date", self.date),
            ("source", self.source),
            ("title", self.title),
            ("id", self.doc_id),
        )
        return [word for what, name in said if name is not None for word in (f"--{what}-column", name)]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of articles before its columns are told: a row is a sequence of cells, or what is wrong with it."""

    header: Sequence[str]
    rows: Iterable[Sequence[Any] | ReadError]
    name: str = ""
    unit: str = "row"
    encoding: str = "utf-8"


def usual_roles(names: Iterable[str]) -> dict[str, int]:
    """What columns hold by their usual names: role to position."""
    plain_names = [re.sub(r"[\W_]", "", name).casefold() for name in names]
    usual = document("table_columns")
    found = {}
    for role in (field.name for field in fields(Columns)):
        known = [name for name in usual[role] if name in plain_names]
        if known:
            found[role] = plain_names.index(known[0])
    return found


def drafts(table: Table, columns: Columns) -> Iterator[Draft | ReadError | Note]:
    """One draft a row, or what is wrong with the row; first what was guessed.

    Raises
    ------
    ReadError
        ``kind`` is ``"column"``: no column holds texts, or one that was named is not there.
    """
    header = _told_apart(table.header)
    places, guessed = _find(header, columns)
    where = f"{table.name}, " if table.name else ""
    if guessed:
        told = ", ".join(f"{role} from {header[places[role]]!r}" for role in guessed)
        yield Note(f"{where}read {told} (guessed by the columns' names; name them if that is wrong)")
    rows = list(table.rows)
    dated = [row[places["date"]] for row in rows if not isinstance(row, ReadError)] if "date" in places else []
    day_first = DayFirst.of(dated)
    if day_first.note:
        yield Note(f"{where}{day_first.note}")
    for n, row in enumerate(rows, 1):
        place = f"{where}{table.unit} {n}"
        if isinstance(row, ReadError):
            yield ReadError(row.kind, row.message, place)
            continue
        try:
            draft = _draft(row, header, places, day_first)
        except ReadError as error:
            yield ReadError(error.kind, error.message, place)
            continue
        draft.where, draft.encoding = place, table.encoding
        if len(draft.text) == EXCEL_CELL:
            yield Note(
                f"{place}: the text has {EXCEL_CELL:,} characters, as many as a cell of Excel holds; it may be cut off"
            )
        yield draft


def _draft(row: Sequence[Any], header: Sequence[str], places: dict[str, int], day_first: DayFirst) -> Draft:
    cells = {role: row[index] for role, index in places.items()}
    text = as_text(cells["text"])
    if not text.strip():
        raise ReadError("empty", "The text is empty. Fill it in, or leave the row out.")
    published = as_date(cells.get("date"), day_first)
    told = set(places.values())
    meta = {name: plain(cell) for i, (name, cell) in enumerate(zip(header, row, strict=True)) if i not in told}
    if published and (stated := plain(cells["date"])) != published.isoformat() and re.search(r"\d:\d\d", str(stated)):
        meta[header[places["date"]]] = stated  # the time of day, which a date cannot hold
    return Draft(
        text,
        title=as_line(cells.get("title")),
        publisher=as_line(cells.get("source")),
        byline=as_line(cells.get("byline")),
        published=published,
        url=as_line(cells.get("url")),
        meta=meta,
        doc_id=as_line(cells.get("doc_id")),
    )


def _told_apart(header: Sequence[str]) -> list[str]:
    """The names of the columns, all different: a name that comes again gets a number, one that is missing its place."""
    names: list[str] = []
    for n, given in enumerate(header, 1):
        name = first = "" if is_missing(given) else " ".join(str(given).split())
        name = first = name or f"column {n}"
        again = 1
        while name in names:
            again += 1
            name = f"{first}.{again}"
        names.append(name)
    return names


def _find(header: list[str], columns: Columns) -> tuple[dict[str, int], list[str]]:
    """Which column holds what, and what of that was guessed."""
    places: dict[str, int] = {}
    for role in columns.named:
        name = getattr(columns, role)
        if name not in header:
            hint = did_you_mean(name, header) or "."
            raise ReadError("column", f"There is no column {name!r} for the {role}{hint} {_there(header)}")
        places[role] = header.index(name)
    free = [name if i not in places.values() else "" for i, name in enumerate(header)]
    usual = {role: at for role, at in usual_roles(free).items() if getattr(columns, role) is None}
    places |= usual
    if "text" not in places:
        raise ReadError(
            "column",
            "No column is named as the articles' texts usually are. Name it with text=… (--text-column …), "
            f"or leave the file out if it holds no articles. {_there(header)}",
        )
    return places, list(usual)


def _there(header: Sequence[str]) -> str:
    shown = ", ".join(f"{name[:_LONGEST_NAMED]!r}" for name in header[:_NAMED])
    return f"Its columns: {shown}{' …' if len(header) > _NAMED else ''}."
