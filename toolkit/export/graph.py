"""Who undertakes what toward whom, as a networkx graph."""

from __future__ import annotations

import math
from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, Any

import networkx as nx

from toolkit.export.documents import xml_text
from toolkit.export.found import Found
from toolkit.records import Commitment

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = {"commitment": "#2b6cb0", "refusal": "#c05621", "threat": "#9b2c2c"}
DASHES = {"commitment": "solid", "refusal": "dashed", "threat": "dotted"}
"""How the kinds are told apart, also without colour."""


class Network(nx.MultiDiGraph):  # type: ignore[misc]  # networkx has no types
    """A networkx graph that draws itself."""

    def plot(self, ax: Axes | None = None, most: int = 40) -> Axes:
        """Draw the actors of most edges, lines by kind, as wide as there are commitments.

        Parameters
        ----------
        ax
            Where to; a new figure by default.
        most
            How many actors to draw.

        Returns
        -------
        matplotlib.axes.Axes
            The drawing.
        """
        import matplotlib.pyplot as plt

        if ax is None:
            ax = plt.subplots(figsize=(9, 7), layout="constrained")[1]
        ranked = sorted(self.degree(weight="weight"), key=lambda held: (-held[1], held[0]))
        shown = self.subgraph([node for node, degree in ranked[:most] if degree])
        place = nx.circular_layout(sorted(shown))
        names = {node: facts["name"].replace("$", r"\$") for node, facts in shown.nodes(data=True)}
        nx.draw_networkx_nodes(shown, place, ax=ax, node_size=60, node_color="#4a5568")
        for node, (x, y) in place.items():
            _label(ax, names[node], float(x), float(y))
        for kind in COLOURS:
            _edges(ax, shown, place, kind)
        ax.legend(loc="lower left", frameon=False)
        ax.set_axis_off()
        ax.margins(0.3)
        ax.set_aspect("equal")
        return ax


def _edges(ax: Axes, shown: Any, place: Any, kind: str) -> None:
    """The lines of one kind, as wide as there are commitments, with their entry in the legend."""
    edges: list[Any] = [(a, b, facts["weight"]) for a, b, facts in shown.edges(data=True) if facts["kind"] == kind]
    nx.draw_networkx_edges(
        shown,
        place,
        [(a, b) for a, b, _ in edges],
        ax=ax,
        edge_color=COLOURS[kind],
        width=[min(0.6 + 0.5 * weight, 4) for *_, weight in edges],
        style=DASHES[kind],
        connectionstyle="arc3,rad=0.1",
        node_size=60,
    )
    ax.plot([], [], color=COLOURS[kind], linestyle=DASHES[kind], label=kind)


def _label(ax: Axes, name: str, x: float, y: float) -> None:
    """A name outside the circle, along its radius, so that no two names meet; upside down none."""
    angle = math.degrees(math.atan2(y, x))
    left = abs(angle) > 90
    turned: dict[str, Any] = {"rotation": angle + 180 if left else angle, "rotation_mode": "anchor", "va": "center"}
    ax.text(1.05 * x, 1.05 * y, name, fontsize=9, ha="right" if left else "left", clip_on=False, **turned)


def network(found: Found) -> Network:
    """Who undertakes what toward whom: an edge from party to counterpart for each kind and status.

    Parameters
    ----------
    found
        The analysis.

    Returns
    -------
    Network
        Nodes are actor ids with ``name``, ``type``, ``country`` and ``mentions``; an edge's ``weight`` counts the rows,
        ``kind`` and ``status`` tell which.
    """
    graph = Network()
    mentions: Counter[str] = Counter()
    for actor in found.records("actors"):
        mentions[actor.actor_id] += len(actor.mentions)
        facts = {"name": xml_text(actor.name), "type": actor.type.value, "country": actor.country or ""}
        known = graph.nodes.get(actor.actor_id, {})
        graph.add_node(actor.actor_id, **{name: known.get(name) or value for name, value in facts.items()})
    nx.set_node_attributes(graph, dict(mentions), "mentions")
    bound = Counter(pair for row in found.records("commitments") for pair in _pairs(row) if {*pair[:2]} <= set(graph))
    for (party, other, kind, status), weight in sorted(bound.items()):
        graph.add_edge(party, other, key=f"{kind}-{status}", kind=kind, status=status, weight=weight)
    return graph


def _pairs(row: Commitment) -> list[tuple[str, str, str, str]]:
    """Who is bound toward whom, with kind and status; nobody toward themselves."""
    told = row.kind.value, row.status.value
    return [(party, other, *told) for party, other in product(row.parties, row.counterparts) if party != other]
