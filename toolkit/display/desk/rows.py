"""What the desk shows: of each table what can be changed, of each article its text and its rows, as JSON holds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from toolkit.corrections.actors import refers_to
from toolkit.corrections.editing import REFERENCES
from toolkit.display.article.view import View
from toolkit.display.render import clean
from toolkit.export.found import rows as placed
from toolkit.findings import ArticleAnalysis
from toolkit.layout import one_line
from toolkit.records import ROW_IDS, Actor, AttributionType, Commitment, CommitmentStatus, Stance


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a row says, and that can be changed.

    Attributes
    ----------
    name
        What :meth:`toolkit.corrections.Corrections.edit` calls it.
    label
        What people call it.
    kind
        ``names`` of actors; ``choice`` of options; ``words`` of the text; ``text``; ``deadline``.
    column
        Where the record holds it.
    options
        What can be chosen.
    """

    name: str
    label: str
    kind: str
    column: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table at the desk.

    Attributes
    ----------
    title
        Its name for people.
    who, what, status, speaker
        The fields that its list shows and is chosen by.
    fields
        All that can be changed.
    """

    title: str
    who: str
    what: str
    status: str
    speaker: str
    fields: tuple[Field, ...] = field(default=())


def _choice(name: str, label: str, values: type[StrEnum]) -> Field:
    return Field(name, label, "choice", name, tuple(value.value for value in values))


TABLES = {
    "commitments": Table(
        "Commitments",
        "parties",
        "action",
        "status",
        "reported_by",
        (
            Field("parties", "Who is bound", "names", "party_names"),
            _choice("status", "Status", CommitmentStatus),
            Field("action", "Action, in words of the text", "words", "action_spans"),
            Field("counterparts", "To or with whom", "names", "counterpart_names"),
            Field("condition", "Condition, in words of the text", "words", "condition_span"),
            Field("deadline", "Deadline: 2031, 2031-09, 2031-09-30, or two with / between", "deadline", "deadline_to"),
            Field("reported_by", "Who reports it", "names", "reported_by_names"),
        ),
    ),
    "attributions": Table(
        "Statements",
        "source",
        "content",
        "type",
        "source",
        (
            Field("source", "Who says it", "names", "source_name"),
            _choice("type", "Speech", AttributionType),
            Field("content", "What is said, in words of the text", "words", "content_spans"),
            Field("addressee", "To whom", "names", "addressee_name"),
        ),
    ),
    "commentary": Table(
        "Experts",
        "expert",
        "said",
        "stance",
        "expert",
        (
            Field("expert", "Expert", "names", "expert_name"),
            _choice("stance", "Stance", Stance),
            Field("target", "What is assessed", "text", "target"),
            Field("affiliation", "Affiliation", "text", "affiliation"),
        ),
    ),
}
"""The tables at the desk, in their order."""


def tables() -> dict[str, Any]:
    """:data:`TABLES` as JSON holds it."""
    return {name: asdict(table) for name, table in TABLES.items()}


def article(analysed: ArticleAnalysis) -> dict[str, Any]:
    """An article as the desk shows it: what is known of it, its text by paragraph, and its rows.

    Parameters
    ----------
    analysed
        The article.

    Returns
    -------
    dict
        ``paragraphs`` hold the begin of each in the text, its kind and its words.
    """
    view, told = View(analysed), analysed.article
    return {
        "doc": analysed.doc_id,
        "title": clean(view.title),
        "source": clean(told.publisher or ""),
        "published": str(told.published or ""),
        "actors": sorted({clean(actor.name) for actor in analysed.actors}),
        "paragraphs": [[p.start, p.kind, clean(told.text[p.start : p.end])] for p in view.paragraphs],
        "rows": rows(analysed),
    }


def rows(analysed: ArticleAnalysis) -> list[dict[str, Any]]:
    """An article's rows in the order of its text, those that were rejected among them.

    Parameters
    ----------
    analysed
        The article.

    Returns
    -------
    list of dict
        ``id``, ``table``, ``values`` by field, ``spans`` by role, ``countries``, ``due``, ``confidence``, ``origin`` and
        whether it is ``rejected``.
    """
    gone = {name: analysed.rejected.get(name, ()) for name in TABLES}
    also: Any = {name: (*getattr(analysed, name), *held) for name, held in gone.items()}
    teller = _Teller(replace(analysed, **also), {row for held in gone.values() for row in held})
    return sorted((teller.row(name, row) for name in TABLES for row in also[name]), key=_begin)


def _begin(row: dict[str, Any]) -> tuple[int, int]:
    first = next(iter(row["spans"].values()), [(0, 0)])
    return (list(TABLES).index(row["table"]), first[0][0])


class _Teller:
    """Tells the rows of one article, rejected ones among them."""

    def __init__(self, analysed: ArticleAnalysis, gone: set[Any]) -> None:
        self.text, self.gone = analysed.article.text, gone
        self.spans = {row.id: {role: list(places) for role, places in row.spans.items()} for row in placed(analysed)}
        self.said = {row.attribution_id: clean(one_line(row.content)) for row in analysed.attributions}
        self.actors: dict[str, Actor] = {actor.actor_id: actor for actor in analysed.actors}

    def row(self, name: str, record: Any) -> dict[str, Any]:
        key = getattr(record, ROW_IDS[name])
        countries = {self.actors[i].country for i in refers_to(record) if i in self.actors}
        values = {one.name: self.value(name, one, record) for one in TABLES[name].fields}
        if name == "commentary":
            values["said"] = self.said.get(record.attribution_id, "")
        return {
            "id": key,
            "table": name,
            "values": values,
            "spans": self.spans.get(key, {}),
            "countries": sorted(filter(None, countries)),
            "due": str(getattr(record, "deadline_to", None) or ""),
            "confidence": round(record.confidence, 2),
            "origin": record.origin.value,
            "rejected": record in self.gone,
        }

    def value(self, table: str, one: Field, record: Any) -> str | list[str]:
        """What a field says; several actors each by name, also where the record joins their names to a phrase."""
        if one.kind != "names":
            return _VALUES[one.kind](one.column, record, self.text)
        ids = getattr(record, REFERENCES[table][one.name]) or ()
        known = [self.actors[i].name for i in ([ids] if isinstance(ids, str) else ids) if i in self.actors]
        told = getattr(record, one.column) or ()
        return [clean(name) for name in known or ([told] if isinstance(told, str) else told)]


def _words(column: str, record: Any, text: str) -> str:
    held = getattr(record, column)
    spans: Iterable[Any] = [held] if column.endswith("_span") else held
    return clean(" … ".join(one_line(text[slice(*span)]) for span in spans if span))


def _text(column: str, record: Any, text: str) -> str:
    return clean(str(getattr(record, column) or ""))


_MONTH = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?")


def deadline_text(row: Commitment) -> str:
    """A deadline as decisions word it: its own value where that is a day, month or year, else its first and last day."""
    if row.deadline_timex and _MONTH.fullmatch(row.deadline_timex):
        return row.deadline_timex
    days = [str(day) for day in (row.deadline_from, row.deadline_to) if day]
    return "/".join(dict.fromkeys(days))


_VALUES: dict[str, Callable[[str, Any, str], str]] = {
    "words": _words,
    "text": _text,
    "choice": _text,
    "deadline": lambda column, record, text: deadline_text(record),
}
"""From a column, a record and its article's text to what a field of each kind but names holds."""
