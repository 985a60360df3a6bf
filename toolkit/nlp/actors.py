"""The actors that an article names."""

from __future__ import annotations

from toolkit.nlp.layers import Layers


def find_actors(layers: Layers) -> None:
    """Fill in the layer."""
