"""Pronouns and descriptions."""

from __future__ import annotations

from toolkit.nlp.layers import Layers


def resolve_references(layers: Layers) -> None:
    """Fill in the layer."""
