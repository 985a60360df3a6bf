"""Expert commentary."""

from __future__ import annotations

from toolkit.nlp.layers import Layers


def find_commentary(layers: Layers) -> None:
    """Fill in the layer."""
