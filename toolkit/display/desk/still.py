"""The desk where no kernel is: its rows as long tables, which a report's script searches, chooses and sorts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from toolkit.display.desk.rows import TABLES, Table
from toolkit.display.paged import Column, Filter, Paged, Row
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import counted

MOST = 500
"""Rows of a table that a page without a kernel holds; all are in the analysis's tables."""

_COLUMNS = (
    Column("who", "Who"),
    Column("status", "How", "brief"),
    Column("what", "What", "what"),
    Column("source", "Source", "brief"),
    Column("published", "Date", "date"),
)
_FILTERS = (
    Filter("actor", "Actor"),
    Filter("country", "Country"),
    Filter("status", "How", "status"),
    Filter("speaker", "Speaker"),
    Filter("source", "Source", "source"),
)


def still(articles: Iterable[Mapping[str, Any]]) -> Fragment:
    """The rows as tables.

    Parameters
    ----------
    articles
        As :func:`toolkit.display.desk.rows.article` tells them.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    held = list(articles)
    tables = []
    for name, table in TABLES.items():
        rows = [_row(table, told, row) for told in held for row in told["rows"] if row["table"] == name]
        left = f"; the first {MOST} of {len(rows)}" if len(rows) > MOST else ""
        caption = (
            f"{counted(len(rows), 'row').capitalize()}{left}. In a notebook with a kernel they are corrected here."
        )
        tables.append((table.title, Paged(f"desk-{name}", caption, _COLUMNS, rows[:MOST], _FILTERS)))
    plain = ", ".join(f"{len(shown.rows)} {title.lower()}" for title, shown in tables)
    return fragment("desk", plain, tables=[(title, shown) for title, shown in tables if shown.rows])


def _row(table: Table, told: Mapping[str, Any], row: Mapping[str, Any]) -> Row:
    values = row["values"]
    names = {one.name: values[one.name] for one in table.fields if one.kind == "names"}
    standing = "rejected" if row["rejected"] else "" if row["origin"] == "model" else row["origin"]
    return {
        "who": ", ".join(names[table.who]),
        "status": values[table.status],
        "what": [values[table.what], "; ".join(filter(None, (values.get("condition"), standing)))],
        "source": told["source"] or told["doc"],
        "published": told["published"],
        "actor": list(dict.fromkeys(name for held in names.values() for name in held)),
        "country": row["countries"],
        "speaker": names[table.speaker],
    }
