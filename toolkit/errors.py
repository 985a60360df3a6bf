"""The errors a user can meet; each message names the file, what is wrong and what to do."""

from __future__ import annotations


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


class UsageError(ReadoutError):
    """A call or a command line that cannot be carried out as given."""
