"""Precision and recall by a person's own decisions: what was accepted, edited, rejected and added is gold.

Shares are ratio estimates of a sample of rows or articles within strata, with their variance by linearisation (Cochran 1977,
*Sampling Techniques*, sections 5.11 and 6.11); the intervals are Wilson's (1927) at the effective size of the sample (Korn and
Graubard 1998, *Survey Methodology* 24).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.coding.sampling import Plan
from toolkit.corrections.decisions import Action, Decision, read, standing
from toolkit.corrections.replay import judged_rows
from toolkit.errors import UsageError
from toolkit.evaluation.calibration import reliability
from toolkit.findings import ArticleAnalysis
from toolkit.naming import SAMPLE_PLAN
from toolkit.records import EXTRACTED

Z = 1.959964
"""Of the normal distribution: 95 % lie within."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A unit of the sample (a row, or an article): of how many, how many are so.

    Attributes
    ----------
    stratum
        The stratum that it was drawn from.
    share
        Which share of that stratum was drawn, 0 to 1.
    of, so
        The counts.
    """

    stratum: str
    share: float
    of: int
    so: int


def evaluate(
    articles: str | Path, corrections: str | Path, model: str | None = None, mode: str = "complete"
) -> dict[str, Any]:
    """Compare what the model finds with a person's decisions.

    Parameters
    ----------
    articles
        The articles that the decisions are about.
    corrections
        The file of decisions. Where a ``plan.json`` of ``readout sample`` lies beside it, its shares are taken into account, and
        articles drawn as a whole tell the recall.
    model, mode
        As in :func:`toolkit.analyze`.

    Returns
    -------
    dict
        By table: ``judged`` rows; ``precision``, the share that a person keeps, and ``as found``, the share kept without any
        change, with ``low`` and ``high``; ``added`` rows and ``recall`` where whole articles were read. ``calibration``: by
        table, whether confidence means what it says.

    Raises
    ------
    UsageError
        There are no decisions on rows of these articles.
    """
    from toolkit.analysis import analyze

    path = Path(corrections)
    decisions = read(path)
    beside = path.parent / SAMPLE_PLAN
    plan = Plan.read(beside) if beside.exists() else None
    found = list(analyze(articles, model=model, mode=mode, corrections=False, keyterms=False).values())
    figures = figures_of(found, decisions, plan)
    if not figures["calibration"]:
        raise UsageError(f"{path}: holds no decision to accept, edit or reject a row of these articles.")
    return figures


def figures_of(
    found: Iterable[ArticleAnalysis], decisions: Iterable[Decision], plan: Plan | None = None
) -> dict[str, Any]:
    """The figures of :func:`evaluate`, of articles as the model left them.

    Parameters
    ----------
    found
        The articles, without corrections.
    decisions
        A person's decisions.
    plan
        What was drawn; without one, each article is one of very many.

    Returns
    -------
    dict
        As :func:`evaluate` gives them.
    """
    said = list(decisions)
    judged: dict[str, list[Row]] = {}
    for article, table, row, decision in judged_rows(found, said):
        judged.setdefault(table, []).append((article.doc_id, row, decision))
    added: dict[str, Counter[str]] = defaultdict(Counter)
    for decision in standing(said):
        if decision.action is Action.ADD:
            added[str(decision.table)][str(decision.doc_id)] += 1
    figures: dict[str, Any] = {"documents": len({doc_id for rows in judged.values() for doc_id, *_ in rows})}
    figures["calibration"] = {table: _curve(rows) for table, rows in judged.items()}
    plans = {plan.table: plan} if plan else {}
    for table in sorted({*judged, *added}, key=list(EXTRACTED).index):
        figures[table] = _table(judged.get(table, []), added[table], plans.get(table))
    return figures


Row = tuple[str, Any, Decision]
"""Article, row as the model found it, and the decision on it."""


def _curve(rows: Iterable[Row]) -> dict[str, Any]:
    return reliability((row.confidence, decision.action is not Action.REJECT) for _, row, decision in rows)


def _table(rows: list[Row], added: Mapping[str, int], plan: Plan | None) -> dict[str, Any]:
    judged = {(doc_id, str(decision.row)): decision for doc_id, _, decision in rows}
    told: dict[str, Any] = {"judged": len(judged), "added": sum(added.values())}
    kept = {key: d.action is not Action.REJECT for key, d in judged.items()}
    told |= _named("precision", _units(kept, plan))
    told |= _named("as found", _units({key: d.action is Action.ACCEPT for key, d in judged.items()}, plan))
    if plan and plan.unit == "articles":
        told |= _named("recall", _recalled(kept, added, plan))
    return told


def _named(name: str, units: Iterable[Tally]) -> dict[str, float | None]:
    share, low, high = estimate(units)
    return {name: share, f"{name} low": low, f"{name} high": high}


def _units(so: Mapping[tuple[str, str], bool], plan: Plan | None) -> list[Tally]:
    """The judged rows by what was drawn: the rows of the plan, its articles, or, without one, every article."""
    if plan is not None and plan.unit == "rows":
        return _drawn_rows(plan, so)
    of = Counter(doc_id for doc_id, _ in so)
    right = Counter(doc_id for (doc_id, _), is_so in so.items() if is_so)
    drawn = _articles(plan, of) if plan else [("all", 0.0, doc_id) for doc_id in of]
    return [Tally(stratum, share, of[doc_id], right[doc_id]) for stratum, share, doc_id in drawn]


def _drawn_rows(plan: Plan, so: Mapping[tuple[str, str], bool]) -> list[Tally]:
    shares = plan.shares()
    judged = [(one.stratum, (one.doc_id, one.row)) for one in plan.drawn if (one.doc_id, one.row) in so]
    return [Tally(stratum, shares[stratum], 1, so[key]) for stratum, key in judged]


def _articles(plan: Plan, judged: Container[str]) -> list[tuple[str, float, str]]:
    """Stratum, share drawn and id of the articles drawn and judged."""
    shares = plan.shares()
    return [(one.stratum, shares[one.stratum], one.doc_id) for one in plan.drawn if one.doc_id in judged]


def _recalled(kept: Mapping[tuple[str, str], bool], added: Mapping[str, int], plan: Plan) -> list[Tally]:
    """By article drawn, the right rows that were found among all right rows."""
    right = Counter(doc_id for (doc_id, _), is_kept in kept.items() if is_kept)
    drawn = _articles(plan, {doc_id for doc_id, _ in kept} | set(added))
    return [Tally(stratum, share, right[d] + added.get(d, 0), right[d]) for stratum, share, d in drawn]


def estimate(units: Iterable[Tally]) -> tuple[float | None, float | None, float | None]:
    """A share, and its 95 % interval.

    Parameters
    ----------
    units
        What was drawn and judged.

    Returns
    -------
    tuple
        The share, 0 to 1, and the bounds; ``None`` where there is nothing to count.
    """
    given = [(unit, 1 / unit.share if unit.share else 1.0) for unit in units]
    whole = sum(weight * unit.of for unit, weight in given)
    if not whole:
        return None, None, None
    share = sum(weight * unit.so for unit, weight in given) / whole
    strata: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for unit, weight in given:
        strata[unit.stratum].append((weight * (unit.so - share * unit.of), unit.share))
    variance = sum(map(_spread, strata.values())) / whole**2
    size = share * (1 - share) / variance if variance > 0 else float(sum(unit.of for unit, _ in given))
    return share, *wilson(share, size)


def _spread(drawn: list[tuple[float, float]]) -> float:
    """The variance of a stratum's total; nothing for a single one, or where all were drawn."""
    m = len(drawn)
    if m < 2:
        return 0.0
    mean = sum(d for d, _ in drawn) / m
    return (1 - drawn[0][1]) * m / (m - 1) * sum((d - mean) ** 2 for d, _ in drawn)


def wilson(share: float, n: float) -> tuple[float, float]:
    """Wilson's interval of a share.

    Parameters
    ----------
    share
        0 to 1.
    n
        The (effective) size of the sample.

    Returns
    -------
    tuple
        The bounds that hold 95 of 100 times.
    """
    middle = share + Z**2 / (2 * n)
    half = Z * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    return max(0.0, (middle - half) / (1 + Z**2 / n)), min(1.0, (middle + half) / (1 + Z**2 / n))


def table(figures: Mapping[str, Any]) -> str:
    """The figures, as lines of text."""
    lines = [f"{'':16}{'judged':>8}{'added':>8}   {'precision':22}{'as found':22}recall"]
    for name in EXTRACTED:
        if name in figures:
            told = figures[name]
            shares = "".join(f"{_told(told, share):22}" for share in ("precision", "as found", "recall")).rstrip()
            lines.append(f"{name:16}{told['judged']:8}{told['added']:8}   {shares}")
    lines.append("With 95 % intervals; recall only where articles were drawn and read as a whole.")
    return "\n".join(lines)


def _told(told: Mapping[str, Any], name: str) -> str:
    if told.get(name) is None:
        return "-"
    return f"{told[name]:.3f} ({told[f'{name} low']:.3f}-{told[f'{name} high']:.3f})"
