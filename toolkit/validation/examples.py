"""Cases of an evaluation shown with the text around them, what gold has and what was found marked apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from toolkit.display.render import Fragment, fragment
from toolkit.evaluation.cases import Case, Outcome, Row

_FIELDS = {
    "parties": "parties differ",
    "deadline_to": "last day of the deadline differs",
    "reported_by": "reporter differs",
}
AROUND = 110
"""Characters shown before and after."""

Span = tuple[int, int]
ORDER = (Outcome.MISSED, Outcome.WRONG_SOURCE, Outcome.FALSE_ALARM)
_HEADS = {
    Outcome.MISSED: "missed",
    Outcome.WRONG_SOURCE: "found, but given to another",
    Outcome.FALSE_ALARM: "false alarms",
}


def examples(cases: Iterable[Case], texts: Mapping[str, str], most: int | None = None) -> Fragment:
    """Every miss and every false alarm, by outcome and class.

    Parameters
    ----------
    cases
        Of one table.
    texts
        The articles' texts by ``doc_id``.
    most
        How many are shown of each class; the others are counted.
    """
    groups: dict[tuple[int, str], list[Case]] = {}
    for case in cases:
        if case.outcome in ORDER:
            groups.setdefault((ORDER.index(case.outcome), class_of(case)), []).append(case)
    shown = [
        _group(f"{name}, {_HEADS[ORDER[at]]}", rows, texts, most, lambda case: _told(case.gold, case.found))
        for (at, name), rows in sorted(groups.items())
    ]
    plain = f"{sum(group['total'] for group in shown)} misses and false alarms"
    return _fragment(plain, shown, "No miss and no false alarm.")


def differences(cases: Iterable[Case], texts: Mapping[str, str], most: int | None = None) -> Fragment:
    """The rows that were found and differ from gold in a field, by field."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        for name, right in case.agree.items():
            if not right:
                groups.setdefault(name, []).append(case)
    shown = [
        _group(_FIELDS.get(name, f"{name} differs"), rows, texts, most, partial(_versus, name))
        for name, rows in sorted(groups.items())
    ]
    return _fragment(f"{sum(g['total'] for g in shown)} differences", shown, "No found row differs from gold.")


def mistakes(misses: Iterable[Row], texts: Mapping[str, str], most: int | None = None) -> Fragment:
    """Short texts read wrongly, by what is wrong: ``misses`` have ``id``, ``what``, ``gold`` and ``got``."""
    groups: dict[str, list[Row]] = {}
    for miss in misses:
        groups.setdefault(miss["what"], []).append(miss)
    shown = [_mistaken(f"{what} differs", rows, texts, most) for what, rows in sorted(groups.items())]
    return _fragment(f"{sum(group['total'] for group in shown)} misses", shown, "Nothing was missed.")


def _mistaken(name: str, misses: Sequence[Row], texts: Mapping[str, str], most: int | None) -> dict[str, Any]:
    listed = misses[:most] if most else misses
    rows = [
        {
            "doc_id": miss["id"],
            "told": f"gold: {miss['gold']}; found: {miss['got'] or 'nothing'}",
            "at": None,
            "pieces": [(texts.get(miss["id"], ""), "")],
            "cut_before": False,
            "cut_after": False,
        }
        for miss in listed
    ]
    return {
        "name": name.capitalize(),
        "total": len(misses),
        "cases": rows,
        "left": len(misses) - len(rows),
        "open": False,
    }


def _fragment(plain: str, groups: Sequence[Mapping[str, Any]], nothing: str) -> Fragment:
    kinds = {kind for group in groups for case in group["cases"] for _, kind in case["pieces"]}
    marks = {mark: any(f"in-{mark}" in kind for kind in kinds) for mark in ("gold", "found")}
    return fragment("examples", plain, groups=groups, marks=marks, nothing=nothing)


def class_of(case: Case) -> str:
    """The class under which a case is listed: kind and status, type and class of the cue, or type."""
    row = case.gold or case.found or {}
    if case.table == "commitments":
        return f"{row['kind']}, {row['status']}"
    if case.table == "attributions":
        cue_class = row.get("cue_class")
        return f"{row['type']}, {cue_class.replace('_', ' ')}" if cue_class else row["type"]
    return str(row.get("type") or "named")


def _group(
    name: str, cases: Sequence[Case], texts: Mapping[str, str], most: int | None, told: Callable[[Case], str]
) -> dict[str, Any]:
    listed = cases[:most] if most else cases
    rows = [_shown(case, texts.get(case.doc_id, ""), told(case)) for case in listed]
    return {
        "name": name[:1].upper() + name[1:],
        "total": len(cases),
        "cases": rows,
        "left": len(cases) - len(rows),
        "open": False,
    }


def _shown(case: Case, text: str, told: str) -> dict[str, Any]:
    marks = [(span, "in-gold") for span in spans_of(case.gold, text)]
    marks += [(span, "in-found") for span in spans_of(case.found, text)]
    low, high = _window([span for span, _ in marks], text)
    return {
        "doc_id": case.doc_id,
        "told": told,
        "at": min((start for (start, _), _ in marks), default=None),
        "pieces": _pieces(text, marks, low, high) if marks else [],
        "cut_before": low > 0,
        "cut_after": high < len(text),
    }


def spans_of(row: Row | None, text: str) -> list[Span]:
    """Where a row stands: its action or its content; of an actor, where the name stands first."""
    if row is None:
        return []
    if row.get("action"):
        return [(row["action"][0], row["action"][1])]
    if row.get("content"):
        return [(start, end) for start, end in row["content"]]
    at = text.find(row.get("name") or "\0")
    return [(at, at + len(row["name"]))] if at >= 0 else []


def _window(spans: Sequence[Span], text: str) -> Span:
    """The part of the text around the spans, cut at blanks."""
    if not spans:
        return 0, 0
    low = max(0, min(s for s, _ in spans) - AROUND)
    high = min(len(text), max(e for _, e in spans) + AROUND)
    while low and not text[low - 1].isspace() and low < min(s for s, _ in spans):
        low += 1
    while high < len(text) and not text[high].isspace() and high > max(e for _, e in spans):
        high -= 1
    return low, high


def _pieces(text: str, marks: Sequence[tuple[Span, str]], low: int, high: int) -> list[tuple[str, str]]:
    """The window in pieces, each with the classes of the marks on it."""
    edges = sorted({low, high, *(edge for span, _ in marks for edge in span if low <= edge <= high)})
    pieces = []
    for start, end in pairwise(edges):
        kinds = sorted({kind for (a, b), kind in marks if a <= start and end <= b})
        pieces.append((text[start:end], " ".join(kinds)))
    return pieces


def _told(gold: Row | None, found: Row | None) -> str:
    parts = [f"{head}: {_words(row)}" for head, row in (("gold", gold), ("found", found)) if row]
    return "; ".join(parts) + (f" (confidence {found['confidence']:.2f})" if found and found.get("confidence") else "")


def _words(row: Row) -> str:
    """A row in a few words."""
    if "action" in row:
        return f"{_listed(row['parties'])} ({row['status']}, reported by {row['reported_by']})"
    if "content" in row:
        return f"{row['source'] or 'no source'} ({row['type']})"
    facts = [str(row[key]) for key in ("type", "country", "affiliation") if row.get(key)]
    return f"{row['name']} ({', '.join(facts)})" if facts else str(row["name"])


def _versus(name: str, case: Case) -> str:
    return "; ".join(
        f"{head}: {_value(row, name)}" for head, row in (("gold", case.gold), ("found", case.found)) if row
    )


def _value(row: Row, name: str) -> str:
    value = row.get("deadline") if name.startswith("deadline") else row.get(name)
    if name == "parties":
        return _listed(value or [])
    if name.startswith("deadline") and value:
        return f"{value.get('timex')} (to {value.get('to')})"
    if name in ("condition", "cue"):
        return f"characters {value[0]} to {value[1]}" if value else "none"
    return str(value) if value is not None else "none"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "no party named"
