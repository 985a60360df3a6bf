"""Conditional logit over groups of options, fitted by L-BFGS: options of a group compete, with or without "none of them"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


class Vocabulary(dict[str, int]):
    """Feature names to numbers; grows while it is open."""

    open: bool = True

    def numbers(self, names: Iterable[str]) -> list[int]:
        """The numbers of the names; of unknown ones only while it is open."""
        if self.open:
            return [self.setdefault(name, len(self)) for name in names]
        return [self[name] for name in names if name in self]


@dataclass(slots=True)
class Groups:
    """Groups of options: features of a group, features and wanted share of each option, and the group's weight."""

    shared: list[list[int]] = field(default_factory=list)
    options: list[list[int]] = field(default_factory=list)
    group: list[int] = field(default_factory=list)
    share: list[float] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    document: list[int] = field(default_factory=list)

    def add(
        self,
        document: int,
        shared: list[int],
        options: Sequence[list[int]],
        share: Sequence[float],
        weight: float = 1.0,
    ) -> None:
        """Add a group."""
        number = len(self.shared)
        self.shared.append(shared)
        self.weight.append(weight)
        self.document.append(document)
        for features, wanted in zip(options, share, strict=True):
            self.options.append(features)
            self.group.append(number)
            self.share.append(wanted)

    def used(self) -> Counter[int]:
        """In how many documents each feature occurs."""
        seen: set[tuple[int, int]] = set()
        for document, features in zip(self.document, self.shared, strict=True):
            seen.update((document, f) for f in features)
        for group, features in zip(self.group, self.options, strict=True):
            seen.update((self.document[group], f) for f in features)
        return Counter(f for _, f in seen)

    def renumbered(self, to: dict[int, int]) -> Groups:
        """With other feature numbers; features without one are left out."""
        return Groups(
            [[to[f] for f in row if f in to] for row in self.shared],
            [[to[f] for f in row if f in to] for row in self.options],
            self.group, self.share, self.weight, self.document,
        )  # fmt: skip


def matrix(rows: Sequence[Sequence[int]], width: int) -> Any:
    """Rows of feature numbers as a sparse matrix of ones."""
    import numpy as np
    from scipy import sparse

    ends = np.zeros(len(rows) + 1, dtype=np.int64)
    ends[1:] = np.cumsum([len(row) for row in rows])
    columns = np.fromiter((f for row in rows for f in row), dtype=np.int32, count=int(ends[-1]))
    return sparse.csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(rows), width))


@dataclass(slots=True)
class Problem:
    """Groups as matrices, ready to be fitted or judged; ``nothing`` tells whether "none of them" is an option too."""

    shared: Any
    options: Any
    group: Any
    share: Any
    weight: Any
    nothing: bool

    @classmethod
    def of(cls, groups: Groups, width: int, nothing: bool) -> Problem:
        """From groups whose features are numbered below ``width``."""
        import numpy as np

        return cls(
            matrix(groups.shared, width), matrix(groups.options, width), np.array(groups.group, dtype=np.int64),
            np.array(groups.share), np.array(groups.weight), nothing,
        )  # fmt: skip

    def part(self, chosen: Any) -> Problem:
        """The groups for which the mask ``chosen`` is true."""
        import numpy as np

        rows = chosen[self.group]
        number = np.cumsum(chosen) - 1
        return Problem(
            self.shared[chosen],
            self.options[rows],
            number[self.group[rows]],
            self.share[rows],
            self.weight[chosen],
            self.nothing,
        )

    def judge(self, weights: Any) -> tuple[Any, Any, Any]:
        """Probability of each option, the log of each group's normaliser, and the scores."""
        import numpy as np

        count = self.shared.shape[0]
        scores = self.options @ weights + (self.shared @ weights)[self.group]
        top = np.zeros(count) if self.nothing else np.full(count, -np.inf)
        np.maximum.at(top, self.group, scores)
        exps = np.exp(scores - top[self.group])
        whole = np.exp(-top) if self.nothing else np.zeros(count)
        np.add.at(whole, self.group, exps)
        return exps / whole[self.group], top + np.log(whole), scores

    def fit(self, penalty: float, rounds: int = 150) -> Any:
        """Weights that make the wanted shares most likely, less ``penalty`` / 2 times their squares (L-BFGS)."""
        import numpy as np
        from scipy.optimize import minimize

        shared_t, options_t = self.shared.T.tocsr(), self.options.T.tocsr()
        each = self.weight[self.group]

        def loss(weights: Any) -> tuple[float, Any]:
            p, logs, scores = self.judge(weights)
            wanted = np.zeros(len(self.weight))
            np.add.at(wanted, self.group, self.share)
            value = (self.weight * logs * (1.0 if self.nothing else wanted)).sum() - (each * self.share * scores).sum()
            excess = (p * (1.0 if self.nothing else wanted[self.group]) - self.share) * each
            by_group = np.zeros(len(self.weight))
            np.add.at(by_group, self.group, excess)
            slope = options_t @ excess + shared_t @ by_group + penalty * weights
            return float(value + 0.5 * penalty * (weights @ weights)), slope

        start = np.zeros(self.shared.shape[1])
        return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 8}).x
