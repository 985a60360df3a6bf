"""Who said what: source, cue and content of every attribution in an article."""

from __future__ import annotations

from toolkit.nlp.layers import Layers


def find_attributions(layers: Layers, mode: str = "complete") -> None:
    """Fill in the layer."""
