"""The file of decisions, kept open: what was decided, by whom, and what still stands."""

from __future__ import annotations

import getpass
import hashlib
from collections import Counter
from collections.abc import Iterable
from copy import copy
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from toolkit.articles import Article
from toolkit.corrections.decisions import Action, Decision, append, not_undone, now, read, standing
from toolkit.errors import UsageError
from toolkit.naming import CORRECTIONS
from toolkit.schema import to_json

if TYPE_CHECKING:
    import pandas as pd


class DecisionFile:
    """A file of decisions, one line each, appended only.

    Parameters
    ----------
    path
        The file; made with the first decision. Without one, decisions are kept in memory until :meth:`save`.
    who
        Who decides; by default the user's name on this machine.

    Raises
    ------
    UsageError
        The file cannot be read, or a line of it is no decision.
    """

    def __init__(self, path: Path | str | None = None, who: str | None = None) -> None:
        self.path = None if path is None else Path(path)
        self.who = who or user()
        self._decisions = [] if self.path is None else read(self.path)

    @property
    def place(self) -> str:
        """Where decisions are kept, in words."""
        return "memory" if self.path is None else str(self.path)

    def save(self, path: Path | str) -> Path:
        """Add to a file those decisions that it does not have, and keep all later ones there.

        Parameters
        ----------
        path
            The file; made if missing.

        Returns
        -------
        Path
            The same.

        Raises
        ------
        UsageError
            The file cannot be read, or a line of it is no decision.
        MachineError
            It cannot be written.
        """
        there = read(path)
        append(path, [one for one in self._decisions if one not in there])
        self.path, self._decisions = Path(path), read(path)
        return self.path

    def take(self, path: Path | str) -> int:
        """Add the decisions of another file, such as one saved from a report; those that are here already are left out.

        Parameters
        ----------
        path
            The other file.

        Returns
        -------
        int
            How many are new.

        Raises
        ------
        UsageError
            The file cannot be read, or a line of it is no decision.
        """
        if not Path(path).is_file():
            raise UsageError(f"{path}: there is no such file of decisions")
        known = {one.id for one in self._decisions}
        new = [one for key, one in {one.id: one for one in read(path)}.items() if key not in known]
        self._add(new)
        return len(new)

    def _add(self, decisions: list[Decision]) -> None:
        if self.path is not None:
            append(self.path, decisions)
        self._decisions += decisions

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All that was decided, in order, also what was taken back."""
        return tuple(self._decisions)

    def and_those_of(self, others: Iterable[Self]) -> Self:
        """This file, with decisions of other files standing after its own.

        Parameters
        ----------
        others
            The other files.

        Returns
        -------
        Self
            New decisions are written to this file.
        """
        apart = [other for other in others if other is not self and (other.path is None or other.path != self.path)]
        more = [d for other in apart for d in other.decisions if d not in self._decisions]
        if not more:
            return self
        both = copy(self)
        both._decisions = [*self._decisions, *more]
        return both

    def undo(self, decision: Decision | str | None = None) -> Decision:
        """Take a decision back; the last one that stands, if none is named.

        Parameters
        ----------
        decision
            The decision, or its id.

        Returns
        -------
        Decision
            What was written down.

        Raises
        ------
        UsageError
            There is no such decision.
        """
        of = (self._last() if decision is None else decision) if isinstance(decision, str | None) else decision.id
        if of not in {one.id for one in self._decisions}:
            raise UsageError(f"{self.place}: there is no decision {of!r} to take back")
        return self.keep(Decision(Action.UNDO, of=of))

    def _last(self) -> str:
        left = not_undone(self._decisions)
        return left[-1].id if left else ""

    def summary(self) -> dict[str, Any]:
        """What stands, for the record of a run.

        Returns
        -------
        dict
            ``decisions``: how many stand; ``by action`` and ``by whom``: how many of each; ``sha256``: of all lines, those taken
            back too. Empty where nothing was decided.
        """
        if not self._decisions:
            return {}
        held = standing(self._decisions)
        lines = "".join(f"{one.line()}\n" for one in self._decisions)
        return {
            "decisions": len(held),
            "by action": dict(sorted(Counter(str(one.action) for one in held).items())),
            "by whom": dict(sorted(Counter(one.who for one in held).items())),
            "sha256": hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest(),
        }

    def frame(self) -> pd.DataFrame:
        """All decisions as a table.

        Returns
        -------
        DataFrame
            What they say, with ``id`` and whether each still ``stands``.
        """
        import pandas as pd

        names = [f.name for f in fields(Decision)]
        left = {one.id for one in standing(self._decisions)}
        rows = [[d.id, d.id in left, *(to_json(getattr(d, n)) for n in names)] for d in self._decisions]
        return pd.DataFrame(rows, columns=["id", "stands", *names])

    def keep(self, decision: Decision) -> Decision:
        """Write a decision down, with who and when.

        Parameters
        ----------
        decision
            What was decided.

        Returns
        -------
        Decision
            What was written down.
        """
        signed, known = replace(decision, who=self.who, when=now()), {one.id for one in self._decisions}
        while signed.id in known:  # the same once more, after it was taken back: another decision
            signed = replace(signed, when=now())
        self._add([signed])
        return signed

    def __len__(self) -> int:
        return len(self._decisions)

    def __repr__(self) -> str:
        return f"<{len(self)} decisions in {self.place}>"


def beside(given: Any, articles: Iterable[Article], name: str = CORRECTIONS) -> Path | None:
    """Where a project's file lies: in the folder that was given, or else in the one folder that holds all articles.

    Parameters
    ----------
    given
        What was asked to be read.
    articles
        What was read.
    name
        The file's name; by default that of the decisions.

    Returns
    -------
    Path or None
        The file, whether or not it is there; ``None`` for articles that lie in no file, or in several folders.
    """
    one = given[0] if isinstance(given, list | tuple) and len(given) == 1 else given
    if isinstance(one, str | Path) and len(str(one)) < 4096 and Path(one).is_dir():
        return Path(one) / name
    folders = {Path(article.source_path).parent for article in articles if article.source_path}
    return folders.pop() / name if len(folders) == 1 else None


def user() -> str:
    """The user's name on this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
