"""Attribution beside other systems and people, as a Markdown table; their figures were measured once and are constants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.evaluation.attribution import HUMAN

HEADS = ("exact", "overlap", "full", "direct, full", "indirect, full", "mixed, full", "source accuracy")
GENDER_GAP_TRACKER = (34.4, 49.5, 42.2, 73.0, 34.0, 58.0, 86.0)
"""The quotation extractor of SFU's Gender Gap Tracker (Asr et al. 2021, PLOS ONE), its pieces merged, on PolNeAR's
development part, by the measures of :mod:`toolkit.evaluation.attribution`."""


def comparison(figures: Mapping[str, Any]) -> str:
    """The table for the figures of :func:`toolkit.evaluation.attribution.evaluate` on PolNeAR's development part."""
    rows = {
        "Readout": _row(figures, lambda value: value["f1"]),
        "SFU Gender Gap Tracker, pieces merged": GENDER_GAP_TRACKER,
        "people against people": _row(HUMAN, lambda value: value),
    }
    lines = [f"| F1 in percent | {' | '.join(HEADS)} |", "|---|" + "---|" * len(HEADS)]
    lines += [f"| {name} | {' | '.join(f'{value:.1f}' for value in row)} |" for name, row in rows.items()]
    return "\n".join(lines) + "\n"


def _row(figures: Mapping[str, Any], value: Any) -> Sequence[float]:
    whole = [value(figures["all"][name]) for name in ("exact", "overlap", "full")]
    by_type = [value(figures[kind]["full"]) for kind in ("direct", "indirect", "mixed")]
    return [*whole, *by_type, figures["all"]["source accuracy"]]
