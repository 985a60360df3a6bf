"""Changes of a row's columns, as decisions word them: checked, and followed by the columns that depend on them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from toolkit.errors import did_you_mean
from toolkit.layout import one_line
from toolkit.records import EXTRACTED, ROW_IDS, Actor, ActorType, Origin, Spans, row_id
from toolkit.schema import Column, columns, from_value

REFERENCES: dict[str, dict[str, str]] = {
    "attributions": {"source": "source_ids", "addressee": "addressee_ids"},
    "commitments": {"parties": "parties", "counterparts": "counterparts", "reported_by": "reported_by"},
    "commentary": {"expert": "expert_id"},
}
"""What decisions may say of actors, by name or id, and the column that it fills."""

NAMES: dict[str, dict[str, str]] = {
    "attributions": {"source_ids": "source_name", "addressee_ids": "addressee_name"},
    "commitments": {
        "parties": "party_names",
        "counterparts": "counterpart_names",
        "reported_by": "reported_by_names",
    },
    "commentary": {"expert_id": "expert_name"},
}
"""Columns of names, by the columns of ids that they follow."""

WORDS: dict[str, dict[str, str]] = {
    "actors": {},
    "attributions": {"content_spans": "content", "cue_spans": "cue"},
    "commitments": {"action_spans": "action"},
    "commentary": {"target_span": "target", "affiliation_span": "affiliation"},
}
"""Columns that repeat words of the text, by the spans that they follow."""

_FIXED = {"doc_id", "rule", "confidence", "party_rule", "party_confidence", "origin"} | set(ROW_IDS.values())
_FOLLOWING = {
    *(name for held in (*WORDS.values(), *NAMES.values()) for name in held.values()),
    *("party_countries", "source_id", "deadline_timex", "deadline_from", "deadline_to"),
} - {"affiliation", "target"}


def editable(table: str) -> tuple[str, ...]:
    """What a decision may change in a table's rows.

    Parameters
    ----------
    table
        Its name.

    Returns
    -------
    tuple of str
        Columns, ``deadline`` (a day, month, year, or two of them with ``/`` between) among them, and those of
        :data:`REFERENCES` in place of ids.
    """
    known = REFERENCES.get(table, {})
    own = [c.name for c in columns(EXTRACTED[table]) if c.name not in _FIXED | _FOLLOWING | set(known.values())]
    return (*own, *known, *(["deadline"] if table == "commitments" else []))


class Unfit(ValueError):
    """A decision cannot be carried out on an article as it is; the message says why."""


Resolve = Callable[[str], str]
"""From an actor's name or id to its id; an unknown name becomes an actor."""


def changed(table: str, row: Any, changes: Mapping[str, Any], text: str, resolve: Resolve) -> Any:
    """A row with columns changed, and with those that follow them.

    Parameters
    ----------
    table, row
        The row, and the table it is of.
    changes
        New values, as JSON holds them, by what :func:`editable` names.
    text
        The article's text.
    resolve
        From an actor's name or id to its id.

    Returns
    -------
    Any
        The new record; its id stays.

    Raises
    ------
    Unfit
        There is no such column, or it cannot hold the value.
    """
    values: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in editable(table):
            raise Unfit(f"{table} have no {name!r} to change{did_you_mean(name, editable(table)) or ''}")
        if name == "deadline":
            values |= deadline(value)
        elif name in REFERENCES.get(table, {}):
            values |= _references(REFERENCES[table][name], value, resolve)
        else:
            values[name] = _cast(_columns(table)[name], value, text)
    for spans, words in WORDS[table].items():
        if spans in values and words not in values:
            values[words] = quoted(values[spans], text)
    return replace(row, **values)


def _columns(table: str) -> dict[str, Column]:
    return {column.name: column for column in columns(EXTRACTED[table])}


def _references(column: str, value: Any, resolve: Resolve) -> dict[str, Any]:
    """Ids in a column, and in that which holds the first of them."""
    ids = tuple(dict.fromkeys(resolve(one) for one in ([value] if isinstance(value, str) else value or [])))
    first = next(iter(ids), None)
    if column == "expert_id":
        return {column: first}
    return {column: ids} | ({"source_id": first} if column == "source_ids" else {})


def _cast(column: Column, value: Any, text: str) -> Any:
    if value is None and not column.nullable:
        raise Unfit(f"{column.name} cannot be empty")
    try:
        found = from_value(column, value)
    except (KeyError, TypeError, ValueError) as error:
        allowed = f"; it is one of {', '.join(column.values)}" if column.values else ""
        raise Unfit(f"{column.name} cannot be {value!r}{allowed} ({error})") from None
    if column.name.endswith(("_span", "_spans")) and found:
        for start, end in [found] if column.name.endswith("_span") else found:
            if not 0 <= start < end <= len(text):
                raise Unfit(f"{column.name} {start}-{end} is outside the text of {len(text)} characters")
    return found


def quoted(spans: Any, text: str) -> str | None:
    """The words of a span, or of several joined by blanks; ``None`` for no span."""
    if not spans:
        return "" if spans == () else None
    listed: Spans = (spans,) if isinstance(spans[0], int) else spans
    return " ".join(one_line(text[start:end]) for start, end in listed)


def deadline(value: str | None) -> dict[str, Any]:
    """The columns of a deadline.

    Parameters
    ----------
    value
        ``2031``, ``2031-09``, ``2031-09-30``, or two of these with ``/`` between; ``None`` for no deadline.

    Returns
    -------
    dict
        ``deadline_timex``, ``deadline_from``, ``deadline_to``; without a deadline also ``deadline_span``.

    Raises
    ------
    Unfit
        It is none of these.
    """
    if value is None:
        return dict.fromkeys(("deadline_span", "deadline_timex", "deadline_from", "deadline_to"))
    first, _, last = str(value).partition("/")
    begins, ends = _period(first), _period(last or first)
    if ends[1] < begins[0]:
        raise Unfit(f"the deadline {value!r} ends before it begins")
    return {"deadline_timex": str(value), "deadline_from": begins[0], "deadline_to": ends[1]}


def _period(value: str) -> tuple[dt.date, dt.date]:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value.strip())
    try:
        year, month, day = (int(part) if part else None for part in match.groups()) if match else (None, None, None)
        if year is None:
            raise ValueError
        first = dt.date(year, month or 1, day or 1)
        last_month = month or 12
        return first, dt.date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError:
        raise Unfit(
            f"{value!r} is no deadline; write 2031, 2031-09, 2031-09-30, or two of them with / between"
        ) from None


def named(table: str, row: Any, actors: Mapping[str, Actor]) -> Any:
    """A row whose names of actors, and their countries, are those that the actors have.

    Parameters
    ----------
    table, row
        The row, and the table it is of.
    actors
        The article's actors by id.

    Returns
    -------
    Any
        The new record.
    """
    values = {
        names: _names(getattr(row, ids), getattr(row, names), actors) for ids, names in NAMES.get(table, {}).items()
    }
    if table == "commitments":
        countries = (actors[i].country for i in row.parties if i in actors)
        values["party_countries"] = tuple(dict.fromkeys(filter(None, countries)))
    return replace(row, **values)


def _names(ids: Any, before: Any, actors: Mapping[str, Actor]) -> Any:
    """The names of actors as the column holds them: a tuple, or one text, which stays where no actor is known."""
    found = tuple(actors[i].name for i in ([ids] if isinstance(ids, str) else ids or ()) if i in actors)
    return found if isinstance(before, tuple) else " and ".join(found) or before


def blank(table: str, doc_id: str, changes: Mapping[str, Any]) -> Any:
    """A row of which only the article and its origin are told; :func:`changed` fills it.

    Parameters
    ----------
    table, doc_id
        Of which table, in which article.
    changes
        What the row will say, from which its id is made.

    Returns
    -------
    Any
        The record.
    """
    prefix = {"actors": "a", "attributions": "s", "commitments": "c", "commentary": "e"}[table]
    values: dict[str, Any] = {}
    for column in columns(EXTRACTED[table]):
        values[column.name] = _empty(column)
    values[ROW_IDS[table]] = row_id(prefix, "added", doc_id, sorted(map(repr, changes.items())))
    kind = changes.get("kind", "commitment")
    usual = {"refusal": "refused", "threat": "threatened"}.get(str(kind), "pledged")
    values |= {"status": usual, "party_rule": "added"} if table == "commitments" else {}
    values |= {"doc_id": doc_id, "rule": "added", "confidence": 1.0, "origin": Origin.ADDED}
    return EXTRACTED[table](
        **{name: from_value(c, values[name]) for c in columns(EXTRACTED[table]) for name in [c.name]}
    )


def _empty(column: Column) -> Any:
    """The value of a column of which nothing is said."""
    if column.nullable:
        return None
    first = {"expert_kind": "expert", "stance": "neutral", "kind": "commitment", "cue_class": "speech"}
    if column.values:
        return first.get(column.name, "organisation" if ActorType.ORGANISATION in column.values else column.values[0])
    return {bool: False, str: "", float: 1.0}.get(column.type, ())
