"""How often a name is resolved to the right country."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.nlp.actors.known_names import resolve_name


def evaluate(path: str | Path) -> dict[str, Any]:
    """Resolve the names of a gold file and compare the codes.

    The names are looked at from today; those of a group that is named after a year ("leaders 2016") from its middle.

    Parameters
    ----------
    path
        A JSON file ``{group: [{"text", "code"}]}``; codes are ISO 3166-1 alpha-3, ``XKX``, or ``IGO`` for an
        international organisation.

    Returns
    -------
    dict
        ``n``, ``right``, ``wrong`` and ``none`` (left without a country), the same as shares; ``groups``: the counts by
        group; ``misses``: each name that is not right, with the code found.
    """
    gold = json.loads(Path(path).read_text(encoding="utf-8"))
    groups: dict[str, dict[str, int]] = {}
    misses = []
    for group, items in gold.items():
        counts = groups.setdefault(group, {"n": 0, "right": 0, "wrong": 0, "none": 0})
        year = re.search(r"\b(1[89]|20)\d\d$", group)
        when = dt.date(int(year.group()), 7, 1) if year else None
        for item in items:
            entry = resolve_name(item["text"], when)
            found = entry.code if entry else None
            outcome = "none" if found is None else "right" if found == item["code"] else "wrong"
            counts["n"] += 1
            counts[outcome] += 1
            if outcome != "right":
                misses.append({"group": group, **item, "found": found})
    total = {key: sum(counts[key] for counts in groups.values()) for key in ("n", "right", "wrong", "none")}
    shares = {f"{key}_share": total[key] / total["n"] if total["n"] else None for key in ("right", "wrong", "none")}
    return {**total, **shares, "groups": groups, "misses": misses}


def table(figures: Mapping[str, Any]) -> str:
    """The figures of :func:`evaluate` as lines of text."""
    lines = [f"{'':16}{'n':>5}{'right':>7}{'wrong':>7}{'none':>6}"]
    for group, counts in [*figures["groups"].items(), ("all", figures)]:
        lines.append(f"{group:16}{counts['n']:5}{counts['right']:7}{counts['wrong']:7}{counts['none']:6}")
    if figures["n"]:
        lines.append(
            f"{'share':21}{figures['right_share']:7.3f}{figures['wrong_share']:7.3f}{figures['none_share']:6.3f}"
        )
    lines += [f"  {miss['text']!r}: {miss['found']}, gold {miss['code']}" for miss in figures["misses"]]
    return "\n".join(lines)
