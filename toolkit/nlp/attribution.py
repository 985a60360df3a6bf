"""Source, cue and content."""

from __future__ import annotations

from toolkit.nlp.layers import Layers


def find_attributions(layers: Layers, mode: str = "complete") -> None:
    """Fill in the layer."""
