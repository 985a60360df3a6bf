"""Figures over a corpus: what happened when, and who is bound to whom."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.display.article.figures import FIRST, INK, MUTED, SECOND, Picture, _dates, _drawing, _short, svg
from toolkit.display.words import day

Dots = Sequence[tuple[str, Sequence[tuple[dt.date, int]]]]
"""A label and counts by date."""


@dataclass(frozen=True)
class Bond:
    """A line of the network: undertakings of ``first`` toward ``second``, or of both together."""

    first: str
    second: str
    count: int
    together: bool


def dots(rows: Dots, name: str, what: str) -> Picture:
    """Counts by date as dots, the larger the more, one line a label.

    Parameters
    ----------
    rows
        At least one with at least one date.
    name
        Makes the drawing's ids unique on the page.
    what
        What is counted, for the description: "Statements by speaker and date".
    """
    alt = f"{what}. " + "; ".join(
        f"{label}: " + ", ".join(f"{count} on {day(date)}" for date, count in counts) for label, counts in rows
    )
    dates = [date.toordinal() for _, counts in rows for date, _ in counts]
    most = max(count for _, counts in rows for _, count in counts)
    margin = max(2.0, (max(dates) - min(dates)) * 0.06)
    with _drawing(6.6, 0.6 + 0.32 * len(rows)) as (figure, axes):
        for place, (_, counts) in enumerate(rows):
            axes.axhline(place, color=MUTED, linewidth=0.3, alpha=0.6)
            sizes = [24 + 190 * count / most for _, count in counts]
            axes.scatter(
                [d.toordinal() for d, _ in counts], [place] * len(counts), s=sizes, color=FIRST, alpha=0.75, lw=0
            )
        axes.set_yticks(range(len(rows)), [_short(label, 34) for label, _ in rows], color=INK)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(min(dates) - margin, max(dates) + margin)
        _dates(axes, min(dates), max(dates))
        return Picture(svg(figure, name, alt), alt)


def stances(bars: Sequence[tuple[str, Sequence[int]]], names: Sequence[tuple[str, str]]) -> Picture:
    """Comments by topic as bars, parted by stance; each part bears its stance's sign and its number.

    Parameters
    ----------
    bars
        A label and the number of comments of each stance.
    names
        Sign and name of the stances, in the order of the numbers; the first two stand in colours of their own.
    """
    told = (
        f"{label}: " + ", ".join(f"{count} {name}" for (_, name), count in zip(names, counts, strict=True) if count)
        for label, counts in bars
    )
    alt = "Expert comments by topic and stance. " + "; ".join(told)
    with _drawing(6.6, 0.5 + 0.34 * len(bars)) as (figure, axes):
        for place, (_, counts) in enumerate(bars):
            left = 0
            for part, ((sign, _), count) in enumerate(zip(names, counts, strict=True)):
                if count:
                    colour = (FIRST, SECOND)[part] if part < 2 else MUTED
                    axes.barh(place, count, left=left + 0.02, height=0.66, color=colour, alpha=0.3, lw=0)
                    text = f"{sign} {count}"
                    axes.text(left + count / 2, place, text, ha="center", va="center", color=INK, fontsize=9)
                    left += count
        axes.set_yticks(range(len(bars)), [_short(label, 34) for label, _ in bars], color=INK)
        axes.set_ylim(len(bars) - 0.4, -0.6)
        axes.set_xlim(0, max(6, *(sum(counts) for _, counts in bars)))
        axes.set_xticks([])
        return Picture(svg(figure, "stances", alt), alt)


Place = tuple[float, float]


def network(bonds: Sequence[Bond]) -> Picture:
    """Undertakings as lines between parties: an arrow toward somebody, a dashed line for what is undertaken together.

    Each connected part stands on a circle of its own, the busiest part first; neighbours on a circle are those who have
    most to do with each other (breadth-first from the busiest party).
    """
    alt = "Who undertakes toward whom. " + "; ".join(
        f"{bond.first} {'and' if bond.together else 'toward'} {bond.second}: {bond.count}" for bond in bonds
    )
    places, sides, height = _arranged(_parts(bonds))
    most = max(bond.count for bond in bonds)
    with _drawing(6.6, 0.47 * height) as (figure, axes):
        for bond in bonds:
            _line(axes, places[bond.first], places[bond.second], bond, most)
        across, up = zip(*places.values(), strict=True)
        axes.scatter(across, up, s=30, color=INK, zorder=3, lw=0)
        for name, (x, y) in places.items():
            dx, dy = sides[name]
            side = "center" if abs(dx) < 0.3 else "left" if dx > 0 else "right"
            base = "center" if abs(dx) >= 0.3 else "bottom" if dy > 0 else "top"
            axes.text(x + 0.22 * dx, y + 0.24 * dy, _short(name, LONGEST), ha=side, va=base, color=INK, fontsize=9)
        axes.set_xlim(0, max(WIDTH, max(across) + LETTER * LONGEST))
        axes.set_ylim(-height, 0)
        axes.set_xticks([])
        axes.set_yticks([])
        return Picture(svg(figure, "network", alt), alt)


WIDTH = 14.0
"""Width of the network, in units of which a label of twenty letters takes about three."""

LETTER = 0.14
"""Width of a letter of a label, in the same units."""

LONGEST = 22
"""Letters of a label at most."""


def _arranged(parts: Sequence[Sequence[str]]) -> tuple[dict[str, Place], dict[str, Place], float]:
    """Where each party stands, on which side its label goes, and the height of it all; a part goes to the first row with room."""
    rows: list[list[tuple[Sequence[str], float, float, float]]] = []
    for names in parts:
        radius = 0.9 if len(names) == 2 else 0.5 + 0.2 * len(names)
        wide = 2 * radius + 2 * (0.4 + LETTER * min(LONGEST, max(map(len, names))))
        high = 1.0 if len(names) == 2 else 2 * radius + 1.5
        row = next((r for r in rows if sum(w for _, _, w, _ in r) + wide <= WIDTH), None)
        if row is None:
            rows.append(row := [])
        row.append((names, radius, wide, high))
    places: dict[str, Place] = {}
    sides: dict[str, Place] = {}
    top = 0.0
    for row in rows:
        left, tallest = 0.0, max(high for *_, high in row)
        for names, radius, wide, _ in row:
            for n, name in enumerate(names):
                angle = math.pi - math.pi * n if len(names) == 2 else math.pi / 2 - 2 * math.pi * n / len(names)
                sides[name] = (math.cos(angle), math.sin(angle))
                x, y = left + wide / 2, -(top + tallest / 2)
                places[name] = (x + radius * sides[name][0], y + radius * sides[name][1])
            left += wide
        top += tallest
    return places, sides, top


def _line(axes, start, end, bond: Bond, most: int) -> None:  # type: ignore[no-untyped-def]  # matplotlib is imported late
    """A curved line between two places; arrows bend to one side, so that two directions do not cover each other."""
    from matplotlib.patches import FancyArrowPatch

    patch = FancyArrowPatch(
        start,
        end,
        arrowstyle="-" if bond.together else "-|>",
        connectionstyle=f"arc3,rad={0.0 if bond.together else 0.18}",
        linestyle=(0, (4, 2)) if bond.together else "solid",
        linewidth=0.9 + 2.6 * bond.count / most,
        color=SECOND if bond.together else FIRST,
        mutation_scale=11,
        shrinkA=5,
        shrinkB=5,
    )
    axes.add_patch(patch)


def _parts(bonds: Sequence[Bond]) -> list[list[str]]:
    """The connected parts, larger ones first, each in breadth-first order from its busiest party."""
    import networkx as nx

    graph = nx.Graph()
    for bond in bonds:
        weight = graph.get_edge_data(bond.first, bond.second, {"weight": 0})["weight"] + bond.count
        graph.add_edge(bond.first, bond.second, weight=weight)
    rank = {name: (-degree, name) for name, degree in graph.degree(weight="weight")}
    parts = []
    for names in nx.connected_components(graph):
        root = min(names, key=lambda name: rank[name])
        tree = nx.bfs_edges(graph, root, sort_neighbors=lambda found: sorted(found, key=lambda n: rank[n]))
        parts.append([root, *(end for _, end in tree)])
    return sorted(parts, key=lambda part: (-len(part), rank[part[0]]))


def bins(dates: Sequence[dt.date], most: int = 7) -> list[tuple[str, dt.date, dt.date]]:
    """Days, months or years, the finest of which at most ``most`` occur: label, first and last day of each that occurs."""
    for form, first in (("%Y-%m-%d", _whole_day), ("%Y-%m", _month), ("%Y", _year)):
        starts = sorted({first(date) for date in dates})
        if len(starts) <= most or form == "%Y":
            break
    ends = [later - dt.timedelta(1) for _, later in pairwise(starts)] + [max(dates, default=dt.date.max)]
    labels = [start.strftime(form) if form != "%Y-%m-%d" else day(start) for start in starts]
    return list(zip(labels, starts, ends, strict=False))[-most:]


def _whole_day(date: dt.date) -> dt.date:
    return date


def _month(date: dt.date) -> dt.date:
    return date.replace(day=1)


def _year(date: dt.date) -> dt.date:
    return date.replace(month=1, day=1)
