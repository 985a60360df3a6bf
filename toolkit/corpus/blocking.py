"""Which pairs of commitments are worth comparing: those of one party that share rarer words, and strangers that share the rarest.

Commitments with a key in common form a block, and only within blocks are pairs compared. A key is a run of letters of the
action, with who is bound: two wordings that are alike share more than what is common to many (prefix filtering; Chaudhuri,
Ganti and Kaushik 2006). In a block of very many, each is compared with those next to it in time, since likeness fades with time
(sorted neighbourhood; Hernández and Stolfo 1995), so that work grows with the commitments and not with their pairs.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.corpus.similarity import EVIDENCE, STRANGERS, UNKNOWN, Vectors

if TYPE_CHECKING:
    import numpy as np

NEIGHBOURS = 64
"""With so many of its block, the next in time, a commitment may be compared."""

COMPARED = 48
"""With so many of those, with which it shares most, it is compared. On 2,826 commitments of 1,069 real articles, 76,000 pairs
were compared instead of 4 million, and none of the 1,105 that are at least 0.24 alike was passed over."""


CHUNK = 2000
"""Commitments whose pairs are held in memory at once."""

Pairs = tuple["np.ndarray", "np.ndarray"]
"""The first and the second of some pairs, by their places."""


def candidates(
    vectors: Vectors, parties: Sequence[Collection[str]], order: Sequence[int], least: float
) -> Iterator[Pairs]:
    """The pairs of commitments that may be at least ``least`` alike, each once.

    Parameters
    ----------
    vectors
        The wordings of the actions.
    parties
        Keys of who is bound by each; empty where that is not known.
    order
        Their places by time.
    least
        Likeness in all, 0 to 1 (see :func:`toolkit.corpus.similarity.match`).

    Yields
    ------
    (array, array)
        Places of the first and the second of some pairs; the first comes before in ``order``.
    """
    import numpy as np

    known = np.array([bool(found) for found in parties])
    keys = [
        [*_of_parties(vectors, i, found, least), *_of_strangers(vectors, i, least)] for i, found in enumerate(parties)
    ]
    yield from neighbours(keys, order)
    if known.all():
        return
    for first, second in neighbours([_telling(vectors, i, least / UNKNOWN) for i in range(len(parties))], order):
        unknown = ~(known[first] & known[second])
        yield first[unknown], second[unknown]


def _of_parties(vectors: Vectors, place: int, parties: Collection[str], least: float) -> Iterator[Hashable]:
    told = _telling(vectors, place, least) if parties else []
    return ((party, gram) for party in parties for gram in told)


def _of_strangers(vectors: Vectors, place: int, least: float) -> list[int]:
    return _telling(vectors, place, least / STRANGERS)


def _telling(vectors: Vectors, place: int, least: float) -> list[int]:
    """The longest runs of letters in a wording, without the commonest, which alone make no two wordings ``least`` alike."""
    if least >= 1:
        return []
    runs, weights, whole = vectors.runs(place)
    needed = EVIDENCE * least / (1 - least)
    spare = needed * sum(weights) / whole if whole else 0.0
    kept = len(runs)
    while kept and weights[kept - 1] < spare:
        kept -= 1
        spare -= weights[kept]
    return runs[:kept]


def neighbours(keys: Sequence[Iterable[Hashable]], order: Sequence[int]) -> Iterator[Pairs]:
    """The pairs with a key in common that are near in time among all with that key, and share most for their length.

    Parameters
    ----------
    keys
        The keys of each commitment.
    order
        Their places, those next to each other to be compared first.

    Yields
    ------
    (array, array)
        Places of the first and the second of some pairs, no pair twice; the first comes before in ``order``.
    """
    import numpy as np

    block, rank = _members(keys, order)
    place, several = np.asarray(order), np.bincount(rank, minlength=len(order))
    by_block = np.lexsort((rank, block))
    block, rank = block[by_block], rank[by_block]
    ends = np.searchsorted(block, block, side="right")
    by_rank = np.argsort(rank, kind="stable")
    starts = np.searchsorted(rank[by_rank], np.arange(0, len(order) + CHUNK, CHUNK))
    for low, high in pairwise(starts):
        here = by_rank[low:high]
        counts = np.minimum(NEIGHBOURS, ends[here] - here - 1)
        first = np.repeat(here, counts)
        offsets = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
        codes, shared = np.unique(rank[first] * len(order) + rank[first + 1 + offsets], return_counts=True)
        one, other = codes // max(1, len(order)), codes % max(1, len(order))
        best = _best(one, shared / np.sqrt(several[other] * np.minimum(several[one], several[other])))
        yield place[one[best]], place[other[best]]


def _best(first: np.ndarray, shared: np.ndarray) -> np.ndarray:
    """Which of some pairs share most, so many for each ``first``, which is sorted."""
    import numpy as np

    by_share = np.lexsort((-shared, first))
    starts = np.flatnonzero(np.diff(first, prepend=-1))
    behind = np.arange(len(first)) - np.repeat(starts, np.diff(starts, append=len(first)))
    found: np.ndarray = by_share[behind < COMPARED]
    return found


def _members(keys: Sequence[Iterable[Hashable]], order: Sequence[int]) -> Pairs:
    """Block and rank in time of each commitment for each of its keys."""
    import numpy as np

    numbers: dict[Hashable, int] = {}
    blocks, ranks = array("q"), array("q")
    for rank, place in enumerate(order):
        for key in keys[place]:
            blocks.append(numbers.setdefault(key, len(numbers)))
            ranks.append(rank)
    return np.array(blocks, dtype=np.int64), np.array(ranks, dtype=np.int64)
