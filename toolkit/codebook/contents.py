"""What a project's codebook says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

NOBODY = "none"
"""Stands among the kinds of expert for who is no outside observer at all."""

FACTS = ("type", "country", "role", "affiliation", "plover_sector")
"""What may be said of an actor beside its aliases: columns of the table ``actors``."""


class Word(NamedTuple):
    """A word or name of the file, and the line it stands in."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Named:
    """An actor of the file.

    Attributes
    ----------
    name
        What it is to be called.
    aliases
        Other names that stand for it.
    facts
        Columns of actors and their values, those of :data:`FACTS`.
    """

    name: Word
    aliases: tuple[Word, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codebook:
    """What a project says of its articles.

    Attributes
    ----------
    path, sha256
        The file, and the SHA-256 of its bytes.
    title
        Title of the report across articles and of the index; empty: theirs.
    threshold
        Likeness from which two reports are one commitment, 0 to 1.
    topics
        Topics by name, each with its words.
    actors
        Actors with aliases and facts.
    experts
        Words of those who comment, by :class:`~toolkit.records.ExpertKind` or :data:`NOBODY`.
    hide
        Columns that tables leave out: ``plover`` in all, ``commitments.plover`` in one.
    """

    path: Path
    sha256: str = ""
    title: str = ""
    threshold: float | None = None
    topics: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)
    actors: tuple[Named, ...] = ()
    experts: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)
    hide: tuple[Word, ...] = ()

    @property
    def shaping(self) -> str:
        """SHA-256 of all that rows depend on, which a title is no part of; empty where there is nothing of the kind."""
        said = (
            [(name, [word.text for word in words]) for name, words in self.topics.items()],
            [(one.name.text, [word.text for word in one.aliases], dict(one.facts)) for one in self.actors],
            [(kind, [word.text for word in words]) for kind, words in self.experts.items()],
        )
        return hashlib.sha256(repr(said).encode()).hexdigest() if any(said) else ""

    @property
    def across(self) -> dict[str, Any]:
        """What a :class:`~toolkit.corpus.collection.Corpus` takes of it."""
        said = {"title": self.title, "hide": tuple(word.text for word in self.hide), "codebook": self.sha256}
        return said if self.threshold is None else said | {"threshold": self.threshold}

    def hidden(self, table: str) -> frozenset[str]:
        """The columns to leave out of a table.

        Parameters
        ----------
        table
            Its name.

        Returns
        -------
        frozenset of str
            Names; also those that no table has.
        """
        named = (word.text.rpartition(".") for word in self.hide)
        return frozenset(column for of, _, column in named if of in ("", table))
