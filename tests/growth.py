"""Growth of work with the size of what is worked on, counted in calls: a measure that no busy machine changes."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Sequence

TIMES = (1, 2, 4, 8)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, of Python and of C."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def assert_linear(works: Sequence[int], slack: float = 1.3) -> None:
    """Twice the length may cost twice the work, and a little more."""
    for before, after in itertools.pairwise(works):
        assert after <= 2 * slack * before, works
