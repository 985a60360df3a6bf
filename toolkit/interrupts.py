"""Ctrl-C and ``kill``: held back while what must not be cut in two goes on."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_HELD = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def held() -> Iterator[None]:
    """Lets a few steps be taken to their end; a signal that comes meanwhile is heeded after them.

    For steps that end soon by themselves: a process that is started and written down, or several that are ended. In other
    threads than the main one, where no signal arrives, nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[tuple[int, FrameType | None]] = []
    before = {wanted: signal.getsignal(wanted) for wanted in _HELD}
    try:
        for wanted in _HELD:
            signal.signal(wanted, lambda *signalled: came.append(signalled))
        yield
    finally:
        for wanted, handler in before.items():
            signal.signal(wanted, handler)
        for number, frame in came[:1]:
            _heed(before[signal.Signals(number)], number, frame)


def _heed(handler: object, number: int, frame: FrameType | None) -> None:
    """Do with a signal what would have been done when it came."""
    if callable(handler):
        handler(number, frame)
    elif handler != signal.SIG_IGN:
        signal.raise_signal(number)
