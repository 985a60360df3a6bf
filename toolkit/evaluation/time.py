"""How often time expressions are resolved to the right interval."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from toolkit.nlp.time.expressions import parse_time


def evaluate(path: str | Path) -> dict[str, Any]:
    """Resolve the expressions of a gold file and compare the intervals.

    Parameters
    ----------
    path
        A JSON file ``{"dateline", "items": [{"expr", "tense", "from", "to"}]}``; dates are ISO, ``tense`` may be null.

    Returns
    -------
    dict
        ``n``; ``upper`` and ``both``: how many have the right upper bound, the right two bounds (the upper one is what a
        deadline needs); the same as shares; ``misses``: what is wrong.
    """
    gold = json.loads(Path(path).read_text(encoding="utf-8"))
    anchor = dt.date.fromisoformat(gold["dateline"]) if gold.get("dateline") else None
    upper, both, misses = 0, 0, []
    for item in gold["items"]:
        value = parse_time(item["expr"], anchor, item.get("tense"))
        first = value.first.isoformat() if value and value.first else None
        last = value.last.isoformat() if value and value.last else None
        upper += last == item["to"]
        both += (first, last) == (item["from"], item["to"])
        if (first, last) != (item["from"], item["to"]):
            found = {"first": first, "last": last, "timex": value.timex if value else None}
            misses.append({**item, **found})
    n = len(gold["items"])
    shares = {"upper_share": upper / n, "both_share": both / n} if n else {"upper_share": None, "both_share": None}
    return {"n": n, "upper": upper, "both": both, **shares, "misses": misses}


def table(figures: dict[str, Any]) -> str:
    """The figures of :func:`evaluate` as lines of text."""
    n = figures["n"]
    lines = [f"{'':24}right   of  share"]
    for key, label in (("upper", "upper bound (deadline)"), ("both", "both bounds")):
        share = "-" if figures[f"{key}_share"] is None else f"{figures[f'{key}_share']:.3f}"
        lines.append(f"{label:24}{figures[key]:5} {n:4}  {share}")
    for miss in figures["misses"]:
        wanted, got = f"{miss['from']}..{miss['to']}", f"{miss['first']}..{miss['last']}"
        lines.append(f"  {miss['expr']!r} ({miss['tense']}): {got}, gold {wanted}")
    return "\n".join(lines)
