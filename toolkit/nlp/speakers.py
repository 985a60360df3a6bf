"""Sources of attributions to actors."""

from __future__ import annotations

from toolkit.nlp.layers import Layers


def name_speakers(layers: Layers) -> None:
    """Fill in the layer."""
