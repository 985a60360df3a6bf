"""The table of an article's commitments: who, how firmly, what, to whom, on which condition, and by when."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from toolkit.display.article.checks import LOW, sure
from toolkit.display.article.reporters import reported
from toolkit.display.article.view import View, first, join, phrase, topic_names
from toolkit.display.render import Fragment, fragment
from toolkit.display.words import SIGNS, condition_words, day, decided, due, short_day
from toolkit.findings import ArticleAnalysis
from toolkit.lexicon import document
from toolkit.lexicon import words as words_of
from toolkit.records import Commitment, Origin

Axis = tuple[dt.date, dt.date]
"""First and last day of the small time lines."""


class Elsewhere(TypedDict):
    """Where other articles tell what a commitment tells."""

    entry: str
    """Address of the row in the ledger."""
    others: list[dict[str, str]]
    """The other articles' rows: ``name``, ``address``, ``day`` in ISO form (empty: not known) and ``status``."""


Told = Mapping[str, Elsewhere]
"""By commitment, where others tell the same."""

SPARSE = 0.3
"""A column that fewer of the rows fill is none: what it would hold stands with the action."""


def commitments(analysis: ArticleAnalysis, check_below: float = LOW, also: Told | None = None) -> Fragment:
    """The commitments, one a row, each with its party and linked to its words in the article.

    Parameters
    ----------
    analysis
        The analysed article.
    check_below
        Rows with less confidence (0 to 1) are marked as to be checked.
    also
        What other articles tell as well.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    view = View(analysis)
    axis = _axis(view.commitments, analysis.article.published)
    rows = [row for group in view.groups for row in _group(view, group, check_below, axis, also or {})]
    dated = sum(bool(row["by"]) for row in rows)
    return fragment(
        "commitments",
        f"{len(rows)} commitments, refusals and threats",
        rows=rows,
        parties=len({name for row in view.commitments for name in row.party_names}),
        chips=_chips(rows),
        dated=dated and dated >= SPARSE * len(rows),
        ticks=_ticks(*axis) if axis else (),
        cited=view.cited,
        doc=analysis.doc_id,
    )


def _group(
    view: View, group: Sequence[Commitment], check_below: float, axis: Axis | None, also: Told
) -> list[dict[str, Any]]:
    """The rows of one party; it is seen in the first only."""
    who = join(group[0].party_names) or "not named"
    return [
        {"who": who, "again": row is not group[0], **_row(view, row, check_below, also), **_when(view, row, axis)}
        for row in group
    ]


def _row(view: View, row: Commitment, check_below: float, also: Told) -> dict[str, Any]:
    kind, names = reported(view, row)
    twins = [twin for twin, kept in view.twins.items() if kept == row.commitment_id]
    entry, others = _elsewhere((row.commitment_id, *twins), also)
    check = not sure(row, check_below)
    dated = row.deadline_to or row.deadline_from or row.deadline_span
    return {
        "id": row.commitment_id,
        "twins": twins,
        "label": view.labels[row.commitment_id],
        "status": row.status.value,
        "sign": SIGNS[row.status],
        "firmness": list(SIGNS).index(row.status),
        "tags": [row.status.value, *["deadline"] * bool(dated), *["also"] * bool(others), *["check"] * check],
        "check": check,
        "origin": decided(row),
        "known_by": view.known_by("commitments", row, phrase(row.action)),
        "action": phrase(row.action),
        "notes": _notes(view, row, others),
        "also": others,
        "entry": entry,
        "topics": topic_names(row.contexts),
        "reported": names or kind,
        "reporter": kind if names else "",
        "statement": row.attribution_id if row.attribution_id in view.labels else None,
        "statement_label": view.labels.get(row.attribution_id or ""),
        "places": view.places(row.action_spans),
    }


def _when(view: View, row: Commitment, axis: Axis | None) -> dict[str, Any]:
    return {
        "by": short_day(row.deadline_from, row.deadline_to) or view.words(row.deadline_span) or "",
        "due_by": bool(row.deadline_to),
        "by_words": due(row, view.article.published) or "",
        "due": str(row.deadline_to or row.deadline_from or ""),
        "place": _place(row.deadline_to, axis) if axis and row.deadline_to else None,
    }


def _elsewhere(ids: Sequence[str], also: Told) -> tuple[str, list[dict[str, str]]]:
    """Address of the ledger's row, and the rows of other articles, for a commitment told under these ids."""
    found = [also[key] for key in ids if key in also]
    return next((told["entry"] for told in found), ""), [other for told in found for other in told["others"]]


def _notes(view: View, row: Commitment, others: Sequence[Mapping[str, str]]) -> list[str]:
    """To whom, on which condition, that the day has passed before the article tells of it, and what was told since."""
    names, since = join(toward(view, row)), _since(view, row, others)
    told = (
        names and f"to: {names}",
        condition_words(view.words(row.condition_span) or ""),
        _is_before(row.deadline_to, view.article.published)
        and ("date passed" if since else "date passed, outcome not reported"),
        since and f"told since, {since}",
    )
    return [words for words in told if words]


def _since(view: View, row: Commitment, others: Sequence[Mapping[str, str]]) -> str:
    """What the last of the later articles tells, where it has another status, or tells after the deadline."""
    told = max((other for other in others if other["day"]), key=_day, default=None)
    if told is None:
        return ""
    at = dt.date.fromisoformat(told["day"])
    news = told["status"] != row.status.value or _is_before(row.deadline_to, at)
    return f"{day(at)}: {told['status']}" if news and _is_before(view.article.published, at) else ""


def _is_before(one: dt.date | None, other: dt.date | None) -> bool:
    return one is not None and other is not None and one < other


def _day(other: Mapping[str, str]) -> str:
    return other["day"]


def toward(view: View, row: Commitment) -> list[str]:
    """Names of those to or with whom something is undertaken, as far as its own sentence names them.

    Who is named elsewhere is likely meant, and stands in the tables, but is nothing to assert. Who is only the undertaking's
    place or topic is left out too: who is named in the row's sentence behind words such as "at", "in", "on" and "about"
    alone.
    """
    sentence, start = view.sentence(row.action_spans), first(row.action_spans)
    pairs = zip(row.counterparts, row.counterpart_names, strict=False)
    others = [(key, name) for key, name in pairs if name not in row.party_names]
    if not sentence or row.origin is not Origin.MODEL:
        return [name for _, name in others]
    return [name for key, name in others if _named_in(view, key, sentence) and not _about(view, key, start, sentence)]


def _named_in(view: View, actor_id: str, sentence: tuple[int, int]) -> bool:
    mentions = view.by_id[actor_id].mentions if actor_id in view.by_id else ()
    return not mentions or any(sentence[0] <= m.start < sentence[1] for m in mentions)


def _about(view: View, actor_id: str, start: int, sentence: tuple[int, int]) -> bool:
    """Whether the first mention in the action, or else in its sentence, stands behind words of place or topic."""
    actor, known = view.by_id.get(actor_id), document("report_words")
    places = [m.start for m in actor.mentions if sentence[0] <= m.start < sentence[1]] if actor else []
    if not places:
        return False
    place = min(places, key=lambda place: (place < start, place))
    words = view.text[sentence[0] : place].lower().split()
    *_, earlier, led = ["", "", *(word for word in words if word not in words_of("references", "articles"))]
    return led in known["topic_after"] or (led == "on" and earlier in known["talked_on"])


def _chips(rows: Sequence[dict[str, Any]]) -> list[tuple[str, str, str, int]]:
    """The switches above the table: value, sign, word and number of rows."""
    counts = Counter(tag for row in rows for tag in row["tags"])
    statuses = [(status.value, sign, status.value) for status, sign in SIGNS.items()]
    others = [("deadline", "", "with a deadline"), ("also", "", "also reported"), ("check", "?", "to check")]
    return [(value, sign, word, counts[value]) for value, sign, word in (*statuses, *others) if counts[value]]


def _axis(rows: Sequence[Commitment], published: dt.date | None) -> Axis | None:
    """From the article's day, or the first deadline, to the last; ``None`` where there is nothing to set side by side."""
    ends = [row.deadline_to for row in rows if row.deadline_to]
    low, high = min(ends, default=dt.date.max), max(ends, default=dt.date.min)
    low = published if published and published < high else low
    return (low, high) if low < high else None


def _place(end: dt.date, axis: Axis) -> float:
    """Where a day lies on the axis, in percent; one before the article's is at its begin."""
    low, high = axis
    return round(100 * max(0, (end - low).days) / (high - low).days, 1)


def _ticks(low: dt.date, high: dt.date) -> tuple[str, str]:
    """The ends of the axis: years, months or days."""
    if high.year - low.year > 1:
        return str(low.year), str(high.year)
    if (high - low).days > 40:
        return f"{low:%b}" if low.year == high.year else f"{low:%b %Y}", f"{high:%b %Y}"
    return f"{low.day} {low:%b}", f"{high.day} {high:%b}"
