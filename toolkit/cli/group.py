"""Groups of commands that end in one line, whatever stops them: a wrong call, the machine, or Ctrl-C."""

from __future__ import annotations

import importlib
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
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
    """Turns the package's own errors, and what the machine refuses, into one line on stderr; hints at names of commands.

    Attributes
    ----------
    later
        Commands of other modules, which are imported when they are asked for: module and first sentence of the help by name.
    """

    later: Mapping[str, tuple[str, str]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted({*self.commands, *self.later})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name in self.later and cmd_name not in self.commands:
            module = importlib.import_module(self.later[cmd_name][0])
            self.add_command(getattr(module, cmd_name.replace("-", "_")))
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, without importing what is not yet imported."""
        names = self.list_commands(ctx)
        width = formatter.width - 6 - max(map(len, names), default=0)
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._short_help(name, width)) for name in names])

    def _short_help(self, name: str, width: int) -> str:
        known = self.commands.get(name) or click.Command(name, help=self.later[name][1])
        return known.get_short_help_str(width)

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
        if args and self.get_command(ctx, args[0]) is None:
            import difflib

            if near := difflib.get_close_matches(args[0], self.list_commands(ctx), n=1):
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
