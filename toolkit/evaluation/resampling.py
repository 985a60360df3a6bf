"""How far a figure could be off: bootstrap intervals over documents."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

ROUNDS = 1000
"""Enough for 95 % intervals by percentiles (Efron and Tibshirani 1993, *An introduction to the bootstrap*, §14)."""


def intervals(
    counts: Sequence[Counter[str]],
    measure: Callable[[Counter[str]], Mapping[str, float | None]],
    *,
    rounds: int = ROUNDS,
    seed: int = 0,
) -> dict[str, tuple[float, float]]:
    """95 % intervals of figures, documents drawn with replacement.

    Parameters
    ----------
    counts
        The raw counts of each document; their sum is what figures are made of.
    measure
        From counts to figures by name; ``None`` where one is undefined.

    Returns
    -------
    dict
        Lower and upper bound by figure; a figure that was never defined is left out.
    """
    if not counts:
        return {}
    drawn: dict[str, list[float]] = {}
    chance = random.Random(seed)
    for _ in range(rounds):
        total: Counter[str] = Counter()
        for _ in counts:
            total.update(counts[chance.randrange(len(counts))])
        for name, value in measure(total).items():
            if value is not None:
                drawn.setdefault(name, []).append(value)
    return {name: _middle(sorted(values)) for name, values in drawn.items()}


def _middle(values: Sequence[float]) -> tuple[float, float]:
    last = len(values) - 1
    return values[round(0.025 * last)], values[round(0.975 * last)]
