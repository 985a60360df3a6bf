"""Real news with gold, counted as :mod:`toolkit.evaluation.articles` counts, its own limits beside each figure.

A folder of gold holds the articles in ``text/<doc_id>.txt`` and what readers coded in ``gold/<doc_id>.json``. Figures are what
an outsider would get only on articles that nobody read while rules were written or weights fitted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import UsageError
from toolkit.evaluation import articles
from toolkit.evaluation.cases import Case, Outcome, cases

HUMAN = {
    "commitments.f1": 0.98,
    "attributions.f1": 0.96,
    "actors.f1": 0.96,
    "experts.f1": 0.90,
    "expert statements.f1": 0.91,
}
"""Two careful readers with one guide, on 48 real articles of the same kind."""

ALWAYS = "neutral"
"""The stance that an answer without any thought would give; its share stands beside ours."""


def evaluate(gold: str | Path, model: str | None = None, mode: str = "complete") -> dict[str, Any]:
    """Analyse real articles and compare every table with gold.

    Parameters
    ----------
    gold
        A folder with ``text/`` and ``gold/``.
    model, mode
        As in :func:`toolkit.analyze`.

    Returns
    -------
    dict
        As :func:`toolkit.evaluation.articles.evaluate`, without the figures of single articles (errors of articles that are
        only measured are seen as counts), with ``always neutral``: the share of found expert statements that are neutral in
        gold, and ``missed`` and ``false alarms``: commitments by kind and status, as counts.

    Raises
    ------
    UsageError
        The folder has no ``gold/`` or no ``text/``, or an article is missing.
    """
    folder = Path(gold)
    for part in ("gold", "text"):
        if not (folder / part).is_dir():
            raise UsageError(
                f"{folder}: has no folder {part}/; give one with text/<article>.txt and gold/<article>.json"
            )
    analysis, golden = articles.load(folder / "gold", folder / "text", model, mode)
    by_article = {name: cases(rows, analysis[name]) for name, rows in golden.items()}
    figures = articles.figures(by_article, golden)
    del figures["articles"]
    everything = [case for rows in by_article.values() for case in rows]
    figures["documents"] = len(golden)
    figures["always neutral"] = _always(everything)
    for name, outcome in (("missed", Outcome.MISSED), ("false alarms", Outcome.FALSE_ALARM)):
        figures[name] = _classes(everything, outcome)
    return figures


def _always(rows: list[Case]) -> float | None:
    said = [c.gold for c in rows if c.table == "expert statements" and c.outcome is Outcome.RIGHT and c.gold]
    return sum(row["stance"] == ALWAYS for row in said) / len(said) if said else None


def _classes(rows: list[Case], outcome: Outcome) -> dict[str, int]:
    """How many commitments of each kind and status came to this."""
    found = (c.gold or c.found or {} for c in rows if c.table == "commitments" and c.outcome is outcome)
    return dict(Counter(f"{row['kind']}, {row['status']}" for row in found).most_common())


def table(figures: Mapping[str, Any]) -> str:
    """The figures of :func:`evaluate` as lines of text."""
    lines = [f"{figures['documents']} articles", articles.table({**figures, "articles": {}}, HUMAN)]
    neutral = figures["always neutral"]
    if neutral is not None:
        lines.append(f"stances: always {ALWAYS!r} would be right for {neutral:.3f}")
    curves = ((name, curve) for name, curve in figures["calibration"].items() if curve["n"])
    told = (f"{name} {curve['ece']:.3f} (of exact confidence {curve['chance']:.3f})" for name, curve in curves)
    lines.append(f"confidence, expected calibration error: {', '.join(told)}")
    for name in ("missed", "false alarms"):
        lines.append(f"{name}: " + "; ".join(f"{count} {kind}" for kind, count in figures[name].items()))
    return "\n".join(lines)
