"""Gradient-boosted trees, held in arrays: no library is needed to use them, and nothing is unpickled."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as arrays of shape (trees, nodes): feature (-1: leaf), threshold, left and right child, value of a leaf."""

    feature: Any
    threshold: Any
    left: Any
    right: Any
    value: Any
    base: float

    def probabilities(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """The probability of each row: the logistic function of the sum of the leaves it falls into."""
        import numpy as np

        if not rows:
            return []
        table = np.asarray(rows, dtype=np.float64)
        trees = np.arange(self.feature.shape[0])[None, :]
        lines = np.arange(table.shape[0])[:, None]
        at = np.zeros((table.shape[0], self.feature.shape[0]), dtype=np.int64)
        while True:
            feature = self.feature[trees, at]
            inner = feature >= 0
            if not inner.any():
                break
            goes_left = table[lines, np.maximum(feature, 0)] <= self.threshold[trees, at]
            at = np.where(inner, np.where(goes_left, self.left[trees, at], self.right[trees, at]), at)
        sums = self.base + self.value[trees, at].sum(axis=1)
        return [1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, x)))) for x in sums.tolist()]

    def arrays(self) -> dict[str, Any]:
        """What a file keeps of it."""
        import numpy as np

        parts = {name: getattr(self, name) for name in ("feature", "threshold", "left", "right", "value")}
        return {f"forest_{k}": v for k, v in parts.items()} | {"forest_base": np.array([self.base])}


def from_arrays(arrays: Mapping[str, Any]) -> Forest:
    """The forest that :meth:`Forest.arrays` gave."""
    parts = {name: arrays[f"forest_{name}"] for name in ("feature", "threshold", "left", "right", "value")}
    return Forest(**parts, base=float(arrays["forest_base"][0]))
