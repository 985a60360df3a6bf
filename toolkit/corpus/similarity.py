"""How alike two commitments are: in what is undertaken, by whom, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.records import Commitment

if TYPE_CHECKING:
    import numpy as np

WEIGHTS = (0.6, 0.3, 0.1)
"""Of action, parties and deadline in the likeness of two commitments; the action decides, the others confirm."""


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two commitments are, 0 to 1: in all, and by action, parties and deadline."""

    total: float
    action: float
    parties: float
    deadline: float


class Wording:
    """Compares short texts by their character 3- to 5-grams within words, weighted by rarity (TF-IDF, cosine).

    Parameters
    ----------
    background
        Texts that tell which words are common: all that will be compared, and the articles' sentences.
    """

    def __init__(self, background: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, lowercase=True)
        self._vectorizer.fit([*background, "nothing to compare"])

    def likeness(self, first: Sequence[str], second: Sequence[str]) -> np.ndarray:
        """The cosine of every text of ``first`` with every one of ``second``, shape (len(first), len(second))."""
        import numpy as np

        if not first or not second:
            return np.zeros((len(first), len(second)))
        product = self._vectorizer.transform(first) @ self._vectorizer.transform(second).T
        return np.asarray(product.todense())


def match(first: Commitment, second: Commitment, action: float) -> Match:
    """How alike two commitments are, given how alike their actions are worded."""
    parties = _overlap(_parties(first), _parties(second))
    due = _deadline(first, second)
    total = WEIGHTS[0] * action + WEIGHTS[1] * parties + WEIGHTS[2] * due
    return Match(round(total, 3), round(action, 3), round(parties, 3), round(due, 3))


def _parties(row: Commitment) -> frozenset[str]:
    """Countries where they are known, else names: a minister and his state are one party."""
    return frozenset(row.party_countries or [name.casefold() for name in row.party_names])


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Shared parties over the smaller set: one account may name only its own side. Half where one is unknown."""
    if not first or not second:
        return 0.5
    return len(first & second) / min(len(first), len(second))


def _deadline(first: Commitment, second: Commitment) -> float:
    """1 for deadlines that meet, 0 for those that do not; half where one of them gives none."""
    if first.deadline_to is None or second.deadline_to is None:
        return 0.5
    start = max(first.deadline_from or first.deadline_to, second.deadline_from or second.deadline_to)
    return float(start <= min(first.deadline_to, second.deadline_to))
