"""The errors a user can meet; each message names the file, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable


class ReadoutError(Exception):
    """Base of all errors raised on purpose by this package."""


class ReadError(ReadoutError):
    """A file could not be turned into articles.

    Parameters
    ----------
    kind
        Short machine name of the failure, e.g. ``"empty"``, ``"binary"``, ``"undecodable"``.
    message
        What is wrong and what to do about it, in one sentence or two.
    where
        Line number, byte offset or article number inside the file, if one can be named.
    """

    def __init__(self, kind: str, message: str, where: str | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.where = where


class ModelNotFoundError(ReadoutError):
    """No spaCy model for English is installed, or the one asked for is not."""


class MachineError(ReadoutError):
    """What the machine refuses: a folder that is read-only, a disk that is full, a process that cannot be had."""


class UsageError(ReadoutError):
    """A call or a command line that cannot be carried out as given."""


def did_you_mean(name: object, known: Iterable[str], *, most: int = 1, least: float = 0.5) -> str:
    """A hint at the known names nearest to a wrong one, to end a message with; ``""`` where none is near.

    Parameters
    ----------
    name
        What was given.
    known
        The names there are.
    most
        How many to hint at.
    least
        How near a name must be, 0 to 1, as :func:`difflib.get_close_matches` counts.
    """
    import difflib

    folded = {str(k).casefold(): str(k) for k in known}
    near = difflib.get_close_matches(str(name).casefold(), folded, n=most, cutoff=least)
    return f"; did you mean {' or '.join(repr(folded[n]) for n in near)}?" if near else ""


def check_one_of(what: str, value: object, known: Iterable[str]) -> None:
    """Refuse a value that is none of the known ones, with the nearest of them.

    Raises
    ------
    UsageError
        ``value`` is not among ``known``.
    """
    names = list(known)
    if value not in names:
        raise UsageError(f"{what}={value!r} is none of {', '.join(map(repr, names))}{did_you_mean(value, names)}")
