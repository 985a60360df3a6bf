"""Whether confidence means what it says: of the rows given 0.8, are 80 % right?

The reliability table and the expected calibration error are those of Guo et al. (2017), *On calibration of modern neural
networks*, with bins of equal width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from toolkit.evaluation.cases import Case, Outcome

BINS = 10

Judged = tuple[float, bool]
"""The confidence of a row, and whether the row is right."""


def judged(cases: Iterable[Case], table: str) -> list[Judged]:
    """Confidence and truth of every found row of a table; doubtful rows are left out.

    A statement given to the wrong source is wrong.
    """
    return [
        (case.confidence, case.outcome is Outcome.RIGHT)
        for case in cases
        if case.table == table and case.confidence is not None and case.outcome is not Outcome.DOUBTFUL
    ]


def judged_parties(cases: Iterable[Case]) -> list[Judged]:
    """Confidence in the parties, and whether they are right, of every commitment that is right itself."""
    return [
        (case.found["party_confidence"], case.agree["parties"])
        for case in cases
        if case.table == "commitments" and case.outcome is Outcome.RIGHT and case.found
    ]


def reliability(rows: Iterable[Judged], bins: int = BINS) -> dict[str, Any]:
    """The reliability table of rows with a confidence.

    Parameters
    ----------
    rows
        Confidence (0 to 1) and whether right.
    bins
        Number of bins of equal width; one holds its lower edge, the last holds 1 too.

    Returns
    -------
    dict
        ``n``; ``confidence`` and ``right``: mean confidence and share right of all (``None`` without rows); ``ece``: mean
        distance of the two over the bins, weighed by rows; ``chance``: what that would be on average if every confidence
        were exact, as few rows in a bin scatter; ``bins``: ``low``, ``high``, ``n``, ``confidence``, ``right``.

    Raises
    ------
    ValueError
        A confidence is not between 0 and 1.
    """
    held: list[list[Judged]] = [[] for _ in range(bins)]
    for confidence, right in rows:
        if not 0 <= confidence <= 1:
            raise ValueError(f"confidence {confidence} is not between 0 and 1")
        held[min(bins - 1, int(confidence * bins + 1e-9))].append((confidence, right))
    table = [{"low": i / bins, "high": (i + 1) / bins, **_means(rows)} for i, rows in enumerate(held)]
    everything = _means([row for rows in held for row in rows])
    ece = _mean(table, lambda bin: abs(bin["confidence"] - bin["right"]))
    chance = _mean(table, lambda bin: _scatter(bin["n"], bin["confidence"]))
    return {**everything, "ece": ece, "chance": chance, "bins": table}


def _mean(table: Sequence[Mapping[str, Any]], distance: Callable[[Mapping[str, Any]], float]) -> float | None:
    """A distance over the bins, weighed by rows."""
    full = [bin for bin in table if bin["n"]]
    return sum(bin["n"] * distance(bin) for bin in full) / sum(bin["n"] for bin in full) if full else None


def _scatter(n: int, p: float) -> float:
    """How far the share of hits in ``n`` independent draws is from their probability ``p`` on average."""
    from scipy.stats import binom

    return float(binom.expect(lambda hits: abs(hits / n - p), args=(n, p)))


def _means(rows: Sequence[Judged]) -> dict[str, Any]:
    n = len(rows)
    if not n:
        return {"n": 0, "confidence": None, "right": None}
    return {"n": n, "confidence": sum(c for c, _ in rows) / n, "right": sum(right for _, right in rows) / n}


def table(curves: Mapping[str, Mapping[str, Any]]) -> str:
    """Reliability tables by name, as lines of text; empty bins are left out."""
    lines = []
    for name, curve in curves.items():
        lines.append(f"{name:16}{'rows':>6}{'mean confidence':>17}{'share right':>13}")
        for bin in curve["bins"]:
            if bin["n"]:
                label = f"  {bin['low']:.1f} to {bin['high']:.1f}"
                lines.append(f"{label:16}{bin['n']:6}{bin['confidence']:17.3f}{bin['right']:13.3f}")
        if curve["n"]:
            lines.append(f"{'  all':16}{curve['n']:6}{curve['confidence']:17.3f}{curve['right']:13.3f}")
            lines.append(f"  expected calibration error {curve['ece']:.3f}, of exact confidence {curve['chance']:.3f}")
        else:
            lines.append("  no rows")
    return "\n".join(lines)
