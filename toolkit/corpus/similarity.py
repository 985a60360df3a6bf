"""How alike two commitments are: in what is undertaken, by whom, and by when."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Sequence
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

    def __init__(self, background: Sequence[str]) -> None:
        self._df = Counter(feature for text in background for feature in features(text))
        self._n = len(background) + UNSEEN
        self._rarest = 1 + math.log(1 + self._n)

    def likeness(self, first: Sequence[str], second: Sequence[str], *, weigh: bool = False) -> np.ndarray:
        """The likeness of every text of ``first`` with every one of ``second``, shape (len(first), len(second)).

        With ``weigh``, little that is shared counts as little evidence: "do so" is no match for "do so".
        """
        import numpy as np

        if not first or not second:
            return np.zeros((len(first), len(second)))
        left, right = self._matrices(first, second)
        product = np.asarray((left @ right.T).todense())
        a = np.asarray(left.multiply(left).sum(axis=1)).reshape(-1, 1)
        b = np.asarray(right.multiply(right).sum(axis=1)).reshape(1, -1)
        with np.errstate(divide="ignore", invalid="ignore"):
            alike = product / np.sqrt(np.sqrt(a * b) * np.minimum(a, b))
        if weigh:
            alike *= product / (product + EVIDENCE)
        found: np.ndarray = np.clip(np.nan_to_num(alike), 0.0, 1.0) * _numbers(first, second)
        return found

    def _matrices(self, *sides: Sequence[str]) -> list[csr_matrix]:
        """One row a text, one column a feature that occurs, its rarity (1 for the rarest) as value."""
        from scipy.sparse import csr_matrix

        told = [[sorted(features(text)) for text in side] for side in sides]
        columns: dict[str, int] = {}
        for side in told:
            for row in side:
                for feature in row:
                    columns.setdefault(feature, len(columns))
        weights = {f: (1 + math.log((1 + self._n) / (1 + self._df[f]))) / self._rarest for f in columns}
        made = []
        for side in told:
            indptr = [0]
            for row in side:
                indptr.append(indptr[-1] + len(row))
            indices = [columns[feature] for row in side for feature in row]
            values = [weights[feature] for row in side for feature in row]
            made.append(csr_matrix((values, indices, indptr), shape=(len(side), len(columns))))
        return made


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


def _numbers(first: Sequence[str], second: Sequence[str]) -> np.ndarray:
    """:data:`OTHER_NUMBERS` where both texts give numbers and none is the same, 1 elsewhere."""
    import numpy as np

    left, right = ([frozenset(_NUMBER.findall(normalised(text))) for text in texts] for texts in (first, second))
    factor = np.ones((len(left), len(right)))
    rows, columns = ([n for n, found in enumerate(side) if found] for side in (left, right))
    for i in rows:
        for j in columns:
            if not left[i] & right[j]:
                factor[i, j] = OTHER_NUMBERS
    return factor


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
