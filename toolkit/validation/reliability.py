"""The reliability curve: share right by confidence, as a figure for a page, or as a file."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit import files
from toolkit.errors import UsageError
from toolkit.validation.figures import FIRST, INK, MUTED, SECOND, Picture, drawing, svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Curves = Mapping[str, Mapping[str, Any]]
"""Reliability tables by name, as :func:`toolkit.evaluation.calibration.reliability` makes them."""

_MARKS = (("o", "-"), ("s", "--"))
_ON_PAPER = {FIRST: "#24588a", SECOND: "#8f4700", INK: "#1d1c1a", MUTED: "#625d56"}
"""The page's colours in light mode, for files."""


def curve(curves: Curves, name: str = "reliability") -> Picture:
    """The share of rows that are right over their confidence; two curves at most.

    The area of a mark grows with the rows in its bin. The diagonal is perfect calibration.
    """
    alt = description(curves)
    with drawing(4.6, 3.9) as (figure, axes):
        _plot(axes, curves, {colour: colour for colour in _ON_PAPER})
        return Picture(svg(figure, name, alt), alt)


def write(curves: Curves, path: Path) -> None:
    """Draw the curves into a file.

    Raises
    ------
    UsageError
        The file's suffix is neither ``.png`` nor ``.svg``.
    """
    if path.suffix.lower() not in (".png", ".svg"):
        raise UsageError(f"{path}: name the figure .png or .svg")
    with drawing(4.6, 3.9) as (figure, axes):
        _plot(axes, curves, _ON_PAPER)
        metadata = {"Date": None} if path.suffix.lower() == ".svg" else {}
        drawn = io.BytesIO()
        figure.savefig(drawn, format=path.suffix[1:].lower(), dpi=200, facecolor="white", metadata=metadata)
    files.write(path, drawn.getvalue())


def description(curves: Curves) -> str:
    """What the figure shows, in words."""
    parts = []
    for name, told in curves.items():
        bins = [b for b in told["bins"] if b["n"]]
        points = "; ".join(f"confidence {b['confidence']:.2f}: {b['right']:.2f} right of {b['n']}" for b in bins)
        parts.append(f"{name}: {points or 'no rows'}")
    return "Share of rows that are right, by confidence. " + ". ".join(parts)


def _plot(axes: Axes, curves: Curves, colours: Mapping[str, str]) -> None:
    muted = colours[MUTED]
    axes.plot([0, 1], [0, 1], color=muted, linewidth=1, linestyle=(0, (2, 3)))
    axes.text(0.02, 0.06, "as sure as right", color=muted, fontsize=8.5, rotation=45, rotation_mode="anchor")
    for (name, told), colour, (mark, line) in zip(curves.items(), (FIRST, SECOND), _MARKS, strict=False):
        bins = [b for b in told["bins"] if b["n"]]
        xs, ys = [b["confidence"] for b in bins], [b["right"] for b in bins]
        axes.plot(xs, ys, color=colours[colour], linewidth=1.4, linestyle=line)
        most = max((b["n"] for b in bins), default=1)
        for b in bins:
            size = 3.5 + 6 * (b["n"] / most) ** 0.5
            axes.plot([b["confidence"]], [b["right"]], color=colours[colour], marker=mark, markersize=size)
        axes.plot([], [], color=colours[colour], linewidth=1.4, linestyle=line, marker=mark, label=name)
    axes.legend(loc="upper left", frameon=False, labelcolor=colours[INK], fontsize=9)
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    axes.set_xticks(ticks, [f"{t:g}" for t in ticks], color=muted)
    axes.set_yticks(ticks, [f"{t:g}" for t in ticks], color=muted)
    axes.set_xlim(0, 1.03)
    axes.set_ylim(0, 1.05)
    axes.set_xlabel("confidence", color=colours[INK])
    axes.set_ylabel("share right", color=colours[INK])
    axes.axhline(0, color=muted, linewidth=0.8)
    axes.axvline(0, color=muted, linewidth=0.8)
