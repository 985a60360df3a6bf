"""How alike two commitments are: in what is undertaken, by whom, and by when."""

from __future__ import annotations

import datetime as dt
import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from toolkit.records import Commitment

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

STRANGERS, UNKNOWN = 0.38, 0.82
"""What is left of the likeness of the wording where the parties have nothing in common, and where some are not known."""

APART, UNDATED = 0.85, 0.97
"""What is left of it where the deadlines do not meet, and where not both are known."""

FADES = dt.timedelta(days=7), dt.timedelta(days=365)
"""From the first to the second distance between two reports, the likeness fades to :data:`STALE`."""

STALE = 0.6
"""What is left of it for reports of different times."""

UNSEEN = 200
"""Texts taken to be there beside the background, so that in a few short texts a word told twice is still a rare word."""

EVIDENCE = 4.0
"""Weight of shared n-grams that counts as half enough evidence: that of a word of six letters found nowhere else."""

OTHER_NUMBERS = 0.85
"""What is left of the likeness of two wordings that both give numbers, but none in common."""

_PAIRS = 20_000
"""Pairs of texts compared at once; more take more memory and no less time."""

_TWELVE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = dict(zip(_TWELVE, map(str, range(1, 13)), strict=True))
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two commitments are.

    Attributes
    ----------
    total
        The likeness of the wording times what parties and time leave of it, 0 to 1.
    action, parties, time
        The three factors, 0 to 1 each; ``parties`` and ``time`` are 1 where nothing speaks against a match.
    """

    total: float
    action: float
    parties: float
    time: float


class Wording:
    """Compares short texts by character 3- to 5-grams within words, weighted by rarity.

    Inflected forms, nouns and near synonyms of a verb count as one word (``lexicon/en/action_words.csv``), function words
    do not count. Two texts with dot product p and squared lengths a and b are alike by the geometric mean of cosine,
    p / sqrt(ab), and containment, p / min(a, b): an account that adds details still tells of the same.

    Parameters
    ----------
    background
        Texts that tell which words are common: all that will be compared, and the articles' sentences.
    """

    def __init__(self, background: Iterable[str]) -> None:
        self._df: Counter[str] = Counter()
        self._n = UNSEEN
        for text in background:
            self._df.update(features(text))
            self._n += 1
        self._rarest = 1 + math.log(1 + self._n)

    def likeness(self, first: Sequence[str], second: Sequence[str], *, weigh: bool = False) -> np.ndarray:
        """The likeness of every text of ``first`` with every one of ``second``, shape (len(first), len(second)).

        With ``weigh``, little that is shared counts as little evidence: "do so" is no match for "do so".
        """
        import numpy as np

        shape = len(first), len(second)
        if not all(shape):
            return np.zeros(shape)
        i, j = (side.ravel() for side in np.indices(shape))
        found: np.ndarray = self.vectors([*first, *second]).likeness(i, j + len(first), weigh=weigh).reshape(shape)
        return found

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Some texts, to be compared pair by pair."""
        from scipy.sparse import csr_matrix

        columns: dict[str, int] = {}
        indptr, indices = [0], array("i")
        for text in texts:
            indices.extend(sorted(columns.setdefault(feature, len(columns)) for feature in features(text)))
            indptr.append(len(indices))
        names = list(columns)
        weights = [(1 + math.log((1 + self._n) / (1 + self._df[f]))) / self._rarest for f in names]
        matrix = csr_matrix(([weights[i] for i in indices], indices, indptr), shape=(len(texts), len(names)))
        return Vectors(matrix, names, [frozenset(_NUMBER.findall(normalised(text))) for text in texts])


class Vectors:
    """Texts as :class:`Wording` compares them.

    Parameters
    ----------
    matrix
        One row a text, one column an n-gram, its rarity (1 for the rarest) as value.
    names
        The n-grams.
    numbers
        The numbers that each text gives.
    """

    def __init__(self, matrix: csr_matrix, names: Sequence[str], numbers: Sequence[frozenset[str]]) -> None:
        import numpy as np

        self._matrix, self._names, self._numbers = matrix, names, numbers
        self._lengths = np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()
        self._long = np.array(
            [len(name) > 4 or (name.endswith(" ") and name.startswith(" ")) for name in names], dtype=bool
        )
        self._numbered = np.array([bool(found) for found in numbers], dtype=bool)

    def __len__(self) -> int:
        return len(self._numbers)

    def likeness(self, first: np.ndarray, second: np.ndarray, *, weigh: bool = True, least: float = 0.0) -> np.ndarray:
        """The likeness of the pairs of texts at these places; one that is under ``least`` may be told too high."""
        import numpy as np

        starts = range(0, len(first), _PAIRS)
        parts = [self._likeness(first[at : at + _PAIRS], second[at : at + _PAIRS], weigh, least) for at in starts]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _likeness(self, first: np.ndarray, second: np.ndarray, weigh: bool, least: float) -> np.ndarray:
        import numpy as np

        product = np.asarray(self._matrix[first].multiply(self._matrix[second]).sum(axis=1)).ravel()
        a, b = self._lengths[first], self._lengths[second]
        with np.errstate(divide="ignore", invalid="ignore"):
            likeness = product / np.sqrt(np.sqrt(a * b) * np.minimum(a, b))
        if weigh:
            likeness *= product / (product + EVIDENCE)
        alike: np.ndarray = np.clip(np.nan_to_num(likeness), 0.0, 1.0)
        for n in np.flatnonzero(self._numbered[first] & self._numbered[second] & (alike >= least)).tolist():
            if not self._numbers[first[n]] & self._numbers[second[n]]:
                alike[n] *= OTHER_NUMBERS
        return alike

    def some(self, places: np.ndarray) -> Vectors:
        """The texts at some places."""
        return Vectors(self._matrix[places], self._names, [self._numbers[i] for i in places.tolist()])

    def runs(self, place: int) -> tuple[list[int], list[float], float]:
        """The longest n-grams of a text, the rarest first, with their squared weights, and those of all its n-grams together."""
        start, end = self._matrix.indptr[place : place + 2]
        indices, weights = self._matrix.indices[start:end], self._matrix.data[start:end] ** 2
        long = self._long[indices]
        found = sorted(zip((-weights[long]).tolist(), indices[long].tolist(), strict=True))
        return [index for _, index in found], [-weight for weight, _ in found], float(weights.sum())


def features(text: str) -> set[str]:
    """The character 3- to 5-grams of each word of the normalised text, its ends marked by blanks."""
    found: set[str] = set()
    for word in normalised(text).split():
        found |= _grams(word)
    return found


@lru_cache(maxsize=50_000)
def _grams(word: str) -> frozenset[str]:
    padded = f" {word} "
    return frozenset(padded[i : i + n] for n in (3, 4, 5) for i in range(max(1, len(padded) - n + 1)))


@cache
def _heads() -> tuple[dict[str, str], re.Pattern[str]]:
    from toolkit.lexicon import table

    heads = {form.replace("_", " "): row["head"] for row in table("action_words") for form in row["forms"].split()}
    phrases = sorted((form for form in heads if " " in form), key=lambda form: (-len(form), form))
    return heads, re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")


def normalised(text: str) -> str:
    """The words that tell what an action is: lower case, one word a meaning, no function words."""
    from toolkit.lexicon import words

    heads, phrases = _heads()
    skipped = words("function_words")
    told = phrases.sub(lambda match: heads[match.group()], " ".join(text.lower().split()))
    kept = (word for word in _WORD.findall(told) if word not in skipped)
    return " ".join(_NUMBERS.get(word) or heads.get(word, word) for word in kept)


def match(
    first: Commitment,
    second: Commitment,
    action: float,
    *,
    parties: tuple[frozenset[str], frozenset[str]] | None = None,
    published: tuple[dt.date | None, dt.date | None] = (None, None),
) -> Match:
    """How alike two commitments are, given how alike their actions are worded.

    Parameters
    ----------
    action
        Likeness of the wording, 0 to 1.
    parties
        Who is bound by each, by any key; by default countries, or names where no country is known.
    published
        When each was reported.
    """
    bound = parties or (_parties(first), _parties(second))
    who, when = _who(*bound), _when(first, second, published)
    return Match(round(action * who * when, 3), round(action, 3), round(who, 3), round(when, 3))


def _parties(row: Commitment) -> frozenset[str]:
    return frozenset(row.party_countries or [name.casefold() for name in row.party_names])


def _who(first: frozenset[str], second: frozenset[str]) -> float:
    """1 where one account's parties are among the other's: an account may name only its own side."""
    if not first or not second:
        return UNKNOWN
    return STRANGERS + (1 - STRANGERS) * len(first & second) / min(len(first), len(second))


def _when(first: Commitment, second: Commitment, published: tuple[dt.date | None, dt.date | None]) -> float:
    """1 for reports of about the same time whose deadlines meet."""
    if first.deadline_to is None or second.deadline_to is None:
        due = UNDATED
    else:
        start = max(first.deadline_from or first.deadline_to, second.deadline_from or second.deadline_to)
        due = 1.0 if start <= min(first.deadline_to, second.deadline_to) else APART
    if published[0] is None or published[1] is None:
        return due
    share = (abs(published[0] - published[1]) - FADES[0]) / (FADES[1] - FADES[0])
    return due * (1 - (1 - STALE) * min(1.0, max(0.0, share)))
