"""Groups of commands that end in one line, whatever stops them: a wrong call, the machine, or Ctrl-C."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import click

from toolkit.errors import ReadoutError
from toolkit.files import told

SOME_FAILED = 1
WRONG_USAGE = 2
"""Also what the machine refuses: a disk that is full, a folder that is read-only."""
SIGNALLED = 128
"""To which shells add the signal's number: 130 after Ctrl-C, 143 after ``kill``."""


def say(message: str) -> None:
    """Write a message to stderr."""
    click.echo(message, err=True)


def tell_problems(problems: Iterable[Any]) -> int:
    """Name each problem on stderr; the exit status that follows."""
    found = list(problems)
    for problem in found:
        say(str(problem))
    return SOME_FAILED if found else 0


class Group(click.Group):
    """Turns the package's own errors, and what the machine refuses, into one line on stderr; hints at names of commands."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            with _termination():
                return super().invoke(ctx)
        except ReadoutError as error:
            say(f"readout: {error}")
            ctx.exit(WRONG_USAGE)
        except KeyboardInterrupt:
            say("readout: stopped")
            ctx.exit(SIGNALLED + signal.SIGINT)
        except BrokenPipeError:  # whoever read what was printed has gone; click ends quietly
            raise
        except OSError as error:
            where = f"{error.filename}: " if error.filename is not None else ""
            say(f"readout: {where}{told(error)}")
            ctx.exit(WRONG_USAGE)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command of that name."""
        import difflib

        near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1) if args else []
        if args and self.get_command(ctx, args[0]) is None and near:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)


@contextmanager
def _termination() -> Iterator[None]:
    """Lets ``kill`` end a command as Ctrl-C does, with all that it began cleared away."""

    def end(number: int, frame: FrameType | None) -> None:
        sys.exit(SIGNALLED + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
