"""Progress on stderr: a bar where somebody watches, now and then a plain line in a log."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

LINES = 10
"""At most this many lines tell of one task in a log."""


class Progress(Protocol):
    """What the bars of tqdm and :class:`Lines` have in common."""

    def update(self, n: float | None = 1) -> Any:
        """Count something that is done."""

    def set_postfix_str(self, s: str = "") -> Any:
        """Tell what is being worked at."""

    def close(self) -> Any:
        """Say no more."""


class Lines:
    """Progress for a log: no carriage returns, no more than :data:`LINES` lines."""

    def __init__(self, total: int, what: str, unit: str) -> None:
        self.total, self.what, self.unit = total, what, unit
        self.done = self.told = 0

    def update(self, n: float | None = 1) -> None:
        """Count something that is done."""
        self.done += int(n or 0)
        share = self.done * LINES // self.total
        if share > self.told:
            self.told = share
            sys.stderr.write(f"{self.what}: {self.done} of {self.total} {self.unit}{'s' if self.total != 1 else ''}\n")
            sys.stderr.flush()

    def set_postfix_str(self, s: str = "") -> None:
        """A log has no place for that."""

    def close(self) -> None:
        """Nothing is left to say."""


def progress_of(total: int, what: str, unit: str, shown: bool = True) -> Progress:
    """Progress of ``total`` things: a bar in a terminal or a notebook, lines elsewhere.

    Parameters
    ----------
    total
        How many things there are to do.
    what, unit
        The task, and the name of one thing.
    shown
        Whether anything is to be shown at all; ``TQDM_DISABLE=1`` in the environment says no, too.
    """
    from tqdm import tqdm

    if not shown or not total or os.environ.get("TQDM_DISABLE", "0") not in {"", "0"}:
        return tqdm(total=total, disable=True)
    if not sys.stderr.isatty() and not _in_notebook():
        return Lines(total, what, unit)
    return tqdm(total=total, desc=what, unit=unit)


_heard: ContextVar[list[str] | None] = ContextVar("heard", default=None)


@contextmanager
def listening() -> Iterator[list[str]]:
    """What :func:`say` tells meanwhile, in a list that grows."""
    heard: list[str] = []
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


def say(notes: Iterable[str], most: int = 20) -> None:
    """Tell things on stderr, a line each; of very many, the first ``most``."""
    told = list(notes)
    if (heard := _heard.get()) is not None:
        heard += told
    more = [f"... and {len(told) - most} more"] if len(told) > most else []
    sys.stderr.write("".join(f"{note}\n" for note in [*told[:most], *more]))
    sys.stderr.flush()


def _in_notebook() -> bool:
    """Whether this process is a Jupyter kernel, whose stderr is shown to somebody though it is no terminal."""
    if "ipykernel" not in sys.modules:
        return False
    from IPython import get_ipython

    return getattr(get_ipython(), "kernel", None) is not None
